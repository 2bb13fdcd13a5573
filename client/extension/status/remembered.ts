// The values sets that the user chose, kept for this workspace, by the URI of the root chart's folder.

import type { Memento } from 'vscode';
import type { ValuesSet } from '#protocol';

const KEY = 'chartroom.valuesSets';

export class RememberedSets {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  /** All of them, for a server that starts. */
  all(): Record<string, ValuesSet> {
    return { ...this.#state.get<Record<string, ValuesSet>>(KEY) };
  }

  /** `null` forgets. */
  async remember(root: string, set: ValuesSet | null): Promise<void> {
    const { [root]: _, ...others } = this.all();
    await this.#state.update(KEY, set === null ? others : { ...others, [root]: set });
  }
}
