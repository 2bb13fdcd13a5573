// Go's strings package on texts that may hold invalid bytes: searching, cutting and replacing by bytes, not by UTF-16 units.
//
// A valid pattern is found by comparing units, since UTF-8 never matches in the middle of a rune. Only a pattern with an
// invalid byte, half a rune say, needs the slow way over bytes.

import { byteString, fromByteString } from '../text/byte-string.ts';
import { byteLength, isAscii, isValidUtf8, rejoin, runes } from '../text/bytes.ts';
import { isSpace } from '../text/traced.ts';
import { GoError } from '../values/errors.ts';
import { makeText } from '../values/meter.ts';

/** strings.Contains. */
export function contains(text: string, part: string): boolean {
  return isValidUtf8(part) ? text.includes(part) : byteString(text).includes(byteString(part));
}

/** strings.HasPrefix. */
export function hasPrefix(text: string, part: string): boolean {
  return isValidUtf8(part) ? text.startsWith(part) : byteString(text).startsWith(byteString(part));
}

/** strings.HasSuffix. */
export function hasSuffix(text: string, part: string): boolean {
  return isValidUtf8(part) ? text.endsWith(part) : byteString(text).endsWith(byteString(part));
}

/** strings.TrimPrefix. */
export function trimPrefix(text: string, part: string): string {
  if (!hasPrefix(text, part)) return text;
  if (isValidUtf8(part)) return text.slice(part.length);
  return fromByteString(byteString(text).slice(byteString(part).length));
}

/** strings.TrimSuffix. */
export function trimSuffix(text: string, part: string): string {
  if (part === '' || !hasSuffix(text, part)) return text;
  if (isValidUtf8(part)) return text.slice(0, -part.length);
  return fromByteString(byteString(text).slice(0, -byteString(part).length));
}

/** strings.TrimSpace. */
export function trimSpace(text: string): string {
  return trimUnits(text, isSpace);
}

/** strings.Trim: the runes of `cut` off both ends; an invalid byte counts as U+FFFD, on either side. */
export function trimRunes(text: string, cut: string): string {
  if (isAscii(cut)) return trimUnits(text, (unit) => cut.includes(String.fromCharCode(unit)));
  const set = new Set(runes(cut));
  const chars = [...text];
  const inside = (char: string) => set.has(runes(char)[0] as number);
  let from = 0;
  let to = chars.length;
  while (from < to && inside(chars[from] as string)) from++;
  while (to > from && inside(chars[to - 1] as string)) to--;
  return chars.slice(from, to).join('');
}

function trimUnits(text: string, inside: (unit: number) => boolean): string {
  let from = 0;
  let to = text.length;
  while (from < to && inside(text.charCodeAt(from))) from++;
  while (to > from && inside(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

/** strings.SplitN; limit -1 splits everywhere, and an empty separator between any two runes. */
export function split(text: string, separator: string, limit = -1): string[] {
  if (limit === 0) return [];
  if (separator === '') return explode(text, limit);
  if (!isValidUtf8(separator)) {
    return splitAt(byteString(text), byteString(separator), limit).map(fromByteString);
  }
  return splitAt(text, separator, limit);
}

function splitAt(text: string, separator: string, limit: number): string[] {
  const parts = text.split(separator);
  if (limit < 0 || parts.length <= limit) return parts;
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)];
}

function explode(text: string, limit: number): string[] {
  const chars = [...text];
  if (limit < 0 || chars.length <= limit) return chars;
  return [...chars.slice(0, limit - 1), chars.slice(limit - 1).join('')];
}

/** strings.ReplaceAll; an empty `old` matches before each rune and at the end. */
export function replaceAll(text: string, old: string, by: string): string {
  if (old === '') {
    const chars = [...text];
    makeText('replace', text.length + (chars.length + 1) * by.length);
    return rejoin(by + chars.map((char) => char + by).join(''));
  }
  const parts = isValidUtf8(old) ? text.split(old) : byteString(text).split(byteString(old)).map(fromByteString);
  if (parts.length === 1) return text;
  makeText('replace', text.length + (parts.length - 1) * by.length);
  return rejoin(parts.join(by));
}

/** strings.Repeat, with Go's panics. */
export function repeat(text: string, count: bigint, name = 'repeat'): string {
  if (count < 0n) throw new GoError('strings: negative Repeat count');
  if (count === 0n || text === '') return '';
  const size = BigInt(byteLength(text)) * count;
  if (size > MAX_INT) throw new GoError('strings: Repeat output length overflow');
  if (size > LARGEST_SLICE) throw new GoError('runtime error: makeslice: len out of range');
  makeText(name, BigInt(text.length) * count);
  return rejoin(text.repeat(Number(count)));
}

const MAX_INT = 2n ** 63n - 1n;
/** What Go's allocator takes on a 64-bit machine. */
const LARGEST_SLICE = 2n ** 48n;
