// toYaml: a value as Helm's toYaml writes it, byte for byte, in one pass from the value to the text.

import type { Origin, Pieces } from '../text/origin.ts';
import { GoError } from '../values/errors.ts';
import { sortedKeys } from '../values/sort.ts';
import { GoMap, GoSlice, Int, isNothing, type Value } from '../values/value.ts';
import {
  EmitFailure,
  floatThroughJson,
  keyThroughJson,
  mergeKeys,
  objectThroughJson,
  stringThroughJson,
} from './emit-json.ts';
import { sortYamlKeys } from './emit-order.ts';
import { readerError } from './emit-reader-error.ts';
import { writeString } from './emit-scalar.ts';
import { type Dialect, emitDocument } from './emit-tree.ts';
import { scalarPieces, YamlWriter } from './emit-writer.ts';
import { jsonEncode } from './json.ts';

/** A text and who it came from; the pieces cover it whole. */
export interface TracedText {
  readonly text: string;
  readonly pieces: Pieces;
}

/** Helm's toYaml: the YAML text without its last line feed, or nothing at all when the value has none. */
export function toYaml(value: Value): string {
  try {
    return emit(value, undefined, false).text;
  } catch (error) {
    if (error instanceof GoError) return '';
    throw error;
  }
}

/** Helm 4's mustToYaml: as toYaml, but throws GoError with the text of what went wrong. */
export function mustToYaml(value: Value): string {
  try {
    return emit(value, undefined, false).text;
  } catch (error) {
    if (error instanceof GoError) throw realError(value, error);
    throw error;
  }
}

/**
 * toYaml's text with its provenance: each scalar has the origin of its slot, each key that of its entry, and the
 * indentation, dashes and line feeds that of the entry around them. `origin` is that of the value itself.
 */
export function toYamlTraced(value: Value, origin?: Origin): TracedText {
  try {
    return emit(value, origin, true);
  } catch (error) {
    if (error instanceof GoError) return { text: '', pieces: [] };
    throw error;
  }
}

function emit(value: Value, origin: Origin | undefined, traced: boolean): TracedText {
  const w = new YamlWriter(80, traced);
  emitDocument(w, toYamlDialect, value, origin);
  // The document ends with a line feed, which Helm cuts off; after a block that kept its own, it is that one.
  const text = w.fresh && w.text.endsWith('\n') ? w.text.slice(0, -1) : w.text;
  return { text, pieces: w.finish(text.length) };
}

const toYamlDialect: Dialect = {
  version: 2,
  sequenceIndent: 0,
  keyText: keyThroughJson,
  keyTag: () => '',
  unwrap,
  keys: (map) => sortYamlKeys([...map.entries.keys()], 2),
  writeScalar(w, value, indent, origin) {
    if (typeof value === 'string') {
      const text = stringThroughJson(value);
      writeString(w, text, indent, 2, w.pieces && scalarPieces(origin, text));
    } else w.write(scalarText(value));
  },
};

function scalarText(value: Value): string {
  if (isNothing(value)) return 'null';
  if (typeof value === 'number') return floatThroughJson(value);
  if (value instanceof Int) return String(value.value);
  if (value instanceof GoMap || value instanceof GoSlice) return 'null';
  return String(value as boolean | bigint);
}

/** Objects become what JSON makes of them, nil maps and slices nothing; keys that JSON would change are merged. */
function unwrap(value: Value): Value {
  if (typeof value !== 'object' || value === null || value instanceof Int) return value;
  if (value instanceof GoSlice) return value.nil ? null : value;
  if (!(value instanceof GoMap)) return unwrap(objectThroughJson(value));
  if (value.nil) return null;
  for (const key of value.entries.keys()) {
    if (/[\udc80-\udcff]/.test(key)) return mergeKeys(value, sortedKeys(value));
  }
  return value;
}

/** JSON comes first in the real pipeline, so its error does too. */
function realError(value: Value, error: GoError): GoError {
  let json: string;
  try {
    json = jsonEncode(value, { html: true });
  } catch (problem) {
    if (problem instanceof GoError) return new GoError(`error marshaling into JSON: ${problem.message}`);
    throw problem;
  }
  return error instanceof EmitFailure ? new GoError(readerError(json)) : error;
}
