// Dependencies that a chart of the tree names and nobody has: told once each, and excused wherever they are missed.

import type { Chart } from '#engine/chart/chart.ts';
import { missingDependencies } from '#engine/chart/requirements.ts';
import type { AbsentCharts } from '#engine/template/absent.ts';
import { chartView } from './chart-view.ts';
import { filesBelow, type Snapshot } from './snapshot.ts';
import { joinUri, parentUri } from './uri.ts';

export interface MissingChart {
  readonly name: string;
  /** What its values are kept under. */
  readonly key: string;
  /** Folder of the chart that names it. */
  readonly folder: string;
}

/**
 * Of the root, every dependency that is not in its charts/. Of a subchart, which Helm does not ask, only what no chart of
 * the whole release has: a parent may well bring a library for all.
 */
export function missingCharts(snapshot: Snapshot, root: string): MissingChart[] {
  const { chart } = chartView(snapshot, root);
  if (chart === undefined) return [];
  const out: MissingChart[] = [];
  const loaded = new Set<string>();
  collectNames(chart, loaded);
  const visit = (current: Chart, folder: string) => {
    for (const name of new Set(missingDependencies(current))) {
      if (current !== chart && loaded.has(name)) continue;
      // A folder that is there and could not be loaded is told by what is wrong with it.
      if (filesBelow(snapshot, joinUri(folder, `charts/${name}`)).length > 0) continue;
      const entries = (current.metadata.dependencies ?? []).filter((entry) => entry.name === name);
      for (const { alias } of entries) out.push({ name, key: alias || name, folder });
    }
    for (const sub of current.dependencies) {
      const source = sub.raw.find((file) => file.name === 'Chart.yaml')?.source;
      const inner =
        source && snapshot.files.has(source) && /\/Chart\.yaml$/.test(source) ? parentUri(source) : undefined;
      if (inner !== undefined) visit(sub, inner);
    }
  };
  visit(chart, root);
  return out;
}

/** The same for the engine; undefined when nothing is missing. */
export function absentCharts(
  snapshot: Snapshot,
  root: string,
): (AbsentCharts & { /** Names, to be told. */ readonly missing: readonly string[] }) | undefined {
  const { chart } = chartView(snapshot, root);
  const missing = missingCharts(snapshot, root);
  if (chart === undefined || missing.length === 0) return undefined;
  const present = new Set([chart.metadata.name]);
  collectNames(chart, present);
  const names = missing.flatMap(({ name, key }) => [name, key]);
  const told = missing.map(({ name }) => name);
  return {
    missing: [...new Set(told)],
    names: [...new Set(names)],
    present: [...present],
    keys: importedKeys(chart, new Set(names)),
  };
}

/** Where tables of absent charts would stand in their parents' values (`import-values`). */
function importedKeys({ metadata, dependencies }: Chart, missing: ReadonlySet<string>): string[] {
  const own = (metadata.dependencies ?? []).filter(({ name }) => missing.has(name));
  const items = own.flatMap(({ importValues }) => importValues);
  const keys = items.flatMap((item) => (typeof item === 'string' ? [] : [item.parent.split('.')[0] ?? '']));
  return [...keys.filter((key) => key !== ''), ...dependencies.flatMap((sub) => importedKeys(sub, missing))];
}

function collectNames(chart: Chart, out: Set<string>): void {
  for (const sub of chart.dependencies) {
    out.add(sub.metadata.name);
    collectNames(sub, out);
  }
}
