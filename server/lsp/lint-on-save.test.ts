// When a save is followed by a check: a clock of the test's own, and what is checked, in order.

import { expect, test } from 'vitest';
import { EMPTY_SNAPSHOT } from '#language/workspace/snapshot.ts';
import { LintOnSave } from './lint-on-save.ts';
import { Timers } from './timers.ts';

const FILE = 'file:///w/shop/templates/a.yaml';

/** Each step happens so many milliseconds after the one before; `told` is when which chart was checked. */
function stage(lintOnSave = true) {
  let now = 0;
  let due: { readonly at: number; readonly call: () => void }[] = [];
  const told: string[] = [];
  const timers = new Timers({
    after: (milliseconds, call) => {
      const own = { at: now + milliseconds, call };
      due.push(own);
      return () => {
        due = due.filter((one) => one !== own);
      };
    },
  });
  const settings = { ...EMPTY_SNAPSHOT.settings, lintOnSave };
  const owner = {
    snapshot: { ...EMPTY_SNAPSHOT, settings },
    rootsOf: (uri: string) => /^file:\/\/\/w\/\w+/.exec(uri)?.slice(0, 1) ?? [],
  };
  const saves = new LintOnSave(owner, timers, { usersOf: () => ['file:///user'] }, (root) =>
    told.push(`${now} ${root}`),
  );
  const wait = (milliseconds: number) => {
    const until = now + milliseconds;
    for (;;) {
      const next = due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      due = due.filter((one) => one !== next);
      now = next.at;
      next.call();
    }
    now = until;
  };
  const autoSave = (uri = FILE) => {
    saves.willSave(uri, false);
    saves.saved(uri);
  };
  return { saves, told, wait, autoSave };
}

test('a save by hand is followed by a check at once, every time', () => {
  const { saves, told } = stage();
  saves.willSave(FILE, true);
  saves.saved(FILE);
  saves.saved(FILE);
  expect(told).toEqual(['0 file:///w/shop', '0 file:///w/shop']);
});

test('saves that nobody asked for are followed by one check, two idle seconds after the last', () => {
  const { told, wait, autoSave } = stage();
  for (let i = 0; i < 5; i++) {
    autoSave();
    autoSave('file:///w/shop/values.yaml');
    wait(1000);
  }
  expect(told).toEqual([]);
  wait(10_000);
  expect(told).toEqual(['6000 file:///w/shop']);
});

test('whoever types is not idle', () => {
  const { saves, told, wait, autoSave } = stage();
  autoSave();
  wait(1500);
  saves.edited(FILE);
  saves.edited('file:///w/other/values.yaml');
  wait(1500);
  expect(told).toEqual([]);
  wait(600);
  expect(told).toEqual(['3500 file:///w/shop']);
  saves.edited(FILE);
  wait(9000);
  expect(told).toHaveLength(1);
});

test('a save by hand does not wait for what waits, and nothing is left of it', () => {
  const { saves, told, wait, autoSave } = stage();
  autoSave();
  wait(500);
  saves.willSave(FILE, true);
  saves.saved(FILE);
  wait(9000);
  expect(told).toEqual(['500 file:///w/shop']);
});

test('charts wait for themselves, and a file of no chart concerns those that use it', () => {
  const { told, wait, autoSave } = stage();
  autoSave();
  wait(1000);
  autoSave('file:///w/other/values.yaml');
  autoSave('file:///values.yaml');
  wait(9000);
  expect(told).toEqual(['2000 file:///w/shop', '3000 file:///w/other', '3000 file:///user']);
});

test('nothing is checked where the setting says so', () => {
  const { saves, told, wait, autoSave } = stage(false);
  autoSave();
  saves.saved(FILE);
  wait(9000);
  expect(told).toEqual([]);
});
