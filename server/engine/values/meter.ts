// What a render may use and how much it has used: the bounds on a chart, which is somebody else's program.
//
// A render never awaits, so one meter at a time is running in a thread. It is kept here, where work at any depth (an
// emitter, a comparison) finds it; outside of a render nothing is bounded but by what memory holds.

import { GoError } from './errors.ts';

/** What one template file may use, with all it includes. Infinity where there is no bound. */
export interface Limits {
  /** Nodes walked, calls made, values copied, compared or printed, and a share for the length of texts and lists. */
  readonly steps: number;
  /** UTF-16 units of output, include results counted each time; no single text may be longer either. */
  readonly output: number;
}

const NO_LIMITS: Limits = { steps: Number.POSITIVE_INFINITY, output: Number.POSITIVE_INFINITY };

/** The longest text that V8 can hold. Go ends only where memory does. */
export const LONGEST_TEXT = 2 ** 29 - 24;
/** The most elements that a list may be made of at once; beyond, memory ends in the middle of it. */
const LONGEST_LIST = 2 ** 25;

/** Counts for one template file. */
export class Meter {
  readonly limits: Limits;
  /** Whether anything is limited: only then is the size of arguments looked at. */
  readonly bounded: boolean;
  steps = 0;
  output = 0;

  constructor(limits: Limits = NO_LIMITS) {
    this.limits = limits;
    this.bounded = limits.steps < Number.POSITIVE_INFINITY || limits.output < Number.POSITIVE_INFINITY;
  }
}

/** A limit was met. Not Go's error: no function may take it for a failure of its own and go on. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
}

let running = new Meter();

/** Runs `work` with what it uses counted by `meter`. */
export function metered<T>(meter: Meter, work: () => T): T {
  const outer = running;
  running = meter;
  try {
    return work();
  } finally {
    running = outer;
  }
}

/** Counts work that grows with its input; throws LimitError once it is too much. */
export function spend(steps: number): void {
  running.steps += steps;
  if (running.steps > running.limits.steps) throw new LimitError(tooManySteps(running.limits));
}

/** To be asked before a text of so many units is made, by what makes it. Throws LimitError, or GoError where V8 ends. */
export function makeText(maker: string, size: number | bigint): void {
  const { output } = running.limits;
  if (size > output) throw new LimitError(`stopped: ${maker} makes a text of more than ${output} characters`);
  if (size > LONGEST_TEXT)
    throw new GoError(`result of ${maker} is too large: a text holds ${LONGEST_TEXT} characters`);
}

/** To be asked before a list of so many elements is made. Throws LimitError, or GoError where memory ends. */
export function makeList(maker: string, length: number | bigint): void {
  const number = Number(length);
  // An element takes as much memory as some steps take time.
  spend(number * 4);
  if (number > LONGEST_LIST)
    throw new GoError(`result of ${maker} is too large: a list holds ${LONGEST_LIST} elements`);
}

export function tooManySteps({ steps }: Limits): string {
  return `stopped: the template takes more than ${steps} steps`;
}

export function tooMuchOutput({ output }: Limits): string {
  return `stopped: the template writes more than ${output} characters`;
}

/** Our stack ended. Engines differ in the error's class and words. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof Error && /call stack|too much recursion/i.test(error.message);
}

/** What to say when a text or list became longer than the JavaScript engine can hold; undefined for all other errors. */
export function memoryProblem(error: unknown): string | undefined {
  if (!(error instanceof RangeError) || isStackOverflow(error)) return undefined;
  const isSize = /string length|array length|array buffer|allocation|count value|maximum size|out of memory/i;
  return isSize.test(error.message) ? 'result is too large to be held in memory' : undefined;
}
