// Go string literals there and back.

import { describe, expect, test } from 'vitest';
import { fromBytes } from '../text/bytes.ts';
import { canBackquote, quoteGo, quoteGoAscii, quoteRune, unquoteGo } from './quote.ts';

const BYTE = fromBytes(Uint8Array.of(0xc3));

describe('quoteGo', () => {
  test.each([
    ['plain', '"plain"'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['\x07\b\f\n\r\t\v\0\x7f', '"\\a\\b\\f\\n\\r\\t\\v\\x00\\x7f"'],
    ['é 日本 😀', '"é 日本 😀"'],
    ['\u00a0\u00ad\u200b\u2028\ufeff', '"\\u00a0\\u00ad\\u200b\\u2028\\ufeff"'],
    ['\u{10ffff}', '"\\U0010ffff"'],
    [`${BYTE}x`, '"\\xc3x"'],
    ['\ufffd', '"\ufffd"'],
    // Letters of Unicode 16, which Go does not know yet.
    ['\ua7cb\u{10d50}', '"\\ua7cb\\U00010d50"'],
  ])('%j', (text, quoted) => {
    expect(quoteGo(text)).toBe(quoted);
    expect(unquoteGo(quoted)).toBe(text);
  });
});

test('ASCII quoting and runes', () => {
  expect(quoteGoAscii('é"')).toBe('"\\u00e9\\""');
  expect([0x78, 0x27, 0x22, 0xd800, -1, 0x1f600].map((rune) => quoteRune(rune))).toEqual([
    "'x'",
    "'\\''",
    "'\"'",
    "'\ufffd'",
    "'\ufffd'",
    "'😀'",
  ]);
  expect(['a\tb', 'a`b', 'a\nb', '\ufeff', BYTE].map(canBackquote)).toEqual([true, false, false, false, false]);
});

describe('unquoteGo', () => {
  test.each([
    ['`a\\n`', 'a\\n'],
    ['`a\r\nb`', 'a\nb'],
    ['"\\x41\\102\\u00e9\\U0001f600"', 'AB\u00e9😀'],
    ['"\\xc3\\xa9"', 'é'],
    ["'x'", 'x'],
    ["'\\''", "'"],
    ["''", ''],
    [`"${BYTE}"`, '\ufffd'],
    ["'ab'", undefined],
    ['"a', undefined],
    ['"', undefined],
    ['"a"b"', undefined],
    ['"\\"', undefined],
    ['"\\\'"', undefined],
    ['"\n"', undefined],
    ['"\\400"', undefined],
    ['"\\ud800"', undefined],
    ['"\\q"', undefined],
    ['plain', undefined],
  ])('%j', (literal, text) => expect(unquoteGo(literal)).toBe(text));
});
