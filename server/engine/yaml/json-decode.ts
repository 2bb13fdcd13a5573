// encoding/json's reader: JSON text to Go values, with Go's error texts, and the span of every slot for who asks.

import { toValidUtf8 } from '../text/bytes.ts';
import type { Origin } from '../text/origin.ts';
import { GoError } from '../values/errors.ts';
import { quoteRune } from '../values/quote.ts';
import { GoMap, GoSlice, nilSlice, sliceOf, type Value } from '../values/value.ts';

export interface JsonDecodeOptions {
  /** Gives the origin of the value whose text is [start, end), UTF-16 offsets; slots of maps and lists get it. */
  readonly origin?: ((start: number, end: number) => Origin | undefined) | undefined;
}

/** A value and, when a number did not fit a float64, what Go says of the first such one; such numbers are nil. */
export interface JsonDecoded<T extends Value> {
  readonly value: T;
  readonly problem: string | undefined;
}

/** A text that is no JSON, as far as it was read: Go's SyntaxError. */
export class JsonSyntaxError extends GoError {
  /** UTF-16 offset of the character that cannot stand there. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** json.Unmarshal into an interface: one value and nothing after it. Throws GoError with Go's text. */
export function jsonDecode(text: string, options: JsonDecodeOptions = {}): Value {
  return sound(decodeWhole(text, options));
}

/** json.Unmarshal into a `map[string]interface {}`; `null` gives a nil map. Throws GoError. */
export function jsonDecodeMap(text: string, options: JsonDecodeOptions = {}): GoMap {
  return sound(jsonDecodeMapPartly(text, options));
}

/** json.Unmarshal into a `[]interface {}`; `null` gives a nil slice. Throws GoError. */
export function jsonDecodeList(text: string, options: JsonDecodeOptions = {}): GoSlice {
  const { value, problem } = decodeWhole(text, options);
  if (value === null) return nilSlice();
  if (!(value instanceof GoSlice)) throw mismatch(value, '[]interface {}');
  return sound({ value, problem });
}

/** json.Unmarshal into a string; `null` gives undefined, as it leaves the target alone. Throws GoError. */
export function jsonDecodeString(text: string): string | undefined {
  const { value } = decodeWhole(text, {});
  if (value === null) return undefined;
  if (typeof value !== 'string') throw mismatch(value, 'string');
  return value;
}

/** As jsonDecodeMap, but a number beyond float64 is reported beside what could be decoded, as Go leaves its target. */
export function jsonDecodeMapPartly(text: string, options: JsonDecodeOptions = {}): JsonDecoded<GoMap> {
  const { value, problem } = decodeWhole(text, options);
  if (value === null) return { value: new GoMap(new Map(), undefined, undefined, true), problem };
  if (!(value instanceof GoMap)) throw mismatch(value, 'map[string]interface {}');
  return { value, problem };
}

/** Decodes the one value that begins at `at` (blanks before it are skipped), as json.Decoder does; `end` is the offset after it. */
export function jsonDecodePrefix(
  text: string,
  at: number,
  options: JsonDecodeOptions = {},
): { readonly value: Value; readonly end: number } {
  const { value, problem, end } = jsonDecodePrefixPartly(text, at, options);
  return { value: sound({ value, problem }), end };
}

/** As jsonDecodePrefix, but a number beyond float64 is only reported: a struct that has no field for it never sees it. */
export function jsonDecodePrefixPartly(
  text: string,
  at: number,
  options: JsonDecodeOptions = {},
): JsonDecoded<Value> & { readonly end: number } {
  const reader = new Reader(text, at, options, true);
  const decoded = reader.read();
  return { ...decoded, end: reader.at };
}

function decodeWhole(text: string, options: JsonDecodeOptions): JsonDecoded<Value> {
  const reader = new Reader(text, 0, options, false);
  const decoded = reader.read();
  reader.finish();
  return decoded;
}

function sound<T extends Value>({ value, problem }: JsonDecoded<T>): T {
  if (problem !== undefined) throw new GoError(problem);
  return value;
}

function mismatch(value: Value, target: string): GoError {
  const kind =
    value instanceof GoMap
      ? 'object'
      : value instanceof GoSlice
        ? 'array'
        : typeof value === 'boolean'
          ? 'bool'
          : typeof value;
  return new GoError(`json: cannot unmarshal ${kind} into Go value of type ${target}`);
}

/** Go's limit on nesting. */
const MAX_DEPTH = 10000;
/** A number beyond float64 while its container is still unknown. */
const TOO_LARGE = Number.NaN;

/** A map or list whose end has not been seen. */
interface Open {
  readonly start: number;
  readonly map: GoMap | undefined;
  readonly items: Value[];
  readonly origins: (Origin | undefined)[];
  key: string;
}

/** One pass over the text with a stack of its own, so that depth costs nothing. */
class Reader {
  at: number;
  readonly #start: number;
  readonly #text: string;
  readonly #origin: JsonDecodeOptions['origin'];
  /** A stream ends after its value and calls a missing rest unexpected EOF. */
  readonly #stream: boolean;
  readonly #open: Open[] = [];
  #problem: string | undefined;

  constructor(text: string, at: number, options: JsonDecodeOptions, stream: boolean) {
    this.#start = at;
    this.#text = text;
    this.at = at;
    this.#origin = options.origin;
    this.#stream = stream;
  }

  /** Reads one value. */
  read(): JsonDecoded<Value> {
    for (;;) {
      this.#blanks();
      const start = this.at;
      const begun = this.#begin(start);
      if (begun === undefined) continue;
      const done = this.#close(begun, start);
      if (done !== undefined) return { value: done.value, problem: this.#problem };
    }
  }

  /** Nothing but blanks may follow. */
  finish(): void {
    this.#blanks();
    if (this.at < this.#text.length) throw this.#unexpected('after top-level value');
  }

  /** Reads a scalar or an empty collection; opens any other, up to where its first value begins, and returns undefined. */
  #begin(start: number): { value: Value } | undefined {
    const char = this.#char();
    if (char === '{' || char === '[') return this.#openCollection(char, start);
    if (char === '"') return { value: this.#string() };
    if (char === '-' || isDigit(char)) return { value: this.#number() };
    if (char === 't') return { value: this.#literal('true', true) };
    if (char === 'f') return { value: this.#literal('false', false) };
    if (char === 'n') return { value: this.#literal('null', null) };
    throw this.#unexpected('looking for beginning of value');
  }

  #openCollection(char: string, start: number): { value: Value } | undefined {
    if (this.#open.length >= MAX_DEPTH) throw this.#unexpected('exceeded max depth');
    this.at++;
    this.#blanks();
    if (char === '{') {
      const map = new GoMap();
      if (this.#take('}')) return { value: map };
      this.#open.push({ start, map, items: [], origins: [], key: this.#key() });
    } else {
      if (this.#take(']')) return { value: sliceOf([]) };
      this.#open.push({ start, map: undefined, items: [], origins: [], key: '' });
    }
    return undefined;
  }

  /** Puts a value into its container, and that into its own as long as containers end; the root's value is returned. */
  #close(begun: { value: Value }, start: number): { value: Value } | undefined {
    let { value } = begun;
    let from = start;
    for (;;) {
      const open = this.#open.at(-1);
      if (open === undefined) return { value };
      this.#store(open, value, from);
      this.#blanks();
      const end = open.map ? '}' : ']';
      if (this.#take(',')) {
        this.#blanks();
        if (open.map) open.key = this.#key();
        return undefined;
      }
      if (!this.#take(end)) throw this.#unexpected(open.map ? 'after object key:value pair' : 'after array element');
      this.#open.pop();
      value = open.map ?? sliceOf(open.items, undefined, this.#origin && open.origins);
      from = open.start;
    }
  }

  #store(open: Open, value: Value, from: number): void {
    const kept = Number.isNaN(value) ? null : value;
    const origin = this.#origin?.(from, this.at);
    if (open.map) open.map.set(open.key, kept, origin);
    else {
      open.items.push(kept);
      if (this.#origin) open.origins.push(origin);
    }
  }

  #key(): string {
    if (this.#char() !== '"') throw this.#unexpected('looking for beginning of object key string');
    const key = this.#string();
    this.#blanks();
    if (!this.#take(':')) throw this.#unexpected('after object key');
    return key;
  }

  #string(): string {
    const start = this.at++;
    let escaped = false;
    for (;;) {
      const unit = this.#text.charCodeAt(this.at);
      if (unit === 0x22) break;
      if (unit === 0x5c) {
        escaped = true;
        this.#escape();
      } else if (unit < 0x20) throw this.#unexpected('in string literal');
      else if (this.at >= this.#text.length) throw this.#ended();
      else this.at++;
    }
    const inside = this.#text.slice(start + 1, this.at++);
    return toValidUtf8(escaped ? unescaped(inside) : inside);
  }

  /** Steps over one escape. */
  #escape(): void {
    this.at++;
    const char = this.#char();
    if (!'"\\/bfnrtu'.includes(char)) throw this.#unexpected('in string escape code');
    this.at++;
    if (char !== 'u') return;
    for (const end = this.at + 4; this.at < end; this.at++) {
      if (!/[0-9a-fA-F]/.test(this.#char())) throw this.#unexpected('in \\u hexadecimal character escape');
    }
  }

  #number(): number {
    const start = this.at;
    this.#take('-');
    if (!this.#take('0')) this.#digits('in numeric literal');
    if (this.#take('.')) this.#digits('after decimal point in numeric literal');
    if (this.#take('e') || this.#take('E')) {
      if (!this.#take('+')) this.#take('-');
      this.#digits('in exponent of numeric literal');
    }
    const text = this.#text.slice(start, this.at);
    const value = Number(text);
    if (Number.isFinite(value)) return value;
    this.#problem ??= `json: cannot unmarshal number ${text} into Go value of type float64`;
    return TOO_LARGE;
  }

  #digits(where: string): void {
    if (!isDigit(this.#char())) throw this.#unexpected(where);
    while (isDigit(this.#char())) this.at++;
  }

  #literal<T>(word: string, value: T): T {
    for (const char of word) {
      if (!this.#take(char)) throw this.#unexpected(`in literal ${word} (expecting '${char}')`);
    }
    return value;
  }

  #blanks(): void {
    for (;;) {
      const unit = this.#text.charCodeAt(this.at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.at++;
    }
  }

  #take(char: string): boolean {
    if (this.#text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  /** The character here. At the end it is a blank: Go's scanner is fed one there, and complains of it where it cannot stand. */
  #char(): string {
    return this.#text[this.at] ?? ' ';
  }

  /** A character that cannot stand here. Where a blank could stand, the end of the text is just that. */
  #unexpected(where: string): GoError {
    const atEnd = this.at >= this.#text.length;
    if (atEnd && (this.#stream || !/literal|escape/.test(where))) return this.#ended();
    return new JsonSyntaxError(`invalid character ${quotedChar(this.#text.slice(this.at))} ${where}`, this.at);
  }

  #ended(): GoError {
    if (!this.#stream) return new GoError('unexpected end of JSON input');
    return new GoError(this.#text.slice(this.#start).trim() === '' ? 'EOF' : 'unexpected EOF');
  }
}

/** The first byte of the text as Go quotes it: a byte, so that the rest of a longer character is not seen. */
function quotedChar(text: string): string {
  if (text === '') return "' '";
  if (text[0] === "'") return "'\\''";
  if (text[0] === '"') return "'\"'";
  return quoteRune(firstByte(text));
}

function firstByte(text: string): number {
  const rune = text.codePointAt(0) as number;
  if (rune < 0x80) return rune;
  if (rune >= 0xdc80 && rune <= 0xdcff) return rune - 0xdc00;
  if (rune < 0x800) return 0xc0 | (rune >> 6);
  return rune > 0xffff ? 0xf0 | (rune >> 18) : 0xe0 | (rune >> 12);
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Resolves escapes; half a surrogate pair becomes U+FFFD. */
function unescaped(text: string): string {
  return text.replace(/((?:\\u[0-9a-fA-F]{4})+)|\\(.)/gs, (_, units: string | undefined, char: string) => {
    if (units === undefined) return ESCAPES[char] ?? char;
    const decoded = units.replace(/\\u(.{4})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return decoded.replace(/\p{Surrogate}/gu, '\ufffd');
  });
}
