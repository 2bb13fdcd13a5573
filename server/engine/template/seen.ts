// What expressions came to while a file was rendered: of each the first few values that differ, for who asks what stands there.

import type { Frame, Origin, Site, ValueSource } from '../text/origin.ts';
import { valueSources } from '../text/source-map.ts';
import { truth, type Value } from '../values/value.ts';
import type { AnyNode, CommandNode, Tree } from './node.ts';
import { outline, sizeOf } from './value-outline.ts';
import { type JudgedPart, kindOf } from './watch.ts';

/** One value that an expression had. */
export interface SeenValue {
  readonly kind: JudgedPart['kind'];
  /** Of a text its beginning, of maps and lists what they hold, as YAML. */
  readonly shown: string;
  /** Characters of a text, items of a list, keys of a map; 0 for others. */
  readonly size: number;
  readonly holds: boolean;
  /** `shown` is not all of it. */
  readonly isCut: boolean;
  readonly source: ValueSource | undefined;
  /** Where the rendered file calls what led here; undefined in that file's own text. */
  readonly call: Site | undefined;
}

/** All that one expression came to in the render of one file. */
export interface SeenNode {
  readonly node: AnyNode;
  readonly file: string;
  /** How often it was evaluated, and how often what it came to was true. */
  readonly count: number;
  readonly held: number;
  readonly values: readonly SeenValue[];
  /** There may be values that `values` lacks. */
  readonly isPartial: boolean;
}

interface Entry extends SeenNode {
  count: number;
  held: number;
  isPartial: boolean;
  readonly values: SeenValue[];
  /** The last value itself: most expressions have the same one each time. */
  last: Value;
  /** Values whose texts were compared. */
  compared: number;
}

/** As many as somebody reads. */
const MOST_VALUES = 4;
/** A loop of ten thousand turns is not to be read through for a value that differs in the last. */
const MOST_COMPARED = 100;
/** A text of more pieces comes from everywhere. */
const MOST_PIECES = 50;
/** Expressions in one file with all that it includes. */
export const MOST_NODES = 5_000;

export class SeenLog {
  readonly #files: ReadonlyMap<string, unknown>;
  readonly #entries = new Map<AnyNode, Entry>();

  /** `files` has the names of the templates whose expressions are recorded; texts that `tpl` runs are not among them. */
  constructor(files: ReadonlyMap<string, unknown>) {
    this.#files = files;
  }

  saw({ file }: Tree, frame: Frame | null, node: AnyNode, value: Value, origin: Origin | undefined): void {
    let entry = this.#entries.get(node);
    if (entry === undefined) {
      if (isLiteral(node) || this.#entries.size >= MOST_NODES || !this.#files.has(file)) return;
      entry = newEntry(node, file, value);
      this.#entries.set(node, entry);
      entry.values.push(seenValue(frame, value, origin));
    } else if (value !== entry.last) this.#compare(entry, frame, value, origin);
    entry.count++;
    if (truth(value)) entry.held++;
  }

  #compare(entry: Entry, frame: Frame | null, value: Value, origin: Origin | undefined): void {
    entry.last = value;
    if (entry.isPartial) return;
    if (++entry.compared > MOST_COMPARED) {
      entry.isPartial = true;
      return;
    }
    const seen = seenValue(frame, value, origin);
    if (entry.values.some((known) => isSame(known, seen))) return;
    if (entry.values.length < MOST_VALUES) entry.values.push(seen);
    else entry.isPartial = true;
  }

  /** What was recorded; the values themselves are let go. */
  finish(): readonly SeenNode[] {
    return [...this.#entries.values()].map(({ node, file, count, held, values, isPartial }) => {
      return { node, file, count, held, values, isPartial };
    });
  }
}

function newEntry(node: AnyNode, file: string, last: Value): Entry {
  return { node, file, count: 0, held: 0, values: [], isPartial: false, last, compared: 0 };
}

/** Two that are cut may differ behind the cut; they count as two unless all that is known of them is the same. */
function isSame(a: SeenValue, b: SeenValue): boolean {
  return a.kind === b.kind && a.shown === b.shown && a.size === b.size;
}

/** What says its own value. */
function isLiteral(node: AnyNode): boolean {
  const { kind } = node;
  if (kind === 'command') return node.args.length === 1 && isLiteral((node as CommandNode).args[0] as AnyNode);
  return kind === 'string' || kind === 'number' || kind === 'bool' || kind === 'nil' || kind === 'error';
}

function seenValue(frame: Frame | null, value: Value, origin: Origin | undefined): SeenValue {
  const kind = kindOf(value);
  const { text, isCut } = outline(value);
  const [source] = origin === undefined || (origin.pieces?.length ?? 0) > MOST_PIECES ? [] : valueSources(origin, 1);
  return { kind, shown: text, size: sizeOf(value), holds: truth(value), isCut, source, call: outermost(frame) };
}

function outermost(frame: Frame | null): Site | undefined {
  let call = frame?.call;
  while (call?.frame) call = call.frame.call;
  return call;
}
