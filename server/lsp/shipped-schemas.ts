// The schemas that Chartroom ships: read once, before the first document is opened or with it, and given to the snapshot as a change.

import type { Change } from '#language/workspace/snapshot.ts';
import type { World } from './world.ts';

export class ShippedSchemas {
  readonly #world: Pick<World, 'schemas'>;
  readonly #apply: (changes: readonly Change[]) => void;
  readonly #log: (line: string) => void;
  #read: Promise<void> | undefined;

  constructor(world: Pick<World, 'schemas'>, apply: (changes: readonly Change[]) => void, log: (line: string) => void) {
    this.#world = world;
    this.#apply = apply;
    this.#log = log;
  }

  /** Reads them unless that was done; nothing is unpacked before somebody asks for a schema. */
  want(): Promise<void> {
    this.#read ??= this.#world.schemas?.().then(
      (bytes) => {
        if (bytes !== undefined) this.#apply([{ kind: 'schemas', bytes }]);
      },
      (error: unknown) => this.#log(`the shipped schemas cannot be read: ${String(error)}`),
    );
    return this.#read ?? Promise.resolve();
  }
}
