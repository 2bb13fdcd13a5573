// Which places of a value win over which: values files over values.yaml, later files over earlier ones, parents over subcharts.

import { resolved } from '../documents/values.ts';
import type { ChartNode, ChartTree } from './charts.ts';
import { placesOfChart } from './places.ts';
import type { ValueSite } from './values.ts';

export interface Overrides {
  /** Places that win over this one, the strongest first. */
  readonly by: readonly ValueSite[];
  /** Places that this one wins over, the strongest first. */
  readonly over: readonly ValueSite[];
}

/** The relation of one place to the others of the same value. Files that are never used together have none. */
export function overridesOf(tree: ChartTree, self: ValueSite, sites: readonly ValueSite[]): Overrides {
  const others = sites.filter((site) => site.value !== self.value && !isImported(self, site));
  return {
    by: others.filter((site) => winsOver(tree, site, self)),
    over: others.filter((site) => winsOver(tree, self, site)),
  };
}

/** Whether one place's being there changes what the other's gives: two tables that both have keys are merged. */
export function hasEffect(winner: ValueSite, loser: ValueSite): boolean {
  const isTable = ({ value }: ValueSite) => resolved(value)?.kind === 'map';
  return !(isTable(winner) && isTable(loser));
}

/** `null` in a values file takes a default away. */
export function isRemoval({ value }: ValueSite): boolean {
  const node = resolved(value);
  return node === null || (node.kind === 'scalar' && (node.isAbsent || node.resolved.type === 'null'));
}

/** The place in a file, among the places of its value. */
export function siteIn(sites: readonly ValueSite[], uri: string, key: ValueSite['key']): ValueSite | undefined {
  return sites.find((site) => site.key === key && site.view.file.uri === uri);
}

function winsOver(tree: ChartTree, a: ValueSite, b: ValueSite): boolean {
  if (a.chart !== b.chart) return isAncestor(a.chart, b.chart) && isDefault(b);
  if (a.view.file === b.view.file || isDefault(a)) return false;
  if (isDefault(b)) return true;
  const [first, second] = [tree.active.indexOf(a.view.file), tree.active.indexOf(b.view.file)];
  return first >= 0 && second >= 0 && first < second;
}

/** A subchart reads its own values.yaml and no other file beside it. */
function isDefault({ chart, view }: ValueSite): boolean {
  return view.file === chart.defaults;
}

function isAncestor(above: ChartNode, chart: ChartNode): boolean {
  const isBelow = (place: ChartNode) => {
    for (let node = place.parent; node; node = node.parent) if (node.folder === above.folder) return true;
    return false;
  };
  return placesOfChart(chart).some(isBelow);
}

/** What comes by `import-values` has another path; which of the two wins is not told by where they stand. */
function isImported(self: ValueSite, site: ValueSite): boolean {
  const [long, short] = self.path.length >= site.path.length ? [self.path, site.path] : [site.path, self.path];
  return !short.every((step, i) => step === long[long.length - short.length + i]);
}
