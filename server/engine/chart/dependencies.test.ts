// Dependencies: what is enabled, under which name and path, with which imported values. Answers are real Helm's.
import { describe, expect, test } from 'vitest';
import { jsonEncode } from '../yaml/json.ts';
import { readYamlMap } from '../yaml/read.ts';
import { type ProcessedChart, processDependencies, unprocessed } from './dependencies.ts';
import { loadChart } from './load.ts';
import { PROFILES } from './profile.ts';

/** A chart of files `path: text`; `Chart.yaml` texts get apiVersion and version. */
function process(files: Readonly<Record<string, string>>, user: string, major: 3 | 4, warnings: string[] = []) {
  const sources = Object.entries(files).map(([path, text]) => ({
    path,
    text: path.endsWith('Chart.yaml') ? `apiVersion: v2\nversion: 0.1.0\n${text}` : text,
    source: path,
  }));
  const { chart, errors } = loadChart(sources, { profile: PROFILES[major] });
  if (!chart) throw new Error(errors[0]?.message);
  return processDependencies(chart, readYamlMap(user), PROFILES[major], (text) => warnings.push(text));
}

/** Paths of the tree, depth first. */
function paths(chart: ProcessedChart): string[] {
  return [chart.path, ...chart.dependencies.flatMap(paths)];
}

const listed = (chart: ProcessedChart) => chart.metadata.dependencies?.map((one) => one.name);

describe('conditions and tags', () => {
  const files = {
    'Chart.yaml':
      'name: p\ndependencies:\n- {name: a, version: "*", condition: "a.go,x.go", tags: [front, back]}\n' +
      '- {name: b, version: 0.1.0, alias: bb, tags: [back]}\n- {name: c, version: ">=9"}\n',
    'charts/a/Chart.yaml': 'name: a',
    'charts/b/Chart.yaml': 'name: b',
    'charts/c/Chart.yaml': 'name: c',
  };
  test.each([
    ['{}', ['c', 'a', 'bb']],
    ['tags: {back: false}', ['c']],
    ['tags: {back: false, front: true}', ['c', 'a']],
    ['a: {go: false}\ntags: {front: true}', ['c', 'bb']],
    ['x: {go: false}', ['c', 'bb']],
    ['a: {go: true}\nx: {go: false}\ntags: {back: false}', ['c', 'a']],
    ['a: {go: {}}\nx: {go: false}', ['c', 'bb']],
  ])('%s', (user, names) => {
    const chart = process(files, user, 4);
    expect(chart.dependencies.map((sub) => sub.metadata.name)).toEqual(names);
    // The entry whose version does not match stays in the list, and so does its chart.
    expect(listed(chart)).toEqual([...names.filter((name) => name !== 'c'), 'c']);
  });

  test('what is no bool is told', () => {
    const [three, four]: [string[], string[]] = [[], []];
    process(files, 'a: {go: 1}\ntags: {front: yes please}', 3, three);
    process(files, 'a: {go: 1}\ntags: {front: yes please}', 4, four);
    expect(three).toEqual([
      "Warning: Tag 'front' for chart a returned non-bool value",
      "Warning: Condition path 'a.go' for chart a returned non-bool value",
    ]);
    expect(four).toEqual([
      'level=WARN msg="returned non-bool value" tag=front chart=a',
      'level=WARN msg="returned non-bool value" path=a.go chart=a',
    ]);
  });

  test('the path of a nested condition begins at the root', () => {
    const nested = {
      'Chart.yaml': 'name: p\ndependencies: [{name: a, version: "*"}]',
      'charts/a/Chart.yaml': 'name: a\ndependencies: [{name: q, version: "*", condition: q.go}]',
      'charts/a/charts/q/Chart.yaml': 'name: q',
    };
    expect(paths(process(nested, 'a: {q: {go: false}}', 4))).toEqual(['p', 'p/charts/a']);
    expect(paths(process(nested, 'q: {go: false}', 4))).toEqual(['p', 'p/charts/a', 'p/charts/a/charts/q']);
  });
});

describe('aliases', () => {
  const files = (inner: string) => ({
    'Chart.yaml': 'name: r\ndependencies: [{name: p, version: "*", alias: pa}, {name: p, version: "*", alias: pb}]',
    'charts/p/Chart.yaml': `name: p\n${inner}`,
    'charts/p/charts/q/Chart.yaml': 'name: q',
  });

  test('a nested chart that is not listed is shared by the aliases in Helm 3 and copied in Helm 4', () => {
    const three = process(files(''), '{}', 3);
    expect(paths(three)).toEqual(['r', 'r/charts/pa', 'r/charts/p/charts/q', 'r/charts/pb', 'r/charts/p/charts/q']);
    expect(three.dependencies[0]?.dependencies[0]).toBe(three.dependencies[1]?.dependencies[0]);
    const four = paths(process(files(''), '{}', 4));
    expect(four).toEqual(['r', 'r/charts/pa', 'r/charts/pa/charts/q', 'r/charts/pb', 'r/charts/pb/charts/q']);
  });

  test('a nested chart that is listed is copied in both', () => {
    for (const major of [3, 4] as const) {
      expect(paths(process(files('dependencies: [{name: q, version: "*"}]'), '{}', major))).toEqual([
        'r',
        'r/charts/pa',
        'r/charts/pa/charts/q',
        'r/charts/pb',
        'r/charts/pb/charts/q',
      ]);
    }
  });

  test('an alias inside an aliased chart reaches only the first copy in Helm 3', () => {
    const inner = 'dependencies: [{name: q, version: "*", alias: qq}]';
    expect(paths(process(files(inner), '{}', 3)).filter((path) => path.includes('/q'))).toEqual([
      'r/charts/pa/charts/qq',
      'r/charts/pb/charts/q',
    ]);
    expect(paths(process(files(inner), '{}', 4)).filter((path) => path.includes('/q'))).toEqual([
      'r/charts/pa/charts/qq',
      'r/charts/pb/charts/qq',
    ]);
  });
});

describe('import-values', () => {
  const files = (items: string, values: string) => ({
    'Chart.yaml': `name: p\ndependencies: [{name: s, version: "*", import-values: ${items}}]`,
    'values.yaml': 'own: 1\nconf: {a: parent}\n',
    'charts/s/Chart.yaml': 'name: s',
    'charts/s/values.yaml': values,
  });
  const SUB = 'exports: {data: {own: 2, new: 3}}\ncfg: {a: child, m: null}\n';

  test.each([
    ['[data]', { own: 1, new: 3, conf: { a: 'parent' } }],
    ['[{child: cfg, parent: conf}]', { own: 1, conf: { a: 'parent', m: null } }],
    ['[{child: cfg, parent: x.w}]', { own: 1, conf: { a: 'parent' }, x: { w: { a: 'child', m: null } } }],
    ['[{child: cfg, parent: "."}]', { own: 1, a: 'child', m: null, conf: { a: 'parent' } }],
  ])('%s', (items, want) => {
    const chart = process(files(items, SUB), 's: {exports: {data: {new: 9}}}', 4);
    const values = JSON.parse(jsonEncode(chart.values, { html: false }));
    expect(values).toEqual({
      ...want,
      s: { exports: { data: { own: 2, new: 3 } }, cfg: { a: 'child', m: null }, global: {} },
    });
  });

  test('a missing table is told', () => {
    const [three, four]: [string[], string[]] = [[], []];
    process(files('[nope, {child: none, parent: x}]', SUB), '{}', 3, three);
    process(files('[nope, {child: none, parent: x}]', SUB), '{}', 4, four);
    expect(three).toEqual([
      'Warning: ImportValues missing table: "nope" is not a table',
      'Warning: ImportValues missing table from chart s: "none" is not a table',
    ]);
    expect(four).toEqual([
      'level=WARN msg="ImportValues missing table" error="\\"nope\\" is not a table"',
      'level=WARN msg="ImportValues missing table from chart" chart=s error="\\"none\\" is not a table"',
    ]);
  });

  test('a table that imports put into itself is refused, where Helm dies', () => {
    const items = '[{child: t, parent: "."}, {child: t, parent: "x.w"}]';
    expect(() => process(files(items, 't: {x: {w: {}}}'), '{}', 4)).toThrow('nested without end');
  });
});

test('without processing, every loaded chart is there under its own path', () => {
  const { chart } = loadChart(
    [
      { path: 'Chart.yaml', text: 'apiVersion: v2\nname: p\nversion: 1.0.0', source: '' },
      { path: 'charts/a/Chart.yaml', text: 'apiVersion: v2\nname: a\nversion: 1.0.0', source: '' },
    ],
    { profile: PROFILES[4] },
  );
  expect(chart && paths(unprocessed(chart))).toEqual(['p', 'p/charts/a']);
});
