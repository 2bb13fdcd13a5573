// The data functions: errors as results, what differs between releases, and provenance through a reader.

import { describe, expect, test } from 'vitest';
import type { Call } from '../template/funcs.ts';
import type { Origin } from '../text/origin.ts';
import { formatValue } from '../values/format.ts';
import { type GoMap, type GoSlice, mapOf, sliceOf, type Value } from '../values/value.ts';
import { dataFunctions } from './data.ts';

function run(name: string, arg: Value, origin?: Origin, tomlExponent = true): Value {
  const record = dataFunctions.find((one) => one.name === name);
  if (!record) throw new Error(`no function ${name}`);
  return record.call([arg], { origins: origin && [origin], profile: { tomlExponent } } as unknown as Call);
}

test.each<readonly [name: string, arg: Value, out: string]>([
  ['fromYaml', 'a: {b: c}', 'map[a:map[b:c]]'],
  ['fromYaml', '', 'map[]'],
  [
    'fromYaml',
    '[1]',
    'map[Error:error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}]',
  ],
  ['fromYamlArray', '- a\n- 1', '[a 1]'],
  ['fromJson', '{"a":1}', 'map[a:1]'],
  ['fromJson', 'x', "map[Error:invalid character 'x' looking for beginning of value]"],
  ['fromJson', '{"a":1e400}', 'map[Error:json: cannot unmarshal number 1e400 into Go value of type float64 a:<nil>]'],
  ['fromJsonArray', '{}', '[json: cannot unmarshal object into Go value of type []interface {}]'],
  ['toJson', Number.NaN, ''],
  ['toYaml', Number.NaN, ''],
  ['toToml', sliceOf([null]), 'toml: cannot encode array with nil element'],
  ['fromToml', 'bad', "map[Error:toml: line 1: unexpected EOF; expected key separator '=']"],
])('%s %j', (name, arg, out) => {
  expect(formatValue(run(name, arg))).toBe(out);
});

test.each([
  ['mustToYaml', Number.NaN, 'error marshaling into JSON: json: unsupported value: NaN'],
  ['mustToJson', Number.NaN, 'json: unsupported value: NaN'],
  ['toRawJson', Number.NaN, 'json: unsupported value: NaN'],
  ['mustFromJson', '[1', 'unexpected end of JSON input'],
  ['toToml', null, 'reflect: call of reflect.Value.Type on zero Value'],
  ['mustToToml', sliceOf([null]), 'toml: cannot encode array with nil element'],
] as const)('%s fails (%#)', (name, arg, message) => {
  expect(() => run(name, arg)).toThrow(message);
});

test('floats of older releases', () => {
  expect(run('toToml', mapOf({ a: 1e6 }), undefined, false)).toBe('a = 1000000.0\n');
});

describe('provenance', () => {
  /** Three stretches of text: before, the value, after. */
  function traced(before: string, value: string, after: string): { text: string; origin: Origin } {
    const piece = (part: string, call: string) => ({ length: part.length, origin: { call } });
    const pieces = [piece(before, 'before'), piece(value, 'value'), piece(after, 'after')];
    return { text: before + value + after, origin: { pieces: pieces.filter(({ length }) => length > 0) } };
  }

  test.each([
    ['fromYaml', 'a: ', 'text', '\nb: 1\n'],
    ['fromYaml', 'a: "', 'text', '"\nb: 1\n'],
    ['fromJson', '{"a": "', 'text', '", "b": 1}'],
  ])('%s keeps the pieces of a text (%#)', (name, before, value, after) => {
    const { text, origin } = traced(before, value, after);
    const map = run(name, text, origin) as GoMap;
    expect(map.get('a')).toBe('text');
    expect(map.origin('a')).toEqual({ pieces: [{ length: 4, origin: { call: 'value' } }] });
    expect(map.origin('b')).toEqual({ call: 'after' });
  });

  test('a number has the origin of its text, a list that of all of it', () => {
    const { text, origin } = traced('[1, ', '25', ', 3]');
    const list = run('fromJsonArray', text, origin) as GoSlice;
    expect(list.origin(1)).toEqual({ call: 'value' });
    const nested = run('mustFromJson', `[${text}]`, undefined) as GoSlice;
    expect(nested.origin(0)).toBeUndefined();
    const yaml = traced('a: [1, ', '2', ']');
    const map = run('fromYaml', yaml.text, yaml.origin) as GoMap;
    expect(map.origin('a')).toEqual({ from: [{ call: 'before' }, { call: 'value' }, { call: 'after' }] });
    expect((map.get('a') as GoSlice).origin(1)).toEqual({ call: 'value' });
  });

  test('toYaml hands the pieces on', () => {
    const record = dataFunctions.find((one) => one.name === 'toYaml');
    const map = mapOf({});
    map.set('a', 'x', { call: 'slot' });
    const call = { origins: [{ call: 'map' }] } as unknown as Call;
    expect(record?.trace?.([map], 'a: x', call)).toEqual({ pieces: [{ length: 4, origin: { call: 'slot' } }] });
  });
});
