// What templates write into the tables that they share (`set .Values …`), so that it can be undone and done again.
//
// One render's files run one after another on the same tables. To run a single file once more, the tables must be as they
// were before it: the writes of later files are undone in reverse, and those of files that need not run again are redone.

import type { Origin } from '../text/origin.ts';
import { GoMap, GoSlice, type Value, watchWrites } from './value.ts';

/** The tables of a render that more than one file can reach, known by their entries, which several maps may have in common. */
export type SharedTables = WeakSet<ReadonlyMap<string, Value>>;

interface Content {
  readonly entries: ReadonlyMap<string, Value>;
  readonly slots: ReadonlyMap<string, Origin> | undefined;
}

interface Write {
  readonly map: GoMap;
  readonly before: Content;
  after: Content;
}

/** The writes of one file. */
export class Journal {
  private readonly shared: SharedTables;
  private readonly writes = new Map<GoMap, Write>();

  constructor(shared: SharedTables) {
    this.shared = shared;
  }

  get isEmpty(): boolean {
    return this.writes.size === 0;
  }

  /** Runs `work` and keeps what it writes into shared tables. */
  record<T>(work: () => T): T {
    const outer = watchWrites((map, value) => this.willWrite(map, value));
    try {
      return work();
    } finally {
      watchWrites(outer);
      for (const write of this.writes.values()) write.after = contentOf(write.map);
    }
  }

  undo(): void {
    for (const { map, before } of [...this.writes.values()].reverse()) restore(map, before);
  }

  redo(): void {
    for (const { map, after } of this.writes.values()) restore(map, after);
  }

  private willWrite(map: GoMap, value: Value | undefined): void {
    if (!this.shared.has(map.entries)) return;
    if (value !== undefined) share(value, this.shared);
    if (this.writes.has(map)) return;
    const before = contentOf(map);
    this.writes.set(map, { map, before, after: before });
  }
}

/** Adds all tables that can be reached from a value. */
export function share(value: Value, shared: SharedTables): void {
  const open: Value[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next instanceof GoSlice) for (const item of next.items()) open.push(item);
    else if (next instanceof GoMap && !shared.has(next.entries)) {
      shared.add(next.entries);
      for (const item of next.entries.values()) open.push(item);
    }
  }
}

function contentOf(map: GoMap): Content {
  return { entries: new Map(map.entries), slots: map.slots && new Map(map.slots) };
}

/** In place, since other maps may stand on the same entries. */
function restore(map: GoMap, { entries, slots }: Content): void {
  refill(map.entries, entries);
  if (slots === undefined) map.slots = undefined;
  else if (map.slots === undefined) map.slots = new Map(slots);
  else refill(map.slots, slots);
}

function refill<T>(target: Map<string, T>, source: ReadonlyMap<string, T>): void {
  target.clear();
  for (const [key, value] of source) target.set(key, value);
}
