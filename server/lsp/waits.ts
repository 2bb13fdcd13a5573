// How long requests wait for the first load of their chart.

import type { Host } from './host.ts';

/** A request waits no longer for the first load of its chart. */
const MOST_WAIT_MS = 1000;

export class Waits {
  readonly #host: Pick<Host, 'after' | 'now'>;
  /** Since when requests wait for a file's chart. */
  readonly #begun = new Map<string, number>();

  constructor(host: Pick<Host, 'after' | 'now'>) {
    this.#host = host;
  }

  /** Resolves with the load, or a second after the first request about this file began to wait. */
  wait(uri: string, load: Promise<void>): Promise<void> {
    const { now, after } = this.#host;
    const begun = this.#begun.get(uri) ?? now();
    this.#begun.set(uri, begun);
    return new Promise((resolve) => {
      const cancel = after(Math.max(0, begun + MOST_WAIT_MS - now()), resolve);
      void load.then(() => {
        cancel();
        this.#begun.delete(uri);
        resolve();
      });
    });
  }
}
