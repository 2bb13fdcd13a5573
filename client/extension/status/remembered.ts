// What the user chose for charts (a values set, a root), kept for this workspace, by the URI of the chart's folder.

import type { Memento } from 'vscode';

export class Remembered<T> {
  readonly #state: Memento;
  readonly #key: string;

  constructor(state: Memento, key: string) {
    this.#state = state;
    this.#key = key;
  }

  /** All of them, for a server that starts. */
  all(): Record<string, T> {
    return { ...this.#state.get<Record<string, T>>(this.#key) };
  }

  /** `null` forgets. */
  async remember(chart: string, choice: T | null): Promise<void> {
    const { [chart]: _, ...others } = this.all();
    await this.#state.update(this.#key, choice === null ? others : { ...others, [chart]: choice });
  }
}
