// The schemas that Chartroom ships: read once, when the first document is opened, and given to the snapshot as a change.

import type { Change } from '#language/workspace/snapshot.ts';
import type { World } from './world.ts';

export class ShippedSchemas {
  readonly #world: Pick<World, 'schemas'>;
  readonly #apply: (changes: readonly Change[]) => void;
  readonly #log: (line: string) => void;
  #isAsked = false;

  constructor(world: Pick<World, 'schemas'>, apply: (changes: readonly Change[]) => void, log: (line: string) => void) {
    this.#world = world;
    this.#apply = apply;
    this.#log = log;
  }

  /** Reads them unless that was done; nothing is unpacked before somebody asks for a schema. */
  want(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#world.schemas?.().then(
      (bytes) => {
        if (bytes !== undefined) this.#apply([{ kind: 'schemas', bytes }]);
      },
      (error: unknown) => this.#log(`the shipped schemas cannot be read: ${String(error)}`),
    );
  }
}
