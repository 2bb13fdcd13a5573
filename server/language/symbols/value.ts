// What an expression may stand for, without running anything: paths from a chart's root object, dicts, lists and texts made of them.

import type { Span } from '#engine/text/span.ts';
import { ELEMENT, type Step } from '../documents/values.ts';
import { LazyEntries } from './lazy-entries.ts';
import { keyOf, partsOf } from './value-keys.ts';

export { eachPart, partsOf, possibleKey, refKey } from './value-keys.ts';

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
  /** What may lie under any key, since it was put under one that is computed; undefined where all keys are known. */
  readonly others?: Possible | undefined;
  /** The calls of `dict` and `set` that make it, by which dicts that look alike are told apart; none of one that is guessed. */
  readonly makers: readonly Maker[];
}

/** A call, by its node. */
export interface Maker {
  readonly span: Span;
}

/** What `list` makes. */
export interface ListRef {
  readonly kind: 'list';
  readonly items: readonly Possible[];
}

/** A text whose making is known: what is written out and what values print, in order. It has no fields. */
export interface TextRef {
  readonly kind: 'text';
  readonly parts: readonly TextPart[];
}

/**
 * What lies at a path in the table that the text of a named template is read back as: `(include "name" data | fromYaml).path`.
 * What that is the release tells, since another file defines the template; until then it is one of the possibilities.
 */
export interface IncludedRef {
  readonly kind: 'included';
  readonly name: string;
  readonly data: Possible;
  readonly path: readonly Step[];
}

export type TextPart = string | PrintedPart;

/** `text`: the value as it prints; `yaml`: `toYaml` or `toJson` of it; `part`: a text that holds it somewhere. */
export interface PrintedPart {
  readonly of: Possible;
  readonly how: 'text' | 'yaml' | 'part';
}

export type Ref = PathRef | DictRef | ListRef | TextRef | IncludedRef;

/** Everything an expression may stand for. Numbers and other values without fields of interest are no refs. */
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
export const MAX_REFS = 32;

export function union(values: readonly Possible[]): Possible {
  if (values.length < 2) return values[0] ?? NOTHING;
  const complete = values.every((value) => value.complete);
  const filled = values.filter((value) => value.refs.length > 0);
  const [only] = filled;
  if (only === undefined) return complete ? NOTHING : UNKNOWN;
  // The refs of one value differ from each other, as this function leaves them.
  if (filled.length === 1) return only.complete === complete ? only : { refs: only.refs, complete };
  const refs: Ref[] = [];
  const seen = new Set<Ref>();
  const indexes = new Map<string, number>();
  const alike = new Map<number, DictRef[]>();
  for (const value of filled) {
    for (const ref of value.refs) {
      if (seen.has(ref)) continue;
      seen.add(ref);
      const key = keyOf(ref);
      const index = key === undefined ? undefined : indexes.get(key);
      if (index === undefined) {
        if (key !== undefined) indexes.set(key, refs.length);
        refs.push(ref);
      } else if (ref.kind === 'dict') {
        const known = alike.get(index);
        if (known) known.push(ref);
        else alike.set(index, [refs[index] as DictRef, ref]);
      }
    }
  }
  for (const [index, dicts] of alike) refs[index] = oneOf(dicts);
  if (refs.length <= MAX_REFS) return { refs, complete };
  return { refs: refs.slice(0, MAX_REFS), complete: false };
}

/** Dicts of the same keys become one: a helper with a hundred callers is handed one kind of dict. */
function oneOf(alike: readonly DictRef[]): DictRef {
  const others = alike.flatMap((one) => one.others ?? []);
  const makers = [...new Set(alike.flatMap((one) => one.makers))];
  const [first] = alike as [DictRef];
  const values = (key: string) => alike.map(({ entries }) => entries.get(key) ?? NOTHING);
  const entries = new LazyEntries(first.entries, (key) => union(values(key)));
  return dictOf(entries, others.length === 0 ? undefined : union(others), makers);
}

export function dictOf(
  entries: ReadonlyMap<string, Possible>,
  others?: Possible,
  makers: readonly Maker[] = NO_MAKERS,
): DictRef {
  return others === undefined ? { kind: 'dict', entries, makers } : { kind: 'dict', entries, others, makers };
}

const NO_MAKERS: readonly Maker[] = [];

/** The value of a field or key of it. */
export function fieldOf(value: Possible, name: Step): Possible {
  return value.refs.every(isPath) ? below(value, [name]) : fieldOfAny(value, name);
}

/** What a chain of fields leads to. */
export function fieldsOf(value: Possible, names: readonly Step[]): Possible {
  if (names.length === 0) return value;
  if (value.refs.every(isPath)) return below(value, names);
  return names.reduce((at: Possible, name) => fieldOf(at, name), value);
}

/** It has a path, which fields are put behind. */
function isPath({ kind }: Ref): boolean {
  return kind === 'path' || kind === 'included';
}

/** Nearly all values are paths, and paths that differ still do so with the same steps behind them. */
function below({ refs, complete }: Possible, names: readonly Step[]): Possible {
  const found = (refs as readonly (PathRef | IncludedRef)[]).map((ref): Ref => {
    const path = [...ref.path, ...names];
    if (ref.kind === 'path') return { kind: 'path', chart: ref.chart, path };
    return { kind: 'included', name: ref.name, data: ref.data, path };
  });
  return { refs: found, complete };
}

/** What templates keep in one variable is asked for the same few fields everywhere. */
function fieldOfAny(value: Possible, name: Step): Possible {
  let byName = fields.get(value);
  if (byName === undefined) fields.set(value, (byName = new Map()));
  let field = byName.get(name);
  if (field === undefined) byName.set(name, (field = newFieldOf(value, name)));
  return field;
}

const fields = new WeakMap<Possible, Map<Step, Possible>>();

function newFieldOf(value: Possible, name: Step): Possible {
  return map(value, (ref) => {
    if (ref.kind === 'path' || ref.kind === 'included') return one({ ...ref, path: [...ref.path, name] });
    if (ref.kind === 'text') return NOTHING;
    if (name === ELEMENT) return elementsOf(ref);
    if (ref.kind === 'dict') return entryOf(ref, name);
    return typeof name === 'number' ? (ref.items[name] ?? NOTHING) : NOTHING;
  });
}

/** What `range` gives its dot. */
export function elementOf(value: Possible): Possible {
  return fieldOf(value, ELEMENT);
}

function entryOf({ entries, others }: DictRef, name: Step): Possible {
  const own = (typeof name === 'string' && entries.get(name)) || NOTHING;
  return others ? union([own, others]) : own;
}

function elementsOf(ref: DictRef | ListRef): Possible {
  return union(partsOf(ref));
}

/** Templates hand each other what they print; larger than this it is not followed, since it multiplies on the way. */
const MAX_INCLUDED = 100;

/** What is read back from a template's text. */
export function included(name: string, data: Possible, path: readonly Step[]): Possible {
  const ref: IncludedRef = { kind: 'included', name, data, path };
  return sizeOf(ref) > MAX_INCLUDED ? UNKNOWN : one(ref);
}

const sizes = new WeakMap<Ref, number>();

/** How many refs it is made of. */
function sizeOf(ref: Ref): number {
  if (ref.kind === 'path') return 1;
  let size = sizes.get(ref);
  if (size === undefined) {
    size = innerOf(ref).reduce((sum, { refs }) => refs.reduce((all, one) => all + sizeOf(one), sum), 1);
    sizes.set(ref, size);
  }
  return size;
}

/** The values that a ref is made of. */
export function innerOf(ref: Exclude<Ref, PathRef>): readonly Possible[] {
  if (ref.kind === 'included') return [ref.data];
  return ref.kind === 'text' ? ref.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.of])) : partsOf(ref);
}

/** A text that is written out. */
export function literal(text: string): Possible {
  return one({ kind: 'text', parts: [text] });
}

/** A text that is made of these; of a few texts that may be put into it, all that come of it. */
export function textOf(...parts: readonly TextPart[]): Possible {
  let texts: (readonly TextPart[])[] = [[]];
  for (const part of parts) {
    const some = typeof part === 'string' || part.how !== 'text' ? undefined : literalsOf(part.of);
    const next: readonly TextPart[] = some && texts.length * some.length <= MAX_TEXTS ? some : [part];
    texts = texts.flatMap((before) => next.map((one) => [...before, one]));
  }
  return union(texts.map((some) => one({ kind: 'text', parts: some })));
}

const MAX_TEXTS = 16;

/** The texts that it may be, all written out; undefined where something else is possible. */
export function literalsOf(value: Possible): readonly string[] | undefined {
  if (!value.complete || value.refs.length === 0) return undefined;
  const texts: string[] = [];
  for (const ref of value.refs) {
    if (ref.kind !== 'text' || !ref.parts.every((part) => typeof part === 'string')) return undefined;
    texts.push(ref.parts.join(''));
  }
  return texts;
}

/** A value in terms of a dot, where that dot is `top`. */
export function substitute(value: Possible, top: Possible): Possible {
  if (!value.refs.some(isRelative)) return value;
  return map(value, (ref): Possible => {
    if (!isRelative(ref)) return one(ref);
    return ref.kind === 'path' ? fieldsOf(top, ref.path) : substitutedRef(ref, top);
  });
}

/** The same dict is asked about wherever a field of it is read. */
function substitutedRef(ref: Exclude<Ref, PathRef>, top: Possible): Possible {
  let byRef = substituted.get(top);
  if (byRef === undefined) substituted.set(top, (byRef = new WeakMap()));
  let known = byRef.get(ref);
  if (known === undefined) byRef.set(ref, (known = newlySubstituted(ref, top)));
  return known;
}

const substituted = new WeakMap<Possible, WeakMap<Ref, Possible>>();

function newlySubstituted(ref: Exclude<Ref, PathRef>, top: Possible): Possible {
  switch (ref.kind) {
    case 'list':
      return one({ kind: 'list', items: ref.items.map((item) => substitute(item, top)) });
    case 'dict':
      return one(substitutedDict(ref, top));
    case 'included':
      return included(ref.name, substituteOnce(ref.data, top), ref.path);
    case 'text':
      return textOf(
        ...ref.parts.map((part) => (typeof part === 'string' ? part : { ...part, of: substitute(part.of, top) })),
      );
  }
}

/** A field of it is worked out when somebody goes there: of all that is handed over few are read. */
function substitutedDict(ref: DictRef, top: Possible): DictRef {
  const entries = new LazyEntries(ref.entries, (_key, entry) => substitute(entry, top));
  return dictOf(entries, ref.others && substitute(ref.others, top), ref.makers);
}

/** What is handed to a template is read field by field, and stays the same. */
function substituteOnce(data: Possible, top: Possible): Possible {
  let byData = substitutedData.get(top);
  if (byData === undefined) substitutedData.set(top, (byData = new WeakMap()));
  let known = byData.get(data);
  if (known === undefined) byData.set(data, (known = substitute(data, top)));
  return known;
}

const substitutedData = new WeakMap<Possible, WeakMap<Possible, Possible>>();

/** It names the dot somewhere. */
function isRelative(ref: Ref): boolean {
  if (ref.kind === 'path') return ref.chart === undefined;
  let known = relative.get(ref);
  if (known === undefined) {
    known = innerOf(ref).some((part) => part.refs.some(isRelative));
    relative.set(ref, known);
  }
  return known;
}

const relative = new WeakMap<Ref, boolean>();

/** Puts what each ref leads to in its place. */
export function map(value: Possible, change: (ref: Ref) => Possible): Possible {
  const all = union(value.refs.map(change));
  return value.complete ? all : { ...all, complete: false };
}

export function one(ref: Ref): Possible {
  return { refs: [ref], complete: true };
}
