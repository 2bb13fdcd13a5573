// Where keys of values files lead: to defaults, to what overrides them, to anchors.

import { expect, test } from 'vitest';
import { cursorOf, FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { valuesDefinition, valuesImplementations } from './values-definition.ts';

/** `path: first line of the target`, in order. */
function targets(ask: typeof valuesDefinition, text: string, options?: FixtureOptions): string[] {
  const read = fixture(text, options);
  const { uri, offset } = cursorOf(read);
  return (ask(read.snapshot, uri, offset)?.targets ?? []).map((target) => {
    const file = read.snapshot.files.get(target.uri);
    const line = file?.text.slice(target.span.start, target.span.end).split(/\r?\n/)[0];
    return `${target.uri.slice(FIXTURE_ROOT.length + 1)}: ${line}`;
  });
}

const CHARTS = `
  -- Chart.yaml --
  apiVersion: v2
  name: top
  version: 1.0.0
  dependencies: [{name: db, version: 1.0.0, alias: store}]
  -- charts/db/Chart.yaml --
  apiVersion: v2
  name: db
  version: 1.0.0
`;

function chart(files: Readonly<Record<string, string>>): string {
  const parts = Object.entries(files).map(([path, text]) => `  -- ${path} --\n${text.replace(/^/gm, '  ')}\n`);
  return CHARTS + parts.join('');
}

test('a key leads to the default that it overrides', () => {
  const files = {
    'values.yaml': 'image: {tag: v1}\nstore: {size: 2}',
    'charts/db/values.yaml': 'size: 1 # é\nname: x',
  };
  const from = (path: string, text: string, newline: '\n' | '\r\n' = '\n') =>
    targets(valuesDefinition, chart({ ...files, [path]: text }), { newline });
  expect(from('values-prod.yaml', 'image: {t█ag: v2}')).toEqual(['values.yaml: tag: v1']);
  expect(from('values-prod.yaml', 'ima█ge: {tag: v2}')).toEqual(['values.yaml: image: {tag: v1}']);
  expect(from('values-prod.yaml', 'store: {si█ze: 3}', '\r\n')).toEqual([
    'values.yaml: size: 2',
    'charts/db/values.yaml: size: 1',
  ]);
  expect(from('values.yaml', 'store: {na█me: y}')).toEqual(['charts/db/values.yaml: name: x']);
  expect(from('ci/a-values.yaml', 'other█: 1')).toEqual(['ci/a-values.yaml: other: 1']);
});

test('a default leads to itself; what overrides it are its implementations', () => {
  const files = {
    'values.yaml': 'store: {size: 2}',
    'values-prod.yaml': 'store: {size: 3}',
    'charts/db/values.yaml': 'si█ze: 1',
  };
  expect(targets(valuesDefinition, chart(files))).toEqual(['charts/db/values.yaml: size: 1']);
  expect(targets(valuesImplementations, chart(files))).toEqual(['values.yaml: size: 2', 'values-prod.yaml: size: 3']);
  const active = { settings: { valuesFiles: ['values-prod.yaml'] } };
  expect(targets(valuesImplementations, chart(files), active)).toEqual([
    'values-prod.yaml: size: 3',
    'values.yaml: size: 2',
  ]);
  expect(targets(valuesImplementations, chart({ 'values.yaml': 'a█: 1' }))).toEqual([]);
});

test('an alias leads to its anchor, the last one above', () => {
  const text = 'a: &x {b: 1}\nc: &x {b: 2}\nd: *█x\ne: &x 3\n';
  expect(targets(valuesDefinition, chart({ 'values.yaml': text }))).toEqual(['values.yaml: &x {b: 2}']);
  expect(targets(valuesDefinition, chart({ 'values.yaml': 'a: &x {b: 1}\nc:\n  <<: *x█\n' }))).toEqual([
    'values.yaml: &x {b: 1}',
  ]);
  expect(targets(valuesDefinition, chart({ 'values.yaml': 'a: *█gone\n' }))).toEqual([]);
});

test('nothing on values, in comments and in broken text', () => {
  for (const text of ['a: 1█', '# a█: 1\nb: 1', 'a: [\n  █', '█'])
    expect(targets(valuesDefinition, chart({ 'values.yaml': text }))).toEqual([]);
});

test('whatever the text and the place, nothing throws', () => {
  const text =
    'a: &x {b: [1, "é😀"], c: {d: *x, <<: *x}}\r\n? c\r\n: d\nlist:\n- - x: |\n    t\n  - <<: *x\n\t- tab\n"q\\"k": \'v\'\n%yaml\n';
  for (let cut = 0; cut <= text.length; cut += 5) {
    const { snapshot } = fixture(`-- values.yaml --\n${text.slice(0, cut)}`);
    for (let at = 0; at <= cut; at += 7) {
      valuesDefinition(snapshot, `${FIXTURE_ROOT}/values.yaml`, at);
      valuesImplementations(snapshot, `${FIXTURE_ROOT}/values.yaml`, at);
    }
  }
});
