// The escapes of text/template's html, js and urlquery.

import { toBytes } from '../text/bytes.ts';
import { isPrint } from '../values/quote-print.ts';

const HTML: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

/** template.HTMLEscapeString. */
export function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (char) => HTML[char] as string);
}

/** template.JSEscapeString; a byte that is not UTF-8 stays as it is. */
export function escapeJs(text: string): string {
  return text.replace(
    /[\\'"<>&=\u0000-\u001F]|[\uD800-\uDBFF][\uDC00-\uDFFF]|[\u0080-\uD7FF\uE000-\uFFFF]/g,
    escapeJsChar,
  );
}

function escapeJsChar(char: string): string {
  if (char === '\\' || char === "'" || char === '"') return `\\${char}`;
  const rune = char.codePointAt(0) as number;
  if (rune >= 0x80 && isPrint(rune)) return char;
  return `\\u${rune.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** url.QueryEscape. */
export function escapeQuery(text: string): string {
  if (/^[A-Za-z0-9_.~-]*$/.test(text)) return text;
  let out = '';
  for (const byte of toBytes(text)) {
    const char = String.fromCharCode(byte);
    if (/[A-Za-z0-9_.~-]/.test(char)) out += char;
    else out += byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}
