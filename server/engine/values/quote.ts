// Go string literals: strconv.Quote and its relatives, and Unquote.

import { fromBytes, rejoin } from '../text/bytes.ts';
import { isPrint } from './quote-print.ts';

const PLAIN = /^[ !#-[\]-~]*$/;

/** strconv.Quote (`%q`): double quotes, Go escapes, invalid bytes as `\xff`, what cannot be printed as `\u200b`. */
export function quoteGo(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : quoteWith(text, '"', false);
}

/** strconv.QuoteToASCII (`%+q`). */
export function quoteGoAscii(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : quoteWith(text, '"', true);
}

/** strconv.QuoteRune (`%q` of an integer); an invalid rune is U+FFFD. */
export function quoteRune(rune: number, ascii = false): string {
  const valid = rune >= 0 && rune <= 0x10ffff && !(rune >= 0xd800 && rune <= 0xdfff);
  return `'${escapedRune(valid ? rune : 0xfffd, "'", ascii)}'`;
}

/** strconv.CanBackquote: one line, no control character but tab, no backquote, valid UTF-8. */
export function canBackquote(text: string): boolean {
  return !/[\u0000-\u0008\u000A-\u001F`\u007F\uFEFF]/.test(text) && !LONE.test(text);
}

const LONE = /(?:^|[^\uD800-\uDBFF])[\uDC80-\uDCFF]/;

/** strconv.Unquote: the string that a Go literal in "double", 'single' or `back` quotes stands for; undefined for a syntax error. */
export function unquoteGo(text: string): string | undefined {
  const quote = text.charAt(0);
  if (text.length < 2 || !text.endsWith(quote)) return undefined;
  const body = text.slice(1, -1);
  if (quote === '`') return body.includes('`') ? undefined : body.replaceAll('\r', '');
  if (quote !== '"' && quote !== "'") return undefined;
  const parts = unescaped(body, quote);
  if (parts === undefined) return undefined;
  // A character literal is one character; an empty one is the empty string, as strconv has it.
  if (quote === "'" && parts.length > 1) return undefined;
  return rejoin(parts.join(''));
}

/** The characters that a literal's body holds, escapes resolved; undefined where the syntax is broken. */
function unescaped(body: string, quote: string): string[] | undefined {
  const parts: string[] = [];
  ESCAPE.lastIndex = 0;
  while (ESCAPE.lastIndex < body.length) {
    const match = ESCAPE.exec(body);
    if (match === null) return undefined;
    const part = character(match[0], quote);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts;
}

const ESCAPE =
  /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|[abfnrtv\\'"])|[^\\\n\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/y;

function character(match: string, quote: string): string | undefined {
  if (match === quote) return undefined;
  // A byte that is not UTF-8 becomes U+FFFD here; only an escape can make one.
  if (!match.startsWith('\\')) return /^[\uD800-\uDFFF]$/.test(match) ? '\ufffd' : match;
  const kind = match.charAt(1);
  if (kind === "'" || kind === '"') return kind === quote ? kind : undefined;
  if (kind === 'x') return fromBytes(Uint8Array.of(Number.parseInt(match.slice(2), 16)));
  if (kind === 'u' || kind === 'U') {
    const rune = Number.parseInt(match.slice(2), 16);
    return rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff) ? undefined : String.fromCodePoint(rune);
  }
  if (kind >= '0' && kind <= '7') {
    const byte = Number.parseInt(match.slice(1), 8);
    return byte > 255 ? undefined : fromBytes(Uint8Array.of(byte));
  }
  return kind === '\\' ? kind : LETTERS[kind];
}

const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const ESCAPED: ReadonlyMap<number, string> = new Map(
  Object.entries(LETTERS).map(([letter, char]) => [char.charCodeAt(0), `\\${letter}`]),
);

function quoteWith(text: string, quote: string, ascii: boolean): string {
  let out = quote;
  for (const char of text) {
    const rune = char.codePointAt(0) as number;
    if (rune >= 0xdc80 && rune <= 0xdcff) out += `\\x${hex(rune - 0xdc00, 2)}`;
    else out += escapedRune(rune, quote, ascii);
  }
  return out + quote;
}

function escapedRune(rune: number, quote: string, ascii: boolean): string {
  const char = String.fromCodePoint(rune);
  if (char === quote || char === '\\') return `\\${char}`;
  if ((rune < 0x80 || !ascii) && isPrint(rune)) return char;
  const letter = ESCAPED.get(rune);
  if (letter !== undefined) return letter;
  if (rune < 0x20 || rune === 0x7f) return `\\x${hex(rune, 2)}`;
  if (rune >= 0xd800 && rune <= 0xdfff) return '\\ufffd';
  return rune < 0x10000 ? `\\u${hex(rune, 4)}` : `\\U${hex(rune, 8)}`;
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0');
}
