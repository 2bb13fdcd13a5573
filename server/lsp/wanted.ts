// Root charts that wait for a render: changes that come in one burst are rendered once.

import type { Timers } from './timers.ts';

const RENDER_DELAY_MS = 5;

export class Wanted {
  readonly #timers: Timers;
  readonly #render: (root: string, check: boolean) => void;
  /** Whether they are checked with it. */
  readonly #roots = new Map<string, boolean>();

  constructor(timers: Timers, render: (root: string, check: boolean) => void) {
    this.#timers = timers;
    this.#render = render;
  }

  want(root: string, check: boolean): void {
    this.#roots.set(root, check || this.#roots.get(root) === true);
    this.#timers.later('render', RENDER_DELAY_MS, () => {
      for (const [wanted, checked] of this.#roots) this.#render(wanted, checked);
      this.#roots.clear();
    });
  }

  forget(root: string): void {
    this.#roots.delete(root);
  }
}
