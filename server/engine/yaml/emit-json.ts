// What survives toYaml's detour: Helm's toYaml first writes JSON, which a YAML reader then reads back.
//
// Here each scalar is taken through both steps by itself, so that no JSON text is ever built. Where the real reader
// would fail, the functions throw an error without a message of its own; `readerError` finds the real one afterwards.

import { toValidUtf8 } from '../text/bytes.ts';
import { GoError } from '../values/errors.ts';
import { formatFloatG } from '../values/number.ts';
import { GoBytes, GoMap, type GoObject, type Value } from '../values/value.ts';
import { base64, floatProblem, objectTree } from './json.ts';

/** A failure of toYaml whose text is still to be found. */
export class EmitFailure extends GoError {}

/** Characters that JSON lets stand and that the YAML reader refuses, folds, or never sees. */
const SUSPECT = /[\u007f-\u009f\udc80-\udcff\ufffe\uffff]/;
const REFUSED = /[\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;
const NEL = '\u0085';

/** A string as it comes back. Almost always the very same one. */
export function stringThroughJson(text: string): string {
  return SUSPECT.test(text) ? suspectThroughJson(text) : text;
}

function suspectThroughJson(text: string): string {
  const valid = toValidUtf8(text);
  if (REFUSED.test(valid)) throw new EmitFailure();
  return valid.includes(NEL) ? foldNextLines(valid) : valid;
}

/** U+0085 is a line break inside a double-quoted scalar: one is a space, n are n-1 line feeds, spaces around them go. */
function foldNextLines(text: string): string {
  if (/\u0085(?:---|\.\.\.)[ \u0085]/.test(text)) throw new EmitFailure();
  return text.replace(/ *\u0085[ \u0085]*/g, (run) => {
    const breaks = run.split(NEL).length - 1;
    return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
  });
}

/** A key as it comes back: on one line, and no farther than 1024 characters from its colon. */
export function keyThroughJson(key: string): string {
  if (key.length < 170 && !SUSPECT.test(key)) return key;
  if (key.includes(NEL) || quotedLength(key) > 1024) throw new EmitFailure();
  return stringThroughJson(key);
}

/** Characters of the key in JSON, quotes included. */
function quotedLength(key: string): number {
  let length = 2;
  for (const char of key) length += quotedSize(char);
  return length;
}

function quotedSize(char: string): number {
  if (/["\\\n\r\t\b\f]/.test(char)) return 2;
  return char < ' ' || /[<>&\u2028\u2029]|\p{Surrogate}/u.test(char) ? 6 : 1;
}

/** A float64 as it comes back: digits that fit 64 bits are an integer, the rest is a float again. */
export function floatThroughJson(x: number): string {
  if (Number.isSafeInteger(x)) return x === 0 ? '0' : String(x);
  if (Number.isInteger(x) && Math.abs(x) < 1e21) {
    const digits = String(x);
    const value = BigInt(digits);
    if (value >= -(1n << 63n) && value < 1n << 64n) return digits;
  }
  if (!Number.isFinite(x)) throw new GoError(floatProblem(x));
  return formatFloatG(x);
}

/** The tree that stands for an object, and how deep it was wrapped does not matter. */
export function objectThroughJson(object: GoObject): Value {
  if (object instanceof GoBytes) return object.nil ? null : base64(object.bytes);
  return objectTree(object);
}

/** Keys that JSON makes equal: the last in byte order stays, as when the reader fills its map. */
export function mergeKeys(map: GoMap, sorted: readonly string[]): GoMap {
  const merged = new GoMap(new Map(), map.type);
  for (const key of sorted) merged.set(toValidUtf8(key), map.get(key) ?? null, map.origin(key));
  return merged;
}
