// Root charts that wait for a render: changes that come in one burst are rendered once, and charts that nobody sees never.

import type { Timers } from './timers.ts';

const RENDER_DELAY_MS = 5;

export class Wanted {
  readonly #timers: Timers;
  readonly #render: (root: string, check: boolean) => void;
  /** Whether they are checked with it. */
  readonly #roots = new Map<string, boolean>();
  /** Charts that were loaded to be looked into. */
  readonly #hushed = new Set<string>();

  constructor(timers: Timers, render: (root: string, check: boolean) => void) {
    this.#timers = timers;
    this.#render = render;
  }

  /** The chart in the folder is not rendered until somebody asks for a file of it. */
  hush(folder: string): void {
    this.#hushed.add(folder);
  }

  get hasHushed(): boolean {
    return this.#hushed.size > 0;
  }

  rouse(root: string | undefined): void {
    if (root !== undefined && this.#hushed.delete(root)) this.want(root, true);
  }

  want(root: string, check: boolean): void {
    if (this.#hushed.has(root)) return;
    this.#roots.set(root, check || this.#roots.get(root) === true);
    this.#timers.later('render', RENDER_DELAY_MS, () => {
      for (const [wanted, checked] of this.#roots) this.#render(wanted, checked);
      this.#roots.clear();
    });
  }

  forget(root: string): void {
    this.#hushed.delete(root);
    this.#roots.delete(root);
  }
}
