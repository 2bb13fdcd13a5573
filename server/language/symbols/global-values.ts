// Where each value below `global` comes from: the one part of values whose tables charts hand to each other and share, so that
// the engine itself is asked, with nothing but the globals of each file.

import { type CoalesceProfile, coalesceValues, mergeChartValues, type ValuesChart } from '#engine/chart/coalesce.ts';
import { PROFILES } from '#engine/chart/profile.ts';
import { mergeValues } from '#engine/chart/values-files.ts';
import { GoError } from '#engine/values/errors.ts';
import { GoMap, type Value } from '#engine/values/value.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { entriesOf, isNull, resolved, type ValuePlace, valuesView } from '../documents/values.ts';
import type { FileText } from '../workspace/snapshot.ts';
import type { Chain } from './chains.ts';
import type { ChartNode, ChartTree } from './charts.ts';

/** A value that is set below `global`, and the place in a file that sets it; `table` for one that files may share. */
export interface GlobalPlace {
  readonly kind: 'value' | 'table';
  readonly file: string;
  readonly start: number;
}

/** What is at a path that begins with `global`, for the last chart of the chain; undefined where there is nothing. */
export function globalPlace(
  tree: ChartTree,
  isEnabled: (chain: Chain) => boolean,
  { keys }: Chain,
  path: readonly string[],
): GlobalPlace | undefined {
  let table: Value | undefined = coalesced(tree, isEnabled);
  const way = [...keys, ...path];
  const last = way.pop() as string;
  for (const key of way) table = table instanceof GoMap ? table.get(key) : undefined;
  const value = table instanceof GoMap ? table.get(last) : undefined;
  if (value === undefined || !(table instanceof GoMap)) return undefined;
  const source = table.origin(last)?.source;
  return {
    kind: value instanceof GoMap ? 'table' : 'value',
    file: source?.file ?? '',
    start: source?.span.start ?? -1,
  };
}

interface Known {
  readonly inputs: readonly unknown[];
  readonly values: GoMap;
}

const MOST_KNOWN = 8;
const known = new Map<string, Known>();

/** The same while no values file of the release changes. */
function coalesced(tree: ChartTree, isEnabled: (chain: Chain) => boolean): GoMap {
  const inputs: unknown[] = [tree.dropsNulls, ...tree.active];
  const root = chartOf(tree, { charts: [tree.root], keys: [] }, isEnabled, inputs);
  const last = known.get(tree.root.folder);
  if (last?.inputs.length === inputs.length && last.inputs.every((input, i) => input === inputs[i])) return last.values;
  const values = compute(tree, root());
  known.delete(tree.root.folder);
  known.set(tree.root.folder, { inputs, values });
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value as string);
  return values;
}

function compute(tree: ChartTree, root: ValuesChart): GoMap {
  const silent = () => {};
  let user = new GoMap();
  for (const file of [...tree.active].reverse()) user = mergeValues(user, globalsIn(file, tree.root));
  try {
    return coalesceValues(root, user, profileOf(tree), silent);
  } catch (error) {
    if (error instanceof GoError) return new GoMap();
    throw error;
  }
}

/** Collects what it is made of in `inputs`; the answer makes it. */
function chartOf(
  tree: ChartTree,
  chain: Chain,
  isEnabled: (chain: Chain) => boolean,
  inputs: unknown[],
): () => ValuesChart {
  const chart = chain.charts.at(-1) as ChartNode;
  const name = chain.keys.at(-1) ?? chart.name;
  inputs.push(name, chart.defaults);
  const entries = chart.dependencies.map((entry) => entry.alias || entry.name);
  const uses = chart.subcharts.flatMap((sub) => (sub.isLeftOut ? [] : sub.keys.map((key) => ({ sub, key }))));
  const inner = uses
    .sort((a, b) => entries.indexOf(a.key) - entries.indexOf(b.key))
    .map(({ sub, key }) => ({ charts: [...chain.charts, sub], keys: [...chain.keys, key] }))
    .filter(isEnabled)
    .map((next) => chartOf(tree, next, isEnabled, inputs));
  inputs.push(entries.length);
  return () => {
    const dependencies = inner.map((make) => make());
    const values = chart.defaults ? globalsIn(chart.defaults, chart) : new GoMap();
    const own = { metadata: { name }, values, dependencies };
    // What names dependencies is made of their defaults beforehand.
    return entries.length === 0 ? own : { ...own, values: mergeChartValues(own, profileOf(tree), () => {}) };
  };
}

function profileOf({ dropsNulls }: ChartTree): CoalesceProfile {
  return PROFILES[dropsNulls ? 4 : 3];
}

/** The file's `global`, and those in its tables for subcharts. */
function globalsIn(file: FileText, chart: ChartNode): GoMap {
  const { root } = valuesView(file).tree;
  return root === null ? new GoMap() : project(file, { key: undefined, value: root, path: [] }, chart);
}

function project(file: FileText, place: ValuePlace, chart: ChartNode): GoMap {
  const out = new GoMap();
  for (const entry of entriesOf(place)) {
    const key = entry.path.at(-1) as string;
    const sub = chart.subcharts.find((one) => one.keys.includes(key));
    if (key === 'global') out.set(key, valueOfNode(file, entry), originOf(file, entry.value));
    else if (sub) {
      const isTable = resolved(entry.value)?.kind === 'map';
      out.set(key, isTable ? project(file, entry, sub) : valueOfNode(file, entry), originOf(file, entry.value));
    }
  }
  return out;
}

/** Tables, nulls, and anything else: nothing more counts. */
function valueOfNode(file: FileText, place: ValuePlace): Value {
  if (isNull(place.value)) return null;
  if (resolved(place.value)?.kind !== 'map') return true;
  const out = new GoMap();
  for (const entry of entriesOf(place))
    out.set(entry.path.at(-1) as string, valueOfNode(file, entry), originOf(file, entry.value));
  return out;
}

function originOf({ uri }: FileText, { start, end }: YamlNode) {
  return { source: { file: uri, span: { start, end }, path: [] } };
}
