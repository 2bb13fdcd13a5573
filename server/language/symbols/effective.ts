// The places that set a value, the one that wins first, those that have no effect marked: Helm's rules of replacing and of null.

import {
  ELEMENT,
  endOfTables,
  isNull,
  placesOf,
  resolved,
  type Step,
  type ValuePlace,
  valuesView,
} from '../documents/values.ts';
import { type Chain, descend, lastOf } from './chains.ts';
import type { ChartNode, ChartTree } from './charts.ts';
import { globalPlace } from './global-values.ts';
import { type Layer, type LayerQuestion, layersOf } from './value-layers.ts';
import type { ValueRole, ValueSite } from './values.ts';

/**
 * The places of a path below the values of the chain's last chart. Role `other`: nothing of it is in the release, since its
 * file is not in use, its chart is not enabled, or a stronger file says something else of a table above.
 */
export function effectiveSites(question: LayerQuestion, from: Chain, path: readonly Step[]): ValueSite[] {
  const reader = lastOf(from);
  const layers = layersOf(question, from, path);
  const { chain, rest } = descend(from, path);
  const lost = lostGlobals(layers, rest);
  const cuts = new Cuts(question.tree, layers, chain);
  const sites = layers.flatMap((layer): ValueSite[] => {
    const view = valuesView(layer.file);
    const places = placesOf(view, layer.path);
    const isUsed = layer.kind !== 'unused' && !lost.has(layer) && cuts.takes(layer, places);
    const role = isUsed ? roleIn(layer, reader) : 'other';
    return places.map((place) => ({ ...place, view, role, chart: layer.chart }));
  });
  return rest[0] === 'global' ? asShared(question, chain, rest, sites, (site) => roleOf(layers, site, reader)) : sites;
}

/** Charts share tables of `global`, so the engine is asked which place wins. */
function asShared(
  { tree, isEnabled, hasImports }: LayerQuestion,
  chain: Chain,
  path: readonly Step[],
  sites: readonly ValueSite[],
  roleOfSite: (site: ValueSite) => ValueRole,
): ValueSite[] {
  const keys = path.filter((step) => typeof step === 'string');
  if (!hasImports || keys.length < path.length || chain.charts[0] !== tree.root) return [...sites];
  const place = globalPlace(tree, isEnabled, chain, keys);
  if (place?.kind === 'table') return [...sites];
  const isIt = ({ view, value }: ValueSite) => view.file.uri === place?.file && value.start === place.start;
  const winner = place && sites.find(isIt);
  // A null took it away, or there is nothing at all.
  if (winner === undefined) return sites.map((site) => (isNull(site.value) ? site : { ...site, role: 'other' }));
  const at = sites.indexOf(winner);
  const stronger = sites.slice(0, at).map((site): ValueSite => ({ ...site, role: 'other' }));
  const first: ValueSite = { ...winner, role: winner.role === 'other' ? roleOfSite(winner) : winner.role };
  return [first, ...sites.slice(at + 1), ...stronger];
}

function roleOf(layers: readonly Layer[], { view, chart }: ValueSite, reader: ChartNode): ValueRole {
  const layer = layers.find(({ file }) => file === view.file);
  return layer ? roleIn({ kind: layer.kind, chart }, reader) : 'default';
}

function roleIn({ kind, chart }: Pick<Layer, 'kind' | 'chart'>, reader: ChartNode): ValueRole {
  if (kind === 'active') return 'active';
  for (let above = reader.parent; above; above = above.parent) if (above === chart) return 'parent';
  return 'default';
}

/** What stronger layers take away from weaker ones. */
class Cuts {
  /** Something that is no table stands above the value: nothing weaker gives anything. */
  #isOver = false;
  /** Null for the table of a subchart: what charts down to this depth say of it is gone, its own defaults are not. */
  #depth = -1;
  /** By depth, whether a default null for a subchart has no effect. */
  readonly #drops: readonly boolean[];

  constructor({ dropsNulls }: ChartTree, layers: readonly Layer[], chain: Chain) {
    this.#drops = chain.keys.map((_, depth) => dropsNulls && !isTouched(layers, chain, depth));
  }

  /** Whether the layer has an effect; asked of each in their order. */
  takes(layer: Layer, places: readonly ValuePlace[]): boolean {
    if (this.#isOver || (layer.names > 0 && layer.depth <= this.#depth)) return false;
    const isDropped = layer.kind === 'default' && layer.names > 0 && this.#drops[layer.depth] === true;
    const isNullHere = places.some(({ value }) => isNull(value));
    const end = endOfTables(valuesView(layer.file), layer.path);
    if (end !== undefined && !(end.isNull && isDropped)) {
      if (end.step < layer.names) this.#depth = Math.max(this.#depth, layer.depth + end.step);
      else this.#isOver = true;
    }
    if (!isNullHere) return true;
    const isOfChart = layer.names > 0 && layer.names === layer.path.length;
    if (isOfChart && !isDropped) this.#depth = Math.max(this.#depth, layer.depth + layer.names - 1);
    return !isOfChart && !isDropped;
  }
}

/**
 * Helm 4 drops nulls from a chart's defaults for a subchart, unless something stronger has a table for that subchart. What
 * charts with dependencies are made of beforehand has one for each.
 */
function isTouched(layers: readonly Layer[], { charts }: Chain, depth: number): boolean {
  if (charts.slice(0, depth).some(({ dependencies }) => dependencies.length > 0)) return true;
  return layers.some(
    (layer) =>
      (layer.kind === 'active' || (layer.kind === 'default' && layer.depth < depth)) &&
      layer.names > 0 &&
      isTable(layer, layer.path.slice(0, depth - layer.depth + 1)),
  );
}

function isTable({ file }: Layer, path: readonly Step[]): boolean {
  const [place] = placesOf(valuesView(file), path);
  return place !== undefined && resolved(place.value)?.kind === 'map';
}

/** Of a global key that is a table here and none there, the subchart's side stands, and its parent's is skipped. */
function lostGlobals(layers: readonly Layer[], path: readonly Step[]): ReadonlySet<Layer> {
  const lost = new Set<Layer>();
  const key = path[1];
  if (path[0] !== 'global' || key === undefined || key === ELEMENT) return lost;
  const used = layers.filter(({ kind }) => kind !== 'unused');
  const kindOf = (among: readonly Layer[]): boolean | undefined => {
    for (const layer of among) {
      const [place] = placesOf(valuesView(layer.file), [...layer.path.slice(0, layer.names), 'global', key]);
      if (place !== undefined) return resolved(place.value)?.kind === 'map';
    }
    return undefined;
  };
  const handed = used.filter(({ isGlobal }) => isGlobal);
  const given = used.filter(({ isGlobal, names }) => !isGlobal && names > 0);
  const [fromParent, own] = [kindOf(handed), kindOf(given)];
  if (fromParent !== undefined && own !== undefined && fromParent !== own) for (const layer of handed) lost.add(layer);
  return lost;
}
