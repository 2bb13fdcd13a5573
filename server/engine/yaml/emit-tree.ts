// The walk that toYaml and toYamlPretty share: maps and lists in block style, keys, and where their lines begin.

import { byteLength } from '../text/bytes.ts';
import type { Origin } from '../text/origin.ts';
import { GoError } from '../values/errors.ts';
import { makeText, spend } from '../values/meter.ts';
import { GoMap, GoSlice, type Value } from '../values/value.ts';
import type { YamlVersion } from './emit-resolve.ts';
import { analyze, writeString } from './emit-scalar.ts';
import type { YamlWriter } from './emit-writer.ts';

/** What differs between the two emitters. */
export interface Dialect {
  readonly version: YamlVersion;
  /** How much deeper than its key a list stands. */
  readonly sequenceIndent: 0 | 2;
  /** The text of a key. */
  readonly keyText: (key: string) => string;
  /** The tag that a key needs, ending in a space, or nothing. */
  readonly keyTag: (key: string) => string;
  /** The value with objects replaced by what they marshal as; a GoMap or GoSlice is walked, all else is a scalar. */
  readonly unwrap: (value: Value) => Value;
  /** The map's keys in their order. */
  readonly keys: (map: GoMap) => readonly string[];
  readonly writeScalar: (w: YamlWriter, value: Value, indent: number, origin: Origin | undefined) => void;
}

/** One document on its way. */
interface Emission {
  readonly w: YamlWriter;
  readonly dialect: Dialect;
  /** Maps and arrays on the way down, once deep enough to be suspicious. */
  readonly open: Set<object>;
}

/** Where a node stands: alone, after `key:`, or after the `-` or `:` of an entry whose line it may continue. */
type Place = 'root' | 'value' | 'entry';

/** From this depth on, maps and lists that lie inside themselves are looked for. */
const CYCLES_FROM = 100;
/** Deeper than this our own stack could end; the real emitters go on to some ten thousand. */
const MAX_DEPTH = 1500;
const SIMPLE_KEY_BYTES = 128;

/** Writes the value as a whole document, without the line feed that ends it. */
export function emitDocument(w: YamlWriter, dialect: Dialect, value: Value, origin: Origin | undefined): void {
  emitNode({ w, dialect, open: new Set() }, value, -1, 'root', origin, 0);
}

/** `indent` is that of the collection around the node, -1 at the root. */
function emitNode(
  emission: Emission,
  given: Value,
  indent: number,
  place: Place,
  origin: Origin | undefined,
  depth: number,
): void {
  const { w, dialect } = emission;
  spend(1);
  makeText('toYaml', w.text.length);
  w.mark(origin);
  const value = typeof given === 'object' && given !== null ? dialect.unwrap(given) : given;
  if (value instanceof GoMap && value.size > 0) {
    emitMap(emission, value, indent < 0 ? 0 : indent + 2, place, origin, depth + 1);
  } else if (value instanceof GoSlice && value.length > 0) {
    const step = place === 'value' ? dialect.sequenceIndent : 2;
    emitSlice(emission, value, indent < 0 ? 0 : indent + step, place, origin, depth + 1);
  } else {
    if (place !== 'root') w.write(' ');
    w.fresh = false;
    if (value instanceof GoMap) w.write('{}');
    else if (value instanceof GoSlice) w.write('[]');
    else dialect.writeScalar(w, value, indent < 0 ? 2 : indent + 2, origin);
  }
}

function emitMap(
  emission: Emission,
  map: GoMap,
  indent: number,
  place: Place,
  origin: Origin | undefined,
  depth: number,
): void {
  const { w, dialect } = emission;
  if (depth > CYCLES_FROM) enter(emission, map, depth);
  let inline = place === 'entry';
  for (const key of dialect.keys(map)) {
    const entry = map.origin(key) ?? origin;
    w.mark(origin);
    if (inline) w.write(' ');
    else w.nextLine(indent);
    inline = false;
    w.mark(entry);
    const simple = emitKey(emission, key, indent);
    emitNode(emission, map.get(key) ?? null, indent, simple ? 'value' : 'entry', entry, depth);
  }
  emission.open.delete(map);
}

function emitSlice(
  emission: Emission,
  slice: GoSlice,
  indent: number,
  place: Place,
  origin: Origin | undefined,
  depth: number,
): void {
  const { w } = emission;
  if (depth > CYCLES_FROM) enter(emission, slice.array, depth);
  for (let i = 0; i < slice.length; i++) {
    w.mark(origin);
    if (i === 0 && place === 'entry') w.write(' ');
    else w.nextLine(indent);
    w.write('-');
    emitNode(emission, slice.at(i), indent, 'entry', slice.origin(i) ?? origin, depth);
  }
  emission.open.delete(slice.array);
}

/** Writes the key up to its colon; returns whether it was a simple one. A long or multi-line key gets lines of its own. */
function emitKey(emission: Emission, key: string, indent: number): boolean {
  const { w, dialect } = emission;
  const text = dialect.keyText(key);
  const tag = dialect.keyTag(key);
  const simple = isShort(text, tag) && !analyze(text, dialect.version).multiline;
  if (!simple) w.write('? ');
  w.write(tag);
  writeString(w, text, indent + 2, dialect.version, undefined, { simpleKey: simple, tagged: tag !== '' });
  if (!simple) w.nextLine(indent);
  w.write(':');
  return simple;
}

/** The limit counts bytes, of the tag too but not of the blank after it. */
function isShort(text: string, tag: string): boolean {
  return text.length + tag.length <= 32 || byteLength(text) + Math.max(0, tag.length - 1) <= SIMPLE_KEY_BYTES;
}

function enter(emission: Emission, id: object, depth: number): void {
  if (emission.open.has(id) || depth > MAX_DEPTH) throw new GoError('the value contains itself or is too deep');
  emission.open.add(id);
}
