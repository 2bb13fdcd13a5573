// Base64 and base32 with padding, as Go's encoding packages read and write them, error positions included.

import { fromBytes, toBytes } from '../text/bytes.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PAD = 0x3d;

/** base64.StdEncoding.EncodeToString. */
export function encodeBase64(bytes: Uint8Array): string {
  return encode(bytes, BASE64, 6, 4);
}

/** base32.StdEncoding.EncodeToString. */
export function encodeBase32(bytes: Uint8Array): string {
  return encode(bytes, BASE32, 5, 8);
}

/** base64.StdEncoding.DecodeString; Go's error text in place of the result when the text is broken. */
export function decodeBase64(text: string): string {
  const source = toBytes(text);
  const out: number[] = [];
  const fault = readBase64(source, out);
  return fault === undefined ? fromBytes(Uint8Array.from(out)) : `illegal base64 data at input byte ${fault}`;
}

/** base32.StdEncoding.DecodeString; Go's error text in place of the result when the text is broken. */
export function decodeBase32(text: string): string {
  const source = toBytes(text).filter((byte) => !isNewline(byte));
  const out: number[] = [];
  const fault = readBase32(source, out);
  return fault === undefined ? fromBytes(Uint8Array.from(out)) : `illegal base32 data at input byte ${fault}`;
}

function encode(bytes: Uint8Array, alphabet: string, bits: number, block: number): string {
  const parts: string[] = [];
  let buffer = 0;
  let held = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    held += 8;
    for (; held >= bits; held -= bits) parts.push(alphabet.charAt((buffer >> (held - bits)) & ((1 << bits) - 1)));
  }
  if (held > 0) parts.push(alphabet.charAt((buffer << (bits - held)) & ((1 << bits) - 1)));
  while (parts.length % block !== 0) parts.push('=');
  return parts.join('');
}

const VALUES64 = valuesOf(BASE64);
const VALUES32 = valuesOf(BASE32);

function valuesOf(alphabet: string): Int8Array {
  const values = new Int8Array(256).fill(-1);
  [...alphabet].forEach((char, i) => {
    values[char.charCodeAt(0)] = i;
  });
  return values;
}

function isNewline(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d;
}

/** Decodes into `out`; the offset at which Go finds the text broken, or undefined. Line breaks count as nothing. */
function readBase64(source: Uint8Array, out: number[]): number | undefined {
  let quantum: number[] = [];
  for (let at = 0; at < source.length; at++) {
    const byte = source[at] as number;
    const value = VALUES64[byte] as number;
    if (value >= 0) {
      quantum.push(value);
      if (quantum.length === 4) {
        unpack64(quantum, out);
        quantum = [];
      }
    } else if (!isNewline(byte)) {
      return byte === PAD ? endOfBase64(source, at, quantum, out) : at;
    }
  }
  return quantum.length === 0 ? undefined : source.length - quantum.length;
}

/** From the first padding character on: one or two of them, and nothing behind. */
function endOfBase64(source: Uint8Array, at: number, quantum: number[], out: number[]): number | undefined {
  if (quantum.length < 2) return at;
  let next = skipNewlines(source, at + 1);
  if (quantum.length === 2) {
    if (next === source.length) return next;
    if (source[next] !== PAD) return next - 1;
    next = skipNewlines(source, next + 1);
  }
  if (next < source.length) return next;
  unpack64(quantum, out);
  return undefined;
}

function skipNewlines(source: Uint8Array, at: number): number {
  while (at < source.length && isNewline(source[at] as number)) at++;
  return at;
}

function unpack64(quantum: readonly number[], out: number[]): void {
  const [a = 0, b = 0, c = 0, d = 0] = quantum;
  out.push((a << 2) | (b >> 4));
  if (quantum.length > 2) out.push(((b & 15) << 4) | (c >> 2));
  if (quantum.length > 3) out.push(((c & 3) << 6) | d);
}

/** Decodes text without line breaks into `out`; the offset at which Go finds it broken, or undefined. */
function readBase32(source: Uint8Array, out: number[]): number | undefined {
  let quantum: number[] = [];
  for (let at = 0; at < source.length; at++) {
    const byte = source[at] as number;
    const left = source.length - at - 1;
    if (byte === PAD && quantum.length >= 2 && left < 8) return endOfBase32(source, at, quantum, out);
    const value = VALUES32[byte] as number;
    if (value < 0) return at;
    quantum.push(value);
    if (quantum.length === 8) {
      unpack32(quantum, out);
      quantum = [];
    }
  }
  return quantum.length === 0 ? undefined : source.length - quantum.length;
}

/** From the first padding character on: as many as fill the block, and a number of digits that makes whole bytes. */
function endOfBase32(source: Uint8Array, at: number, quantum: number[], out: number[]): number | undefined {
  const left = source.length - at - 1;
  const missing = 7 - quantum.length;
  if (left < missing) return source.length;
  for (let k = 0; k < missing; k++) if (source[at + 1 + k] !== PAD) return at + k;
  if (quantum.length === 3 || quantum.length === 6) return at;
  // What follows complete padding is not looked at.
  unpack32(quantum, out);
  return undefined;
}

function unpack32(quantum: readonly number[], out: number[]): void {
  let buffer = 0;
  let held = 0;
  for (const value of quantum) {
    buffer = ((buffer << 5) | value) & 0xfff;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    out.push((buffer >> held) & 0xff);
  }
}
