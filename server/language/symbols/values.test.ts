// The winner of every value is what the engine computes: fixtures with every way in which charts hand values to each other,
// by hand and by chance, compared leaf by leaf, for each chart under each of its names.

import { describe, expect, test } from 'vitest';
import { coalesceValues } from '#engine/chart/coalesce.ts';
import { type ProcessedChart, processDependencies } from '#engine/chart/dependencies.ts';
import { PROFILES } from '#engine/chart/profile.ts';
import { readValues } from '#engine/chart/values-files.ts';
import { GoError } from '#engine/values/errors.ts';
import { GoMap, GoSlice, type Value } from '#engine/values/value.ts';
import type { Settings } from '#protocol';
import { chance } from '../../../test/support/chance.ts';
import { FIXTURE_ROOT, type Fixture, fixture } from '../../../test/support/fixture.ts';
import { chartView } from '../workspace/chart-view.ts';
import { activeValues } from '../workspace/render-chart.ts';
import { chainAt, lastOf } from './chains.ts';
import { type ChartTree, chartTreeUnder } from './charts.ts';
import { disabledText } from './enabled.ts';
import { type ValueSite, valueSites } from './values.ts';

type Path = readonly string[];

/** What differs, one line each; undefined where Helm refuses the charts. */
function differences(read: Fixture): string[] | undefined {
  const { snapshot } = read;
  const view = chartView(snapshot, FIXTURE_ROOT);
  if (view.chart === undefined) throw new Error(view.errors.map(({ message }) => message).join('\n'));
  const tree = chartTreeUnder(snapshot, FIXTURE_ROOT);
  const user = activeValues(snapshot, view, []);
  const silent = () => {};
  let root: ProcessedChart;
  let values: GoMap;
  try {
    root = processDependencies(view.chart, user, view.profile, silent);
    values = coalesceValues(root, user, view.profile, silent);
  } catch (error) {
    if (error instanceof GoError) return undefined;
    throw error;
  }
  const out: string[] = [];
  compare(read, tree, root, values, [], out);
  return out;
}

function compare(
  read: Fixture,
  tree: ChartTree,
  chart: ProcessedChart,
  values: GoMap,
  keys: Path,
  out: string[],
): void {
  const chain = chainAt(tree, keys);
  if (chain === undefined) {
    out.push(`${keys.join('.')} is no chart`);
    return;
  }
  const name = (path: Path) => `${keys.join('/')}:${path.join('.')}`;
  const winner = (path: Path) => valueSites(tree, lastOf(chain), path, keys).find(({ role }) => role !== 'other');
  for (const [path, value] of leaves(values, [])) {
    const site = winner(path);
    const ours = site && writtenAt(site, read);
    if (ours === undefined) out.push(`${name(path)}: ${JSON.stringify(plain(value))}, and ours has none`);
    else if (JSON.stringify(plain(ours)) !== JSON.stringify(plain(value)))
      out.push(`${name(path)}: ${JSON.stringify(plain(value))}, and ours has ${JSON.stringify(plain(ours))}`);
  }
  for (const path of written(read)) {
    if (at(values, path) !== undefined) continue;
    const site = winner(path);
    const ours = site && writtenAt(site, read);
    // What is null, or a table with nothing in it, is as good as absent.
    if (ours !== undefined && ours !== null && !(ours instanceof GoMap))
      out.push(`${name(path)}: nothing, and ours has ${JSON.stringify(plain(ours))}`);
  }
  for (const sub of chart.dependencies) {
    const inner = values.get(sub.metadata.name);
    if (inner instanceof GoMap) compare(read, tree, sub, inner, [...keys, sub.metadata.name], out);
  }
}

function* leaves(values: GoMap, path: Path): Iterable<readonly [Path, Value]> {
  for (const [key, value] of values.entries) {
    if (value instanceof GoMap) yield* leaves(value, [...path, key]);
    else yield [[...path, key], value];
  }
}

/** Every path that some values file has, from its top and from each table in it: what a chart may be asked for. */
function written({ snapshot }: Fixture): Path[] {
  const paths = new Map<string, Path>();
  for (const file of snapshot.files.values()) {
    if (!/values[^/]*\.yaml$/.test(file.uri)) continue;
    for (const [path] of leaves(readValues(file.text, undefined, PROFILES[4]), []))
      for (let start = 0; start < path.length; start++) paths.set(path.slice(start).join('\n'), path.slice(start));
  }
  return [...paths.values()];
}

function at(values: GoMap, path: Path): Value | undefined {
  let value: Value | undefined = values;
  for (const key of path) value = value instanceof GoMap ? value.get(key) : undefined;
  return value;
}

/** What stands at the place, as the engine reads its file. */
function writtenAt({ view, path }: ValueSite, { snapshot }: Fixture): Value | undefined {
  const profile = PROFILES[snapshot.settings.helmVersion === '3' ? 3 : 4];
  let value: Value | undefined = readValues(view.file.text, undefined, profile);
  for (const key of path) {
    if (value instanceof GoMap) value = value.get(String(key));
    else value = value instanceof GoSlice ? value.items()[Number(key)] : undefined;
  }
  return value;
}

function plain(value: Value): unknown {
  if (value instanceof GoMap)
    return Object.fromEntries([...value.entries].sort().map(([key, item]) => [key, plain(item)]));
  if (value instanceof GoSlice) return value.items().map(plain);
  return typeof value === 'bigint'
    ? Number(value)
    : (value as { value?: bigint } | null)?.value !== undefined
      ? Number((value as { value: bigint }).value)
      : value;
}

const CHARTS: readonly (readonly [name: string, text: string, settings?: Partial<Settings>])[] = [
  [
    'files over files over defaults; a table over a scalar, a scalar over a table; null takes away',
    `
    -- values.yaml --
    a: {b: 1, c: 2, d: {e: 3}}
    s: text
    y: {on: 1, 0x10: 2}
    "n": 3
    t: {u: 1}
    list: [1, 2]
    no1: 5
    -- values-one.yaml --
    a: {b: 10, d: null}
    s: {now: table}
    list: [3]
    no1: null
    -- values-two.yaml --
    a: {c: 20}
    t: scalar
    no1: {again: true}
    `,
    { valuesFiles: ['values-one.yaml', 'values-two.yaml'], setValues: ['a.b=11', 'x.k=z', 'q=null'] },
  ],
  [
    'parents over subcharts, in two levels, with globals',
    `
    -- Chart.yaml --
    name: top
    version: 1.0.0
    -- values.yaml --
    global: {zone: top, table: {a: 1}}
    mid: {x: 1, low: {why: 2, global: {only: low}}, global: {zone: mid, own: 1}}
    -- values-prod.yaml --
    global: {env: prod}
    mid: {low: {z: 3, gone: null}}
    -- charts/mid/Chart.yaml --
    name: mid
    version: 1.0.0
    -- charts/mid/values.yaml --
    x: 10
    w: 11
    global: {zone: inner, deep: {b: 2}}
    low: {why: 20, z: 30, v: 4}
    -- charts/mid/charts/low/Chart.yaml --
    name: low
    version: 1.0.0
    -- charts/mid/charts/low/values.yaml --
    why: 200
    z: 300
    u: 5
    gone: {a: 1}
    global: {zone: lowest, table: {c: 3}, more: 1}
    `,
    { valuesFiles: ['values-prod.yaml'] },
  ],
  [
    'an alias is a chart of its own; conditions and tags',
    `
    -- Chart.yaml --
    name: top
    version: 1.0.0
    dependencies:
      - {name: db, version: "*", repository: "", alias: first}
      - {name: db, version: "*", repository: "", alias: second, condition: second.enabled,other.enabled}
      - {name: db, version: "*", repository: "", alias: third, tags: [back, front]}
      - {name: extra, version: "*", repository: "", condition: extra.enabled}
    -- values.yaml --
    first: {size: 1}
    second: {size: 2, enabled: false}
    third: {size: 3}
    tags: {back: false}
    -- charts/db/Chart.yaml --
    name: db
    version: 1.0.0
    -- charts/db/values.yaml --
    size: 10
    port: 5432
    -- charts/extra/Chart.yaml --
    name: extra
    version: 1.0.0
    -- charts/extra/values.yaml --
    enabled: false
    some: thing
    `,
  ],
  [
    'import-values in both forms, over two levels, beside what the parent says itself',
    `
    -- Chart.yaml --
    name: top
    version: 1.0.0
    dependencies:
      - name: mid
        version: "*"
        repository: ""
        import-values:
          - data
          - {child: defaults.deep, parent: taken.here}
    -- values.yaml --
    own: parent
    taken: {here: {a: mine}}
    mid: {exports: {data: {sent: down}}, defaults: {deep: {c: overridden}}}
    -- values-prod.yaml --
    mid: {defaults: {deep: {b: user}}}
    -- charts/mid/Chart.yaml --
    name: mid
    version: 1.0.0
    dependencies:
      - {name: low, version: "*", repository: "", import-values: [up]}
    -- charts/mid/values.yaml --
    exports: {data: {own: child, exported: 1, sent: here}}
    defaults: {deep: {a: 1, b: 2, c: 3}}
    -- charts/mid/charts/low/Chart.yaml --
    name: low
    version: 1.0.0
    -- charts/mid/charts/low/values.yaml --
    exports: {up: {exports: {data: {fromLow: true}}, lowest: 7}}
    `,
    { valuesFiles: ['values-prod.yaml'] },
  ],
  [
    'two charts name one by file://, in one of which it has two names and another chart in it',
    `
    -- Chart.yaml --
    name: top
    version: 1.0.0
    dependencies: [{name: a, version: "*"}, {name: b, version: "*"}]
    -- values.yaml --
    a: {lib: {port: 1}}
    b: {other: {port: 2, inner: {size: 3}}, again: {port: 4, enabled: false}}
    global: {zone: top}
    -- charts/a/Chart.yaml --
    name: a
    version: 1.0.0
    dependencies: [{name: lib, version: "*", repository: "file://../../shared/lib"}]
    -- charts/a/values.yaml --
    lib: {host: a, global: {zone: a}}
    -- charts/b/Chart.yaml --
    name: b
    version: 1.0.0
    dependencies:
      - {name: lib, version: "*", repository: "file://../../shared/lib", alias: other, import-values: [data]}
      - {name: lib, version: "*", repository: "file://../../shared/lib", alias: again, condition: again.enabled}
    -- charts/b/values.yaml --
    other: {host: b, exports: {data: {sent: b}}}
    -- shared/lib/Chart.yaml --
    name: lib
    version: 1.0.0
    dependencies: [{name: inner, version: "*", repository: "file://../inner"}]
    -- shared/lib/values.yaml --
    port: 10
    host: own
    both: 5
    exports: {data: {sent: lib, more: 1}}
    inner: {size: 20, name: lib}
    -- shared/inner/Chart.yaml --
    name: inner
    version: 1.0.0
    -- shared/inner/values.yaml --
    size: 30
    name: inner
    global: {deep: {x: 1}}
    `,
  ],
];

describe.each(['3', '4'] as const)('as Helm %s computes it', (helmVersion) => {
  for (const [name, text, settings] of CHARTS) {
    test(name, () => {
      expect(differences(fixture(text, { settings: { ...settings, helmVersion } }))).toEqual([]);
    });
  }

  test('charts by chance', () => {
    const found: string[] = [];
    let judged = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { text, settings } = byChance(seed);
      const lines = differences(fixture(text, { settings: { ...settings, helmVersion } }));
      if (lines !== undefined) judged++;
      for (const line of lines ?? []) found.push(`seed ${seed}: ${line}`);
    }
    expect(found.slice(0, 5)).toEqual([]);
    expect(judged).toBeGreaterThan(SEEDS / 2);
  });
});

const SEEDS = Number(process.env['SEEDS'] ?? 25);

/**
 * A root, subcharts (one under two names, one packed) and one below, with values and dependencies by chance; one chart is named
 * by two of them by file://.
 */
function byChance(seed: number): { readonly text: string; readonly settings: Partial<Settings> } {
  const pick = chance(seed);
  const one = <T>(items: readonly T[]): T => items[pick(items.length)] as T;
  const value = (depth: number, keys: readonly string[]): string => {
    const kind = pick(10);
    if (depth > 0 && kind < 5) {
      const entries = new Map(Array.from({ length: 1 + pick(3) }, () => [one(keys), value(depth - 1, LEAF_KEYS)]));
      return `{${[...entries].map(([key, item]) => `${key}: ${item}`).join(', ')}}`;
    }
    if (kind === 5) return 'null';
    if (kind === 6) return `[${pick(9)}, {a: ${pick(9)}}]`;
    return one([`${pick(99)}`, `"v${pick(99)}"`, 'true']);
  };
  const table = (keys: readonly string[], reserved: readonly string[]): string =>
    [...new Set(Array.from({ length: 1 + pick(5) }, () => one(keys)))]
      .map((key) => `${key}: ${reserved.includes(key) ? mapOf(key) : value(2, LEAF_KEYS)}`)
      .join('\n');
  const mapOf = (key: string): string => {
    const inner =
      key === 'global'
        ? LEAF_KEYS
        : key === 'low' || key === 'twin'
          ? [...LEAF_KEYS, 'global']
          : [...LEAF_KEYS, 'global', 'low', 'twin', 'exports'];
    const keys = [...new Set(Array.from({ length: 1 + pick(3) }, () => one(inner)))];
    return `{${keys.map((name) => `${name}: ${RESERVED.includes(name) ? mapOf(name) : value(2, LEAF_KEYS)}`).join(', ')}}`;
  };
  const imports = () =>
    pick(2) === 0
      ? ''
      : `, import-values: [${one(['data', '{child: b, parent: c}', '{child: exports.data, parent: a.b}'])}]`;
  const condition = (name: string) => one(['', '', `, condition: ${name}.enabled`, ', tags: [t]']);
  const block = (path: string, body: string) => `-- ${path} --\n${body}\n`;
  const rootKeys = [...LEAF_KEYS, 'global', 'one', 'two', 'packed', 'peer', 'tags'];
  const twin = () =>
    `  - {name: twin, version: "*", repository: "file://../../shared/twin"${imports()}${condition('twin')}}`;
  const root = table(rootKeys, RESERVED).replace(/^tags: .*$/m, `tags: {t: ${one(['true', 'false'])}}`);
  const user = table(rootKeys, RESERVED).replace(/^tags: .*$/m, '');
  const text = [
    block(
      'Chart.yaml',
      `name: top\nversion: 1.0.0\ndependencies:\n  - {name: sub, version: "*", alias: one${imports()}${condition('one')}}\n  - {name: sub, version: "1.x", alias: two${condition('two')}}\n  - {name: packed, version: "*"${imports()}}`,
    ),
    block('values.yaml', root),
    block('values-user.yaml', user),
    block(
      'charts/sub/Chart.yaml',
      `name: sub\nversion: 1.0.0\ndependencies:\n${twin()}${pick(2) === 0 ? '' : `\n  - {name: low, version: "*"${imports()}}`}`,
    ),
    block(
      'charts/sub/values.yaml',
      table([...LEAF_KEYS, 'global', 'low', 'twin', 'exports', 'enabled'], RESERVED).replace(
        /^enabled: .*$/m,
        `enabled: ${one(['true', 'false'])}`,
      ),
    ),
    block('charts/sub/charts/low/Chart.yaml', 'name: low\nversion: 1.0.0'),
    block('charts/sub/charts/low/values.yaml', table([...LEAF_KEYS, 'global', 'exports'], RESERVED)),
    block('charts/peer/Chart.yaml', `name: peer\nversion: 1.0.0\ndependencies:\n${twin()}`),
    block('charts/peer/values.yaml', table([...LEAF_KEYS, 'global', 'twin', 'exports'], RESERVED)),
    block('shared/twin/Chart.yaml', 'name: twin\nversion: 1.0.0'),
    block('shared/twin/values.yaml', table([...LEAF_KEYS, 'global', 'exports'], RESERVED)),
    block('charts/packed-1.0.0.tgz!/Chart.yaml', 'name: packed\nversion: 1.0.0'),
    block('charts/packed-1.0.0.tgz!/values.yaml', table([...LEAF_KEYS, 'global', 'exports'], RESERVED)),
  ].join('');
  const settings = {
    valuesFiles: pick(4) === 0 ? [] : ['values-user.yaml'],
    setValues: pick(3) === 0 ? [`one.a=${pick(9)}`, `c.d=${pick(9)}`] : [],
  };
  return { text, settings };
}

const LEAF_KEYS = ['a', 'b', 'c'];
const RESERVED = ['global', 'one', 'two', 'packed', 'peer', 'low', 'twin', 'exports', 'data'];

test('why a subchart is not taken is told', () => {
  const { snapshot } = fixture(CHARTS[2]?.[1] ?? '');
  const tree = chartTreeUnder(snapshot, FIXTURE_ROOT);
  const told = ['first', 'second', 'third', 'extra'].map((key) => {
    const chain = chainAt(tree, [key]);
    return chain && disabledText(tree, chain);
  });
  expect(told).toEqual([
    undefined,
    'disabled by second.enabled: false in values.yaml',
    'disabled by tags.back: false in values.yaml',
    'disabled by extra.enabled: false in values.yaml',
  ]);
});
