// A table whose values are made when somebody asks for them.

import { expect, test } from 'vitest';
import { LazyEntries } from './lazy-entries.ts';

function upper(from: ReadonlyMap<string, string>, made: string[]): LazyEntries<string> {
  return new LazyEntries(from, (key, value) => {
    made.push(key);
    return value.toUpperCase();
  });
}

const ABC = new Map([
  ['a', 'x'],
  ['b', 'y'],
  ['c', 'z'],
]);

test('only what is asked for is made, and once', () => {
  const made: string[] = [];
  const table = upper(ABC, made);
  expect([table.size, table.has('a'), table.has('d'), [...table.keys()].join('')]).toEqual([3, true, false, 'abc']);
  expect(made).toEqual([]);
  expect([table.get('b'), table.get('b'), table.get('d')]).toEqual(['Y', 'Y', undefined]);
  expect(made).toEqual(['b']);
  expect([...table]).toEqual([
    ['a', 'X'],
    ['b', 'Y'],
    ['c', 'Z'],
  ]);
  expect([...table.values()].join('')).toBe('XYZ');
  expect(made).toEqual(['b', 'a', 'c']);
});

test('going over the values stops where somebody stops', () => {
  const made: string[] = [];
  for (const value of upper(ABC, made).values()) if (value === 'Y') break;
  expect(made).toEqual(['a', 'b']);
});

test('tables made of each other have the keys of the first', () => {
  const inner = upper(ABC, []);
  const outer = new LazyEntries(inner, (_key, value) => `${value}!`);
  expect(outer.origin).toBe(ABC);
  const seen: string[] = [];
  outer.forEach((value, key) => {
    seen.push(`${key}${value}`);
  });
  expect(seen.join(' ')).toBe('aX! bY! cZ!');
});
