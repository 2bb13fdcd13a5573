// Work for later, by name: a new piece of work takes the place of the last one of its name.

import type { Host } from './host.ts';

export class Timers {
  readonly #host: Pick<Host, 'after'>;
  readonly #cancels = new Map<string, () => void>();
  #isEnded = false;

  constructor(host: Pick<Host, 'after'>) {
    this.#host = host;
  }

  /** Nothing is begun any more once the session has ended, whatever still comes in. */
  later(name: string, milliseconds: number, work: () => void): void {
    if (this.#isEnded) return;
    this.#cancels.get(name)?.();
    const cancel = this.#host.after(milliseconds, () => {
      this.#cancels.delete(name);
      work();
    });
    this.#cancels.set(name, cancel);
  }

  end(): void {
    this.#isEnded = true;
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}
