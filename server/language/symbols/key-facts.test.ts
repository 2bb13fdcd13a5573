// What is known of a values key: schema, comments of every common style, defaults.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { chartTreeOf } from './charts.ts';
import { factsOfSites, type KeyFacts } from './key-facts.ts';
import { valueSites } from './values.ts';

function facts(text: string, path: string, options?: FixtureOptions, key?: string): KeyFacts {
  const { snapshot } = fixture(text, options);
  const tree = chartTreeOf(snapshot, `${FIXTURE_ROOT}/Chart.yaml`);
  const chart = tree?.charts.find(({ keys }) => key === undefined || keys.includes(key));
  if (!tree || !chart) throw new Error('no chart');
  const steps = path.split('.');
  return factsOfSites(tree, chart, steps, valueSites(tree, chart, steps));
}

/** `type (source) = default [enum] doc` */
function line(text: string, path: string, options?: FixtureOptions): string {
  const { type, source, doc, default: fallback, enum: members } = facts(text, path, options);
  return `${type} (${source}) = ${fallback} [${members.join(', ')}] ${doc}`;
}

test('a default alone tells its type', () => {
  const text = '-- values.yaml --\na: {b: 1, c: x, d: true, e: [], f: {}, g: 1.5, h: null, i: "1"}\n';
  const types = [...'bcdefghi'].map((key) => facts(text, `a.${key}`).type);
  expect(types).toEqual(['integer', 'string', 'boolean', 'array', 'object', 'number', '', 'string']);
  expect(line(text, 'a.b')).toBe('integer (value) = 1 [] undefined');
});

test('the schema says the type, the comment the words', () => {
  const schema = {
    properties: { level: { type: ['string', 'null'], enum: ['a', 'b', null], description: 'generated' } },
  };
  const text = `-- values.yaml --\n# -- How much is said\nlevel: a\n-- values.schema.json --\n${JSON.stringify(schema)}\n`;
  expect(line(text, 'level')).toBe('string or null (schema) = a [a, b] How much is said');
});

for (const newline of ['\n', '\r\n'] as const) {
  test(`comments of helm-docs, Bitnami, dadav and losisin, lines ending with ${JSON.stringify(newline)}`, () => {
    const text = `
      -- values.yaml --
      ## @param name [string, nullable] Its name
      ## @param pool.size [default: 10] How many
      name:
      pool:
        size:
      # -- (int) Ports, more
      # @default -- \`8080\`
      port:
      # @schema
      # type: [string, integer]
      # enum:
      #   - debug
      #   - 3
      # description: From the block
      # @schema
      level: debug
      mode: x # @schema type:[string, null];enum:[x, "y;z"];default:x;description:Behind the key
      # @schema type:object;minProperties:1
      # What above says
      above: {}
      # -- (tpl/yaml) Unheard of type
      odd: ""
    `;
    const of = (path: string) => line(text, path, { newline });
    expect(of('name')).toBe('string (comment) = null [] Its name');
    expect(of('pool.size')).toBe('integer (value) = null [] How many'.replace('integer (value)', ' (undefined)'));
    expect(of('port')).toMatch(/^integer \(comment\) = null \[\] Ports, more/);
    expect(of('level')).toBe('string or integer (comment) = debug [debug, 3] From the block');
    expect(of('mode')).toBe('string or null (comment) = x [x, y;z] Behind the key');
    expect(of('above')).toBe('object (comment) = {} [] What above says');
    expect(of('odd')).toBe('string (value) = "" [] Unheard of type');
  });
}

test('a block speaks of the keys inside it', () => {
  const text = `
    -- values.yaml --
    # @schema
    # properties:
    #   inner: {type: boolean, description: Inside}
    # items: {type: object, properties: {port: {type: integer}}}
    # @schema
    outer: {inner: }
  `;
  expect(line(text, 'outer.inner')).toBe('boolean (comment) = null [] Inside');
});

test('a subchart hears its parents, and the parent the subchart', () => {
  const parent = {
    properties: { sub: { properties: { a: { type: 'integer' } } }, global: { properties: { g: { enum: ['x'] } } } },
  };
  const text = `
    -- Chart.yaml --
    apiVersion: v2
    name: top
    version: 1.0.0
    -- values.schema.json --
    ${JSON.stringify(parent)}
    -- values.yaml --
    sub: {a: 1}
    -- charts/sub/Chart.yaml --
    apiVersion: v2
    name: sub
    version: 1.0.0
    -- charts/sub/values.yaml --
    # -- Told below
    a: 2
    b: 3
    -- charts/sub/values.schema.json --
    {"properties": {"b": {"type": "number", "title": "B"}}}
  `;
  expect(facts(text, 'a', undefined, 'sub')).toMatchObject({
    type: 'integer',
    source: 'schema',
    doc: 'Told below',
    default: '2',
  });
  expect(facts(text, 'sub.b')).toMatchObject({ type: 'number', source: 'schema', doc: 'B', default: '3' });
  expect(facts(text, 'global.g', undefined, 'sub').enum).toEqual(['x']);
});

test('broken comments and schemas say nothing', () => {
  const text = `
    -- values.yaml --
    # @schema
    # type: [
    # @schema
    # @schema enum:[;type
    a: 1
    -- values.schema.json --
    {"properties": {"a": [
  `;
  expect(facts(text, 'a').default).toBe('1');
});
