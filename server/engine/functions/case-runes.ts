// Letters and their cases as Go's unicode package knows them (Unicode 15.0), rune by rune.
//
// JavaScript maps whole texts and to several characters (ß to SS); Go maps one rune to one rune. JavaScript engines may
// also know letters that Go does not yet: those keep their form, since Go calls them unassigned.

import { isAscii, runes } from '../text/bytes.ts';
import { isPrint } from '../values/quote-print.ts';

/** strings.ToUpper. */
export function upperText(text: string): string {
  return isAscii(text) ? text.toUpperCase() : mapRunes(text, toUpper);
}

/** strings.ToLower. */
export function lowerText(text: string): string {
  return isAscii(text) ? text.toLowerCase() : mapRunes(text, toLower);
}

/** strings.Map with a function that drops no rune: an invalid byte becomes U+FFFD. */
export function mapRunes(text: string, map: (rune: number, index: number) => number): string {
  return runesToText(runes(text).map(map));
}

export function runesToText(list: readonly number[]): string {
  let out = '';
  for (const rune of list) out += String.fromCodePoint(rune);
  return out;
}

export function toUpper(rune: number): number {
  if (rune < 0x80) return rune >= 0x61 && rune <= 0x7a ? rune - 32 : rune;
  // Greek letters with iota: their simple upper case is the title case form.
  if ((rune >= 0x1f80 && rune <= 0x1faf && (rune & 8) === 0) || rune === 0x1fb3 || rune === 0x1fc3 || rune === 0x1ff3) {
    return rune < 0x1fb0 ? rune + 8 : rune + 9;
  }
  return single(rune, String.fromCodePoint(rune).toUpperCase());
}

export function toLower(rune: number): number {
  if (rune < 0x80) return rune >= 0x41 && rune <= 0x5a ? rune + 32 : rune;
  if (rune === 0x130) return 0x69;
  return single(rune, String.fromCodePoint(rune).toLowerCase());
}

/** unicode.ToTitle: the upper case, but for a few double letters and Georgian. */
export function toTitle(rune: number): number {
  if (rune >= 0x1c4 && rune <= 0x1cc) return rune - ((rune - 0x1c4) % 3) + 1;
  if (rune >= 0x1f1 && rune <= 0x1f3) return 0x1f2;
  if ((rune >= 0x10d0 && rune <= 0x10fa) || (rune >= 0x10fd && rune <= 0x10ff)) return rune;
  return toUpper(rune);
}

export function isUpper(rune: number): boolean {
  return has(UPPER, rune);
}

export function isLower(rune: number): boolean {
  return rune === 0x295 || has(LOWER, rune);
}

/** unicode.IsTitle: the double letters that have a form with one capital. */
export function isTitle(rune: number): boolean {
  return has(TITLE, rune);
}

export function isLetter(rune: number): boolean {
  return has(LETTER, rune);
}

/** unicode.IsDigit: decimal digits. */
export function isDigit(rune: number): boolean {
  return has(DIGIT, rune);
}

/** unicode.IsNumber: digits, Roman numerals, fractions … */
export function isNumber(rune: number): boolean {
  return has(NUMBER, rune);
}

export function isPunct(rune: number): boolean {
  return has(PUNCT, rune);
}

const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;
const TITLE = /\p{Lt}/u;
const LETTER = /\p{L}/u;
const DIGIT = /\p{Nd}/u;
const NUMBER = /\p{N}/u;
const PUNCT = /\p{P}/u;

function has(pattern: RegExp, rune: number): boolean {
  return pattern.test(String.fromCodePoint(rune)) && isPrint(rune);
}

/** The mapped rune, unless the mapping gives several or one of the two is unknown to Go. */
function single(rune: number, mapped: string): number {
  const to = mapped.codePointAt(0) as number;
  return mapped.length === String.fromCodePoint(to).length && isPrint(rune) && isPrint(to) ? to : rune;
}
