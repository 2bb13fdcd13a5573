// Values files that only a values set names: every feature knows them, and the chart that they are for.

import { expect, test } from 'vitest';
import { cursorOf, FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { renamed, renderedAll } from '../../../test/support/renaming.ts';
import { applyChanges, type Change, chartFolderOf, roleIn, type Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';
import { chartFindings } from './diagnostics.ts';
import { references } from './references.ts';
import { schemaCompletion } from './schema-completion.ts';
import { schemaHover } from './schema-hover.ts';
import { valueMarks } from './value-marks.ts';
import { valuesDefinition } from './values-definition.ts';

const CHARTS = `
  -- apps/shop/Chart.yaml --
  apiVersion: v2
  name: shop
  version: 1.0.0
  -- apps/shop/values.yaml --
  # -- é: how often
  count: 1
  image: {tag: v1, pull: x}
  -- apps/shop/values.schema.json --
  {"properties": {"count": {"type": "integer"}, "image": {}}}
  -- apps/shop/templates/a.yaml --
  a: {{ .Values.count }}{{ .Values.image.tag }}{{ .Values.image.pull }}
  -- apps/shop/env/in.yaml --
  count: 5
  -- apps/blog/Chart.yaml --
  apiVersion: v2
  name: blog
  version: 1.0.0
  -- apps/blog/values.yaml --
  title: t
  -- apps/shop-env/größe.yaml --
  count: 4
`;
const ENV = 'apps/shop-env/größe.yaml';
const SETS: FixtureOptions = {
  settings: { valuesSets: { prod: ['shop-env/*.yaml'], other: ['shop-env/größe.yaml'] } },
};

const withEnv = (text: string) => `${CHARTS.slice(0, CHARTS.indexOf('  count: 4'))}  ${text}\n`;
const uriOf = (path: string) => `${FIXTURE_ROOT}/${path.split('/').map(encodeURIComponent).join('/')}`;
const pathOf = (uri = '') => decodeURIComponent(uri.slice(FIXTURE_ROOT.length + 1));
const chartOf = (snapshot: Snapshot, path: string) => pathOf(chartFolderOf(snapshot, uriOf(path)));
const chosen = (root: string, ...valuesFiles: string[]): Change => ({
  kind: 'set',
  root: uriOf(root),
  set: { valuesFiles },
});

test('of several charts that a set may be for, the nearest, else the first by path, and before all the one it was picked for', () => {
  const { snapshot } = fixture(CHARTS, SETS);
  expect(chartOf(snapshot, ENV)).toBe('apps/blog');
  const zoo = `  -- x/zoo/Chart.yaml --
  name: zoo
  -- x/env/1.yaml --
  a: 1
`;
  const near = fixture(CHARTS + zoo, {
    settings: { valuesSets: { prod: ['x/env/*.yaml', '../env/*.yaml'] } },
  }).snapshot;
  expect(chartOf(near, 'x/env/1.yaml')).toBe('x/zoo');
  const picked = applyChanges(snapshot, [chosen('apps/shop', uriOf(ENV))]);
  expect(chartOf(picked, ENV)).toBe('apps/shop');
  // Also as its chart sees it, and as another one does.
  expect(chartOf(seenFrom(picked, uriOf(ENV)), ENV)).toBe('apps/shop');
  expect(chartOf(applyChanges(picked, [{ kind: 'set', root: uriOf('apps/shop'), set: null }]), ENV)).toBe('apps/blog');
  expect(chartOf(fixture(CHARTS).snapshot, ENV)).toBe('');
});

test('a file of the chart that is called otherwise is a values file, and what Helm reads otherwise stays that', () => {
  const settings = { valuesSets: { all: ['env/*.yaml', 'templates/*.yaml', 'apps/blog/values.yaml'] } };
  const { snapshot } = fixture(CHARTS, { settings });
  const role = (folder: string, path: string) => roleIn(snapshot, uriOf(folder), uriOf(path));
  expect(role('apps/shop', 'apps/shop/env/in.yaml')).toBe('values');
  expect(role('apps/shop', 'apps/shop/templates/a.yaml')).toBe('template');
  expect(chartOf(snapshot, 'apps/blog/values.yaml')).toBe('apps/blog');
  const findings = chartFindings(snapshot, uriOf('apps/shop'), undefined);
  expect([...findings.keys()]).toEqual([]);
  const wrong = applyChanges(snapshot, [{ kind: 'file', uri: uriOf('apps/shop/env/in.yaml'), text: 'count: é' }]);
  const found = chartFindings(wrong, uriOf('apps/shop'), undefined).get(uriOf('apps/shop/env/in.yaml'));
  expect(found?.map(({ code }) => code)).toEqual(['values-schema']);
});

/** The env file as the picked one of `shop`, the rest as it is. */
function opened(env: string, newline: '\n' | '\r\n' = '\n') {
  const read = fixture(withEnv(env), { newline });
  const snapshot = applyChanges(read.snapshot, [chosen('apps/shop', '../shop-env/größe.yaml')]);
  return { snapshot, ...cursorOf({ ...read, cursor: read.cursor ?? { uri: uriOf(ENV), offset: 0 } }) };
}

test.each(['\n', '\r\n'] as const)('completion, hover, definition, references, marks (%j)', (newline) => {
  const complete = opened('imag█', newline);
  const items = schemaCompletion(complete.snapshot, complete.uri, complete.offset);
  expect(items.map(({ label }) => label)).toContain('image');
  const { snapshot, uri, offset } = opened('co█unt: 4', newline);
  expect(schemaHover(snapshot, uri, offset)?.markdown).toContain('é: how often');
  expect(valuesDefinition(snapshot, uri, offset)?.targets.map((one) => pathOf(one.uri))).toEqual([
    'apps/shop/values.yaml',
  ]);
  const places = references(snapshot, uri, offset, true)?.map((one) => pathOf(one.uri));
  expect(places).toEqual(
    expect.arrayContaining([
      'apps/shop/templates/a.yaml',
      'apps/shop/values.yaml',
      ENV,
      'apps/shop/values.schema.json',
    ]),
  );
  const [mark] = valueMarks(snapshot, uri, { start: 0, end: 99 });
  expect(`${mark?.used} · ${mark?.overrides.text}`).toBe('1 use · overrides values.yaml');
  const wrong = opened('count: é', newline);
  const findings = chartFindings(seenFrom(wrong.snapshot, wrong.uri), uriOf('apps/shop'), undefined);
  expect([...findings.keys()].map(pathOf)).toEqual([ENV]);
});

test('a rename that begins in a template reaches the file, and one that begins there the chart', () => {
  for (const at of ['set', 'template']) {
    const text = at === 'set' ? withEnv('co█unt: 4') : CHARTS.replace('.Values.count', '.Values.co█unt');
    const read = fixture(text, { settings: { valuesSets: { prod: ['../shop-env/*.yaml'] } } });
    const { uri, offset } = cursorOf(read);
    const snapshot = applyChanges(read.snapshot, [{ kind: 'file', uri: uriOf('apps/blog/Chart.yaml'), text: null }]);
    const { result, isSame, after } = renamed(snapshot, uri, offset, 'amount', renderedAll(snapshot));
    expect(result?.kind).toBe('edits');
    expect(isSame).toBe(true);
    expect(after.files.get(uriOf(ENV))?.text.trim()).toBe('amount: 4');
  }
});
