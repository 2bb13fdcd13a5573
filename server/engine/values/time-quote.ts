// Quoting as the errors of Go's time package do it, which is not strconv's: every byte outside ASCII as \x.

import { byteString } from '../text/byte-string.ts';

export function quoteTimeText(text: string): string {
  const body = byteString(text).replaceAll(/["\\]|[^ -\u007f]/g, (unit) =>
    unit === '"' || unit === '\\' ? `\\${unit}` : `\\x${unit.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `"${body}"`;
}
