// Under which chart a file is seen: the outermost one that uses its chart, by folder or by file://.

import { type ChartIndex, chartIndex } from './chart-index.ts';
import { usersOf } from './mounts.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The root that the chart in `chartFolder` is seen under: the one that was chosen for it; of several the one that was
 * previewed last, else the first by path; the chart itself when nobody uses it.
 */
export function rootChartFolder(snapshot: Snapshot, chartFolder: string): string {
  const index = chartIndex(snapshot);
  const { chosenRoots, previewedRoots } = snapshot;
  let known = roots.get(index);
  if (known?.chosenRoots !== chosenRoots || known.previewedRoots !== previewedRoots)
    roots.set(index, (known = { chosenRoots, previewedRoots, byChart: new Map() }));
  let root = known.byChart.get(chartFolder);
  if (root === undefined) known.byChart.set(chartFolder, (root = find(snapshot, chartFolder)));
  return root;
}

const roots = new WeakMap<
  ChartIndex,
  Pick<Snapshot, 'chosenRoots' | 'previewedRoots'> & { readonly byChart: Map<string, string> }
>();

function find(snapshot: Snapshot, chart: string): string {
  const candidates = rootCandidates(snapshot, chart);
  const chosen = snapshot.chosenRoots.get(chart);
  if (chosen !== undefined && (chosen === chart || candidates.includes(chosen))) return chosen;
  const previewed = snapshot.previewedRoots.findLast((root) => candidates.includes(root));
  return previewed ?? candidates[0] ?? chart;
}

/** The outermost charts that use the chart, by path; the chart itself when there are none. */
export function rootCandidates(snapshot: Snapshot, chart: string): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>([chart]);
  const way = [chart];
  for (let folder = way.pop(); folder !== undefined; folder = way.pop()) {
    // What is seen alone by choice is seen alone with all that is in it.
    const isEnd = folder !== chart && snapshot.chosenRoots.get(folder) === folder;
    const users = isEnd ? [] : usersOf(snapshot, folder);
    if (users.length === 0) found.add(folder);
    for (const user of users) {
      if (seen.has(user)) continue;
      seen.add(user);
      way.push(user);
    }
  }
  return found.size === 0 ? [chart] : [...found].sort();
}
