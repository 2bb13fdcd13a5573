// encoding/json in both directions: layouts and escapes, and each of the reader's complaints as Go words it.

import { describe, expect, test } from 'vitest';
import { GoMap, mapOf, nilSlice, sliceOf, type Value } from '../values/value.ts';
import {
  jsonDecode,
  jsonDecodeList,
  jsonDecodeMap,
  jsonDecodeMapPartly,
  jsonDecodePrefix,
  jsonEncode,
} from './json.ts';

test.each<readonly [value: Value, out: string]>([
  ['<&>\u2028é\u0001"\\/\t\b\f\u007f', '"\\u003c\\u0026\\u003e\\u2028é\\u0001\\"\\\\/\\t\\b\\f\u007f"'],
  ['\udcff\ufffd', '"\\ufffd\ufffd"'],
  [sliceOf([1e20, 1e21, 1e-6, 1e-7, -0, 1.5e300, 7n]), '[100000000000000000000,1e+21,0.000001,1e-7,-0,1.5e+300,7]'],
  [mapOf({ b: 1, 'a\uffff': 2, 'a😀': 3, a: null }), '{"a":null,"a\uffff":2,"a😀":3,"b":1}'],
  [sliceOf([nilSlice(), sliceOf([]), new GoMap(new Map(), undefined, undefined, true), mapOf()]), '[null,[],null,{}]'],
])('toJson (%#)', (value, out) => {
  expect(jsonEncode(value, { html: true })).toBe(out);
});

test('raw and pretty', () => {
  expect(jsonEncode('<\u2028>', { html: false })).toBe('"<\\u2028>"');
  const value = mapOf({ a: sliceOf([]), b: mapOf(), c: sliceOf([1, mapOf({ x: 1 })]) });
  expect(jsonEncode(value, { html: true, indent: '  ' })).toBe(
    '{\n  "a": [],\n  "b": {},\n  "c": [\n    1,\n    {\n      "x": 1\n    }\n  ]\n}',
  );
});

test('a cycle is named as Go comes upon it', () => {
  const loop = mapOf({});
  loop.set('l', sliceOf([loop]));
  const text = (pointer: boolean) => () => jsonEncode(loop, { html: true, pointer });
  expect(text(false)).toThrow('json: unsupported value: encountered a cycle via map[string]interface {}');
  expect(text(true)).toThrow('json: unsupported value: encountered a cycle via []interface {}');
});

describe('reading', () => {
  test.each([
    ['', 'unexpected end of JSON input'],
    ['é', "invalid character 'Ã' looking for beginning of value"],
    ['\u0001', "invalid character '\\x01' looking for beginning of value"],
    ["{'", "invalid character '\\'' looking for beginning of object key string"],
    ['{"a"]', "invalid character ']' after object key"],
    ['{"a":1]', "invalid character ']' after object key:value pair"],
    ['{"a":tru]', "invalid character ']' in literal true (expecting 'e')"],
    ['{"a":nul', "invalid character ' ' in literal null (expecting 'l')"],
    ['{"a":01}', "invalid character '1' after object key:value pair"],
    ['{"a":1.}', "invalid character '}' after decimal point in numeric literal"],
    ['{"a":1e', "invalid character ' ' in exponent of numeric literal"],
    ['{"a":"\\x"}', "invalid character 'x' in string escape code"],
    ['{"a":"\\u12x"}', "invalid character 'x' in \\u hexadecimal character escape"],
    ['{"a":"\n"}', "invalid character '\\n' in string literal"],
    ['{"a":[1 2]}', "invalid character '2' after array element"],
    ['{"a":1} x', "invalid character 'x' after top-level value"],
    ['[1e400]', 'json: cannot unmarshal number 1e400 into Go value of type float64'],
    ['['.repeat(10001), 'exceeded max depth'],
  ])('%j fails', (text, message) => {
    expect(() => jsonDecode(text)).toThrow(message);
  });

  test('halves of pairs, bytes, doubled keys, depth', () => {
    const read = (text: string) => jsonEncode(jsonDecode(text), { html: false });
    expect(read('["\\ud800x\\ud83d\\ude00\\ud83d\\u0041\udcff"]')).toBe('["\ufffdx😀\ufffdA\ufffd"]');
    expect(read(' {"a": 1, "b": [true, null], "a": 2} ')).toBe('{"a":2,"b":[true,null]}');
    expect(() => jsonDecode('['.repeat(10000) + ']'.repeat(10000))).not.toThrow();
  });

  test('into a map or a list', () => {
    expect(() => jsonDecodeMap('[1]')).toThrow(
      'json: cannot unmarshal array into Go value of type map[string]interface {}',
    );
    expect(() => jsonDecodeList('{}')).toThrow('json: cannot unmarshal object into Go value of type []interface {}');
    expect(jsonDecodeMap('null').nil).toBe(true);
    const partly = jsonDecodeMapPartly('{"a":1,"b":1e400,"c":[1e500,2]}');
    expect(jsonEncode(partly.value, { html: false })).toBe('{"a":1,"b":null,"c":[null,2]}');
    expect(partly.problem).toBe('json: cannot unmarshal number 1e400 into Go value of type float64');
  });

  test('one value of a stream, and spans', () => {
    expect(jsonDecodePrefix('x= [1] ,y', 2)).toMatchObject({ end: 6 });
    expect(() => jsonDecodePrefix('', 0)).toThrow('EOF');
    expect(() => jsonDecodePrefix('[1', 0)).toThrow('unexpected EOF');
    const text = '{"a": [1, "x"]}';
    const map = jsonDecodeMap(text, { origin: (start, end) => ({ call: text.slice(start, end) }) });
    expect(map.origin('a')).toEqual({ call: '[1, "x"]' });
  });
});
