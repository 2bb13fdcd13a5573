// Sprig's functions that name the Go type and kind of a value.

import { kindOf, typeName, type Value } from '../values/value.ts';
import { group } from './define.ts';

export const reflectFunctions = group('reflect', [
  {
    name: 'typeOf',
    params: ['value:any'],
    result: 'string',
    doc: 'The Go type of a value: `string`, `bool`, `float64` (all numbers of values files), `int` (number literals), `int64`, `map[string]interface {}`, `[]interface {}`, `<nil>`.',
    examples: [
      { template: '{{ typeOf .Values.port }} {{ typeOf 80 }}', values: 'port: 80', output: 'float64 int' },
      { template: '{{ typeOf (dict) }} {{ typeOf .Values.nope }}', output: 'map[string]interface {} <nil>' },
    ],
    call: ([value]) => typeName(value as Value),
  },
  {
    name: 'typeIs',
    params: ['type:string', 'value:any'],
    result: 'bool',
    doc: 'Whether `typeOf` the value is exactly this type.',
    examples: [{ template: '{{ typeIs "string" .Values.name }}', values: 'name: web', output: 'true' }],
    call: ([type, value]) => typeName(value as Value) === type,
  },
  {
    name: 'typeIsLike',
    params: ['type:string', 'value:any'],
    result: 'bool',
    doc: 'Whether `typeOf` the value is this type or a pointer to it.',
    examples: [{ template: '{{ typeIsLike "semver.Version" (semver "1.2.3") }}', output: 'true' }],
    call: ([type, value]) => [type, `*${type as string}`].includes(typeName(value as Value)),
  },
  {
    name: 'kindOf',
    params: ['value:any'],
    result: 'string',
    doc: 'The kind of a value, coarser than its type: `map`, `slice`, `string`, `bool`, `float64`, `int`, `int64`, `struct`, `ptr`, and `invalid` for nil.',
    examples: [
      { template: '{{ kindOf .Values.list }} {{ kindOf .Values }}', values: 'list: [1]', output: 'slice map' },
      { template: '{{ kindOf .Values.nope }}', output: 'invalid' },
    ],
    call: ([value]) => kindOf(value as Value),
  },
  {
    name: 'kindIs',
    params: ['kind:string', 'value:any'],
    result: 'bool',
    doc: 'Whether `kindOf` the value is this kind; the usual way to tell a map from a text or a number.',
    examples: [
      {
        template: '{{ if kindIs "map" .Values.port }}map{{ else }}plain{{ end }}',
        values: 'port: 80',
        output: 'plain',
      },
      { template: '{{ kindIs "invalid" .Values.nope }}', output: 'true' },
    ],
    call: ([kind, value]) => kindOf(value as Value) === kind,
  },
]);
