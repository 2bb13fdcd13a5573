// encoding/json: the writer for toJson, toPrettyJson, toRawJson, and what every other writer asks about objects.
// The reader lies in json-decode.ts and is handed on from here.

import { isValidUtf8 } from '../text/bytes.ts';
import { GoError } from '../values/errors.ts';
import { makeText, spend } from '../values/meter.ts';
import { sortedKeys } from '../values/sort.ts';
import { GoBytes, GoMap, GoObject, GoSlice, Int, typeName, type Value } from '../values/value.ts';

export {
  type JsonDecodeOptions,
  jsonDecode,
  jsonDecodeList,
  jsonDecodeMap,
  jsonDecodeMapPartly,
  jsonDecodePrefix,
} from './json-decode.ts';

export interface JsonOptions {
  /** Writes `<`, `>` and `&` as escapes. */
  readonly html: boolean;
  /** One level of indentation; absent: everything on one line. */
  readonly indent?: string | undefined;
  /** The value is handed over by pointer, as sprig's toRawJson does: a cycle is then named one level earlier. */
  readonly pointer?: boolean | undefined;
}

/** From this depth on Go looks for cycles; which type its message names depends on it. */
const CYCLES_FROM = 1000;

/** json.Marshal. Throws GoError with encoding/json's text for what has no JSON form: NaN, complex numbers, cycles. */
export function jsonEncode(value: Value, options: JsonOptions): string {
  return new Writer(options).write(value);
}

/** A JSON string with its quotes. */
function jsonString(text: string, html: boolean): string {
  if (!isValidUtf8(text)) return jsonBytes(text, html);
  const quoted = JSON.stringify(text);
  const special = html ? /[<>&\u2028\u2029]/g : /[\u2028\u2029]/g;
  return special.test(quoted) ? quoted.replace(special, escapeUnit) : quoted;
}

/** A byte that is no text becomes an escape, unlike a U+FFFD that stands in the text. */
function jsonBytes(text: string, html: boolean): string {
  const parts = text.split(/\p{Surrogate}/u).map((part) => jsonString(part, html).slice(1, -1));
  return `"${parts.join('\\ufffd')}"`;
}

/** The text of the error for a float that JSON cannot write. */
export function floatProblem(x: number): string {
  return `json: unsupported value: ${Number.isNaN(x) ? 'NaN' : x > 0 ? '+Inf' : '-Inf'}`;
}

/**
 * What an object marshals as: its json(), else a map of its exported fields. A GoMap that json() gives stands for a
 * struct: its entries are written in their own order, by encoding/json alone. Throws for what cannot be marshalled.
 */
export function objectTree(object: GoObject): Value {
  const tree = object.json();
  if (tree !== undefined) return tree;
  if (object.kind !== 'struct' && object.kind !== 'ptr') throw new GoError(`json: unsupported type: ${object.type}`);
  const map = new GoMap(new Map(), object.type);
  for (const name of object.fieldNames()) map.set(name, object.field(name) ?? null);
  return map;
}

/** Standard base64 with padding. */
export function base64(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.subarray(i, i + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    out += digit(group >> 18) + digit(group >> 12);
    out += (b === undefined ? '=' : digit(group >> 6)) + (c === undefined ? '=' : digit(group));
  }
  return out;
}

function digit(bits: number): string {
  return 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'[bits & 63] as string;
}

function escapeUnit(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A map or list of which some entries are written; its `keys` make it a map. */
interface Begun {
  readonly value: GoMap | GoSlice;
  readonly keys: readonly string[] | undefined;
  readonly depth: number;
  /** The line end before its closing bracket, and the one before each entry. */
  readonly newline: string;
  readonly inner: string;
  next: number;
}

/** Writes one value. Holds what it is inside of in a list of its own, since Go's stack is deeper than ours. */
class Writer {
  private readonly options: JsonOptions;
  private readonly begun: Begun[] = [];
  /** Maps and slices on the way, once deep enough to be suspicious. */
  private readonly suspects = new Set<object>();
  private out = '';

  constructor(options: JsonOptions) {
    this.options = options;
  }

  write(value: Value): string {
    this.begin(value, this.options.pointer ? 2 : 1, '\n');
    for (let last = this.begun.at(-1); last !== undefined; last = this.begun.at(-1)) this.goOn(last);
    return this.out;
  }

  /** Writes a scalar whole, of a map or list the opening bracket. */
  private begin(value: Value, depth: number, newline: string): void {
    spend(1);
    if (value instanceof GoMap && !value.nil) this.open(value, sortedKeys(value), depth, newline);
    else if (value instanceof GoSlice && !value.nil) this.open(value, undefined, depth, newline);
    else if (value instanceof GoObject && !(value instanceof GoBytes)) this.beginObject(value, depth, newline);
    else this.out += scalar(value as Exclude<Value, GoObject>, this.options.html);
  }

  private beginObject(object: GoObject, depth: number, newline: string): void {
    const tree = objectTree(object);
    // Only a struct's tree gets here without being a map of the template's own: its order is that of the fields.
    if (tree instanceof GoMap) this.open(tree, [...tree.entries.keys()], depth, newline);
    else this.begin(tree, depth + 1, newline);
  }

  private open(value: GoMap | GoSlice, keys: readonly string[] | undefined, depth: number, newline: string): void {
    if (depth > CYCLES_FROM) this.suspect(value);
    const { indent } = this.options;
    this.out += keys ? '{' : '[';
    this.begun.push({ value, keys, depth, newline, inner: indent === undefined ? '' : newline + indent, next: 0 });
  }

  /** Writes the next entry up to its value, or the closing bracket. */
  private goOn(last: Begun): void {
    const { value, keys, inner } = last;
    const at = last.next++;
    if (at === (keys ?? (value as GoSlice)).length) {
      this.begun.pop();
      this.suspects.delete(identity(value));
      this.out += `${at > 0 && inner !== '' ? last.newline : ''}${keys ? '}' : ']'}`;
      return;
    }
    this.out += at > 0 ? `,${inner}` : inner;
    if (keys === undefined) this.begin((value as GoSlice).at(at), last.depth + 1, inner);
    else {
      const key = keys[at] as string;
      this.out += jsonString(key, this.options.html) + (inner === '' ? ':' : ': ');
      this.begin((value as GoMap).get(key) ?? null, last.depth + 1, inner);
    }
    makeText('JSON', this.out.length);
  }

  /** Refuses a map or slice that lies inside itself. */
  private suspect(value: GoMap | GoSlice): void {
    if (this.suspects.has(identity(value))) {
      throw new GoError(`json: unsupported value: encountered a cycle via ${typeName(value)}`);
    }
    this.suspects.add(identity(value));
  }
}

/** Slices are known by their array. */
function identity(value: GoMap | GoSlice): object {
  return value instanceof GoSlice ? value.array : value;
}

/** What is written in one piece; a nil map or list is. */
function scalar(value: Exclude<Value, GoObject> | GoBytes, html: boolean): string {
  if (typeof value === 'string') return jsonString(value, html);
  if (typeof value === 'number') return jsonNumber(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Int) return String(value.value);
  return value instanceof GoBytes && !value.nil ? jsonString(base64(value.bytes), false) : 'null';
}

/** JavaScript and encoding/json switch to exponents at the same sizes and write them alike; only -0 and NaN differ. */
function jsonNumber(x: number): string {
  if (!Number.isFinite(x)) throw new GoError(floatProblem(x));
  return Object.is(x, -0) ? '-0' : String(x);
}
