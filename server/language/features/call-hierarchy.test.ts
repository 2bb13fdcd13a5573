// The levels of calls as lines.

import { expect, test } from 'vitest';
import { cursorOf, FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { type HierarchyCall, hierarchyItem, incomingCalls, outgoingCalls } from './call-hierarchy.ts';

const CHARTS = (line: string) => `
  -- lib/Chart.yaml --
  apiVersion: v2
  name: lib
  version: 1.0.0
  type: library
  -- lib/templates/_lib.tpl --
  {{ define "lib.name" }}{{ .Chart.Name }}{{ end }}
  {{ define "lib.labels" }}{{ include "lib.name" . }}{{ template "lib.name" $ }}{{ include "nobody" . }}{{ end }}
  -- app/Chart.yaml --
  apiVersion: v2
  name: app
  version: 1.0.0
  dependencies: [{name: lib, version: 1.x, repository: "file://../lib"}]
  -- app/templates/x.yaml --
  ${line}
  {{- define "x" }}{{ include "lib.labels" . }}{{ end }}
`;

function shown(call: HierarchyCall): string {
  const uri = call.item.uri.replace(`${FIXTURE_ROOT}/`, '');
  return `${call.item.kind} ${call.item.name} (${call.item.detail}) ${uri} ×${call.calls.length}`;
}

test('from an include of a library’s template, up and down', () => {
  const read = fixture(CHARTS('a: {{ include "lib.█labels" . }} {{ include "lib.labels" $ }}'));
  const { uri, offset } = cursorOf(read);
  const item = hierarchyItem(read.snapshot, uri, offset);
  expect(item && shown({ item, calls: [] })).toBe(
    'define lib.labels (lib: templates/_lib.tpl) lib/templates/_lib.tpl ×0',
  );
  if (item === undefined) return;
  expect(incomingCalls(read.snapshot, item).map(shown)).toEqual([
    'file templates/x.yaml (app) app/templates/x.yaml ×2',
    'define x (app: templates/x.yaml) app/templates/x.yaml ×1',
  ]);
  const outgoing = outgoingCalls(read.snapshot, item);
  expect(outgoing.map(shown)).toEqual(['define lib.name (lib: templates/_lib.tpl) lib/templates/_lib.tpl ×2']);
  expect(incomingCalls(read.snapshot, (outgoing[0] as HierarchyCall).item).map(shown)).toEqual([
    'define lib.labels (lib: templates/_lib.tpl) lib/templates/_lib.tpl ×2',
  ]);
});

test('of a file’s own text, and of a value there is none', () => {
  const read = fixture(CHARTS('a: {{ include "x" . }} {{ .Values.█a }}'));
  const { uri, offset } = cursorOf(read);
  expect(hierarchyItem(read.snapshot, uri, offset)).toBeUndefined();
  const whole = { start: 0, end: 0 };
  const file = { kind: 'file', name: '', detail: '', uri, span: whole, selection: whole } as const;
  expect(outgoingCalls(read.snapshot, file).map(shown)).toEqual([
    'define x (app: templates/x.yaml) app/templates/x.yaml ×1',
  ]);
});
