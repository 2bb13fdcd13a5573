// dig: a path of keys into nested dicts, with Go's type assertions on the way.

import type { Call } from '../template/funcs.ts';
import type { Origin } from '../text/origin.ts';
import { GoError } from '../values/errors.ts';
import { ANY_MAP, GoMap, isNothing, typeName, type Value } from '../values/value.ts';

export function dig(args: readonly Value[]): Value {
  const found = follow(args);
  return found === undefined ? (args[args.length - 2] as Value) : (found.map.get(found.key) as Value);
}

/** The origin of what was found, or of the default. */
export function digOrigin(args: readonly Value[], _result: Value, call: Call): Origin | undefined {
  const found = follow(args);
  return found === undefined ? call.origins?.[args.length - 2] : found.map.origin(found.key);
}

/** The dict and key at the end of the path; undefined when a key is absent. */
function follow(args: readonly Value[]): { readonly map: GoMap; readonly key: string } | undefined {
  if (args.length < 3) throw new GoError('dig needs at least three arguments');
  let map = asPlainMap(args[args.length - 1] as Value);
  const keys = args.slice(0, -2).map(asString);
  const last = keys.pop() as string;
  for (const key of keys) {
    const step = map.get(key);
    if (step === undefined) return undefined;
    map = asPlainMap(step);
  }
  return map.has(last) ? { map, key: last } : undefined;
}

function asPlainMap(value: Value): GoMap {
  if (value instanceof GoMap && value.type === ANY_MAP) return value;
  throw conversion(value, ANY_MAP);
}

function asString(value: Value): string {
  if (typeof value === 'string') return value;
  throw conversion(value, 'string');
}

/** The panic of a failed type assertion. */
function conversion(value: Value, wanted: string): GoError {
  const type = isNothing(value) ? 'nil' : typeName(value);
  return new GoError(`interface conversion: interface {} is ${type}, not ${wanted}`);
}
