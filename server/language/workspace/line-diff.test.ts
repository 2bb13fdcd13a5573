// Lines that differ between two texts.

import { expect, test } from 'vitest';
import { chance } from '../../../test/support/chance.ts';
import { lineChanges } from './line-diff.ts';

function told(before: string, after: string): string {
  return lineChanges(lines(before), lines(after))
    .map(({ kind, from, to }) => `${kind} ${from}-${to}`)
    .join(', ');
}

/** `a b c` is three lines. */
function lines(text: string): string {
  return text === '' ? '' : `${text.split(' ').join('\n')}\n`;
}

test('lines that came, went and changed', () => {
  expect(told('a b c', 'a b c')).toBe('');
  expect(told('a b c', 'a b x c')).toBe('added 2-3');
  expect(told('a b c', 'a c')).toBe('deleted 1-1');
  expect(told('a b c', 'a x c')).toBe('modified 1-2');
  expect(told('a b c d e', 'x b c e f')).toBe('modified 0-1, deleted 3-3, added 4-5');
  expect(told('a b c', 'b c')).toBe('deleted 0-0');
  expect(told('a b c', 'a b')).toBe('deleted 2-2');
  expect(told('', 'a b')).toBe('added 0-2');
  expect(told('a b', '')).toBe('deleted 0-0');
});

test('a repeated line, the same beginning of a line, and a last line without a break', () => {
  expect(told('a a b', 'a a a b')).toMatch(/^added/);
  expect(told('key: key:x', 'key: key:xy')).toBe('modified 1-2');
  expect(lineChanges('a\nb', 'a\nb\n')).toEqual([]);
  expect(lineChanges('a\nb', 'a\nbc')).toEqual([{ kind: 'modified', from: 1, to: 2 }]);
  expect(lineChanges('a\r\nb\r\n', 'a\r\nü\r\nb\r\n')).toEqual([{ kind: 'added', from: 1, to: 2 }]);
});

test('two texts with nothing in common are one change', () => {
  const many = (prefix: string) => Array.from({ length: 3000 }, (_, i) => `${prefix}${i}`).join(' ');
  expect(told(`a ${many('x')} b`, `a ${many('y')} b`)).toBe('modified 1-3001');
});

test('what is not marked stands in both texts, in the same order', () => {
  const random = chance(7);
  for (let round = 0; round < 3000; round++) {
    const text = () => Array.from({ length: random(9) }, () => 'abc'[random(3)] as string);
    const [before, after] = [text(), text()];
    const changes = lineChanges(lines(before.join(' ')), lines(after.join(' ')));
    const kept = after.filter((_, line) => !changes.some(({ from, to }) => from <= line && line < to));
    let at = 0;
    for (const line of before) if (kept[at] === line) at++;
    expect({ before, after, changes, kept: kept.slice(at) }).toEqual({ before, after, changes, kept: [] });
  }
});
