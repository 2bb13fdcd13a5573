// A SHA-256 as text, for whoever compares with one that Helm wrote down.

import { sha256 } from '@noble/hashes/sha2.js';
import { toBytes } from '../text/bytes.ts';

/** 64 hexadecimal digits, of the bytes of a Go string. */
export function sha256Hex(text: string): string {
  return [...sha256(toBytes(text))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
