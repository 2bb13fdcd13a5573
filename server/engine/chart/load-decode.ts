// Decodes a chart's own YAML files as Go fills the structs for them: scalars where texts are wanted, errors in Go's words.

import { GoError } from '../values/errors.ts';
import { formatFloat32G } from '../values/number.ts';
import { sortedKeys } from '../values/sort.ts';
import { GoMap, GoSlice, integerValue, isInteger, sliceOf, type Value } from '../values/value.ts';
import { parseDocument } from '../yaml/parse.ts';
import { jsonKind, readYaml } from '../yaml/read.ts';
import { buildValue } from '../yaml/read-build.ts';

/** What a field is decoded into. */
type Shape = 'string' | 'bool' | 'any' | 'time' | ListShape | MapShape | StructShape;

interface ListShape {
  readonly of: Shape;
}

/** A map of texts. */
interface MapShape {
  readonly values: 'string';
}

interface StructShape {
  readonly name: string;
  readonly fields: Readonly<Record<string, Shape>>;
}

const MAINTAINER: StructShape = { name: 'Maintainer', fields: { name: 'string', email: 'string', url: 'string' } };

const DEPENDENCY: StructShape = {
  name: 'Dependency',
  fields: {
    name: 'string',
    version: 'string',
    repository: 'string',
    condition: 'string',
    tags: { of: 'string' },
    enabled: 'bool',
    'import-values': { of: 'any' },
    alias: 'string',
  },
};

/** Metadata is Chart.yaml, Lock is Chart.lock, chartBase is what Helm 4 reads of Chart.yaml beforehand. */
const STRUCTS = {
  Metadata: {
    name: 'Metadata',
    fields: {
      name: 'string',
      home: 'string',
      sources: { of: 'string' },
      version: 'string',
      description: 'string',
      keywords: { of: 'string' },
      maintainers: { of: MAINTAINER },
      icon: 'string',
      apiVersion: 'string',
      condition: 'string',
      tags: 'string',
      appVersion: 'string',
      deprecated: 'bool',
      annotations: { values: 'string' },
      kubeVersion: 'string',
      dependencies: { of: DEPENDENCY },
      type: 'string',
    },
  },
  Lock: { name: 'Lock', fields: { generated: 'time', digest: 'string', dependencies: { of: DEPENDENCY } } },
  chartBase: { name: 'chartBase', fields: { apiVersion: 'string' } },
} as const satisfies Record<string, StructShape>;

export interface Decoded {
  /** The fields that the file has, by JSON name; those of the wrong kind are missing. */
  readonly fields: GoMap;
  /** Helm's text for the first thing that is wrong. */
  readonly problem: string | undefined;
  /** Where in the file that is, when it is not the syntax. */
  readonly path: readonly (string | number)[];
}

/** Decodes one file. `goPackage` is the package of the Go types, as messages name it. Never throws. */
export function decodeFields(text: string, struct: keyof typeof STRUCTS, goPackage: string): Decoded {
  const run: Run = { goPackage, problem: undefined, path: [] };
  const shape = STRUCTS[struct];
  try {
    // Reading without exact numbers first tells all that the way through JSON refuses.
    readYaml(text);
    const { root } = parseDocument(text);
    const value = root === null ? null : buildValue(root, { exact: true }).value;
    const fields = value === null ? new GoMap() : decode(run, shape, value, { struct: '', fields: [], path: [] });
    return { fields: fields instanceof GoMap ? fields : new GoMap(), problem: run.problem, path: run.path };
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    return { fields: new GoMap(), problem: error.message, path: [] };
  }
}

interface Run {
  readonly goPackage: string;
  problem: string | undefined;
  path: readonly (string | number)[];
}

/** Where the decoder is: the struct it is in last, the fields that led there, and the keys as written. */
interface Place {
  readonly struct: string;
  readonly fields: readonly string[];
  readonly path: readonly (string | number)[];
}

/** The value in its shape; undefined, and the first problem noted, when it has another. */
function decode(run: Run, shape: Shape, value: Value, place: Place): Value | undefined {
  if (value === null) return null;
  if (shape === 'any') return value;
  if (shape === 'time') return decodeTime(run, value, place);
  if (shape === 'bool') return typeof value === 'boolean' ? value : mismatch(run, shape, value, place);
  if (shape === 'string') return scalarText(value) ?? mismatch(run, shape, value, place);
  if ('of' in shape)
    return value instanceof GoSlice ? decodeList(run, shape, value, place) : mismatch(run, shape, value, place);
  if (!(value instanceof GoMap)) return mismatch(run, shape, value, place);
  return 'values' in shape ? decodeTexts(run, value, place) : decodeStruct(run, shape, value, place);
}

/** Keys are taken in sorted order, as sigs.k8s.io/yaml's JSON has them; a later one for the same field wins. */
function decodeStruct(run: Run, shape: StructShape, value: GoMap, place: Place): GoMap {
  const out = new GoMap();
  for (const key of sortedKeys(value)) {
    const name = fieldName(shape, key);
    if (name === undefined) continue;
    const inner = { struct: shape.name, fields: [...place.fields, name], path: [...place.path, key] };
    const decoded = decode(run, shape.fields[name] as Shape, value.get(key) as Value, inner);
    if (decoded !== undefined) out.set(name, decoded);
  }
  return out;
}

/** encoding/json takes the very name first, then any spelling that differs in case only. */
function fieldName(shape: StructShape, key: string): string | undefined {
  if (Object.hasOwn(shape.fields, key)) return key;
  const folded = key.toLowerCase();
  return Object.keys(shape.fields).find((name) => name.toLowerCase() === folded);
}

function decodeList(run: Run, shape: ListShape, value: GoSlice, place: Place): GoSlice {
  const items = value.items().map((item, i) => {
    const decoded = decode(run, shape.of, item, { ...place, path: [...place.path, i] });
    return decoded ?? (item === null ? null : new GoMap());
  });
  return sliceOf(items);
}

function decodeTexts(run: Run, value: GoMap, place: Place): GoMap {
  const out = new GoMap();
  for (const key of sortedKeys(value)) {
    const decoded = decode(run, 'string', value.get(key) as Value, { ...place, path: [...place.path, key] });
    out.set(key, decoded ?? null);
  }
  return out;
}

/** Only that it is an RFC 3339 time is checked; nobody reads it. */
function decodeTime(run: Run, value: Value, place: Place): Value | undefined {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.,]\d+)?(Z|[-+]\d\d:\d\d)$/.test(value))
    return value;
  const shown = typeof value === 'string' ? `parsing time "${value}" as "2006-01-02T15:04:05Z07:00"` : '';
  note(run, shown === '' ? 'Time.UnmarshalJSON: input is not a JSON string' : shown, place);
  return undefined;
}

/** Numbers and booleans where a text is wanted; floats pass through float32. */
function scalarText(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return formatFloat32G(value);
  return isInteger(value) ? integerValue(value).toString() : undefined;
}

function mismatch(run: Run, shape: Shape, value: Value, place: Place): undefined {
  const target = place.struct === '' ? 'value' : `struct field ${place.struct}.${place.fields.join('.')}`;
  note(run, `json: cannot unmarshal ${jsonKind(value)} into Go ${target} of type ${goType(run, shape)}`, place);
  return undefined;
}

function note(run: Run, message: string, place: Place): void {
  if (run.problem !== undefined) return;
  run.problem = `error unmarshaling JSON: while decoding JSON: ${message}`;
  run.path = place.path;
}

/** The Go type of a shape as reflect prints it; structs in lists are held by pointers. */
function goType(run: Run, shape: Shape): string {
  if (typeof shape === 'string') return shape === 'any' ? 'interface {}' : shape;
  if ('of' in shape)
    return `[]${typeof shape.of === 'object' && 'fields' in shape.of ? '*' : ''}${goType(run, shape.of)}`;
  return 'values' in shape ? 'map[string]string' : `${run.goPackage}.${shape.name}`;
}
