// When two JSON values are equal, and which of a list are: numbers by value, not by how they are written.

import { GoMap, GoSlice, type Value } from '../values/value.ts';
import { compareRational, isNumeric, literalOf, rational } from './number.ts';

export function jsonEqual(a: Value, b: Value): boolean {
  if (a instanceof GoMap) {
    if (!(b instanceof GoMap) || a.size !== b.size) return false;
    for (const [key, item] of a.entries) {
      const other = b.get(key);
      if (other === undefined || !jsonEqual(item, other)) return false;
    }
    return true;
  }
  if (a instanceof GoSlice) {
    return b instanceof GoSlice && a.length === b.length && a.items().every((item, i) => jsonEqual(item, b.at(i)));
  }
  if (isNumeric(a) && isNumeric(b)) {
    const [left, right] = [rational(literalOf(a)), rational(literalOf(b))];
    return left !== undefined && right !== undefined && compareRational(left, right) === 0;
  }
  return a === b;
}

/** Up to this length Go compares each with each, beyond it by hash; both find the same first pair. */
export function firstDuplicate(list: GoSlice): readonly [number, number] | undefined {
  const seen = new Map<string, number[]>();
  for (let i = 0; i < list.length; i++) {
    const key = sketch(list.at(i));
    const others = seen.get(key) ?? [];
    for (const j of others) if (jsonEqual(list.at(i), list.at(j))) return [j, i];
    seen.set(key, [...others, i]);
  }
  return undefined;
}

/** Equal for equal values, and cheap: a kind and, for scalars, the value. */
function sketch(value: Value): string {
  if (value instanceof GoMap) return `map ${value.size}`;
  if (value instanceof GoSlice) return `list ${value.length}`;
  return isNumeric(value) ? `number ${Number(literalOf(value))}` : `${typeof value} ${String(value)}`;
}
