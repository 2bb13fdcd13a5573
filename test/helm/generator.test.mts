// Random templates and values, rendered by us and by the real engines of Helm 3 and 4: outputs and errors must be equal to
// the byte. CHARTROOM_SEED repeats a run, CHARTROOM_CASES says how many cases a batch has, CHARTROOM_BATCHES how many
// batches a run.
//
// Kept out by construction, because there is no one answer: the order of `keys` and `values` (they are sorted, counted, or of
// one entry), random functions and the clock (called only such that the outcome is the same every time, dates always given),
// addresses in printed values (`%p` is not made, a case with an address is counted and left out), maps that contain
// themselves (they end the judge), keys whose order Helm itself leaves open, counts so large that the machine ends first,
// and bytes that are not UTF-8, which the judge's JSON turns into U+FFFD: so are ours before they are compared.

import { afterAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../support/render-item.ts';
import { type Case, makeCase, type Plan } from './generate/case.ts';
import { Choices } from './generate/choices.ts';
import { DIRECTED, NEVER_GOOD } from './generate/directed.ts';
import { FUNCTIONS } from './generate/functions.ts';
import { hasAddress, judged, type Major, ours, same, showsLocation } from './generate/judge.ts';
import { type Difference, shrink } from './generate/shrink.ts';

const SEED = Number(process.env['CHARTROOM_SEED'] ?? Date.now() % 1_000_000);
const CASES = Number(process.env['CHARTROOM_CASES'] ?? 2000);
const BATCHES = Number(process.env['CHARTROOM_BATCHES'] ?? 4);
/** So many differences are made small and shown; the others are counted. */
const SHOWN = Number(process.env['CHARTROOM_SHOWN'] ?? 12);
/** Every function is called well at least so often. */
const REACH = 2;
/** So many cases a round are made for a function that was not reached, in so many rounds at most. */
const PER_ROUND = 40;
const ROUNDS = 10;
/** Slow ones: few calls a run are enough. */
const SLOW = new Set(['derivePassword', 'bcrypt', 'htpasswd', 'genPrivateKey']);

console.log(`seed ${SEED}: CHARTROOM_SEED=${SEED} repeats this run`);

const good = new Map<string, number>();
let addressed = 0;
let total = 0;
let outputs = 0;

for (let batch = 0; batch < BATCHES; batch++) {
  describe(`batch ${batch}`, () => {
    const cases = casesOf(batch);
    for (const major of [3, 4] as const) {
      test(`helm ${major} says the same`, () => {
        const differences = compare(cases, major);
        const shown = distinct(differences)
          .slice(0, SHOWN)
          .map((one) => show(shrink(one)));
        if (shown.length > 0) console.log(shown.join('\n'));
        expect(`${differences.length} differences`).toBe('0 differences');
      });
    }
  });
}

test('every function was called well', () => {
  // What chance left out is asked for by name, so that no seed fails for its luck; what these cases show counts as well.
  const differences: Difference[] = [];
  for (let round = 0; round < ROUNDS && missed().length > 0; round++)
    for (const major of [3, 4] as const) differences.push(...compare(casesFor(missed(), round), major));
  expect(differences.map(show)).toEqual([]);
  expect(missed()).toEqual([]);
});

test('addresses are rare, and about half of the cases give output', () => {
  expect(addressed / total).toBeLessThan(0.01);
  expect(outputs / total).toBeGreaterThan(0.4);
  expect(outputs / total).toBeLessThan(0.95);
});

afterAll(() => {
  const calls = [...good.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `seed ${SEED}: ${total} comparisons, ${outputs} with output, ${addressed} left out, ${calls} good directed calls`,
  );
});

function casesOf(batch: number): Case[] {
  return Array.from({ length: CASES }, (_, index) =>
    makeCase(planOf(batch, index), Choices.seeded(Math.imul(SEED, 7919) + batch * CASES + index)),
  );
}

/** Functions that no case called well so often as it should be. */
function missed(): string[] {
  return [...FUNCTIONS.keys()].filter((name) => !NEVER_GOOD.has(name) && (good.get(name) ?? 0) < REACH);
}

/** Calls of these functions, from seeds that no batch has. */
function casesFor(names: readonly string[], round: number): Case[] {
  const first = BATCHES * CASES + round * names.length * PER_ROUND;
  return names.flatMap((name, at) =>
    Array.from({ length: PER_ROUND }, (_, index) =>
      makeCase({ kind: 'directed', name }, Choices.seeded(Math.imul(SEED, 7919) + first + at * PER_ROUND + index)),
    ),
  );
}

/** Of ten cases four are whole templates, one is broken, five call one function each, in turn. */
function planOf(batch: number, index: number): Plan {
  const way = index % 10;
  if (way < 4) return { kind: 'whole' };
  if (way === 4) return { kind: 'broken' };
  const turn = Math.floor(index / 10) * 5 + (way - 5) + batch * (CASES / 2);
  const name = DIRECTED[turn % DIRECTED.length] as string;
  // The slow ones come in the first round of a batch only.
  if (SLOW.has(name) && Math.floor(index / 10) * 5 >= DIRECTED.length) return { kind: 'whole' };
  return { kind: 'directed', name };
}

function compare(cases: readonly Case[], major: Major): Difference[] {
  const outcomes = judged(
    cases.map((one) => one.item),
    major,
  );
  const differences: Difference[] = [];
  for (const [index, found] of cases.entries()) {
    const theirs = outcomes[index] as Outcome;
    total++;
    if ('out' in theirs) outputs++;
    // Every other case is traced: that must not change a byte either.
    const trace = index % 2 === 1;
    const mine = ours(found.item, major, trace);
    if (hasAddress(mine) || (!same(mine, theirs) && showsLocation(theirs))) {
      addressed++;
      continue;
    }
    if (!same(mine, theirs)) differences.push({ found, major, trace, ours: mine, theirs });
    else if (found.plan.kind === 'directed' && 'out' in theirs)
      good.set(found.plan.name, (good.get(found.plan.name) ?? 0) + 1);
  }
  return differences;
}

/** One of each class first: what is said, without its particulars. */
function distinct(differences: readonly Difference[]): readonly Difference[] {
  const classes = new Map<string, Difference>();
  for (const one of differences) {
    const said = (outcome: Outcome) =>
      'out' in outcome ? 'out' : (outcome.err.split(': ').at(-1) ?? '').replace(/[\d"'][^ ]*/g, '#');
    const key = `${one.found.plan.kind === 'directed' ? one.found.plan.name : ''} ${said(one.ours)} ${said(one.theirs)}`;
    if (!classes.has(key)) classes.set(key, one);
  }
  return [...classes.values()];
}

function show(one: Difference): string {
  const { tpl, values, files } = one.found.item;
  return `helm ${one.major}${one.trace ? ' traced' : ''} ${JSON.stringify({ tpl, values, files, ours: one.ours, theirs: one.theirs }, undefined, 1)}`;
}
