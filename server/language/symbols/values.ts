// Where a path of `.Values` is set: in the chart's own files, in its parents' tables for it, in its subcharts' defaults.

import { ELEMENT, entriesOf, type Step, type ValuePlace, type ValuesView } from '../documents/values.ts';
import { type Chain, chainAt, chainsOf } from './chains.ts';
import { type ChartNode, type ChartTree, treeHolding } from './charts.ts';
import { effectiveSites } from './effective.ts';
import { enabledChain } from './enabled.ts';
import type { LayerQuestion } from './value-layers.ts';

/**
 * `active`: a file of the active values set; `parent`: a parent chart's default for this chart; `default`: the values.yaml
 * of the chart that the key belongs to; `other`: a values file that is not in use now.
 */
export type ValueRole = 'active' | 'parent' | 'default' | 'other';

export interface ValueSite extends ValuePlace {
  readonly view: ValuesView;
  readonly role: ValueRole;
  /** The chart whose file it is. */
  readonly chart: ChartNode;
}

/**
 * Every place that sets a path below the `.Values` of a chart, the one that wins first: the active set, then the parents
 * from the outermost, then the chart's own, then what is imported; what has no effect comes last, with the role `other`.
 * Of a chart with several aliases, the uses that are enabled come before the others; `keys`: this use alone.
 */
export function valueSites(
  given: ChartTree,
  chart: ChartNode,
  path: readonly Step[],
  keys?: readonly string[],
): ValueSite[] {
  const tree = treeHolding(given, chart);
  let known = memo.get(tree);
  if (known === undefined) memo.set(tree, (known = new Map()));
  let byPath = known.get(chart);
  if (byPath === undefined) known.set(chart, (byPath = new Map()));
  const key = JSON.stringify([path.map((step) => (step === ELEMENT ? null : step)), keys ?? null]);
  let sites = byPath.get(key);
  if (sites === undefined) byPath.set(key, (sites = findSites(tree, chart, path, keys)));
  return [...sites];
}

/** A tree is one of one snapshot. A single hover asks for a value, and for each table above it, several times. */
const memo = new WeakMap<ChartTree, Map<ChartNode, Map<string, readonly ValueSite[]>>>();

function findSites(
  tree: ChartTree,
  chart: ChartNode,
  path: readonly Step[],
  keys: readonly string[] | undefined,
): readonly ValueSite[] {
  const sites = unique(usesOf(tree, chart, keys).flatMap((chain) => effectiveSites(questionOf(tree), chain, path)));
  return [...sites.filter((site) => site.role !== 'other'), ...sites.filter((site) => site.role === 'other')];
}

function questionOf(tree: ChartTree): LayerQuestion {
  return { tree, isEnabled: (chain) => enabledChain(tree, chain).isEnabled, hasImports: true };
}

function usesOf(tree: ChartTree, chart: ChartNode, keys: readonly string[] | undefined): readonly Chain[] {
  const all = keys === undefined ? chainsOf(chart) : [chainAt(tree, keys)].filter((chain) => chain !== undefined);
  if (all.length < 2) return all;
  const isOn = (chain: Chain) => enabledChain(tree, chain).isEnabled;
  return [...all.filter(isOn), ...all.filter((chain) => !isOn(chain))];
}

/** A file that several uses read tells the same of each. */
function unique(sites: readonly ValueSite[]): ValueSite[] {
  const out = new Map<unknown, ValueSite>();
  for (const site of sites) {
    const key = site.key ?? site.value;
    const known = out.get(key);
    if (known === undefined || (known.role === 'other' && site.role !== 'other')) {
      out.delete(key);
      out.set(key, site);
    }
  }
  return [...out.values()];
}

/** The keys below a path, each with the places that set it, the winner first. A subchart's own name is such a key, too. */
export function childKeys(tree: ChartTree, chart: ChartNode, path: readonly Step[]): Map<string, ValueSite[]> {
  const out = new Map<string, ValueSite[]>();
  for (const site of valueSites(tree, chart, path)) {
    for (const entry of entriesOf(site)) {
      const key = entry.path.at(-1) as string;
      const known = out.get(key);
      const child: ValueSite = { ...site, ...entry };
      if (known) known.push(child);
      else out.set(key, [child]);
    }
  }
  for (const key of [...subchartKeys(chart, path), ...importedKeys(chart, path)]) if (!out.has(key)) out.set(key, []);
  return out;
}

/** The subcharts' names at the top of a chart's values, and further down those of their subcharts. */
function subchartKeys(chart: ChartNode, path: readonly Step[]): string[] {
  if (path.length === 0) return chart.subcharts.flatMap((sub) => sub.keys);
  const [key, ...rest] = path;
  return subchartsAt(chart, key).flatMap((sub) => subchartKeys(sub, rest));
}

function subchartsAt(chart: ChartNode, key: Step | undefined): ChartNode[] {
  return chart.subcharts.filter((sub) => typeof key === 'string' && sub.keys.includes(key));
}

/** Keys that exist since something is imported below them. */
function importedKeys(chart: ChartNode, path: readonly Step[]): string[] {
  const parents = chart.subcharts.flatMap((sub) => sub.imports.map(({ parent }) => parent));
  const own = parents.filter((parent) => parent.length > path.length && path.every((step, i) => step === parent[i]));
  const inner = subchartsAt(chart, path[0]).flatMap((sub) => importedKeys(sub, path.slice(1)));
  return [...own.map((parent) => parent[path.length] as string), ...inner];
}
