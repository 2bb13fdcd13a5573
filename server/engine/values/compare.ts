// The comparisons of text/template: eq, lt and le, with Go's rules about which kinds meet and its error texts.

import { compareBytes } from '../text/bytes.ts';
import { integerOf } from './convert-integer.ts';
import { deepEqual } from './equal.ts';
import { GoError } from './errors.ts';
import { sprintf } from './format-sprintf.ts';
import { Complex, GoBytes, GoMap, GoObject, GoSlice, Int, isNothing, kindOf, typeName, type Value } from './value.ts';

/** What a value is compared as. Signed and unsigned integers differ in kind, but compare with each other. */
type Basic =
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'complex'; readonly value: Complex };

const BAD_TYPE = 'invalid type for comparison';

/** `eq a b c…`: whether `first` equals any of the others. */
export function equalsAny(first: Value, others: readonly Value[]): boolean {
  if (others.length === 0) throw new GoError('missing argument for comparison');
  return others.some((other) => equalTo(first, other));
}

/** `lt a b`. */
export function lessThan(a: Value, b: Value): boolean {
  const left = basicOf(a);
  if (left === undefined) throw new GoError(BAD_TYPE);
  const right = basicOf(b);
  if (right === undefined) throw new GoError(BAD_TYPE);
  if (left.kind === 'float' && right.kind === 'float') return left.value < right.value;
  if (left.kind === 'int' && right.kind === 'int') return left.value < right.value;
  if (left.kind === 'string' && right.kind === 'string') return compareBytes(left.value, right.value) < 0;
  throw left.kind === right.kind ? new GoError(BAD_TYPE) : incompatible(a, b);
}

/** `le a b`. */
export function lessOrEqual(a: Value, b: Value): boolean {
  return lessThan(a, b) || equalTo(a, b);
}

function equalTo(a: Value, b: Value): boolean {
  const left = basicOf(a);
  const right = basicOf(b);
  if (left === undefined && right === undefined) return othersEqual(a, b);
  if (left === undefined || right === undefined || left.kind !== right.kind) {
    if (isNothing(a) || isNothing(b)) return false;
    throw incompatible(a, b);
  }
  if (left.kind === 'complex') {
    const other = right.value as Complex;
    return left.value.real === other.real && left.value.imaginary === other.imaginary;
  }
  return left.value === right.value;
}

/** Equality of what is neither number, text nor truth: nothing, maps, lists, structs. */
function othersEqual(a: Value, b: Value): boolean {
  if (!isNothing(a) && !isNothing(b) && kindOf(a) !== kindOf(b)) {
    // The order of operands in the second half is Go's.
    const left = `${sprintf('%s', [a])}: ${typeName(a)}`;
    throw new GoError(`non-comparable types ${left}, ${typeName(b)}: ${sprintf('%v', [b])}`);
  }
  if (isNil(a) || isNil(b)) return isNil(a) === isNil(b);
  if (!isComparable(b)) throw new GoError(`non-comparable type ${sprintf('%s', [b])}: ${typeName(b)}`);
  if (a === b) return true;
  return kindOf(a) === 'struct' && typeName(a) === typeName(b) && deepEqual(a, b);
}

function incompatible(a: Value, b: Value): GoError {
  return new GoError(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`);
}

function basicOf(value: Value): Basic | undefined {
  if (typeof value === 'bigint') return { kind: 'int', value };
  if (typeof value === 'number') return { kind: 'float', value };
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (value instanceof Int) return { kind: 'int', value: value.value };
  if (value instanceof Complex) return { kind: 'complex', value };
  return value instanceof GoObject ? basicOfObject(value) : undefined;
}

function basicOfObject(object: GoObject): Basic | undefined {
  const integer = integerOf(object);
  if (integer !== undefined) return { kind: 'int', value: integer };
  const text = object.kind === 'string' ? object.json() : undefined;
  return typeof text === 'string' ? { kind: 'string', value: text } : undefined;
}

function isNil(value: Value): boolean {
  if (isNothing(value)) return true;
  return (value instanceof GoMap || value instanceof GoSlice || value instanceof GoBytes) && value.nil;
}

/** Go's Type.Comparable: no map, no slice, and no struct that holds one. */
function isComparable(value: Value): boolean {
  if (value instanceof GoMap || value instanceof GoSlice || value instanceof GoBytes) return false;
  if (!(value instanceof GoObject)) return true;
  if (value.kind === 'map' || value.kind === 'slice' || value.kind === 'func') return false;
  if (value.kind !== 'struct') return true;
  return value.fieldNames().every((name) => {
    return !/^(?:\[\]|map\[|func)/.test(value.fieldType(name)) && isComparable(value.field(name) ?? null);
  });
}
