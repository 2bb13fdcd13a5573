// Classes of characters as Go's template lexer sees them.

import { isPrint } from '../values/quote-print.ts';

export const CHAR = {
  tab: 9,
  lf: 10,
  cr: 13,
  space: 32,
  doubleQuote: 34,
  dollar: 36,
  quote: 39,
  leftParen: 40,
  rightParen: 41,
  star: 42,
  plus: 43,
  comma: 44,
  minus: 45,
  dot: 46,
  slash: 47,
  colon: 58,
  equals: 61,
  backslash: 92,
  underscore: 95,
  backquote: 96,
  leftBrace: 123,
  pipe: 124,
  rightBrace: 125,
} as const;

/** Space, tab, CR, LF: all that Go trims and all that separates words. */
export function isSpace(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 9 || unit === 13;
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Letters, decimal digits and the underscore, of any script of Unicode 15.0: Go knows no later one, the host may. */
export function isAlphaNumeric(rune: number): boolean {
  if (rune < 128) {
    return (rune >= 97 && rune <= 122) || (rune >= 65 && rune <= 90) || isDigit(rune) || rune === CHAR.underscore;
  }
  return WIDE.test(String.fromCodePoint(rune)) && isPrint(rune);
}

const WIDE = /^[\p{L}\p{Nd}]$/u;

/** The rune at a UTF-16 offset; -1 at the end of the text. A byte that is not UTF-8 is U+FFFD. */
export function runeAt(text: string, at: number): number {
  const rune = text.codePointAt(at);
  if (rune === undefined) return -1;
  return rune >= 0xd800 && rune <= 0xdfff ? 0xfffd : rune;
}

/** UTF-16 units of a rune that runeAt gave. */
export function runeWidth(rune: number): number {
  return rune > 0xffff ? 2 : 1;
}

/** fmt's `%#U`: `U+002D '-'`, without the character where it cannot be printed. */
export function describeRune(rune: number): string {
  const code = `U+${rune.toString(16).toUpperCase().padStart(4, '0')}`;
  return isPrint(rune) ? `${code} '${String.fromCodePoint(rune)}'` : code;
}
