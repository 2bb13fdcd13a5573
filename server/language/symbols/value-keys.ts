// What values say, as texts: equal ones have equal texts, so that they are compared and kept by them.

import { ELEMENT, type Step } from '../documents/values.ts';
import { LazyEntries } from './lazy-entries.ts';
import type { DictRef, ListRef, PathRef, Possible, PrintedPart, Ref } from './value.ts';

/** Everything that a ref says, as a text. */
export function refKey(ref: Ref): string {
  return ref.kind === 'path' ? pathKey(ref) : keptKey(wholeKeys, ref, wholeKey);
}

/** Values are compared again and again, and what is made of others has long keys. */
const wholeKeys = new WeakMap<Ref, string>();
const unionKeys = new WeakMap<Ref, string>();

type Made = Exclude<Ref, PathRef>;

function keptKey<R extends Made>(keys: WeakMap<Ref, string>, ref: R, make: (ref: R) => string): string {
  let key = keys.get(ref);
  if (key === undefined) keys.set(ref, (key = make(ref)));
  return key;
}

function wholeKey(ref: Made): string {
  switch (ref.kind) {
    case 'dict':
      return `{${[...ref.entries].map(([key, value]) => `${JSON.stringify(key)}${possibleKey(value)}`).join(' ')}${
        ref.others ? ` *${possibleKey(ref.others)}` : ''
      }}`;
    case 'list':
      return `[${ref.items.map(possibleKey).join(' ')}]`;
    case 'text':
      return ref.parts
        .map((part) => (typeof part === 'string' ? JSON.stringify(part) : `${part.how}${possibleKey(part.of)}`))
        .join('+');
    case 'included':
      return stepsKey(`${ref.name}#${idOf(ref.data)}`, ref.path);
  }
}

export function possibleKey({ refs, complete }: Possible): string {
  return `(${refs.map(refKey).join(' ')}${complete ? '' : ' …'})`;
}

/** Equal values have the same number, which is shorter than all that they say. */
function idOf(value: Possible): number {
  let id = ids.get(value);
  if (id !== undefined) return id;
  const key = possibleKey(value);
  id = idsByKey.get(key) ?? ++lastId;
  // To forget them costs nothing but that some equal ones are told apart.
  if (idsByKey.size > MAX_IDS) idsByKey.clear();
  idsByKey.set(key, id);
  ids.set(value, id);
  return id;
}

const ids = new WeakMap<Possible, number>();
const idsByKey = new Map<string, number>();
const MAX_IDS = 5000;
let lastId = 0;

/** Refs of equal keys are one; undefined for one that is compared with no other. */
export function keyOf(ref: Ref): string | undefined {
  switch (ref.kind) {
    case 'path':
      return pathKey(ref);
    case 'dict':
      return namesKey(ref);
    case 'list':
      return keptKey(unionKeys, ref, (list) => `list ${refKey(list)} ${makersIn(list)}`);
    case 'included':
      return `included ${refKey(ref)}`;
    case 'text': {
      const keys = ref.parts.map((part) => (typeof part === 'string' ? part : printedKey(part)));
      return keys.includes(undefined) ? undefined : `text ${JSON.stringify(keys)}`;
    }
  }
}

/** Most dicts are made of others by putting something else in the place of their values. */
function namesKey({ entries }: DictRef): string {
  const origin = entries instanceof LazyEntries ? entries.origin : entries;
  let key = nameKeys.get(origin);
  if (key === undefined) nameKeys.set(origin, (key = `dict ${JSON.stringify([...origin.keys()].sort())}`));
  return key;
}

const nameKeys = new WeakMap<ReadonlyMap<string, Possible>, string>();

/** Where the dicts in a list are made: lists that look alike may hold dicts of several calls. */
function makersIn(ref: Ref): string {
  if (ref.kind !== 'dict' && ref.kind !== 'list') return '';
  return keptKey(makerKeys, ref, (made) => {
    const own = made.kind === 'dict' ? made.makers.map(({ span }) => `${span.start},`) : [];
    const inner = partsOf(made).flatMap(({ refs }) => refs.map(makersIn));
    return [...own, ...inner].join('');
  });
}

const makerKeys = new WeakMap<Ref, string>();

function pathKey({ chart, path }: PathRef): string {
  return stepsKey(chart ?? '', path);
}

/** Each step with its kind and length, so that no two paths are written alike. */
function stepsKey(before: string, path: readonly Step[]): string {
  let key = before;
  for (const step of path) {
    if (step === ELEMENT) key += '\n*';
    else if (typeof step === 'number') key += `\n#${step}`;
    else key += `\n${String(step).length} ${String(step)}`;
  }
  return key;
}

function printedKey({ of, how }: PrintedPart): string | undefined {
  const keys = of.refs.map((ref) => (ref.kind === 'path' || ref.kind === 'included' ? keyOf(ref) : undefined));
  return keys.includes(undefined) ? undefined : `${how} ${of.complete} ${keys.join(' ')}`;
}

/** What lies in a table or list that was made. */
export function partsOf(ref: DictRef | ListRef): readonly Possible[] {
  if (ref.kind === 'list') return ref.items;
  return ref.others ? [...ref.entries.values(), ref.others] : [...ref.entries.values()];
}

/** The same one after the other, for who seldom needs them all: a part may be worked out when it is asked for. */
export function* eachPart(ref: DictRef | ListRef): Iterable<Possible> {
  yield* ref.kind === 'list' ? ref.items : ref.entries.values();
  if (ref.kind === 'dict' && ref.others) yield ref.others;
}
