// All the places that write or read one key of the same dicts, however these are handed on: whoever renames the key must change
// them all, and must know when a dict goes where nobody can follow it.

import type { Span } from '#engine/text/span.ts';
import { templateView } from '../../documents/template.ts';
import { chartFolderOf, type FileText, type Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import type { ChartTree } from '../charts.ts';
import { objectPath } from '../object-path.ts';
import { distinct, type Occurrence, type ValueUse } from '../occurrences.ts';
import { type Embedded, templateIndex } from '../templates.ts';
import { treesOfUsers } from '../users.ts';
import { type Possible, partsOf, type Ref, rootOf, substitute, UNKNOWN, union } from '../value.ts';
import type { Address } from './addresses.ts';
import { type DictCall, dictCalls, dictsIn, inside } from './dict-calls.ts';
import { isCut } from './every-caller.ts';
import { baseOf } from './names.ts';
import { type TemplateWord, templateWords } from './reads.ts';
import { mergesOf } from './release-flows.ts';

/** A key as a call of `dict` writes it. */
export interface DictKeyPlace extends Occurrence {
  readonly quote: string;
  readonly embedded: Embedded | undefined;
}

export interface SameDicts {
  readonly word: string;
  readonly trees: readonly ChartTree[];
  /** The words that read the key, or set it. */
  readonly uses: readonly ValueUse[];
  readonly keys: readonly DictKeyPlace[];
  /** Values that share one of the words. */
  readonly values: readonly Address[];
  readonly held: HeldTables;
  readonly obstacles: readonly DictObstacle[];
}

/** The tables that have the key. */
export interface HeldTables {
  readonly makers: ReadonlySet<object>;
  /** Folders of charts into whose root object the key is put: `set . "key" 1`. All templates of a chart share that. */
  readonly roots: ReadonlySet<string>;
}

/**
 * Why not all places are known. `unknown`: what a word is looked up in. `many`: it has more callers than are followed.
 * `computed`: the key is there and no call writes it out. `root`: it is put into another object of Helm's, or into
 * the root object where templates are called by names that are computed. `merge`: a table that
 * is not known is merged with one of the dicts.
 */
export interface DictObstacle {
  readonly kind: 'unknown' | 'many' | 'computed' | 'root' | 'merge';
  readonly file: FileText;
  readonly at: number;
}

/** Begins with the dicts that some calls make, and the releases of a chart. */
export function sameDicts(snapshot: Snapshot, folder: string, word: string, makers: readonly object[]): SameDicts {
  const search = new Search(snapshot, word);
  for (const maker of makers) search.add(maker);
  return search.run(folder);
}

class Search {
  readonly #snapshot: Snapshot;
  readonly #word: string;
  readonly #makers = new Set<object>();
  readonly #roots = new Set<string>();
  /** Where the makers stand: another release may have read the same text again. */
  readonly #places = new Set<string>();
  readonly #trees = new Set<ChartTree>();
  readonly #uses = new Map<string, ValueUse>();
  readonly #keys: DictKeyPlace[] = [];
  readonly #values: Address[] = [];
  readonly #obstacles: DictObstacle[] = [];

  constructor(snapshot: Snapshot, word: string) {
    this.#snapshot = snapshot;
    this.#word = word;
  }

  add(maker: object): void {
    this.#makers.add(maker);
  }

  run(folder: string): SameDicts {
    const folders = new Set([folder]);
    for (let before = -1; before < this.#size + this.#trees.size + folders.size; ) {
      before = this.#size + this.#trees.size + folders.size;
      for (const one of folders) for (const tree of treesOfUsers(this.#snapshot, one)) this.#trees.add(tree);
      for (const tree of this.#trees) this.#close(tree);
      for (const { file } of [...this.#uses.values(), ...this.#callsOfMakers()]) {
        const own = chartFolderOf(this.#snapshot, file.uri);
        if (own !== undefined) folders.add(own);
      }
    }
    for (const tree of this.#trees) this.#conclude(tree);
    return {
      word: this.#word,
      trees: [...this.#trees],
      uses: [...this.#uses.values()],
      keys: distinct(this.#keys),
      values: this.#values,
      held: this.#held,
      obstacles: this.#obstacles,
    };
  }

  #callsOfMakers(): DictCall[] {
    return [...this.#trees].flatMap((tree) =>
      [...dictCalls(this.#snapshot, tree, this.#word).values()].filter(({ maker }) => this.#makers.has(maker)),
    );
  }

  get #held(): HeldTables {
    return { makers: this.#makers, roots: this.#roots };
  }

  get #size(): number {
    return this.#makers.size + this.#roots.size;
  }

  #holds(value: Possible): boolean {
    return value.refs.some((ref) => isHeld(ref, this.#held));
  }

  /** Takes in what shares a word or a merge with the dicts, until nothing is added. */
  #close(tree: ChartTree): void {
    for (const call of dictCalls(this.#snapshot, tree, this.#word).values()) {
      const place = `${call.at} ${call.file.uri}`;
      if (this.#makers.has(call.maker)) this.#places.add(place);
      else if (this.#places.has(place)) this.#makers.add(call.maker);
    }
    const words = templateWords(this.#snapshot, tree, this.#word);
    const merges = mergesOf(this.#snapshot, tree);
    for (let before = -1; before < this.#size; ) {
      before = this.#size;
      for (const word of words) {
        const base = baseIn(this.#snapshot, tree, word);
        const { file, name } = word;
        if (!this.#holds(base) && !this.#isPutBy(tree, word)) continue;
        const key = `${name.span.start} ${file.uri}`;
        if (!this.#uses.has(key))
          this.#uses.set(key, { file, span: name.span, kind: name.form, isWrite: name.isWrite, word, tree });
        // What a table without the key gives is nothing, whatever the key is called.
        for (const { entries, makers } of dictsIn(base))
          if (name.isWrite || entries.has(this.#word)) for (const maker of makers) this.#makers.add(maker);
        for (const ref of base.refs)
          if (name.isWrite && ref.kind === 'path' && ref.path.length === 0 && ref.chart) this.#roots.add(ref.chart);
      }
      for (const { values } of merges) {
        if (!values.some((value) => this.#holds(value))) continue;
        for (const { makers } of values.flatMap(dictsIn)) for (const maker of makers) this.#makers.add(maker);
      }
    }
  }

  #conclude(tree: ChartTree): void {
    const calls = dictCalls(this.#snapshot, tree, this.#word);
    for (const { maker, file, embedded, keys } of calls.values()) {
      for (const key of this.#makers.has(maker) ? keys : []) {
        if (key.text !== this.#word) continue;
        const span: Span = inside(key);
        this.#keys.push({ file, span, kind: 'string', isWrite: true, quote: key.quoted[0] ?? '"', embedded });
      }
    }
    for (const word of templateWords(this.#snapshot, tree, this.#word)) this.#judge(tree, word, calls);
    for (const { file, flow, values } of mergesOf(this.#snapshot, tree)) {
      const isHeld = values.some((value) => this.#holds(value));
      if (!isHeld && !values.some((value) => this.#holdsInside(value))) continue;
      const isKnown = values.every(
        (value) => value.complete && value.refs.every((ref) => ref.kind === 'dict' || this.#takeTable(tree, ref)),
      );
      if (!isHeld || !isKnown) this.#obstacles.push({ kind: 'merge', file, at: flow.span.start });
    }
  }

  /** The word is the key of a call of `set` that puts it into whatever the call is given. */
  #isPutBy(tree: ChartTree, { file, name }: TemplateWord): boolean {
    if (!name.isWrite) return false;
    const calls = dictCalls(this.#snapshot, tree, this.#word).values();
    return [...calls].some(
      (call) =>
        call.file === file &&
        this.#makers.has(call.maker) &&
        call.keys.some((key) => key.span.start + 1 === name.span.start),
    );
  }

  /** A table of values that is merged with one of the dicts has the key as well. */
  #takeTable(tree: ChartTree, ref: Ref): boolean {
    const found = ref.kind === 'path' ? objectPath(tree, ref) : undefined;
    if (found?.object !== 'Values') return false;
    this.#values.push({ chart: found.chart, path: [...found.path, this.#word] });
    return true;
  }

  #holdsInside(value: Possible): boolean {
    return holdsDict(value, this.#held) !== undefined;
  }

  #judge(tree: ChartTree, word: TemplateWord, calls: ReadonlyMap<object, DictCall>): void {
    const { file, name } = word;
    const base = baseIn(this.#snapshot, tree, word);
    const obstacle = (kind: DictObstacle['kind']) => this.#obstacles.push({ kind, file, at: name.span.start });
    if (!this.#holds(base) && !this.#isPutBy(tree, word)) {
      if (isCut(base) && word.values.length === 0) obstacle('many');
      return;
    }
    this.#values.push(...word.values);
    if (isCut(base)) obstacle('many');
    else if (!base.complete || word.isPartial) obstacle('unknown');
    const isPut = name.isWrite && base.refs.some((ref) => ref.kind === 'path');
    const isOpen = isPut && templateIndex(this.#snapshot, tree).hasComputedCalls;
    if (isOpen || word.fields.some(({ object }) => object !== this.#word)) obstacle('root');
    for (const { entries, makers, others } of dictsIn(base)) {
      const isWritten = (maker: object) => calls.get(maker)?.keys.some((key) => key.text === this.#word) === true;
      if (others || (entries.has(this.#word) && (makers.length === 0 || !makers.every(isWritten))))
        obstacle('computed');
    }
  }
}

/** `table`: it may be one of the dicts; `above`: one of them lies in it. */
export function holdsDict(value: Possible, held: HeldTables): 'table' | 'above' | undefined {
  let found: 'above' | undefined;
  for (const ref of value.refs) {
    if (isHeld(ref, held)) return 'table';
    if (ref.kind !== 'dict' && ref.kind !== 'list') continue;
    if (found === undefined && partsOf(ref).some((part) => holdsDict(part, held))) found = 'above';
  }
  return found;
}

function isHeld(ref: Ref, { makers, roots }: HeldTables): boolean {
  if (ref.kind === 'dict') return ref.makers.some((maker) => makers.has(maker));
  if (ref.kind !== 'path' || roots.size === 0) return false;
  return ref.path.length === 0 ? roots.has(ref.chart ?? '') : ref.path[0] === 'Subcharts';
}

/**
 * What a word is looked up in. A name that some include computes makes every template's dot uncertain, though what such an
 * include hands over is judged by itself: here the dot is what the calls that are written out give.
 */
function baseIn(given: Snapshot, tree: ChartTree, word: TemplateWord): Possible {
  if (word.base.complete || word.embedded || !templateIndex(given, tree).hasComputedCalls) return word.base;
  const snapshot = underSet(given, tree.root.folder);
  const { value, body } = baseOf(templateView(word.file, snapshot.settings), word.name);
  const top = body ? dotOf(snapshot, tree, body.name, []) : rootOf(word.chart.folder);
  return union([{ ...word.base, complete: true }, substitute(value, top)]);
}

const dots = new WeakMap<ChartTree, Map<string, Possible>>();

function dotOf(snapshot: Snapshot, tree: ChartTree, name: string, open: readonly string[]): Possible {
  let known = dots.get(tree);
  if (known === undefined) dots.set(tree, (known = new Map()));
  const have = known.get(name);
  if (have) return have;
  if (open.includes(name)) return UNKNOWN;
  const { roots, others } = templateIndex(snapshot, tree).givenTo(name);
  if (roots.size + others.length === 0) return UNKNOWN;
  const inner = [...open, name];
  const given = others.flatMap(({ chart, call: { data, body } }) => {
    // A template that hands its own dot on to itself gets nothing new.
    if (body?.name === name && data.refs.length === 1 && isDot(data)) return [];
    return [substitute(data, body ? dotOf(snapshot, tree, body.name, inner) : rootOf(chart.folder))];
  });
  const dot = union([...[...roots].map(({ folder }) => rootOf(folder)), ...given]);
  if (open.length === 0) known.set(name, dot);
  return dot;
}

function isDot({ refs: [ref], complete }: Possible): boolean {
  return complete && ref?.kind === 'path' && ref.chart === undefined && ref.path.length === 0;
}
