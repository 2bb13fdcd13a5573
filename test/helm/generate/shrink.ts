// Makes a differing case small: takes choices away, asks both engines again, and keeps what still differs in the same way.

import type { Outcome } from '../../support/render-item.ts';
import { type Case, makeCase } from './case.ts';
import { Choices } from './choices.ts';
import { hasAddress, judged, type Major, ours, same } from './judge.ts';

export interface Difference {
  readonly found: Case;
  readonly major: Major;
  readonly trace: boolean;
  readonly ours: Outcome;
  readonly theirs: Outcome;
}

/** The smallest case that a search of so many milliseconds reaches. */
export function shrink(difference: Difference, patience = 20_000): Difference {
  const deadline = Date.now() + patience;
  let best = difference;
  while (Date.now() < deadline) {
    const smaller = improve(best, deadline);
    if (!smaller) break;
    best = smaller;
  }
  return best;
}

/** One round: the candidates in batches, smallest first; the first that differs alike wins. */
function improve(best: Difference, deadline: number): Difference | undefined {
  const seen = new Set([written(best.found)]);
  const cases: Case[] = [];
  for (const taken of candidates(best.found.choices)) {
    const one = makeCase(best.found.plan, Choices.replayed(taken));
    const text = written(one);
    if (seen.has(text) || size(one) >= size(best.found)) continue;
    seen.add(text);
    cases.push(one);
  }
  cases.sort((a, b) => size(a) - size(b));
  for (let at = 0; at < cases.length; at += 400) {
    const batch = cases.slice(at, at + 400);
    const outcomes = judged(
      batch.map((one) => one.item),
      best.major,
    );
    for (const [index, one] of batch.entries()) {
      if (Date.now() > deadline) return undefined;
      const theirs = outcomes[index] as Outcome;
      const mine = ours(one.item, best.major, best.trace);
      if (!same(mine, theirs) && !hasAddress(mine) && alike(best, mine, theirs)) {
        return { ...best, found: one, ours: mine, theirs };
      }
    }
  }
  return undefined;
}

/** The same kind of difference: output or error on either side, and the judge's or our end stays what it is. */
function alike(best: Difference, mine: Outcome, theirs: Outcome): boolean {
  return shape(mine) === shape(best.ours) && shape(theirs) === shape(best.theirs);
}

function shape(outcome: Outcome): string {
  return 'out' in outcome ? 'out' : (/^(THE JUDGE ENDED|A BUG OF OURS)/.exec(outcome.err)?.[0] ?? 'err');
}

function written(one: Case): string {
  return JSON.stringify(one.item);
}

function size(one: Case): number {
  const files = one.item.files ? JSON.stringify(one.item.files).length : 0;
  return (
    one.item.tpl.length * 4 +
    (one.item.values ?? '').length +
    files +
    one.choices.taken.reduce((sum, n) => sum + n, 0) / 1e6
  );
}

function* candidates(choices: Choices): Generator<number[]> {
  const { taken, spans } = choices;
  for (const span of spans) {
    yield [...taken.slice(0, span.from), ...taken.slice(span.to)];
    yield [...taken.slice(0, span.from), ...taken.slice(span.from, span.to).fill(0), ...taken.slice(span.to)];
    for (const part of spans) {
      if (part !== span && part.label === span.label && part.from >= span.from && part.to <= span.to) {
        yield [...taken.slice(0, span.from), ...taken.slice(part.from, part.to), ...taken.slice(span.to)];
      }
    }
  }
  for (let at = 0; at < taken.length; at++) {
    if (taken[at] === 0) continue;
    for (const value of [0, (taken[at] as number) >> 1, (taken[at] as number) - 1]) yield taken.with(at, value);
    yield [...taken.slice(0, at), ...taken.slice(at + 1)];
  }
}
