// Work for later, by name: a new piece of work takes the place of the last one of its name. When its time has come, requests
// that are there go first all the same.

import type { Host } from './host.ts';

export class Timers {
  readonly #host: Pick<Host, 'after' | 'behind'>;
  readonly #cancels = new Map<string, () => void>();
  #isEnded = false;

  constructor(host: Pick<Host, 'after' | 'behind'>) {
    this.#host = host;
  }

  /** Nothing is begun any more once the session has ended, whatever still comes in. */
  later(name: string, milliseconds: number, work: () => void): void {
    if (this.#isEnded) return;
    this.#cancels.get(name)?.();
    const run = () => {
      this.#cancels.delete(name);
      work();
    };
    const due = () => {
      const cancel = this.#host.behind?.(run);
      if (cancel) this.#cancels.set(name, cancel);
      else run();
    };
    this.#cancels.set(name, this.#host.after(milliseconds, due));
  }

  end(): void {
    this.#isEnded = true;
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}
