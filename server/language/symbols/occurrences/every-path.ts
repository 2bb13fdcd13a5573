// Every path that an expression of a helper may be with one of its callers, for helpers with more callers than one value holds.

import type { NamedBody } from '../../documents/template.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { ChartNode, ChartTree } from '../charts.ts';
import type { TemplateIndex } from '../template-index.ts';
import { templateIndex } from '../templates.ts';
import { fieldsOf, MAX_REFS, type PathRef, type Possible, partsOf, refKey } from '../value.ts';

interface Place {
  readonly chart: ChartNode;
  readonly body: NamedBody | undefined;
}

/** Paths from charts' root objects. */
export interface EveryPath {
  readonly itself: readonly PathRef[];
  /** What lies in dicts and lists that it may be. */
  readonly inside: readonly PathRef[];
}

type ByValue = WeakMap<Possible, { readonly all: EveryPath | undefined }>;

interface Memo {
  readonly ways: Ways;
  readonly byPlace: WeakMap<NamedBody | ChartNode, ByValue>;
}

const memos = new WeakMap<ChartTree, Memo>();

/** All paths that the value may be; undefined when there are too many ways, or when some caller leaves out some itself. */
export function everyPath(snapshot: Snapshot, tree: ChartTree, place: Place, value: Possible): EveryPath | undefined {
  let memo = memos.get(tree);
  if (memo === undefined) {
    memo = { ways: new Ways(templateIndex(snapshot, tree)), byPlace: new WeakMap() };
    memos.set(tree, memo);
  }
  const owner = place.body ?? place.chart;
  let byValue = memo.byPlace.get(owner);
  if (byValue === undefined) memo.byPlace.set(owner, (byValue = new WeakMap()));
  let known = byValue.get(value);
  if (known === undefined) byValue.set(value, (known = { all: memo.ways.from(place, value) }));
  return known.all;
}

/** Helpers that call themselves with a part of what they have go on for ever; no value lies so deep. */
const MAX_LENGTH = 24;
const MAX_STEPS = 20_000;

/** A path below the dot of a named template, as it is or in a dict or list. */
interface Asked {
  readonly name: string;
  readonly ref: PathRef;
  readonly isInside: boolean;
}

/** What its callers make of it: paths that are known now, and paths below the callers' own dots. */
interface Step {
  readonly found: readonly { readonly ref: PathRef; readonly isInside: boolean }[];
  readonly next: readonly Asked[];
  readonly isCut: boolean;
}

/** Goes up from a helper to all files that reach it, path by path, so that it comes to no path twice. */
class Ways {
  readonly #index: TemplateIndex;
  readonly #steps = new Map<string, Step>();

  constructor(index: TemplateIndex) {
    this.#index = index;
  }

  from({ chart, body }: Place, value: Possible): EveryPath | undefined {
    const first = new Collector();
    first.add(value, body?.name, chart, false);
    const itself = new Map<string, PathRef>();
    const inside = new Map<string, PathRef>();
    const seen = new Set<string>();
    let steps = 0;
    const rest: Step[] = [first];
    for (let step = rest.pop(); step !== undefined; step = rest.pop()) {
      steps += step.found.length + step.next.length;
      if (step.isCut || steps > MAX_STEPS) return undefined;
      for (const { ref, isInside } of step.found) (isInside ? inside : itself).set(refKey(ref), ref);
      for (const asked of step.next) {
        const key = `${asked.isInside ? 'in' : 'is'} ${asked.name}\n${refKey(asked.ref)}`;
        if (seen.has(key) || asked.ref.path.length > MAX_LENGTH) continue;
        seen.add(key);
        rest.push(this.#step(key, asked));
      }
    }
    return { itself: [...itself.values()], inside: [...inside.values()] };
  }

  #step(key: string, { name, ref, isInside }: Asked): Step {
    let step = this.#steps.get(key);
    if (step === undefined) {
      const made = new Collector();
      const { roots, others } = this.#index.givenTo(name);
      for (const { folder } of roots) made.found.push({ ref: { ...ref, chart: folder }, isInside });
      for (const { chart, call } of others) made.add(fieldsOf(call.data, ref.path), call.body?.name, chart, isInside);
      this.#steps.set(key, (step = made));
    }
    return step;
  }
}

class Collector implements Step {
  readonly found: { readonly ref: PathRef; readonly isInside: boolean }[] = [];
  readonly next: Asked[] = [];
  isCut = false;

  /** A value in terms of the dot of the named template, or of the chart's root object where there is no name. */
  add(value: Possible, name: string | undefined, chart: ChartNode, isInside: boolean): void {
    this.isCut ||= !value.complete && value.refs.length >= MAX_REFS;
    for (const ref of value.refs) {
      if (ref.kind === 'dict' || ref.kind === 'list')
        for (const inner of partsOf(ref)) this.add(inner, name, chart, true);
      if (ref.kind !== 'path') continue;
      if (ref.chart === undefined && name !== undefined) this.next.push({ name, ref, isInside });
      else this.found.push({ ref: { ...ref, chart: ref.chart ?? chart.folder }, isInside });
    }
  }
}
