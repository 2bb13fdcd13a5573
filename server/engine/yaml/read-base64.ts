// The bytes of a !!binary scalar, as a Go string.

import { fromBytes } from '../text/bytes.ts';
import type { ScalarNode } from './parse-node.ts';
import { YamlProblem } from './scan-problem.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Decodes as Go's base64.StdEncoding: padding is required, line breaks are skipped, all else is an error. */
export function decodeBase64(node: ScalarNode): string {
  const text = node.text.replace(/[\r\n]/g, '');
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const length = text.length - padding;
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*$/.test(text.slice(0, length))) {
    throw new YamlProblem('values', '!!binary value contains invalid base64 data', node.line, node);
  }
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < length; i++) {
    held = ((held << 6) | ALPHABET.indexOf(text.charAt(i))) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return fromBytes(bytes);
}
