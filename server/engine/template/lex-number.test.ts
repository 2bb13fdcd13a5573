// Number constants: which kinds each is, and which texts are none.

import { describe, expect, test } from 'vitest';
import { numberValue } from './lex-number.ts';

function show(text: string): string {
  const kind = text.startsWith("'") ? 'charConstant' : /[0-9][+-][0-9.]+i$/.test(text) ? 'complex' : 'number';
  const value = numberValue(text, kind);
  if (typeof value === 'string') return value;
  const { int, uint, float, complex } = value;
  return [int ?? '-', uint ?? '-', float ?? '-', complex?.join('+') ?? '-'].join(' ');
}

/** int, uint, float, complex. */
describe('values', () => {
  test.each([
    ['0', '0 0 0 -'],
    ['-0', '0 0 0 -'],
    ['+7', '7 - 7 -'],
    ['-7', '-7 - -7 -'],
    ['1_000', '1000 1000 1000 -'],
    ['010', '8 8 8 -'],
    ['0_10', '8 8 8 -'],
    ['0o17', '15 15 15 -'],
    ['0b1_01', '5 5 5 -'],
    ['0xef', '239 239 239 -'],
    ['1.0', '1 1 1 -'],
    ['.5', '- - 0.5 -'],
    ['8.', '8 8 8 -'],
    ['1e3', '1000 1000 1000 -'],
    ['-1e3', '-1000 - -1000 -'],
    ['-0.0', '0 0 0 -'],
    ['1e19', '- 10000000000000000000 10000000000000000000 -'],
    ['1e20', '- - 100000000000000000000 -'],
    ['0x1p-2', '- - 0.25 -'],
    ['0x_1.8p1', '3 3 3 -'],
    ['9223372036854775807', '9223372036854775807 9223372036854775807 9223372036854776000 -'],
    ['9223372036854775808', '- 9223372036854775808 9223372036854776000 -'],
    ['-9223372036854775808', '-9223372036854775808 - -9223372036854776000 -'],
    ['2i', '- - - 0+2'],
    ['010i', '- - - 0+10'],
    ['0i', '0 0 0 0+0'],
    ['1+2i', '- - - 1+2'],
    ['-3+0i', '-3 - -3 -3+0'],
    ["'a'", '97 97 97 -'],
    ["'\\n'", '10 10 10 -'],
    ["'\\''", '39 39 39 -'],
    ["'\"'", '34 34 34 -'],
    ["'\\xFF'", '255 255 255 -'],
    ["'\\377'", '255 255 255 -'],
    ["'日'", '26085 26085 26085 -'],
    ["'😀'", '128512 128512 128512 -'],
  ])('%s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });
});

describe('errors', () => {
  test.each([
    ['08', 'integer overflow: "08"'],
    ['+', 'illegal number syntax: "+"'],
    ['.', 'illegal number syntax: "."'],
    ['1__0', 'illegal number syntax: "1__0"'],
    ['1_', 'illegal number syntax: "1_"'],
    ['0x', 'illegal number syntax: "0x"'],
    ['0x1.8', 'illegal number syntax: "0x1.8"'],
    ['1e400', 'illegal number syntax: "1e400"'],
    ['18446744073709551616', 'integer overflow: "18446744073709551616"'],
    ['-9223372036854775809', 'integer overflow: "-9223372036854775809"'],
    ["''", 'invalid syntax'],
    ["'\\q'", 'invalid syntax'],
    ["'\\\"'", 'invalid syntax'],
    ["'\\ud800'", 'invalid syntax'],
    ["'\\400'", 'invalid syntax'],
    ["'ab'", "malformed character constant: 'ab'"],
    ['1_+2i', 'strconv.ParseFloat: parsing "1_": invalid syntax'],
    ['1e400+2i', 'strconv.ParseFloat: parsing "1e400": value out of range'],
  ])('%s', (text, expected) => {
    expect(numberValue(text, text.startsWith("'") ? 'charConstant' : text.endsWith('+2i') ? 'complex' : 'number')).toBe(
      expected,
    );
  });
});
