// The keys of values files that nothing reads: of a chart's defaults those that no template can read, of its other values
// files those that no defaults have either, which are most often mistyped. Of a key all of whose keys are unread, it alone.

import type { Span } from '#engine/text/span.ts';
import { isMergeKey, type MapNode, type YamlNode } from '#engine/yaml/read-tree.ts';
import { keyText, valuesView } from '../../documents/values.ts';
import { nearest } from '../../schema/near.ts';
import { isSetPlace } from '../../workspace/set-values.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { type ChartNode, type ChartTree, chartAt } from '../charts.ts';
import { membersFor, treesOfUsers } from '../users.ts';
import { schemaKeys } from '../value-schemas.ts';
import { childKeys, valueSites } from '../values.ts';
import { type Reads, readingOf } from './reading.ts';

export interface UnusedKey {
  readonly file: FileText;
  readonly key: Span;
  /** The key and its value. */
  readonly entry: Span;
  readonly path: readonly string[];
  /** A key beside it that has nearly the same name, which it may be meant for. */
  readonly meant: string | undefined;
}

/** The unread keys of a chart's own files, seen from every release of the workspace that holds it. */
export function unusedKeys(snapshot: Snapshot, tree: ChartTree, chart: ChartNode): UnusedKey[] {
  if (chart.isLibrary || tree.root.isLibrary) return [];
  const uses = usesOf(snapshot, tree, chart);
  if (uses === undefined) return [];
  const reads = (path: readonly string[]): Reads => {
    const all = uses.map(({ mayRead, chart: own }) => mayRead({ chart: own, path }));
    return all.includes('whole') ? 'whole' : all.find((one) => one !== undefined);
  };
  const search: Search = { tree, chart, reads };
  const files = chart.defaults ? [chart.defaults, ...chart.otherValues] : chart.otherValues;
  return files.filter((file) => !isSetPlace(file.uri) && isOwn(chart, file)).flatMap((file) => inFile(search, file));
}

interface Use {
  readonly chart: ChartNode;
  readonly mayRead: (address: { chart: ChartNode; path: readonly string[] }) => Reads;
}

/** What every release makes of the chart; undefined when one of them is not known whole. */
function usesOf(snapshot: Snapshot, tree: ChartTree, chart: ChartNode): Use[] | undefined {
  const out: Use[] = [];
  for (const each of new Set([tree, ...treesOfUsers(snapshot, chart.folder)])) {
    const reading = readingOf(snapshot, each);
    const members = each === tree ? [chartAt(tree, chart.folder) ?? chart] : membersFor(snapshot, each, chart.folder);
    if (reading.isOpen || members.length === 0) return undefined;
    for (const member of members) out.push({ chart: member, mayRead: reading.mayRead });
  }
  return out;
}

/** Values files that lie elsewhere may be made for several charts. */
function isOwn(chart: ChartNode, file: FileText): boolean {
  return file.uri.startsWith(`${chart.folder}/`);
}

interface Search {
  readonly tree: ChartTree;
  readonly chart: ChartNode;
  readonly reads: (path: readonly string[]) => Reads;
}

function inFile(search: Search, file: FileText): UnusedKey[] {
  const { root, error } = valuesView(file).tree;
  return root?.kind === 'map' && error === undefined ? inMap(search, file, root, []) : [];
}

function inMap(search: Search, file: FileText, map: MapNode, path: readonly string[]): UnusedKey[] {
  const found: UnusedKey[] = [];
  let isRead = false;
  for (const { key, value } of map.entries) {
    const text = keyText(key);
    if (text === undefined || isMergeKey(key) || hasAnchor(value)) continue;
    const here = [...path, text];
    const reads = search.reads(here);
    if (isKept(search, here) || reads !== undefined) {
      isRead = true;
      if (value.kind === 'map' && reads !== 'whole') found.push(...inMap(search, file, value, here));
    } else if (file === search.chart.defaults || !isKnown(search, here))
      found.push(finding(search, file, key, value, here));
  }
  // Where nobody names a key of the table, whether it is empty may be all that its reader asks.
  return isRead || found.length === 0 || besideRead(search, path).length > 0 ? found : [];
}

/** The keys of a table that somebody reads, whichever file sets them. */
function besideRead({ tree, chart, reads }: Search, path: readonly string[]): string[] {
  return [...childKeys(tree, chart, path).keys()].filter((name) => reads([...path, name]) !== undefined);
}

/**
 * Tables of other charts, and what all charts share, are nobody's own keys; `enabled` at the top is there for a parent's
 * condition.
 */
function isKept({ chart }: Search, path: readonly string[]): boolean {
  if (path.length === 1 && path[0] === 'enabled') return true;
  let at: ChartNode | undefined = chart;
  for (const [i, key] of path.entries()) {
    if (i === path.length - 1 && key === 'global') return true;
    at = at?.subcharts.find(({ keys }) => keys.includes(key));
    if (at === undefined) return false;
  }
  return true;
}

/** What has an anchor is seen under other keys as well. */
function hasAnchor(node: YamlNode): boolean {
  if (node.kind === 'alias' || node.anchor !== '') return true;
  if (node.kind === 'list') return node.items.some(hasAnchor);
  return node.kind === 'map' && node.entries.some(({ key, value }) => isMergeKey(key) || hasAnchor(value));
}

/** Somebody declares the key: its defaults, a subchart's, a schema. */
function isKnown({ tree, chart }: Search, path: readonly string[]): boolean {
  const last = path.at(-1) as string;
  const sites = valueSites(tree, chart, path);
  return sites.some(({ role }) => role === 'default' || role === 'parent') || hasSchema(tree, chart, path, last);
}

function hasSchema(tree: ChartTree, chart: ChartNode, path: readonly string[], last: string): boolean {
  return schemaKeys(tree, chart, path.slice(0, -1)).has(last);
}

function finding(search: Search, file: FileText, key: YamlNode, value: YamlNode, path: readonly string[]): UnusedKey {
  const meant = nearest(path.at(-1) as string, besideRead(search, path.slice(0, -1)));
  return {
    file,
    key: { start: key.start, end: key.end },
    entry: { start: key.start, end: Math.max(key.end, value.end) },
    path,
    meant,
  };
}
