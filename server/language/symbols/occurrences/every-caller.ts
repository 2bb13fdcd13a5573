// What an expression of a helper is with each of its callers, for helpers with more callers than one value can hold.

import type { NamedBody } from '../../documents/template.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { ChartNode, ChartTree } from '../charts.ts';
import { templateIndex } from '../templates.ts';
import { throughCallers } from '../through-callers.ts';
import { MAX_REFS, type Possible } from '../value.ts';

/** Some alternatives were left out, here or in a dict or list. */
export function isTruncated({ refs, complete }: Possible): boolean {
  if (!complete && refs.length >= MAX_REFS) return true;
  return refs.some((ref) => {
    const inner = ref.kind === 'dict' ? [...ref.entries.values()] : ref.kind === 'list' ? ref.items : [];
    return inner.some(isTruncated);
  });
}

/** Helpers that call each other have ever more ways to be reached. */
const MAX_WAYS = 5000;

/** The values with each caller; undefined when there are too many ways, or when one of them leaves out some as well. */
export function withEveryCaller(
  snapshot: Snapshot,
  tree: ChartTree,
  place: { readonly chart: ChartNode; readonly body: NamedBody | undefined },
  value: Possible,
): readonly Possible[] | undefined {
  const out: Possible[] = [];
  let ways = 0;
  throughCallers(templateIndex(snapshot, tree), place, [value], ([found]) => {
    if (ways++ < MAX_WAYS && found) out.push(found);
  });
  return ways > MAX_WAYS || out.some(isTruncated) ? undefined : out;
}
