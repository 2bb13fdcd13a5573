// Drift: offsets and spans of an earlier text in a later one.

import { expect, test } from 'vitest';
import { backwards, carryOffset, carrySpan, driftOf, isUntouched } from './drift.ts';

/** Where the word of the text before stands in the text after; `?` when it was touched. */
function carried(before: string, after: string, word: string): string {
  const start = before.indexOf(word);
  const place = { start, end: start + word.length };
  const drift = driftOf(before, after);
  if (!isUntouched(drift, place)) return '?';
  const now = carrySpan(drift, place);
  expect(carrySpan(backwards(drift), now)).toEqual(place);
  return after.slice(now.start, now.end);
}

test('words keep their places when other text changes', () => {
  expect(carried('one two three', 'one TWO AND MORE three', 'three')).toBe('three');
  expect(carried('one two three', 'one TWO AND MORE three', 'one')).toBe('one');
  expect(carried('one two three', 'one TWO AND MORE three', 'two')).toBe('?');
  expect(carried('one x three', 'one three', 'three')).toBe('three');
  expect(carried('one', 'one', 'one')).toBe('one');
  expect(carried('one', '', 'one')).toBe('?');
  expect(carried('a\r\nb', 'é\r\na\r\nb', 'b')).toBe('b');
});

test('repeated text does not confuse the two ends', () => {
  const drift = driftOf('aaa', 'aaaaa');
  expect(drift.oldEnd).toBeGreaterThanOrEqual(drift.start);
  expect(carrySpan(driftOf('ab', 'a-b'), { start: 1, end: 2 })).toEqual({ start: 2, end: 3 });
  expect(carrySpan(driftOf('ab', 'a-b'), { start: 0, end: 1 })).toEqual({ start: 0, end: 1 });
  expect(carryOffset(driftOf('aaaaa', 'aaa'), 5)).toBe(3);
  expect(carryOffset(driftOf('abcXdef', 'abcdef'), 3)).toBe(3);
  expect(carrySpan(driftOf('abcXdef', 'abcdef'), { start: 2, end: 5 })).toEqual({ start: 2, end: 4 });
});
