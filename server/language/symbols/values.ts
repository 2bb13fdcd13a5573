// Where a path of `.Values` is set: in the chart's own files, in its parents' tables for it, in its subcharts' defaults.

import {
  ELEMENT,
  entriesOf,
  placesOf,
  type Step,
  type ValuePlace,
  type ValuesView,
  valuesView,
} from '../documents/values.ts';
import type { FileText } from '../workspace/snapshot.ts';
import type { ChartNode, ChartTree } from './charts.ts';

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

/** A values file as one chart sees it: only what lies under `prefix` is that chart's. */
interface Layer {
  readonly file: FileText;
  readonly role: ValueRole;
  readonly chart: ChartNode;
  readonly prefix: readonly string[];
}

/**
 * Every place that sets a path below the `.Values` of a chart, the one that wins first: the active set, then the
 * parents from the outermost, then the chart's own, then subcharts' defaults; files that are not in use come last.
 */
export function valueSites(tree: ChartTree, chart: ChartNode, path: readonly Step[]): ValueSite[] {
  const sites = layersOf(tree, chart, path).flatMap(({ layer, rest }) => {
    const view = valuesView(layer.file);
    const places = placesOf(view, [...layer.prefix, ...rest]);
    return places.map((place) => ({ ...place, view, role: layer.role, chart: layer.chart }));
  });
  return [...sites.filter((site) => site.role !== 'other'), ...sites.filter((site) => site.role === 'other')];
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
  for (const key of subchartKeys(chart, path)) if (!out.has(key)) out.set(key, []);
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

interface LayerPath {
  readonly layer: Layer;
  readonly rest: readonly Step[];
}

function layersOf(tree: ChartTree, chart: ChartNode, path: readonly Step[]): LayerPath[] {
  const out: LayerPath[] = [];
  for (const { ancestor, prefix } of lineage(chart)) {
    const layers = ownLayers(tree, ancestor, chart, prefix);
    const isGlobal = path[0] === 'global' && prefix.length > 0;
    // Helm hands a parent's global table down over whatever the subchart's own table says.
    if (isGlobal) out.push(...layers.map((layer) => ({ layer: { ...layer, prefix: [] }, rest: path })));
    out.push(...layers.map((layer) => ({ layer, rest: path })));
  }
  below(tree, chart, path, out);
  return out;
}

/** The ways from the root down to the chart, the outermost first; an alias gives a way of its own. */
function lineage(chart: ChartNode): { readonly ancestor: ChartNode; readonly prefix: readonly string[] }[] {
  const levels: { ancestor: ChartNode; prefix: readonly string[] }[][] = [[{ ancestor: chart, prefix: [] }]];
  let prefixes: readonly (readonly string[])[] = [[]];
  for (let at = chart; at.parent !== undefined; at = at.parent) {
    const { parent, keys } = at;
    prefixes = keys.flatMap((key) => prefixes.map((prefix) => [key, ...prefix]));
    levels.unshift(prefixes.map((prefix) => ({ ancestor: parent, prefix })));
  }
  return levels.flat();
}

function ownLayers(tree: ChartTree, owner: ChartNode, reader: ChartNode, prefix: readonly string[]): Layer[] {
  const active = owner === tree.root ? tree.active : [];
  const layer = (file: FileText, role: ValueRole): Layer => ({ file, role, chart: owner, prefix });
  return [
    ...active.map((file) => layer(file, 'active')),
    ...(owner.defaults && !active.includes(owner.defaults)
      ? [layer(owner.defaults, owner === reader ? 'default' : 'parent')]
      : []),
    ...owner.otherValues.filter((file) => !active.includes(file)).map((file) => layer(file, 'other')),
  ];
}

/** The defaults of subcharts that lie under the path, and what is imported from them there. */
function below(tree: ChartTree, chart: ChartNode, path: readonly Step[], out: LayerPath[]): void {
  const [key, ...rest] = path;
  for (const sub of chart.subcharts) {
    for (const { child, parent } of sub.imports) {
      if (!parent.every((step, i) => step === path[i])) continue;
      const imported = [...child, ...path.slice(parent.length)];
      out.push(...ownLayers(tree, sub, sub, []).map((layer) => ({ layer, rest: imported })));
    }
  }
  if (key === undefined || key === ELEMENT) return;
  for (const sub of subchartsAt(chart, key)) {
    out.push(...ownLayers(tree, sub, sub, []).map((layer) => ({ layer, rest })));
    below(tree, sub, rest, out);
  }
}
