// Values sets: one chart is seen with its own, in every feature, and the others stay what they are.

import { expect, test } from 'vitest';
import type { ValuesSet } from '#protocol';
import { findingsOf } from '../../../test/support/findings.ts';
import { cursorOf, FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { completion } from '../features/completion.ts';
import { definition } from '../features/definition.ts';
import { hover } from '../features/hover.ts';
import { inlayHints } from '../features/inlay-hints.ts';
import { renderChart } from './render-chart.ts';
import { nextState, shownView } from './render-state.ts';
import { applyChanges, type Snapshot } from './snapshot.ts';
import { choosableFiles, filesElsewhere, seenFrom, shownSet, underSet } from './values-set.ts';

const CHARTS = `
  -- a/Chart.yaml --
  apiVersion: v2
  name: a
  version: 0.1.0
  -- a/values.yaml --
  tag: v1
  -- a/values-prod.yaml --
  tag: größe
  -- a/ci/small-values.yaml --
  extra: {only: here}
  -- a/values/eu.yaml --
  tag: eu
  -- a/prod-values.yaml --
  tag: p
  -- a/templates/pod.yaml --
  kind: Pod
  metadata: {name: "{{ .Release.Name }}-{{ .Release.IsUpgrade }}", namespace: {{ .Release.Namespace }}}
  tag: {{ .Values.t█ag }}
  version: {{ .Capabilities.KubeVersion.Version }}
  -- b/Chart.yaml --
  apiVersion: v2
  name: b
  version: 0.1.0
  -- b/values.yaml --
  tag: b1
  -- b/values-prod.yaml --
  tag: b2
  -- b/templates/pod.yaml --
  kind: Pod
  tag: {{ .Values.tag }}
`;

const A = `${FIXTURE_ROOT}/a`;
const B = `${FIXTURE_ROOT}/b`;
const POD = `${A}/templates/pod.yaml`;
const { snapshot: PLAIN, cursor: _, ...READ } = fixture(CHARTS);
const CURSOR = cursorOf({ ...READ, snapshot: PLAIN, cursor: fixture(CHARTS).cursor });

function chosen(set: ValuesSet | null, root = A): Snapshot {
  return applyChanges(PLAIN, [{ kind: 'set', root, set }]);
}

function rendered(snapshot: Snapshot, root = A): string {
  return renderChart(snapshot, root).templates.map(({ output }) => output.text)[0] ?? '';
}

test('a chart is rendered with its own set, and no other is', () => {
  const set: ValuesSet = {
    valuesFiles: ['values-prod.yaml'],
    releaseName: 'web',
    namespace: 'shop',
    upgrade: true,
    kubeVersion: '1.29.2',
  };
  const snapshot = chosen(set);
  expect(rendered(snapshot)).toContain('metadata: {name: "web-true", namespace: shop}\ntag: größe\nversion: v1.29.2\n');
  expect(rendered(snapshot, B)).toContain('tag: b1\n');
  expect(rendered(chosen(null))).toContain('metadata: {name: "release-name-false", namespace: default}\ntag: v1\n');
});

test('--set wins over files, in the order given', () => {
  const set = { valuesFiles: ['values-prod.yaml'], setValues: ['tag=s1', 'tag=s2,more.deep=1'] };
  expect(rendered(chosen(set))).toContain('tag: s2\n');
});

test('what Helm refuses of --set is told once, and everything else is rendered', () => {
  const snapshot = chosen({ setValues: ['tag=s1', 'x', 'tag.deep=1', 'x'] });
  const told = findingsOf(snapshot, A).filter(({ severity }) => severity !== 'hint');
  const found = told.map(({ uri, severity, code, message }) => [uri, severity, code, message]);
  expect(found).toMatchInlineSnapshot(`
    [
      [
        "file:///w/a/Chart.yaml",
        "error",
        "chart-load",
        "failed parsing --set data: key "x" has no value",
      ],
      [
        "file:///w/a/Chart.yaml",
        "error",
        "chart-load",
        "failed parsing --set data: unable to parse key: interface conversion: interface {} is string, not map[string]interface {}",
      ],
    ]
  `);
  expect(rendered(snapshot)).toContain('tag: s1\n');
});

test('what Helm refuses of --set leaves the output of before, with the reason', () => {
  const before = nextState(undefined, renderChart(PLAIN, A), PLAIN);
  const snapshot = chosen({ setValues: ['tag=s1', 'x'] });
  const { text, stale, errors } = shownView(nextState(before, renderChart(snapshot, A), snapshot), POD, 'file');
  expect(text.text).toContain('tag: v1\n');
  expect([stale, ...errors.map(({ message }) => message)]).toEqual([
    true,
    'failed parsing --set data: key "x" has no value',
  ]);
});

test('hover, completion, hints and definitions see the set', () => {
  const snapshot = chosen({ valuesFiles: ['values-prod.yaml', 'ci/small-values.yaml'], setValues: ['tag=s1'] });
  expect(hover(snapshot, POD, CURSOR.offset)?.markdown).toMatchInlineSnapshot(`
    "**\`.Values.tag\`** = \`"s1"\` *(string)*

    - \`--set\` (active): \`"s1"\`
    - [values-prod.yaml:1](file:///w/a/values-prod.yaml#L1) (active): \`größe\`
    - [values.yaml:1](file:///w/a/values.yaml#L1): \`v1\`"
  `);
  const items = completion(snapshot, POD, CURSOR.offset).map(({ label }) => label);
  expect(items).toEqual(expect.arrayContaining(['tag', 'extra']));
  const targets = definition(snapshot, POD, CURSOR.offset)?.targets.map(({ uri }) => uri.slice(A.length));
  expect(targets).toEqual(['/values.yaml', '/values-prod.yaml']);
  const state = nextState(undefined, renderChart(snapshot, A), snapshot);
  const labels = inlayHints(seenFrom(snapshot, POD), state, POD, undefined).map(({ label }) => label);
  expect(labels).toContain('s1');
});

test('the syntax of a template is judged by the Helm release of its chart', () => {
  const three = chosen({ helmVersion: '3' });
  expect(seenFrom(three, POD).settings.helmVersion).toBe('3');
  expect(seenFrom(three, `${B}/templates/pod.yaml`).settings.helmVersion).toBe('4');
});

test('the same set gives the same snapshot and the same settings, so that memos hold', () => {
  const snapshot = chosen({ valuesFiles: ['values-prod.yaml'] });
  expect(underSet(snapshot, A)).toBe(underSet(snapshot, A));
  expect(underSet(underSet(snapshot, A), A)).toBe(underSet(snapshot, A));
  expect(underSet(snapshot, B)).toBe(snapshot);
  const edited = applyChanges(snapshot, [{ kind: 'file', uri: `${B}/values.yaml`, text: 'tag: b3\n' }]);
  expect(underSet(edited, A).settings).toBe(underSet(snapshot, A).settings);
  const other = applyChanges(snapshot, [{ kind: 'set', root: B, set: { valuesFiles: ['values-prod.yaml'] } }]);
  const first = renderChart(snapshot, A).templates;
  expect(renderChart(other, A).templates[0]).toBe(first[0]);
});

test('what can be chosen, and what is missing of what was chosen', () => {
  expect(choosableFiles(PLAIN, A)).toEqual([
    'prod-values.yaml',
    'values-prod.yaml',
    'ci/small-values.yaml',
    'values/eu.yaml',
  ]);
  const snapshot = chosen({
    valuesFiles: ['values-prod.yaml', 'gone.yaml', '../b/values-prod.yaml', 'file:///x/y.yaml'],
  });
  expect(shownSet(underSet(snapshot, A), A).missing).toEqual(['gone.yaml', 'file:///x/y.yaml']);
  expect(filesElsewhere(snapshot, A)).toEqual([`${B}/values-prod.yaml`, 'file:///x/y.yaml']);
  expect(rendered(snapshot)).toContain('tag: b2\n');
});

test('a file of the set that cannot be read is named, and the others count', () => {
  const broken = applyChanges(PLAIN, [
    { kind: 'file', uri: `${A}/ci/small-values.yaml`, text: 'a: b: c\n' },
    { kind: 'set', root: A, set: { valuesFiles: ['ci/small-values.yaml', 'values-prod.yaml'] } },
  ]);
  const { errors } = renderChart(broken, A);
  expect(errors.map(({ uri, code }) => [uri.slice(A.length), code])).toEqual([
    ['/ci/small-values.yaml', 'values-parse'],
  ]);
  expect(rendered(broken)).toContain('tag: größe\n');
});

test('what a preview assumes wins over --set', () => {
  const assumption = { values: [{ path: ['tag'], value: 'assumed' }], apiVersions: [] };
  const snapshot = applyChanges(chosen({ valuesFiles: ['values-prod.yaml'], setValues: ['tag=s1'] }), [
    { kind: 'assumed', uri: POD, assumption },
  ]);
  const { assumed } = renderChart(snapshot, A);
  expect(assumed[0]?.template?.output.text).toContain('tag: assumed\n');
  expect(rendered(snapshot)).toContain('tag: s1\n');
});

test('.Release tells of an upgrade, in hovers as in renders', () => {
  const offset = fixture(CHARTS).files.get('a/templates/pod.yaml')?.text.indexOf('IsUpgrade') ?? 0;
  expect(hover(chosen({ upgrade: true }), POD, offset + 1)?.markdown).toContain('Here: `true`');
  expect(
    hover(
      chosen({ kubeVersion: '1.29.2' }),
      POD,
      (fixture(CHARTS).files.get('a/templates/pod.yaml')?.text.indexOf('Version }}') ?? 0) + 1,
    )?.markdown,
  ).toContain('`v1.29.2`');
});
