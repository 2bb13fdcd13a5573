// Arithmetic: wrapping integers, decimals, rounding, counting; expected values are real Helm's.

import { describe, expect, test } from 'vitest';
import { stillEnvironment } from '../template/environment.ts';
import type { Call } from '../template/funcs.ts';
import { GoError } from '../values/errors.ts';
import { formatValue } from '../values/format.ts';
import { typeName, type Value } from '../values/value.ts';
import { sequenceFunctions } from './lists-sequence.ts';
import { mathFunctions } from './math.ts';

function answer(name: string, ...args: Value[]): string {
  const record = [...mathFunctions, ...sequenceFunctions].find((known) => known.name === name);
  const call = { env: stillEnvironment(), place: () => 'here' } as unknown as Call;
  try {
    const result = record?.call(args, call) ?? 'no such function';
    return `${formatValue(result)} ${typeName(result)}`;
  } catch (error) {
    if (error instanceof GoError) return `! ${error.message}`;
    throw error;
  }
}

const MAX = 9223372036854775807n;
const MIN = -9223372036854775808n;

describe('integers', () => {
  test.each<[string, Value[], string]>([
    ['add', [], '0 int64'],
    ['add', [1n, '0x10', 2.9, true, null], '20 int64'],
    ['add', [MAX, 1n], `${MIN} int64`],
    ['add1', [MAX], `${MIN} int64`],
    ['sub', [1n, 2n], '-1 int64'],
    ['mul', [MAX, 2n], '-2 int64'],
    ['div', [-7n, 2n], '-3 int64'],
    ['div', [MIN, -1n], `${MIN} int64`],
    ['div', [1n, 0.5], '! runtime error: integer divide by zero'],
    ['mod', [-7n, 3n], '-1 int64'],
    ['mod', [7n, 'x'], '! runtime error: integer divide by zero'],
    ['max', [1n, 5.9, '3'], '5 int64'],
    ['biggest', [1n], '1 int64'],
    ['min', [1n, -5n], '-5 int64'],
    ['randInt', [3n, 4n], '3 int'],
    ['randInt', [3n, 3n], '! invalid argument to Intn'],
  ])('%s %#', (name, args, expected) => {
    expect(answer(name, ...args)).toBe(expected);
  });
});

describe('floats', () => {
  test.each<[string, Value[], string]>([
    ['addf', [], '0 float64'],
    ['addf', [0.1, 0.2], '0.3 float64'],
    ['addf', [1e300, 1e-300], '1e+300 float64'],
    ['add1f', [1.5], '2.5 float64'],
    ['subf', [7.5, 2n, '3'], '2.5 float64'],
    ['mulf', [1e300, 1e300], '+Inf float64'],
    ['mulf', [0.1, 3n], '0.3 float64'],
    ['divf', [1n, 3n], '0.3333333333333333 float64'],
    ['divf', [10n, 3n], '3.3333333333333335 float64'],
    ['divf', [-2n, 3n], '-0.6666666666666667 float64'],
    ['divf', [1n, 0n], '! decimal division by 0'],
    ['divf', [5e-324, 1e300], '0 float64'],
    ['addf', ['inf'], '! Cannot create a Decimal from +Inf'],
    ['addf', ['nan'], '! Cannot create a Decimal from NaN'],
    ['maxf', [1n, 'nan'], 'NaN float64'],
    ['maxf', ['nan', 'inf'], '+Inf float64'],
    ['minf', ['nan', '-inf'], '-Inf float64'],
    ['floor', [-2.5], '-3 float64'],
    ['ceil', [2.1], '3 float64'],
    ['round', [123.5555, 3n], '123.556 float64'],
    ['round', [0.285, 2n], '0.28 float64'],
    ['round', [-2.5, 0n], '-3 float64'],
    ['round', [2.3, 0n, 0.3], '2 float64'],
    ['round', [2.5, 0n, 0.9], '2 float64'],
    ['round', [123.456, 23n], '123.45599999999999 float64'],
    ['round', [1.5, -400n], 'NaN float64'],
    ['round', [1.5, 400n], 'NaN float64'],
  ])('%s %#', (name, args, expected) => {
    expect(answer(name, ...args)).toBe(expected);
  });
});

describe('counting', () => {
  test.each<[string, Value[], string]>([
    ['until', [3n], '[0 1 2] []int'],
    ['until', [-3n], '[0 -1 -2] []int'],
    ['until', [0n], '[] []int'],
    ['until', [1_000_000_000n], '! result of until is too large: a list holds 33554432 elements'],
    ['untilStep', [3n, 10n, 3n], '[3 6 9] []int'],
    ['untilStep', [10n, 3n, -3n], '[10 7 4] []int'],
    ['untilStep', [0n, 5n, 0n], '[] []int'],
    ['untilStep', [0n, MAX, MAX - 1n], '! untilStep would never stop counting'],
    ['seq', [1_000_000_000_000n], '! result of seq is too large: a list holds 33554432 elements'],
    ['seq', [], ' string'],
    ['seq', [5n], '1 2 3 4 5 string'],
    ['seq', [0n], '1 0 string'],
    ['seq', [-2n], '1 0 -1 -2 string'],
    ['seq', [2n, 4n], '2 3 4 string'],
    ['seq', [0n, 2n, 5n], '0 2 4 string'],
    ['seq', [5n, 2n, 0n], ' string'],
    ['seq', [5n, -2n, 0n], '5 3 1 string'],
    ['seq', [1n, 2n, 3n, 4n], ' string'],
  ])('%s %#', (name, args, expected) => {
    expect(answer(name, ...args)).toBe(expected);
  });
});
