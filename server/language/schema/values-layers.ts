// Where a place of a release's values is written: the values files that can say it, outermost first.

import type { ProcessedChart } from '#engine/chart/dependencies.ts';
import { placesOf, type ValuesView, valuesView } from '../documents/values.ts';
import { fileAt, type Snapshot } from '../workspace/snapshot.ts';

/** A values file, and the subcharts' names that its root already stands below. */
export interface Layer {
  readonly view: ValuesView;
  /** The names from the root chart to the chart whose values the file holds. */
  readonly chart: readonly string[];
}

export type Path = readonly (string | number)[];

/** The values.yaml files from the root down to the chart at `names`; those that are no text of the workspace are left out. */
export function defaultLayers(snapshot: Snapshot, root: ProcessedChart, names: readonly string[]): Layer[] {
  const layers: Layer[] = [];
  let chart: ProcessedChart | undefined = root;
  for (let depth = 0; chart !== undefined; depth++) {
    const source = chart.loaded.raw.find(({ name }) => name === 'values.yaml')?.source;
    const file = source === undefined ? undefined : fileAt(snapshot, source);
    if (file) layers.push({ view: valuesView(file), chart: names.slice(0, depth) });
    const next: string | undefined = names[depth];
    if (next === undefined) break;
    chart = chart.dependencies.find((sub) => sub.metadata.name === next);
  }
  return layers;
}

/** How a layer may write what the chart at `names` has at `path`; a global may stand in every table on the way. */
function spellings(layer: Layer, names: readonly string[], path: Path): Path[] {
  const below = names.slice(layer.chart.length);
  const plain = [...below, ...path];
  if (path[0] !== 'global') return [plain];
  return [...below.keys()].map((depth): Path => [...below.slice(0, depth), ...path]).concat([plain]);
}

/** The path as the layer writes it; undefined when it does not. */
export function writtenIn(layer: Layer, names: readonly string[], path: Path): Path | undefined {
  return spellings(layer, names, path).find((spelling) => placesOf(layer.view, spelling).length > 0);
}
