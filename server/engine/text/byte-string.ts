// Byte strings: a Go string as a JavaScript string of bytes (one unit a byte), for algorithms that count and cut bytes.

import { fromBytes, isAscii, toBytes } from './bytes.ts';

/** The Go string with one unit (0..255) a byte; ASCII texts are themselves. */
export function byteString(text: string): string {
  if (isAscii(text)) return text;
  let out = '';
  for (const byte of toBytes(text)) out += String.fromCharCode(byte);
  return out;
}

/** The way back from {@link byteString}. */
export function fromByteString(bytes: string): string {
  if (isAscii(bytes)) return bytes;
  return fromBytes(Uint8Array.from(bytes, (unit) => unit.charCodeAt(0)));
}

export const RUNE_ERROR = 0xfffd;

/** One decoded rune; an invalid byte is U+FFFD of size 1, the end of the text U+FFFD of size 0. */
export interface Rune {
  readonly rune: number;
  readonly size: number;
}

/** Decodes the rune at byte `at`, as Go's utf8.DecodeRuneInString. */
export function runeAt(bytes: string, at: number): Rune {
  if (at >= bytes.length) return { rune: RUNE_ERROR, size: 0 };
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return { rune: first, size: 1 };
  const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const text = fromByteString(bytes.slice(at, at + size));
  const rune = text.codePointAt(0) as number;
  // A carried byte is a lone low surrogate: that byte starts no rune.
  return rune >= 0xdc80 && rune <= 0xdcff ? { rune: RUNE_ERROR, size: 1 } : { rune, size };
}

/** The runes with the byte offsets at which they start, as `for i, r := range s`. */
export function runesWithOffsets(bytes: string): { readonly at: number; readonly rune: number }[] {
  const out: { at: number; rune: number }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { rune, size } = runeAt(bytes, at);
    out.push({ at, rune });
    at += size;
  }
  return out;
}

/** Bytes of a rune in UTF-8, as utf8.RuneLen. */
export function runeLength(rune: number): number {
  if (rune < 0x80) return 1;
  if (rune < 0x800) return 2;
  return rune < 0x10000 ? 3 : 4;
}
