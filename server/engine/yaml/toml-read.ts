// fromToml: TOML 1.0 with the leniency, the errors and the Go types of the BurntSushi decoder.

import { byteSlice } from '../text/bytes.ts';
import { GoError } from '../values/errors.ts';
import { quoteGo, quoteRune } from '../values/quote.ts';
import type { GoTime } from '../values/time.ts';
import { ANY_MAP, GoMap, GoSlice, Int, sliceOf, type Value } from '../values/value.ts';
import { quoteKey } from './toml-quote.ts';
import { isBlank, isNewline, TomlScanner, type TomlToken } from './toml-scan.ts';
import {
  ESCAPES,
  hasLeadingZero,
  joinEscapedLines,
  tomlTime,
  underscoresStand,
  withoutFirstNewline,
} from './toml-values.ts';

/** Reads a document. Throws GoError with the decoder's text: `toml: line 2 (last key "a"): …`. */
export function fromToml(text: string): GoMap {
  const start = text.replace(BYTE_ORDER_MARK, '');
  if (byteSlice(start.slice(0, 6), 0, 6).includes('\u0000')) {
    throw new GoError('toml: line 1: files cannot contain NULL bytes; probably using UTF-16; TOML files must be UTF-8');
  }
  return new Reader(start).document();
}

/** That of UTF-16 is taken off too, though UTF-8 must follow. */
const BYTE_ORDER_MARK = /^(?:\ufeff|\udcff\udcfe|\udcfe\udcff)/;

type Key = readonly string[];

/** The tables of a document, and which of them only dotted names have called into being. */
class Reader {
  readonly #scan: TomlScanner;
  readonly #root = new GoMap();
  readonly #implicit = new Set<string>();
  readonly #arrays = new Set<string>();
  /** The table that the next key belongs to. */
  #context: Key = [];
  #currentKey = '';
  /** Line of the key that was read last. */
  #keyLine = 0;

  constructor(text: string) {
    this.#scan = new TomlScanner(text);
    this.#scan.lastKey = () => {
      if (this.#currentKey === '') return keyText(this.#context);
      return this.#context.length === 0 ? this.#currentKey : `${keyText(this.#context)}.${this.#currentKey}`;
    };
  }

  document(): GoMap {
    for (;;) {
      const char = this.#scan.take();
      if (char === '') return this.#root;
      if (isBlank(char) || isNewline(char)) continue;
      if (char === '#') this.#comment();
      else {
        if (char === '[') this.#header();
        else {
          this.#scan.untake();
          this.#entry();
          this.#currentKey = '';
        }
        if (this.#lineEnd()) return this.#root;
      }
    }
  }

  /** What may follow a value or header on its line. Returns whether the text is at its end. */
  #lineEnd(): boolean {
    for (;;) {
      const char = this.#scan.take();
      if (char === '') return true;
      if (isBlank(char)) continue;
      if (char === '#') this.#comment();
      else if (!isNewline(char)) {
        const got = quoteRune(char.codePointAt(0) as number);
        this.#scan.failHere(`expected a top-level item to end with a newline, comment, or EOF, but got ${got} instead`);
      }
      return false;
    }
  }

  #comment(): void {
    for (;;) {
      const char = this.#scan.take();
      if (char !== '' && !isNewline(char)) continue;
      this.#scan.untake();
      return;
    }
  }

  /** `[table]` or `[[table]]`, its first bracket taken. */
  #header(): void {
    const scan = this.#scan;
    const isArray = scan.accept('[');
    const key: string[] = [];
    for (;;) {
      scan.skipBlanks();
      const next = scan.peek();
      if (next === ']' || next === '') scan.failHere('unexpected end of table name (table names cannot be empty)');
      if (next === '.') scan.failHere('unexpected table separator (table names cannot be empty)');
      key.push(this.#keyPart(key.length === 0));
      scan.skipBlanks();
      const char = scan.take();
      if (char === ']') break;
      if (char !== '.') {
        scan.failHere(`expected '.' or ']' to end table name, but got ${quoteRune(char.codePointAt(0) ?? 0)} instead`);
      }
    }
    if (isArray) {
      const char = scan.take();
      if (char !== ']') {
        const got = quoteRune(char.codePointAt(0) ?? 0);
        scan.failHere(`expected end of table array name delimiter ']', but got ${got} instead`);
      }
    }
    this.#enter(key, isArray);
    this.#arrays.delete(keyText(this.#context));
  }

  /** `key = value`; `also` sees the key's parts and the value, for the inline table that holds them. */
  #entry(also?: (parents: Key, key: string, value: Value) => void): void {
    const outer = this.#context;
    const key = this.#dottedKey();
    this.#currentKey = key.at(-1) as string;
    const parents = key.slice(0, -1);
    for (const part of parents) {
      const inner = [...this.#context, part];
      this.#implicit.add(keyText(inner));
      this.#enter(inner, false);
    }
    const token = this.#scan.value();
    const value = this.#value(token, false);
    this.#set(this.#currentKey, value);
    this.#noteArray(token.kind === 'array');
    also?.(parents, this.#currentKey, value);
    this.#context = outer;
  }

  #dottedKey(): string[] {
    const scan = this.#scan;
    scan.skipBlanks();
    const first = scan.peek();
    if (first === '=' || first === '') scan.failHere("unexpected '=': key name appears blank");
    if (first === '.') scan.failHere("unexpected '.': keys cannot start with a '.'");
    const key: string[] = [];
    for (;;) {
      scan.skipBlanks();
      const next = scan.peek();
      if (key.length > 0 && (next === '=' || next === '')) scan.failHere("unexpected '='");
      if (key.length > 0 && next === '.') scan.failHere("unexpected '.'");
      key.push(this.#keyPart(key.length === 0));
      scan.skipBlanks();
      const char = scan.take();
      if (char === '=') return key;
      if (char === '') scan.failHere("unexpected EOF; expected key separator '='");
      if (char !== '.') {
        const message = `expected '.' or '=', but got ${quoteRune(char.codePointAt(0) as number)} instead`;
        if (char === '\n') scan.failLineBefore(message);
        scan.failHere(message);
      }
    }
  }

  #keyPart(first: boolean): string {
    const token = this.#scan.keyPart();
    if (first) this.#keyLine = token.line;
    return token.kind === 'basic' ? this.#unescaped(token, token.text) : token.text;
  }

  #value(token: TomlToken, inArray: boolean): Value {
    const { kind, text } = token;
    if (kind === 'raw') return text;
    if (kind === 'rawMultiline') return withoutFirstNewline(text);
    if (kind === 'basic') return this.#unescaped(token, text);
    if (kind === 'multiline') return this.#unescaped(token, joinEscapedLines(withoutFirstNewline(text)));
    if (kind === 'bool') return text === 'true';
    if (kind === 'integer') return this.#integer(token);
    if (kind === 'float') return this.#float(token);
    if (kind === 'datetime') return this.#datetime(token);
    return kind === 'array' ? this.#array() : this.#inlineTable(inArray);
  }

  #integer({ text, line }: TomlToken): Int {
    if (!underscoresStand(text)) {
      this.#scan.fail(line, `Invalid integer ${quoteGo(text)}: underscores must be surrounded by digits`);
    }
    if (hasLeadingZero(text)) this.#scan.fail(line, `Invalid integer ${quoteGo(text)}: cannot have leading zeroes`);
    const plain = text.replaceAll('_', '');
    const digits = BigInt(/^[+-]/.test(plain) ? plain.slice(1) : plain);
    const value = plain.startsWith('-') ? -digits : digits;
    if (BigInt.asIntN(64, value) !== value) this.#scan.fail(line, `${text} is out of range for int64`);
    return new Int('int64', value);
  }

  #float({ text, line }: TomlToken): number {
    const parts = text.split(/[.eE]+/).filter((part) => part !== '');
    if (!parts.every(underscoresStand)) {
      this.#scan.fail(line, `Invalid float ${quoteGo(text)}: underscores must be surrounded by digits`);
    }
    if (parts[0] !== undefined && hasLeadingZero(parts[0])) {
      this.#scan.fail(line, `Invalid float ${quoteGo(text)}: cannot have leading zeroes`);
    }
    if (/\.(?![0-9])/.test(text)) {
      this.#scan.fail(line, `Invalid float ${quoteGo(text)}: '.' must be followed by one or more digits`);
    }
    const plain = text.replaceAll('_', '');
    if (plain.endsWith('nan')) return Number.NaN;
    if (plain.endsWith('inf')) return plain.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    if (!/^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/.test(plain)) {
      this.#scan.fail(line, `Invalid float value: ${quoteGo(text)}`);
    }
    const value = Number(plain);
    if (!Number.isFinite(value)) this.#scan.fail(line, `${text} is out of range for float64`);
    return value;
  }

  #datetime({ text, line }: TomlToken): GoTime {
    const plain = text.replaceAll('z', 'Z').replaceAll('t', 'T').replaceAll(' ', 'T');
    return tomlTime(plain) ?? this.#scan.fail(line, `invalid datetime: ${quoteGo(plain)}`);
  }

  #array(): GoSlice {
    const scan = this.#scan;
    this.#noteArray(true);
    const items: Value[] = [];
    for (let first = true; ; first = false) {
      if (!first && this.#arrayEnds()) return sliceOf(items);
      const char = this.#skipLines();
      if (char === ',') scan.failHere('unexpected comma');
      if (char === ']') return sliceOf(items);
      scan.untake();
      items.push(this.#value(scan.value(), true));
    }
  }

  /** After a value of an array: its comma or its end. */
  #arrayEnds(): boolean {
    const char = this.#skipLines();
    if (char === ']') return true;
    if (char === ',') return false;
    return this.#scan.failHere(`expected a comma (',') or array terminator (']'), but got ${charOrEnd(char)}`);
  }

  /** The next character that is neither blank, line break nor comment. */
  #skipLines(): string {
    for (;;) {
      const char = this.#scan.take();
      if (char === '#') this.#comment();
      else if (!isBlank(char) && !isNewline(char)) return char;
    }
  }

  #inlineTable(inArray: boolean): GoMap {
    const scan = this.#scan;
    const table = new GoMap();
    const outerContext = this.#context;
    const outerKey = this.#currentKey;
    const own = [...this.#context, this.#currentKey];
    this.#currentKey = '';
    this.#context = own;
    this.#implicit.add(keyText(own));
    this.#enter(own, inArray);
    for (let first = true; ; first = false) {
      const char = this.#skipLines();
      if (char === '}') break;
      if (first) {
        if (char === ',') scan.failHere('unexpected comma');
        scan.untake();
      } else if (char !== ',') {
        scan.failHere(`expected a comma or an inline table terminator '}', but got ${charOrEnd(char)} instead`);
      } else {
        const next = this.#skipLines();
        if (next === '}') break;
        if (next === ',') scan.failHere('unexpected comma');
        scan.untake();
      }
      this.#entry((parents, key, value) => this.#setInline(table, parents, key, value));
    }
    this.#context = outerContext;
    this.#currentKey = outerKey;
    return table;
  }

  #setInline(table: GoMap, parents: Key, key: string, value: Value): void {
    let inner = table;
    for (const part of parents) {
      const next = inner.get(part) ?? new GoMap();
      if (!(next instanceof GoMap)) this.#scan.fail(this.#keyLine, `${quoteGo(keyText(this.#context))} is not a table`);
      inner.set(part, next);
      inner = next;
    }
    inner.set(key, value);
  }

  /** Makes the table of this key and goes into it. The tables above it come into being implicitly. */
  #enter(key: Key, isArray: boolean): void {
    let table = this.#root;
    const parents = key.slice(0, -1);
    parents.forEach((part, i) => {
      const path = key.slice(0, i + 1);
      if (!table.has(part)) {
        this.#implicit.add(keyText(path));
        table.set(part, new GoMap());
      }
      const inner = innermost(table.get(part) as Value);
      if (inner === undefined) this.#scan.fail(this.#keyLine, `Key '${keyText(path)}' was already created as a hash.`);
      table = inner;
    });
    this.#context = parents;
    const name = key.at(-1) as string;
    if (isArray) {
      const tables = table.get(name) ?? new GoSlice([], ANY_MAP);
      if (!(tables instanceof GoSlice) || tables.elem !== ANY_MAP) {
        this.#scan.fail(this.#keyLine, `Key '${keyText(key)}' was already created and cannot be used as an array.`);
      }
      table.set(name, sliceOf([...tables.items(), new GoMap()], ANY_MAP));
    } else this.#set(name, new GoMap());
    this.#context = [...parents, name];
  }

  /** Gives a key of the current table its value. Only what came into being implicitly may be named again. */
  #set(key: string, value: Value): void {
    let table = this.#root;
    const path: string[] = [];
    for (const part of this.#context) {
      path.push(part);
      const inner = innermost(table.get(part) as Value);
      if (inner === undefined) this.#alreadyDefined(path);
      table = inner;
    }
    path.push(key);
    const id = keyText(path);
    if (table.has(key)) {
      if (!this.#implicit.has(id)) this.#alreadyDefined(path);
      this.#implicit.delete(id);
      if (!this.#arrays.has(id)) return;
    }
    table.set(key, value);
  }

  #alreadyDefined(path: Key): never {
    return this.#scan.fail(this.#keyLine, `Key '${keyText(path)}' has already been defined.`);
  }

  /** Remembers whether the current key holds a list: such a value replaces the tables that its elements left behind. */
  #noteArray(isArray: boolean): void {
    const id = keyText(this.#currentKey === '' ? this.#context : [...this.#context, this.#currentKey]);
    if (isArray) this.#arrays.add(id);
    else this.#arrays.delete(id);
  }

  #unescaped(token: TomlToken, text: string): string {
    return text.replace(/\\(?:x(..)|u(.{4})|U(.{8})|(.))/gs, (_, x, u, U, char: string | undefined) => {
      if (char === ' ' || char === '\t') this.#scan.fail(token.line, `invalid escape: '\\${char}'`);
      if (char !== undefined) return ESCAPES[char] ?? char;
      const hex = (x ?? u ?? U) as string;
      const rune = Number.parseInt(hex, 16);
      if (rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff)) {
        this.#scan.fail(token.line, `Escaped character '\\u${hex}' is not valid UTF-8.`);
      }
      return String.fromCodePoint(rune);
    });
  }
}

/** The table that a key inside this value goes to: the value itself, or the last of a list of tables. */
function innermost(value: Value): GoMap | undefined {
  if (value instanceof GoMap) return value;
  if (value instanceof GoSlice && value.elem === ANY_MAP) return value.at(value.length - 1) as GoMap;
  return undefined;
}

function keyText(key: Key): string {
  return key.map(quoteKey).join('.');
}

function charOrEnd(char: string): string {
  return char === '' ? 'end of file' : `'${char}'`;
}
