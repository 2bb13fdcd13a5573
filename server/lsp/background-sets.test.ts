// When other values sets are judged: not while somebody types, and not before what is typed was saved.

import { expect, test } from 'vitest';
import { NO_SETS } from '#language/lint/manifests/sets.ts';
import { EMPTY_SNAPSHOT } from '#language/workspace/snapshot.ts';
import { BackgroundSets } from './background-sets.ts';

const ROOT = 'file:///w/shop';
const snapshot = EMPTY_SNAPSHOT;

function stage() {
  const log: string[] = [];
  let due: (() => void) | undefined;
  const state = { isWriting: false };
  const sets = new BackgroundSets(
    {
      later: (_, milliseconds, work) => {
        log.push(`in ${milliseconds}`);
        due = work;
      },
    },
    { sets: (root) => log.push(`judge ${root}`) },
    { isWriting: () => state.isWriting, found: ({ root }) => log.push(`found ${root}`) },
  );
  return { sets, state, log: () => log.splice(0), rest: () => due?.() };
}

test('after a render of saved texts, when nothing happens for a second', () => {
  const { sets, state, log, rest } = stage();
  state.isWriting = true;
  sets.judged({ root: ROOT, snapshot });
  sets.edited();
  expect(log()).toEqual([]);
  state.isWriting = false;
  sets.judged({ root: ROOT, snapshot });
  sets.edited();
  expect(log()).toEqual(['in 1000', 'in 1000']);
  rest();
  expect(log()).toEqual([`judge ${ROOT}`]);
  sets.answered({ root: ROOT, snapshot, check: NO_SETS });
  sets.edited();
  expect(log()).toEqual([`found ${ROOT}`]);
});

test('what was interrupted goes on at once, after a render that nobody typed for, or when the typing rests', () => {
  const { sets, log, rest } = stage();
  sets.judged({ root: ROOT, snapshot });
  rest();
  log();
  sets.answered({ root: ROOT, snapshot, check: undefined });
  expect(log()).toEqual([`judge ${ROOT}`]);
  sets.edited();
  sets.answered({ root: ROOT, snapshot, check: undefined });
  expect(log()).toEqual(['in 1000']);
  rest();
  expect(log()).toEqual([`judge ${ROOT}`]);
  sets.answered({ root: ROOT, snapshot, check: undefined });
  sets.forget(ROOT);
});
