// Everything that a key of values or of dicts shares words with: what a helper is given is now a dict, now a table of values.

import { type Address, addressKey } from '../../symbols/occurrences/addresses.ts';
import { dictsIn } from '../../symbols/occurrences/dict-calls.ts';
import { holdsTable } from '../../symbols/occurrences/holds.ts';
import { seenIn } from '../../symbols/occurrences/reach.ts';
import { mergesOf } from '../../symbols/occurrences/release-flows.ts';
import { type SameDicts, sameDicts } from '../../symbols/occurrences/same-dicts.ts';
import { type SameValues, sameValues } from '../../symbols/occurrences/same-values.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';

export interface Closure {
  readonly same: SameValues;
  /** Undefined when no dict has the key. */
  readonly dicts: SameDicts | undefined;
}

const NO_VALUES: SameValues = { releases: [], uses: [], declarations: [], obstacles: [] };

/** What one starts from: values, or calls that make dicts. */
export interface Start {
  /** Of the chart at hand. */
  readonly folder: string;
  readonly values: readonly Address[];
  readonly makers: readonly object[];
}

/** Undefined when there are more values than anybody can mean. */
export function closureOf(snapshot: Snapshot, start: Start, word: string): Closure | undefined {
  const values = new Map(start.values.map((value) => [addressKey(value), value]));
  const makers = new Set(start.makers);
  for (;;) {
    const before = values.size + makers.size;
    const same = values.size > 0 ? sameValues(snapshot, [...values.values()]) : NO_VALUES;
    if (same === undefined) return undefined;
    for (const maker of makersIn(snapshot, same, word)) makers.add(maker);
    const dicts = makers.size > 0 ? sameDicts(snapshot, start.folder, word, [...makers]) : undefined;
    const known = new Set(same.releases.flatMap(({ addresses }) => addresses.map(addressKey)));
    for (const value of dicts?.values ?? []) if (!known.has(addressKey(value))) values.set(addressKey(value), value);
    if (values.size + makers.size === before) return { same, dicts };
  }
}

/** The calls that make dicts with the key which share a word with the values, or are merged with their table. */
function* makersIn(snapshot: Snapshot, { uses, releases }: SameValues, word: string): Iterable<object> {
  for (const { word: use } of uses)
    for (const { entries, makers } of dictsIn(use.base)) if (use.name.isWrite || entries.has(word)) yield* makers;
  for (const { tree, addresses } of releases) {
    for (const { values } of mergesOf(snapshot, seenIn(snapshot, tree, addresses))) {
      if (!values.some((value) => holdsTable(tree, value, addresses))) continue;
      for (const { makers } of values.flatMap(dictsIn)) yield* makers;
    }
  }
}
