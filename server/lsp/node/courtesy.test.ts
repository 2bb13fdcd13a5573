// When work that nobody waits for begins, beside messages that come before it, meanwhile, and on and on.

import { expect, test } from 'vitest';
import { Courtesy } from './courtesy.ts';

/** A loop whose turns take a tenth of a millisecond; `at` says what happens when, and the answer what was done when. */
function run(at: Record<number, (courtesy: Courtesy, work: (name: string, ms?: number) => () => void) => void>) {
  const done: string[] = [];
  let now = 0;
  let turns: (() => void)[] = [];
  let timers: { readonly due: number; readonly call: () => void }[] = [];
  const courtesy = new Courtesy({
    now: () => now,
    turn: (call) => void turns.push(call),
    after: (milliseconds, call) => void timers.push({ due: now + milliseconds, call }),
  });
  const work = (name: string, ms = 0) =>
    courtesy.behind(() => {
      done.push(`${name} at ${Math.floor(now)}`);
      now += ms;
    });
  const events = Object.entries(at).map(([due, call]) => ({ due: Number(due), call: () => call(courtesy, work) }));
  timers = events;
  for (let turn = 0; turn < 5000; turn++) {
    now += 0.1;
    const due = timers.filter((timer) => timer.due <= now);
    timers = timers.filter((timer) => timer.due > now);
    for (const { call } of due) call();
    const calls = turns;
    turns = [];
    for (const call of calls) call();
  }
  return done.join(', ');
}

test('work that nobody waits for begins at once when nobody asks', () => {
  expect(run({ 10: (_, work) => work('check') })).toBe('check at 10');
});

test('a message that came shortly before, or comes meanwhile, goes first', () => {
  expect(run({ 9: (courtesy) => courtesy.heard(), 10: (_, work) => work('check') })).toBe('check at 14');
  const meanwhile = { 10: (_: Courtesy, work: (name: string) => void) => work('check') };
  expect(run({ ...meanwhile, 10.2: (courtesy) => courtesy.heard() })).toBe('check at 15');
});

test('who asks on and on does not keep it away for ever', () => {
  const asking = Array.from({ length: 100 }, (_, i) => [i * 2, (courtesy: Courtesy) => courtesy.heard()] as const);
  expect(run({ ...Object.fromEntries(asking), 11: (_, work) => work('check') })).toMatch(/^check at 5[12]$/);
});

test('all is done in order, and between long pieces requests are looked for', () => {
  const three = {
    10: (_: Courtesy, work: (name: string, ms?: number) => void) => {
      work('first', 3);
      work('second');
      work('third');
    },
  };
  expect(run(three)).toBe('first at 10, second at 13, third at 13');
  expect(run({ ...three, 10.7: (courtesy) => courtesy.heard() })).toBe('first at 10, second at 19, third at 19');
});

test('what is cancelled is not done', () => {
  expect(
    run({
      10: (_, work) => {
        const cancel = work('check');
        work('render');
        cancel();
      },
    }),
  ).toBe('render at 10');
});

test('what throws takes nothing along', () => {
  const done: string[] = [];
  const turns: (() => void)[] = [];
  const courtesy = new Courtesy({ now: () => 0, turn: (call) => void turns.push(call), after: () => {} });
  courtesy.behind(() => {
    throw new Error('a bug');
  });
  courtesy.behind(() => void done.push('next'));
  for (let call = turns.shift(); call; call = turns.shift()) {
    try {
      call();
    } catch (error) {
      done.push(String(error));
    }
  }
  expect(done).toEqual(['Error: a bug', 'next']);
});
