// The users of a chart: the root charts whose release holds it, by folder, by file://, or by name and version.

import { isCompatible } from '#engine/chart/dependencies.ts';
import { type ChartIndex, chartIndex, type IndexedChart } from '../workspace/chart-index.ts';
import { localFolder, usersOf as structuralUsers } from '../workspace/mounts.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { type ChartNode, type ChartTree, chartTreeUnder } from './charts.ts';

const known = new WeakMap<ChartIndex, Map<string, readonly string[]>>();

/**
 * Folders of the root charts whose templates may call what the chart in `chartFolder` defines, by path: the outermost
 * charts that hold it in charts/ or by file://, and those that name a chart of its name and of a version that fits. The
 * chart itself when nobody holds it, and then the first.
 */
export function usersOf(snapshot: Snapshot, chartFolder: string): readonly string[] {
  const index = chartIndex(snapshot);
  let byChart = known.get(index);
  if (byChart === undefined) known.set(index, (byChart = new Map()));
  let users = byChart.get(chartFolder);
  if (users === undefined) byChart.set(chartFolder, (users = collect(snapshot, index, chartFolder)));
  return users;
}

/** The trees of the users; memoized as trees are. */
export function treesOfUsers(snapshot: Snapshot, chartFolder: string): readonly ChartTree[] {
  return usersOf(snapshot, chartFolder).map((root) => chartTreeUnder(snapshot, root));
}

/**
 * What stands for the chart in the tree of a user: the chart itself, else copies of it (packed, or another folder) that
 * have its name. Empty where the user names it and has no copy.
 */
export function membersFor(snapshot: Snapshot, tree: ChartTree, chartFolder: string): readonly ChartNode[] {
  const itself = tree.charts.filter(({ folder }) => folder === chartFolder);
  if (itself.length > 0) return itself;
  const chart = chartIndex(snapshot).get(chartFolder);
  return chart === undefined || chart.name === '' ? [] : tree.charts.filter(({ name }) => name === chart.name);
}

/** Goes up to everything that is a root, whichever way leads there. */
function collect(snapshot: Snapshot, index: ChartIndex, chartFolder: string): string[] {
  const roots = new Set<string>();
  const seen = new Set([chartFolder]);
  const way = [chartFolder];
  for (let folder = way.pop(); folder !== undefined; folder = way.pop()) {
    const holders = structuralUsers(snapshot, folder);
    if (holders.length === 0) roots.add(folder);
    for (const user of [...holders, ...namedBy(index, folder)]) {
      if (seen.has(user)) continue;
      seen.add(user);
      way.push(user);
    }
  }
  // Charts in a circle hold each other; then each is seen by itself.
  if (roots.size === 0) roots.add(chartFolder);
  const others = [...roots].filter((root) => root !== chartFolder).sort();
  return roots.has(chartFolder) ? [chartFolder, ...others] : others;
}

const byName = new WeakMap<ChartIndex, ReadonlyMap<string, readonly Naming[]>>();

interface Naming {
  readonly user: IndexedChart;
  readonly version: string;
  readonly repository: string;
}

/** Charts that name the chart among their dependencies and take its version, wherever they get it from. */
function namedBy(index: ChartIndex, folder: string): string[] {
  let all = byName.get(index);
  if (all === undefined) byName.set(index, (all = namings(index)));
  const chart = index.get(folder);
  if (chart === undefined) return [];
  const fitting = (all.get(chart.name) ?? []).filter(({ user, version, repository }) => {
    if (user.folder === folder) return false;
    // What is named by its place is that and no other of the name.
    const place = localFolder(user.folder, repository);
    if (place !== undefined && index.has(place)) return place === folder;
    return version === '' || isCompatible(version, chart.version);
  });
  return [...new Set(fitting.map(({ user }) => user.folder))];
}

function namings(index: ChartIndex): Map<string, Naming[]> {
  const out = new Map<string, Naming[]>();
  for (const user of index.values()) {
    for (const { name, version, repository } of user.declared) {
      const list = out.get(name);
      if (list) list.push({ user, version, repository });
      else out.set(name, [{ user, version, repository }]);
    }
  }
  return out;
}
