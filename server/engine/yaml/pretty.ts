// toYamlPretty: go-yaml 3 on the Go value itself, without the detour through JSON, two spaces to a level, no folding.

import { isValidUtf8, toBytes } from '../text/bytes.ts';
import { GoDuration } from '../values/duration.ts';
import { GoError } from '../values/errors.ts';
import { formatFloatG } from '../values/number.ts';
import { GoTime } from '../values/time.ts';
import { GoBytes, GoMap, type GoObject, GoSlice, Int, isNothing, sliceOf, type Value } from '../values/value.ts';
import { sortYamlKeys } from './emit-order.ts';
import { writeString } from './emit-scalar.ts';
import { type Dialect, emitDocument } from './emit-tree.ts';
import { YamlWriter } from './emit-writer.ts';
import { base64 } from './json.ts';

/**
 * Helm's toYamlPretty. Throws GoError for what go-yaml 3 cannot marshal; a value that contains itself, on which the real
 * function never ends, is an error here too.
 */
export function toYamlPretty(value: Value): string {
  const w = new YamlWriter(Number.POSITIVE_INFINITY, false);
  emitDocument(w, prettyDialect, value, undefined);
  return w.fresh && w.text.endsWith('\n') ? w.text.slice(0, -1) : w.text;
}

const BINARY = '!!binary ';

const prettyDialect: Dialect = {
  version: 3,
  sequenceIndent: 2,
  keyText: (key) => (isValidUtf8(key) ? key : brokenBase64(key)),
  keyTag: (key) => (isValidUtf8(key) ? '' : BINARY),
  unwrap,
  keys: (map) => (map instanceof StructMap ? [...map.entries.keys()] : sortYamlKeys([...map.entries.keys()], 3)),
  writeScalar(w, value, indent) {
    if (typeof value !== 'string') w.write(scalarText(value));
    else if (isValidUtf8(value)) writeString(w, value, indent, 3, undefined);
    else {
      w.write(BINARY);
      writeString(w, brokenBase64(value), indent, 3, undefined, { simpleKey: false, tagged: true });
    }
  },
};

/** The fields of a struct, which keep their order. */
class StructMap extends GoMap {}

/** A text that go-yaml writes without asking whether it needs quotes. */
class Verbatim extends Int {
  readonly text: string;
  constructor(text: string) {
    super('int64', 0n);
    this.text = text;
  }
}

function scalarText(value: Value): string {
  if (isNothing(value)) return 'null';
  if (value instanceof Verbatim) return value.text;
  if (value instanceof Int) return String(value.value);
  if (typeof value === 'number') return floatText(value);
  return String(value as boolean | bigint);
}

function floatText(x: number): string {
  if (Number.isNaN(x)) return '.nan';
  if (!Number.isFinite(x)) return x > 0 ? '.inf' : '-.inf';
  return formatFloatG(x);
}

/** Types that marshal as text are strings, times stand unquoted, bytes are a list of numbers, structs maps of fields. */
function unwrap(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Int || value instanceof GoMap || value instanceof GoSlice) return value;
  if (value instanceof GoBytes) return sliceOf([...value.bytes].map((byte) => new Int('uint8', BigInt(byte))));
  if (value instanceof GoTime) return new Verbatim(value.format('2006-01-02T15:04:05.999999999Z07:00'));
  if (value instanceof GoDuration) return value.text();
  const plain = value.json();
  return typeof plain === 'string' || typeof plain === 'bigint' ? plain : structMap(value);
}

function structMap(object: GoObject): GoMap {
  if (object.kind !== 'struct' && object.kind !== 'ptr') throw new GoError(`cannot marshal type: ${object.type}`);
  const map = new StructMap(new Map(), object.type);
  for (const name of object.fieldNames()) map.set(name.toLowerCase(), object.field(name) ?? null);
  return map;
}

/** Base64 in lines of 70, as go-yaml writes bytes that are no text. */
function brokenBase64(text: string): string {
  const encoded = base64(toBytes(text));
  return encoded.length < 70 ? encoded : encoded.replace(/.{1,70}/g, '$&\n');
}
