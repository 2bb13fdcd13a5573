// Which charts wait for a render, and the one that runs: the main thread's side of the second thread.

import type { Rendering } from '#language/workspace/rendering.ts';
import type { Change, Snapshot } from '#language/workspace/snapshot.ts';
import type { Check } from './features.ts';
import type { Host, RenderAnswer, RenderThread } from './host.ts';
import { unpack } from './packed.ts';

/** A finished render together with the snapshot it was made of. */
export interface Finished {
  readonly root: string;
  readonly snapshot: Snapshot;
  readonly rendering: Rendering;
  readonly check: Check | undefined;
}

export interface RenderEvents {
  readonly finished: (done: Finished) => void;
  /** A render was ended because it did not come to an end. */
  readonly gaveUp: (root: string) => void;
}

/** Without an answer for so long a render counts as a runaway. */
const RUNAWAY_MS = 10_000;

interface Running {
  readonly ticket: number;
  readonly root: string;
  readonly check: boolean;
  readonly snapshot: Snapshot;
  readonly cancelTimer: () => void;
}

/** One render at a time; a chart that changes while it is rendered is rendered again. */
export class Renders {
  readonly #host: Host;
  readonly #events: RenderEvents;
  /** Root folders that wait, the longest waiting first; true: it is checked, too. */
  readonly #waiting = new Map<string, boolean>();
  #thread: RenderThread | undefined;
  #snapshot: Snapshot;
  #running: Running | undefined;
  #tickets = 0;

  constructor(host: Host, snapshot: Snapshot, events: RenderEvents) {
    this.#host = host;
    this.#snapshot = snapshot;
    this.#events = events;
  }

  /** Starts the thread, so that it is ready when the chart is loaded. */
  warm(): void {
    if (this.#thread !== undefined) return;
    const thread: RenderThread = this.#host.startRenderThread({
      answered: (answer) => this.#thread === thread && this.#answered(answer),
      failed: (why) => this.#thread === thread && this.#failed(why),
    });
    this.#thread = thread;
    thread.post({ kind: 'changes', changes: changesTo(this.#snapshot), generation: this.#snapshot.generation });
  }

  /** Passes on what just made `snapshot`. */
  follow(changes: readonly Change[], snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.#thread?.post({ kind: 'changes', changes, generation: snapshot.generation });
  }

  /** Asks for a render of the chart as it is now. */
  want(root: string, check: boolean): void {
    this.#waiting.set(root, check || this.#waiting.get(root) === true);
    this.#next();
  }

  /** The chart is gone. */
  forget(root: string): void {
    this.#waiting.delete(root);
  }

  end(): void {
    this.#running?.cancelTimer();
    this.#running = undefined;
    this.#waiting.clear();
    this.#thread?.end();
    this.#thread = undefined;
  }

  #next(): void {
    const next = this.#waiting.entries().next();
    if (this.#running !== undefined || next.done) return;
    const [root, check] = next.value;
    this.#waiting.delete(root);
    this.warm();
    const ticket = ++this.#tickets;
    const cancelTimer = this.#host.after(RUNAWAY_MS, () => this.#giveUp());
    this.#running = { ticket, root, check, snapshot: this.#snapshot, cancelTimer };
    this.#thread?.post({ kind: 'render', ticket, root, check });
  }

  #answered(answer: RenderAnswer): void {
    const running = this.#running;
    if (running === undefined || running.ticket !== answer.ticket) return;
    this.#running = undefined;
    running.cancelTimer();
    const { root, check, snapshot } = running;
    // A stopped render owes its chart another one, even when the newer change was another chart's.
    if (answer.kind === 'stopped') this.#waiting.set(root, check || this.#waiting.get(root) === true);
    else if (answer.kind === 'threw') this.#host.log(`rendering ${root} failed: ${answer.why}`);
    else this.#events.finished({ root, snapshot, rendering: unpack(answer.rendering), check: answer.check });
    this.#next();
  }

  /** The chart is not tried again before it changes, so that a runaway does not come back by itself. */
  #giveUp(): void {
    const root = this.#running?.root;
    this.#drop();
    if (root !== undefined) this.#events.gaveUp(root);
    this.#next();
  }

  #failed(why: string): void {
    this.#host.log(`the render thread died: ${why}`);
    this.#drop();
    this.#next();
  }

  #drop(): void {
    this.#running?.cancelTimer();
    this.#running = undefined;
    this.#thread?.end();
    this.#thread = undefined;
  }
}

/** Changes that make the snapshot from an empty one. */
function changesTo(snapshot: Snapshot): Change[] {
  const changes: Change[] = [{ kind: 'settings', settings: snapshot.settings }];
  for (const { uri, text, version } of snapshot.files.values()) changes.push({ kind: 'file', uri, text, version });
  for (const [uri, text] of snapshot.saved) changes.push({ kind: 'saved', uri, text });
  for (const folder of snapshot.loaded) changes.push({ kind: 'loaded', folder });
  return changes;
}
