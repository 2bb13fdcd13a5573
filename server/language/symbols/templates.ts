// The named templates of a release: where each is defined, which definition Helm takes, who calls it, and with what.

import { isEmptyTree } from '#engine/template/parse.ts';
import { compareBytes } from '#engine/text/bytes.ts';
import { type NamedBody, templateView } from '../documents/template.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import { type TemplateCall, type TemplateUses, usesOf } from './calls.ts';
import { type ChartNode, type ChartTree, pathIn } from './charts.ts';
import { type Possible, rootOf, substitute, UNKNOWN, union } from './value.ts';

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

/** The named templates of one release; each name is looked up once. */
export interface TemplateIndex {
  /** Every name that is defined. */
  readonly names: () => readonly string[];
  /** The definitions of a name; the one that Helm takes comes first. */
  readonly sitesOf: (name: string) => readonly TemplateSite[];
  /** Every include, template and block of a name. */
  readonly callsOf: (name: string) => readonly CallSite[];
  /** What a named template is called with: the root objects of these charts, and what these calls hand over. */
  readonly givenTo: (name: string) => { readonly roots: ReadonlySet<ChartNode>; readonly others: readonly CallSite[] };
  /** Some include computes its name, so that a template may have callers that are not listed. */
  readonly hasComputedCalls: boolean;
}

interface Memo {
  readonly index: TemplateIndex;
  /** What a named template's dot may be. */
  readonly dots: Map<string, Possible>;
  /** Those being found out now. */
  readonly open: Set<string>;
  /** Answers that lack what an open one would have given: good for the question at hand only. */
  readonly partial: Map<string, Possible>;
  /** An open or partial answer was used. */
  isPartial: boolean;
}

const memos = new WeakMap<ChartTree, Memo>();

export function templateIndex(snapshot: Snapshot, tree: ChartTree): TemplateIndex {
  return memoOf(snapshot, tree).index;
}

/** What the dot of a named template may be: what its callers hand it, as paths from charts' root objects. */
export function dotOfTemplate(snapshot: Snapshot, tree: ChartTree, name: string, chart: ChartNode): Possible {
  const memo = memoOf(snapshot, tree);
  const known = memo.dots.get(name);
  if (known) return known;
  if (memo.open.has(name) || memo.partial.has(name)) {
    memo.isPartial = true;
    return memo.partial.get(name) ?? UNKNOWN;
  }
  const before = memo.isPartial;
  memo.isPartial = false;
  memo.open.add(name);
  const dot = findDot(snapshot, tree, memo.index, name, chart);
  memo.open.delete(name);
  const isOutermost = memo.open.size === 0;
  (memo.isPartial && !isOutermost ? memo.partial : memo.dots).set(name, dot);
  memo.isPartial = !isOutermost && (memo.isPartial || before);
  if (isOutermost) memo.partial.clear();
  return dot;
}

function findDot(snapshot: Snapshot, tree: ChartTree, index: TemplateIndex, name: string, chart: ChartNode): Possible {
  const { roots, others } = index.givenTo(name);
  const values = others.map((site) => resolveIn(snapshot, tree, site, site.call.data));
  const dot = union([...[...roots].map((root) => rootOf(root.folder)), ...values]);
  // Nobody calls it yet: most helpers are given the root, so that is what completion goes by, but nothing is proved.
  if (roots.size + others.length === 0) return { ...rootOf(chart.folder), complete: false };
  return index.hasComputedCalls ? { ...dot, complete: false } : dot;
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

function memoOf(snapshot: Snapshot, tree: ChartTree): Memo {
  let memo = memos.get(tree);
  if (memo === undefined) {
    const index = buildIndex(snapshot, tree);
    memo = { index, dots: new Map(), open: new Set(), partial: new Map(), isPartial: false };
    memos.set(tree, memo);
  }
  return memo;
}

interface Part {
  readonly chart: ChartNode;
  readonly file: FileText;
  readonly uses: TemplateUses;
}

function buildIndex(snapshot: Snapshot, tree: ChartTree): TemplateIndex {
  const parts = preferred(tree).map(
    ({ chart, file }): Part => ({ chart, file, uses: usesOf(templateView(file, snapshot.settings)) }),
  );
  const sites = new Map<string, readonly TemplateSite[]>();
  const calls = new Map<string, readonly CallSite[]>();
  return {
    names: () => [...new Set(parts.flatMap(({ uses }) => [...uses.definesByName.keys()]))],
    sitesOf: (name) => cached(sites, name, () => winnerFirst(parts.flatMap((part) => sitesIn(part, name)))),
    callsOf: (name) => cached(calls, name, () => parts.flatMap((part) => callsIn(part, part.uses.callsByName, name))),
    givenTo: (name) => givenTo(parts, name),
    hasComputedCalls: parts.some(({ uses }) => uses.hasComputedCalls),
  };
}

function cached<T>(known: Map<string, T>, key: string, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

function sitesIn({ chart, file, uses }: Part, name: string): TemplateSite[] {
  const bodies = uses.definesByName.get(name) ?? [];
  return bodies.map((body) => ({ file, chart, body, isEmpty: isEmptyTree(body.list) }));
}

function callsIn({ chart, file }: Part, byName: TemplateUses['callsByName'], name: string): CallSite[] {
  return (byName.get(name) ?? []).map((call) => ({ file, chart, call }));
}

function givenTo(parts: readonly Part[], name: string): ReturnType<TemplateIndex['givenTo']> {
  const roots = new Set<ChartNode>();
  const others: CallSite[] = [];
  for (const part of parts) {
    if (part.uses.givenRoot.has(name)) roots.add(part.chart);
    if (part.uses.givenOther.has(name)) others.push(...callsIn(part, part.uses.givenOther, name));
  }
  return { roots, others };
}

/** Helm parses the deepest path first and the alphabetically last among equals, and the last parsed wins: here, the first. */
function preferred(tree: ChartTree): { readonly chart: ChartNode; readonly file: FileText }[] {
  const all = tree.charts.flatMap((chart) =>
    chart.templates.map((file) => {
      const name = `${chart.path}/${pathIn(chart.folder, file)}`;
      return { chart, file, name, depth: name.split('/').length };
    }),
  );
  return all.sort((a, b) => a.depth - b.depth || compareBytes(a.name, b.name));
}

/** Those that are empty replace none, so they come behind the others. */
function winnerFirst(sites: readonly TemplateSite[]): TemplateSite[] {
  return [...sites.filter((site) => !site.isEmpty), ...sites.filter((site) => site.isEmpty)];
}
