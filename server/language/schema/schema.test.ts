// Schemas as data, did-you-mean, the cursor in half-written YAML, and ajv as second opinion on the engine's judge.

import { expect, test } from 'vitest';
import { readYamlMap } from '#engine/yaml/read.ts';
import { readTree } from '#engine/yaml/read-tree.ts';
import { CHART_SCHEMA, type JsonSchema, keysAt, schemasAt } from './json-schema.ts';
import { judgeValues } from './judge-values.ts';
import { nearest } from './near.ts';
import { plainData, validateData } from './validate.ts';
import { yamlCursor } from './yaml-cursor.ts';

test('did you mean', () => {
  const words = ['replicas', 'image', 'imagePullPolicy', 'tag'];
  expect(nearest('replicsa', words)).toBe('replicas');
  expect(nearest('IMAGE', words)).toBe('image');
  expect(nearest('imagePulPolicy', words)).toBe('imagePullPolicy');
  expect(nearest('tga', words)).toBe('tag');
  expect(nearest('service', words)).toBeUndefined();
  expect(nearest('a', ['b'])).toBeUndefined();
});

test('references, patterns, combinations and items are followed, loops end', () => {
  const schema: JsonSchema = {
    allOf: [{ $ref: '#/$defs/node' }],
    patternProperties: { '^x-': { title: 'extension' }, '(?<bad': {} },
    $defs: {
      node: {
        properties: {
          next: { $ref: '#/$defs/node' },
          list: { items: { $ref: '#leaf' } },
          'a/b~c': { $ref: '#/$defs/a~1b' },
        },
      },
      leaf: { $anchor: 'leaf', title: 'leaf' },
      'a/b': { title: 'escaped' },
      loop: { $ref: '#/$defs/loop' },
    },
  };
  const titles = (...path: (string | number)[]) => schemasAt(schema, path).flatMap(({ title }) => title ?? []);
  expect(titles('x-y')).toEqual(['extension']);
  expect(titles('next', 'next', 'list', 3)).toEqual(['leaf']);
  expect(titles('a/b~c')).toEqual(['escaped']);
  expect([...keysAt(schema, ['next']).keys()]).toEqual(['next', 'list', 'a/b~c']);
  expect(schemasAt({ $ref: '#/$defs/loop', $defs: { loop: { $ref: '#/$defs/loop' } } }, [])).toHaveLength(2);
  expect([...keysAt(CHART_SCHEMA, ['dependencies', 0]).keys()]).toContain('import-values');
});

/** `kind path / siblings`, with the replaced text in brackets. */
function cursorText(marked: string): string {
  const offset = marked.indexOf('█');
  const text = marked.replace('█', '');
  const cursor = yamlCursor(text, offset);
  if (cursor === undefined) return 'nothing';
  const { kind, path, siblings, replace } = cursor;
  return `${kind} ${path.join('.')} [${text.slice(replace.start, replace.end)}] ${[...siblings].sort().join(',')}`.trim();
}

test('the cursor in YAML that is being written', () => {
  expect(cursorText('█')).toBe('key  []');
  expect(cursorText('a: 1\nb█\nc: 2')).toBe('key  [b] a,c');
  expect(cursorText('a:\n  b: 1\n  █\n\n  c: 2\nd: 3')).toBe('key a [] b,c');
  expect(cursorText('a:\n  b: 1\n█')).toBe('key  [] a');
  expect(cursorText('a:\n  b: █')).toBe('value a.b []');
  expect(cursorText('a:\n  b: v█w # c')).toBe('value a.b [vw]');
  expect(cursorText('"a b":\n  c█')).toBe('key a b [c]');
  expect(cursorText('l:\n- a: 1\n  b: 2\n- a: 3\n  █')).toBe('key l.1 [] a');
  expect(cursorText('l:\n  - a: 1\n  - █')).toBe('item l.1 []');
  expect(cursorText('l:\n  - - x\n    - █')).toBe('item l.0.1 []');
  expect(cursorText('l:\n  - a:\n      b: 1\n      █\n    c: 1')).toBe('key l.0.a [] b');
  expect(cursorText('a: &x\n  b█')).toBe('key a [b]');
  expect(cursorText('a: {b: █}')).toBe('value a.b [] b');
  expect(cursorText('a: b c█')).toBe('nothing');
  expect(cursorText('a: "█')).toBe('value a ["]');
  expect(cursorText('t: >-\n  some\n  text█')).toBe('nothing');
});

const SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 2, pattern: '^[a-z]+$' },
    count: { type: 'integer', minimum: 1, maximum: 9, multipleOf: 2 },
    mode: { enum: ['on-demand', 'spot', 3, null] },
    tags: { type: 'array', items: { type: 'string' }, uniqueItems: true, maxItems: 3, contains: { const: 'x' } },
    pair: { prefixItems: [{ type: 'integer' }, { type: 'boolean' }], items: false },
    either: { oneOf: [{ type: 'string' }, { type: 'object', required: ['k'] }] },
    rest: { type: 'object', propertyNames: { maxLength: 3 }, additionalProperties: { type: ['number', 'null'] } },
    cond: {
      if: { properties: { a: { const: 1 } }, required: ['a'] },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { required: ['b'] },
      else: { not: { required: ['b'] } },
    },
  },
};

test.each([
  'name: ab',
  'name: a',
  'name: AB',
  '{}',
  'name: ab\nother: 1',
  'name: ab\ncount: 4.0',
  'name: ab\ncount: 3',
  'name: ab\ncount: 10',
  'name: ab\ncount: "4"',
  'name: ab\nmode: spot',
  'name: ab\nmode: ~',
  'name: ab\nmode: 3.0',
  'name: ab\nmode: sopt',
  'name: ab\ntags: [x, y]',
  'name: ab\ntags: [y]',
  'name: ab\ntags: [x, x]',
  'name: ab\ntags: [x, 1]',
  'name: ab\npair: [1, true]',
  'name: ab\npair: [1, true, 2]',
  'name: ab\neither: {k: 1}',
  'name: ab\neither: {}',
  'name: ab\neither: 1',
  'name: ab\nrest: {abc: 1, d: ~}',
  'name: ab\nrest: {abcd: 1}',
  'name: ab\nrest: {abc: x}',
  'name: ab\ncond: {a: 1}',
  'name: ab\ncond: {a: 1, b: 1}',
  'name: ab\ncond: {b: 1}',
  'name: yes',
])('ajv and the judge agree on %j', (text) => {
  const { violations, schemaProblem } = judgeValues(JSON.stringify(SCHEMA), SCHEMA, readYamlMap(text));
  const { root } = readTree(text);
  const second = validateData(SCHEMA, root && plainData(root));
  expect(schemaProblem).toBeUndefined();
  expect(second.length > 0).toBe(violations.length > 0);
  // Where both have found a simple fault, they place it alike.
  const places = (list: typeof second) =>
    new Set(
      list
        .filter(({ keyword }) => ['type', 'required', 'additionalProperties', 'minimum', 'pattern'].includes(keyword))
        .map(({ path }) => path.join('.')),
    );
  if (!/either|cond|rest|tags|pair/.test(text)) expect(places(second)).toEqual(places(violations));
});
