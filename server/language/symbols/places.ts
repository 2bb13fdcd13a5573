// A chart that several charts of one release name by file://: Helm has a copy of it for each, and here it has a node for each.
// The node that comes first stands for all where the chart's files are meant; its further places hang on it.

import type { ChartNode, DependencyHead } from './charts.ts';

/** A node while its tree is made. */
export interface GrowingNode extends ChartNode {
  readonly subcharts: ChartNode[];
  readonly others: ChartNode[];
}

/** What a parent says of the place. */
export interface PlaceUse {
  readonly keys: readonly string[];
  readonly uses: readonly DependencyHead[];
  readonly isLeftOut: boolean;
}

/** Charts that name each other in many ways have more places than any release. */
const MOST_PLACES = 300;

/** The node that stands for all places of the chart. */
function firstPlace(chart: ChartNode): ChartNode {
  return chart.first ?? chart;
}

/** All nodes of the chart, the first one first. */
export function placesOfChart(chart: ChartNode): readonly ChartNode[] {
  const first = firstPlace(chart);
  return first.others.length === 0 ? [first] : [first, ...first.others];
}

/** The chart and its subcharts once more, below another parent; undefined where it lies in itself, or is in too many. */
export function anotherPlace(
  known: ChartNode,
  parent: ChartNode,
  use: PlaceUse,
  charts: readonly ChartNode[],
): ChartNode | undefined {
  if (isInside(parent, known.folder)) return undefined;
  if (charts.reduce((sum, { others }) => sum + others.length, 0) >= MOST_PLACES) return undefined;
  const first = firstPlace(known);
  const copy: GrowingNode = {
    ...known,
    ...use,
    imports: use.uses.flatMap((entry) => entry.imports),
    path: `${parent.path}/charts/${use.keys[0]}`,
    parent,
    first,
    others: [],
    subcharts: [],
  };
  (first as GrowingNode).others.push(copy);
  for (const sub of known.subcharts) {
    const { keys, uses, isLeftOut } = sub;
    const inner = anotherPlace(sub, copy, { keys, uses, isLeftOut }, charts);
    if (inner) copy.subcharts.push(inner);
  }
  return copy;
}

function isInside(chart: ChartNode, folder: string): boolean {
  for (let at: ChartNode | undefined = chart; at; at = at.parent) if (at.folder === folder) return true;
  return false;
}
