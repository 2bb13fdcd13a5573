// The named templates of a release: where each is defined, which definition Helm takes, who calls it, and with what; and the
// templates inside other texts, which call them as well.

import type { NamedBody } from '../documents/template.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import type { TemplateCall } from './calls.ts';
import type { ChartNode, ChartTree } from './charts.ts';
import { computedCalls } from './computed-names.ts';
import { type Embedded, embeddedTemplates, readAhead } from './embedded.ts';
import { guessedDot, guessedRoot } from './helper-keys.ts';
import { withIncluded } from './included.ts';
import { ReleaseIndex, type WholeIndex } from './lazy-index.ts';
import { partOfRelease } from './release-part.ts';
import { givesRootAlone, readsRootAlone, withRootKeys } from './root-reads.ts';
import { type CallSite, indexOf, lazily, type Part, partsOf, type TemplateIndex } from './template-index.ts';
import { NOTHING, type Possible, rootOf, substitute, UNKNOWN, union } from './value.ts';

export type { Embedded } from './embedded.ts';
export type { CallSite, TemplateIndex, TemplateSite } from './template-index.ts';

interface Memo {
  readonly release: ReleaseIndex;
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
  return memoOf(snapshot, tree).release.index;
}

/** A call of a named template, and what it hands over, as paths from charts' root objects. */
export interface Caller extends CallSite {
  readonly data: Possible;
}

/** Every known call of a named template, those included whose name is computed (their `call.name` is undefined). */
export function callersOf(snapshot: Snapshot, tree: ChartTree, name: string): Caller[] {
  const sites = templateIndex(snapshot, tree).callersOf(name);
  return sites.map((site) => ({ ...site, data: resolveIn(snapshot, tree, site, site.call.data) }));
}

/** The templates inside strings, values files and other files of the release that reach tpl. */
export function embeddedIn(snapshot: Snapshot, tree: ChartTree): readonly Embedded[] {
  return memoOf(snapshot, tree).release.embedded();
}

/** Of these all that write the word, and maybe others. */
export function embeddedWith(snapshot: Snapshot, tree: ChartTree, word: string): readonly Embedded[] {
  return memoOf(snapshot, tree).release.embeddedWith(word);
}

/** Those that stand in the file. */
export function embeddedOf(snapshot: Snapshot, tree: ChartTree, file: FileText): readonly Embedded[] {
  return memoOf(snapshot, tree).release.embeddedOf(file);
}

/** The template inside the file's text whose action holds the offset. */
export function embeddedHere(
  snapshot: Snapshot,
  tree: ChartTree,
  file: FileText,
  offset: number,
): Embedded | undefined {
  return memoOf(snapshot, tree).release.embeddedAt(file, offset);
}

/** A value in terms of the dot that a template inside another text begins with, as paths from charts' root objects. */
export function resolveEmbedded(snapshot: Snapshot, tree: ChartTree, one: Embedded, value: Possible): Possible {
  const { chart, body, data } = one;
  return resolveIn(snapshot, tree, { chart, call: { body } }, substitute(value, data));
}

/** Of a dot all that is known of it, or what lies under the keys of root objects alone, which is found out much faster. */
type Asked = 'all' | 'root';

/** What the dot of a named template may be: what its callers hand it, as paths from charts' root objects. */
export function dotOfTemplate(
  snapshot: Snapshot,
  tree: ChartTree,
  name: string,
  chart: ChartNode,
  asked: Asked = 'all',
): Possible {
  const memo = memoOf(snapshot, tree);
  const key = asked === 'all' ? name : `\n${name}`;
  const known = memo.dots.get(name) ?? memo.dots.get(key);
  if (known) return known;
  if (memo.open.has(key) || memo.partial.has(key)) {
    memo.isPartial = true;
    return memo.partial.get(key) ?? UNKNOWN;
  }
  const before = memo.isPartial;
  memo.isPartial = false;
  memo.open.add(key);
  const dot = findDot(snapshot, tree, memo.release.index, { name, chart, asked });
  memo.open.delete(key);
  const isOutermost = memo.open.size === 0;
  (memo.isPartial && !isOutermost ? memo.partial : memo.dots).set(key, dot);
  memo.isPartial = !isOutermost && (memo.isPartial || before);
  if (isOutermost) memo.partial.clear();
  return dot;
}

interface Wanted {
  readonly name: string;
  readonly chart: ChartNode;
  readonly asked: Asked;
}

function findDot(snapshot: Snapshot, tree: ChartTree, index: TemplateIndex, wanted: Wanted): Possible {
  const { roots, others } = index.givenTo(wanted.name);
  const values = others.map((site) => {
    const { data } = site.call;
    return wanted.asked === 'all'
      ? resolveIn(snapshot, tree, site, data)
      : resolvedIn(snapshot, tree, site, withRootKeys(data), givesRootAlone);
  });
  const dot = union([...[...roots].map((root) => rootOf(root.folder)), ...values]);
  // Nobody calls it yet: most helpers are given the root, or a dict with the keys that they read.
  if (roots.size + others.length === 0) return uncalledDot(snapshot, tree, index, wanted);
  return index.hasComputedCalls ? { ...dot, complete: false } : dot;
}

/** In a part of a release a template may be called by files that the part does not see, and cannot have its values then. */
function uncalledDot(snapshot: Snapshot, tree: ChartTree, index: TemplateIndex, wanted: Wanted): Possible {
  const { name, chart, asked } = wanted;
  const guessed = ({ folder }: ChartNode) => {
    const root = asked === 'root' ? guessedRoot(index, snapshot.settings, name, folder) : undefined;
    return root ?? guessedDot(index, snapshot.settings, name, folder);
  };
  const part = partOfRelease(tree);
  const isIn = ({ folder }: ChartNode) => part?.folders.has(folder) === true;
  const owner = [chart, ...(part ? index.sitesOf(name).map((site) => site.chart) : [])].find(isIn);
  if (part === undefined) return guessed(chart);
  // Of what it may read of another chart nobody asks here.
  if (owner === undefined) return { ...rootOf(chart.folder), complete: false };
  const { roots, others } = templateIndex(snapshot, part.whole).givenTo(name);
  return roots.size + others.length > 0 ? NOTHING : guessed(owner);
}

/** Where a value stands: in a body, or in a file's own text. */
interface Standing {
  readonly chart: ChartNode;
  readonly call: { readonly body: NamedBody | undefined };
}

/** A value in terms of a body's own dot, as paths from charts' root objects. */
export function resolveIn(snapshot: Snapshot, tree: ChartTree, place: Standing, value: Possible): Possible {
  return resolvedIn(snapshot, tree, place, value, readsRootAlone);
}

/** `needsRoot` tells of what values the keys of root objects in the dot are enough. */
function resolvedIn(
  snapshot: Snapshot,
  tree: ChartTree,
  { chart, call: { body } }: Standing,
  value: Possible,
  needsRoot: (value: Possible) => boolean,
): Possible {
  const asked = body !== undefined && needsRoot(value) ? 'root' : 'all';
  const top = body ? dotOfTemplate(snapshot, tree, body.name, chart, asked) : rootOf(chart.folder);
  return withIncluded(snapshot, () => memoOf(snapshot, tree).release.index, substitute(value, top));
}

function memoOf(snapshot: Snapshot, tree: ChartTree): Memo {
  let memo = memos.get(tree);
  if (memo === undefined) {
    const parts = lazily(() => partsOf(snapshot, tree));
    const release = new ReleaseIndex(snapshot, tree, parts, () => build(snapshot, tree, parts()));
    memo = { release, dots: new Map(), open: new Set(), partial: new Map(), isPartial: false };
    memos.set(tree, memo);
  }
  return memo;
}

/** Reads what the index will be made of, a little at a time: what is read is remembered by text. */
export function* readIndexAhead(snapshot: Snapshot, tree: ChartTree): Generator<void, void> {
  const parts = partsOf(snapshot, tree);
  yield;
  const { named } = computedCalls(tree, indexOf(parts, new Map(), true), parts);
  yield;
  yield* readAhead(snapshot, tree, parts, namesBy(named));
}

function build(snapshot: Snapshot, tree: ChartTree, parts: readonly Part[]): WholeIndex {
  const { named, isOpen } = computedCalls(tree, indexOf(parts, new Map(), true), parts);
  const index = indexOf(parts, named, isOpen);
  const { all, parts: more } = embeddedTemplates(snapshot, tree, parts, namesBy(named));
  if (all.length === 0) return { index, embedded: all };
  const isOpenNow = isOpen || more.some(({ uses }) => uses.computed.length > 0);
  return { index: indexOf([...parts, ...more], named, isOpenNow), embedded: all };
}

/** The names of a call: the one that is written out, or those that were worked out. */
function namesBy(named: ReadonlyMap<string, readonly CallSite[]>): (call: TemplateCall) => readonly string[] {
  const computed = new Map<TemplateCall, string[]>();
  for (const [name, sites] of named) {
    for (const { call } of sites) computed.set(call, [...(computed.get(call) ?? []), name]);
  }
  return (call) => (call.name !== undefined ? [call.name] : (computed.get(call) ?? []));
}
