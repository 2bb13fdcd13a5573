// Places of a text in an earlier one when it was edited in several places since: by lines that are still the same.

import type { Span } from '#engine/text/span.ts';
import { backwards, carrySpan, type Drift, driftOf, isUntouched } from '../../workspace/drift.ts';

/** From the text now to the text then. */
export class KeptLines {
  readonly #then: string;
  readonly #now: string;
  readonly #drift: Drift;
  #lines: { readonly before: ReadonlyMap<string, number>; readonly now: ReadonlyMap<string, number> } | undefined;

  constructor(then: string, now: string) {
    this.#then = then;
    this.#now = now;
    this.#drift = backwards(driftOf(then, now));
  }

  /** Where the same text stood then; undefined when it was edited, or stands there more than once. */
  before(place: Span): Span | undefined {
    const drift = this.#drift;
    if (isUntouched(drift, place)) return carrySpan(drift, place);
    const now = this.#now;
    const start = lineStart(now, place.start);
    const end = lineEnd(now, place.start);
    if (place.end > end) return undefined;
    this.#lines ??= {
      before: linesOf(this.#then, drift.start, drift.newEnd),
      now: linesOf(now, drift.start, drift.oldEnd),
    };
    const line = now.slice(start, end);
    const before = this.#lines.before.get(line) ?? REPEATED;
    if (before === REPEATED || this.#lines.now.get(line) !== start) return undefined;
    return { start: place.start - start + before, end: place.end - start + before };
  }
}

const REPEATED = -1;

/** The whole lines of a stretch with their places, those that stand there once. */
function linesOf(text: string, from: number, to: number): Map<string, number> {
  const lines = new Map<string, number>();
  const end = lineEnd(text, to);
  for (let start = lineStart(text, from); start <= end; start = lineEnd(text, start) + 1) {
    const line = text.slice(start, lineEnd(text, start));
    lines.set(line, lines.has(line) ? REPEATED : start);
  }
  return lines;
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
