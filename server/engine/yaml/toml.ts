// toToml: a value as the BurntSushi encoder writes it, with its layout, its order of keys and its errors.

import { GoDuration } from '../values/duration.ts';
import { GoError } from '../values/errors.ts';
import { makeText, spend } from '../values/meter.ts';
import { formatFloat, formatFloatG } from '../values/number.ts';
import { sortedKeys } from '../values/sort.ts';
import { GoTime } from '../values/time.ts';
import {
  GoBytes,
  GoMap,
  GoObject,
  GoSlice,
  Int,
  isNothing,
  kindOf,
  nilSlice,
  sliceOf,
  type Value,
} from '../values/value.ts';
import { quoteKey, quoteText } from './toml-quote.ts';
import { LOCAL_DATE, LOCAL_DATETIME, LOCAL_TIME } from './toml-values.ts';

export { fromToml } from './toml-read.ts';

/** What the encoder returns as an error; Helm's toToml prints its text in place of the document. */
export class TomlError extends GoError {}

/**
 * Encodes the value. `exponent`: large and small floats are written with one (toml 1.6), not in digits (toml 1.5).
 * Throws TomlError for what TOML cannot hold, a plain GoError where the real encoder panics (nil).
 */
export function toToml(value: Value, exponent: boolean): string {
  if (isNothing(value)) throw new GoError('reflect: call of reflect.Value.Type on zero Value');
  const out: Output = { text: '', exponent };
  encode(out, [], value);
  return out.text;
}

interface Output {
  text: string;
  readonly exponent: boolean;
}

type Key = readonly string[];
/** What the encoder distinguishes: a table, a list of tables, anything else, or nothing at all. */
type Shape = 'table' | 'tables' | 'value' | 'nil';

/** Deeper than this our own stack could end; the real encoder does not survive a value that contains itself either. */
const MAX_DEPTH = 1000;

function encode(out: Output, key: Key, given: Value): void {
  makeText('toToml', out.text.length);
  if (key.length > MAX_DEPTH) throw new TomlError('toml: value is nested too deeply');
  const value = settled(given);
  if (value instanceof GoMap || isStruct(value)) {
    if (value instanceof GoMap && value.nil) return;
    if (key.length === 1) newline(out);
    if (key.length > 0) out.text += `${margin(key)}[${key.map(quoteKey).join('.')}]\n`;
    writeTable(out, key, value);
  } else if (value instanceof GoSlice && shapeOf(value) === 'tables') writeTables(out, key, value);
  else if (!isWritable(value))
    throw new TomlError(`unsupported type for key '${key.map(quoteKey).join('.')}': ${kindOf(value)}`);
  else if (key.length === 0) writeElement(out, value, 0);
  else {
    out.text += `${margin(key)}${quoteKey(key.at(-1) as string)} = `;
    writeElement(out, value, 0);
    newline(out);
  }
}

function writeTables(out: Output, key: Key, slice: GoSlice): void {
  if (key.length === 0) throw new TomlError('toml: top-level values must be Go maps or structs');
  for (const item of slice.items()) {
    newline(out);
    out.text += `${margin(key)}[[${key.map(quoteKey).join('.')}]]`;
    newline(out);
    writeTable(out, key, settled(item) as GoMap | GoObject);
  }
}

/** Plain entries come first, since a table's header would claim them; within both groups by key. */
function writeTable(out: Output, key: Key, table: GoMap | GoObject): void {
  const [plain, tables] = grouped(entriesOf(table));
  for (const [name, value] of [...plain, ...tables]) encode(out, [...key, name], value);
}

type Entry = readonly [name: string, value: Value];

/** Without entries that are nil, but with each list's errors raised. */
function grouped(entries: readonly Entry[]): readonly [plain: Entry[], tables: Entry[]] {
  const plain: Entry[] = [];
  const tables: Entry[] = [];
  for (const entry of entries) {
    const shape = shapeOf(entry[1]);
    if (shape === 'table' || shape === 'tables') tables.push(entry);
    else if (shape === 'value') plain.push(entry);
  }
  return [plain, tables];
}

/** An inline table. A last entry that is nil leaves the comma before it behind, as in the original. */
function writeInline(out: Output, table: GoMap | GoObject, depth: number): void {
  const entries = entriesOf(table);
  const isTable = ([, value]: Entry) => ['table', 'tables'].includes(shapeOf(value));
  const tables = entries.filter(isTable);
  const plain = entries.filter((entry) => !isTable(entry));
  out.text += '{';
  for (const [group, more] of [[plain, tables.length > 0] as const, [tables, false] as const]) {
    group.forEach(([name, value], i) => {
      if (shapeOf(value) === 'nil') return;
      out.text += `${quoteKey(name)} = `;
      writeElement(out, value, depth + 1);
      if (more || i !== group.length - 1) out.text += ', ';
    });
  }
  out.text += '}';
}

function writeElement(out: Output, given: Value, depth: number): void {
  makeText('toToml', out.text.length);
  if (depth > MAX_DEPTH) throw new TomlError('toml: value is nested too deeply');
  const value = settled(given);
  if (typeof value === 'string') out.text += quoteText(value);
  else if (typeof value === 'number') out.text += floatText(value, out.exponent);
  else if (value instanceof Verbatim) out.text += value.text;
  else if (value instanceof Int) out.text += String(value.value);
  else if (value instanceof GoSlice) {
    out.text += '[';
    value.items().forEach((item, i) => {
      if (i > 0) out.text += ', ';
      writeElement(out, item, depth + 1);
    });
    out.text += ']';
  } else if (value instanceof GoMap || isStruct(value)) writeInline(out, value, depth);
  else out.text += String(value);
}

/** A text that stands without quotes: a date. */
class Verbatim extends Int {
  readonly text: string;
  constructor(text: string) {
    super('int64', 0n);
    this.text = text;
  }
}

/** Values that marshal as text become that text, bytes a list of numbers. */
function settled(value: Value): Value {
  if (value instanceof GoBytes) {
    return value.nil ? nilSlice('uint8') : sliceOf([...value.bytes].map((byte) => new Int('uint8', BigInt(byte))));
  }
  if (!(value instanceof GoObject)) return value;
  if (value instanceof GoTime) return new Verbatim(timeText(value));
  if (value instanceof GoDuration) return value.text();
  const plain = value.json();
  return typeof plain === 'string' || typeof plain === 'bigint' ? plain : value;
}

/** A time that fromToml read without a zone keeps its short form. */
function timeText(time: GoTime): string {
  if (time.zone === LOCAL_DATETIME) return time.format('2006-01-02T15:04:05.999999999');
  if (time.zone === LOCAL_DATE) return time.format('2006-01-02');
  if (time.zone === LOCAL_TIME) return time.format('15:04:05.999999999');
  return time.format('2006-01-02T15:04:05.999999999Z07:00');
}

function shapeOf(given: Value): Shape {
  spend(1);
  const value = settled(given);
  if (isNothing(value)) return 'nil';
  if (value instanceof GoMap) return value.nil ? 'nil' : 'table';
  if (value instanceof GoSlice) return value.nil ? 'nil' : shapeOfList(value);
  if (isStruct(value)) return 'table';
  if (!isWritable(value)) throw new TomlError(`unsupported type: ${kindOf(value)}`);
  return 'value';
}

/** A list of nothing but tables is written as tables of its own; no list may hold nil. */
function shapeOfList(slice: GoSlice): Shape {
  let tables = slice.length > 0;
  for (const item of slice.items()) {
    const shape = shapeOf(item);
    if (shape === 'nil') throw new TomlError('toml: cannot encode array with nil element');
    if (shape !== 'table') tables = false;
  }
  return tables ? 'tables' : 'value';
}

function isStruct(value: Value): value is GoObject {
  return value instanceof GoObject && (value.kind === 'struct' || value.kind === 'ptr');
}

function isWritable(value: Value): boolean {
  return !(value instanceof GoObject) || isStruct(value);
}

function entriesOf(table: GoMap | GoObject): Entry[] {
  if (table instanceof GoMap) return sortedKeys(table).map((key) => [key, table.get(key) ?? null]);
  return table.fieldNames().flatMap((name): Entry[] => {
    const value = table.field(name) ?? null;
    return isStruct(value) && isEmbedded(table, name, value) ? entriesOf(value) : [[name, value]];
  });
}

/** An embedded struct: it bears the name of its type, and its fields are the outer struct's as well. */
function isEmbedded(outer: GoObject, name: string, inner: GoObject): boolean {
  if (!outer.fieldType(name).endsWith(`.${name}`)) return false;
  return inner.fieldNames().every((field) => outer.field(field) !== undefined);
}

function floatText(x: number, exponent: boolean): string {
  if (Number.isNaN(x)) return 'nan';
  if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf';
  const text = exponent ? formatFloatG(x) : formatFloat(x, 'f', -1);
  return /[e.]/.test(text) ? text : `${text}.0`;
}

/** A line feed, once anything stands before it. */
function newline(out: Output): void {
  if (out.text !== '') out.text += '\n';
}

function margin(key: Key): string {
  return '  '.repeat(key.length - 1);
}
