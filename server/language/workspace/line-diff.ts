// Which lines of a text differ from an earlier one: what the gutter of a preview marks.

import { driftOf } from './drift.ts';

/** Lines of the later text, from 0. `deleted`: `from` equals `to`, and the lines stood before that line. */
export interface LineChange {
  readonly kind: 'added' | 'modified' | 'deleted';
  readonly from: number;
  /** The line behind the last. */
  readonly to: number;
}

/** Lines that were inserted or removed may be so many before what lies between is told as one change. */
const MOST_EDITS = 400;

/** The shortest way from one text to the other, in whole lines and in order. */
export function lineChanges(before: string, after: string): LineChange[] {
  if (before === after) return [];
  // What both share at their ends is most of it.
  const drift = driftOf(before, after);
  const start = drift.start === 0 ? 0 : before.lastIndexOf('\n', drift.start - 1) + 1;
  const isWhole = beginsLine(before, drift.oldEnd) && beginsLine(after, drift.newEnd);
  const rest = isWhole ? 0 : restOfLine(before, drift.oldEnd);
  const old = linesOf(before.slice(start, drift.oldEnd + rest));
  const now = linesOf(after.slice(start, drift.newEnd + rest));
  const first = countLines(after, start);
  return blocksOf(old, now).flatMap((block) => changeOf(block, first));
}

interface Block {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

function changeOf({ oldFrom, oldTo, newFrom, newTo }: Block, first: number): LineChange[] {
  const [from, to] = [first + newFrom, first + newTo];
  if (newFrom === newTo) return [{ kind: 'deleted', from, to }];
  return [{ kind: oldFrom === oldTo ? 'added' : 'modified', from, to }];
}

/** The stretches that differ: Myers's greedy algorithm (1986), in one block where it would take too many edits. */
function blocksOf(old: readonly string[], now: readonly string[]): Block[] {
  const whole: Block = { oldFrom: 0, oldTo: old.length, newFrom: 0, newTo: now.length };
  if (old.length === 0 || now.length === 0) return old.length === now.length ? [] : [whole];
  const trace = traceOf(old, now);
  return trace === undefined ? [whole] : blocksAlong(trace, old.length, now.length);
}

/** For each number of edits how far each diagonal gets; undefined when the end is not reached with the most edits. */
function traceOf(old: readonly string[], now: readonly string[]): Int32Array[] | undefined {
  const most = Math.min(MOST_EDITS, old.length + now.length);
  const reach = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    trace.push(reach.slice(most - edits, most + edits + 3));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = furthest(reach, most + 1 + diagonal, diagonal === -edits, diagonal === edits);
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++;
      reach[most + 1 + diagonal] = x;
      if (x >= old.length && x - diagonal >= now.length) return trace;
    }
  }
  return undefined;
}

/** One edit further: down from the diagonal above (a line more), or right from the one below (a line less). */
function furthest(reach: Int32Array, at: number, isLowest: boolean, isHighest: boolean): number {
  const [below, above] = [reach[at - 1] as number, reach[at + 1] as number];
  return isLowest || (!isHighest && below < above) ? above : below + 1;
}

function blocksAlong(trace: readonly Int32Array[], oldLength: number, newLength: number): Block[] {
  const blocks: Block[] = [];
  let [x, y] = [oldLength, newLength];
  for (let edits = trace.length - 1; edits > 0; edits--) {
    // `trace[edits]` begins one diagonal below the lowest.
    const reach = trace[edits] as Int32Array;
    const diagonal = x - y;
    const at = edits + 1 + diagonal;
    const isDown = diagonal === -edits || (diagonal !== edits && (reach[at - 1] as number) < (reach[at + 1] as number));
    const beforeX = reach[isDown ? at + 1 : at - 1] as number;
    const beforeY = beforeX - (isDown ? diagonal + 1 : diagonal - 1);
    const [toX, toY] = isDown ? [beforeX, beforeY + 1] : [beforeX + 1, beforeY];
    const last = blocks.at(-1);
    if (last && last.oldFrom === toX && last.newFrom === toY)
      blocks[blocks.length - 1] = { ...last, oldFrom: beforeX, newFrom: beforeY };
    else blocks.push({ oldFrom: beforeX, oldTo: toX, newFrom: beforeY, newTo: toY });
    [x, y] = [beforeX, beforeY];
  }
  return blocks.reverse();
}

function beginsLine(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n';
}

function restOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return (end < 0 ? text.length : end + 1) - offset;
}

/** Without the empty one behind the last line break. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function countLines(text: string, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
