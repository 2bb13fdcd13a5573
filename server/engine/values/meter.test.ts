// The meter: what is counted, by whom, and what is said at a limit.

import { expect, test } from 'vitest';
import { isStackOverflow, LONGEST_TEXT, Meter, makeList, makeText, memoryProblem, metered, spend } from './meter.ts';

function usedUp(limits: { steps?: number; output?: number }, work: () => void): string {
  const meter = new Meter({ steps: limits.steps ?? Infinity, output: limits.output ?? Infinity });
  try {
    metered(meter, work);
    return `${meter.steps} steps`;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

test('steps add up to the limit and no further', () => {
  const work = () => [1, 2, 3].forEach(spend);
  expect(usedUp({ steps: 6 }, work)).toBe('6 steps');
  expect(usedUp({ steps: 5 }, work)).toBe('LimitError: stopped: the template takes more than 5 steps');
});

test('a text or a list is refused before it is made', () => {
  expect(usedUp({ output: 10 }, () => makeText('repeat', 10))).toBe('0 steps');
  expect(usedUp({ output: 10 }, () => makeText('repeat', 11n))).toBe(
    'LimitError: stopped: repeat makes a text of more than 10 characters',
  );
  expect(usedUp({ steps: 100 }, () => makeList('until', 1n << 62n))).toBe(
    'LimitError: stopped: the template takes more than 100 steps',
  );
});

test('without a limit there is the end of memory', () => {
  expect(usedUp({}, () => makeText('repeat', LONGEST_TEXT))).toBe('0 steps');
  expect(usedUp({}, () => makeText('repeat', LONGEST_TEXT + 1))).toBe(
    'GoError: result of repeat is too large: a text holds 536870888 characters',
  );
  expect(usedUp({}, () => makeList('until', 1n << 62n))).toBe(
    'GoError: result of until is too large: a list holds 33554432 elements',
  );
});

test('a meter inside another counts for itself', () => {
  const inner = new Meter();
  expect(
    usedUp({ steps: 2 }, () => {
      spend(1);
      metered(inner, () => spend(5));
      spend(1);
    }),
  ).toBe('2 steps');
  expect(inner.steps).toBe(5);
});

test('what the engine throws at its own ends is told apart', () => {
  const thrownBy = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };
  const recurse = (): number => 1 + recurse();
  const deep = thrownBy(recurse);
  expect(isStackOverflow(deep)).toBe(true);
  expect(memoryProblem(deep)).toBeUndefined();
  for (const work of [
    () => 'ab'.repeat(2 ** 29),
    () => 'a'.padEnd(2 ** 30),
    () => new Array(2 ** 33),
    () => new Uint8Array(2 ** 53),
  ]) {
    const error = thrownBy(work);
    expect(isStackOverflow(error)).toBe(false);
    expect(memoryProblem(error)).toBe('result is too large to be held in memory');
  }
  expect(memoryProblem(new RangeError('toFixed() digits argument must be between 0 and 100'))).toBeUndefined();
  expect(memoryProblem(new TypeError('x is not a function'))).toBeUndefined();
});
