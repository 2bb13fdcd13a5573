// The releases, besides the one a chart is seen in, whose templates call what it defines: a library has several users.

import type { Snapshot } from '../workspace/snapshot.ts';
import { type ChartNode, type ChartTree, chartAt, chartTreeUnder } from './charts.ts';
import { alsoIn } from './object-path.ts';
import { type CallSite, templateIndex } from './templates.ts';
import { usersOf } from './users.ts';

/** More users than these add nothing that a reader could take in, and each is a whole release. */
const MOST_USERS = 24;

/** A chart as a part of one release. */
export interface Membership {
  readonly tree: ChartTree;
  readonly chart: ChartNode;
}

/**
 * The other releases that hold the very same chart, and where a template calls the name; paths into their charts are known
 * in `tree` from then on. Charts that are no part of a release with it are never asked, whatever they define.
 */
export function otherCallersOf(snapshot: Snapshot, { tree, chart }: Membership, name: string): readonly Membership[] {
  const roots = usersOf(snapshot, chart.folder).filter((root) => root !== tree.root.folder);
  return roots.slice(0, MOST_USERS).flatMap((root) => {
    const other = chartTreeUnder(snapshot, root);
    const there = chartAt(other, chart.folder);
    if (there === undefined || templateIndex(snapshot, other).callersOf(name).length === 0) return [];
    alsoIn(tree, other);
    return [{ tree: other, chart: there }];
  });
}

/** The calls that write out the name of what the chart defines, in its own release and in the others, each once. */
export function callsInAllReleases(snapshot: Snapshot, at: Membership, name: string): readonly CallSite[] {
  const trees = [at.tree, ...otherCallersOf(snapshot, at, name).map(({ tree }) => tree)];
  const found = new Map<string, CallSite>();
  for (const site of trees.flatMap((tree) => templateIndex(snapshot, tree).callsOf(name))) {
    const key = `${site.call.span.start} ${site.file.uri}`;
    if (!found.has(key)) found.set(key, site);
  }
  return [...found.values()];
}
