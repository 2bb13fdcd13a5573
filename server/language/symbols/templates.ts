// The named templates of a release: where each is defined, which definition Helm takes, who calls it, and with what.

import { isEmptyTree } from '#engine/template/parse.ts';
import { compareBytes } from '#engine/text/bytes.ts';
import { type NamedBody, templateView } from '../documents/template.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import { relativeUri } from '../workspace/uri.ts';
import { callsOf, type TemplateCall } from './calls.ts';
import type { ChartNode, ChartTree } from './charts.ts';
import { fieldOf, map, type Possible, type Ref, rootOf, UNKNOWN, union } from './value.ts';

/** A define or block and the file it stands in. */
export interface TemplateSite {
  readonly file: FileText;
  readonly chart: ChartNode;
  readonly body: NamedBody;
  /** Nothing but white space and comments, which replaces no other definition. */
  readonly isEmpty: boolean;
}

/** A call and the file it stands in. */
export interface CallSite {
  readonly file: FileText;
  readonly chart: ChartNode;
  readonly call: TemplateCall;
}

export interface TemplateIndex {
  /** Definitions by name; the one that Helm takes comes first. */
  readonly sites: ReadonlyMap<string, readonly TemplateSite[]>;
  readonly calls: ReadonlyMap<string, readonly CallSite[]>;
  /** Some include computes its name, so that a template may have callers that are not listed. */
  readonly hasComputedCalls: boolean;
}

interface Memo {
  readonly index: TemplateIndex;
  /** What a named template's dot may be; undefined while that is being found out. */
  readonly dots: Map<string, Possible | undefined>;
}

const memos = new WeakMap<ChartTree, Memo>();

export function templateIndex(snapshot: Snapshot, tree: ChartTree): TemplateIndex {
  return memoOf(snapshot, tree).index;
}

/** What the dot of a named template may be: what its callers hand it, as paths from charts' root objects. */
export function dotOfTemplate(snapshot: Snapshot, tree: ChartTree, name: string, chart: ChartNode): Possible {
  const { index, dots } = memoOf(snapshot, tree);
  if (dots.has(name)) return dots.get(name) ?? UNKNOWN;
  dots.set(name, undefined);
  const calls = index.calls.get(name) ?? [];
  const values = calls.map((site) => resolveIn(snapshot, tree, site, site.call.data));
  let dot = union(values);
  // Nobody calls it yet: most helpers are given the root, so that is what completion goes by, but nothing is proved.
  if (calls.length === 0) dot = { ...rootOf(chart.folder), complete: false };
  if (index.hasComputedCalls) dot = { ...dot, complete: false };
  dots.set(name, dot);
  return dot;
}

/** A value in terms of a body's own dot, as paths from charts' root objects. */
export function resolveIn(
  snapshot: Snapshot,
  tree: ChartTree,
  place: { readonly chart: ChartNode; readonly call: { readonly body: NamedBody | undefined } },
  value: Possible,
): Possible {
  const { chart } = place;
  const { body } = place.call;
  const top = body ? dotOfTemplate(snapshot, tree, body.name, chart) : rootOf(chart.folder);
  return substitute(value, top);
}

function substitute(value: Possible, top: Possible): Possible {
  return map(value, (ref: Ref): Possible => {
    if (ref.kind === 'path') {
      if (ref.chart !== undefined) return { refs: [ref], complete: true };
      return ref.path.reduce((at, step) => fieldOf(at, step), top);
    }
    if (ref.kind === 'list') {
      return { refs: [{ kind: 'list', items: ref.items.map((item) => substitute(item, top)) }], complete: true };
    }
    const entries = new Map([...ref.entries].map(([key, entry]) => [key, substitute(entry, top)]));
    return { refs: [{ kind: 'dict', entries }], complete: true };
  });
}

function memoOf(snapshot: Snapshot, tree: ChartTree): Memo {
  let memo = memos.get(tree);
  if (memo === undefined) memos.set(tree, (memo = { index: buildIndex(snapshot, tree), dots: new Map() }));
  return memo;
}

function buildIndex(snapshot: Snapshot, tree: ChartTree): TemplateIndex {
  const sites = new Map<string, TemplateSite[]>();
  const calls = new Map<string, CallSite[]>();
  let hasComputedCalls = false;
  for (const { chart, file } of preferred(tree)) {
    const view = templateView(file, snapshot.settings);
    for (const body of view.defines) push(sites, body.name, { file, chart, body, isEmpty: isEmptyTree(body.list) });
    for (const call of callsOf(view)) {
      if (call.name === undefined) hasComputedCalls = true;
      else push(calls, call.name, { file, chart, call });
    }
  }
  for (const [name, all] of sites) sites.set(name, winnerFirst(all));
  return { sites, calls, hasComputedCalls };
}

/** Helm parses the deepest path first and the alphabetically last among equals, and the last parsed wins: here, the first. */
function preferred(tree: ChartTree): { readonly chart: ChartNode; readonly file: FileText }[] {
  const all = tree.charts.flatMap((chart) =>
    chart.templates.map((file) => {
      const name = `${chart.path}/${relativeUri(chart.folder, file.uri) ?? ''}`;
      return { chart, file, name, depth: name.split('/').length };
    }),
  );
  return all.sort((a, b) => a.depth - b.depth || compareBytes(a.name, b.name));
}

/** Those that are empty replace none, so they come behind the others. */
function winnerFirst(sites: readonly TemplateSite[]): TemplateSite[] {
  return [...sites.filter((site) => !site.isEmpty), ...sites.filter((site) => site.isEmpty)];
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
