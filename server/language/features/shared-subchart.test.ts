// A chart that two charts of one release name by file://: what each of them says of it counts, and every word is found once.

import { expect, test } from 'vitest';
import { cursorOf, FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { renamed, renderedAll } from '../../../test/support/renaming.ts';
import { hover } from './hover.ts';
import { references } from './references.ts';
import { schemaCompletion } from './schema-completion.ts';
import { valueMarks } from './value-marks.ts';

const CHARTS = `
  -- Chart.yaml --
  apiVersion: v2
  name: top
  version: 1.0.0
  dependencies: [{name: a, version: 1.0.0}, {name: b, version: 1.0.0}]
  -- charts/a/Chart.yaml --
  apiVersion: v2
  name: a
  version: 1.0.0
  dependencies: [{name: lib, version: 1.0.0, repository: "file://../../shared/lib"}]
  -- charts/a/values.yaml --
  lib: {port: 1}
  -- charts/b/Chart.yaml --
  apiVersion: v2
  name: b
  version: 1.0.0
  dependencies: [{name: lib, version: 1.0.0, repository: "file://../../shared/lib", alias: é}]
  -- charts/b/values.yaml --
  é: {port: 2}
  -- charts/b/values-prod.yaml --
  é: {}
  -- shared/lib/Chart.yaml --
  apiVersion: v2
  name: lib
  version: 1.0.0
  -- shared/lib/values.yaml --
  port: 3
  host: h
  -- shared/lib/templates/x.yaml --
  port: {{ .Values.port }}
  {{ define "lib.x" }}{{ .Values.port }}{{ end }}{{ include "lib.x" . }}
  -- values.yaml --
  b: {é: {port: 4}}
`;
const READ = 'port: {{ .Values.port }}';

const at = (from: string, to: string) => {
  const read = fixture(CHARTS.replace(from, to));
  return { ...cursorOf(read), snapshot: read.snapshot };
};

test('hover in the chart names what each of its parents says', () => {
  const { snapshot, uri, offset } = at(READ, READ.replace('.port', '.po█rt'));
  const text = hover(snapshot, uri, offset)?.markdown ?? '';
  expect([...text.matchAll(/`(\d)`/g)].map(([, value]) => value)).toEqual(expect.arrayContaining(['1', '2', '3', '4']));
});

test.each([
  [READ, READ.replace('.port', '.po█rt')],
  ['é: {port: 2}', 'é: {po█rt: 2}'],
  ['lib: {port: 1}', 'lib: {po█rt: 1}'],
])('references and renames reach all of it, each place once (%s)', (from, to) => {
  const { snapshot, uri, offset } = at(from, to);
  const found = references(snapshot, uri, offset, true)?.map((one) => one.uri.slice(FIXTURE_ROOT.length + 1)) ?? [];
  expect(found.sort()).toEqual([
    'charts/a/values.yaml',
    'charts/b/values.yaml',
    'shared/lib/templates/x.yaml',
    'shared/lib/templates/x.yaml',
    'shared/lib/values.yaml',
    'values.yaml',
  ]);
  const { result, isSame } = renamed(snapshot, uri, offset, 'größe', renderedAll(snapshot));
  expect(result?.kind === 'edits' && result.edits.length).toBe(6);
  expect(isSame).toBe(true);
});

test('the second parent has the keys of the chart, and the marks tell both', () => {
  const { snapshot, uri, offset } = at('é: {}', 'é: {█}');
  expect(schemaCompletion(snapshot, uri, offset).map(({ label }) => label)).toEqual(
    expect.arrayContaining(['port', 'host']),
  );
  const lib = `${FIXTURE_ROOT}/shared/lib/values.yaml`;
  const [mark] = valueMarks(snapshot, lib, { start: 0, end: 99 });
  expect(mark?.overridden.places.map((one) => one.uri.slice(FIXTURE_ROOT.length + 1)).sort()).toEqual([
    'charts/a/values.yaml',
    'charts/b/values.yaml',
    'values.yaml',
  ]);
});
