// The reader against texts and answers of the real Helm: values, error texts, aliases, merges, origins, depth.

import { describe, expect, test } from 'vitest';
import vectors from '../../../test/vectors/yaml-parse.json';
import { fromBytes } from '../text/bytes.ts';
import { GoError } from '../values/errors.ts';
import { unquoteGo } from '../values/quote.ts';
import { GoMap, GoSlice, type Value } from '../values/value.ts';
import { readYaml, readYamlList, readYamlMap } from './read.ts';

function plain(value: Value): unknown {
  if (value instanceof GoMap) return Object.fromEntries([...value.entries].map(([key, child]) => [key, plain(child)]));
  if (value instanceof GoSlice) return value.items().map(plain);
  return value;
}

/** What fromYaml gives: the value, or a map with the error. */
function fromYaml(text: string): unknown {
  try {
    return plain(readYamlMap(text));
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    return { Error: error.message };
  }
}

/** The value, or the error's text without the prefix of YAML errors. */
function read(text: string): unknown {
  try {
    return plain(readYaml(text));
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    return `! ${error.message.replace('error converting YAML to JSON: ', '')}`;
  }
}

describe('vectors of the real fromYaml', () => {
  for (const { tpl, out } of vectors as { tpl: string; out: string }[]) {
    const literal = /^\{\{ fromYaml (".*") \| toJson \}\}$/s.exec(tpl)?.[1];
    test.runIf(literal !== undefined)(tpl, () => {
      expect(fromYaml(unquoteGo(literal as string) as string)).toEqual(JSON.parse(out));
    });
  }
  test('most of them are of that form', () => {
    expect((vectors as { tpl: string }[]).filter(({ tpl }) => tpl.startsWith('{{ fromYaml "')).length).toBeGreaterThan(
      50,
    );
  });
});

test.each<[string, unknown]>([
  ['', null],
  ['# only a comment', null],
  ['~', null],
  ['0777', 511],
  ['0o17', 15],
  ['08', 8],
  ['1_000', 1000],
  ['0b-1', -1],
  ['.1_0', 0.1],
  ['1e400', '1e400'],
  ['1:30', '1:30'],
  ['0x1F', 31],
  ['9007199254740993', 9007199254740992],
  ['2001-1-2', '2001-1-2'],
  ['TrUe', 'TrUe'],
  ['"a\\u00e9\\x41\\U0001F600\\N"', 'aéA😀\u0085'],
  ["'it''s\n\n  so'", "it's\nso"],
  ['"a \\\n   b"', 'a b'],
  ['a\n  b\n\n  c', 'a b\nc'],
  ['|\n  a\n   b\n\n', 'a\n b\n'],
  ['|+\n a\n\n', 'a\n\n'],
  ['>-\n  a\n  b\n\n  c\n    d\n  e', 'a b\nc\n  d\ne'],
  ['|2\n   a', ' a'],
  ['[a, [b], {c: d}, e: f]', ['a', ['b'], { c: 'd' }, { e: 'f' }]],
  ['- a\n-\n- - b', ['a', null, ['b']]],
  ['a:\n- 1\n- 2\nb: 3', { a: [1, 2], b: 3 }],
  [
    'y: 1\n1: 2\n1.5: 3\n1e6: 4\n0x10: 5\n1234567.25: 6',
    { true: 1, 1: 2, 1.5: 3, '1e+06': 4, 16: 5, '1.2345672e+06': 6 },
  ],
  ['a: 1\na: 2', { a: 2 }],
  ['a: 1\r\nb: |\r\n  x\r\n', { a: 1, b: 'x\n' }],
  ['a: 1\u0085b: 2\u2028c: 3', { a: 1, b: 2, c: 3 }],
  ['\ufeffa: 1', { a: 1 }],
  [fromBytes(Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x3a, 0, 0x20, 0, 0x31, 0)), { a: 1 }],
  ['a: &x {k: 1}\nb: *x', { a: { k: 1 }, b: { k: 1 } }],
  [
    'm: &m {k: 1, l: 2}\na: {<<: *m, k: 3}\nb: {k: 3, <<: *m}',
    { m: { k: 1, l: 2 }, a: { k: 3, l: 2 }, b: { k: 1, l: 2 } },
  ],
  ['<<: [{a: 1}, {a: 2, b: 3}]', { a: 1, b: 3 }],
  ['a: !!str 1\nb: !!int "3"\nc: !!binary aGk=\nd: !foo 1\ne: !!float 2', { a: '1', b: 3, c: 'hi', d: '1', e: 2 }],
  ['a: 1\n---\n@', { a: 1 }],
  ['{}: x', {}],
  ['! yaml: x', { yaml: 'x' }],
  ['a: .inf', '! json: unsupported value: +Inf'],
  ['a: 1\nb', "! yaml: line 3: could not find expected ':'"],
  ['a: b: c', '! yaml: mapping values are not allowed in this context'],
  ['x: 1\na: b: c', '! yaml: line 2: mapping values are not allowed in this context'],
  ['a:\n  - b\n c: d', '! yaml: line 2: did not find expected key'],
  ['a: *x', "! yaml: unknown anchor 'x' referenced"],
  ['a: &a [*a]', "! yaml: anchor 'a' value contains itself"],
  ['~: 1', '! unsupported map key of type: %!s(<nil>), key: <nil>, value: 1'],
  [
    '18446744073709551615: {b: [~]}',
    '! unsupported map key of type: uint64, key: 0xffffffffffffffff, value: map[interface {}]interface {}{"b":[]interface {}{interface {}(nil)}}',
  ],
  ['? [a, 1.5]\n: x', '! yaml: invalid map key: []interface {}{"a", 1.5}'],
  ['<<: 1', '! yaml: map merge requires map or sequence of maps as the value'],
  ['a: !!int x', '! yaml: cannot decode !!str `x` as a !!int'],
  ['a: !!binary x', '! yaml: !!binary value contains invalid base64 data'],
  ['a: \x7f', '! yaml: control characters are not allowed'],
  [`a: ${fromBytes(Uint8Array.of(0xff, 0x62))}`, '! yaml: invalid leading UTF-8 octet'],
  [`a: ${fromBytes(Uint8Array.of(0xe9, 0x62, 0x63))}`, '! yaml: invalid trailing UTF-8 octet'],
  // A syntax error in an earlier block of 512 bytes comes before a bad byte.
  [`a: b: c\n${'#'.repeat(600)}\x7f`, '! yaml: mapping values are not allowed in this context'],
  ['a: b: c #\x7f', '! yaml: control characters are not allowed'],
  ['%YAML 1.2\n---\na', '! yaml: found incompatible YAML document'],
])('%j', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test.each<[string, string]>([
  ['[1]', 'array'],
  ['x', 'string'],
  ['1', 'number'],
  ['true', 'bool'],
])('a map is wanted: %j', (text, kind) => {
  expect(() => readYamlMap(text)).toThrow(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`,
  );
});

test('a list is wanted', () => {
  expect(plain(readYamlList('[1, a]'))).toEqual([1, 'a']);
  expect(plain(readYamlList(''))).toEqual([]);
  expect(() => readYamlList('a: 1')).toThrow('cannot unmarshal object into Go value of type []interface {}');
});

describe('limits', () => {
  test('depth', () => {
    expect(() => readYaml('['.repeat(10_000) + ']'.repeat(10_000))).not.toThrow();
    expect(() => readYaml('['.repeat(10_001))).toThrow('yaml: exceeded max depth of 10000');
    const blocks = Array.from({ length: 5001 }, (_, i) => `${'- '.repeat(i === 0 ? 4999 : 0)}`).join('');
    expect(() => readYaml(`${blocks}${'['.repeat(5100)}${']'.repeat(5100)}`)).toThrow(
      "invalid character '[' exceeded max depth",
    );
  });
  test('alias bombs', () => {
    const row = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(of).join(', ')}]\n`;
    const bomb = ['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, i) => row(name, `*${'abcdefg'[i]}`)).join('');
    expect(() => readYaml(row('a', 'x') + bomb)).toThrow('yaml: document contains excessive aliasing');
  });
  test('aliases are copies', () => {
    const map = readYamlMap('a: &x {k: 1}\nb: *x');
    (map.get('a') as GoMap).set('k', 2);
    expect(plain(map.get('b') as Value)).toEqual({ k: 1 });
  });
  test('a list of many entries is read whole', () => {
    const text = '- name: web\n  image: "nginx:1.25" # c\n  args: [a, b]\n'.repeat(20_000);
    expect((readYaml(text) as GoSlice).length).toBe(20_000);
  });
});

describe('origins', () => {
  const text = 'a: &x {k: one}\nb: *x\nc:\nd:\n- 1\n- {<<: *x, e: "two"}\n';
  const root = readYamlMap(text, { origins: { source: 'values.yaml' } });
  const show = (holder: Value | undefined, key: string | number): string => {
    const origin = holder instanceof GoMap ? holder.origin(String(key)) : (holder as GoSlice).origin(Number(key));
    const { file, span, path } = origin?.source ?? { file: '', span: { start: 0, end: 0 }, path: [] };
    return `${file} ${path.join('.')} ${text.slice(span.start, span.end)}`;
  };
  test('each slot has its place', () => {
    const second = (root.get('d') as GoSlice).at(1);
    expect([
      show(root, 'a'),
      show(root.get('a'), 'k'),
      show(root, 'b'),
      show(root.get('b'), 'k'),
      show(root, 'c'),
      show(root.get('d'), 0),
      show(second, 'k'),
      show(second, 'e'),
    ]).toEqual([
      'values.yaml a {k: one}',
      'values.yaml a.k one',
      'values.yaml b {k: one}',
      'values.yaml b.k one',
      'values.yaml c c',
      'values.yaml d.0 1',
      'values.yaml d.1.k one',
      'values.yaml d.1.e "two"',
    ]);
  });
  test('an offset moves them', () => {
    const moved = readYamlMap('a: 1', { origins: { source: 'f', offset: 100 } });
    expect(moved.origin('a')?.source?.span).toEqual({ start: 103, end: 104 });
  });
});
