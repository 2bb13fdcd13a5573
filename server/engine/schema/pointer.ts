// JSON pointers and the fragments of schema addresses, escaped as Go's url.PathEscape does.

import { fromBytes, toBytes } from '../text/bytes.ts';

/** One token inside a pointer: `~` and `/` escaped. */
export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Undefined for a `~` that is followed by neither 0 nor 1. */
export function unescapeToken(token: string): string | undefined {
  if (/~(?![01])/.test(token)) return undefined;
  return token.replace(/~[01]/g, (mark) => (mark === '~0' ? '~' : '/'));
}

/** `pointer` with more tokens. */
export function below(pointer: string, ...tokens: readonly (string | number)[]): string {
  return tokens.reduce<string>((path, token) => `${path}/${escapeToken(String(token))}`, pointer);
}

/** The pointer that these tokens spell; empty for none. */
export function pointerOf(tokens: readonly string[]): string {
  return below('', ...tokens);
}

/** A fragment as an address shows it: each part by url.PathEscape, slashes left alone. */
export function encodeFragment(fragment: string): string {
  return fragment.split('/').map(pathEscape).join('/');
}

/** url.PathEscape. */
function pathEscape(text: string): string {
  if (/^[A-Za-z0-9\-_.~$&+=:@]*$/.test(text)) return text;
  let out = '';
  for (const byte of toBytes(text)) {
    const char = String.fromCharCode(byte);
    out += byte < 0x80 && /[A-Za-z0-9\-_.~$&+=:@]/.test(char) ? char : percent(byte);
  }
  return out;
}

export function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** url.PathUnescape; `bad` is the escape that is none. */
export function pathUnescape(text: string): { readonly text: string } | { readonly bad: string } {
  if (!text.includes('%')) return { text };
  const bad = /%(?![0-9A-Fa-f]{2})/.exec(text);
  if (bad) return { bad: text.slice(bad.index, bad.index + 3) };
  const out: number[] = [];
  const bytes = toBytes(text);
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0x25) out.push(bytes[i] as number);
    else {
      out.push(Number.parseInt(String.fromCharCode(bytes[i + 1] as number, bytes[i + 2] as number), 16));
      i += 2;
    }
  }
  return { text: fromBytes(Uint8Array.from(out)) };
}
