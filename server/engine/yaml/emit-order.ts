// The order in which go-yaml writes the keys of a map: numbers inside keys by value, letters after everything else.

import { compareBytes } from '../text/bytes.ts';
import type { YamlVersion } from './emit-resolve.ts';

/** The keys in go-yaml's order; the array is sorted in place. */
export function sortYamlKeys(keys: string[], version: YamlVersion): string[] {
  if (keys.length < 2) return keys;
  return keys.sort(version === 2 ? compareV2 : compareV3);
}

function compareV2(a: string, b: string): number {
  return compareKeys(a, b, false);
}

function compareV3(a: string, b: string): number {
  return compareKeys(a, b, true);
}

/**
 * The relation is not transitive (`1a`, `7`, `10`): there the real order depends on chance, and ours on the order before.
 * `lettersAfterDigits` is version 3's rule that after a common digit the letter comes first.
 */
function compareKeys(a: string, b: string, lettersAfterDigits: boolean): number {
  const shared = Math.min(a.length, b.length);
  let i = 0;
  while (i < shared && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  if (i === shared) return a.length - b.length;
  const x = a.charCodeAt(i);
  const y = b.charCodeAt(i);
  if (isSurrogate(x) || isSurrogate(y)) return compareRare(a, b, i, lettersAfterDigits);
  const xLetter = isLetter(x);
  const yLetter = isLetter(y);
  if (xLetter && yLetter) return x - y;
  if (xLetter || yLetter) {
    const xFirst = lettersAfterDigits && i > 0 && isDigit(a, i - 1) ? xLetter : yLetter;
    return xFirst ? -1 : 1;
  }
  return compareNumbers(a, b, i) || x - y;
}

/** The same with a character beyond U+FFFF on one side. */
function compareRare(a: string, b: string, i: number, lettersAfterDigits: boolean): number {
  const at = isLow(a.charCodeAt(i)) && isLow(b.charCodeAt(i)) && i > 0 ? i - 1 : i;
  const xLetter = isLetter(a.codePointAt(at) as number);
  const yLetter = isLetter(b.codePointAt(at) as number);
  if (xLetter === yLetter) return (xLetter ? 0 : compareNumbers(a, b, at)) || compareBytes(a.slice(at), b.slice(at));
  const xFirst = lettersAfterDigits && at > 0 && isDigit(a, at - 1) ? xLetter : yLetter;
  return xFirst ? -1 : 1;
}

/** The digit runs that start at i, as int64 numbers; equal numbers by the length of the run. */
function compareNumbers(a: string, b: string, i: number): number {
  const seed = (a[i] === '0' || b[i] === '0') && followsNonZero(a, i) ? 1n : 0n;
  const aEnd = digitsEnd(a, i);
  const bEnd = digitsEnd(b, i);
  if (aEnd === i && bEnd === i) return 0;
  const x = runValue(a, i, aEnd, seed);
  const y = runValue(b, i, bEnd, seed);
  if (x !== y) return x < y ? -1 : 1;
  return aEnd - bEnd;
}

/** Whether one of the digits directly before i is not zero, so that a zero at i lies inside a longer number. */
function followsNonZero(text: string, i: number): boolean {
  for (let j = i - 1; j >= 0 && isDigit(text, j); j--) {
    if (text[j] !== '0') return true;
  }
  return false;
}

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isDigit(text, end)) end++;
  return end;
}

function runValue(text: string, from: number, to: number, seed: bigint): bigint {
  let value = seed;
  for (let i = from; i < to; i++) value = value * 10n + BigInt(text.charCodeAt(i) - 0x30);
  return BigInt.asIntN(64, value);
}

function isDigit(text: string, i: number): boolean {
  const unit = text.charCodeAt(i);
  return unit < 0x80 ? unit >= 0x30 && unit <= 0x39 : /\p{Nd}/u.test(text[i] as string);
}

function isLetter(rune: number): boolean {
  if (rune < 0x80) {
    const lower = rune | 0x20;
    return lower >= 0x61 && lower <= 0x7a;
  }
  return /\p{L}/u.test(String.fromCodePoint(rune));
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
