// The methods of .Values.

import { expect, test } from 'vitest';
import { formatValue } from '../values/format.ts';
import { mapOf, type Value } from '../values/value.ts';
import { PROFILES } from './profile.ts';
import { ValuesMap } from './values-map.ts';

const VALUES = new ValuesMap(
  mapOf({ x: 'hi', a: mapOf({ b: mapOf({ c: true }), s: '' }), n: null }).entries,
  PROFILES[3],
);

function call(name: string, ...args: Value[]): string {
  try {
    return formatValue(VALUES.method(name)?.call(args) as Value);
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}

test.each<[string, string[], string]>([
  ['AsMap', [], 'map[a:map[b:map[c:true] s:] n:<nil> x:hi]'],
  ['YAML', [], 'a:\n  b:\n    c: true\n  s: ""\n"n": null\nx: hi\n'],
  ['Table', ['a'], 'map[b:map[c:true] s:]'],
  ['Table', ['a.b'], 'map[c:true]'],
  ['Table', ['a.x'], 'error: "x" is not a table'],
  ['Table', ['x.y'], 'error: "x" is not a table'],
  ['Table', [''], 'error: "" is not a table'],
  ['PathValue', ['x'], 'hi'],
  ['PathValue', ['a.b.c'], 'true'],
  ['PathValue', ['n'], '<nil>'],
  ['PathValue', ['a'], 'error: "a" is not a value'],
  ['PathValue', ['a.b'], 'error: "b" is not a value'],
  ['PathValue', ['x.y'], 'error: "y" is not a value'],
  ['PathValue', [''], 'error: YAML path cannot be empty'],
])('%s %j', (name, args, answer) => {
  expect(call(name, ...args)).toBe(answer);
});

test('tables are Values and share their entries', () => {
  const table = VALUES.method('Table')?.call(['a.b']) as ValuesMap;
  expect([table.type, table.method('AsMap')?.result]).toEqual(['chartutil.Values', 'map[string]interface {}']);
  table.set('d', 'new');
  expect(call('PathValue', 'a.b.d')).toBe('new');
  table.delete('d');
});
