// How a parent's `global` reaches a subchart.

import { quoteGo } from '../values/quote.ts';
import { sortedKeys } from '../values/sort.ts';
import { copyMap, GoMap } from '../values/value.ts';
import type { CoalesceRun } from './coalesce.ts';
import { coalesceTables } from './coalesce-tables.ts';

const GLOBAL_KEY = 'global';

/**
 * Writes the globals of `source` (a parent's values) into `target` (its subchart's values), in place. A table is copied
 * one level deep only: tables inside it stay the parent's own, so that a subchart's globals show in the parent there, as
 * they do in Helm.
 */
export function coalesceGlobals(run: CoalesceRun, target: GoMap, source: GoMap, prefix: string): void {
  const into = target.has(GLOBAL_KEY) ? target.get(GLOBAL_KEY) : new GoMap();
  if (!(into instanceof GoMap)) {
    run.warnings.print('warning: skipping globals because destination global is not a table.');
    return;
  }
  const from = source.has(GLOBAL_KEY) ? source.get(GLOBAL_KEY) : new GoMap();
  if (!(from instanceof GoMap)) {
    run.warnings.print('warning: skipping globals because source global is not a table.');
    return;
  }
  for (const key of sortedKeys(from)) coalesceGlobal(run, into, from, key, prefix);
  target.set(GLOBAL_KEY, into, target.origin(GLOBAL_KEY) ?? source.origin(GLOBAL_KEY));
}

function coalesceGlobal(run: CoalesceRun, into: GoMap, from: GoMap, key: string, prefix: string): void {
  const value = from.get(key) ?? null;
  const existing = into.get(key);
  if (!(value instanceof GoMap)) {
    if (existing instanceof GoMap) run.warnings.print(`key ${key} is table. Skipping`);
    else into.set(key, value, from.origin(key));
    return;
  }
  if (existing !== undefined && !(existing instanceof GoMap)) {
    run.warnings.print(`Conflict: cannot merge map onto non-map for ${quoteGo(key)}. Skipping.`);
    return;
  }
  const copy = copyMap(value);
  // Nulls are kept here: the subchart's own coalescing drops them.
  if (existing) coalesceTables(run, copy, existing, prefix === '' ? key : `${prefix}.${key}`, true);
  into.set(key, copy, from.origin(key));
}
