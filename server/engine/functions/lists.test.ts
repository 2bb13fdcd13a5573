// Lists: results with their Go types, nil lists, shared storage, room behind the end, panics, origins.

import { describe, expect, test } from 'vitest';
import type { Call } from '../template/funcs.ts';
import type { Origin } from '../text/origin.ts';
import { GoError } from '../values/errors.ts';
import { formatValue } from '../values/format.ts';
import { GoBytes, GoSlice, mapOf, nilSlice, sliceOf, typeName, type Value } from '../values/value.ts';
import { listFunctions } from './lists.ts';

function run(name: string, args: Value[], origins?: (Origin | undefined)[]): Value {
  const record = listFunctions.find((known) => known.name === name);
  if (record === undefined) throw new Error(`no function ${name}`);
  return record.call(args, { origins } as Call);
}

function answer(name: string, ...args: Value[]): string {
  try {
    const result = run(name, args);
    return `${result instanceof GoSlice && result.nil ? 'nil' : formatValue(result)} ${typeName(result)}`;
  } catch (error) {
    if (error instanceof GoError) return `! ${error.message}`;
    throw error;
  }
}

const list = (...items: Value[]) => run('list', items) as GoSlice;
const strings = (...items: string[]) => sliceOf(items, 'string');
const NIL = '! runtime error: invalid memory address or nil pointer dereference';
const ANY = '[]interface {}';

describe('results', () => {
  test.each<[string, Value[], string]>([
    ['list', [], `[] ${ANY}`],
    ['tuple', [1n, 'a'], `[1 a] ${ANY}`],
    ['first', [list(3n, 2n)], '3 int'],
    ['first', [list()], '<nil> <nil>'],
    ['last', [strings('a', 'b')], 'b string'],
    ['rest', [list(1n, 2n)], `[2] ${ANY}`],
    ['rest', [list()], `nil ${ANY}`],
    ['initial', [list(1n, 2n)], `[1] ${ANY}`],
    ['initial', [nilSlice()], `nil ${ANY}`],
    ['append', [strings('a'), 1n], `[a 1] ${ANY}`],
    ['push', [list(), null], `[<nil>] ${ANY}`],
    ['prepend', [list(1n), 0n], `[0 1] ${ANY}`],
    ['concat', [list(1n), strings('a')], `[1 a] ${ANY}`],
    ['concat', [], `nil ${ANY}`],
    ['concat', [list(), list()], `nil ${ANY}`],
    ['reverse', [list(1n, 2n)], `[2 1] ${ANY}`],
    ['uniq', [list(1n, 1.0, 1n, '1', list(1n), list(1n), Number.NaN, Number.NaN)], `[1 1 1 [1] NaN NaN] ${ANY}`],
    ['without', [list(1n, 2n, 1n), 1n], `[2] ${ANY}`],
    ['without', [list(1.0), 1n], `[1] ${ANY}`],
    ['has', [1n, list(1n)], 'true bool'],
    ['has', [1n, list(1.0)], 'false bool'],
    ['has', [mapOf({ a: 1n }), list(mapOf({ a: 1n }))], 'true bool'],
    ['has', [1n, null], 'false bool'],
    ['compact', [list(0n, '', null, false, list(), mapOf(), 'a')], `[a] ${ANY}`],
    ['chunk', [2n, list(1n, 2n, 3n)], '[[1 2] [3]] [][]interface {}'],
    ['chunk', [2n, list()], '[] [][]interface {}'],
    ['chunk', [-2n, list(1n)], '[[1]] [][]interface {}'],
    ['chunk', [-5n, list(1n, 2n, 3n)], '[] [][]interface {}'],
    ['slice', [list(1n, 2n, 3n), 1n], `[2 3] ${ANY}`],
    ['slice', [list(1n, 2n, 3n), '1', 2.9], `[2] ${ANY}`],
    ['slice', [list()], '<nil> <nil>'],
    ['slice', [strings('a', 'b'), 1n], '[b] []string'],
    ['sortAlpha', [list('b', 'C', null, 10n, 9n)], '[10 9 C b] []string'],
    ['sortAlpha', [null], '[<nil>] []string'],
    ['sortAlpha', [list('\ufffd', '😀')], '[\ufffd 😀] []string'],
    ['first', [new GoBytes(Uint8Array.of(7))], '7 uint8'],
  ])('%s %#', (name, args, expected) => {
    expect(answer(name, ...args)).toBe(expected);
    const must = `must${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    if (listFunctions.some((known) => known.name === must)) expect(answer(must, ...args)).toBe(expected);
  });
});

describe('panics', () => {
  test.each<[string, Value[], string]>([
    ['first', ['x'], '! Cannot find first on type string'],
    ['last', [1n], '! Cannot find last on type int'],
    ['rest', [mapOf()], '! Cannot find rest on type map'],
    ['initial', [true], '! Cannot find initial on type bool'],
    ['append', [1.5, 1n], '! Cannot push on type float64'],
    ['prepend', ['x', 1n], '! Cannot prepend on type string'],
    ['concat', [list(), 'x'], '! Cannot concat type string as list'],
    ['reverse', ['x'], '! Cannot find reverse on type string'],
    ['uniq', ['x'], '! Cannot find uniq on type string'],
    ['without', ['x'], '! Cannot find without on type string'],
    ['has', [1n, 'x'], '! Cannot find has on type string'],
    ['compact', ['x'], '! Cannot compact on type string'],
    ['slice', ['x'], '! list should be type of slice or array but string'],
    ['chunk', [1n, 'x'], '! Cannot chunk type string'],
    ['chunk', [0n, list(1n)], '! runtime error: makeslice: len out of range'],
    ['chunk', [-2n, list()], '! runtime error: makeslice: len out of range'],
    ['slice', [list(1n), 1n, 0n], '! reflect.Value.Slice: slice index out of bounds'],
    ['slice', [list(1n), -1n], '! reflect.Value.Slice: slice index out of bounds'],
    ['first', [null], NIL],
    ['append', [null, 1n], NIL],
    ['concat', [null], NIL],
    ['slice', [null], NIL],
  ])('%s %#', (name, args, expected) => {
    expect(answer(name, ...args)).toBe(expected);
  });
});

describe('room behind the end', () => {
  test.each<[string, GoSlice, bigint, string]>([
    ['a list from values grew by append', sliceOf([1n, 2n, 3n]), 4n, '[1 2 3 <nil>]'],
    ['but two elements fill it', sliceOf([1n, 2n]), 3n, '!'],
    ['list is exact', list(1n, 2n, 3n), 4n, '!'],
    ['append doubles', run('append', [list(1n, 2n), 3n]) as GoSlice, 4n, '[1 2 3 <nil>]'],
    ['and no more', run('append', [list(1n, 2n), 3n]) as GoSlice, 5n, '!'],
    [
      'append to three makes room for six',
      run('append', [list(1n, 2n, 3n), 4n]) as GoSlice,
      6n,
      '[1 2 3 4 <nil> <nil>]',
    ],
    ['prepend is exact', run('prepend', [list(1n, 2n), 0n]) as GoSlice, 4n, '!'],
    ['a part sees what lies behind it', run('slice', [list(1n, 2n, 3n), 0n, 1n]) as GoSlice, 3n, '[1 2 3]'],
    ['rest is exact', run('rest', [list(0n, 1n, 2n, 3n)]) as GoSlice, 4n, '!'],
    ['strings that were split are exact', strings('a', 'b', 'c'), 4n, '!'],
  ])('%s', (_title, value, to, expected) => {
    expect(answer('slice', value, 0n, to).slice(0, expected.length)).toBe(expected);
  });
});

test('slice shares its array, the others copy; strings are sorted in place', () => {
  const words = strings('c', 'b', 'a');
  expect(formatValue(run('sortAlpha', [run('slice', [words, 0n, 2n])]))).toBe('[b c]');
  expect(formatValue(words)).toBe('[b c a]');
  const copy = run('reverse', [words]) as GoSlice;
  copy.array[0] = 'x';
  expect(formatValue(words)).toBe('[b c a]');
});

describe('origins travel with their elements', () => {
  const of = (call: string): Origin => ({ call });
  const names = (value: Value) => {
    const slice = value as GoSlice;
    return Array.from({ length: slice.length }, (_, i) => slice.origin(i)?.call ?? '-').join(' ');
  };
  const traced = run('list', ['a', '', 'a'], [of('1'), of('2'), of('3')]) as GoSlice;

  test.each<[string, Value[], (Origin | undefined)[], string]>([
    ['append', [traced, 'x'], [undefined, of('x')], '1 2 3 x'],
    ['prepend', [traced, 'x'], [undefined, of('x')], 'x 1 2 3'],
    ['prepend', [sliceOf(['p']), 'x'], [undefined, of('x')], 'x -'],
    ['rest', [traced], [], '2 3'],
    ['initial', [traced], [], '1 2'],
    ['reverse', [traced], [], '3 2 1'],
    ['uniq', [traced], [], '1 2'],
    ['compact', [traced], [], '1 3'],
    ['without', [traced, ''], [], '1 3'],
    ['slice', [traced, 1n], [], '2 3'],
    ['concat', [sliceOf(['p']), traced], [undefined, undefined], '- 1 2 3'],
    ['sortAlpha', [traced], [], '2 1 3'],
  ])('%s', (name, args, origins, expected) => {
    expect(names(run(name, args, origins))).toBe(expected);
  });

  test('chunk, first and last', () => {
    const chunks = run('chunk', [2n, traced], []) as GoSlice;
    expect([names(chunks.at(0)), names(chunks.at(1))]).toEqual(['1 2', '3']);
    const trace = (name: string) => listFunctions.find((known) => known.name === name)?.trace;
    expect(trace('first')?.([traced], 'a', { origins: [] } as unknown as Call)?.call).toBe('1');
    expect(trace('mustLast')?.([traced], 'a', { origins: [] } as unknown as Call)?.call).toBe('3');
  });

  test('without tracing nothing is kept', () => {
    expect((run('list', ['a']) as GoSlice).slots).toBeUndefined();
  });
});
