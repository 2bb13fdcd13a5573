// Where templates take tables of values as a whole: print them, go over their keys, merge them, hand them to a text's template.
// Whoever renames a key must know these, since there the key is used without being named.

import type { BranchNode, CommandNode, OperandNode, PipeNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { type NamedBody, type TemplateView, unwrapped, walkNodes } from '../../documents/template.ts';
import { evaluateOperand, evaluatePipe } from '../evaluate.ts';
import { type Scope, scopeAt } from '../scope.ts';
import { elementOf, fieldOf, NOTHING, type Possible } from '../value.ts';

/**
 * `whole`: everything in the value may be told, its keys included. `keys`: its own keys are looked at, in their order.
 * `merge`: several tables become one, `values` has them all. `text`: a template in a text gets it as its dot. `call`: a
 * named template gets it whose name nobody knows.
 */
export type FlowKind = 'whole' | 'keys' | 'merge' | 'text' | 'call';

export interface Flow {
  readonly kind: FlowKind;
  /** What the author would look at: the command or the action. */
  readonly span: Span;
  /** The function or keyword; empty where an action prints. */
  readonly by: string;
  /** In terms of the dot of the body that holds it. */
  readonly values: readonly Possible[];
  readonly body: NamedBody | undefined;
  /** Of the tables themselves only some keys are there: `omit` or `pick` with these. */
  readonly keys?: { readonly by: 'omit' | 'pick'; readonly names: ReadonlySet<string> } | undefined;
}

/** Whether a key of the very table that is taken comes along. */
export function takesKey({ keys }: Flow, word: unknown): boolean {
  return keys === undefined || keys.names.has(word as string) === (keys.by === 'pick');
}

const memo = new WeakMap<TemplateView, readonly Flow[]>();

/** The flows of a text in which a value of interest may be; read once per text. */
export function flowsOf(view: TemplateView): readonly Flow[] {
  let flows = memo.get(view);
  if (flows === undefined) memo.set(view, (flows = new Reader(view).read()));
  return flows;
}

/** Functions whose result does not depend on the names of keys. */
const BLIND = new Set(
  'not empty kindIs kindOf typeOf typeIs typeIsLike kindIsLike len eq ne hasKey include template'.split(' '),
);

/** Functions that hand on what they are given, so that what becomes of the result is what counts. */
const THROUGH = new Set(
  (
    'default coalesce or and required deepCopy list tuple first last rest initial slice uniq reverse compact concat ' +
    'append prepend without unset values'
  ).split(' '),
);

class Reader {
  readonly #view: TemplateView;
  readonly #flows: Flow[] = [];
  #scope: Scope | undefined;
  #scopeStart = -1;

  constructor(view: TemplateView) {
    this.#view = view;
  }

  read(): readonly Flow[] {
    walkNodes(this.#view.parsed.main.root, (node) => {
      if (node.kind === 'pipe') this.#pipe(node);
      else if (node.kind === 'action' && node.pipe.decl.length === 0) this.#printed(node.pipe);
      else if (node.kind === 'range') this.#ranged(node);
    });
    return this.#flows;
  }

  #scopeOf(at: number): Scope {
    if (this.#scope === undefined || this.#scopeStart !== at) {
      this.#scope = scopeAt(this.#view, at);
      this.#scopeStart = at;
    }
    return this.#scope;
  }

  /** `at` is where the pipeline begins, whose scope tells what its words mean. */
  #add(kind: FlowKind, span: Span, by: string, at: number, values: readonly Possible[], keys?: Flow['keys']): void {
    const some = values.filter((value) => isOfInterest(value) || (kind === 'merge' && !value.complete));
    const isIt = some.some(isOfInterest) && (kind !== 'merge' || some.length > 1);
    if (isIt) this.#flows.push({ kind, span, by, values: some, body: this.#scopeOf(at).body, keys });
  }

  #printed(pipe: PipeNode): void {
    if (isPlain(pipe.cmds.at(-1))) return;
    const { start } = pipe.span;
    this.#add('whole', pipe.span, '', start, [evaluatePipe(this.#scopeOf(start), pipe)], selected(pipe.cmds.at(-1)));
  }

  #ranged({ pipe }: BranchNode): void {
    const { start } = pipe.span;
    this.#add('keys', pipe.span, 'range', start, [evaluatePipe(this.#scopeOf(start), pipe)]);
  }

  #pipe(pipe: PipeNode): void {
    const at = pipe.span.start;
    for (const [index, command] of pipe.cmds.entries()) {
      const [called, ...written] = command.args.map(unwrapped);
      if (called === undefined || (written.length === 0 && index === 0)) continue;
      const name = nameOf(called);
      // What is in scope is asked for where something may be taken.
      if (takesNothing(name, written, index > 0)) continue;
      const args: Argument[] = written.map((node) => {
        const last = node.kind === 'pipe' ? node.cmds.at(-1) : undefined;
        const value = () => (isText(node) ? NOTHING : evaluateOperand(this.#scopeOf(at), node));
        return { node, value, keys: selected(last) };
      });
      const before = pipe.cmds[index - 1];
      if (before) {
        const value = () => (isPlain(before) ? NOTHING : evaluatePipe(this.#scopeOf(at), pipe, index));
        args.push({ node: undefined, value, keys: selected(before) });
      }
      this.#call(at, command, name, args);
    }
  }

  #call(at: number, command: CommandNode, name: string, args: readonly Argument[]): void {
    const add = (kind: FlowKind, some: readonly Argument[]) =>
      this.#add(
        kind,
        command.span,
        name,
        at,
        some.map(({ value }) => value()),
      );
    const isWritten = (arg: Argument | undefined) => arg?.node !== undefined && isText(arg.node);
    if (name === 'include' && args.length > 1 && args[0]?.node?.kind !== 'string') add('call', args.slice(1));
    else if (name === 'tpl') {
      add('whole', args.slice(0, 1));
      add('text', args.slice(1));
    } else if (name === 'merge' || name === 'mergeOverwrite') add('merge', args);
    else if (name === 'keys') for (const arg of args) add('keys', [arg]);
    else if (name === 'values') for (const arg of args) add('keys', [arg]);
    else if (name === 'set') {
      if (!isWritten(args[1])) add('keys', args.slice(0, 1));
      if (!isWritten(args[1]) || !isOwnDict(args[0])) add('whole', args.slice(2));
    } else if (name === 'hasKey' || name === 'get' || name === 'unset') {
      if (!isWritten(args[1])) add('keys', args.slice(0, 1));
    } else if (name === 'pluck') {
      if (!isWritten(args[0])) for (const map of args.slice(1)) add('keys', [map]);
    } else if (name === 'index' || name === 'dig') this.#steps(at, command, name, args);
    else if (name === 'dict') {
      // What lies under a key that is not written out is not followed.
      for (let i = 0; i + 1 < args.length; i += 2) if (!isWritten(args[i])) add('whole', args.slice(i + 1, i + 2));
    } else if (name === 'pick' && selected(command))
      this.#add('whole', command.span, name, at, [args[0]?.value() ?? NOTHING], selected(command));
    else if (selected(command)) return;
    else for (const arg of args) this.#add('whole', command.span, name, at, [arg.value()], arg.keys);
  }

  /** Keys that are not written out are looked up in the table that the steps before them lead to. */
  #steps(at: number, command: CommandNode, name: string, args: readonly Argument[]): void {
    const map = name === 'index' ? args[0] : args.at(-1);
    const keys = name === 'index' ? args.slice(1) : args.slice(0, -2);
    if (map === undefined || keys.every(({ node }) => node?.kind === 'string' || node?.kind === 'number')) return;
    let value = map.value();
    for (const { node } of keys) {
      if (node?.kind === 'string') value = fieldOf(value, node.text);
      else if (node?.kind === 'number' && node.int !== undefined) value = fieldOf(value, Number(node.int));
      else {
        this.#add('keys', command.span, name, at, [value]);
        value = elementOf(value);
      }
    }
  }
}

/** `mustMerge` is `merge`; empty where no function is called. */
function nameOf(called: OperandNode): string {
  if (called.kind !== 'identifier') return '';
  return called.ident.startsWith('must')
    ? called.ident.replace(MUST, (_all, c: string) => c.toLowerCase())
    : called.ident;
}

const MUST = /^must([A-Z])/;

/** By what is written alone: most calls are such. */
function takesNothing(name: string, written: readonly OperandNode[], isPiped: boolean): boolean {
  const [first, second] = written;
  if (name === 'include') return first?.kind === 'string';
  if (name === 'get' || name === 'hasKey' || name === 'unset') return second !== undefined && isText(second);
  if (name === 'dict') return !isPiped && written.every((node, i) => i % 2 === 1 || isText(node));
  return name === 'ternary' || (name !== 'values' && (BLIND.has(name) || THROUGH.has(name)));
}

/** No table, whatever is in scope. */
function isText({ kind }: OperandNode): boolean {
  return kind === 'string' || kind === 'number';
}

interface Argument {
  readonly node: OperandNode | undefined;
  readonly value: () => Possible;
  readonly keys?: Flow['keys'];
}

/** `omit .table "a" "b"`: what becomes of the result counts, and it has no such keys. A table that comes through a pipe is the last argument. */
function selected(command: CommandNode | undefined): Flow['keys'] {
  const [called, table, ...names] = command?.args.map(unwrapped) ?? [];
  if (called?.kind !== 'identifier' || (called.ident !== 'omit' && called.ident !== 'pick')) return undefined;
  if (table === undefined || table.kind === 'string' || names.some(({ kind }) => kind !== 'string')) return undefined;
  return { by: called.ident, names: new Set(names.map((node) => (node.kind === 'string' ? node.text : ''))) };
}

/** A variable that holds a dict made here: what `set` puts into it is followed. */
function isOwnDict(arg: Argument | undefined): boolean {
  const node = arg?.node;
  if (node?.kind !== 'variable' || node.ident.length !== 1 || node.ident[0] === '$') return false;
  const refs = arg?.value().refs ?? [];
  return refs.length > 0 && refs.every(({ kind }) => kind === 'dict');
}

/** Texts, numbers and calls whose results are such: no table can be told there. */
function isPlain(command: CommandNode | undefined): boolean {
  const first = command?.args[0];
  return first?.kind === 'identifier' && PRINTERS.has(first.ident);
}

const PRINTERS = new Set(
  'include tpl toYaml toJson quote squote nindent indent printf print b64enc trim lower upper'.split(' '),
);

/** A value that may be a table: a path below the dot, or a dict or list that may hold one. */
function isOfInterest({ refs }: Possible): boolean {
  return refs.some((ref) => ref.kind === 'dict' || ref.kind === 'list' || (ref.kind === 'path' && mayHold(ref.path)));
}

const OBJECTS: ReadonlySet<unknown> = new Set(['Release', 'Chart', 'Capabilities', 'Template', 'Files']);

function mayHold(path: readonly unknown[]): boolean {
  return !OBJECTS.has(path[0]);
}
