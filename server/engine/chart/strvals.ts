// Helm's --set family: one line of `key=value` assignments written into a values tree, with Helm's texts for what is wrong.
//
// The reader walks the line once, as Helm's does: maps are filled in place, lists are rebuilt at every index write. Helm
// ends a line by its end-of-input error coming up through all levels, so END travels here as a value beside the errors.

import { parseUrl } from '../schema/url.ts';
import { toValidUtf8 } from '../text/bytes.ts';
import type { Origin } from '../text/origin.ts';
import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import { GoMap, GoSlice, sliceOf, typeName, type Value } from '../values/value.ts';
import { jsonDecodePrefix } from '../yaml/json-decode.ts';
import type { Profile } from './profile.ts';
import { isSpace, parseIndex, quoteRunes, typedValue } from './strvals-scalar.ts';

export type SetKind = 'set' | 'set-string' | 'set-literal' | 'set-json' | 'set-file';

export interface SetOptions {
  readonly profile: Pick<Profile, 'unclosedIndexIsEnd'>;
  /** Text of the file that --set-file names; throws GoError with Go's text (`open x: no such file or directory`). */
  readonly readFile?: ((path: string) => string) | undefined;
  /** What provenance calls the flag; `--set`, `--set-json` … unless told otherwise. */
  readonly source?: string | undefined;
}

/** Writes the assignments of `text` into `into`, in place; throws GoError with Helm's text (no `failed parsing` prefix). */
export function applySet(into: GoMap, text: string, kind: SetKind, options: SetOptions): void {
  new Reader(toValidUtf8(text), kind, options).parse(into);
}

/** The end of the input, which ends the line without an error. */
const END: unique symbol = Symbol('end');
type Outcome = typeof END | undefined;
type Path = readonly (string | number)[];

const MAX_INDEX = 65536;
const MAX_LEVEL = 30;
const KEY_STOPS = '=[,.';
const LITERAL_KEY_STOPS = '=[.';
const ITEM_STOPS = '[.=';

/** What stood before a stop rune; `stop` is undefined at the end of the input. */
interface Token {
  readonly text: string;
  readonly stop: string | undefined;
  readonly start: number;
}

/** A list under construction, and whether the input ended while it was read. */
interface ListOutcome {
  readonly list: GoSlice;
  readonly outcome: Outcome;
}

class Reader {
  private at = 0;
  private readonly text: string;
  private readonly kind: SetKind;
  private readonly options: SetOptions;
  private readonly source: string;

  constructor(text: string, kind: SetKind, options: SetOptions) {
    this.text = text;
    this.kind = kind;
    this.options = options;
    this.source = options.source ?? `--${kind}`;
  }

  parse(into: GoMap): void {
    while (this.key(into, 0, []) !== END);
  }

  /** One assignment below `data`. */
  private key(data: GoMap, level: number, path: Path): Outcome {
    const key = this.until(this.kind === 'set-literal' ? LITERAL_KEY_STOPS : KEY_STOPS);
    const below = [...path, key.text];
    switch (key.stop) {
      case undefined:
        if (key.text === '') return END;
        throw new GoError(`key ${quoteGo(key.text)} has no value`);
      case '[':
        return this.listKey(data, key, level, below);
      case '=':
        return this.keyValue(data, key.text, below);
      case ',':
        throw new GoError(`key ${quoteGo(key.text)} has no value (cannot end with ,)`);
      default:
        return this.tableKey(data, key, level + 1, below);
    }
  }

  /** `key[i]…`: the list is written back even when the input ends inside it, so `a[0]` gives an empty list. */
  private listKey(data: GoMap, key: Token, level: number, path: Path): Outcome {
    const index = this.index();
    if (index === END) return END;
    const existing = data.get(key.text);
    if (existing !== undefined && !(existing instanceof GoSlice)) throw notA(existing, '[]interface {}');
    const { list, outcome } = this.listItem(existing ?? new GoSlice(), index, level, path);
    this.set(data, key.text, list, data.origin(key.text) ?? this.origin(key.start, path));
    return outcome;
  }

  /** `key.…`: an empty table is never written back. */
  private tableKey(data: GoMap, key: Token, level: number, path: Path): Outcome {
    if (level > MAX_LEVEL) {
      throw new GoError(`value name nested level is greater than maximum supported nested level of ${MAX_LEVEL}`);
    }
    const existing = data.get(key.text);
    if (existing !== undefined && !(existing instanceof GoMap)) throw notA(existing, 'map[string]interface {}');
    const inner = existing ?? new GoMap();
    const end = this.at - 1;
    const outcome = this.key(inner, level, path);
    if (outcome !== END && inner.size === 0) throw new GoError(`key map ${quoteGo(key.text)} has no value`);
    if (inner.size > 0) this.set(data, key.text, inner, data.origin(key.text) ?? this.origin(key.start, path, end));
    return outcome;
  }

  private keyValue(data: GoMap, key: string, path: Path): Outcome {
    const start = this.at;
    const { value, outcome } = this.value(path);
    this.set(data, key, value, this.origin(start, path, this.valueEnd(start)));
    return outcome;
  }

  /** What follows the `]` of `list[index]`. */
  private listItem(list: GoSlice, index: number, level: number, path: Path): ListOutcome {
    if (index < 0) throw negative(index);
    const below = [...path.slice(0, -1), path.at(-1) as string | number, index];
    const rest = this.until(ITEM_STOPS);
    if (rest.text !== '') {
      throw new GoError(`unexpected data at end of array index: ${quoteRunes(rest.text)}`);
    }
    if (rest.stop === undefined) return { list, outcome: END };
    if (rest.stop === '=') {
      const start = this.at;
      const { value } = this.value(below);
      return {
        list: setIndex(list, index, value, this.origin(start, below, this.valueEnd(start))),
        outcome: undefined,
      };
    }
    if (rest.stop === '[') return this.nestedList(list, index, level, below);
    return this.nestedTable(list, index, level, below);
  }

  private nestedList(list: GoSlice, index: number, level: number, path: Path): ListOutcome {
    const start = this.at - 1;
    const next = this.index();
    if (next === END) return { list, outcome: END };
    const existing = index < list.length ? list.at(index) : null;
    if (existing !== null && !(existing instanceof GoSlice)) throw notA(existing, '[]interface {}');
    const inner = this.listItem(existing ?? new GoSlice(), next, level, path);
    if (inner.outcome === END) {
      // Helm has written into the list that was there, and leaves a new one unused.
      const written = existing !== null && inner.list !== existing;
      return { list: written ? setIndex(list, index, inner.list, list.origin(index)) : list, outcome: END };
    }
    return { list: setIndex(list, index, inner.list, this.origin(start, path, start)), outcome: undefined };
  }

  /** A scalar in the way is replaced by a table here, unlike everywhere else. */
  private nestedTable(list: GoSlice, index: number, level: number, path: Path): ListOutcome {
    const start = this.at - 1;
    const existing = index < list.length ? list.at(index) : null;
    const inner = existing instanceof GoMap ? existing : new GoMap();
    const cleared = index < list.length && !(existing instanceof GoMap);
    if (this.key(inner, level, path) === END) {
      return { list: cleared ? setIndex(list, index, inner, undefined) : list, outcome: END };
    }
    const origin = existing instanceof GoMap ? list.origin(index) : this.origin(start, path, start);
    return { list: setIndex(list, index, inner, origin), outcome: undefined };
  }

  /** The value after `=`. */
  private value(path: Path): { value: Value; outcome: Outcome } {
    if (this.kind === 'set-json') return { value: this.jsonValue(path), outcome: undefined };
    if (this.kind === 'set-literal') {
      const text = this.text.slice(this.at);
      this.at = this.text.length;
      return { value: text, outcome: undefined };
    }
    if (this.at >= this.text.length) return { value: '', outcome: END };
    if (this.text[this.at] === '{') return { value: this.list(path), outcome: undefined };
    return { value: this.read(this.until(',').text), outcome: undefined };
  }

  /** `{a,b}`; the opening brace is the next rune. */
  private list(path: Path): GoSlice {
    this.at++;
    const items: Value[] = [];
    const origins: Origin[] = [];
    for (;;) {
      const item = this.until(',}');
      if (item.stop === undefined) throw new GoError("list must terminate with '}'");
      const end = this.at - 1;
      if (item.stop === '}' && this.text[this.at] === ',') this.at++;
      origins.push(this.origin(item.start, [...path, items.length], end));
      items.push(this.read(item.text));
      if (item.stop === '}') return sliceOf(items, 'interface {}', origins);
    }
  }

  private jsonValue(path: Path): Value {
    if (this.skipEmpty()) return null;
    const start = this.at;
    const { value, end } = jsonDecodePrefix(this.text, start, { origin: jsonOrigins(this.source) });
    this.at = end;
    markPaths(value, path);
    this.skipEmpty();
    return value;
  }

  /** Skips blanks up to a comma or the end (both of which it takes: true) or any other rune (left alone: false). */
  private skipEmpty(): boolean {
    for (; this.at < this.text.length; this.at++) {
      const rune = this.text[this.at] as string;
      if (rune === ',') {
        this.at++;
        return true;
      }
      if (!isSpace(rune)) return false;
    }
    return true;
  }

  private read(text: string): Value {
    if (this.kind === 'set') return typedValue(text);
    if (this.kind !== 'set-file') return text;
    // Helm asks first whether the path is an address.
    if (text.trim() !== '-') parseUrl(text);
    if (!this.options.readFile) throw new GoError(`open ${text}: no such file or directory`);
    return this.options.readFile(text);
  }

  /** The number between `[` and `]`. */
  private index(): number | typeof END {
    const token = this.until(']');
    if (token.stop === undefined) {
      if (this.options.profile.unclosedIndexIsEnd) return END;
      throw new GoError('error parsing index: EOF');
    }
    return parseIndex(token.text);
  }

  /** Runes up to an unescaped stop, which is taken too. */
  private until(stops: string): Token {
    const start = this.at;
    let text = '';
    while (this.at < this.text.length) {
      const rune = this.rune();
      if (stops.includes(rune)) return { text, stop: rune, start };
      if (rune === '\\' && this.kind !== 'set-literal') {
        if (this.at >= this.text.length) break;
        text += this.rune();
      } else text += rune;
    }
    return { text, stop: undefined, start };
  }

  private rune(): string {
    const rune = String.fromCodePoint(this.text.codePointAt(this.at) as number);
    this.at += rune.length;
    return rune;
  }

  /** A slot's value ends before the comma (and its blanks) that was taken with it. */
  private valueEnd(start: number): number {
    let end = this.at;
    if (end > start && this.kind !== 'set-literal' && this.text[end - 1] === ',') end--;
    return end;
  }

  private origin(start: number, path: Path, end = this.at): Origin {
    return { source: { file: this.source, span: { start, end: Math.max(start, end) }, path } };
  }

  /** An empty key part is dropped without a word. */
  private set(data: GoMap, key: string, value: Value, origin: Origin): void {
    if (key !== '') data.set(key, value, origin);
  }
}

function setIndex(list: GoSlice, index: number, value: Value, origin: Origin | undefined): GoSlice {
  if (index < 0) throw negative(index);
  if (index > MAX_INDEX) {
    throw new GoError(`index of ${index} is greater than maximum supported index of ${MAX_INDEX}`);
  }
  const items = list.items();
  const origins = list.origins() ?? [];
  while (items.length <= index) items.push(null);
  while (origins.length < items.length) origins.push(undefined);
  items[index] = value;
  origins[index] = origin;
  return sliceOf(items, 'interface {}', origins);
}

function negative(index: number): GoError {
  return new GoError(`negative ${index} index not allowed`);
}

/** Helm meets another type by a panic, whose text it reports. */
function notA(value: Value, wanted: string): GoError {
  const dynamic = value === null ? 'nil' : typeName(value);
  return new GoError(`unable to parse key: interface conversion: interface {} is ${dynamic}, not ${wanted}`);
}

/** Origins for a JSON text inside a flag; the paths are still to be given. */
export function jsonOrigins(file: string): (start: number, end: number) => Origin {
  return (start, end) => ({ source: { file, span: { start, end }, path: [] } });
}

/** Gives every slot below a decoded value its path. */
export function markPaths(value: Value, path: Path): void {
  const under = (origin: Origin | undefined, below: Path): Origin | undefined =>
    origin?.source && { ...origin, source: { ...origin.source, path: below } };
  if (value instanceof GoMap) {
    for (const [key, item] of value.entries) {
      value.set(key, item, under(value.origin(key), [...path, key]));
      markPaths(item, [...path, key]);
    }
  } else if (value instanceof GoSlice) {
    value.slots = value.slots?.map((origin, i) => under(origin, [...path, i]));
    for (const [i, item] of value.items().entries()) markPaths(item, [...path, i]);
  }
}
