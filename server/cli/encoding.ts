// Files to Go strings and back, by the platform's own codec wherever a text is plain UTF-8, which is nearly always.

import { fromBytes, toBytes } from '#engine/text/bytes.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** The Go string that these bytes are. */
export function decode(bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  // A replacement character stands for a byte that is no UTF-8, or for itself: our own reader tells.
  return text.includes('\uFFFD') ? fromBytes(bytes) : text;
}

/** The bytes of a Go string. */
export function encode(text: string): Uint8Array {
  return LONE.test(text) ? toBytes(text) : encoder.encode(text);
}

const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
