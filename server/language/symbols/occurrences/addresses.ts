// The names of one value: a key of a subchart is a key of its parents below the subchart's name, `global` is everybody's.

import { ELEMENT, placesOf, type Step, valuesView } from '../../documents/values.ts';
import type { ChartNode, ChartTree } from '../charts.ts';
import { placesOfChart } from '../places.ts';

/** A path below the `.Values` of a chart. */
export interface Address {
  readonly chart: ChartNode;
  readonly path: readonly Step[];
}

/** A tree of charts that name each other by `import-values` has no end of names. */
const MAX_ADDRESSES = 200;

/** Every address of the value in one release, the given one first. */
export function addressesOf(tree: ChartTree, address: Address): Address[] {
  const out: Address[] = [];
  const seen = new Set<string>();
  const add = (chart: ChartNode, path: readonly Step[]) => {
    if (path.length === 0 || out.length >= MAX_ADDRESSES) return;
    const key = addressKey({ chart, path });
    if (seen.has(key)) return;
    seen.add(key);
    out.push({ chart, path });
  };
  add(address.chart, address.path);
  for (let i = 0; i < out.length; i++) addOthers(tree, out[i] as Address, add);
  return out;
}

export function addressKey({ chart, path }: Address): string {
  return `${chart.folder} ${pathKey(path)}`;
}

export function pathKey(path: readonly Step[]): string {
  return JSON.stringify(path.map((step) => (step === ELEMENT ? null : step)));
}

type Add = (chart: ChartNode, path: readonly Step[]) => void;

function addOthers(tree: ChartTree, { chart, path }: Address, add: Add): void {
  const [first, ...rest] = path;
  if (first === 'global') for (const other of tree.charts) add(other, path);
  for (const sub of chart.subcharts) {
    if (typeof first === 'string' && sub.keys.includes(first)) add(sub, rest);
    for (const table of sub.imports) {
      const imported = below(path, table.parent);
      if (imported && isSet(sub, [...table.child, imported[0] as Step])) add(sub, [...table.child, ...imported]);
    }
  }
  for (const place of placesOfChart(chart)) addParent(place, path, add);
}

function addParent({ parent, keys, imports }: ChartNode, path: readonly Step[], add: Add): void {
  if (parent === undefined) return;
  for (const key of keys) add(parent, [key, ...path]);
  for (const table of imports) {
    const exported = below(path, table.child);
    if (exported) add(parent, [...table.parent, ...exported]);
  }
}

/** Whether the subchart has the key itself, or its parent for it: a table that is imported to the top is not all there is. */
function isSet(chart: ChartNode, path: readonly Step[]): boolean {
  const has = (owner: ChartNode, own: readonly Step[]) =>
    [owner.defaults, ...owner.otherValues].some((file) => file && placesOf(valuesView(file), own).length > 0);
  const { parent } = chart;
  return has(chart, path) || (parent !== undefined && chart.keys.some((key) => has(parent, [key, ...path])));
}

/** What follows a table's path; undefined when the path does not lead into the table. */
function below(path: readonly Step[], table: readonly string[]): readonly Step[] | undefined {
  return path.length > table.length && table.every((step, i) => step === path[i])
    ? path.slice(table.length)
    : undefined;
}

/** Whether two paths may lead to one value: any element is each. */
export function unifies(a: readonly Step[], b: readonly Step[]): boolean {
  return a.length === b.length && a.every((step, i) => sameStep(step, b[i] as Step));
}

/** Whether `path` may lead to a table above the value: the value's path goes on from there. */
export function leadsTo(path: readonly Step[], value: readonly Step[]): boolean {
  return path.length < value.length && path.every((step, i) => sameStep(step, value[i] as Step));
}

function sameStep(a: Step, b: Step): boolean {
  return a === b || a === ELEMENT || b === ELEMENT;
}
