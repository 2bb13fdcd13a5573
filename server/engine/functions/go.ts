// The built-in functions of Go's text/template: logic, comparison, indexing, printing, escaping.

import { byteAt, byteLength, rejoin } from '../text/bytes.ts';
import { equalsAny, lessOrEqual, lessThan } from '../values/compare.ts';
import { integerOf } from '../values/convert-integer.ts';
import { zeroValue } from '../values/convert-zero.ts';
import { GoError } from '../values/errors.ts';
import { printValue, sprint, sprintf, sprintln } from '../values/format.ts';
import {
  GoBytes,
  GoMap,
  GoObject,
  GoSlice,
  INVALID,
  Int,
  integerValue,
  isInteger,
  isNothing,
  truth,
  typeName,
  type Value,
} from '../values/value.ts';
import { group } from './define.ts';
import { escapeHtml, escapeJs, escapeQuery } from './go-escape.ts';

export const goFunctions = group('go', [
  {
    name: 'and',
    params: ['first:value', 'rest:value...'],
    result: 'value',
    doc: 'The first operand that is false or empty, or else the last one: not a bool but the operand itself. Operands after the deciding one are not evaluated.',
    examples: [
      { template: '{{ and true "yes" }}', output: 'yes' },
      {
        template: '{{ if and .Values.enabled (gt .Values.replicas 1.0) }}many{{ end }}',
        values: 'enabled: true\nreplicas: 3',
        output: 'many',
      },
      { template: '{{ and "" "unused" | quote }}', output: '""' },
    ],
    call: (args) => args.find((arg) => !truth(arg)) ?? lastOf(args),
  },
  {
    name: 'or',
    params: ['first:value', 'rest:value...'],
    result: 'value',
    doc: 'The first operand that is true or not empty, or else the last one: not a bool but the operand itself. Operands after the deciding one are not evaluated.',
    examples: [
      { template: '{{ or .Values.name "fallback" }}', values: 'name: ""', output: 'fallback' },
      { template: '{{ or false 0 }}', output: '0' },
    ],
    call: (args) => args.find(truth) ?? lastOf(args),
  },
  {
    name: 'not',
    params: ['value:value'],
    result: 'bool',
    doc: 'True for false, nil, zero and everything empty; false for the rest. The text `"false"` is not empty, so `not "false"` is false.',
    examples: [
      { template: '{{ not .Values.enabled }}', values: 'enabled: false', output: 'true' },
      { template: '{{ not "false" }}', output: 'false' },
    ],
    call: ([value]) => !truth(value as Value),
  },
  {
    name: 'len',
    params: ['item:value'],
    result: 'int',
    doc: 'The number of entries of a map or list, or of bytes of a text (`len "é"` is 2). Fails for numbers, bools and nil.',
    examples: [
      { template: '{{ len .Values.hosts }}', values: 'hosts: [a, b]', output: '2' },
      { template: '{{ len "é" }}', output: '2' },
    ],
    call: ([item]) => lengthOf(item as Value),
  },
  {
    name: 'index',
    params: ['item:value', 'indexes:value...'],
    result: 'value',
    doc: 'Looks up keys and positions, one after the other: `index $m "a" 0` is `$m.a[0]`. Reaches keys that a dot cannot (`index .Values "my-key"`). A missing key gives nil; going further from there, or past the end of a list, fails. Positions must be integers, which numbers from values files are not: use `int`.',
    examples: [
      { template: '{{ index .Values "my-app" "port" }}', values: 'my-app: {port: 80}', output: '80' },
      { template: '{{ index .Values.hosts 1 }}', values: 'hosts: [a, b]', output: 'b' },
    ],
    call: ([item, ...indexes]) => indexInto(item as Value, indexes),
  },
  {
    name: 'call',
    params: ['function:value', 'args:value...'],
    result: 'value',
    doc: 'Calls a function value with arguments. Helm gives templates no function values, so that it always fails.',
    examples: [],
    call: ([fn], call) => {
      if (isNothing(fn as Value)) throw new GoError('call of nil');
      // A piped callee has no source text; Go then prints reflect.Value.String() of it.
      const piped = typeof fn === 'string' ? fn : `<${typeName(fn as Value)} Value>`;
      throw new GoError(`non-function ${call.callee() ?? piped} of type ${typeName(fn as Value)}`);
    },
  },
  {
    name: 'html',
    params: ['values:any...'],
    result: 'string',
    doc: 'Escapes `<`, `>`, `&` and both quotes for HTML. Several values are first joined as `print` does; nil becomes `<no value>`, escaped.',
    examples: [{ template: '{{ html "<a href=\'x\'>" }}', output: '&lt;a href=&#39;x&#39;&gt;' }],
    call: (args) => escapeHtml(textOf(args)),
  },
  {
    name: 'js',
    params: ['values:any...'],
    result: 'string',
    doc: 'Escapes text for a place inside a JavaScript string. Several values are first joined as `print` does.',
    examples: [{ template: '{{ js "it\'s <b>" }}', output: "it\\'s \\u003Cb\\u003E" }],
    call: (args) => escapeJs(textOf(args)),
  },
  {
    name: 'urlquery',
    params: ['values:any...'],
    result: 'string',
    doc: 'Escapes text for the query part of a URL; a space becomes `+`. Several values are first joined as `print` does.',
    examples: [{ template: '{{ urlquery "a b&c=é" }}', output: 'a+b%26c%3D%C3%A9' }],
    call: (args) => escapeQuery(textOf(args)),
  },
  {
    name: 'print',
    params: ['values:any...'],
    result: 'string',
    doc: 'The values as text, one after the other, with a space between two of them when neither is a text. Large numbers from values files print as `1e+06`.',
    examples: [
      { template: '{{ print "v" 1 2 "x" }}', output: 'v1 2x' },
      { template: '{{ print .Values.port }}', values: 'port: 1000000', output: '1e+06' },
    ],
    call: (args) => sprint(args),
  },
  {
    name: 'printf',
    params: ['format:string', 'values:any...'],
    result: 'string',
    doc: 'Fills a format, as in Go: `%s` for text, `%d` for integers, `%v` for anything, `%q` quoted, `%t` bool, `%.2f` float, `%05d` padded, `%%` a percent sign. Numbers from values files are floats, so `%d` prints `%!d(float64=3)` for them: write `%v`, or convert with `int`. Widths and precisions stop at a million.',
    examples: [
      { template: '{{ printf "%s-%d" "app" 3 }}', output: 'app-3' },
      {
        template: '{{ printf "%d %v" .Values.port (int .Values.port) }}',
        values: 'port: 3',
        output: '%!d(float64=3) 3',
      },
      { template: '{{ printf "%-5s|%05.1f|%q" "ab" 3.14159 "x\\ty" }}', output: 'ab   |003.1|"x\\ty"' },
    ],
    call: ([format, ...args]) => sprintf(format as string, args),
  },
  {
    name: 'println',
    params: ['values:any...'],
    result: 'string',
    doc: 'The values as text with a space between any two, and a line break at the end.',
    examples: [{ template: '{{ println "a" "b" 1 }}', output: 'a b 1\n' }],
    call: (args) => sprintln(args),
  },
  {
    name: 'eq',
    params: ['first:value', 'others:value...'],
    result: 'bool',
    doc: 'Whether the first value equals any of the others. Integers and floats do not compare: for a number from a values file write `eq (int .Values.n) 3` or `eq .Values.n 3.0`. Lists and maps do not compare at all, except with nil.',
    examples: [
      { template: '{{ eq .Values.env "dev" "test" }}', values: 'env: test', output: 'true' },
      { template: '{{ eq (int .Values.replicas) 3 }}', values: 'replicas: 3', output: 'true' },
    ],
    call: ([first, ...others]) => equalsAny(first as Value, others),
  },
  {
    name: 'ne',
    params: ['first:value', 'second:value'],
    result: 'bool',
    doc: 'Whether two values differ; the same rules as for `eq`, but exactly two operands.',
    examples: [{ template: '{{ ne .Values.type "NodePort" }}', values: 'type: ClusterIP', output: 'true' }],
    call: ([a, b]) => !equalsAny(a as Value, [b as Value]),
  },
  {
    name: 'lt',
    params: ['first:value', 'second:value'],
    result: 'bool',
    doc: 'Whether the first value is less: integers with integers, floats with floats, texts byte by byte. Numbers from values files are floats.',
    examples: [{ template: '{{ lt 2 10 }} {{ lt "2" "10" }}', output: 'true false' }],
    call: ([a, b]) => lessThan(a as Value, b as Value),
  },
  {
    name: 'le',
    params: ['first:value', 'second:value'],
    result: 'bool',
    doc: 'Whether the first value is less than or equal to the second; the same rules as for `lt`.',
    examples: [{ template: '{{ le 2 2 }}', output: 'true' }],
    call: ([a, b]) => lessOrEqual(a as Value, b as Value),
  },
  {
    name: 'gt',
    params: ['first:value', 'second:value'],
    result: 'bool',
    doc: 'Whether the first value is greater; the same rules as for `lt`.',
    examples: [{ template: '{{ gt (int .Values.replicas) 1 }}', values: 'replicas: 2', output: 'true' }],
    call: ([a, b]) => !lessOrEqual(a as Value, b as Value),
  },
  {
    name: 'ge',
    params: ['first:value', 'second:value'],
    result: 'bool',
    doc: 'Whether the first value is greater than or equal to the second; the same rules as for `lt`.',
    examples: [{ template: '{{ ge 1.5 1.5 }}', output: 'true' }],
    call: ([a, b]) => !lessThan(a as Value, b as Value),
  },
]);

function lastOf(args: readonly Value[]): Value {
  return args[args.length - 1] as Value;
}

function lengthOf(item: Value): bigint {
  if (typeof item === 'string') return BigInt(byteLength(item));
  if (item === null) throw new GoError('len of nil pointer');
  if (isNothing(item)) throw new GoError('reflect: call of reflect.Value.Type on zero Value');
  const inside = indirect(item);
  if (inside instanceof GoMap) return BigInt(inside.size);
  if (inside instanceof GoSlice) return BigInt(inside.length);
  if (inside instanceof GoBytes) return BigInt(inside.bytes.length);
  throw new GoError(`len of type ${pointedType(inside)}`);
}

function indexInto(item: Value, indexes: readonly Value[]): Value {
  if (isNothing(item)) throw new GoError('index of untyped nil');
  return indexes.reduce((at, index) => {
    if (at === null || at === INVALID) throw new GoError('index of nil pointer');
    return elementOf(indirect(at), index);
  }, item);
}

function elementOf(item: Value, index: Value): Value {
  if (item instanceof GoMap) return item.get(keyOf(index)) ?? zeroValue(item.elem);
  if (item instanceof GoSlice) return item.at(positionOf(index, item.length, 'slice'));
  if (item instanceof GoBytes) {
    return new Int('uint8', BigInt(item.bytes[positionOf(index, item.bytes.length, 'slice')] as number));
  }
  if (typeof item === 'string') {
    return new Int('uint8', BigInt(byteAt(item, positionOf(index, byteLength(item), 'string')) as number));
  }
  throw new GoError(`can't index item of type ${pointedType(item)}`);
}

function keyOf(index: Value): string {
  if (typeof index === 'string') return index;
  if (isNothing(index)) throw new GoError('value is nil; should be of type string');
  throw new GoError(`value has type ${typeName(index)}; should be string`);
}

function positionOf(index: Value, length: number, kind: 'slice' | 'string'): number {
  if (isNothing(index)) throw new GoError('cannot index slice/array with nil');
  const integer = isInteger(index) ? integerValue(index) : index instanceof GoObject ? integerOf(index) : undefined;
  if (integer === undefined) throw new GoError(`cannot index slice/array with type ${typeName(index)}`);
  const position = BigInt.asIntN(64, integer);
  // The position behind the last element passes Go's own check and fails one floor below.
  if (position === BigInt(length)) throw new GoError(`reflect: ${kind} index out of range`);
  if (position < 0n || position > BigInt(length)) throw new GoError(`index out of range: ${position}`);
  return Number(position);
}

/** The map or list behind a named type. */
function indirect(value: Value): Value {
  if (!(value instanceof GoObject)) return value;
  const inside = value.printed();
  return inside instanceof GoMap || inside instanceof GoSlice ? inside : value;
}

/** The type's name, for a pointer that of what it points to. */
function pointedType(value: Value): string {
  const type = typeName(value);
  return value instanceof GoObject && value.kind === 'ptr' ? type.replace(/^\*/, '') : type;
}

/** What html, js and urlquery escape: the operands joined as `print` would, but nil is the text `<no value>`. */
function textOf(args: readonly Value[]): string {
  let out = '';
  args.forEach((arg, i) => {
    if (i > 0 && !isText(arg) && !isText(args[i - 1] as Value)) out += ' ';
    out += printValue(arg);
  });
  return rejoin(out);
}

function isText(value: Value): boolean {
  return typeof value === 'string' || isNothing(value);
}
