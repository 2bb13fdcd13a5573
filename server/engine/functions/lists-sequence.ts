// Template functions that count: until, untilStep and seq.

import { GoError } from '../values/errors.ts';
import { makeList } from '../values/meter.ts';
import { goInt, type Value } from '../values/value.ts';
import { group } from './define.ts';
import { grownSlice } from './lists-capacity.ts';

export const sequenceFunctions = group('lists', [
  {
    name: 'until',
    params: ['count:int'],
    result: '[]int',
    doc: 'The whole numbers from 0 up to, but without, `count`; down to it when it is negative.',
    examples: [
      { template: '{{ until 5 }}', output: '[0 1 2 3 4]' },
      { template: '{{ until -3 }}', output: '[0 -1 -2]' },
    ],
    call: ([count]) => ints(steps('until', 0n, count as bigint, (count as bigint) < 0n ? -1n : 1n)),
  },
  {
    name: 'untilStep',
    params: ['start:int', 'stop:int', 'step:int'],
    result: '[]int',
    doc: 'The whole numbers from `start` up to, but without, `stop`, in steps. None when the step is 0 or leads away from `stop`.',
    examples: [
      { template: '{{ untilStep 3 10 2 }}', output: '[3 5 7 9]' },
      { template: '{{ untilStep 3 0 -1 }}', output: '[3 2 1]' },
    ],
    call: ([start, stop, step]) => ints(steps('untilStep', start as bigint, stop as bigint, step as bigint)),
  },
  {
    name: 'seq',
    params: ['numbers:int...'],
    result: 'string',
    doc: "Counts as the shell's `seq` does, and gives text: `seq end` from 1, `seq start end`, or `seq start step end`; the end is included.",
    examples: [
      { template: '{{ seq 5 }}', output: '1 2 3 4 5' },
      { template: '{{ seq 0 2 6 }}', output: '0 2 4 6' },
      { template: '{{ seq 2 -1 }}', output: '2 1 0 -1' },
    ],
    call: (args) => sequence(args as readonly bigint[]).join(' '),
  },
]);

function sequence(numbers: readonly bigint[]): bigint[] {
  const [first = 0n, second = 0n, third = 0n] = numbers;
  switch (numbers.length) {
    case 1:
      return inclusive(1n, first, first < 1n ? -1n : 1n);
    case 2:
      return inclusive(first, second, second < first ? -1n : 1n);
    case 3:
      return third < first && second > 0n ? [] : inclusive(first, third, second);
    default:
      return [];
  }
}

/** The end is moved by one towards where counting goes, whatever the step. */
function inclusive(start: bigint, end: bigint, step: bigint): bigint[] {
  return steps('seq', start, goInt(end < start ? end - 1n : end + 1n), step);
}

function steps(name: string, start: bigint, stop: bigint, step: bigint): bigint[] {
  const down = stop < start;
  if (down ? step >= 0n : step <= 0n) return [];
  const count = (stop - start + step + (down ? 1n : -1n)) / step;
  // A counter that passes the end of int64 starts again at its other end, and would hardly ever stop.
  makeList(name, count);
  if (goInt(start + count * step) !== start + count * step) throw new GoError(`${name} would never stop counting`);
  return Array.from({ length: Number(count) }, (_, i) => start + BigInt(i) * step);
}

function ints(numbers: Value[]): Value {
  return grownSlice(numbers, undefined, 'int');
}
