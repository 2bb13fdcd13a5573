// What an expression may stand for, without running anything: paths from a chart's root object, dicts and lists made of them.

import { ELEMENT, type Step } from '../documents/values.ts';

/** A path from a root object: `['Values', 'image', 'tag']`, `['Release', 'Name']`, `['Values', 'hosts', ELEMENT]`. */
export interface PathRef {
  readonly kind: 'path';
  /** Folder of the chart whose root object it is; undefined: the dot that the named template at hand is given. */
  readonly chart: string | undefined;
  readonly path: readonly Step[];
}

/** What `dict` makes. */
export interface DictRef {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, Possible>;
}

/** What `list` makes. */
export interface ListRef {
  readonly kind: 'list';
  readonly items: readonly Possible[];
}

export type Ref = PathRef | DictRef | ListRef;

/** Everything an expression may stand for. Numbers, texts and other values without fields of interest are no refs. */
export interface Possible {
  readonly refs: readonly Ref[];
  /** Nothing else is possible. False when a part is beyond this reckoning; then no conclusion from absence holds. */
  readonly complete: boolean;
}

export const NOTHING: Possible = { refs: [], complete: true };
export const UNKNOWN: Possible = { refs: [], complete: false };

/** The dot that the template at hand begins with, and its `$`. */
export const TOP: Possible = { refs: [{ kind: 'path', chart: undefined, path: [] }], complete: true };

/** The root object of a chart. */
export function rootOf(chart: string): Possible {
  return { refs: [{ kind: 'path', chart, path: [] }], complete: true };
}

/** More alternatives than this are of no use to anybody. */
const MAX_REFS = 32;

export function union(values: readonly Possible[]): Possible {
  const [first, ...others] = values;
  if (first === undefined) return NOTHING;
  if (others.length === 0) return first;
  const refs: Ref[] = [];
  let complete = true;
  const seen = new Set<string>();
  for (const value of values) {
    if (!value.complete) complete = false;
    for (const ref of value.refs) {
      const key = ref.kind === 'path' ? pathKey(ref) : undefined;
      if (key !== undefined && seen.has(key)) continue;
      if (key !== undefined) seen.add(key);
      if (refs.length < MAX_REFS) refs.push(ref);
      else complete = false;
    }
  }
  return { refs, complete };
}

function pathKey(ref: PathRef): string {
  return JSON.stringify([ref.chart, ...ref.path.map((step) => (step === ELEMENT ? null : step))]);
}

/** The value of a field or key of it. */
export function fieldOf(value: Possible, name: Step): Possible {
  return map(value, (ref) => {
    if (ref.kind === 'path') return one({ ...ref, path: [...ref.path, name] });
    if (ref.kind === 'dict') return typeof name === 'string' ? (ref.entries.get(name) ?? NOTHING) : elementsOf(ref);
    return typeof name === 'number' ? (ref.items[name] ?? NOTHING) : NOTHING;
  });
}

/** What `range` gives its dot. */
export function elementOf(value: Possible): Possible {
  return map(value, (ref) => (ref.kind === 'path' ? one({ ...ref, path: [...ref.path, ELEMENT] }) : elementsOf(ref)));
}

function elementsOf(ref: DictRef | ListRef): Possible {
  return union(ref.kind === 'dict' ? [...ref.entries.values()] : ref.items);
}

/** Puts what each ref leads to in its place. */
export function map(value: Possible, change: (ref: Ref) => Possible): Possible {
  const all = union(value.refs.map(change));
  return value.complete ? all : { ...all, complete: false };
}

function one(ref: Ref): Possible {
  return { refs: [ref], complete: true };
}
