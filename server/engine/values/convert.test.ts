// Conversions, emptiness, equality, order and text/template's comparisons.

import { describe, expect, test } from 'vitest';
import { compareBytes, fromBytes } from '../text/bytes.ts';
import { equalsAny, lessOrEqual, lessThan } from './compare.ts';
import { isEmpty, toFloat64, toInt64, toStr } from './convert.ts';
import { zeroValue } from './convert-zero.ts';
import { deepEqual } from './equal.ts';
import { sortedKeys, sortStrings } from './sort.ts';
import { Complex, GoBytes, INVALID, Int, int64, mapOf, nilSlice, sliceOf, type Value } from './value.ts';

const bytes = (...list: number[]) => fromBytes(Uint8Array.from(list));

describe('toInt64 and toFloat64', () => {
  test.each<[Value, bigint, number]>([
    [2.9, 2n, 2.9],
    [-2.9, -2n, -2.9],
    [1e20, -9223372036854775808n, 1e20],
    [true, 1n, 1],
    [null, 0n, 0],
    [int64(7n), 7n, 7],
    [new Int('uint64', 2n ** 64n - 1n), -1n, 2 ** 64],
    [new Int('int64', 7n, 'time.Duration'), 0n, 0],
    ['1.0', 1n, 1],
    ['1.', 0n, 1],
    ['.0', 0n, 0],
    ['1.5', 0n, 1.5],
    ['010', 8n, 10],
    ['0x1f', 31n, 0],
    ['1_000', 1000n, 1000],
    ['1e3', 0n, 1000],
    [' 5', 0n, 0],
    [sliceOf([1]), 0n, 0],
  ])('%s', (value, integer, float) => {
    expect(toInt64(value)).toBe(integer);
    expect(toFloat64(value)).toBe(float);
  });
});

test('toStr gives bytes as text and all else as %v', () => {
  expect([new GoBytes(Uint8Array.of(0x61)), null, 1e6, sliceOf(['a', 1n])].map(toStr)).toEqual([
    'a',
    '<nil>',
    '1e+06',
    '[a 1]',
  ]);
});

test('isEmpty', () => {
  const empty: Value[] = [
    null,
    INVALID,
    '',
    false,
    0,
    -0,
    0n,
    int64(0n),
    nilSlice(),
    sliceOf([]),
    mapOf(),
    new Complex(0, 0),
  ];
  const full = ['0', true, Number.NaN, 1n, sliceOf([null]), mapOf({ a: null }), new GoBytes(Uint8Array.of(0))];
  expect(empty.map(isEmpty)).toEqual(empty.map(() => true));
  expect(full.map(isEmpty)).toEqual(full.map(() => false));
});

test('deepEqual looks at types', () => {
  const nan = mapOf({ x: Number.NaN });
  const pairs: [Value, Value, boolean][] = [
    [1, 1n, false],
    [1n, int64(1n), false],
    [null, INVALID, true],
    [sliceOf([1, 'a']), sliceOf([1, 'a']), true],
    [sliceOf(['a']), sliceOf(['a'], 'string'), false],
    [sliceOf([]), nilSlice(), false],
    [mapOf({ a: null }), mapOf({ b: null }), false],
    [mapOf({ a: 1, b: 2 }), mapOf({ b: 2, a: 1 }), true],
    [nan, nan, true],
    [nan, mapOf({ x: Number.NaN }), false],
    [0, -0, true],
  ];
  expect(pairs.map(([a, b]) => deepEqual(a, b))).toEqual(pairs.map(([, , equal]) => equal));
});

test('keys are sorted by their bytes', () => {
  expect(sortedKeys(mapOf({ b: 1, B: 1, a: 1, '': 1 }))).toEqual(['', 'B', 'a', 'b']);
  const order = ['z', '\uffff', '\u{10000}', '\u{1f600}', bytes(0xff)];
  expect(sortStrings([...order].reverse())).toEqual(order);
  expect(compareBytes(bytes(0xff, 0x61), '日本')).toBeGreaterThan(0);
});

test('zeroes of types', () => {
  expect(['string', 'int', 'interface {}', '*x.Y'].map(zeroValue)).toEqual(['', 0n, null, null]);
  expect(zeroValue('[]string')).toMatchObject({ elem: 'string', nil: true });
});

/** The answer, or the error's text. */
function answer(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return (error as Error).message;
  }
}

describe('eq', () => {
  test.each<[Value, Value[], boolean | string]>([
    [1n, [2n, 1n], true],
    [1n, [int64(1n)], true],
    [new Int('uint64', 2n ** 64n - 1n), [-1n], false],
    [3, [3n], 'incompatible types for comparison: float64 and int'],
    [null, [null], true],
    [null, ['a'], false],
    [sliceOf([1]), [null], false],
    [nilSlice(), [null], true],
    [sliceOf([1, 'b']), [sliceOf([2])], 'non-comparable type [%!s(float64=2)]: []interface {}'],
    [
      sliceOf([1]),
      [mapOf({ a: 'b' })],
      'non-comparable types [%!s(float64=1)]: []interface {}, map[string]interface {}: map[a:b]',
    ],
    ['a', [sliceOf([])], 'incompatible types for comparison: string and []interface {}'],
    [new Complex(1, 2), [new Complex(1, 2)], true],
    [Number.NaN, [Number.NaN], false],
    [1n, [], 'missing argument for comparison'],
    // The first match ends the comparison.
    [1n, [1n, 'x'], true],
  ])('%# %s', (first, others, expected) => expect(answer(() => equalsAny(first, others))).toBe(expected));
});

describe('lt', () => {
  test.each<[Value, Value, boolean | string]>([
    [1n, int64(2n), true],
    [-1n, new Int('uint8', 0n), true],
    [1.5, 2.5, true],
    ['a', 'b', true],
    ['\uffff', '\u{10000}', true],
    [true, false, 'invalid type for comparison'],
    [null, 1n, 'invalid type for comparison'],
    [1n, 1.5, 'incompatible types for comparison: int and float64'],
    [sliceOf([]), sliceOf([]), 'invalid type for comparison'],
  ])('%# %s', (a, b, expected) => expect(answer(() => lessThan(a, b))).toBe(expected));
  test('le', () => expect([lessOrEqual(2n, 2n), lessOrEqual(3n, 2n)]).toEqual([true, false]));
});
