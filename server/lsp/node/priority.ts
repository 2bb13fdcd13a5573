// The second thread gives way: what it renders may wait a moment, and the answer that somebody waits for may not.

import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** Nicer than the thread that answers by so much; a machine that is busy with other work still renders. */
const NICER = 5;
const NICEST = 19;

/**
 * Linux often wakes a thread on the processor of the thread that wakes it, and lets it take over there if it is worth as
 * much: each order to render would then stop the thread that answers requests for some milliseconds. Elsewhere a single
 * thread has no niceness of its own.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    if (thread > 0 && thread !== process.pid) setPriority(thread, Math.min(NICEST, getPriority() + NICER));
  } catch {
    // Where /proc is missing, or nobody may do that, both threads stay as they are.
  }
}
