// Shortening with an ellipsis and breaking into lines, by bytes, as the goutils library that sprig uses does.

import { byteString, fromByteString } from '../text/byte-string.ts';
import { makeText } from '../values/meter.ts';

const MARK = '...';

/** goutils.Abbreviate; a width below 4 leaves the text alone. */
export function abbreviate(text: string, width: bigint): string {
  if (width < 4n) return text;
  return fromByteString(shortened(byteString(text), 0n, width));
}

/** goutils.AbbreviateFull; widths too small for the marks leave the text alone. */
export function abbreviateBoth(text: string, left: bigint, right: bigint): string {
  if (right < 4n || (left > 0n && right < 7n)) return text;
  return fromByteString(shortened(byteString(text), left, right));
}

function shortened(bytes: string, left: bigint, width: bigint): string {
  const length = BigInt(bytes.length);
  if (length <= width) return bytes;
  // From here on the width is less than the text's length, so all fits a number.
  const room = Number(width) - MARK.length;
  // What is left behind the offset is an int in Go, and wraps: far below zero the end of the text is shown.
  const start = left < length ? left : length;
  const rest = BigInt.asIntN(64, length - start);
  const offset = rest < BigInt(room) ? bytes.length - room : Number(start);
  if (offset <= 4) return bytes.slice(0, room) + MARK;
  // goutils refuses a width too small for two marks, and sprig drops the error.
  if (width < 7n) return '';
  if (offset + room < bytes.length) return MARK + shortened(bytes.slice(offset), 0n, BigInt(room));
  return MARK + bytes.slice(bytes.length - room);
}

/** goutils.WrapCustom: lines of at most `width` bytes, broken at spaces; `cutWords` breaks longer words too. */
export function wrap(name: string, text: string, width: bigint, separator: string, cutWords: boolean): string {
  const bytes = byteString(text);
  if (BigInt(bytes.length) <= width) return text;
  return fromByteString(wrapBytes(name, bytes, Math.max(1, Number(width)), byteString(separator), cutWords));
}

function wrapBytes(name: string, bytes: string, width: number, separator: string, cutWords: boolean): string {
  let out = '';
  let at = 0;
  while (bytes.length - at > width) {
    if (bytes.charAt(at) === ' ') {
      at++;
      continue;
    }
    makeText(name, out.length + width + separator.length);
    // One byte beyond the width may be the space to break at.
    let space = bytes.lastIndexOf(' ', at + width);
    if (space < at && cutWords) {
      out += bytes.slice(at, at + width) + separator;
      at += width;
      continue;
    }
    if (space < at) space = bytes.indexOf(' ', at + width);
    if (space < 0) return out + bytes.slice(at);
    out += bytes.slice(at, space) + separator;
    at = space + 1;
  }
  return out + bytes.slice(at);
}
