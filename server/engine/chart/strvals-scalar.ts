// The small texts inside a --set line: typed scalars, list indexes, blanks, and how Go quotes a rune in its messages.

import { GoError } from '../values/errors.ts';
import { parseInt10 } from '../values/number.ts';
import { quoteGo, quoteRune } from '../values/quote.ts';
import { int64, type Value } from '../values/value.ts';

/** What --set makes of an unquoted text: a bool, null, an int64, or the text itself. Case is folded as strings.EqualFold does. */
export function typedValue(text: string): Value {
  if (/^true$/iu.test(text)) return true;
  if (/^false$/iu.test(text)) return false;
  if (/^null$/iu.test(text)) return null;
  if (text === '0') return int64(0n);
  const value = text[0] === '0' ? undefined : parseInt10(text);
  return value === undefined ? text : int64(value);
}

/** strconv.Atoi on the text between brackets, with its error text. */
export function parseIndex(text: string): number {
  const fault = (why: string) => new GoError(`error parsing index: strconv.Atoi: parsing ${quoteGo(text)}: ${why}`);
  if (!/^[+-]?[0-9]+$/.test(text)) throw fault('invalid syntax');
  const value = parseInt10(text);
  if (value === undefined) throw fault('value out of range');
  return Number(value);
}

/** unicode.IsSpace. */
export function isSpace(rune: string): boolean {
  return /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/.test(rune);
}

/** %q of a []rune: `['a' 'b']`. */
export function quoteRunes(text: string): string {
  return `[${Array.from(text, (rune) => quoteRune(rune.codePointAt(0) as number)).join(' ')}]`;
}
