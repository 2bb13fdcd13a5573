// What an expression of a helper is with each of its callers, for helpers with more callers than one value can hold.

import type { NamedBody } from '../../documents/template.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { ChartNode, ChartTree } from '../charts.ts';
import { withIncluded } from '../included.ts';
import type { TemplateIndex } from '../template-index.ts';
import { templateIndex } from '../templates.ts';
import {
  type DictRef,
  eachPart,
  type ListRef,
  MAX_REFS,
  type Possible,
  possibleKey,
  type Ref,
  rootOf,
  substitute,
} from '../value.ts';

/** Some alternatives were left out. */
export function isCut({ refs, complete }: Possible): boolean {
  return !complete && refs.length >= MAX_REFS;
}

/** The same, here or in a dict or list. */
export function isTruncated(value: Possible): boolean {
  if (isCut(value)) return true;
  return value.refs.some((ref) => (ref.kind === 'dict' || ref.kind === 'list') && isTruncatedInside(ref));
}

function isTruncatedInside(ref: DictRef | ListRef): boolean {
  let is = truncated.get(ref);
  if (is !== undefined) return is;
  is = false;
  for (const part of eachPart(ref)) {
    is = isTruncated(part);
    if (is) break;
  }
  truncated.set(ref, is);
  return is;
}

const truncated = new WeakMap<Ref, boolean>();

interface Place {
  readonly chart: ChartNode;
  readonly body: NamedBody | undefined;
}

type ByValue = WeakMap<Possible, { readonly all: readonly Possible[] | undefined }>;

const memos = new WeakMap<ChartTree, WeakMap<NamedBody | ChartNode, ByValue>>();

/** The values with each caller, each once; undefined when there are too many ways, or when one of them leaves out some as well. */
export function withEveryCaller(
  snapshot: Snapshot,
  tree: ChartTree,
  place: Place,
  value: Possible,
): readonly Possible[] | undefined {
  let byPlace = memos.get(tree);
  if (byPlace === undefined) memos.set(tree, (byPlace = new WeakMap()));
  const owner = place.body ?? place.chart;
  let byValue = byPlace.get(owner);
  if (byValue === undefined) byPlace.set(owner, (byValue = new WeakMap()));
  let known = byValue.get(value);
  if (known === undefined) {
    known = { all: new Ways(snapshot, templateIndex(snapshot, tree)).from(place, value) };
    byValue.set(value, known);
  }
  return known.all;
}

/** Chains of helpers are rarely longer than three. */
const MAX_DEPTH = 8;
/** Helpers that call each other have ever more ways to be reached. */
const MAX_STEPS = 10_000;

/** Goes up from a helper to all files that reach it; a helper that is reached again with the same value is not left twice. */
class Ways {
  readonly #snapshot: Snapshot;
  readonly #index: TemplateIndex;
  readonly #found = new Map<string, Possible>();
  /** Names with values from which every way was gone to its end. */
  readonly #done = new Set<string>();
  /** Charts' files with values that reached them. */
  readonly #arrived = new Set<string>();
  readonly #open: string[] = [];
  #steps = 0;

  constructor(snapshot: Snapshot, index: TemplateIndex) {
    this.#snapshot = snapshot;
    this.#index = index;
  }

  from({ chart, body }: Place, value: Possible): readonly Possible[] | undefined {
    if (body === undefined) {
      const found = this.#inFile(chart, value);
      return isTruncated(found) ? undefined : [found];
    }
    this.#up(chart, body, value);
    const all = [...this.#found.values()];
    return this.#steps > MAX_STEPS || all.some(isTruncated) ? undefined : all;
  }

  /** Whether no way ended before a file's own text. */
  #up(chart: ChartNode, body: NamedBody | undefined, value: Possible): boolean {
    if (this.#steps++ > MAX_STEPS) return false;
    if (body === undefined) return this.#arrive(chart, value);
    if (this.#open.length >= MAX_DEPTH || this.#open.includes(body.name)) return false;
    const valueKey = possibleKey(value);
    const key = `${body.name}\n${valueKey}`;
    if (this.#done.has(key)) return true;
    this.#open.push(body.name);
    const { roots, others } = this.#index.givenTo(body.name);
    let isWhole = true;
    for (const root of roots) this.#arrive(root, value, valueKey);
    for (const { chart: caller, call } of others)
      isWhole = this.#up(caller, call.body, substitute(value, call.data)) && isWhole;
    this.#open.pop();
    if (isWhole) this.#done.add(key);
    return isWhole;
  }

  #inFile({ folder }: ChartNode, value: Possible): Possible {
    return withIncluded(this.#snapshot, () => this.#index, substitute(value, rootOf(folder)));
  }

  #arrive(chart: ChartNode, value: Possible, valueKey = possibleKey(value)): boolean {
    const way = `${chart.folder}\n${valueKey}`;
    if (this.#arrived.has(way)) return true;
    this.#arrived.add(way);
    const found = this.#inFile(chart, value);
    const key = possibleKey(found);
    if (!this.#found.has(key)) this.#found.set(key, found);
    return true;
  }
}
