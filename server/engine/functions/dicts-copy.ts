// deepCopy and deepEqual: values copied and compared in depth.

import { deepEqual } from '../values/equal.ts';
import { GoError } from '../values/errors.ts';
import { spend } from '../values/meter.ts';
import { GoBytes, GoMap, GoObject, GoSlice, isNothing, type Value } from '../values/value.ts';
import { type Definition, group } from './define.ts';
import { capacityOf, sizedSlice } from './lists-capacity.ts';

/** Far deeper than any chart's values; a dict that holds itself would go on for ever. */
const DEPTH_LIMIT = 1000;

export const copyFunctions = group('dicts', [
  copyRecord('deepCopy', ''),
  copyRecord('mustDeepCopy', 'The same as `deepCopy`. '),
  {
    name: 'deepEqual',
    params: ['a:any', 'b:any'],
    result: 'bool',
    doc: 'Whether two values are equal in depth. Types count: the int `3` and a 3 from a values file, which is a float, are not equal.',
    examples: [
      { template: '{{ deepEqual (list 1 "a") (list 1 "a") }}', output: 'true' },
      { template: '{{ deepEqual 1 1.0 }}', output: 'false' },
    ],
    call: ([a, b]) => deepEqual(a as Value, b as Value),
  },
]);

function copyRecord(name: string, intro: string): Definition {
  return {
    name,
    params: ['value:any'],
    result: 'any',
    doc: `${intro}A copy of the value that shares no dict and no list with it, so that writing to one leaves the other alone.`,
    examples: [
      {
        template: `{{ $a := dict "x" 1 }}{{ $b := ${name} $a }}{{ $_ := set $b "x" 2 }}{{ $a.x }} {{ $b.x }}`,
        output: '1 2',
      },
    ],
    call: ([value]) => {
      if (isNothing(value as Value)) throw new GoError('reflect: call of reflect.Value.Type on zero Value');
      return copied(value as Value, 0);
    },
    trace: (_args, _result, call) => call.origins?.[0],
  };
}

function copied(value: Value, depth: number): Value {
  // A copy takes memory, too.
  spend(4);
  if (depth > DEPTH_LIMIT) throw new GoError(`values nested deeper than ${DEPTH_LIMIT}`);
  if (value instanceof GoMap) return copiedMap(value, depth);
  if (value instanceof GoSlice) return copiedSlice(value, depth);
  if (value instanceof GoBytes) return value.nil ? value : new GoBytes(value.bytes.slice());
  return value instanceof GoObject ? value.deepCopied() : value;
}

/** A map that templates cannot write to (.Files) keeps its identity, and with it its methods. */
function copiedMap(map: GoMap, depth: number): GoMap {
  if (map.nil || map.elem !== 'interface {}') return map;
  const copy = map.withEntries(new Map());
  for (const [key, value] of map.entries) copy.set(key, copied(value, depth + 1), map.origin(key));
  return copy;
}

function copiedSlice(list: GoSlice, depth: number): GoSlice {
  if (list.nil || (list.elem === 'string' && list.type !== '[]string')) return list;
  const items = list.items().map((item) => copied(item, depth + 1));
  return sizedSlice(items, list.origins(), list.elem, capacityOf(list));
}
