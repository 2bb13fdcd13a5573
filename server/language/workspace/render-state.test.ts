// Render states: what stays to be seen while something fails, and what is said to have changed.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { renderChart } from './render-chart.ts';
import { changedFiles, nextState, type RenderState, viewOf } from './render-state.ts';
import { applyChanges, type Snapshot } from './snapshot.ts';

const CHART = `
  -- values.yaml --
  name: x
  -- templates/a.yaml --
  kind: Service
  metadata: {name: a}
  ---
  kind: Secret
  metadata: {name: "{{ .Values.name }}"}
  data: "---\\n# Source: no/source"
  -- templates/b.yaml --
  kind: ConfigMap
  metadata: {name: b}
`;

/** Renders the chart after each edit: `path: what -> by`, an empty path renders as it is. */
function after(...edits: string[]): RenderState[] {
  let { snapshot } = fixture(CHART);
  let state: RenderState | undefined;
  return edits.map((edit) => {
    snapshot = edited(snapshot, edit);
    state = nextState(state, renderChart(snapshot, FIXTURE_ROOT), snapshot);
    return state;
  });
}

function edited(snapshot: Snapshot, edit: string): Snapshot {
  const [, path, what, by] = /^(.*?): (.*) -> (.*)$/s.exec(edit) ?? [];
  if (path === undefined) return snapshot;
  const uri = `${FIXTURE_ROOT}/${path}`;
  const text = snapshot.files.get(uri)?.text.replace(what ?? '', by ?? '') ?? by ?? '';
  return applyChanges(snapshot, [{ kind: 'file', uri, text: by === 'null' ? null : text }]);
}

/** The names in a preview, with `!` when it is stale. */
function names(state: RenderState, path: string): string {
  const view = viewOf(state, `${FIXTURE_ROOT}/${path}`, path === '' ? 'chart' : 'file');
  const found = [...view.text.text.matchAll(/name: "?(\w*)/g)].map((match) => match[1]);
  // Mappings cover the text without gaps, merged or not.
  let end = 0;
  for (const mapping of view.text.mappings) {
    expect(mapping.start).toBe(end);
    end = mapping.end;
  }
  expect(end).toBe(view.text.text.length);
  return found.join(' ') + (view.stale ? '!' : '');
}

const A = 'templates/a.yaml';
const B = 'templates/b.yaml';

test('a failing template keeps its last good output, in the release at its place', () => {
  const [first, broken, more, mended] = after(
    '',
    `${A}: kind: Service -> {{ fail "no" }}`,
    `${B}: name: b -> name: bb`,
    `${A}: {{ fail "no" }} -> kind: Service`,
  );
  if (!first || !broken || !more || !mended) throw new Error('four states');
  expect(names(first, '')).toBe('x b a');
  expect([names(broken, A), names(broken, B), names(broken, '')]).toEqual(['x a!', 'b', 'x b a!']);
  expect([names(more, A), names(more, B), names(more, '')]).toEqual(['x a!', 'bb', 'x bb a!']);
  expect([names(mended, A), names(mended, '')]).toEqual(['x a', 'x bb a']);
  const short = (before: RenderState | undefined, now: RenderState) =>
    changedFiles(before, now).map((uri) => uri.slice(FIXTURE_ROOT.length + 1));
  expect(short(undefined, first)).toEqual([B, A]);
  expect(short(first, broken)).toEqual([A]);
  expect(short(broken, more)).toEqual([B]);
  expect(short(more, mended)).toEqual([A]);
  expect(short(mended, mended)).toEqual([]);
});

test('when nothing renders, everything stays; what was deleted goes', () => {
  const [, broken, gone] = after('', 'values.yaml: name: x -> name: [', `${B}:  -> null`);
  if (!broken || !gone) throw new Error('three states');
  expect([names(broken, A), names(broken, B), names(broken, '')]).toEqual(['x a!', 'b!', 'x b a!']);
  expect(viewOf(broken, `${FIXTURE_ROOT}/${A}`, 'file').errors.length).toBeGreaterThan(0);
  expect(names(gone, B)).toBe('');
});

test('a file that never rendered shows what was written up to the error', () => {
  const [state] = after(`${A}: kind: Secret -> {{ fail "no" }}`);
  const view = state && viewOf(state, `${FIXTURE_ROOT}/${A}`, 'file');
  expect(view?.text.text).toContain('kind: Service');
  expect(view?.stale).toBe(false);
  expect(view?.errors.map(({ message }) => message)).toEqual(['no']);
});

test('a template that somebody leaves empty by typing shows what it did, in the release as well, until they rest', () => {
  let { snapshot } = fixture(CHART);
  let state = nextState(undefined, renderChart(snapshot, FIXTURE_ROOT), snapshot);
  const type = (text: string, isWriting: boolean) => {
    snapshot = applyChanges(snapshot, [{ kind: 'file', uri: `${FIXTURE_ROOT}/${B}`, text }]);
    state = nextState(state, renderChart(snapshot, FIXTURE_ROOT), snapshot, isWriting);
    return `${names(state, B)} in ${names(state, '')}`;
  };
  const whole = 'kind: ConfigMap\nmetadata: {name: b}\n';
  expect(type(`{{ if .Values.n }}\n${whole}{{ end }}`, true)).toBe('b! in x b a!');
  expect([...state.held]).toEqual([`${FIXTURE_ROOT}/${B}`]);
  expect(type(`{{ if .Values.n. }}\n${whole}{{ end }}`, true)).toBe('b! in x b a!');
  expect(type(`{{ if .Values.name }}\n${whole}{{ end }}`, true)).toBe('b in x b a');
  expect(type(`{{ if .Values.no }}\n${whole}{{ end }}`, true)).toBe('b! in x b a!');
  expect(type(`{{ if .Values.no }}\n${whole}{{ end }}`, false)).toBe(' in x a');
  // What is empty at rest is no news to who types on.
  expect(type(`{{ if .Values.not }}\n${whole}{{ end }}`, true)).toBe(' in x a');
});
