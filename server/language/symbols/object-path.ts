// Which chart's object a path leads into.

import type { Step } from '../documents/values.ts';
import { type ChartNode, type ChartTree, chartAt } from './charts.ts';
import type { PathRef, Possible } from './value.ts';

/** A path that a chart's root object begins: into its values, or into one of the built-in objects. */
export interface ObjectPath {
  readonly chart: ChartNode;
  /** `Values`, `Release` …; undefined for the root object itself. */
  readonly object: string | undefined;
  /** The steps behind the object. */
  readonly path: readonly Step[];
}

const others = new WeakMap<ChartTree, Set<ChartTree>>();

/** Values that are known in the tree may lead into the charts of another one: of a further user of the same chart. */
export function alsoIn(tree: ChartTree, other: ChartTree): void {
  const known = others.get(tree);
  if (known) known.add(other);
  else others.set(tree, new Set([other]));
}

function chartOfRef(tree: ChartTree, folder: string): ChartNode | undefined {
  const own = chartAt(tree, folder);
  if (own) return own;
  for (const other of others.get(tree) ?? []) {
    const found = chartAt(other, folder);
    if (found) return found;
  }
  return undefined;
}

/** Takes a ref apart; `.Subcharts.x` leads to that chart's root. Undefined when it leads nowhere. */
export function objectPath(tree: ChartTree, ref: PathRef): ObjectPath | undefined {
  let chart = chartOfRef(tree, ref.chart ?? '');
  let { path } = ref;
  while (chart && path[0] === 'Subcharts' && path.length >= 2) {
    const key = path[1];
    chart = chart.subcharts.find((sub) => typeof key === 'string' && sub.keys.includes(key));
    path = path.slice(2);
  }
  if (chart === undefined) return undefined;
  const [object, ...rest] = path;
  if (object === undefined) return { chart, object: undefined, path: [] };
  return typeof object === 'string' ? { chart, object, path: rest } : undefined;
}

/** The paths among the possibilities. */
export function objectPaths(tree: ChartTree, value: Possible): ObjectPath[] {
  const out: ObjectPath[] = [];
  for (const ref of value.refs) {
    const found = ref.kind === 'path' ? objectPath(tree, ref) : undefined;
    if (found) out.push(found);
  }
  return out;
}
