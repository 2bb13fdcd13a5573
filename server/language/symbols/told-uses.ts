// Where templates read a value, for hover and marks: by its own name, else as a part of a table that is taken whole.

import type { Span } from '#engine/text/span.ts';
import { ELEMENT, type Step } from '../documents/values.ts';
import { type FileText, fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { joinUri } from '../workspace/uri.ts';
import type { ChartNode, ChartTree } from './charts.ts';
import { pathsInChartYaml, stepNamed } from './occurrences/chart-yaml.ts';
import { type ValueUse, valueUses } from './occurrences.ts';
import { embeddedIn } from './templates.ts';
import { treesOfUsers } from './users.ts';

export interface ReadUse {
  readonly file: FileText;
  readonly span: Span;
}

export interface ReadUses {
  /** The path that is read: the value's own, or that of a table around it. */
  readonly path: readonly Step[];
  readonly uses: readonly ReadUse[];
}

/**
 * The reads of a value. When nobody names it, those of the nearest table around it that ends somebody's expression, as
 * in `toYaml .Values.resources` or `with .Values.resources`: what happens inside may read the value. None: `uses` is empty.
 */
export function readsOf(snapshot: Snapshot, chart: ChartNode, path: readonly (string | number)[]): ReadUses {
  const own = path.map((step): Step => (typeof step === 'number' ? ELEMENT : step));
  for (let length = own.length; length > 0; length--) {
    const at = own.slice(0, length);
    if (typeof at.at(-1) !== 'string') continue;
    const reads = valueUses(snapshot, chart, at).filter(({ isWrite }) => !isWrite);
    const uses = length === own.length ? reads : reads.filter(endsExpression);
    if (uses.length > 0) return { path: at, uses };
  }
  return { path: own, uses: [] };
}

/** Where Chart.yaml files name the value: conditions, tags and imports of dependencies. */
export function namedInChartYaml(
  snapshot: Snapshot,
  tree: ChartTree,
  chart: ChartNode,
  path: readonly (string | number)[],
): ReadUse[] {
  return pathsInChartYaml(snapshot, tree).flatMap((named): ReadUse[] => {
    if (named.prefix.length + named.dotted.steps.length !== path.length) return [];
    const span = stepNamed(named, { chart, path });
    return span ? [{ file: named.file, span }] : [];
  });
}

/**
 * The reads of many keys of one file, again and again while somebody writes it: what no template changed since is not
 * looked for anew. A helper whose name is computed from values may be followed as it was before their last edit.
 */
export function keptReadsOf(snapshot: Snapshot, chart: ChartNode): (path: readonly (string | number)[]) => ReadUses {
  const { reads } = keptFor(snapshot, chart);
  return (path) => {
    const key = JSON.stringify(path);
    let found = reads.get(key);
    if (found === undefined) reads.set(key, (found = readsOf(snapshot, chart, path)));
    return found;
  };
}

interface Kept {
  /** All that reads depend on, by identity. */
  readonly made: readonly unknown[];
  readonly reads: Map<string, ReadUses>;
}

/** By the chart's folder, the one asked for last behind the others. */
const kept = new Map<string, Kept>();
const MAX_KEPT = 8;

function keptFor(snapshot: Snapshot, chart: ChartNode): Kept {
  const made: unknown[] = [snapshot.settings];
  for (const tree of treesOfUsers(snapshot, chart.folder)) {
    for (const { folder, templates } of tree.charts)
      made.push(folder, fileAt(snapshot, joinUri(folder, 'Chart.yaml')), ...templates);
    made.push(...embeddedIn(snapshot, tree).map(({ host }) => host));
  }
  const known = kept.get(chart.folder);
  kept.delete(chart.folder);
  const isSame = known?.made.length === made.length && known.made.every((one, i) => one === made[i]);
  const now: Kept = known && isSame ? known : { made, reads: new Map() };
  kept.set(chart.folder, now);
  if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value as string);
  return now;
}

function endsExpression({ word: { name } }: ValueUse): boolean {
  const { node, form } = name;
  if (form === 'string') return name.function !== 'hasKey';
  return 'parts' in node && name.part === node.parts.length - 1;
}
