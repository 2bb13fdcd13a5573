// Whether Helm takes a subchart into the release under the active values set, and what says that it does not.

import { resolved, type Step, shortValue } from '../documents/values.ts';
import { type Chain, chainsOf, lastOf } from './chains.ts';
import type { ChartNode, ChartTree, DependencyHead } from './charts.ts';
import { effectiveSites } from './effective.ts';
import type { ValueSite } from './values.ts';

export interface Enabled {
  readonly isEnabled: boolean;
  /** The value that decides; undefined where nothing is said, and where the chart above is not taken either. */
  readonly because: { readonly path: string; readonly site: ValueSite } | undefined;
  /** Of the chart above. */
  readonly parent: Enabled | undefined;
}

const memos = new WeakMap<ChartTree, Map<string, Enabled>>();

/** Whether the last chart of a chain is enabled: its conditions and tags, and those of the charts above. */
export function enabledChain(tree: ChartTree, chain: Chain): Enabled {
  let known = memos.get(tree);
  if (known === undefined) memos.set(tree, (known = new Map()));
  const key = chain.keys.join('/');
  let enabled = known.get(key);
  if (enabled === undefined) known.set(key, (enabled = judge(tree, chain)));
  return enabled;
}

/** Whether any use of the chart is enabled. */
export function isEnabledChart(tree: ChartTree, chart: ChartNode): boolean {
  return !chart.isLeftOut && chainsOf(chart).some((chain) => enabledChain(tree, chain).isEnabled);
}

/** `disabled by kafka.enabled: false in values.yaml`; undefined for a chart that is enabled. */
export function disabledText(tree: ChartTree, chain: Chain): string | undefined {
  const { isEnabled, because, parent } = enabledChain(tree, chain);
  if (isEnabled) return undefined;
  const { charts, keys } = chain;
  if (parent && !parent.isEnabled) return disabledText(tree, { charts: charts.slice(0, -1), keys: keys.slice(0, -1) });
  if (because === undefined) return 'not taken, since another chart in charts/ answers to its entry in Chart.yaml';
  const { path, site } = because;
  const file = site.view.file.uri.slice(site.view.file.uri.lastIndexOf('/') + 1);
  return `disabled by ${path}: ${shortValue(site.view, site.value)} in ${decodeURIComponent(file)}`;
}

const YES: Enabled = { isEnabled: true, because: undefined, parent: undefined };

function judge(tree: ChartTree, chain: Chain): Enabled {
  const chart = lastOf(chain);
  const key = chain.keys.at(-1);
  if (key === undefined) return YES;
  const parent = enabledChain(tree, { charts: chain.charts.slice(0, -1), keys: chain.keys.slice(0, -1) });
  if (!parent.isEnabled || chart.isLeftOut) return { isEnabled: false, because: undefined, parent };
  const entry = chart.uses.find((use) => (use.alias || use.name) === key);
  return { ...((entry && (byCondition(tree, chain, entry) ?? byTags(tree, chain, entry))) ?? YES), parent };
}

/** The first path that holds a bool decides, whatever the tags say. Paths begin at the root, below the parents' names. */
function byCondition(
  tree: ChartTree,
  chain: Chain,
  { condition }: DependencyHead,
): Omit<Enabled, 'parent'> | undefined {
  const prefix = chain.keys.slice(0, -1);
  for (const text of condition.trim().split(',')) {
    if (text === '') continue;
    const path = [...prefix, ...text.split('.')];
    const found = boolAt(tree, path);
    if (found) return { isEnabled: found.value, because: { path: path.join('.'), site: found.site } };
  }
  return undefined;
}

/** One true tag enables, else one false tag disables. */
function byTags(tree: ChartTree, chain: Chain, { tags }: DependencyHead): Omit<Enabled, 'parent'> | undefined {
  const parents = chain.charts.slice(0, -1);
  const said = tags.flatMap((tag) => {
    const path = ['tags', tag];
    const found = boolAt(tree, path) ?? boolBelow(tree, parents, path);
    return found ? [{ ...found, path: path.join('.') }] : [];
  });
  const decides = said.find(({ value }) => value) ?? said[0];
  return decides && { isEnabled: decides.value, because: { path: decides.path, site: decides.site } };
}

/** Helm coalesces the defaults of a subchart into the values that it judges the subchart's own entries by. */
function boolBelow(tree: ChartTree, parents: readonly ChartNode[], path: readonly Step[]): Said | undefined {
  for (let count = 2; count <= parents.length; count++) {
    const chain = { charts: parents.slice(count - 1, count), keys: [] };
    const found = boolIn(effectiveSites({ tree, isEnabled: () => true, hasImports: false }, chain, path));
    if (found) return found;
  }
  return undefined;
}

interface Said {
  readonly value: boolean;
  readonly site: ValueSite;
}

function boolAt(tree: ChartTree, path: readonly Step[]): Said | undefined {
  const root: Chain = { charts: [tree.root], keys: [] };
  return boolIn(effectiveSites({ tree, isEnabled: () => true, hasImports: false }, root, path));
}

function boolIn(sites: readonly ValueSite[]): Said | undefined {
  const site = sites.find(({ role }) => role !== 'other');
  const node = site && resolved(site.value);
  if (site === undefined || node?.kind !== 'scalar' || node.isAbsent) return undefined;
  const { value } = node.resolved;
  return typeof value === 'boolean' ? { value, site } : undefined;
}
