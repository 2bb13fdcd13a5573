// Go's built-ins and sprig's small functions about values, called as the interpreter calls them.

import { describe, expect, test } from 'vitest';
import type { Call, FunctionRecord } from '../template/funcs.ts';
import { byteSlice } from '../text/bytes.ts';
import { formatValue } from '../values/format.ts';
import { GoBytes, GoMap, INVALID, int64, mapOf, nilSlice, sliceOf, typeName, type Value } from '../values/value.ts';
import { convertFunctions } from './convert.ts';
import { defaultsFunctions } from './defaults.ts';
import { goFunctions } from './go.ts';
import { reflectFunctions } from './reflect.ts';

const RECORDS = new Map(
  [...goFunctions, ...defaultsFunctions, ...reflectFunctions, ...convertFunctions].map((record) => [
    record.name,
    record,
  ]),
);
const CALL = { callee: () => undefined } as unknown as Call;

/** Type and text of what the function gives, or its error. */
function answer(name: string, args: readonly Value[]): string {
  try {
    const result = (RECORDS.get(name) as FunctionRecord).call(args, CALL);
    return `${typeName(result)} ${formatValue(result)}`;
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}

const LIST = sliceOf(['a', 'b', 'c']);
const MAP = mapOf({ a: mapOf({ b: 1 }), x: null });

test.each<[string, readonly Value[], string]>([
  ['and', [1n, '', 2n], 'string '],
  ['and', [1n, 2n], 'int 2'],
  ['or', [0n, '', 'x'], 'string x'],
  ['or', [0n, false], 'bool false'],
  ['not', [null], 'bool true'],
  ['not', ['false'], 'bool false'],
  ['len', ['é'], 'int 2'],
  ['len', [MAP], 'int 2'],
  ['len', [nilSlice()], 'int 0'],
  ['len', [new GoBytes(new Uint8Array(3))], 'int 3'],
  ['len', [1n], 'error: len of type int'],
  ['len', [null], 'error: len of nil pointer'],
  ['len', [INVALID], 'error: reflect: call of reflect.Value.Type on zero Value'],
  ['index', [MAP, 'a', 'b'], 'float64 1'],
  ['index', [LIST, 1n], 'string b'],
  ['index', [LIST, int64(1n)], 'string b'],
  ['index', [LIST], '[]interface {} [a b c]'],
  ['index', ['abc', 1n], 'uint8 98'],
  ['index', [new GoMap(new Map(), 'map[string]string', 'string'), 'x'], 'string '],
  ['index', [MAP, 'nope'], '<nil> <nil>'],
  ['index', [MAP, 'nope', 'x'], 'error: index of nil pointer'],
  ['index', [null, 'x'], 'error: index of untyped nil'],
  ['index', [LIST, 1], 'error: cannot index slice/array with type float64'],
  ['index', [LIST, null], 'error: cannot index slice/array with nil'],
  ['index', [LIST, 3n], 'error: reflect: slice index out of range'],
  ['index', ['abc', 3n], 'error: reflect: string index out of range'],
  ['index', [LIST, 4n], 'error: index out of range: 4'],
  ['index', [LIST, -1n], 'error: index out of range: -1'],
  ['index', [MAP, 1n], 'error: value has type int; should be string'],
  ['index', [MAP, null], 'error: value is nil; should be of type string'],
  ['index', [5n, 1n], "error: can't index item of type int"],
  ['call', [null], 'error: call of nil'],
  ['call', [0.5], 'error: non-function <float64 Value> of type float64'],
  ['call', ['f'], 'error: non-function f of type string'],
  ['html', ['<a href="x">\'&\0'], 'string &lt;a href=&#34;x&#34;&gt;&#39;&amp;\ufffd'],
  ['html', [null], 'string &lt;no value&gt;'],
  ['html', [1n, 2n, null, 'x'], 'string 1 2&lt;no value&gt;x'],
  ['js', ['<\\\'">&=\n\u200bé😀'], 'string \\u003C\\\\\\\'\\"\\u003E\\u0026\\u003D\\u000A\\u200Bé😀'],
  ['urlquery', ['a b/é~*'], 'string a+b%2F%C3%A9~%2A'],
  ['urlquery', [byteSlice('é', 0, 1)], 'string %C3'],
  ['print', [1n, 2n, 'a', 3n], 'string 1 2a3'],
  ['print', [null], 'string <nil>'],
  ['printf', ['%v-%d', 'a', 2n], 'string a-2'],
  ['println', [], 'string \n'],
  ['eq', [1n, 2n, 1n], 'bool true'],
  ['eq', [1n], 'error: missing argument for comparison'],
  ['eq', [3, 3n], 'error: incompatible types for comparison: float64 and int'],
  ['ne', ['a', 'b'], 'bool true'],
  ['lt', [1n, 2n], 'bool true'],
  ['le', [2n, 2n], 'bool true'],
  ['gt', [3n, 2n], 'bool true'],
  ['gt', [true, false], 'error: invalid type for comparison'],
  ['ge', [2n, 3n], 'bool false'],
  ['default', ['d', 0], 'string d'],
  ['default', ['d', 'x'], 'string x'],
  ['default', ['d'], 'string d'],
  ['default', [null, ''], '<nil> <nil>'],
  ['empty', [sliceOf([])], 'bool true'],
  ['coalesce', [0, '', 'x', 'y'], 'string x'],
  ['coalesce', [], '<nil> <nil>'],
  ['all', [], 'bool true'],
  ['all', [1n, 0n], 'bool false'],
  ['any', [], 'bool false'],
  ['any', [0n, 'x'], 'bool true'],
  ['ternary', ['a', 'b', false], 'string b'],
  ['typeOf', [null], 'string <nil>'],
  ['typeOf', [LIST], 'string []interface {}'],
  ['typeIs', ['float64', 1], 'bool true'],
  ['typeIsLike', ['string', 'x'], 'bool true'],
  ['kindOf', [null], 'string invalid'],
  ['kindIs', ['map', MAP], 'bool true'],
  ['int', [1e20], 'int -9223372036854775808'],
  ['int', ['010'], 'int 8'],
  ['int64', ['2.0'], 'int64 2'],
  ['float64', ['1e3'], 'float64 1000'],
  ['atoi', ['010'], 'int 10'],
  ['atoi', ['99999999999999999999'], 'int 9223372036854775807'],
  ['atoi', ['-99999999999999999999'], 'int -9223372036854775808'],
  ['atoi', ['+5'], 'int 5'],
  ['atoi', ['0x1'], 'int 0'],
  ['toDecimal', ['0777'], 'int64 511'],
  ['toDecimal', [777], 'int64 511'],
  ['toDecimal', [1e6], 'int64 0'],
])('%s %#', (name, args, result) => expect(answer(name, args)).toBe(result));

describe('records', () => {
  test.each([...RECORDS.values()].map((record) => [record.name, record] as const))('%s is documented', (_, record) => {
    expect(record.doc).toMatch(/\.$/);
    expect(record.params.every(({ name, type }) => name !== '' && type.length > 0)).toBe(true);
    if (record.name !== 'call') expect(record.examples.length).toBeGreaterThan(0);
  });
});
