// Charts from flat file lists: routing, order, errors and tolerance.

import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { tarBytes } from '../../../test/support/tar-writer.ts';
import { fromBytes } from '../text/bytes.ts';
import { jsonEncode } from '../yaml/json.ts';
import type { SourceFile } from './chart.ts';
import { type LoadOptions, loadChart } from './load.ts';
import { PROFILES } from './profile.ts';
import { checkDependencies } from './requirements.ts';

type Files = Readonly<Record<string, string>>;

const OWN = 'apiVersion: v2\nname: c\nversion: 0.1.0\n';
const SUB = 'apiVersion: v2\nname: s\nversion: 1.0.0\n';

function sources(files: Files): SourceFile[] {
  return Object.entries(files).map(([path, text]) => ({ path, text, source: path }));
}

function load(files: Files, major: 3 | 4 = 3, options: Partial<LoadOptions> = {}) {
  return loadChart(sources(files), { profile: PROFILES[major], directory: '/c', ...options });
}

/** The first error of both majors; `ok` when there is none. Where both say the same, once. */
function errors(files: Files): string {
  const [v3, v4] = ([3, 4] as const).map((major) => load(files, major).errors[0]?.message ?? 'ok');
  return v3 === v4 ? (v3 as string) : `3: ${v3}\n4: ${v4}`;
}

function packed(files: Files): string {
  return fromBytes(gzipSync(tarBytes(Object.entries(files).map(([name, text]) => ({ name, text })))));
}

/** What Helm itself (3.20.2 and 4.2.4) says to these charts. */
describe('errors', () => {
  const WRONG = 'error unmarshaling JSON: while decoding JSON: json: cannot unmarshal';
  test.each<[string, Files, string]>([
    ['nothing wrong', { 'Chart.yaml': OWN }, 'ok'],
    [
      'no Chart.yaml',
      { 'values.yaml': 'a: 1' },
      '3: Chart.yaml file is missing\n4: unable to detect chart at /c/Chart.yaml: open /c/Chart.yaml: no such file or directory',
    ],
    ['no apiVersion is v1', { 'Chart.yaml': 'name: c\nversion: 0.1.0' }, 'ok'],
    ['v3', { 'Chart.yaml': `${OWN}apiVersion: v3` }, '3: ok\n4: invalid chart apiVersion'],
    ['v9', { 'Chart.yaml': `${OWN}apiVersion: v9` }, '3: ok\n4: unsupported chart version'],
    [
      'a list for Chart.yaml',
      { 'Chart.yaml': '[]' },
      `3: cannot load Chart.yaml: ${WRONG} array into Go value of type chart.Metadata\n4: cannot load Chart.yaml: ${WRONG} array into Go value of type loader.chartBase`,
    ],
    [
      'wrong type',
      { 'Chart.yaml': `${OWN}appVersion: [a]` },
      `cannot load Chart.yaml: ${WRONG} array into Go struct field Metadata.appVersion of type string`,
    ],
    [
      'wrong type inside',
      { 'Chart.yaml': `${OWN}dependencies: [{name: [1]}]` },
      `cannot load Chart.yaml: ${WRONG} array into Go struct field Dependency.dependencies.name of type string`,
    ],
    ['no name', { 'Chart.yaml': 'version: 1.0.0' }, 'validation: chart.metadata.name is required'],
    ['dots for a name', { 'Chart.yaml': `${OWN}name: ..` }, 'validation: chart.metadata.name ".." is not allowed'],
    ['a path for a name', { 'Chart.yaml': `${OWN}name: a/b` }, 'validation: chart.metadata.name "a/b" is invalid'],
    ['no version', { 'Chart.yaml': 'name: c' }, 'validation: chart.metadata.version is required'],
    ['bad version', { 'Chart.yaml': `${OWN}version: a` }, 'validation: chart.metadata.version "a" is invalid'],
    ['bad type', { 'Chart.yaml': `${OWN}type: foo` }, 'validation: chart.metadata.type must be application or library'],
    [
      'maintainers before dependencies',
      { 'Chart.yaml': `${OWN}dependencies: [null]\nmaintainers: [null]` },
      'validation: maintainers must not contain empty or null nodes',
    ],
    [
      'null dependency',
      { 'Chart.yaml': `${OWN}dependencies: [null]` },
      'validation: dependencies must not contain empty or null nodes',
    ],
    [
      'bad alias',
      { 'Chart.yaml': `${OWN}dependencies: [{name: a, alias: "x y"}]` },
      'validation: dependency "a" has disallowed characters in the alias',
    ],
    [
      'alias taken',
      { 'Chart.yaml': `${OWN}dependencies: [{name: a, alias: b}, {name: b}]` },
      'validation: more than one dependency with name or alias "b"',
    ],
    [
      'values.yaml',
      { 'Chart.yaml': OWN, 'values.yaml': '[]' },
      `3: cannot load values.yaml: ${WRONG} array into Go value of type map[string]interface {}\n4: cannot load values.yaml: cannot unmarshal yaml document: ${WRONG} array into Go value of type map[string]interface {}`,
    ],
    [
      'separator',
      { 'Chart.yaml': OWN, 'values.yaml': 'a: 1\n---foo\n' },
      "3: cannot load values.yaml: error converting YAML to JSON: yaml: line 3: could not find expected ':'\n4: cannot load values.yaml: error reading yaml document: invalid Yaml document separator: foo",
    ],
    [
      'Chart.lock',
      { 'Chart.yaml': OWN, 'Chart.lock': 'generated: foo\ndigest: [1]' },
      'cannot load Chart.lock: error unmarshaling JSON: while decoding JSON: parsing time "foo" as "2006-01-02T15:04:05Z07:00": cannot parse "foo" as "2006"',
    ],
    [
      '.helmignore',
      { 'Chart.yaml': '[', '.helmignore': '**' },
      '3: double-star (**) syntax is not supported\n4: cannot load Chart.yaml: error converting YAML to JSON: yaml: line 1: did not find expected node content',
    ],
    [
      'subchart without Chart.yaml',
      { 'Chart.yaml': OWN, 'charts/s/values.yaml': '' },
      'error unpacking subchart s in c: Chart.yaml file is missing',
    ],
    [
      'stray file',
      { 'Chart.yaml': OWN, 'charts/README.md': '' },
      'error unpacking subchart README.md in c: Chart.yaml file is missing',
    ],
    [
      'two levels',
      { 'Chart.yaml': OWN, 'charts/s/Chart.yaml': SUB, 'charts/s/charts/t/Chart.yaml': 'name: t' },
      'error unpacking subchart s in c: error unpacking subchart t in s: validation: chart.metadata.version is required',
    ],
    [
      'not an archive',
      { 'Chart.yaml': OWN, 'charts/s.tgz': 'not a gzip' },
      'error unpacking subchart s.tgz in c: gzip: invalid header',
    ],
    [
      'folder named like one',
      { 'Chart.yaml': OWN, 'charts/s.tgz/Chart.yaml': SUB },
      'error unpacking subchart tar in c: expected s.tgz, got s.tgz/Chart.yaml',
    ],
    [
      'bad chart in archive',
      { 'Chart.yaml': OWN, 'charts/s.tgz': packed({ 's/Chart.yaml': 'name: s' }) },
      'error unpacking subchart s.tgz in c: validation: chart.metadata.version is required',
    ],
    [
      'large file',
      { 'Chart.yaml': OWN, 'd/big': 'x'.repeat(5242881) },
      'chart file "big" is larger than the maximum file size 5242880',
    ],
  ])('%s', (_what, files, answer) => {
    expect(errors(files)).toBe(answer);
  });
});

test('files go where their paths say', () => {
  const { chart } = load({
    'Chart.yaml': `\uFEFF${OWN}`,
    'Chart.lock': '',
    'values.yaml': '\uFEFFa: 1',
    'values.schema.json': '',
    'README.md': '',
    'crds/a.yaml': '',
    'templates.txt': '',
    'templates/a/b.txt': '',
    'templates/.hidden': '',
    'charts/s.tgz.prov': '',
    'charts/_x/y': '',
    'charts/.x/y': '',
    'charts/b/Chart.yaml': SUB,
    'charts/a.tgz': packed({ 's/Chart.yaml': SUB, 's/values.yaml': 'x: 1' }),
  });
  expect(chart?.files.map((file) => file.name)).toEqual([
    'README.md',
    'charts/s.tgz.prov',
    'crds/a.yaml',
    'templates.txt',
  ]);
  expect(chart?.templates.map((file) => file.name)).toEqual(['templates/a/b.txt']);
  expect(chart?.schema).toEqual({ name: 'values.schema.json', text: '', source: 'values.schema.json' });
  expect(chart?.dependencies.map((sub) => sub.raw.map((file) => file.source))).toEqual([
    ['charts/a.tgz!/Chart.yaml', 'charts/a.tgz!/values.yaml'],
    ['charts/b/Chart.yaml'],
  ]);
  expect(jsonEncode(chart?.values ?? null, { html: true })).toBe('{"a":1}');
});

test.each<[string, string]>([
  ['appVersion: 1.10', '1.1'],
  ['appVersion: 0777', '511'],
  ['appVersion: 1_000', '1000'],
  ['appVersion: 123456789.5', '1.2345679e+08'],
  ['appVersion: true', 'true'],
  ['AppVersion: x', 'x'],
  ['appVersion: null', ''],
  ['appVersion: "a\\tb\\u200bc\\u00a0d"', 'a bc d'],
])('%s', (line, answer) => {
  expect(load({ 'Chart.yaml': OWN + line }).chart?.metadata.appVersion).toBe(answer);
});

test('helm 4 merges the documents of values.yaml', () => {
  const files = { 'Chart.yaml': OWN, 'values.yaml': 'a: {x: 1}\n---\na: {z: 2}\n' };
  const [v3, v4] = ([3, 4] as const).map((major) =>
    jsonEncode(load(files, major).chart?.values ?? null, { html: true }),
  );
  expect([v3, v4]).toEqual(['{"a":{"x":1}}', '{"a":{"x":1,"z":2}}']);
});

describe('requirements.yaml', () => {
  const own = 'apiVersion: v1\nname: c\nversion: 0.1.0\n';
  const list = 'dependencies:\n- name: s\n  version: 1.x\n';

  test('is a part of Chart.yaml and, for v1, a file', () => {
    const { chart } = load({ 'Chart.yaml': own, 'requirements.yaml': list });
    expect(chart?.metadata.dependencies?.map((entry) => `${entry.name} ${entry.version}`)).toEqual(['s 1.x']);
    expect(chart?.files.map((file) => file.name)).toEqual(['requirements.yaml']);
  });

  test('is written over the entries of Chart.yaml one by one, as Go does', () => {
    const { chart } = load({
      'Chart.yaml': `${own}dependencies: [{name: z, alias: q}, {name: y}]`,
      'requirements.yaml': list,
    });
    expect(chart?.metadata.dependencies?.map((entry) => `${entry.name} ${entry.alias}`)).toEqual(['s q']);
  });

  test('draws a warning for v2', () => {
    const { chart, warnings } = load({ 'Chart.yaml': OWN, 'requirements.yaml': list });
    expect(chart?.files).toEqual([]);
    expect(warnings).toEqual([
      'Warning: Dependencies are handled in Chart.yaml since apiVersion "v2". We recommend migrating dependencies to Chart.yaml.',
    ]);
  });
});

describe('tolerant', () => {
  const files = {
    'Chart.yaml': `${OWN}deprecated: 1\nkeywords: [a]\n`,
    'values.yaml': 'a: [',
    'charts/bad/values.yaml': '',
    'charts/good/Chart.yaml': SUB,
    'templates/a.yaml': '',
  };

  test('all errors, and all that can be shown', () => {
    const { chart, errors: all } = load(files, 3, { tolerant: true });
    expect(all.map((error) => `${error.source}: ${error.message.split(': ', 1)[0]}`)).toEqual([
      'Chart.yaml: cannot load Chart.yaml',
      'values.yaml: cannot load values.yaml',
      'charts/bad/values.yaml: error unpacking subchart bad in c',
    ]);
    expect([chart?.metadata.name, chart?.metadata.keywords, chart?.values.size]).toEqual(['c', ['a'], 0]);
    expect(chart?.dependencies.map((sub) => sub.metadata.name)).toEqual(['s']);
  });

  test('otherwise the first error and no chart', () => {
    const { chart, errors: all } = load(files);
    expect([chart, all.length]).toEqual([undefined, 1]);
  });

  test.each<[Files, string]>([
    [{ 'Chart.yaml': `${OWN}appVersion: [a]\n` }, '[a]'],
    [{ 'Chart.yaml': `${OWN}dependencies:\n- name: a\n- name: a\n` }, 'a'],
    [{ 'Chart.yaml': 'name: c\nversion: x.y\n' }, 'x.y'],
    [{ 'Chart.yaml': OWN, 'values.yaml': 'a: 1\n---\nb: 1\n---foo\n' }, '---foo'],
  ])('the place of an error %#', (broken, text) => {
    const [error] = load(broken, 4, { tolerant: true, detect: false }).errors;
    const whole = broken[error?.source as keyof Files] ?? '';
    expect(whole.slice(error?.span?.start, error?.span?.end)).toBe(text);
  });
});

test('charts that are packed in charts come to an end', () => {
  const nested = (depth: number) => {
    let inner = packed({ 's/Chart.yaml': SUB });
    for (let i = 1; i < depth; i++) inner = packed({ 's/Chart.yaml': SUB, 's/charts/s.tgz': inner });
    return { 'Chart.yaml': OWN, 'charts/s.tgz': inner };
  };
  expect(errors(nested(100))).toBe('ok');
  expect(errors(nested(101))).toBe('charts are packed deeper than 100 levels');
});

test('all packed charts together are bounded where that is asked for', () => {
  const inner = packed({ 's/Chart.yaml': SUB, 's/text': 'x'.repeat(1000) });
  const files = { 'Chart.yaml': OWN, 'charts/a.tgz': inner, 'charts/b.tgz': inner };
  const result = load(files, 3, { tolerant: true, unpackedBytes: 1500 });
  expect(result.errors.map(({ message, source }) => [message, source])).toEqual([
    ['error unpacking subchart b.tgz in c: all packed charts together are larger than 1500', 'charts/b.tgz'],
  ]);
  expect(result.chart?.dependencies).toHaveLength(1);
  expect(load(files).errors).toEqual([]);
});

test('values know their places', () => {
  const { chart } = load({ 'Chart.yaml': OWN, 'values.yaml': 'a: 1\n---\nb: two\n' }, 4, { origins: true });
  expect(chart?.values.origin('b')?.source).toEqual({ file: 'values.yaml', span: { start: 12, end: 15 }, path: ['b'] });
});

test('what did not change stays identical', () => {
  const files = sources({ 'Chart.yaml': OWN, 'values.yaml': 'a: 1', 'charts/s/Chart.yaml': SUB, 'charts/s/f': 'x' });
  const [one, two] = [1, 2].map(() => loadChart(files, { profile: PROFILES[3] }).chart);
  expect(one?.values).toBe(two?.values);
  expect(one?.dependencies[0]?.files[0]).toBe(two?.dependencies[0]?.files[0]);
});

test.each<[3 | 4, string]>([
  [
    3,
    'An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: a, b',
  ],
  [
    4,
    "an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: a, b",
  ],
])('missing dependencies in helm %i', (major, answer) => {
  const { chart } = load(
    { 'Chart.yaml': `${OWN}dependencies: [{name: a}, {name: s, alias: x}, {name: b}]`, 'charts/s/Chart.yaml': SUB },
    major,
  );
  expect(chart && checkDependencies(chart, PROFILES[major])).toBe(answer);
});
