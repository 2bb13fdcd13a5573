// toYaml and toYamlPretty: every vector that real Helm answered, the layouts that break naive emitters, and provenance.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Origin, piecesLength } from '../text/origin.ts';
import { unquoteGo } from '../values/quote.ts';
import { GoBytes, GoMap, int64, mapOf, nilSlice, sliceOf, type Value } from '../values/value.ts';
import { mustToYaml, toYaml, toYamlTraced } from './emit.ts';
import { toYamlPretty } from './pretty.ts';

const STRING = /"(?:[^"\\]|\\.)*"/;

/** The vectors call toYaml with a Go string, or with `dict "k" "…"`. */
function argumentOf(template: string): Value {
  const string = new RegExp(`^{{ toYaml (${STRING.source}) }}$`).exec(template);
  if (string) return unquoteGo(string[1] as string) as string;
  const map = new RegExp(`^{{ toYaml \\(dict (${STRING.source}) (${STRING.source})\\) }}$`).exec(template);
  if (map) return mapOf([[unquoteGo(map[1] as string) as string, unquoteGo(map[2] as string) as string]]);
  throw new Error(`not a direct call: ${template}`);
}

interface Answered {
  readonly tpl: string;
  readonly out: string;
}

function vectors(name: string): readonly Partial<Answered>[] {
  return JSON.parse(readFileSync(new URL(`../../../test/vectors/${name}.json`, import.meta.url), 'utf8'));
}

describe('vectors of real Helm', () => {
  const direct = [...vectors('toyaml-strings'), ...vectors('toyaml-multiline')].filter(
    (item): item is Answered =>
      item.out !== undefined && /^{{ toYaml (?:"|\(dict "[^"]*" ")[^|]*}}$/.test(item.tpl ?? ''),
  );
  test('are direct calls, nearly all of them', () => expect(direct.length).toBeGreaterThan(220));
  test.each(direct.map(({ tpl, out }) => [tpl, out]))('%s', (template, out) => {
    expect(toYaml(argumentOf(template))).toBe(out);
  });
});

const loop = mapOf({});
loop.set('self', loop);
const long = 'word '.repeat(20).trim();

describe('toYaml', () => {
  const table: readonly (readonly [name: string, value: Value, out: string])[] = [
    ['nothing', null, 'null'],
    ['nil slices and maps', sliceOf([nilSlice(), new GoMap(new Map(), undefined, undefined, true)]), '- null\n- null'],
    ['empty ones', mapOf({ a: mapOf(), b: sliceOf([]) }), 'a: {}\nb: []'],
    [
      'lists in maps',
      mapOf({ a: sliceOf([1, sliceOf([2, 3]), mapOf({ b: 4, c: 5 })]) }),
      'a:\n- 1\n- - 2\n  - 3\n- b: 4\n  c: 5',
    ],
    [
      'integers of all kinds',
      sliceOf([7n, int64(-8n), 1e6, 1e15, -0]),
      '- 7\n- -8\n- 1000000\n- 1000000000000000\n- 0',
    ],
    [
      'floats',
      sliceOf([1e20, 2 ** 63, 1.5e-7, 1234567.5]),
      '- 1e+20\n- 9223372036854776000\n- 1.5e-07\n- 1.2345675e+06',
    ],
    ['bytes', new GoBytes(Uint8Array.of(1, 2, 255)), 'AQL/'],
    ['a value that holds itself', loop, ''],
    ['no JSON for infinity', mapOf({ a: Number.POSITIVE_INFINITY }), ''],
    ['a control character', mapOf({ a: 'x\u007f' }), ''],
    ['next line', sliceOf(['a \u0085 b', 'a\u0085\u0085\u0085b', 'a\u0085--- b']), ''],
    ['next line folded', sliceOf(['a \u0085 b', 'a\u0085\u0085\u0085b']), '- a b\n- |-\n  a\n\n  b'],
    ['a next line in a key', mapOf({ 'a\u0085b': 1 }), ''],
    ['a byte that is no text', mapOf({ a: 'x\udcff' }), 'a: x\ufffd'],
    ['a key beyond 1024 characters', mapOf([['k'.repeat(1023), 1]]), ''],
    ['a key beyond 128 bytes', mapOf([['k'.repeat(129), sliceOf([1, 2])]]), `? ${'k'.repeat(129)}\n: - 1\n  - 2`],
    ['a key of several lines', mapOf([['a\nb\n', mapOf({ c: 1, d: 2 })]]), '? |\n  a\n  b\n: c: 1\n  d: 2'],
    ['a folded line', mapOf({ a: long }), `a: ${long.slice(0, 79)}\n  ${long.slice(80)}`],
    ['a block that keeps its end', mapOf({ a: 'x\n\n', b: 'y\n', c: 1 }), 'a: |+\n  x\n\nb: |\n  y\nc: 1'],
    ['a block at the root', 'x\ny\n', '|\n  x\n  y'],
    ['a line separator', mapOf({ a: 'x\u2028y' }), "a: 'x\u2028  y'"],
    [
      'numbers in keys',
      mapOf({ a10: 1, a9: 1, a: 1, A: 1, _x: 1, '10': 1, '007': 1, '7': 1 }),
      '_x: 1\n"7": 1\n"007": 1\n"10": 1\nA: 1\na: 1\na9: 1\na10: 1',
    ],
    ['a key beyond U+FFFF', mapOf({ '285': 1, '😀': 2 }), '"\\U0001F600": 2\n"285": 1'],
  ];
  test.each(table)('%s', (_, value, out) => {
    expect(toYaml(value)).toBe(out);
  });

  test.each([
    [mapOf({ 'a\u0085b': 1 }), "yaml: line 1: did not find expected ',' or '}'"],
    [mapOf({ a: 'x\u0085---\u0085y' }), 'yaml: line 2: found unexpected document indicator'],
    [mapOf({ a: 'x\u0085\u0085... y' }), 'yaml: line 3: found unexpected document indicator'],
    ['a\u007f', 'yaml: control characters are not allowed'],
    [mapOf({ a: Number.NaN }), 'error marshaling into JSON: json: unsupported value: NaN'],
    [loop, 'error marshaling into JSON: json: unsupported value: encountered a cycle via map[string]interface {}'],
  ] as const)('mustToYaml says what failed (%#)', (value, message) => {
    expect(() => mustToYaml(value)).toThrow(message);
  });
});

test.each<readonly [value: Value, out: string]>([
  [mapOf({ a: sliceOf([1, sliceOf([2]), mapOf({ b: sliceOf([]) })]) }), 'a:\n  - 1\n  - - 2\n  - b: []'],
  [sliceOf([1e6, 3, Number.NaN, int64(9n)]), '- 1e+06\n- 3\n- .nan\n- 9'],
  [sliceOf(['yes', '0o17', 'a\tb\nc', long]), `- "yes"\n- "0o17"\n- |-\n  a\tb\n  c\n- ${long}`],
  [sliceOf([nilSlice(), new GoBytes(Uint8Array.of(1))]), '- []\n- - 1'],
  [mapOf({ a1b: 1, a10: 2 }), 'a1b: 1\na10: 2'],
  [sliceOf(['\udcff']), '- !!binary /w=='],
])('toYamlPretty (%#)', (value, out) => {
  expect(toYamlPretty(value)).toBe(out);
});

describe('provenance', () => {
  const from = (file: string): Origin => ({ source: { file, span: { start: 0, end: 1 }, path: [] } });

  test('keys and scalars have the origin of their entry, the frame that of the map around', () => {
    const inner = mapOf({});
    inner.set('z', 'text', from('z'));
    const map = mapOf({});
    map.set('list', sliceOf([1, true], undefined, [from('one'), undefined]), from('list'));
    map.set('x', inner, from('x'));
    const { text, pieces } = toYamlTraced(map, from('root'));
    let at = 0;
    const shown = pieces.map(({ length, origin }) => {
      at += length;
      return `${origin.source?.file}: ${JSON.stringify(text.slice(at - length, at))}`;
    });
    expect(text).toBe(toYaml(map));
    expect(shown).toEqual([
      'list: "list:\\n-"',
      'one: " 1"',
      'list: "\\n- true"',
      'root: "\\n"',
      'x: "x:\\n  "',
      'z: "z: text"',
    ]);
  });

  test('a text keeps its own pieces, also in a block', () => {
    const map = mapOf({});
    map.set('a', 'one\ntwo', {
      pieces: [
        { length: 4, origin: from('1') },
        { length: 3, origin: from('2') },
      ],
    });
    const { text, pieces } = toYamlTraced(map);
    const at = text.indexOf('two');
    let offset = 0;
    const owner = pieces.find(({ length }) => (offset += length) > at);
    expect(owner?.origin.source?.file).toBe('2');
    expect(piecesLength(pieces)).toBe(text.length);
  });

  test('traced and plain text are equal on random values', () => {
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return (state >> 8) % below;
    };
    const parts = ['a', ' b', '\n', ': ', "'", '"', '#', '\t', '😀', '\u2028', '1', 'true', 'x'.repeat(50), ' '];
    const text = () => Array.from({ length: random(8) }, () => parts[random(parts.length)]).join('');
    const make = (depth: number): Value => {
      const kind = random(depth > 3 ? 3 : 5);
      if (kind < 2) return text();
      if (kind === 2) return [1, 1.5, true, null, 10n][random(5)] as Value;
      const items = Array.from({ length: random(4) }, () => make(depth + 1));
      if (kind === 3)
        return sliceOf(
          items,
          undefined,
          items.map((_, i) => from(`${depth}-${i}`)),
        );
      const map = mapOf({});
      for (const item of items) {
        const pieces = typeof item === 'string' && item.length > 1 && random(2) === 0;
        const cut = [
          { length: 1, origin: from('p') },
          { length: (item as string)?.length - 1, origin: from('q') },
        ];
        map.set(text(), item, pieces ? { pieces: cut } : from('m'));
      }
      return map;
    };
    for (let i = 0; i < 2000; i++) {
      const value = make(0);
      const traced = toYamlTraced(value, from('root'));
      expect(traced.text).toBe(toYaml(value));
      expect(piecesLength(traced.pieces)).toBe(traced.text.length);
    }
  });
});
