// What `range` goes through, for each kind of value: the loop of Go's walkRange.

import type { Origin } from '../text/origin.ts';
import { integerOf } from '../values/convert-integer.ts';
import { GoDuration } from '../values/duration.ts';
import { formatPointed, formatValue } from '../values/format.ts';
import { sortedKeys } from '../values/sort.ts';
import { GoCalendarName } from '../values/time.ts';
import {
  GoBytes,
  GoMap,
  GoSlice,
  goInt,
  INVALID,
  Int,
  integerValue,
  isInteger,
  isNothing,
  type Value,
} from '../values/value.ts';
import { derived, fail, type State } from './exec.ts';
import type { BranchNode } from './node.ts';

/** One round; false ends the loop. */
export type Iterate = (index: Value, element: Value, boxed: boolean, from: Origin | undefined) => boolean;

/** Calls `iterate` for each round of a `range` over the value. */
export function rangeOver(
  s: State,
  node: BranchNode,
  value: Value,
  origin: Origin | undefined,
  iterate: Iterate,
): void {
  const trace = s.run.trace;
  if (value instanceof GoSlice) {
    const boxed = value.elem === 'interface {}';
    for (let i = 0; i < value.length; i++) {
      if (!iterate(BigInt(i), value.at(i), boxed, trace ? (value.origin(i) ?? derived(origin)) : undefined)) return;
    }
  } else if (value instanceof GoMap) {
    const boxed = value.elem === 'interface {}';
    // Go takes the entries before the first round: a body that changes the map does not change the rounds.
    const entries = sortedKeys(value).map(
      (key) => [key, value.get(key) as Value, trace ? value.origin(key) : undefined] as const,
    );
    for (const [key, element, slot] of entries) {
      if (!iterate(key, element, boxed, trace ? (slot ?? derived(origin)) : undefined)) return;
    }
  } else if (isInteger(value) || isNamedInteger(value)) {
    if (node.pipe.decl.length > 1) fail(s, `can't use ${formatValue(value)} to iterate over more than one variable`);
    const end = isInteger(value) ? integerValue(value) : (integerOf(value) as bigint);
    for (let i = 0n; i < end; i++) {
      if (!iterate(INVALID, likewise(value, i), false, undefined)) return;
    }
  } else if (value instanceof GoBytes) {
    for (let i = 0; i < value.bytes.length; i++) {
      if (!iterate(BigInt(i), new Int('uint8', BigInt(value.bytes[i] as number)), false, undefined)) return;
    }
  } else if (!isNothing(value)) fail(s, `range can't iterate over ${formatPointed(value)}`);
}

function isNamedInteger(value: Value): value is GoDuration | GoCalendarName {
  return value instanceof GoDuration || value instanceof GoCalendarName;
}

/** A number of the same type as another. */
function likewise(value: bigint | Int | GoDuration | GoCalendarName, number: bigint): Value {
  if (value instanceof Int) return new Int(value.kind, number);
  if (value instanceof GoDuration) return new GoDuration(number);
  return value instanceof GoCalendarName ? new GoCalendarName(value.type, Number(number)) : goInt(number);
}
