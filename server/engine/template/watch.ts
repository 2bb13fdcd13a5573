// What the conditions of a running file came to, as long as it has printed nothing: the material for "why is this empty?".

import type { Origin, Site, ValueSource } from '../text/origin.ts';
import { formatValue } from '../values/format.ts';
import { quoteGo } from '../values/quote.ts';
import { GoMap, GoSlice, isInteger, isNothing, truth, type Value } from '../values/value.ts';
import type { Sink } from './exec.ts';
import type { AnyNode, BranchNode } from './node.ts';

/** One run of an `if`, `with` or `range`. */
export interface Judged {
  readonly node: BranchNode;
  readonly site: Site;
  /** The condition held; of a range: there was something to go through. */
  readonly holds: boolean;
  /** What was evaluated of a condition that did not hold: operands, calls, parenthesized pipelines. */
  readonly parts: readonly JudgedPart[];
}

export interface JudgedPart {
  readonly node: AnyNode;
  readonly kind: 'nothing' | 'bool' | 'number' | 'string' | 'list' | 'map' | 'other';
  /** A short text of the value; empty for nothing. */
  readonly shown: string;
  readonly holds: boolean;
  /** The values slot it was read from. */
  readonly source: ValueSource | undefined;
}

/** A file that goes through more conditions before it prints anything has no reader for all of them. */
const MOST_JUDGED = 500;
const MOST_CHARACTERS = 60;

export class Watch {
  readonly judged: Judged[] = [];
  readonly #sink: Sink;
  /** By node the value it had last, and when that was. */
  readonly #seen = new Map<
    AnyNode,
    { readonly at: number; readonly value: Value; readonly origin: Origin | undefined }
  >();
  #clock = 0;
  #read = 0;

  /** `sink` is the rendered file's own. */
  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** Whether there is still something to explain. */
  get isOpen(): boolean {
    const { text } = this.#sink;
    if (this.judged.length >= MOST_JUDGED) return false;
    if (text.length === this.#read) return true;
    this.#read = text.length;
    // What prints so is taken out of the output.
    return writesNothing(text.replaceAll('<no value>', ''));
  }

  /** The moment at which a condition begins to be evaluated. */
  now(): number {
    return ++this.#clock;
  }

  saw(node: AnyNode, value: Value, origin: Origin | undefined): void {
    this.#seen.set(node, { at: this.#clock, value, origin });
  }

  judge(node: BranchNode, site: Site, since: number, holds: boolean): void {
    const parts: JudgedPart[] = [];
    if (!holds) this.#collect(node.pipe, since, parts);
    this.judged.push({ node, site, holds, parts });
  }

  #collect(node: AnyNode, since: number, out: JudgedPart[]): void {
    const seen = this.#seen.get(node);
    if (seen !== undefined && seen.at >= since) out.push(partOf(node, seen.value, seen.origin));
    if (node.kind === 'pipe') for (const command of node.cmds) this.#collect(command, since, out);
    else if (node.kind === 'command') for (const operand of node.args) this.#collect(operand, since, out);
    else if (node.kind === 'chain') this.#collect(node.node, since, out);
  }
}

/** Nothing but white space, comments and document marks: no manifest comes of it. */
export function writesNothing(text: string): boolean {
  return !/^(?![^\S\r\n]*(?:---[^\S\r\n]*)?(?:#|$))/m.test(text);
}

function partOf(node: AnyNode, value: Value, origin: Origin | undefined): JudgedPart {
  const kind = kindOf(value);
  return { node, kind, shown: shortOf(value, kind), holds: truth(value), source: origin?.source };
}

/** What sort of thing a value is to a reader. */
export function kindOf(value: Value): JudgedPart['kind'] {
  if (isNothing(value)) return 'nothing';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number' || isInteger(value)) return 'number';
  if (typeof value === 'string') return 'string';
  if (value instanceof GoSlice) return 'list';
  return value instanceof GoMap ? 'map' : 'other';
}

function shortOf(value: Value, kind: JudgedPart['kind']): string {
  if (kind === 'nothing') return '';
  if (typeof value === 'string') return quoteGo(shortened(value));
  if (value instanceof GoSlice) return value.length === 0 ? '[]' : counted(value.length, 'item', 'items');
  if (value instanceof GoMap) return value.size === 0 ? '{}' : counted(value.size, 'key', 'keys');
  return kind === 'other' ? '' : shortened(String(kind === 'number' ? formatValue(value) : value));
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function shortened(text: string): string {
  const characters = [...text.slice(0, 2 * MOST_CHARACTERS)];
  return characters.length <= MOST_CHARACTERS ? text : `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`;
}
