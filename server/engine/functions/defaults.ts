// Sprig's functions about empty values: default, coalesce, ternary and their kin.

import { isEmpty } from '../values/convert.ts';
import type { Value } from '../values/value.ts';
import { group } from './define.ts';

export const defaultsFunctions = group('defaults', [
  {
    name: 'default',
    params: ['default:any', 'given:any...'],
    result: 'any',
    doc: 'The given value, or the default when that is empty: nil or absent, `""`, `0`, `false`, an empty list or map. A `false` or `0` that was set on purpose is replaced as well; ask `hasKey` or `kindIs "invalid"` where that matters.',
    examples: [
      { template: '{{ .Values.tag | default "latest" }}', output: 'latest' },
      { template: '{{ default 80 .Values.port }}', values: 'port: 8080', output: '8080' },
      { template: '{{ .Values.enabled | default true }}', values: 'enabled: false', output: 'true' },
    ],
    call: ([fallback, ...given]) => {
      const value = given[0];
      return value === undefined || isEmpty(value) ? (fallback as Value) : value;
    },
  },
  {
    name: 'empty',
    params: ['value:any'],
    result: 'bool',
    doc: 'Whether a value is empty: nil or absent, `false`, zero, `""`, an empty list or map. A date never is.',
    examples: [
      { template: '{{ empty .Values.nope }} {{ empty "0" }}', output: 'true false' },
      { template: '{{ empty .Values.list }}', values: 'list: []', output: 'true' },
    ],
    call: ([value]) => isEmpty(value as Value),
  },
  {
    name: 'coalesce',
    params: ['values:any...'],
    result: 'any',
    doc: 'The first of the values that is not empty; nil when all are.',
    examples: [{ template: '{{ coalesce .Values.a .Values.b "c" }}', values: 'a: ""\nb: 0', output: 'c' }],
    call: (args) => args.find((arg) => !isEmpty(arg)) ?? null,
  },
  {
    name: 'all',
    params: ['values:any...'],
    result: 'bool',
    doc: 'Whether none of the values is empty; true when there are no values.',
    examples: [{ template: '{{ all "a" 1 true }} {{ all "a" 0 }}', output: 'true false' }],
    call: (args) => !args.some(isEmpty),
  },
  {
    name: 'any',
    params: ['values:any...'],
    result: 'bool',
    doc: 'Whether at least one of the values is not empty; false when there are no values.',
    examples: [{ template: '{{ any "" 0 "x" }} {{ any "" false }}', output: 'true false' }],
    call: (args) => args.some((arg) => !isEmpty(arg)),
  },
  {
    name: 'ternary',
    params: ['yes:any', 'no:any', 'condition:bool'],
    result: 'any',
    doc: 'The first value when the condition is true, else the second. The condition must be a bool: for anything else write `(not (empty .x))` or a comparison. Both values are computed in any case.',
    examples: [
      { template: '{{ ternary "on" "off" .Values.enabled }}', values: 'enabled: true', output: 'on' },
      { template: '{{ eq .Values.env "prod" | ternary 3 1 }}', values: 'env: dev', output: '1' },
    ],
    call: ([yes, no, condition]) => ((condition as boolean) ? yes : no) as Value,
  },
  {
    name: 'hello',
    params: [],
    result: 'string',
    doc: 'Says `Hello!`. Sprig keeps it for trying out; nothing else does.',
    examples: [{ template: '{{ hello }}', output: 'Hello!' }],
    call: () => 'Hello!',
  },
]);
