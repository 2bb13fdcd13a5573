// What templates may hold, for the question which values nobody reads: paths from charts' root objects, and the dicts and
// lists that calls make. Objects are interned, so that what is put into one is found wherever it is handed to. Everything
// only ever grows, and whatever is too deep or too manifold to follow counts as read.

import { ELEMENT, type Step } from '../../documents/values.ts';

/** One object, or a path that may hold one. */
export class Obj {
  /** Undefined for what a call made. */
  readonly parent: Obj | undefined;
  readonly isPath: boolean;
  /** Of a text that is written out. */
  text: string | undefined;
  readonly depth: number;
  /** Of a path: those that go on from it. */
  readonly children = new Map<Step, Obj>();
  /** What was put into it, by key; under {@link ELEMENT} where the key is not known. */
  readonly stored = new Map<Step, Set<Obj>>();
  /** What was merged into it: its keys are keys of these, too. */
  readonly merged = new Set<Obj>();
  /** Somebody names it. */
  isRead = false;
  /** Everything in it is used. */
  isWhole = false;
  /** Its own keys are gone over. */
  isListed = false;
  /** Who must be gone through again when something is put into it, by the key that they ask for. */
  readonly readers = new Map<Step, Set<Reader>>();
  /** A chart's root object. */
  get isRoot(): boolean {
    return this.isPath && this.parent === undefined;
  }

  /** It and nothing else. */
  readonly alone: Objects = new Set([this]);

  constructor(isPath: boolean, parent: Obj | undefined) {
    this.isPath = isPath;
    this.parent = parent;
    this.depth = parent ? parent.depth + 1 : 0;
  }
}

/** A body of a template. */
export interface Reader {
  isDirty: boolean;
}

export type Objects = ReadonlySet<Obj>;

export const NONE: Objects = new Set();

/** Values files are nowhere near as deep; helpers that call themselves go on for ever. */
const MAX_DEPTH = 16;

/** The fields of a root object by which values are reached. */
const ROOT_TABLES: ReadonlySet<Step> = new Set<Step>(['Values', 'Subcharts', ELEMENT]);
const BUILTINS: ReadonlySet<Step> = new Set<Step>(['Chart', 'Release', 'Capabilities', 'Files', 'Template']);

/** More than any chart takes but those that go round and round. */
const MAX_WORK = 600_000;

/** The table of another chart, or of all, that a key of a path leads to. */
export type Crossing = (from: Obj, key: Step) => Obj | undefined;

/** The tables of other charts that lie in this one, too. */
export type Within = (obj: Obj) => readonly Obj[];

export class Heap {
  readonly #cross: Crossing;
  readonly #within: Within;
  readonly #texts = new Map<string, Objects>();
  /** A text that nobody knows. */
  readonly someText: Objects = new Set([new Obj(false, undefined)]);
  #work = 0;

  constructor(cross: Crossing, within: Within) {
    this.#cross = cross;
    this.#within = within;
  }

  /** It is too much to follow; nothing that was found counts. */
  get isTired(): boolean {
    return this.#work > MAX_WORK;
  }

  /** A text that is written out. */
  written(text: string): Objects {
    let known = this.#texts.get(text);
    if (known === undefined) {
      const obj = new Obj(false, undefined);
      obj.text = text;
      this.#texts.set(text, (known = new Set([obj])));
    }
    return known;
  }

  /** The path one step further. */
  child(from: Obj, key: Step): Obj {
    const crossed = this.#cross(from, key);
    if (crossed) return crossed;
    let child = from.children.get(key);
    if (child) return child;
    if (from.depth >= MAX_DEPTH || isRepeated(from, key)) {
      this.whole([from]);
      return from;
    }
    child = new Obj(true, from);
    from.children.set(key, child);
    return child;
  }

  /** The values of a key or index; {@link ELEMENT}: of any. `reader` is told when there are more. */
  field(objects: Objects, key: Step, reader: Reader): Objects {
    const plain = this.#plainField(objects, key, reader);
    if (plain) return plain;
    const out = new Set<Obj>();
    const seen = new Set<Obj>();
    const rest = this.isTired ? [] : [...objects];
    for (let obj = rest.pop(); obj !== undefined; obj = rest.pop()) {
      if (seen.has(obj)) continue;
      seen.add(obj);
      this.#work++;
      listen(obj, key, reader);
      if (obj.isPath && obj.isRoot && !ROOT_TABLES.has(key)) {
        // Built-in objects hold no values, and no other fields are there.
        if (BUILTINS.has(key)) addAll(out, this.someText);
      } else if (obj.isPath) {
        const child = this.child(obj, typeof key === 'number' ? ELEMENT : key);
        child.isRead = true;
        out.add(child);
      }
      if (key === ELEMENT) for (const some of obj.stored.values()) addAll(out, some);
      else {
        addAll(out, obj.stored.get(key));
        addAll(out, obj.stored.get(ELEMENT));
      }
      rest.push(...obj.merged);
    }
    this.#work += seen.size + (out.size >> 1);
    return out;
  }

  /** Nearly every field is one of a path into which nothing is put. */
  #plainField(objects: Objects, key: Step, reader: Reader): Objects | undefined {
    if (objects.size !== 1 || this.isTired) return undefined;
    const [obj] = objects;
    if (!obj?.isPath || obj.isRoot || obj.stored.size > 0 || obj.merged.size > 0) return undefined;
    this.#work++;
    listen(obj, key, reader);
    const child = this.child(obj, typeof key === 'number' ? ELEMENT : key);
    child.isRead = true;
    return child.alone;
  }

  put(into: Objects, key: Step, values: Objects): void {
    if (values.size === 0 || this.isTired) return;
    for (const obj of into) {
      let known = obj.stored.get(key);
      if (known === undefined) obj.stored.set(key, (known = new Set()));
      this.#work += 1 + (values.size >> 1);
      if (!addAll(known, values)) continue;
      soil(obj, key);
      if (isTaken(obj)) this.whole(values);
    }
  }

  merge(into: Objects, others: Objects): void {
    if (this.isTired) return;
    for (const obj of into) {
      this.#work += 1 + (others.size >> 1);
      const more = [...others].filter((other) => other !== obj && !obj.merged.has(other));
      if (more.length === 0) continue;
      for (const other of more) obj.merged.add(other);
      soil(obj, ELEMENT);
      if (isTaken(obj)) this.whole(more);
      else if (obj.isListed) this.listed(more);
    }
  }

  /** Everything in them is used. */
  whole(objects: Iterable<Obj>): void {
    const rest = [...objects];
    for (let obj = rest.pop(); obj !== undefined; obj = rest.pop()) {
      if (obj.isWhole) continue;
      obj.isWhole = true;
      rest.push(...obj.merged);
      for (const some of obj.stored.values()) rest.push(...some);
      // What was put into a table further down is in it as well.
      for (const child of obj.children.values()) rest.push(child);
      rest.push(...this.#within(obj));
    }
  }

  /** The keys of these are gone over: each of them counts. */
  listed(objects: Iterable<Obj>): void {
    const rest = [...objects];
    for (let obj = rest.pop(); obj !== undefined; obj = rest.pop()) {
      if (obj.isListed) continue;
      obj.isListed = true;
      rest.push(...obj.merged);
    }
  }
}

/** It or what it lies in is taken whole. */
function isTaken(obj: Obj): boolean {
  for (let at: Obj | undefined = obj; at; at = at.parent) if (at.isWhole) return true;
  return false;
}

/** Element of element of element: a helper that goes down by itself. */
function isRepeated({ parent }: Obj, key: Step): boolean {
  const above = parent?.parent;
  return key === ELEMENT && !!above && above.children.get(ELEMENT) === parent;
}

function listen(obj: Obj, key: Step, reader: Reader): void {
  const known = obj.readers.get(key);
  if (known) known.add(reader);
  else obj.readers.set(key, new Set([reader]));
}

/** What is put under a key is seen by who asks for it or for any; under any key, by everybody. */
function soil(obj: Obj, key: Step): void {
  for (const [asked, readers] of obj.readers) {
    if (key === ELEMENT || asked === ELEMENT || asked === key) for (const reader of readers) reader.isDirty = true;
  }
}

/** True when something was new. */
export function addAll(to: Set<Obj>, some: Objects | undefined): boolean {
  if (some === undefined || some === to) return false;
  const before = to.size;
  for (const one of some) to.add(one);
  return to.size > before;
}
