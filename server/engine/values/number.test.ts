// Numbers to text and back: every expectation was printed by Go's strconv.

import { describe, expect, test } from 'vitest';
import { formatFloat, formatFloatG, parseFloat64, parseInt10, parseIntBase, parseIntBase0 } from './number.ts';

describe('formatFloatG writes the shortest digits, with an exponent from a million on', () => {
  test.each([
    [0, '0'],
    [-0, '-0'],
    [3, '3'],
    [999999, '999999'],
    [1000000, '1e+06'],
    [2097152, '2.097152e+06'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [123456789012345680, '1.2345678901234568e+17'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
  ])('%d', (x, text) => expect(formatFloatG(x)).toBe(text));
});

describe('formatFloat rounds the exact value, halves to even', () => {
  test.each([
    [0.5, 'f', 0, '0'],
    [1.5, 'f', 0, '2'],
    [2.5, 'f', 0, '2'],
    [0.125, 'f', 2, '0.12'],
    [0.285, 'f', 2, '0.28'],
    [9.995, 'f', 2, '9.99'],
    [99.5, 'e', 0, '1e+02'],
    [1234.5678, 'e', 3, '1.235e+03'],
    [0.00001234, 'g', 2, '1.2e-05'],
    [1e21, 'g', 30, '1000000000000000000000'],
    [1e21, 'G', -1, '1E+21'],
    [0.1, 'f', 60, '0.100000000000000005551115123125782702118158340454101562500000'],
    [0, 'e', 2, '0.00e+00'],
    [0.04, 'f', 1, '0.0'],
    [0.0004, 'f', 1, '0.0'],
    [0.06, 'f', 1, '0.1'],
  ] as const)('%d %s %d', (x, format, precision, text) => expect(formatFloat(x, format, precision)).toBe(text));
});

describe('parseIntBase0 reads Go integer literals', () => {
  test.each([
    ['010', 8n],
    ['0x1F', 31n],
    ['-0b11', -3n],
    ['0o17', 15n],
    ['1_000', 1000n],
    ['0x_1f', 31n],
    ['0_7', 7n],
    ['0', 0n],
    ['+5', 5n],
    ['08', undefined],
    ['1__0', undefined],
    ['_1', undefined],
    ['0x', undefined],
    ['', undefined],
    [' 5', undefined],
    ['1e3', undefined],
    ['9223372036854775807', 9223372036854775807n],
    ['9223372036854775808', undefined],
    ['-9223372036854775808', -9223372036854775808n],
  ])('%s', (text, value) => expect(parseIntBase0(text)).toBe(value));
});

test('parseInt10 and base 8 know no prefixes', () => {
  expect(['010', '0x1', '-7', '1_0', ''].map(parseInt10)).toEqual([10n, undefined, -7n, undefined, undefined]);
  expect(['0777', '9', '-17', '0o7'].map((text) => parseIntBase(text, 8))).toEqual([511n, undefined, -15n, undefined]);
});

describe('parseFloat64 reads Go float literals', () => {
  test.each([
    ['1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1_0.5', 10.5],
    ['0x1p-2', 0.25],
    ['0x_1.8p1', 3],
    ['0x1p-1074', 5e-324],
    ['0x1.fffffffffffff8p1023', undefined],
    ['1e-400', 0],
    ['1e400', undefined],
    ['-Inf', Number.NEGATIVE_INFINITY],
    ['infinity', Number.POSITIVE_INFINITY],
    ['+nan', undefined],
    ['0x10', undefined],
    ['1_.5', undefined],
    ['', undefined],
    ['.', undefined],
    [' 1', undefined],
  ])('%s', (text, value) => expect(parseFloat64(text)).toBe(value));
  test('nan', () => expect(parseFloat64('NaN')).toBeNaN());
});
