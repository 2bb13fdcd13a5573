// A schema's JSON text as a tree of Go values that keeps every number as it was written.

import { GoError } from '../values/errors.ts';
import { GoMap, GoSlice, type Value } from '../values/value.ts';
import { jsonDecodePrefixPartly } from '../yaml/json-decode.ts';
import { JsonNumber } from './number.ts';

/** Reads one JSON value and nothing after it; throws GoError with the text of Go's decoder. */
export function readSchemaText(text: string): Value {
  if (/^[ \t\r\n]*\{[ \t\r\n]*$/.test(text)) throw new GoError('unexpected EOF');
  const { end } = jsonDecodePrefixPartly(text, 0);
  if (/[^ \t\r\n]/.test(text.slice(end))) throw new GoError('invalid character after top-level value');
  return new ValidJson(text).value();
}

const TOKEN = /[ \t\r\n]*(?:([[\]{},:])|("(?:[^"\\]|\\.)*")|([^\s[\]{},:"]+))/y;

/** A reader for text that is known to be valid. */
class ValidJson {
  private readonly text: string;
  private token: RegExpExecArray | null = null;

  constructor(text: string) {
    this.text = text;
    TOKEN.lastIndex = 0;
    this.next();
  }

  value(): Value {
    const [, mark, quoted, word] = this.token as RegExpExecArray;
    if (mark === '{') return this.map();
    if (mark === '[') return this.list();
    this.next();
    if (quoted !== undefined) return stringOf(quoted);
    if (word === 'true' || word === 'false') return word === 'true';
    return word === 'null' ? null : new JsonNumber(word as string);
  }

  private map(): GoMap {
    const map = new GoMap();
    this.next();
    while (this.token?.[1] !== '}') {
      const key = stringOf(this.token?.[2] as string);
      this.next();
      this.next();
      map.set(key, this.value());
      if (this.token?.[1] === ',') this.next();
    }
    this.next();
    return map;
  }

  private list(): GoSlice {
    const items: Value[] = [];
    this.next();
    while (this.token?.[1] !== ']') {
      items.push(this.value());
      if (this.token?.[1] === ',') this.next();
    }
    this.next();
    return new GoSlice(items);
  }

  private next(): void {
    const at = TOKEN.lastIndex;
    this.token = TOKEN.exec(this.text);
    if (this.token === null) TOKEN.lastIndex = at;
  }
}

/** A lone surrogate becomes U+FFFD, whether escaped or an invalid byte of ours. */
function stringOf(quoted: string): string {
  return (JSON.parse(quoted) as string).replace(/\p{Cs}/gu, '\uFFFD');
}
