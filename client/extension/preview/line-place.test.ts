// Lines found again after a text was replaced.

import { expect, test } from 'vitest';
import { lineAfter } from './line-place.ts';

const place = (before: string, after: string, line: number) => lineAfter(before.split(' '), after.split(' '), line);

test('a line outside of what changed keeps its place, or moves with what stands before it', () => {
  expect(place('a b c d', 'a x c d', 0)).toBe(0);
  expect(place('a b c d', 'a x c d', 3)).toBe(3);
  expect(place('a b c d', 'a x y b c d', 3)).toBe(5);
  expect(place('a b c d', 'a d', 3)).toBe(1);
});

test('a line between two changes is found by its text', () => {
  expect(place('a b c d e', 'A b c d E', 2)).toBe(2);
  expect(place('a b c d e', 'A x b c d E', 2)).toBe(3);
  expect(place('a b c d e', 'A c d E', 2)).toBe(1);
});

test('a line that is gone gives its place', () => {
  expect(place('a b c', 'a x c', 1)).toBe(1);
  expect(place('a b c d', 'x', 3)).toBe(0);
});
