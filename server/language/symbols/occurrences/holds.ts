// Whether a value is, or has in it, the table that a key lies in.

import type { ChartTree } from '../charts.ts';
import { objectPath } from '../object-path.ts';
import { type DictRef, eachPart, type ListRef, type PathRef, type Possible, type Ref } from '../value.ts';
import { type Address, leadsTo } from './addresses.ts';

/** `table`: the very map of the key; `above`: something that holds that map; undefined: neither is possible. */
export type Holding = 'table' | 'above' | undefined;

/** What is known of dicts and lists in the course of one question: whether one of the addresses lies in them. */
export type KnownInside = Map<Ref, boolean>;

/** What of the values may hold one of the addresses. `value` is in terms of charts' root objects. */
export function holding(
  tree: ChartTree,
  value: Possible,
  addresses: readonly Address[],
  known: KnownInside = new Map(),
): Holding {
  let found: Holding;
  for (const ref of value.refs) {
    if (ref.kind === 'text' || ref.kind === 'included') continue;
    if (ref.kind === 'path') {
      const own = pathHolding(tree, ref, addresses);
      if (own === 'table') return own;
      found ??= own;
    } else if (found === undefined && isInside(tree, ref, addresses, known)) found = 'above';
  }
  return found;
}

function isInside(tree: ChartTree, ref: DictRef | ListRef, addresses: readonly Address[], known: KnownInside): boolean {
  let is = known.get(ref);
  if (is !== undefined) return is;
  is = false;
  for (const part of eachPart(ref)) {
    is = holding(tree, part, addresses, known) !== undefined;
    if (is) break;
  }
  known.set(ref, is);
  return is;
}

/** Whether it may be the very map of the key. */
export function holdsTable(tree: ChartTree, { refs }: Possible, addresses: readonly Address[]): boolean {
  return refs.some((ref) => ref.kind === 'path' && pathHolding(tree, ref, addresses) === 'table');
}

function pathHolding(tree: ChartTree, ref: PathRef, addresses: readonly Address[]): Holding {
  const found = objectPath(tree, ref);
  if (found === undefined) return undefined;
  const { chart, object, path } = found;
  if (object === undefined)
    return addresses.some((address) => address.chart.folder === chart.folder) ? 'above' : undefined;
  if (object === 'Subcharts') return addresses.length > 0 ? 'above' : undefined;
  if (object !== 'Values') return undefined;
  let holds: Holding;
  for (const address of addresses) {
    if (address.chart.folder !== chart.folder || !leadsTo(path, address.path)) continue;
    if (path.length === address.path.length - 1) return 'table';
    holds = 'above';
  }
  return holds;
}
