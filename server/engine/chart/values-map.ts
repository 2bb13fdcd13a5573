// `.Values`, and whatever else Helm types as Values: a map with methods.

import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import { ANY_MAP, GoMap, type Method, type Value } from '../values/value.ts';
import { mustToYaml } from '../yaml/emit.ts';
import type { Profile } from './profile.ts';

/** A map of type chartutil.Values or common.Values. It may share its entries with a plain map: both see every write. */
export class ValuesMap extends GoMap {
  constructor(entries: Map<string, Value>, profile: Pick<Profile, 'valuesType'>) {
    super(entries, profile.valuesType);
  }

  override withEntries(entries: Map<string, Value>): ValuesMap {
    return new ValuesMap(entries, { valuesType: this.type as Profile['valuesType'] });
  }

  method(name: string): Method | undefined {
    return METHODS.get(name)?.(this);
  }

  methodNames(): readonly string[] {
    return [...METHODS.keys()];
  }
}

const METHODS: ReadonlyMap<string, (values: ValuesMap) => Method> = new Map([
  ['AsMap', (values) => ({ params: [], result: ANY_MAP, call: () => asMap(values) })],
  [
    'Encode',
    () => ({
      params: ['io.Writer'],
      result: 'error',
      // Of what a template has only nil passes for a writer.
      call: () => {
        throw new GoError('runtime error: invalid memory address or nil pointer dereference');
      },
    }),
  ],
  [
    'PathValue',
    (values) => ({ params: ['string'], result: 'interface {}', call: ([path]) => pathValue(values, path as string) }),
  ],
  ['Table', (values) => ({ params: ['string'], result: values.type, call: ([path]) => table(values, path as string) })],
  ['YAML', (values) => ({ params: [], result: 'string', call: () => `${mustToYaml(values)}\n` })],
]);

function asMap(values: GoMap): GoMap {
  return values.size === 0 ? new GoMap() : retyped(values, ANY_MAP);
}

/** The same entries and origins under another type. */
function retyped(map: GoMap, type: string): GoMap {
  const same = new GoMap(map.entries, type);
  same.slots = map.slots;
  return same;
}

/** The table at a dotted path; what lies there becomes Values, too. */
function table(values: ValuesMap, path: string): ValuesMap {
  let at = values;
  for (const key of path.split('.')) {
    const inner = at.get(key);
    if (!(inner instanceof ValuesMap) && !isPlainMap(inner)) throw new GoError(`${quoteGo(key)} is not a table`);
    const named = new ValuesMap(inner.entries, { valuesType: values.type as Profile['valuesType'] });
    named.slots = inner.slots;
    at = named;
  }
  return at;
}

/** The value at a dotted path that must not be a table. */
function pathValue(values: ValuesMap, path: string): Value {
  if (path === '') throw new GoError('YAML path cannot be empty');
  const keys = path.split('.');
  const key = keys.pop() as string;
  const value = keys.length === 0 ? values.get(key) : tableAt(values, keys.join('.'))?.get(key);
  if (value === undefined || isPlainMap(value)) throw new GoError(`${quoteGo(key)} is not a value`);
  return value;
}

function tableAt(values: ValuesMap, path: string): ValuesMap | undefined {
  try {
    return table(values, path);
  } catch (error) {
    if (error instanceof GoError) return undefined;
    throw error;
  }
}

/** A named map type is none: Go asserts the very type. */
function isPlainMap(value: Value | undefined): value is GoMap {
  return value instanceof GoMap && value.type === ANY_MAP;
}
