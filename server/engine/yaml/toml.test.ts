// TOML in both directions, with the layouts and the errors of the BurntSushi library.

import { expect, test } from 'vitest';
import { mapOf, nilSlice, sliceOf, type Value } from '../values/value.ts';
import { jsonEncode } from './json.ts';
import { fromToml, toToml } from './toml.ts';

const everything = mapOf({
  a: 1n,
  b: 'x',
  c: sliceOf([1n, 2n]),
  d: mapOf({ e: true, f: mapOf({ g: 1 }) }),
  h: sliceOf([mapOf({ i: 1n }), mapOf({ i: 2n })]),
  j: null,
});

test.each<readonly [value: Value, out: string]>([
  [
    everything,
    'a = 1\nb = "x"\nc = [1, 2]\n\n[d]\n  e = true\n  [d.f]\n    g = 1.0\n\n[[h]]\n  i = 1\n\n[[h]]\n  i = 2\n',
  ],
  [
    mapOf({ 'a.b': 1n, e: 'm\nl\u001b', f: 1e6, g: sliceOf([]), h: mapOf() }),
    '"a.b" = 1\ne = "m\\nl\\u001b"\nf = 1e+06\ng = []\n\n[h]\n',
  ],
  [mapOf({ a: sliceOf([1n, mapOf({ b: 2n, c: null })]) }), 'a = [1, {b = 2, }]\n'],
  [mapOf({ a: nilSlice() }), ''],
  [sliceOf([1]), '[1.0]'],
  ['a', '"a"'],
])('toToml (%#)', (value, out) => {
  expect(toToml(value, true)).toBe(out);
});

test('numbers without exponents, as toml 1.5 wrote them', () => {
  expect(toToml(mapOf({ a: 1e6, b: 1e-7 }), false)).toBe('a = 1000000.0\nb = 0.0000001\n');
});

test.each<readonly [value: Value, message: string]>([
  [mapOf({ a: sliceOf([null]) }), 'toml: cannot encode array with nil element'],
  [sliceOf([mapOf()]), 'toml: top-level values must be Go maps or structs'],
  [null, 'reflect: call of reflect.Value.Type on zero Value'],
])('toToml fails (%#)', (value, message) => {
  expect(() => toToml(value, true)).toThrow(message);
});

test.each([
  ['a = 1\n[b]\nc = "x"', '{"a":1,"b":{"c":"x"}}'],
  ['[[a]]\nb = 1\n[[a]]\n[a.c]\nd = [1, 2.5, "x",]', '{"a":[{"b":1},{"c":{"d":[1,2.5,"x"]}}]}'],
  ['a.b.c = 1\na.d = {e.f = true}', '{"a":{"b":{"c":1},"d":{"e":{"f":true}}}}'],
  ['a = """\nx\\\n   y"""\nb = \'c:\\d\'\nc = "\\u00e9\\t"', '{"a":"xy","b":"c:\\\\d","c":"é\\t"}'],
  ['a = 0x1F\nb = 1_000\nc = -0b1', undefined],
  ['a = 1979-05-27T00:32:00-07:00\nb = 2020-01-02', '{"a":"1979-05-27T00:32:00-07:00","b":"2020-01-02T00:00:00Z"}'],
])('fromToml %j', (text, out) => {
  if (out === undefined) expect(() => fromToml(text)).toThrow("cannot use sign with non-decimal numbers: '-0b'");
  else expect(jsonEncode(fromToml(text), { html: false })).toBe(out);
});

test('times come back in the form they had', () => {
  const text = 'a = 2020-01-02\nb = 2020-01-02T03:04:05.5\nc = 03:04:05\nd = 2020-01-02T03:04:05Z\n';
  expect(toToml(fromToml(text), true)).toBe(text);
});

test.each([
  ['bad', "toml: line 1: unexpected EOF; expected key separator '='"],
  ['a = 1\na = 2', 'toml: line 2 (last key "a"): Key \'a\' has already been defined.'],
  ['[a]\nb = 1\n[a]', "toml: line 3: Key 'a' has already been defined."],
  ['a = 01', 'toml: line 1 (last key "a"): Invalid integer "01": cannot have leading zeroes'],
  ['x = {a = 1, b 2}', "toml: line 1 (last key \"x.a\"): expected '.' or '=', but got '2' instead"],
  ['a = [1 2]', "toml: line 1 (last key \"a\"): expected a comma (',') or array terminator (']'), but got '2'"],
  ['a = "x\n"', 'toml: line 1 (last key "a"): strings cannot contain newlines'],
  ['a = 2020-13-01', 'toml: line 1 (last key "a"): invalid datetime: "2020-13-01"'],
  ['a = 99999999999999999999', 'toml: line 1 (last key "a"): 99999999999999999999 is out of range for int64'],
  ['a = \u0001', 'toml: line 1 (last key "a"): TOML files cannot contain control characters: \'0x01\''],
])('fromToml %j fails', (text, message) => {
  expect(() => fromToml(text)).toThrow(message);
});
