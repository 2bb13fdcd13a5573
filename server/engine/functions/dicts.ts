// Template functions on dicts: make, read, write and select; merging is in merge.ts.

import type { Call } from '../template/funcs.ts';
import type { Origin } from '../text/origin.ts';
import { toStr } from '../values/convert.ts';
import { GoError } from '../values/errors.ts';
import { sortedKeys } from '../values/sort.ts';
import { ANY_MAP, copyEntry, copyMap, GoMap, type GoSlice, type Value } from '../values/value.ts';
import { group } from './define.ts';
import { dig, digOrigin } from './dicts-dig.ts';
import { mapOf, plainMap } from './dicts-map.ts';
import { grownSlice } from './lists-capacity.ts';

const ANY_LIST = '[]interface {}';
const ORDER = 'Helm gives them in random order, so sort them; here they come sorted by key.';

export const dictFunctions = group('dicts', [
  {
    name: 'dict',
    params: ['pairs:any...'],
    result: ANY_MAP,
    doc: 'A dict of keys and values in turn. Keys become text; a last key without a value gets the empty string.',
    examples: [
      { template: '{{ dict "name" "web" "port" 80 | toJson }}', output: '{"name":"web","port":80}' },
      { template: '{{ dict "a" | toJson }}', output: '{"a":""}' },
    ],
    call: (args, call) => {
      const map = new GoMap();
      for (let i = 0; i < args.length; i += 2) {
        map.set(
          toStr(args[i] as Value),
          args[i + 1] === undefined ? '' : (args[i + 1] as Value),
          call.origins?.[i + 1],
        );
      }
      return map;
    },
  },
  {
    name: 'get',
    params: ['dict:map[string]interface {}', 'key:string'],
    result: 'any',
    doc: 'The value of a key; the empty string, not null, when the key is absent.',
    examples: [
      { template: '{{ get (dict "a" 1) "a" }}', output: '1' },
      { template: '{{ get (dict "a" 1) "b" | quote }}', output: '""' },
    ],
    call: ([dict, key]) => {
      const value = mapOf(dict).get(key as string);
      return value === undefined ? '' : value;
    },
    trace: ([dict, key]) => mapOf(dict).origin(key as string),
  },
  {
    name: 'set',
    params: ['dict:map[string]interface {}', 'key:string', 'value:any'],
    result: ANY_MAP,
    doc: 'Writes the key into the dict itself and gives that dict; assign the result to `$_` to print nothing.',
    examples: [
      {
        template: '{{ $d := dict "a" 1 }}{{ $_ := set $d "b" 2 }}{{ toJson $d }}',
        output: '{"a":1,"b":2}',
      },
    ],
    call: ([dict, key, value], call) => {
      const map = mapOf(dict);
      if (map.nil) throw new GoError('assignment to entry in nil map');
      const result = plainMap(map);
      result.set(key as string, value as Value, call.origins?.[2]);
      return result;
    },
    trace: firstOrigin,
  },
  {
    name: 'unset',
    params: ['dict:map[string]interface {}', 'key:string'],
    result: ANY_MAP,
    doc: 'Removes the key from the dict itself and gives that dict.',
    examples: [{ template: '{{ unset (dict "a" 1 "b" 2) "a" | toJson }}', output: '{"b":2}' }],
    call: ([dict, key]) => {
      const result = plainMap(mapOf(dict));
      result.delete(key as string);
      return result;
    },
    trace: firstOrigin,
  },
  {
    name: 'hasKey',
    params: ['dict:map[string]interface {}', 'key:string'],
    result: 'bool',
    doc: 'Whether the dict has the key, even if its value is null.',
    examples: [
      { template: '{{ hasKey (dict "a" nil) "a" }}', output: 'true' },
      { template: '{{ hasKey .Values "replicas" }}', output: 'false' },
    ],
    call: ([dict, key]) => mapOf(dict).has(key as string),
  },
  {
    name: 'pluck',
    params: ['key:string', 'dicts:map[string]interface {}...'],
    result: ANY_LIST,
    doc: 'The values of one key in all the dicts that have it. With `first`, a chain of fallbacks.',
    examples: [
      { template: '{{ pluck "a" (dict "a" 1) (dict "b" 2) (dict "a" 3) }}', output: '[1 3]' },
      { template: '{{ pluck "size" (dict) (dict "size" "L") | first }}', output: 'L' },
    ],
    call: ([key, ...dicts], call) => {
      const having = dicts.map(mapOf).filter((map) => map.has(key as string));
      return grownSlice(
        having.map((map) => map.get(key as string) as Value),
        call.origins && having.map((map) => map.origin(key as string)),
      );
    },
  },
  {
    name: 'keys',
    params: ['dicts:map[string]interface {}...'],
    result: '[]string',
    doc: `The keys of all the dicts in one list. ${ORDER}`,
    examples: [{ template: '{{ keys (dict "b" 1 "a" 2) | sortAlpha }}', output: '[a b]' }],
    call: (dicts) =>
      grownSlice(
        dicts.flatMap((dict) => sortedKeys(mapOf(dict))),
        undefined,
        'string',
      ),
  },
  {
    name: 'values',
    params: ['dict:map[string]interface {}'],
    result: ANY_LIST,
    doc: `The values of a dict. ${ORDER}`,
    examples: [{ template: '{{ values (dict "a" "x" "b" "y") | sortAlpha }}', output: '[x y]' }],
    call: ([dict]) => valuesOf(mapOf(dict)),
  },
  {
    name: 'pick',
    params: ['dict:map[string]interface {}', 'keys:string...'],
    result: ANY_MAP,
    doc: 'A new dict with only the given keys, where the dict has them.',
    examples: [{ template: '{{ pick (dict "a" 1 "b" 2) "a" "c" | toJson }}', output: '{"a":1}' }],
    call: ([dict, ...keys]) => {
      const map = mapOf(dict);
      const picked = new GoMap();
      for (const key of keys as string[]) if (map.has(key)) copyEntry(picked, map, key);
      return picked;
    },
  },
  {
    name: 'omit',
    params: ['dict:map[string]interface {}', 'keys:string...'],
    result: ANY_MAP,
    doc: 'A new dict without the given keys.',
    examples: [{ template: '{{ omit (dict "a" 1 "b" 2) "a" | toJson }}', output: '{"b":2}' }],
    call: ([dict, ...keys]) => {
      const rest = copyMap(mapOf(dict));
      for (const key of keys as string[]) rest.delete(key);
      return rest;
    },
  },
  {
    name: 'dig',
    params: ['path:any...'],
    result: 'any',
    doc: 'Follows keys into nested dicts: `dig "a" "b" "default" $dict`. The default stands for an absent key; a null or anything else that is no dict on the way is an error. The dict must be a plain one, so `.Values` itself has to go through `merge (dict) .Values` or start a level deeper.',
    examples: [
      { template: '{{ dig "a" "b" "none" (dict "a" (dict "b" 1)) }}', output: '1' },
      { template: '{{ dig "a" "c" "none" (dict "a" (dict "b" 1)) }}', output: 'none' },
    ],
    call: dig,
    trace: digOrigin,
  },
]);

function firstOrigin(_args: readonly Value[], _result: Value, call: Call): Origin | undefined {
  return call.origins?.[0];
}

function valuesOf(map: GoMap): GoSlice {
  const keys = sortedKeys(map);
  return grownSlice(
    keys.map((key) => map.get(key) as Value),
    map.slots && keys.map((key) => map.origin(key)),
  );
}
