// Dotted paths into values, as conditions, tags and import-values use them.

import { GoMap, type Value } from '../values/value.ts';

/** The table at a dotted path; `missing` names the first key that is no table. */
export function tableAt(values: GoMap, path: string): GoMap | { readonly missing: string } {
  let table = values;
  for (const key of path.split('.')) {
    const next = table.get(key);
    if (!(next instanceof GoMap)) return { missing: key };
    table = next;
  }
  return table;
}

/** The value at a dotted path, null included; undefined when it is absent or a table. */
export function valueAt(values: GoMap, path: string): Value | undefined {
  const dot = path.lastIndexOf('.');
  const table = dot < 0 ? values : tableAt(values, path.slice(0, dot));
  if (!(table instanceof GoMap)) return undefined;
  const value = table.get(path.slice(dot + 1));
  return value instanceof GoMap ? undefined : value;
}

/** `data` below the keys of a dotted path; the path `.` is the root itself. */
export function tableBelow(path: string, data: GoMap): GoMap {
  if (path === '.') return data;
  return path.split('.').reduceRight((inner, key) => new GoMap(new Map([[key, inner]])), data);
}
