// Every path that an expression of a helper may be with one of its callers, for helpers with more callers than one value holds.

import type { NamedBody } from '../../documents/template.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { ChartNode, ChartTree } from '../charts.ts';
import type { TemplateIndex } from '../template-index.ts';
import { templateIndex } from '../templates.ts';
import {
  type DictRef,
  fieldsOf,
  MAX_REFS,
  one,
  type PathRef,
  type Possible,
  partsOf,
  type Ref,
  refKey,
} from '../value.ts';

export interface Place {
  readonly chart: ChartNode;
  readonly body: NamedBody | undefined;
}

/** Paths from charts' root objects, and dicts as they stand in the templates that make them. */
export interface EveryPath {
  readonly itself: readonly (PathRef | DictRef)[];
  /** What lies in dicts and lists that it may be. */
  readonly inside: readonly (PathRef | DictRef)[];
  /** What templates print for calls that it may be read back from, in the words of these places. */
  readonly printed: readonly Printed[];
}

interface Printed {
  readonly place: Place;
  readonly value: Possible;
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
  /** All of these as a text; made once, since steps are gone again and again. */
  readonly key: string;
}

interface Found {
  readonly ref: PathRef;
  readonly isInside: boolean;
  readonly key: string;
}

/** What its callers make of it: paths that are known now, and paths below the callers' own dots. */
interface Step {
  readonly found: readonly Found[];
  readonly dicts: readonly { readonly ref: DictRef; readonly isInside: boolean }[];
  readonly printed: readonly Printed[];
  readonly next: readonly Asked[];
  readonly isCut: boolean;
}

/** Goes up from a helper to all files that reach it, path by path, so that it comes to no path twice. */
class Ways {
  readonly #index: TemplateIndex;
  readonly #steps = new Map<string, Step>();
  /** Names of templates, by whether some file's own text comes to call them. */
  readonly #reached = new Map<string, boolean>();

  constructor(index: TemplateIndex) {
    this.#index = index;
  }

  from({ chart, body }: Place, value: Possible): EveryPath | undefined {
    const first = new Collector();
    if (this.#isReached(body)) first.add(value, { chart, body }, false);
    const itself = new Map<string, PathRef>();
    const inside = new Map<string, PathRef>();
    const dicts = { itself: new Set<DictRef>(), inside: new Set<DictRef>() };
    const printed: Printed[] = [];
    const seen = new Set<string>();
    let steps = 0;
    const rest: Step[] = [first];
    for (let step = rest.pop(); step !== undefined; step = rest.pop()) {
      steps += step.found.length + step.next.length;
      if (step.isCut || steps > MAX_STEPS) return undefined;
      for (const { ref, isInside, key } of step.found) (isInside ? inside : itself).set(key, ref);
      for (const { ref, isInside } of step.dicts) (isInside ? dicts.inside : dicts.itself).add(ref);
      printed.push(...step.printed);
      for (const asked of step.next) {
        const { key } = asked;
        if (seen.has(key) || asked.ref.path.length > MAX_LENGTH) continue;
        seen.add(key);
        rest.push(this.#step(asked));
      }
    }
    return {
      itself: [...itself.values(), ...dicts.itself],
      inside: [...inside.values(), ...dicts.inside],
      printed,
    };
  }

  #step({ name, ref, isInside, key }: Asked): Step {
    let step = this.#steps.get(key);
    if (step === undefined) {
      const made = new Collector();
      const { roots, others } = this.#index.givenTo(name);
      for (const { folder } of roots) made.find({ ...ref, chart: folder }, isInside);
      for (const { chart, call } of others)
        if (this.#isReached(call.body)) made.add(fieldsOf(call.data, ref.path), { chart, body: call.body }, isInside);
      this.#steps.set(key, (step = made));
    }
    return step;
  }

  /** What nobody calls renders nothing. */
  #isReached(body: NamedBody | undefined): boolean {
    if (body === undefined) return true;
    const known = this.#reached.get(body.name);
    if (known !== undefined) return known;
    const seen = new Set([body.name]);
    for (const name of seen) {
      const { roots, others } = this.#index.givenTo(name);
      const isCalled = roots.size > 0 || others.some(({ call }) => call.body === undefined);
      if (isCalled || this.#reached.get(name) === true) {
        this.#reached.set(body.name, true);
        return true;
      }
      for (const { call } of others) if (call.body) seen.add(call.body.name);
    }
    for (const name of seen) this.#reached.set(name, false);
    return false;
  }
}

class Collector implements Step {
  readonly found: Found[] = [];
  readonly dicts: { readonly ref: DictRef; readonly isInside: boolean }[] = [];
  readonly printed: Printed[] = [];
  readonly next: Asked[] = [];
  isCut = false;

  /** A value in terms of the dot of the place's template, or of the chart's root object where it stands in none. */
  add(value: Possible, place: Place, isInside: boolean): void {
    this.isCut ||= !value.complete && value.refs.length >= MAX_REFS;
    for (const ref of value.refs) this.#addRef(ref, place, isInside);
  }

  #addRef(ref: Ref, place: Place, isInside: boolean): void {
    const { chart, body } = place;
    if (ref.kind === 'dict') this.dicts.push({ ref, isInside });
    if (ref.kind === 'dict' || ref.kind === 'list') for (const inner of partsOf(ref)) this.add(inner, place, true);
    if (ref.kind === 'included' && !isInside) this.printed.push({ place, value: one(ref) });
    if (ref.kind !== 'path') return;
    if (ref.chart === undefined && body) {
      const key = `${isInside ? 'in' : 'is'} ${body.name}\n${refKey(ref)}`;
      this.next.push({ name: body.name, ref, isInside, key });
    } else this.find(ref.chart === undefined ? { ...ref, chart: chart.folder } : ref, isInside);
  }

  find(ref: PathRef, isInside: boolean): void {
    this.found.push({ ref, isInside, key: refKey(ref) });
  }
}
