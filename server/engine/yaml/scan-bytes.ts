// The byte stream under a YAML text: encodings, and the characters that YAML does not allow.
//
// go-yaml reads and checks its input in blocks of 512 bytes. A bad byte is therefore noticed when the scanner first
// needs a character of its block: syntax errors in earlier blocks come first, and a bad byte behind the first document
// is never seen. `readStream` finds where that happens.

import { toBytes } from '../text/bytes.ts';

/** What the scanner works on. */
export interface ByteStream {
  /** The characters, UTF-16 input decoded and a leading byte order mark removed. */
  readonly text: string;
  /** Units removed at the front of the original text. */
  readonly shift: number;
  /** Offset in `text` from which no character can be had because its block holds a bad byte; Infinity when all is well. */
  readonly limit: number;
  /** What is wrong with that byte. */
  readonly problem: string;
  /** Offset in `text` of the bad byte. */
  readonly problemAt: number;
}

const BLOCK = 512;
// A lone surrogate is a carried byte or not a character at all; the flag `u` makes the class leave pairs alone.
const BAD = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF\uD800-\uDFFF]/u;
const CONTROL = 'control characters are not allowed';

export function readStream(text: string): ByteStream {
  const shift = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!BAD.test(text)) return { text: shift ? text.slice(1) : text, shift, limit: Infinity, problem: '', problemAt: 0 };
  const bytes = toBytes(text);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return readUtf16(bytes, 0);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return readUtf16(bytes, 1);
  return { ...readUtf8(text, bytes, shift), shift };
}

/** Walks the bytes to the first bad one, remembering where the block began. */
function readUtf8(text: string, bytes: Uint8Array, shift: number): Omit<ByteStream, 'shift'> {
  let unit = shift;
  let blockUnit = shift;
  let blockEnd = BLOCK;
  for (let at = shift * 3; at < bytes.length; ) {
    const width = widthOf(bytes[at] as number);
    if (at + Math.max(width, 1) > Math.min(blockEnd, bytes.length)) {
      blockUnit = unit;
      blockEnd = at + BLOCK;
    }
    const problem = badCharacter(bytes, at, width);
    if (problem !== '') {
      return { text: text.slice(shift, blockUnit), limit: blockUnit - shift, problem, problemAt: unit - shift };
    }
    at += width;
    unit += width === 4 ? 2 : 1;
  }
  return { text: text.slice(shift), limit: Infinity, problem: '', problemAt: 0 };
}

function badCharacter(bytes: Uint8Array, at: number, width: number): string {
  if (width === 0) return 'invalid leading UTF-8 octet';
  if (at + width > bytes.length) return 'incomplete UTF-8 octet sequence';
  let rune = (bytes[at] as number) & (width === 1 ? 0x7f : 0xff >> (width + 1));
  for (let k = 1; k < width; k++) {
    const octet = bytes[at + k] as number;
    if ((octet & 0xc0) !== 0x80) return 'invalid trailing UTF-8 octet';
    rune = (rune << 6) | (octet & 0x3f);
  }
  if (width > 1 && rune < ([0, 0, 0x80, 0x800, 0x10000][width] as number)) return 'invalid length of a UTF-8 sequence';
  if ((rune >= 0xd800 && rune <= 0xdfff) || rune > 0x10ffff) return 'invalid Unicode character';
  return isAllowed(rune) ? '' : CONTROL;
}

function widthOf(octet: number): number {
  if (octet < 0x80) return 1;
  if ((octet & 0xe0) === 0xc0) return 2;
  if ((octet & 0xf0) === 0xe0) return 3;
  return (octet & 0xf8) === 0xf0 ? 4 : 0;
}

function isAllowed(rune: number): boolean {
  if (rune < 0x20) return rune === 9 || rune === 10 || rune === 13;
  if (rune < 0x7f || rune === 0x85) return true;
  return rune >= 0xa0 && rune !== 0xfffe && rune !== 0xffff;
}

/** UTF-16 input; `low` is the place of the low byte in a pair. Offsets then count decoded characters. */
function readUtf16(bytes: Uint8Array, low: 0 | 1): ByteStream {
  const unitAt = (at: number) => ((bytes[at + 1 - low] as number) << 8) | (bytes[at + low] as number);
  let text = '';
  let blockStart = 0;
  let blockEnd = BLOCK;
  for (let at = 2; at < bytes.length; ) {
    const isPair = at + 1 < bytes.length && (unitAt(at) & 0xfc00) === 0xd800;
    if (at + (isPair ? 4 : 2) > Math.min(blockEnd, bytes.length)) {
      blockStart = text.length;
      blockEnd = at + BLOCK;
    }
    const problem = badPair(bytes, at, unitAt);
    if (problem !== '') {
      return { text: text.slice(0, blockStart), shift: 0, limit: blockStart, problem, problemAt: text.length };
    }
    text += String.fromCharCode(unitAt(at));
    if (isPair) text += String.fromCharCode(unitAt(at + 2));
    at += isPair ? 4 : 2;
  }
  return { text, shift: 0, limit: Infinity, problem: '', problemAt: 0 };
}

function badPair(bytes: Uint8Array, at: number, unitAt: (at: number) => number): string {
  if (at + 2 > bytes.length) return 'incomplete UTF-16 character';
  const unit = unitAt(at);
  if ((unit & 0xfc00) === 0xdc00) return 'unexpected low surrogate area';
  if ((unit & 0xfc00) === 0xd800) {
    if (at + 4 > bytes.length) return 'incomplete UTF-16 surrogate pair';
    return (unitAt(at + 2) & 0xfc00) === 0xdc00 ? '' : 'expected low surrogate area';
  }
  return isAllowed(unit) ? '' : CONTROL;
}
