// When charts are judged under their other values sets: once nobody types for a while after a save, or after a chart was opened.

import type { Snapshot } from '#language/workspace/snapshot.ts';
import type { JudgedRender } from './rendered-manifests.ts';
import type { Renders, SetsDone, SetsFound } from './renders.ts';
import type { Timers } from './timers.ts';

/** Nothing may be typed, rendered or saved for so long. */
const IDLE_MS = 1000;

/** The session as this part sees it. */
export interface BackgroundOwner {
  /** Whether a text of the snapshot is being typed, and not saved yet. */
  readonly isWriting: (snapshot: Snapshot) => boolean;
  readonly found: (done: SetsFound) => unknown;
}

export class BackgroundSets {
  readonly #timers: Pick<Timers, 'later'>;
  readonly #renders: Pick<Renders, 'sets'>;
  readonly #owner: BackgroundOwner;
  /** Charts that wait. */
  readonly #waiting = new Set<string>();
  /** Charts that the thread was asked for. */
  readonly #asked = new Set<string>();
  #isResting = false;

  constructor(timers: Pick<Timers, 'later'>, renders: Pick<Renders, 'sets'>, owner: BackgroundOwner) {
    this.#timers = timers;
    this.#renders = renders;
    this.#owner = owner;
  }

  /** The chart was rendered. What is not saved yet waits for the save, which renders again. */
  judged({ root, snapshot }: Pick<JudgedRender, 'root' | 'snapshot'>): void {
    if (this.#owner.isWriting(snapshot)) return;
    this.#waiting.add(root);
    this.#rest();
  }

  /** Whoever types is not idle; the thread gives up by itself what it is at. */
  edited(): void {
    if (this.#waiting.size > 0 || this.#asked.size > 0) this.#rest();
  }

  /** The thread is done with the chart, or it was interrupted. */
  answered(done: SetsDone): void {
    const { check } = done;
    this.#asked.delete(done.root);
    if (check !== undefined) {
      this.#owner.found({ ...done, check });
      return;
    }
    this.#waiting.add(done.root);
    if (!this.#isResting) this.#go();
  }

  forget(root: string): void {
    this.#waiting.delete(root);
    this.#asked.delete(root);
  }

  #rest(): void {
    this.#isResting = true;
    this.#timers.later('sets', IDLE_MS, () => this.#go());
  }

  #go(): void {
    this.#isResting = false;
    const roots = [...this.#waiting];
    this.#waiting.clear();
    for (const root of roots) {
      this.#asked.add(root);
      this.#renders.sets(root);
    }
  }
}
