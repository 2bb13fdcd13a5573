// Memory is cleared in pauses, and V8 can be told to.

import { expect, test } from 'vitest';
import { clearInPauses, youngSpace } from './clearing.ts';

const MB = 1024 * 1024;

/** What happens when messages come at these times and each leaves so much behind. */
function cleared(messages: readonly number[], bytes: number): string {
  const times: number[] = [];
  let used = 0;
  let due = Number.POSITIVE_INFINITY;
  let now = 0;
  let call = () => {};
  const space = {
    used: () => used,
    clear: () => {
      times.push(now);
      used = 0;
    },
  };
  const heard = clearInPauses(space, (milliseconds, work) => {
    call = work;
    return {
      refresh: () => {
        due = now + milliseconds;
      },
    };
  });
  for (now = 0; now < 1000; now++) {
    if (messages.includes(now)) {
      used += bytes;
      heard();
    }
    if (now === due) call();
  }
  return times.join(' ');
}

test('memory is cleared in a pause, once, and only where that is worth it', () => {
  expect(cleared([100, 110, 120, 500], 3 * MB)).toBe('150 530');
  expect(cleared([100, 500, 900], MB)).toBe('530');
});

test('V8 clears what is new when it is told to', () => {
  const space = youngSpace();
  let rubbish: unknown[] = [];
  for (let i = 0; i < 10_000; i++) rubbish.push({ i });
  rubbish = [];
  const before = space?.used() ?? 0;
  space?.clear();
  expect(rubbish).toEqual([]);
  expect(space?.used()).toBeLessThan(before);
  expect('gc' in globalThis).toBe(false);
});
