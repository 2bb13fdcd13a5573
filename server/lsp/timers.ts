// Work for later, by name: a new piece of work takes the place of the last one of its name.

import type { Host } from './host.ts';

export class Timers {
  readonly #host: Pick<Host, 'after'>;
  readonly #cancels = new Map<string, () => void>();

  constructor(host: Pick<Host, 'after'>) {
    this.#host = host;
  }

  later(name: string, milliseconds: number, work: () => void): void {
    this.#cancels.get(name)?.();
    const cancel = this.#host.after(milliseconds, () => {
      this.#cancels.delete(name);
      work();
    });
    this.#cancels.set(name, cancel);
  }

  end(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}
