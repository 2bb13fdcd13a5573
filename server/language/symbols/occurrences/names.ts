// Every word of a template that may name a key: a field of a chain, a text given to `index`, `get`, `dig` and their like.
// Read once per text, by word; what stands before each word is kept in terms of the dot that its template begins with.

import type { ChainNode, CommandNode, FieldNode, OperandNode, PipeNode, VariableNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import type { Settings } from '#protocol';
import {
  knownView,
  type NamedBody,
  type TemplateView,
  templateView,
  unwrapped,
  walkNodes,
} from '../../documents/template.ts';
import { fileMayRead } from '../../documents/written-words.ts';
import type { FileText } from '../../workspace/snapshot.ts';
import { evaluateOperand, evaluatePipe } from '../evaluate.ts';
import { type Scope, scopeAt } from '../scope.ts';
import { elementOf, fieldOf, type Possible } from '../value.ts';

export type NameForm = 'field' | 'string';

export interface Name {
  /** The key. */
  readonly word: string;
  /** The word as written: without its dot, a string without its quotes. */
  readonly span: Span;
  readonly form: NameForm;
  /** The chain that a field belongs to; the string's own node otherwise. */
  readonly node: FieldNode | VariableNode | ChainNode | OperandNode;
  /** Of a field its index in the chain's parts. */
  readonly part: number;
  /** `set` and `unset` write the key. */
  readonly isWrite: boolean;
  /** The function that is given the string; undefined for fields. */
  readonly function: string | undefined;
}

/** The value in which a name is looked up, in terms of the dot of the body that holds it. */
export interface NameBase {
  readonly value: Possible;
  readonly body: NamedBody | undefined;
}

type Words = ReadonlyMap<string, readonly Known[]>;

interface Known extends Name {
  /** Where the whole expression begins, whose scope tells what it means. */
  readonly at: number;
  readonly evaluate: (scope: Scope) => Possible;
  base: NameBase | undefined;
}

const memo = new WeakMap<TemplateView, Words>();

/** The words of a text that may name the key `word`. */
export function namesOf(view: TemplateView, word: string): readonly Name[] {
  return wordsOf(view).get(word) ?? NONE;
}

/** The view of a template that may name the key; undefined when no letter of it does, so that nobody has to read it. */
export function viewWith(file: FileText, settings: Settings, word: string): TemplateView | undefined {
  const known = knownView(file, settings);
  if (known && memo.has(known)) return known;
  return fileMayRead(file, word) ? templateView(file, settings) : undefined;
}

/** Every word of a text. */
export function allNames(view: TemplateView): readonly Name[] {
  return [...wordsOf(view).values()].flat();
}

const NONE: readonly Name[] = [];

/** What the name is looked up in; found out once per text. */
export function baseOf(view: TemplateView, name: Name): NameBase {
  const known = name as Known;
  if (known.base === undefined) {
    const scope = scopeAt(view, known.at);
    known.base = { value: known.evaluate(scope), body: scope.body };
  }
  return known.base;
}

function wordsOf(view: TemplateView): Words {
  let words = memo.get(view);
  if (words === undefined) memo.set(view, (words = read(view)));
  return words;
}

function read(view: TemplateView): Words {
  const found = new Map<string, Known[]>();
  const add = (name: Known) => {
    const known = found.get(name.word);
    if (known) known.push(name);
    else found.set(name.word, [name]);
  };
  walkNodes(view.parsed.main.root, (node) => {
    if (node.kind === 'field' || node.kind === 'variable' || node.kind === 'chain') addFields(node, add);
    else if (node.kind === 'pipe') for (const [i, command] of node.cmds.entries()) addArguments(node, command, i, add);
  });
  for (const names of found.values()) names.sort((a, b) => a.span.start - b.span.start);
  return found;
}

type Add = (name: Known) => void;

function addFields(node: FieldNode | VariableNode | ChainNode, add: Add): void {
  const words = node.kind === 'chain' ? node.field : node.ident;
  for (let i = node.kind === 'variable' ? 1 : 0; i < words.length; i++) {
    const span = node.parts[i];
    if (span === undefined) continue;
    const evaluate = (scope: Scope) => {
      const before = upTo(node, i);
      return before ? evaluateOperand(scope, before) : scope.dot;
    };
    const at = node.span.start;
    const rest = { isWrite: false, function: undefined, at, evaluate, base: undefined };
    add({ word: words[i] as string, span, form: 'field', node, part: i, ...rest });
  }
}

/** The expression without its names from `count` on; undefined: the dot. */
function upTo(node: FieldNode | VariableNode | ChainNode, count: number): OperandNode | undefined {
  const parts = node.parts.slice(0, count);
  if (node.kind === 'chain') return count === 0 ? node.node : { ...node, field: node.field.slice(0, count), parts };
  return count === 0 ? undefined : { ...node, ident: node.ident.slice(0, count), parts };
}

/** Which arguments of a function are keys, and of what: `map` is the argument that holds them (-1: the last). */
interface Keys {
  readonly map: number;
  readonly first: number;
  /** How many there may be; arguments at the end that are no keys are not counted. */
  readonly count: (args: number) => number;
  /** Each is looked up in what the one before it gave. */
  readonly isPath: boolean;
  readonly isWrite?: true;
}

const one = () => 1;
const KEYS: ReadonlyMap<string, Keys> = new Map<string, Keys>([
  ['index', { map: 0, first: 1, count: (args) => args - 1, isPath: true }],
  ['get', { map: 0, first: 1, count: one, isPath: false }],
  ['hasKey', { map: 0, first: 1, count: one, isPath: false }],
  ['dig', { map: -1, first: 0, count: (args) => args - 2, isPath: true }],
  ['pick', { map: 0, first: 1, count: (args) => args - 1, isPath: false }],
  ['omit', { map: 0, first: 1, count: (args) => args - 1, isPath: false }],
  ['set', { map: 0, first: 1, count: one, isPath: false, isWrite: true }],
  ['unset', { map: 0, first: 1, count: one, isPath: false, isWrite: true }],
]);

/** What an argument stands for; behind a pipe it is the commands before this one. */
type Argument = { readonly node: OperandNode } | { readonly pipe: PipeNode; readonly count: number };

function addArguments(pipe: PipeNode, command: CommandNode, index: number, add: Add): void {
  const [called, ...written] = command.args.map(unwrapped);
  if (called?.kind !== 'identifier') return;
  const args: Argument[] = written.map((node) => ({ node }));
  if (index > 0) args.push({ pipe, count: index });
  if (called.ident === 'pluck') {
    for (const map of args.slice(1)) addKey(called.ident, args[0], map, [], pipe.span.start, false, add);
    return;
  }
  const keys = KEYS.get(called.ident.replace(/^mustDig$/, 'dig'));
  const map = keys && args.at(keys.map);
  if (keys === undefined || map === undefined) return;
  const count = keys.count(args.length);
  for (let i = 0; i < count; i++) {
    const before = keys.isPath ? args.slice(keys.first, keys.first + i) : [];
    addKey(called.ident, args[keys.first + i], map, before, pipe.span.start, keys.isWrite === true, add);
  }
}

function addKey(
  called: string,
  key: Argument | undefined,
  map: Argument,
  before: readonly Argument[],
  at: number,
  isWrite: boolean,
  add: Add,
): void {
  const node = key && 'node' in key ? key.node : undefined;
  if (node?.kind !== 'string') return;
  const evaluate = (scope: Scope) => {
    const whole = 'node' in map ? evaluateOperand(scope, map.node) : evaluatePipe(scope, map.pipe, map.count);
    return before.reduce((value, step) => stepInto(value, step), whole);
  };
  const span = { start: node.span.start + 1, end: node.span.end - 1 };
  add({
    word: node.text,
    span,
    form: 'string',
    node,
    part: 0,
    isWrite,
    function: called,
    at,
    evaluate,
    base: undefined,
  });
}

function stepInto(value: Possible, step: Argument): Possible {
  const node = 'node' in step ? step.node : undefined;
  if (node?.kind === 'string') return fieldOf(value, node.text);
  if (node?.kind === 'number' && node.int !== undefined) return fieldOf(value, Number(node.int));
  return elementOf(value);
}
