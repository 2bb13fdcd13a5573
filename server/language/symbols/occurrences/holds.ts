// Whether a value is, or has in it, the table that a key lies in.

import type { ChartTree } from '../charts.ts';
import { objectPath } from '../object-path.ts';
import { type PathRef, type Possible, partsOf } from '../value.ts';
import { type Address, leadsTo } from './addresses.ts';

/** `table`: the very map of the key; `above`: something that holds that map; undefined: neither is possible. */
export type Holding = 'table' | 'above' | undefined;

/** What of the values may hold one of the addresses. `value` is in terms of charts' root objects. */
export function holding(tree: ChartTree, value: Possible, addresses: readonly Address[]): Holding {
  let found: Holding;
  for (const ref of value.refs) {
    if (ref.kind === 'text' || ref.kind === 'included') continue;
    if (ref.kind === 'path') {
      const own = pathHolding(tree, ref, addresses);
      if (own === 'table') return own;
      found ??= own;
      continue;
    }
    if (partsOf(ref).some((part) => holding(tree, part, addresses) !== undefined)) found ??= 'above';
  }
  return found;
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
