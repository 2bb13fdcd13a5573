// encoding/json: the writer for toJson, toPrettyJson, toRawJson, and what every other writer asks about objects.
// The reader lies in json-decode.ts and is handed on from here.

import { isValidUtf8 } from '../text/bytes.ts';
import { GoError } from '../values/errors.ts';
import { makeText, spend } from '../values/meter.ts';
import { sortedKeys } from '../values/sort.ts';
import { GoBytes, GoMap, type GoObject, GoSlice, Int, isNothing, typeName, type Value } from '../values/value.ts';

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

interface Context {
  readonly html: boolean;
  readonly indent: string | undefined;
  /** Maps and slices on the way, once deep enough to be suspicious. */
  readonly open: Set<object>;
}

/** From this depth on Go looks for cycles; which type its message names depends on it. */
const CYCLES_FROM = 1000;
/** Deeper than this our own stack could end. No template builds such a value except in a loop made for it. */
const MAX_DEPTH = 2500;

/** json.Marshal. Throws GoError with encoding/json's text for what has no JSON form: NaN, complex numbers, cycles. */
export function jsonEncode(value: Value, options: JsonOptions): string {
  const context: Context = { html: options.html, indent: options.indent, open: new Set() };
  return encode(value, context, options.pointer ? 2 : 1, '\n');
}

/** A JSON string with its quotes. */
export function jsonString(text: string, html: boolean): string {
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

function encode(value: Value, context: Context, depth: number, newline: string): string {
  spend(1);
  if (isNothing(value)) return 'null';
  switch (typeof value) {
    case 'string':
      return jsonString(value, context.html);
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'number':
      return jsonNumber(value);
    default:
      return encodeReference(value, context, depth, newline);
  }
}

/** JavaScript and encoding/json switch to exponents at the same sizes and write them alike; only -0 and NaN differ. */
function jsonNumber(x: number): string {
  if (!Number.isFinite(x)) throw new GoError(floatProblem(x));
  return Object.is(x, -0) ? '-0' : String(x);
}

function encodeReference(
  value: Int | GoMap | GoSlice | GoObject,
  context: Context,
  depth: number,
  newline: string,
): string {
  if (value instanceof Int) return String(value.value);
  if (value instanceof GoMap) return value.nil ? 'null' : encodeMap(value, sortedKeys(value), context, depth, newline);
  if (value instanceof GoSlice) return value.nil ? 'null' : encodeSlice(value, context, depth, newline);
  if (value instanceof GoBytes) return value.nil ? 'null' : jsonString(base64(value.bytes), false);
  const tree = objectTree(value);
  // Only a struct's tree gets here without being a map of the template's own: its order is that of the fields.
  if (tree instanceof GoMap) return encodeMap(tree, [...tree.entries.keys()], context, depth, newline);
  return encode(tree, context, depth + 1, newline);
}

function encodeMap(map: GoMap, keys: readonly string[], context: Context, depth: number, newline: string): string {
  if (depth > CYCLES_FROM) enter(map, map, context, depth);
  const inner = context.indent === undefined ? '' : newline + context.indent;
  const colon = context.indent === undefined ? ':' : ': ';
  let out = '';
  for (const key of keys) {
    const value = encode(map.get(key) ?? null, context, depth + 1, inner);
    out += `${out === '' ? '' : ','}${inner}${jsonString(key, context.html)}${colon}${value}`;
    makeText('JSON', out.length);
  }
  context.open.delete(map);
  return out === '' ? '{}' : `{${out}${context.indent === undefined ? '' : newline}}`;
}

function encodeSlice(slice: GoSlice, context: Context, depth: number, newline: string): string {
  if (depth > CYCLES_FROM) enter(slice.array, slice, context, depth);
  const inner = context.indent === undefined ? '' : newline + context.indent;
  let out = '';
  for (let i = 0; i < slice.length; i++) {
    out += `${i === 0 ? '' : ','}${inner}${encode(slice.at(i), context, depth + 1, inner)}`;
    makeText('JSON', out.length);
  }
  context.open.delete(slice.array);
  return slice.length === 0 ? '[]' : `[${out}${context.indent === undefined ? '' : newline}]`;
}

/** Refuses a map or slice that lies inside itself; slices are known by their array. */
function enter(id: object, value: GoMap | GoSlice, context: Context, depth: number): void {
  if (context.open.has(id) || depth > MAX_DEPTH) {
    throw new GoError(`json: unsupported value: encountered a cycle via ${typeName(value)}`);
  }
  context.open.add(id);
}
