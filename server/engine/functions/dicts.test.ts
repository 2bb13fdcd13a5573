// Dicts, merging and copying: results as JSON-like text, sharing, panics, origins; expected values are real Helm's.

import { describe, expect, test } from 'vitest';
import type { Call } from '../template/funcs.ts';
import type { Origin } from '../text/origin.ts';
import { GoError } from '../values/errors.ts';
import { formatValue } from '../values/format.ts';
import {
  ANY_MAP,
  GoMap,
  GoObject,
  type GoSlice,
  mapOf,
  nilSlice,
  sliceOf,
  typeName,
  type Value,
} from '../values/value.ts';
import { dictFunctions } from './dicts.ts';
import { copyFunctions } from './dicts-copy.ts';
import { mergeFunctions } from './merge.ts';

const records = [...dictFunctions, ...mergeFunctions, ...copyFunctions];

function run(name: string, args: Value[], origins?: (Origin | undefined)[]): Value {
  const record = records.find((known) => known.name === name);
  if (record === undefined) throw new Error(`no function ${name}`);
  return record.call(args, { origins } as Call);
}

function answer(name: string, ...args: Value[]): string {
  try {
    const result = run(name, args);
    return result instanceof GoMap && result.nil ? 'nil' : formatValue(result);
  } catch (error) {
    if (error instanceof GoError) return `! ${error.message}`;
    throw error;
  }
}

const values = (entries: Record<string, Value>) => new GoMap(new Map(Object.entries(entries)), 'chartutil.Values');
const texts = (entries: Record<string, Value>) =>
  new GoMap(new Map(Object.entries(entries)), 'map[string]string', 'string');
const nilMap = () => new GoMap(new Map(), ANY_MAP, 'interface {}', true);

class Pointer extends GoObject {
  override readonly type = '*x.Thing';
  override readonly kind = 'ptr';
}

describe('dicts', () => {
  test.each<[string, Value[], string]>([
    ['dict', [], 'map[]'],
    ['dict', ['a', 1n, 2n, 'b', null], 'map[2:b <nil>: a:1]'],
    ['get', [mapOf({ a: 1n }), 'a'], '1'],
    ['get', [mapOf({ a: null }), 'a'], '<nil>'],
    ['get', [mapOf(), 'a'], ''],
    ['get', [null, 'a'], ''],
    ['set', [mapOf({ b: 1n }), 'a', 2n], 'map[a:2 b:1]'],
    ['set', [nilMap(), 'a', 1n], '! assignment to entry in nil map'],
    ['set', [null, 'a', 1n], '! assignment to entry in nil map'],
    ['unset', [mapOf({ a: 1n, b: 2n }), 'a'], 'map[b:2]'],
    ['unset', [nilMap(), 'a'], 'nil'],
    ['hasKey', [mapOf({ a: null }), 'a'], 'true'],
    ['hasKey', [mapOf(), 'a'], 'false'],
    ['pluck', ['a', mapOf({ a: 1n }), mapOf({ b: 2n }), mapOf({ a: null })], '[1 <nil>]'],
    ['keys', [mapOf({ b: 1n, a: 1n }), mapOf({ a: 1n })], '[a b a]'],
    ['values', [mapOf({ b: 2n, a: 1n })], '[1 2]'],
    ['pick', [mapOf({ a: 1n, b: 2n }), 'a', 'c'], 'map[a:1]'],
    ['pick', [nilMap(), 'a'], 'map[]'],
    ['omit', [mapOf({ a: 1n, b: 2n }), 'a', 'c'], 'map[b:2]'],
    ['dig', ['a', 'b', 'no', mapOf({ a: mapOf({ b: null }) })], '<nil>'],
    ['dig', ['a', 'c', 'no', mapOf({ a: mapOf() })], 'no'],
    [
      'dig',
      ['a', 'b', 'no', mapOf({ a: 1n })],
      '! interface conversion: interface {} is int, not map[string]interface {}',
    ],
    [
      'dig',
      ['a', 'b', 'no', mapOf({ a: null })],
      '! interface conversion: interface {} is nil, not map[string]interface {}',
    ],
    [
      'dig',
      ['a', 'no', values({})],
      '! interface conversion: interface {} is chartutil.Values, not map[string]interface {}',
    ],
    ['dig', [1n, 'no', mapOf()], '! interface conversion: interface {} is int, not string'],
    ['dig', ['a', mapOf()], '! dig needs at least three arguments'],
  ])('%s %#', (name, args, expected) => {
    expect(answer(name, ...args)).toBe(expected);
  });

  test('Values come back as a plain map that writes to them', () => {
    const map = values({ a: 1n });
    const result = run('set', [map, 'b', 2n]) as GoMap;
    result.set('c', 3n, { call: 'c' });
    expect(typeName(result)).toBe(ANY_MAP);
    expect(formatValue(map)).toBe('map[a:1 b:2 c:3]');
    expect(map.origin('c')).toEqual({ call: 'c' });
  });
});

describe('merge', () => {
  const empty = () => mapOf({ n: null, f: false, z: 0n, s: '', l: sliceOf([]), m: mapOf() });
  const full = () => mapOf({ n: 1n, f: true, z: 1n, s: 'x', l: sliceOf([1n]), m: mapOf({ a: 1n }) });
  test.each<[string, Value[], string]>([
    ['merge', [empty(), full()], 'map[f:true l:[1] m:map[a:1] n:1 s:x z:1]'],
    [
      'merge',
      [full(), mapOf({ n: 2n, f: false, s: 'y', l: sliceOf([2n]), m: mapOf({ a: 2n, b: 3n }) })],
      'map[f:true l:[1] m:map[a:1 b:3] n:1 s:x z:1]',
    ],
    ['merge', [mapOf(), mapOf({ a: null })], 'map[]'],
    ['merge', [mapOf({ m: mapOf() }), mapOf({ m: mapOf({ a: null }) })], 'map[m:map[a:<nil>]]'],
    ['merge', [mapOf({ m: 'text' }), mapOf({ m: mapOf({ a: 1n }) })], 'map[m:text]'],
    ['merge', [mapOf({ m: mapOf({ a: 1n }) }), mapOf({ m: 'text' })], 'map[m:map[a:1]]'],
    ['merge', [mapOf({ a: 1n }), mapOf({ a: 2n, b: 2n }), mapOf({ b: 3n, c: 3n })], 'map[a:1 b:2 c:3]'],
    ['merge', [nilMap(), mapOf({ a: 1n })], 'map[a:1]'],
    ['merge', [nilMap(), nilMap()], 'nil'],
    ['mergeOverwrite', [full(), empty()], 'map[f:false l:[] m:map[a:1] n:<nil> s: z:0]'],
    ['mergeOverwrite', [mapOf({ a: mapOf({ x: 1n }) }), mapOf({ a: 'text' })], 'map[a:text]'],
    ['mergeOverwrite', [mapOf({ a: sliceOf([1n]) }), mapOf({ a: mapOf({ x: 1n }) })], 'map[a:map[x:1]]'],
    ['mergeOverwrite', [mapOf({ a: 1n }), mapOf({ a: 2n }), mapOf({ a: 3n })], 'map[a:3]'],
    ['merge', [mapOf({ a: new Pointer() }), mapOf({ a: mapOf() })], ''],
    ['mustMerge', [mapOf({ a: new Pointer() }), mapOf({ a: mapOf() })], '! src and dst must be of same type'],
    [
      'merge',
      [mapOf({ a: texts({ x: 'y' }) }), mapOf({ a: mapOf({ z: 1n }) })],
      '! reflect.Value.SetMapIndex: value of type interface {} is not assignable to type string',
    ],
    ['merge', [mapOf({ a: texts({ x: 'y' }) }), mapOf({ a: texts({ z: 'q' }) })], 'map[a:map[x:y z:q]]'],
  ])('%s %#', (name, args, expected) => {
    expect(answer(name, ...args)).toBe(expected);
  });

  test('writes to the first dict and shares what it takes', () => {
    const inner = mapOf({ x: 1n });
    const dst = mapOf();
    const result = run('merge', [dst, mapOf({ m: inner })]);
    expect(result).toBe(dst);
    expect(dst.get('m')).toBe(inner);
    run('mergeOverwrite', [dst, mapOf({ m: mapOf({ x: 2n }) })]);
    expect(formatValue(inner)).toBe('map[x:2]');
  });

  test('a dict that holds itself ends in an error', () => {
    const a = mapOf();
    a.set('self', a);
    const b = mapOf();
    b.set('self', b);
    expect(answer('merge', a, b)).toBe('! dicts nested deeper than 1000');
    expect(answer('deepCopy', a)).toBe('! values nested deeper than 1000');
  });
});

describe('deepCopy and deepEqual', () => {
  test('copies maps and lists, keeps types and nil', () => {
    const original = mapOf({
      v: values({ a: 1n }),
      l: sliceOf([mapOf({ x: 1n })]),
      n: nilSlice(),
      s: sliceOf(['a'], 'string'),
    });
    const copy = run('deepCopy', [original]) as GoMap;
    expect(run('deepEqual', [original, copy])).toBe(true);
    expect(typeName(copy.get('v') as Value)).toBe('chartutil.Values');
    ((copy.get('l') as GoSlice).at(0) as GoMap).set('x', 2n);
    expect(formatValue(original.get('l') as Value)).toBe('[map[x:1]]');
    expect((copy.get('n') as GoSlice).nil).toBe(true);
  });

  test.each<[string, Value[], string]>([
    ['deepCopy', [null], '! reflect: call of reflect.Value.Type on zero Value'],
    ['mustDeepCopy', [null], '! reflect: call of reflect.Value.Type on zero Value'],
    ['deepCopy', ['a'], 'a'],
    ['deepEqual', [1n, 1.0], 'false'],
    ['deepEqual', [null, null], 'true'],
    ['deepEqual', [sliceOf([]), nilSlice()], 'false'],
  ])('%s %#', (name, args, expected) => {
    expect(answer(name, ...args)).toBe(expected);
  });
});

describe('origins travel with their entries', () => {
  const of = (call: string): Origin => ({ call });
  const traced = run('dict', ['a', 1n, 'b', ''], [undefined, of('1'), undefined, of('2')]) as GoMap;
  const shown = (value: Value) =>
    value instanceof GoMap
      ? [...value.entries.keys()].map((key) => `${key}:${value.origin(key)?.call ?? '-'}`).join(' ')
      : Array.from({ length: (value as GoSlice).length }, (_, i) => (value as GoSlice).origin(i)?.call ?? '-').join(
          ' ',
        );

  test.each<[string, () => Value[], (Origin | undefined)[], string]>([
    ['set', () => [run('deepCopy', [traced]), 'a', 5n], [undefined, undefined, of('5')], 'a:5 b:2'],
    ['pick', () => [traced, 'b'], [], 'b:2'],
    ['omit', () => [traced, 'b'], [], 'a:1'],
    ['deepCopy', () => [traced], [], 'a:1 b:2'],
    ['merge', () => [mapOf({ c: 1n }), traced], [], 'c:- a:1 b:2'],
    ['mergeOverwrite', () => [mapOf({ b: 'x' }), traced], [], 'b:2 a:1'],
    ['pluck', () => ['a', mapOf({ a: 1n }), traced], [], '- 1'],
    ['values', () => [traced], [], '1 2'],
  ])('%s', (name, args, origins, expected) => {
    expect(shown(run(name, args(), origins))).toBe(expected);
  });

  test('get, dig, set and merge say where their result is from', () => {
    const trace = (name: string, args: Value[], origins: (Origin | undefined)[] = []) =>
      records.find((known) => known.name === name)?.trace?.(args, null, { origins } as unknown as Call)?.call;
    expect(trace('get', [traced, 'a'])).toBe('1');
    expect(trace('dig', ['x', 'a', 'no', mapOf({ x: traced })])).toBe('1');
    expect(trace('dig', ['x', 'q', 'no', mapOf({ x: traced })], [undefined, undefined, of('default')])).toBe('default');
    expect(trace('merge', [traced, traced], [of('dst'), of('src')])).toBe('dst');
    expect(trace('set', [traced, 'a', 1n], [of('dst')])).toBe('dst');
  });
});
