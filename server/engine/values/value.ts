// Go's values as templates see them: what they are, what they are called, and when they are equal in kind.
//
// | Go                              | here                                            |
// | string                          | string (see text/bytes.ts for invalid UTF-8)     |
// | bool, float64                   | boolean, number                                  |
// | int                             | bigint                                           |
// | any other integer kind          | Int                                              |
// | nil interface                   | null                                             |
// | invalid reflect.Value           | INVALID (a nil that went through a pipeline)     |
// | no previous pipeline value      | MISSING (the interpreter's own)                  |
// | map[string]T and named maps     | GoMap                                            |
// | []T                             | GoSlice                                          |
// | structs, times, versions, bytes | subclasses of GoObject                           |
//
// Nothing is ever `undefined`, and no conversion between numeric kinds is silent.

import { fromBytes, toBytes } from '../text/bytes.ts';
import type { Origin } from '../text/origin.ts';
import { Int } from './int.ts';

export { goInt, Int, type IntKind, int64 } from './int.ts';

export type Value = null | Invalid | Missing | string | boolean | number | bigint | Int | GoMap | GoSlice | GoObject;

/** What a nil becomes once a pipeline or a variable held it: field access on it yields it again, silently. */
export const INVALID: unique symbol = Symbol('invalid');
export type Invalid = typeof INVALID;

/** No value was piped. Only the interpreter makes and sees it. */
export const MISSING: unique symbol = Symbol('missing');
export type Missing = typeof MISSING;

/** reflect.Kind's names. */
export type Kind =
  | 'invalid'
  | 'bool'
  | 'int'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'float64'
  | 'complex128'
  | 'string'
  | 'map'
  | 'slice'
  | 'struct'
  | 'ptr'
  | 'func'
  | 'interface';

/** `map[string]interface {}`, the type of every map that comes from YAML, JSON or dict. */
export const ANY_MAP = 'map[string]interface {}';
/** `[]interface {}`. */
export const ANY_SLICE = '[]interface {}';

/** Told of each write into a map before it happens: the map, and the value that it gets (undefined: it loses one). */
export type WriteWatcher = (map: GoMap, value: Value | undefined) => void;

let watcher: WriteWatcher | undefined;

/** Puts a watcher in place of the one that watched before, which is returned: values/journal.ts. */
export function watchWrites(next: WriteWatcher | undefined): WriteWatcher | undefined {
  const before = watcher;
  watcher = next;
  return before;
}

/**
 * A Go map with string keys, by reference. `type` is what %T prints (`map[string]interface {}`, `chartutil.Values`,
 * `map[string]string`); `elem` the element type, whose zero a missing key gives. Keys keep insertion order; whoever
 * needs Go's order sorts. While tracing, `slots` holds the origin of each entry's value.
 */
export class GoMap {
  readonly type: string;
  readonly elem: string;
  readonly entries: Map<string, Value>;
  /** A nil map: reads like an empty one, prints and marshals as null, and cannot be written to. */
  readonly nil: boolean;
  slots: Map<string, Origin> | undefined;

  constructor(entries: Map<string, Value> = new Map(), type: string = ANY_MAP, elem = 'interface {}', nil = false) {
    this.entries = entries;
    this.type = type;
    this.elem = elem;
    this.nil = nil;
  }

  get size(): number {
    return this.entries.size;
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  /** The entry; undefined when absent (the one place where undefined means something). */
  get(key: string): Value | undefined {
    return this.entries.get(key);
  }

  set(key: string, value: Value, origin?: Origin): void {
    watcher?.(this, value);
    this.entries.set(key, value);
    if (origin !== undefined) (this.slots ??= new Map()).set(key, origin);
    else this.slots?.delete(key);
  }

  delete(key: string): void {
    watcher?.(this, undefined);
    this.entries.delete(key);
    this.slots?.delete(key);
  }

  /** A map of the same type over other entries, without origins; subclasses with methods give one of their own. */
  withEntries(entries: Map<string, Value>): GoMap {
    return new GoMap(entries, this.type, this.elem);
  }

  /** Origin of the entry's value, when one is known. */
  origin(key: string): Origin | undefined {
    return this.slots?.get(key);
  }
}

/** Copies one entry with its origin. */
export function copyEntry(to: GoMap, from: GoMap, key: string): void {
  to.set(key, from.get(key) ?? null, from.origin(key));
}

/** A new map with the same entries and origins (a shallow copy), of the plain any-map type unless told otherwise. */
export function copyMap(map: GoMap, type: string = ANY_MAP): GoMap {
  const copy = new GoMap(new Map(map.entries), type);
  if (map.slots) copy.slots = new Map(map.slots);
  return copy;
}

/** A map from pairs; for tests and small tables. */
export function mapOf(pairs: Iterable<readonly [string, Value]> | Record<string, Value> = []): GoMap {
  return new GoMap(new Map(Symbol.iterator in pairs ? pairs : Object.entries(pairs)));
}

/**
 * A Go slice: a window [start, start+length) on a shared array, with its element type. Slicing shares the array, as in Go.
 * While tracing, `slots` (parallel to `array`) holds the origin of each element.
 */
export class GoSlice {
  readonly elem: string;
  readonly array: Value[];
  readonly start: number;
  readonly length: number;
  /** A nil slice: length 0, marshals as null. */
  readonly nil: boolean;
  slots: (Origin | undefined)[] | undefined;

  constructor(array: Value[] = [], elem = 'interface {}', start = 0, length = array.length, nil = false) {
    this.array = array;
    this.elem = elem;
    this.start = start;
    this.length = length;
    this.nil = nil;
  }

  get type(): string {
    return `[]${this.elem}`;
  }

  at(index: number): Value {
    return this.array[this.start + index] as Value;
  }

  origin(index: number): Origin | undefined {
    return this.slots?.[this.start + index];
  }

  /** The elements as a fresh array. */
  items(): Value[] {
    return this.array.slice(this.start, this.start + this.length);
  }

  /** Their origins as a fresh array, parallel to items(); undefined when none is known. */
  origins(): (Origin | undefined)[] | undefined {
    return this.slots?.slice(this.start, this.start + this.length);
  }

  slice(from: number, to: number): GoSlice {
    const part = new GoSlice(this.array, this.elem, this.start + from, to - from);
    part.slots = this.slots;
    return part;
  }
}

/** A fresh `[]interface {}` (or of another element type) with these elements and, while tracing, their origins. */
export function sliceOf(items: Value[], elem = 'interface {}', origins?: (Origin | undefined)[]): GoSlice {
  const slice = new GoSlice(items, elem);
  if (origins?.some((origin) => origin !== undefined)) slice.slots = origins;
  return slice;
}

/** The nil slice of an element type. */
export function nilSlice(elem = 'interface {}'): GoSlice {
  return new GoSlice([], elem, 0, 0, true);
}

/** A Go method that templates may call on an object. */
export interface Method {
  /** Go types of the parameters, receiver excluded. */
  readonly params: readonly string[];
  /** Go type of the result, for messages and completion. */
  readonly result: string;
  readonly call: (args: readonly Value[]) => Value;
  /** Go's words on why a template cannot call it, which has several results; `call` is then never reached. */
  readonly refused?: string;
}

/**
 * A Go value that is neither scalar, map nor slice: struct, pointer to struct, or a named type with methods.
 * Subclasses give the type's name, its exported fields and methods.
 */
export abstract class GoObject {
  /** As %T prints it: `time.Time`, `*chartutil.Capabilities`. */
  abstract readonly type: string;
  /** The kind of the value itself; a pointer to struct is 'ptr'. */
  abstract readonly kind: Kind;
  /** Exported field, or undefined when there is none of that name. */
  field(_name: string): Value | undefined {
    return undefined;
  }
  /** Go type of an exported field, for messages (`can't evaluate field x in type string`). */
  fieldType(_name: string): string {
    return 'interface {}';
  }
  /** Names of the exported fields in declaration order: what %v prints and completion offers. */
  fieldNames(): readonly string[] {
    return [];
  }
  /**
   * What fmt prints where that is more than the exported fields: all fields of a struct by name, the map or list behind
   * a named type. undefined: the fields by fieldNames.
   */
  printed(): readonly (readonly [name: string, value: Value])[] | GoMap | GoSlice | undefined {
    return undefined;
  }
  method(_name: string): Method | undefined {
    return undefined;
  }
  methodNames(): readonly string[] {
    return [];
  }
  /** What String() or Error() gives; undefined for a type without. */
  text(): string | undefined {
    return undefined;
  }
  /** The value once a function argument or an interface took it: a struct that was addressable loses its pointer's methods. */
  copied(): Value {
    return this;
  }
  /** What deepCopy makes of it: fields that are not exported are lost on the way. */
  deepCopied(): GoObject {
    return this;
  }
  /** What encoding/json makes of it, as a tree of plain values; undefined: marshal its fields by fieldNames. */
  json(): Value | undefined {
    return undefined;
  }
}

/** Go's `[]uint8`. */
export class GoBytes extends GoObject {
  override readonly type = '[]uint8';
  override readonly kind = 'slice';
  /** A nil slice, which a file that does not exist is: no bytes, marshals as null, equals nil. */
  readonly nil: boolean;
  private held: Uint8Array | string;

  /** Of bytes, or of a Go string whose bytes nobody may ever ask for. */
  constructor(held: Uint8Array | string, nil = false) {
    super();
    this.held = held;
    this.nil = nil;
  }

  get bytes(): Uint8Array {
    if (typeof this.held === 'string') this.held = toBytes(this.held);
    return this.held;
  }

  /** The Go string of these bytes. */
  toGoString(): string {
    return typeof this.held === 'string' ? this.held : fromBytes(this.held);
  }
}

/** A complex128; Helm's templates can write one, print it, and nothing else. */
export class Complex extends GoObject {
  override readonly type = 'complex128';
  override readonly kind = 'complex128';
  readonly real: number;
  readonly imaginary: number;
  constructor(real: number, imaginary: number) {
    super();
    this.real = real;
    this.imaginary = imaginary;
  }
}

export function isNothing(value: Value): value is null | Invalid | Missing {
  return value === null || value === INVALID || value === MISSING;
}

export function isInteger(value: Value): value is bigint | Int {
  return typeof value === 'bigint' || value instanceof Int;
}

/** The integer's value, whatever its kind. */
export function integerValue(value: bigint | Int): bigint {
  return typeof value === 'bigint' ? value : value.value;
}

/** The dynamic type's name as %T prints it; `<nil>` for nothing. */
export function typeName(value: Value): string {
  if (isNothing(value)) return '<nil>';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'number':
      return 'float64';
    case 'bigint':
      return 'int';
    default:
      return (value as Int | GoMap | GoSlice | GoObject).type;
  }
}

/** reflect.Kind of the value. */
export function kindOf(value: Value): Kind {
  if (isNothing(value)) return 'invalid';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'number':
      return 'float64';
    case 'bigint':
      return 'int';
    default:
      if (value instanceof GoMap) return 'map';
      if (value instanceof GoSlice) return 'slice';
      return (value as Int | GoObject).kind;
  }
}

/** Go template truth: text/template's IsTrue. */
export function truth(value: Value): boolean {
  if (isNothing(value)) return false;
  switch (typeof value) {
    case 'string':
      return value.length > 0;
    case 'boolean':
      return value;
    case 'number':
      return value !== 0; // NaN is true, as in Go.
    case 'bigint':
      return value !== 0n;
    default:
      if (value instanceof GoMap) return value.size > 0;
      if (value instanceof GoSlice) return value.length > 0;
      if (value instanceof Int) return value.value !== 0n;
      if (value instanceof GoBytes) return value.bytes.length > 0;
      if (value instanceof Complex) return value.real !== 0 || value.imaginary !== 0;
      if (value.kind === 'interface') return false; // No value has this kind but a nil error.
      // A named integer (a Duration, a Weekday) says its number as json().
      return !/^u?int/.test(value.kind) || truth(value.json() ?? true);
  }
}
