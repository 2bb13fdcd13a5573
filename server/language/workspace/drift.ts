// Offsets carried from one text of a file to a later one: what a render or a check found stays at its place while one types.

import type { Span } from '#engine/text/span.ts';

/** The one stretch in which two texts differ, in offsets of each. */
export interface Drift {
  /** Where both texts begin to differ. */
  readonly start: number;
  /** End of the differing stretch in the text before. */
  readonly oldEnd: number;
  /** End of the differing stretch in the text after. */
  readonly newEnd: number;
}

/** Compares two texts from both ends. */
export function driftOf(before: string, after: string): Drift {
  if (before === after) return { start: before.length, oldEnd: before.length, newEnd: after.length };
  const shared = Math.min(before.length, after.length);
  let start = 0;
  while (start + STRETCH <= shared && before.slice(start, start + STRETCH) === after.slice(start, start + STRETCH))
    start += STRETCH;
  while (start < shared && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let oldEnd = before.length;
  let newEnd = after.length;
  const least = start + Math.max(0, before.length - after.length);
  while (
    oldEnd - STRETCH >= least &&
    before.slice(oldEnd - STRETCH, oldEnd) === after.slice(newEnd - STRETCH, newEnd)
  ) {
    oldEnd -= STRETCH;
    newEnd -= STRETCH;
  }
  while (oldEnd > least && before.charCodeAt(oldEnd - 1) === after.charCodeAt(newEnd - 1)) {
    oldEnd--;
    newEnd--;
  }
  return { start, oldEnd, newEnd };
}

/** Stretches are compared much faster than so many letters one by one, and each key in a long file asks several times. */
const STRETCH = 1024;

/** The offset in the text after; inside the stretch that differs, the nearest offset of it. */
export function carryOffset(drift: Drift, offset: number): number {
  if (offset <= drift.start) return offset;
  if (offset >= drift.oldEnd) return offset - drift.oldEnd + drift.newEnd;
  return Math.min(offset, drift.newEnd);
}

export function carrySpan(drift: Drift, range: Span): Span {
  // What is put in directly before the span moves it, what is put in directly behind it does not lengthen it.
  const start =
    range.start >= drift.oldEnd ? range.start - drift.oldEnd + drift.newEnd : carryOffset(drift, range.start);
  return { start, end: Math.max(start, carryOffset(drift, range.end)) };
}

/** Whether the span lies outside of what differs, so that the same text still stands there. */
export function isUntouched(drift: Drift, range: Span): boolean {
  return range.end <= drift.start || range.start >= drift.oldEnd;
}

/** The drift of the way back. */
export function backwards(drift: Drift): Drift {
  return { start: drift.start, oldEnd: drift.newEnd, newEnd: drift.oldEnd };
}
