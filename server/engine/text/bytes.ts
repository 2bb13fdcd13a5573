// Go strings as JavaScript strings: valid UTF-8 is ordinary text, any other byte is carried as one lone surrogate.
//
// A Go string is a sequence of bytes. Ours is a JavaScript string in which a byte b that is not part of valid UTF-8
// (always b >= 0x80) stands as the lone surrogate U+DC00 + b, that is U+DC80..U+DCFF. This module alone knows it.

const CARRIED = /[\uDC80-\uDCFF]/;
const ASCII = /^[\u0000-\u007F]*$/;

/** Whether the text holds ASCII only, so that bytes, runes and UTF-16 units are the same thing. */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}

/** The number of bytes of the Go string. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    bytes += unitBytes(text, i);
    if (isPairAt(text, i)) i++;
  }
  return bytes;
}

/** The bytes of the Go string. */
export function toBytes(text: string): Uint8Array {
  // A unit has at most three bytes; to count them beforehand takes as long as to write them.
  const out = new Uint8Array(text.length * 3);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) out[at++] = unit;
    else if (unit < 0x800) {
      out[at++] = 0xc0 | (unit >> 6);
      out[at++] = 0x80 | (unit & 0x3f);
    } else if (unit >= 0xdc80 && unit <= 0xdcff) out[at++] = unit - 0xdc00;
    else if (isPairAt(text, i)) {
      const rune = text.codePointAt(i) as number;
      i++;
      out[at++] = 0xf0 | (rune >> 18);
      out[at++] = 0x80 | ((rune >> 12) & 0x3f);
      out[at++] = 0x80 | ((rune >> 6) & 0x3f);
      out[at++] = 0x80 | (rune & 0x3f);
    } else {
      const rune = unit >= 0xd800 && unit <= 0xdfff ? 0xfffd : unit;
      out[at++] = 0xe0 | (rune >> 12);
      out[at++] = 0x80 | ((rune >> 6) & 0x3f);
      out[at++] = 0x80 | (rune & 0x3f);
    }
  }
  return out.slice(0, at);
}

/** The Go string that these bytes are. */
export function fromBytes(bytes: Uint8Array): string {
  let out = '';
  for (let from = 0; from < bytes.length; ) {
    const end = Math.min(from + PIECE, bytes.length);
    if (isAsciiIn(bytes, from, end)) {
      out += String.fromCharCode.apply(null, bytes.subarray(from, end) as unknown as number[]);
      from = end;
    } else {
      const units = new Uint16Array(end - from + 1);
      const { length, next } = decodePiece(bytes, from, end, units);
      out += fromUnits(units, length);
      from = next;
    }
  }
  return out;
}

/** Most texts of charts are ASCII over long stretches, which need no decoding. A call takes a bounded number of arguments. */
const PIECE = 0x2000;

function isAsciiIn(bytes: Uint8Array, from: number, end: number): boolean {
  for (let i = from; i < end; i++) if ((bytes[i] as number) >= 0x80) return false;
  return true;
}

/** Decodes what begins before `end`; the last rune may go beyond, so that there may be one unit more than bytes. */
function decodePiece(
  bytes: Uint8Array,
  from: number,
  end: number,
  units: Uint16Array,
): { readonly length: number; readonly next: number } {
  let length = 0;
  let i = from;
  while (i < end) {
    const byte = bytes[i] as number;
    if (byte < 0x80) {
      units[length++] = byte;
      i++;
      continue;
    }
    const size = runeSize(bytes, i);
    if (size === 1) units[length++] = 0xdc00 + byte;
    else {
      const rune = decodeRune(bytes, i, size);
      if (rune > 0xffff) units[length++] = 0xd800 + ((rune - 0x10000) >> 10);
      units[length++] = rune > 0xffff ? 0xdc00 + ((rune - 0x10000) & 0x3ff) : rune;
    }
    i += size;
  }
  return { length, next: i };
}

/** In pieces, since a call takes a bounded number of arguments. */
function fromUnits(units: Uint16Array, length: number): string {
  let out = '';
  for (let from = 0; from < length; from += 0x2000) {
    out += String.fromCharCode.apply(
      null,
      units.subarray(from, Math.min(length, from + 0x2000)) as unknown as number[],
    );
  }
  return out;
}

/** Bytes `from` up to `to` of the Go string, as `s[from:to]` in Go. */
export function byteSlice(text: string, from: number, to: number): string {
  if (isAscii(text)) return text.slice(from, to);
  return fromBytes(toBytes(text).subarray(from, to));
}

/** The byte at `index`; undefined past the end. */
export function byteAt(text: string, index: number): number | undefined {
  return isAscii(text) ? (index < text.length ? text.charCodeAt(index) : undefined) : toBytes(text)[index];
}

/** Joins the bytes that concatenation brought together: two carried halves of one rune become that rune. */
export function rejoin(text: string): string {
  return CARRIED.test(text) && hasCarried(text) ? fromBytes(toBytes(text)) : text;
}

/** Concatenation of Go strings. */
export function concat(a: string, b: string): string {
  return rejoin(a + b);
}

/** Whether the Go string is valid UTF-8. */
export function isValidUtf8(text: string): boolean {
  return !CARRIED.test(text) || !hasCarried(text);
}

/** The runes of the Go string as `for range` sees them: an invalid byte is one U+FFFD. */
export function runes(text: string): number[] {
  const out: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const rune = text.codePointAt(i) as number;
    if (rune > 0xffff) i++;
    out.push(rune >= 0xd800 && rune <= 0xdfff ? 0xfffd : rune);
  }
  return out;
}

/** The text with each invalid byte replaced by U+FFFD, as Go's encoding/json and range do. */
export function toValidUtf8(text: string): string {
  if (isValidUtf8(text)) return text;
  let out = '';
  for (const rune of runes(text)) out += String.fromCodePoint(rune);
  return out;
}

/** Bytewise order of Go strings: negative, zero or positive. Differs from UTF-16 order beyond U+FFFF only. */
export function compareBytes(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    if (x < 0xd800 && y < 0xd800) return x - y;
    // Where the low halves of two pairs differ, the shared high half belongs to the runes too.
    const from = i > 0 && isPairAt(a, i - 1) ? i - 1 : i;
    return compareRaw(toBytes(a.slice(from)), toBytes(b.slice(from)));
  }
  return a.length - b.length;
}

function hasCarried(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isPairAt(text, i)) i++;
    else if (unit >= 0xdc80 && unit <= 0xdcff) return true;
  }
  return false;
}

function compareRaw(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  }
  return a.length - b.length;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function isPairAt(text: string, i: number): boolean {
  const high = text.charCodeAt(i);
  if (high < 0xd800 || high > 0xdbff || i + 1 >= text.length) return false;
  return isLow(text.charCodeAt(i + 1));
}

/** Bytes of the rune that starts at UTF-16 offset i. */
function unitBytes(text: string, i: number): number {
  const unit = text.charCodeAt(i);
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  if (isPairAt(text, i)) return 4;
  return unit >= 0xdc80 && unit <= 0xdcff ? 1 : 3;
}

/** Length of the valid UTF-8 sequence at i, or 1 for a byte that starts none (Go's utf8.DecodeRune). */
function runeSize(bytes: Uint8Array, i: number): number {
  const b = bytes[i] as number;
  const follows = (k: number, low = 0x80, high = 0xbf) => {
    const c = bytes[i + k];
    return c !== undefined && c >= low && c <= high;
  };
  if (b < 0xc2) return 1;
  if (b < 0xe0) return follows(1) ? 2 : 1;
  if (b < 0xf0) return follows(1, b === 0xe0 ? 0xa0 : 0x80, b === 0xed ? 0x9f : 0xbf) && follows(2) ? 3 : 1;
  if (b > 0xf4) return 1;
  return follows(1, b === 0xf0 ? 0x90 : 0x80, b === 0xf4 ? 0x8f : 0xbf) && follows(2) && follows(3) ? 4 : 1;
}

function decodeRune(bytes: Uint8Array, i: number, size: number): number {
  const at = (k: number) => (bytes[i + k] as number) & 0x3f;
  const b = bytes[i] as number;
  if (size === 2) return ((b & 0x1f) << 6) | at(1);
  if (size === 3) return ((b & 0x0f) << 12) | (at(1) << 6) | at(2);
  return ((b & 0x07) << 18) | (at(1) << 12) | (at(2) << 6) | at(3);
}
