// YAML into Go structs as sigs.k8s.io/yaml decodes it: Chart.yaml, Chart.lock and the heads of manifests.
//
// A struct is described by a small piece of data, its Shape. The text becomes a tree, scalars that stand where a string
// is wanted become strings, and the rest follows encoding/json: keys in sorted order, exact names before names that
// differ in case only, the first wrong type is the error.

import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import { sortedKeys } from '../values/sort.ts';
import { GoMap, GoSlice, Int, sliceOf, type Value } from '../values/value.ts';
import { parseDocument } from './parse.ts';
import { jsonKind } from './read.ts';
import { type Built, buildValue } from './read-build.ts';
import { checkJson, checkKeys } from './read-check.ts';
import { floatText } from './resolve.ts';
import { goYamlText, YamlProblem } from './scan-problem.ts';

/** A Go type as a target. `any` is interface {}. */
export type Shape = 'string' | 'bool' | 'any' | ListShape | MapShape | StructShape;

export interface ListShape {
  readonly list: Shape;
}

/** map[string]T */
export interface MapShape {
  readonly map: Shape;
}

export interface StructShape {
  /** Its Go type with the package (`chart.Metadata`), for an anonymous struct the whole type. */
  readonly type: string;
  /** Its name without the package, as errors about fields begin; empty for an anonymous struct. */
  readonly name: string;
  /** Whether the target is a pointer to it, which null leaves nil. */
  readonly pointer?: boolean | undefined;
  /** By JSON name, in the order of declaration. */
  readonly fields: Readonly<Record<string, Shape>>;
}

/** A struct or a map[string]T: what the text set, by JSON name or key. What is absent has Go's zero value. */
export type DecodedMap = Map<string, Decoded>;
/** By shape: string, boolean, any Value for `any`, array, DecodedMap; null for a nil pointer, map or list. */
export type Decoded = Value | Decoded[] | DecodedMap;

export interface DecodeOptions {
  /** UnmarshalStrict: unknown fields and repeated keys are errors. */
  readonly strict?: boolean | undefined;
}

/** The first document as yaml.Unmarshal fills the struct. An empty text fills nothing. Throws GoError with sigs' text. */
export function decodeStruct(text: string, shape: StructShape, options: DecodeOptions = {}): DecodedMap {
  return decodePointer(text, shape, options) ?? new Map();
}

/** The same into a nil pointer to the struct: null, also an empty text, leaves it nil. */
export function decodePointer(text: string, shape: StructShape, options: DecodeOptions = {}): DecodedMap | null {
  try {
    return decodeTree(toJson(text, shape, options.strict === true), shape, options);
  } catch (error) {
    if (!(error instanceof JsonMismatch)) throw error;
    throw new GoError(`error unmarshaling JSON: while decoding JSON: ${error.message}`);
  }
}

/** What encoding/json makes of a tree, with nothing converted beforehand. Throws GoError with its text. */
export function decodeTree(tree: Value, shape: StructShape, options: DecodeOptions = {}): DecodedMap | null {
  if (tree === null) return null;
  const decoder = new Decoder(options.strict === true);
  const result: DecodedMap = new Map();
  decoder.decode(tree, { ...shape, pointer: false }, result);
  if (decoder.error !== undefined) throw new JsonMismatch(decoder.error);
  return result;
}

/** A tree that does not fit the struct. */
class JsonMismatch extends GoError {}

/** The tree that the JSON text would be, scalars for strings converted. */
function toJson(text: string, shape: Shape, strict: boolean): Value {
  try {
    const { root, problem } = parseDocument(text);
    if (problem !== undefined) throw problem;
    if (root === null) return null;
    const built = buildValue(root, { exact: true, strict });
    // Keys are refused first, while converting; numbers later, and only those that did not become strings.
    if (built.oddKeys.size > 0) checkKeys(built);
    const value = coerce(built.value, shape);
    if (built.suspicious) checkJson({ value, suspicious: true, oddKeys: NO_KEYS });
    return value;
  } catch (problem) {
    if (problem instanceof YamlProblem) throw new GoError(`error converting YAML to JSON: ${goYamlText(problem)}`);
    throw problem;
  }
}

const NO_KEYS: Built['oddKeys'] = new Map();

/** Turns scalars into strings where the shape wants strings, and exact integers elsewhere into float64. */
function coerce(value: Value, shape: Shape | undefined): Value {
  if (shape === undefined || shape === 'any') return floatsOnly(value);
  if (value instanceof GoMap) {
    for (const [key, child] of value.entries) value.entries.set(key, coerce(child, shapeOf(shape, key)));
    return value;
  }
  if (value instanceof GoSlice) {
    const wanted = isList(shape) ? shape.list : undefined;
    return sliceOf(value.items().map((item) => coerce(item, wanted)));
  }
  return shape === 'string' ? scalarText(value) : asFloat(value);
}

/** What a key of a map sets; undefined when that is nothing. */
function shapeOf(shape: Shape, key: string): Shape | undefined {
  if (isMap(shape)) return shape.map;
  if (!isStruct(shape)) return undefined;
  const field = fieldOf(shape, key);
  return field === undefined ? undefined : shape.fields[field];
}

/** All integers as float64, in place. Without recursion: below a shape a value may be as deep as it likes. */
function floatsOnly(root: Value): Value {
  const open: Value[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (value instanceof GoMap) {
      for (const [key, child] of value.entries) {
        value.entries.set(key, asFloat(child));
        open.push(child);
      }
    } else if (value instanceof GoSlice) {
      for (let i = 0; i < value.length; i++) {
        open.push(value.array[i] as Value);
        value.array[i] = asFloat(value.array[i] as Value);
      }
    }
  }
  return asFloat(root);
}

/** A scalar as text; null stays null. */
function scalarText(value: Value): Value {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Int) return value.value.toString();
  if (typeof value === 'number') return floatText(value);
  return typeof value === 'boolean' ? String(value) : value;
}

function asFloat(value: Value): Value {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Int ? Number(value.value) : value;
}

/** The name of the field that a key sets: the same, or else the first that differs in case only. */
function fieldOf(shape: StructShape, key: string): string | undefined {
  if (Object.hasOwn(shape.fields, key)) return key;
  const folded = fold(key);
  return Object.keys(shape.fields).find((name) => fold(name) === folded);
}

/** Names of fields are ASCII; of all other characters only these two fold to one. */
function fold(name: string): string {
  return name.replaceAll('\u017f', 's').replaceAll('\u212a', 'k').toLowerCase();
}

class Decoder {
  error: string | undefined;
  private readonly strict: boolean;
  private struct = '';
  private readonly fields: string[] = [];

  constructor(strict: boolean) {
    this.strict = strict;
  }

  /** encoding/json's value(): `into` is what the target holds already, for keys that set one field twice. */
  decode(value: Value, shape: Shape, into?: Decoded): Decoded | undefined {
    if (shape === 'any') return value;
    if (value === null) return typeof shape === 'string' || (isStruct(shape) && !shape.pointer) ? into : null;
    if (shape === 'string' || shape === 'bool') {
      const wanted = shape === 'string' ? 'string' : 'boolean';
      return typeof value === wanted ? value : this.mismatch(value, shape, into);
    }
    if (isList(shape)) {
      if (!(value instanceof GoSlice)) return this.mismatch(value, shape, into);
      // As in Go, what the list held before is decoded into, item by item.
      const before = Array.isArray(into) ? into : [];
      return value.items().map((item, i) => this.decode(item, shape.list, before[i]) ?? zeroOf(shape.list));
    }
    if (!(value instanceof GoMap)) return this.mismatch(value, shape, into);
    const target: DecodedMap = into instanceof Map ? into : new Map();
    if (isMap(shape)) this.decodeMap(value, shape, target);
    else this.decodeFields(value, shape, target);
    return target;
  }

  private decodeMap(value: GoMap, shape: MapShape, target: DecodedMap): void {
    for (const key of sortedKeys(value)) {
      target.set(key, this.decode(value.get(key) as Value, shape.map) ?? zeroOf(shape.map));
    }
  }

  private decodeFields(value: GoMap, shape: StructShape, target: DecodedMap): void {
    const { struct } = this;
    for (const key of sortedKeys(value)) {
      const field = fieldOf(shape, key);
      if (field === undefined) {
        if (this.strict) this.error ??= `json: unknown field ${quoteGo(key)}`;
        continue;
      }
      this.struct = shape.name;
      this.fields.push(field);
      const decoded = this.decode(value.get(key) as Value, shape.fields[field] as Shape, target.get(field));
      if (decoded !== undefined) target.set(field, decoded);
      this.fields.pop();
      this.struct = struct;
    }
  }

  private mismatch(value: Value, shape: Shape, into: Decoded | undefined): Decoded | undefined {
    const place =
      this.fields.length > 0 ? `Go struct field ${this.struct}.${this.fields.join('.')} of type` : 'Go value of type';
    this.error ??= `json: cannot unmarshal ${jsonKind(value)} into ${place} ${goType(shape)}`;
    return into;
  }
}

/** The Go type that errors name: of a pointer, what it points to. */
function goType(shape: Shape): string {
  if (isStruct(shape)) return shape.type;
  return elementType(shape);
}

function elementType(shape: Shape): string {
  if (shape === 'any') return 'interface {}';
  if (typeof shape === 'string') return shape;
  if (isList(shape)) return `[]${elementType(shape.list)}`;
  if (isMap(shape)) return `map[string]${elementType(shape.map)}`;
  return shape.pointer ? `*${shape.type}` : shape.type;
}

/** Go's zero value, for elements that nothing set. */
function zeroOf(shape: Shape): Decoded {
  if (shape === 'string') return '';
  if (shape === 'bool') return false;
  return shape === 'any' || !isStruct(shape) || shape.pointer ? null : new Map();
}

function isList(shape: Shape | undefined): shape is ListShape {
  return typeof shape === 'object' && 'list' in shape;
}

function isMap(shape: Shape | undefined): shape is MapShape {
  return typeof shape === 'object' && 'map' in shape;
}

function isStruct(shape: Shape | undefined): shape is StructShape {
  return typeof shape === 'object' && 'fields' in shape;
}
