// Template functions on lists: make, take apart, add, remove, search and sort them.

import { isEmpty } from '../values/convert.ts';
import { deepEqual } from '../values/equal.ts';
import { GoSlice, isNothing, nilSlice, type Value } from '../values/value.ts';
import { type Definition, group } from './define.ts';
import { appendedCapacity, sizedSlice } from './lists-capacity.ts';
import { chunks, concat, filtered, listOf, originsOf, sliceList, sortAlpha, unique } from './lists-parts.ts';

const ANY_LIST = '[]interface {}';
const FRESH = 'The list itself stays as it is.';

export const listFunctions = group('lists', [
  {
    name: 'list',
    aliases: ['tuple'],
    params: ['items:any...'],
    result: ANY_LIST,
    doc: 'A list of the arguments.',
    examples: [
      { template: '{{ list 1 "two" true }}', output: '[1 two true]' },
      { template: '{{ range list "a" "b" }}<{{ . }}>{{ end }}', output: '<a><b>' },
    ],
    call: (args, call) => sizedSlice([...args], call.origins && [...call.origins]),
  },
  ...twins({
    name: 'first',
    params: ['list:any'],
    result: 'any',
    doc: 'The first element of a list; nothing when the list is empty.',
    examples: [{ template: '{{ first (list 3 2 1) }}', output: '3' }],
    call: ([value]) => {
      const list = listOf(value, 'Cannot find first on type');
      return list.length === 0 ? null : list.at(0);
    },
    trace: ([value]) => (value instanceof GoSlice && value.length > 0 ? value.origin(0) : undefined),
  }),
  ...twins({
    name: 'last',
    params: ['list:any'],
    result: 'any',
    doc: 'The last element of a list; nothing when the list is empty.',
    examples: [{ template: '{{ last (list 3 2 1) }}', output: '1' }],
    call: ([value]) => {
      const list = listOf(value, 'Cannot find last on type');
      return list.length === 0 ? null : list.at(list.length - 1);
    },
    trace: ([value]) => (value instanceof GoSlice && value.length > 0 ? value.origin(value.length - 1) : undefined),
  }),
  ...twins({
    name: 'rest',
    params: ['list:any'],
    result: ANY_LIST,
    doc: 'A new list of all elements but the first. For an empty list it is a nil list, which prints as `null` in YAML.',
    examples: [
      { template: '{{ rest (list 1 2 3) }}', output: '[2 3]' },
      { template: '{{ rest (list) | toJson }}', output: 'null' },
    ],
    call: ([value]) => {
      const list = listOf(value, 'Cannot find rest on type');
      if (list.length === 0) return nilSlice();
      return sizedSlice(list.items().slice(1), list.origins()?.slice(1));
    },
  }),
  ...twins({
    name: 'initial',
    params: ['list:any'],
    result: ANY_LIST,
    doc: 'A new list of all elements but the last. For an empty list it is a nil list.',
    examples: [{ template: '{{ initial (list 1 2 3) }}', output: '[1 2]' }],
    call: ([value]) => {
      const list = listOf(value, 'Cannot find initial on type');
      if (list.length === 0) return nilSlice();
      return sizedSlice(list.items().slice(0, -1), list.origins()?.slice(0, -1));
    },
  }),
  ...twins({
    name: 'append',
    aliases: ['push'],
    params: ['list:any', 'item:any'],
    result: ANY_LIST,
    doc: `A new list with the item after the list's elements. ${FRESH}`,
    examples: [
      { template: '{{ append (list 1 2) 3 }}', output: '[1 2 3]' },
      { template: '{{ $l := list "a" }}{{ $l = append $l "b" }}{{ $l }}', output: '[a b]' },
    ],
    call: ([value, item], call) => {
      const list = listOf(value, 'Cannot push on type');
      const origins = call.origins && [...originsOf(list), call.origins[1]];
      const capacity = appendedCapacity(list.length, list.length + 1);
      return sizedSlice([...list.items(), item as Value], origins, undefined, capacity);
    },
  }),
  ...twins({
    name: 'prepend',
    params: ['list:any', 'item:any'],
    result: ANY_LIST,
    doc: `A new list with the item before the list's elements. ${FRESH}`,
    examples: [{ template: '{{ prepend (list 1 2) 0 }}', output: '[0 1 2]' }],
    call: ([value, item], call) => {
      const list = listOf(value, 'Cannot prepend on type');
      const origins = call.origins && [call.origins[1], ...originsOf(list)];
      const capacity = list.length === 0 ? 1 : appendedCapacity(1, list.length + 1);
      return sizedSlice([item as Value, ...list.items()], origins, undefined, capacity);
    },
  }),
  {
    name: 'concat',
    params: ['lists:any...'],
    result: 'any',
    doc: 'A new list of the elements of all lists, one after the other. Without any element it is a nil list.',
    examples: [{ template: '{{ concat (list 1 2) (list) (list 3) }}', output: '[1 2 3]' }],
    call: concat,
  },
  ...twins({
    name: 'reverse',
    params: ['list:any'],
    result: ANY_LIST,
    doc: `A new list with the elements in reverse order. ${FRESH}`,
    examples: [{ template: '{{ reverse (list 1 2 3) }}', output: '[3 2 1]' }],
    call: ([value]) => {
      const list = listOf(value, 'Cannot find reverse on type');
      return sizedSlice(list.items().reverse(), list.origins()?.reverse());
    },
  }),
  ...twins({
    name: 'uniq',
    params: ['list:any'],
    result: ANY_LIST,
    doc: 'A new list without the elements that occurred before. Types count: `1` and `1.0` are different elements.',
    examples: [{ template: '{{ uniq (list 1 2 1 "1") }}', output: '[1 2 1]' }],
    call: ([value]) => {
      const list = listOf(value, 'Cannot find uniq on type');
      return filtered(list, unique(list));
    },
  }),
  ...twins({
    name: 'without',
    params: ['list:any', 'items:any...'],
    result: ANY_LIST,
    doc: 'A new list without the elements that equal one of the items. Types count: the int `3` does not remove a 3 from a values file, which is a float.',
    examples: [
      { template: '{{ without (list 1 2 3 2) 2 }}', output: '[1 3]' },
      { template: '{{ without .Values.list 2 }}', values: 'list: [1, 2]', output: '[1 2]' },
    ],
    call: ([value, ...items]) => {
      const list = listOf(value, 'Cannot find without on type');
      return filtered(
        list,
        list.items().map((kept) => !items.some((item) => deepEqual(item, kept))),
      );
    },
  }),
  ...twins({
    name: 'has',
    params: ['item:any', 'list:any'],
    result: 'bool',
    doc: 'Whether the list holds the item; no list at all holds nothing. Types count: the int `3` is not found in a list from a values file, whose numbers are floats.',
    examples: [
      { template: '{{ has "b" (list "a" "b") }}', output: 'true' },
      { template: '{{ has 3 .Values.ports }} {{ has 3.0 .Values.ports }}', values: 'ports: [3]', output: 'false true' },
    ],
    call: ([item, value]) => {
      if (isNothing(value as Value)) return false;
      const list = listOf(value, 'Cannot find has on type');
      for (let i = 0; i < list.length; i++) if (deepEqual(item as Value, list.at(i))) return true;
      return false;
    },
  }),
  ...twins({
    name: 'compact',
    params: ['list:any'],
    result: ANY_LIST,
    doc: 'A new list without the empty elements: null, false, 0, empty text, empty lists and dicts.',
    examples: [{ template: '{{ compact (list 1 "a" "" 0 false) }}', output: '[1 a]' }],
    call: ([value]) => {
      const list = listOf(value, 'Cannot compact on type');
      return filtered(
        list,
        list.items().map((item) => !isEmpty(item)),
      );
    },
  }),
  ...twins({
    name: 'slice',
    params: ['list:any', 'indices:any...'],
    result: 'any',
    doc: 'The elements from the first index up to, but without, the second; to the end when that is missing. Nothing for an empty list. Some lists have room behind their last element, which an index beyond the end then shows as nulls, as in Helm; otherwise that is an error.',
    examples: [
      { template: '{{ slice (list 1 2 3 4) 1 3 }}', output: '[2 3]' },
      { template: '{{ slice (list 1 2 3 4) 2 }}', output: '[3 4]' },
    ],
    call: ([value, ...indices]) => sliceList(value as Value, indices),
  }),
  ...twins({
    name: 'chunk',
    params: ['size:int', 'list:any'],
    result: '[][]interface {}',
    doc: 'The list cut into lists of `size` elements; the last one may be shorter.',
    examples: [{ template: '{{ chunk 2 (list 1 2 3 4 5) }}', output: '[[1 2] [3 4] [5]]' }],
    call: ([size, value]) => chunks(listOf(value, 'Cannot chunk type'), Number(size as bigint)),
  }),
  {
    name: 'sortAlpha',
    params: ['list:any'],
    result: '[]string',
    doc: 'The elements as text, sorted by their bytes (capitals first); nulls are left out. What is no list becomes a list of one. A list that is of strings already (from `splitList`, `keys` …) is itself sorted in place.',
    examples: [
      { template: '{{ sortAlpha (list "b" "a" "C") }}', output: '[C a b]' },
      { template: '{{ sortAlpha (list 10 9) }}', output: '[10 9]' },
    ],
    call: ([value]) => sortAlpha(value as Value),
  },
]);

/** A function and its must-twin. In Helm both fail alike: what one returns as an error the other panics with. */
function twins(definition: Definition): Definition[] {
  const mustName = mustOf(definition.name);
  const aliases = definition.aliases?.map(mustOf);
  const must: Definition = {
    ...definition,
    name: mustName,
    ...(aliases && { aliases }),
    doc: `The same as \`${definition.name}\`. ${definition.doc}`,
    examples: (definition.examples ?? []).map((example) => ({
      ...example,
      template: example.template.replace(new RegExp(`\\b${definition.name} `, 'g'), `${mustName} `),
    })),
  };
  return [definition, must];
}

function mustOf(name: string): string {
  return `must${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
