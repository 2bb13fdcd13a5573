// Equality of Go values in depth.

import { spend } from './meter.ts';
import { GoTime } from './time.ts';
import { UTC, type Zone } from './time-zones.ts';
import { Complex, GoBytes, GoMap, GoObject, GoSlice, Int, isNothing, type Value } from './value.ts';

/** reflect.DeepEqual: types count (1 is not 1.0, an empty list not a nil one), and NaN equals nothing. */
export function deepEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  spend(1);
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b);
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (a instanceof GoMap) return b instanceof GoMap && mapsEqual(a, b);
  if (a instanceof GoSlice) return b instanceof GoSlice && slicesEqual(a, b);
  if (a instanceof Int) return b instanceof Int && a.type === b.type && a.value === b.value;
  return b instanceof GoObject && objectsEqual(a, b);
}

function mapsEqual(a: GoMap, b: GoMap): boolean {
  if (a.type !== b.type || a.nil !== b.nil || a.size !== b.size) return false;
  if (a.entries === b.entries) return true;
  for (const [key, value] of a.entries) {
    const other = b.get(key);
    if (other === undefined || !deepEqual(value, other)) return false;
  }
  return true;
}

function slicesEqual(a: GoSlice, b: GoSlice): boolean {
  if (a.elem !== b.elem || a.nil !== b.nil || a.length !== b.length) return false;
  if (a.array === b.array && a.start === b.start) return true;
  for (let i = 0; i < a.length; i++) if (!deepEqual(a.at(i), b.at(i))) return false;
  return true;
}

function sameZone(a: Zone, b: Zone): boolean {
  return a === b || (a.name === b.name && a !== UTC && b !== UTC);
}

function objectsEqual(a: GoObject, b: GoObject): boolean {
  if (a.type !== b.type) return false;
  if (a instanceof GoBytes && b instanceof GoBytes) {
    return a.nil === b.nil && a.bytes.length === b.bytes.length && a.bytes.every((byte, i) => byte === b.bytes[i]);
  }
  if (a instanceof Complex && b instanceof Complex) return a.real === b.real && a.imaginary === b.imaginary;
  if (a.text() !== b.text()) return false;
  // The local zone is not UTC, even where it shows the same.
  if (a instanceof GoTime && b instanceof GoTime) return sameZone(a.zone, b.zone);
  const [parts, others] = [a.printed(), b.printed()];
  if (Array.isArray(parts) && Array.isArray(others)) {
    return parts.every(([, value], i) => deepEqual(value, others[i]?.[1] ?? null));
  }
  const left = a.json();
  const right = b.json();
  if (left !== undefined && right !== undefined) return deepEqual(left, right);
  return a.fieldNames().every((name) => deepEqual(a.field(name) ?? null, b.field(name) ?? null));
}
