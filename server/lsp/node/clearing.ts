// Memory is cleared while nobody waits: V8 would do it in the middle of the answer that happens to need the last of it.

import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Where V8 puts what is new. */
export interface YoungSpace {
  /** Bytes in use. */
  readonly used: () => number;
  /** Takes some milliseconds, the fewer the less is in use. */
  readonly clear: () => void;
}

/** So long after the last message somebody has stopped to think, and between two keys there is as much time. */
const PAUSE_MS = 30;
/** Less is not worth it; V8 itself begins to clear at some megabytes more. */
const WORTH_BYTES = 2 * 1024 * 1024;

/** What is to be called with each message of the client. */
export function clearInPauses(
  space: YoungSpace | undefined,
  later: (milliseconds: number, call: () => void) => { refresh(): void },
): () => void {
  if (space === undefined) return () => {};
  const timer = later(PAUSE_MS, () => {
    if (space.used() >= WORTH_BYTES) space.clear();
  });
  return () => timer.refresh();
}

/** Undefined where V8 does not let itself be told. */
export function youngSpace(): YoungSpace | undefined {
  try {
    setFlagsFromString('--expose-gc');
    const gc: unknown = runInNewContext('gc');
    setFlagsFromString('--no-expose-gc');
    if (typeof gc !== 'function') return undefined;
    const used = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_used_size;
    return { used: () => used() ?? 0, clear: () => gc({ type: 'minor' }) };
  } catch {
    return undefined;
  }
}
