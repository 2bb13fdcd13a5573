// What expressions came to in the last renders: asked for when nobody types, kept while a template stays as it was rendered.

import { sameRecorded, type TableOf, withRecorded } from '#language/workspace/recorded.ts';
import type { RenderState } from '#language/workspace/render-state.ts';
import type { RenderedTemplate } from '#language/workspace/rendering.ts';
import type { SeenTable } from '#language/workspace/seen.ts';
import type { Client } from './client.ts';
import type { RecordedTables, Renders } from './renders.ts';
import type { Timers } from './timers.ts';

/** Who types on gets renders; records, which cost as much again, wait for this pause. */
const WRITING_PAUSE_MS = 250;

/** The session as this part sees it. */
export interface RecordingOwner {
  /** The last finished render of each chart; records go into it. */
  readonly states: Map<string, RenderState>;
  /** Files that are open. */
  readonly open: ReadonlyMap<string, unknown>;
  readonly isWriting: () => boolean;
}

export class Recording {
  readonly #timers: Timers;
  readonly #renders: Pick<Renders, 'record'>;
  readonly #client: Pick<Client, 'refreshHints'>;
  readonly #owner: RecordingOwner;
  readonly #tables = new WeakMap<RenderedTemplate, SeenTable>();
  /** Charts that wait for the pause. */
  readonly #waiting = new Set<string>();
  /** Charts of which a part was recorded, and that part was not as before. */
  readonly #changed = new Set<string>();

  constructor(
    timers: Timers,
    renders: Pick<Renders, 'record'>,
    client: Pick<Client, 'refreshHints'>,
    owner: RecordingOwner,
  ) {
    this.#timers = timers;
    this.#renders = renders;
    this.#client = client;
    this.#owner = owner;
  }

  readonly tableOf: TableOf = (template) => this.#tables.get(template);

  /** The chart was rendered, or other files of it are looked at. */
  want(root: string | undefined): void {
    if (root === undefined || !this.#owner.states.has(root)) return;
    this.#waiting.add(root);
    this.#timers.later('record', this.#owner.isWriting() ? WRITING_PAUSE_MS : 0, () => {
      for (const one of this.#waiting) this.#renders.record(one, new Set(this.#owner.open.keys()));
      this.#waiting.clear();
    });
  }

  got({ root, tables, isAll }: RecordedTables): void {
    for (const [template, table] of tables) this.#tables.set(template, table);
    const state = this.#owner.states.get(root);
    if (state === undefined) return;
    const next = withRecorded(state, this.tableOf, isAll);
    this.#owner.states.set(root, next);
    if (!sameRecorded(state.recorded, next.recorded)) this.#changed.add(root);
    if (!isAll) this.want(root);
    else if (this.#changed.delete(root)) this.#client.refreshHints();
  }
}
