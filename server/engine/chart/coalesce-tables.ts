// Two tables into one: the step that all merging of values is made of, and where Helm's releases differ about null.

import { GoError } from '../values/errors.ts';
import { formatValue } from '../values/format.ts';
import { sortedKeys } from '../values/sort.ts';
import { copyEntry, GoMap, GoSlice, sliceOf, type Value } from '../values/value.ts';
import type { CoalesceRun } from './coalesce.ts';

/**
 * Merges `source` into `target`, in place; what `target` has wins. With `keepNulls` (Helm's merge mode) a null in
 * `target` stays for a later round; without, it removes the key. Both tables must be the caller's own: nulls of `target`
 * are written into `source` too, and tables that `target` lacks are shared, not copied.
 */
export function coalesceTables(
  run: CoalesceRun,
  target: GoMap,
  source: GoMap,
  prefix: string,
  keepNulls: boolean,
  depth = 0,
): GoMap {
  guardDepth(depth);
  const removable = spreadNulls(run, target, source);
  for (const key of sortedKeys(source)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    const value = source.get(key) ?? null;
    const existing = target.get(key);
    if (existing === undefined) copyEntry(target, source, key);
    else if (existing === null && !keepNulls && removable(key)) target.delete(key);
    else if (value instanceof GoMap) {
      if (existing instanceof GoMap) coalesceTables(run, existing, value, path, keepNulls, depth + 1);
      else run.warnings.print(`warning: cannot overwrite table with non table for ${path} (${formatValue(value)})`);
    } else if (existing instanceof GoMap && value !== null) {
      run.warnings.print(
        `warning: destination for ${path} is a table. Ignoring non-table value (${formatValue(value)})`,
      );
    }
  }
  return target;
}

/** Makes nulls of `target` nulls of `source` where the generation does; tells which null keys coalescing removes. */
function spreadNulls(run: CoalesceRun, target: GoMap, source: GoMap): (key: string) => boolean {
  const { nulls } = run.profile;
  if (nulls === 'G0') return () => true;
  const set = new Set<string>();
  if (nulls !== 'G1') for (const [key, value] of source.entries) if (value !== null) set.add(key);
  for (const [key, value] of target.entries) if (value === null) source.set(key, null, source.origin(key));
  return nulls === 'G1' ? () => true : (key) => set.has(key);
}

/** Deeper than any values that are written down: only a table that import-values put into itself goes on for ever. */
const MAX_DEPTH = 2000;

/** Helm itself dies of such a table (its stack overflows); we say so. */
function guardDepth(depth: number): void {
  if (depth > MAX_DEPTH) throw new GoError('values are nested without end: import-values put a table into itself');
}

/** Removes null entries at any depth, in place. Lists are left alone. */
export function dropNulls(table: GoMap): void {
  for (const [key, value] of [...table.entries]) {
    if (value === null) table.delete(key);
    else if (value instanceof GoMap) dropNulls(value);
  }
}

/** A deep copy that shares scalars and origins only. */
export function deepCopy<T extends Value>(value: T, depth = 0): T {
  guardDepth(depth);
  if (value instanceof GoMap) {
    const copy = new GoMap(new Map(), value.type, value.elem);
    for (const [key, item] of value.entries) copy.set(key, deepCopy(item, depth + 1), value.origin(key));
    return copy as T;
  }
  if (value instanceof GoSlice) {
    if (value.nil) return value;
    return sliceOf(
      value.items().map((item) => deepCopy(item, depth + 1)),
      value.elem,
      value.origins(),
    ) as T;
  }
  return value;
}
