// Fixes of findings about manifests, and comments that silence them without a change of the output.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../../test/support/fixture.ts';
import { SMALL_SCHEMAS } from '../../../../test/support/small-schemas.ts';
import { renderChart } from '../../workspace/render-chart.ts';
import type { Finding } from '../../workspace/rendering.ts';
import { applyChanges, type Snapshot } from '../../workspace/snapshot.ts';
import { codeActions } from '../code-actions.ts';
import { manifestCheck } from '../manifest-check.ts';
import { applied } from './action.ts';

test('a mistyped field is changed to what was meant, in a template and in values', () => {
  expect(
    fixed(`
      -- templates/a.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: a}
      dat: {}
    `),
  ).toContain('\ndata: {}\n');
  expect(
    fixed(`
      -- values.yaml --
      meta: {nme: ä}
      -- templates/a.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata: {{- toYaml .Values.meta | nindent 2 }}
    `),
  ).toBe('meta: {name: ä}\n');
});

const PLACES = [
  'kind: ConfigMap\ndat: {}\n',
  'kind: ConfigMap\n\ndat: {}\n',
  'kind: ConfigMap\n{{ if true -}}\ndat: {}\n{{ end }}\n',
  'kind: ConfigMap\nmetadata:\n  # größe\n  nam: a\n',
  'kind: ConfigMap\n{{- if true }}\nmetadata:\n    {{- "nam: a" | nindent 2 }}\n{{- end }}\n',
  'kind: ConfigMap\nmetadata:\n  {{ printf\n   "nam: a" }}\n',
  'dat: {}\nkind: ConfigMap\n',
];

test.each(PLACES)('the comment silences the line and leaves the output as it is: %j', (place) => {
  for (const newline of ['\n', '\r\n'] as const) {
    const text = place.startsWith('dat') ? `${place}apiVersion: v1` : `apiVersion: v1\n${place}`;
    const indented = `-- templates/a.yaml --\n${text.trimEnd()}`;
    const before = stateOf(indented, { newline });
    const [finding] = before.findings;
    expect(before.findings.length).toBe(1);
    const after = chosen(before, finding as Finding, /^Disable/);
    expect(after.findings).toEqual([]);
    expect(after.output.replaceAll('\r', '')).toBe(before.output.replaceAll('\r', ''));
  }
});

test('in a values file it is a comment of YAML', () => {
  const state = stateOf(`
    -- values.yaml --
    meta:
      nme: ä
    -- templates/a.yaml --
    apiVersion: v1
    kind: ConfigMap
    metadata: {{- toYaml .Values.meta | nindent 2 }}
  `);
  const after = chosen(state, state.findings[0] as Finding, /^Disable/);
  expect(after.findings).toEqual([]);
  expect(after.snapshot.files.get(`${FIXTURE_ROOT}/values.yaml`)?.text).toBe(
    'meta:\n  # chartroom-disable-next-line manifest-unknown-field\n  nme: ä\n',
  );
});

interface State {
  readonly snapshot: Snapshot;
  readonly findings: readonly Finding[];
  readonly output: string;
}

function fixed(text: string): string | undefined {
  const state = stateOf(text);
  const finding = state.findings[0] as Finding;
  const { snapshot, findings } = chosen(state, finding, /^Change to/);
  expect(findings).toEqual([]);
  return snapshot.files.get(finding.uri)?.text;
}

function stateOf(text: string, options: FixtureOptions = {}): State {
  return judged({ ...fixture(text, options).snapshot, schemas: SMALL_SCHEMAS });
}

function judged(snapshot: Snapshot): State {
  const rendering = renderChart(snapshot, FIXTURE_ROOT);
  const { files } = manifestCheck(snapshot, FIXTURE_ROOT, rendering);
  // Other checks miss a name here and there.
  const findings = [...files.values()].flat().filter(({ code }) => code === 'manifest-unknown-field');
  return { snapshot, findings, output: rendering.release.text };
}

/** The state after the action of that title was taken at the finding. */
function chosen({ snapshot, findings }: State, { uri, span }: Finding, title: RegExp): State {
  const actions = codeActions(snapshot, uri, { start: span.start, end: span.start }, false, findings);
  const changes = actions.find((action) => title.test(action.title))?.changes?.() ?? [];
  expect(changes.length).toBe(1);
  return judged(
    applyChanges(
      snapshot,
      changes.map(({ uri: changed, edits }) => {
        const text = applied(snapshot.files.get(changed)?.text ?? '', edits);
        return { kind: 'file', uri: changed, text };
      }),
    ),
  );
}
