// The conversions that sprig's functions share: to text, to numbers, and whether a value counts as empty.

import { fromBytes } from '../text/bytes.ts';
import { integerOf } from './convert-integer.ts';
import { formatValue } from './format.ts';
import { parseFloat64, parseIntBase0 } from './number.ts';
import { Complex, GoBytes, GoMap, GoObject, GoSlice, Int, isNothing, type Value } from './value.ts';

/** sprig's strval, behind toString, quote, join and others: bytes as text, then Error() and String(), else `%v`. */
export function toStr(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof GoBytes) return fromBytes(value.bytes);
  return formatValue(value);
}

/** cast.ToInt64: never fails; what cannot be read as an integer is 0. Floats lose their fraction, strings are read with base 0. */
export function toInt64(value: Value): bigint {
  switch (typeof value) {
    case 'bigint':
      return value;
    case 'number':
      return floatToInt64(value);
    case 'string':
      return parseIntBase0(withoutZeroFraction(value)) ?? 0n;
    case 'boolean':
      return value ? 1n : 0n;
    default:
      if (value instanceof Int)
        return value.type === value.kind ? BigInt.asIntN(64, value.value) : calendarNumber(value);
      return value instanceof GoObject ? calendarNumber(value) : 0n;
  }
}

/** cast.ToFloat64: never fails; what cannot be read as a number is 0. */
export function toFloat64(value: Value): number {
  switch (typeof value) {
    case 'number':
      return value;
    case 'bigint':
      return Number(value);
    case 'string':
      return parseFloat64(value) ?? 0;
    case 'boolean':
      return value ? 1 : 0;
    default:
      if (value instanceof Int) return Number(value.type === value.kind ? value.value : calendarNumber(value));
      return value instanceof GoObject ? Number(calendarNumber(value)) : 0;
  }
}

/** sprig's empty: nothing, false, zero of any kind, and what has length 0; structs and pointers never are. */
export function isEmpty(value: Value): boolean {
  switch (typeof value) {
    case 'string':
      return value === '';
    case 'boolean':
      return !value;
    case 'number':
      return value === 0;
    case 'bigint':
      return value === 0n;
    default:
      if (isNothing(value)) return true;
      if (value instanceof GoMap) return value.size === 0;
      if (value instanceof GoSlice) return value.length === 0;
      if (value instanceof Int) return value.value === 0n;
      return value instanceof GoObject && isEmptyObject(value);
  }
}

/** A float64 as Go converts it to int64 on amd64: towards zero, and the least int64 for all that does not fit. */
function floatToInt64(x: number): bigint {
  return x >= -(2 ** 63) && x < 2 ** 63 ? BigInt(Math.trunc(x)) : -9223372036854775808n;
}

function isEmptyObject(object: GoObject): boolean {
  if (object instanceof GoBytes) return object.bytes.length === 0;
  if (object instanceof Complex) return object.real === 0 && object.imaginary === 0;
  if (object.kind === 'string') return object.json() === '';
  return integerOf(object) === 0n;
}

/** cast knows two named integer types, months and weekdays; any other (a duration, say) is 0 to it. */
function calendarNumber(value: Int | GoObject): bigint {
  if (value.type !== 'time.Month' && value.type !== 'time.Weekday') return 0n;
  return value instanceof Int ? value.value : (integerOf(value) ?? 0n);
}

/** `1.0` as `1`, `.0` as the empty text; `1.` and `1.5` stay. */
function withoutZeroFraction(text: string): string {
  return text.endsWith('0') ? text.replace(/\.0+$/, '') : text;
}
