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

test('long texts are compared as letter by letter, wherever they differ', () => {
  const long = Array.from({ length: 700 }, (_, i) => `key${i}: é\r\n`).join('');
  for (const at of [0, 1, 1023, 1024, 1025, 2048, long.length - 1025, long.length - 1024, long.length - 1]) {
    expect(driftOf(long, `${long.slice(0, at)}X${long.slice(at)}`)).toEqual({ start: at, oldEnd: at, newEnd: at + 1 });
    expect(driftOf(`${long.slice(0, at)}XY${long.slice(at)}`, long)).toEqual({ start: at, oldEnd: at + 2, newEnd: at });
    const other = `${long.slice(0, at)}X${long.slice(at + 1)}`;
    expect(driftOf(long, other)).toEqual({ start: at, oldEnd: at + 1, newEnd: at + 1 });
  }
  const same = 'a'.repeat(5000);
  expect(driftOf(same, same.slice(2))).toEqual({ start: 4998, oldEnd: 5000, newEnd: 4998 });
  expect(driftOf(same.slice(2), same)).toEqual({ start: 4998, oldEnd: 4998, newEnd: 5000 });
});
