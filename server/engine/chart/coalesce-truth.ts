// fmt's %t, which Helm uses on whatever stands where a subchart's table should be.

import { formatValue } from '../values/format.ts';
import { sortedKeys } from '../values/sort.ts';
import { GoMap, GoSlice, isNothing, typeName, type Value } from '../values/value.ts';

/** `%t` of a value: booleans plainly, anything else as Go complains about a wrong verb. */
export function formatTruth(value: Value): string {
  return isNothing(value) ? '%!t(<nil>)' : formatPart(value);
}

function formatPart(value: Value): string {
  if (isNothing(value)) return '<nil>';
  if (typeof value === 'boolean') return String(value);
  if (value instanceof GoSlice) return `[${value.items().map(formatPart).join(' ')}]`;
  if (value instanceof GoMap) {
    const entry = (key: string) => `${formatPart(key)}:${formatPart(value.get(key) ?? null)}`;
    return `map[${sortedKeys(value).map(entry).join(' ')}]`;
  }
  return `%!t(${typeName(value)}=${formatValue(value)})`;
}
