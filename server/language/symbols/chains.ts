// A chart as one of its uses: the way from a root chart down to it, under the name that each parent gives the next one.

import type { Step } from '../documents/values.ts';
import type { ChartNode, ChartTree } from './charts.ts';

/** `charts[i + 1]` lies in `charts[i]`, whose values call it `keys[i]`. */
export interface Chain {
  readonly charts: readonly ChartNode[];
  readonly keys: readonly string[];
}

const known = new WeakMap<ChartNode, readonly Chain[]>();

/**
 * The uses of a chart in its tree; more than one where it, or a chart that holds it, has several aliases or several places.
 * Of a node that is a further place, the uses there alone.
 */
export function chainsOf(chart: ChartNode): readonly Chain[] {
  return chart.others.length === 0 ? chainsAt(chart) : [chart, ...chart.others].flatMap(chainsAt);
}

function chainsAt(chart: ChartNode): readonly Chain[] {
  let chains = known.get(chart);
  if (chains === undefined) {
    const { parent, keys } = chart;
    chains =
      parent === undefined
        ? [{ charts: [chart], keys: [] }]
        : chainsAt(parent).flatMap((above) => keys.map((key) => extended(above, chart, key)));
    known.set(chart, chains);
  }
  return chains;
}

/** The uses below the root chart that these names lead to; undefined when they lead to none. */
export function chainAt(tree: ChartTree, keys: readonly string[]): Chain | undefined {
  let chain: Chain | undefined = { charts: [tree.root], keys: [] };
  for (const key of keys) chain = chain && stepDown(chain, key);
  return chain;
}

/** The subchart that a key of the last chart's values is about. */
function stepDown(chain: Chain, key: Step | undefined): Chain | undefined {
  if (typeof key !== 'string') return undefined;
  const sub = lastOf(chain).subcharts.find((one) => !one.isLeftOut && one.keys.includes(key));
  return sub && extended(chain, sub, key);
}

/** Goes down as far as the path leads through subcharts. */
export function descend(
  chain: Chain,
  path: readonly Step[],
): { readonly chain: Chain; readonly rest: readonly Step[] } {
  let at = chain;
  let rest = path;
  for (let next = stepDown(at, rest[0]); next !== undefined; next = stepDown(at, rest[0])) {
    at = next;
    rest = rest.slice(1);
  }
  return { chain: at, rest };
}

export function above(chain: Chain): Chain {
  return { charts: chain.charts.slice(0, -1), keys: chain.keys.slice(0, -1) };
}

export function lastOf({ charts }: Chain): ChartNode {
  return charts.at(-1) as ChartNode;
}

function extended({ charts, keys }: Chain, chart: ChartNode, key: string): Chain {
  return { charts: [...charts, chart], keys: [...keys, key] };
}
