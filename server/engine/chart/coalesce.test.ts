// Coalescing: the worked table of all four null generations, globals, warnings, and Helm's own printed values.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GoError } from '../values/errors.ts';
import { type GoMap, mapOf } from '../values/value.ts';
import { jsonEncode } from '../yaml/json.ts';
import { readYamlMap } from '../yaml/read.ts';
import { type CoalesceProfile, coalesceValues, type ValuesChart } from './coalesce.ts';
import { loadChart } from './load.ts';
import { PROFILES } from './profile.ts';
import { userValues } from './values-files.ts';

type Nulls = CoalesceProfile['nulls'];

const chart = (name: string, values: string, ...dependencies: ValuesChart[]): ValuesChart => ({
  metadata: { name },
  values: readYamlMap(values, { origins: { source: `${name}/values.yaml` } }),
  dependencies,
});

function coalesced(root: ValuesChart, user: string, nulls: Nulls, warnings: string[] = []): string {
  const profile: CoalesceProfile = { major: nulls === 'G3' ? 4 : 3, nulls };
  return jsonEncode(
    coalesceValues(root, readYamlMap(user), profile, (text) => warnings.push(text)),
    { html: false },
  );
}

const SUB = chart('sub', 'f: 1\ng: {h: 1, i: 2}\nk: null\nkk: {z: null, w: 1}\n');
const PARENT = chart('p', 'sub: {f: null, g: {h: null}, n2: 5}\n', SUB);
const KK = '{"w":1,"z":null}';

const WORKED: readonly (readonly [user: string, g1: string, g2: string, g3: string])[] = [
  [
    '{}',
    `"g":{"i":2},"global":{},"k":null,"kk":${KK},"n2":5`,
    `"g":{"i":2},"global":{},"k":null,"kk":${KK},"n2":5`,
    '"f":1,"g":{"h":1,"i":2},"global":{},"kk":{"w":1},"n2":5',
  ],
  [
    'sub: {g: null}',
    `"global":{},"k":null,"kk":${KK},"n2":5`,
    `"global":{},"k":null,"kk":${KK},"n2":5`,
    '"global":{},"kk":{"w":1},"n2":5',
  ],
  [
    'sub: {kk: {w: null, z: null}, new: null, k: null}',
    '"g":{"i":2},"global":{},"kk":{},"n2":5,"new":null',
    '"g":{"i":2},"global":{},"kk":{"z":null},"n2":5,"new":null',
    '"g":{"i":2},"global":{},"kk":{"z":null},"n2":5,"new":null',
  ],
  [
    'sub: null',
    `"f":1,"g":{"h":1,"i":2},"global":{},"k":null,"kk":${KK}`,
    `"f":1,"g":{"h":1,"i":2},"global":{},"k":null,"kk":${KK}`,
    '"f":1,"g":{"h":1,"i":2},"global":{},"kk":{"w":1}',
  ],
];

test.each(WORKED)('the worked table: %s', (user, g1, g2, g3) => {
  expect(coalesced(PARENT, user, 'G1')).toBe(`{"sub":{${g1}}}`);
  expect(coalesced(PARENT, user, 'G2')).toBe(`{"sub":{${g2}}}`);
  expect(coalesced(PARENT, user, 'G3')).toBe(`{"sub":{${g3}}}`);
});

test.each([
  // A nested null of the user's: without a default, over a null default, over a default.
  ['G0', '{"t":{"new":null}}'],
  ['G1', '{"t":{}}'],
  ['G2', '{"t":{"k":null,"new":null}}'],
  ['G3', '{"t":{"k":null,"new":null}}'],
] as const)('nested nulls in %s', (nulls, want) => {
  expect(coalesced(chart('c', 't: {k: null, v: 1}'), 't: {new: null, k: null, v: null}', nulls)).toBe(want);
});

test.each([
  ['sub: str', '%!t(string=str)'],
  ['sub: [1, true, {a: x}, null]', '[%!t(float64=1) true map[%!t(string=a):%!t(string=x)] <nil>]'],
  ['sub: false', 'false'],
])('a subchart whose values are no table: %s', (user, shown) => {
  const work = () => coalesced(chart('p', '{}', SUB), user, 'G3');
  expect(work).toThrow(new GoError(`type mismatch on sub: ${shown}`));
});

describe('globals', () => {
  test('the inner table of a global is one table in parent and subchart', () => {
    const sub = chart('sub', '{}');
    const root = chart('p', 'global: {m: {m2: {a: 1}}}\nsub: {global: {m: {m2: {b: 2}}}}', sub);
    expect(coalesced(root, '{}', 'G2')).toBe(
      '{"global":{"m":{"m2":{"a":1,"b":2}}},"sub":{"global":{"m":{"m2":{"a":1,"b":2}}}}}',
    );
  });

  test.each([
    ['global: 1', 'warning: skipping globals because source global is not a table.'],
    ['global: {a: 1}\nsub: {global: 1}', 'warning: skipping globals because destination global is not a table.'],
    ['global: {a: 1}\nsub: {global: {a: {}}}', 'key a is table. Skipping'],
    ['global: {a: {}}\nsub: {global: {a: 1}}', 'Conflict: cannot merge map onto non-map for "a". Skipping.'],
  ])('%s', (values, want) => {
    const warnings: string[] = [];
    coalesced(chart('p', values, chart('sub', '{}')), '{}', 'G2', warnings);
    expect(warnings).toEqual([want]);
  });
});

test('warnings name the path, and Helm 4 wraps them', () => {
  const root = chart('c', 'a: 1\nb: {x: {w: 1}, z: 2}');
  const user = 'a: {q: 1}\nb: {x: 1, z: {}}';
  const [three, four]: [string[], string[]] = [[], []];
  coalesced(root, user, 'G2', three);
  coalesced(root, user, 'G3', four);
  expect(three).toEqual([
    'warning: skipped value for c.a: Not a table.',
    'warning: cannot overwrite table with non table for c.b.x (map[w:1])',
    'warning: destination for c.b.z is a table. Ignoring non-table value (2)',
  ]);
  expect(four[0]).toBe('level=INFO msg="warning: skipped value for c.a: Not a table."');
});

test('nothing that comes in is written to, and slots keep their origins', () => {
  const user = mapOf({ sub: mapOf({ g: null, o: mapOf({ p: 1 }) }) });
  const before = [jsonEncode(user, { html: false }), jsonEncode(SUB.values, { html: false })];
  const values = coalesceValues(PARENT, user, PROFILES[4], () => {});
  expect([jsonEncode(user, { html: false }), jsonEncode(SUB.values, { html: false })]).toEqual(before);
  const sub = values.get('sub') as GoMap;
  expect(sub.origin('n2')?.source?.file).toBe('p/values.yaml');
  expect((sub.get('kk') as GoMap).origin('w')?.source).toMatchObject({ file: 'sub/values.yaml', path: ['kk', 'w'] });
});

interface Vectors {
  readonly charts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly cases: readonly {
    readonly chart: string;
    readonly cmd: string;
    readonly args: readonly string[];
    readonly result?: Run;
    readonly v3?: Run;
    readonly v4?: Run;
  }[];
}
type Run = { readonly rc: number; readonly stdout: string; readonly stderr: string };

const VECTORS = JSON.parse(readFileSync(new URL('../../../test/vectors/e2e.json', import.meta.url), 'utf8')) as Vectors;
const FLAGS = { '--set': 'set', '--set-string': 'setString', '--set-json': 'setJson', '--set-literal': 'setLiteral' };

/** The printed value of the chart's own template, or the error. */
function rendered(name: string, args: readonly string[], major: 3 | 4): string {
  const files = VECTORS.charts[name] as Record<string, string>;
  const sources = Object.entries(files).map(([path, text]) => ({ path, text, source: path }));
  const loaded = loadChart(sources, { profile: PROFILES[major] }).chart;
  if (!loaded) throw new Error(`${name} does not load`);
  const options: Record<string, unknown> = {};
  const [flag, given = ''] = args;
  const file = given.split('/').at(-1) as string;
  if (flag === '-f') options.files = [{ name: given, text: files[file], source: file }];
  else if (flag) options[FLAGS[flag as keyof typeof FLAGS]] = [given];
  try {
    const values = coalesceValues(loaded, userValues(options, PROFILES[major]), PROFILES[major], () => {});
    return jsonEncode(values, { html: false });
  } catch (error) {
    if (error instanceof GoError) return `Error: ${error.message}`;
    throw error;
  }
}

const SUPPORTED = new Set(['-f', ...Object.keys(FLAGS)]);
const E2E = VECTORS.cases.filter(
  ({ chart: name, cmd, args }) =>
    ['c1', 'c2', 'v'].includes(name) &&
    cmd === 'template' &&
    (args.length === 0 || (args.length === 2 && SUPPORTED.has(args[0] as string))),
);

test('the vectors are there', () => {
  expect(E2E.length).toBeGreaterThan(50);
});

test.each(E2E)('$chart $args as real Helm prints it', ({ chart: name, args, result, v3, v4 }) => {
  for (const [major, run] of [
    [3, result ?? v3],
    [4, result ?? v4],
  ] as const) {
    const printed = /^(?:P|V): (.*)$/m.exec(run?.stdout ?? '')?.[1] ?? run?.stderr.trim().split('\n').at(-1);
    expect(rendered(name, args, major)).toBe(printed);
  }
});
