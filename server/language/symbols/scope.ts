// What `.`, `$` and each variable are at a place of a template, in terms of the dot that the template begins with.

import type { BranchNode, CommandNode, ListNode, Node, PipeNode, VariableNode } from '#engine/template/node.ts';
import type { NamedBody, TemplateView } from '../documents/template.ts';
import { unwrapped, walkNodes } from '../documents/template.ts';
import { evaluateOperand, evaluatePipe, type Names } from './evaluate.ts';
import { keysOf } from './evaluate-files.ts';
import { type Argument, resultOf } from './evaluate-functions.ts';
import { type Guessed, guessed, guessesRead, settled, stillGuessed } from './settled.ts';
import { dictOf, elementOf, one, type Possible, TOP, union } from './value.ts';

export interface Variable {
  /** With its `$`. */
  readonly name: string;
  readonly declaration: VariableNode;
  /** The pipeline that declares it. */
  readonly pipe: PipeNode;
  /** How it gets its value: `:=` alone, or as key or element of a range. */
  readonly source: 'value' | 'key' | 'element';
}

export interface Scope extends Names {
  /** The define or block that holds the place; undefined in the file's own text. */
  readonly body: NamedBody | undefined;
  /** Those in scope, the innermost declaration of each name; `$` is not among them. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** The blocks around the place whose dot is another one, outermost first. */
  readonly blocks: readonly BranchNode[];
}

/** The scope at an offset. In a block's head it is the scope outside the block. */
export function scopeAt(view: TemplateView, offset: number): Scope {
  return new Descent(view, offset).run();
}

/** What a variable may hold: its declaration, every assignment to it, and what `set` and `merge` put into it. */
export function variableValue(view: TemplateView, variable: Variable): Possible {
  // An assignment may read the variable itself.
  return settled(values, variable.declaration, () =>
    union([declaredValue(view, variable), ...assignedValues(view, variable), ...putInto(view, variable)]),
  );
}

/** By declaration: a tree belongs to one text, and these values are in terms of the dot at its top. */
const values = new WeakMap<VariableNode, Possible>();

function declaredValue(view: TemplateView, variable: Variable): Possible {
  const value = evaluatePipe(scopeAt(view, variable.pipe.span.start), variable.pipe);
  if (variable.source === 'key') return keysOf(value);
  return variable.source === 'element' ? elementOf(value) : value;
}

/** What changes a view's variables and dots behind their declarations; read once per view. */
interface Changes {
  readonly assignments: ReadonlyMap<string, readonly PipeNode[]>;
  /** Calls that change their first argument, by that argument's name: a variable's, `$`, or `.`. */
  readonly puts: ReadonlyMap<string, readonly Put[]>;
}

/** A call that changes a table. */
interface Put {
  readonly pipe: PipeNode;
  /** Of the call in the pipeline. */
  readonly index: number;
  readonly command: CommandNode;
  /** The table lies there in the variable. */
  readonly path: readonly string[];
}

const changes = new WeakMap<TemplateView, Changes>();

function changesIn(view: TemplateView): Changes {
  let known = changes.get(view);
  if (known !== undefined) return known;
  const assignments = new Map<string, PipeNode[]>();
  const puts = new Map<string, Put[]>();
  const walk = MAY_CHANGE.test(view.file.text) ? walkNodes : () => {};
  walk(view.parsed.main.root, (node) => {
    if (node.kind !== 'pipe') return;
    if (node.isAssign) for (const { ident } of node.decl) add(assignments, ident[0] as string, node);
    for (const [index, command] of node.cmds.entries()) {
      const changed = changedBy(command, index > 0);
      if (changed) add(puts, changed.name, { pipe: node, index, command, path: changed.path });
    }
  });
  known = { assignments, puts };
  changes.set(view, known);
  return known;
}

function add<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const list = lists.get(name);
  if (list) list.push(item);
  else lists.set(name, [item]);
}

/** `$x =`, `set`, `merge`: most texts have none, by their letters. A text inside a string may have other line breaks. */
const MAY_CHANGE = /\$[\p{L}\p{N}_]*(?:\s|\\.)*(?:,[^=:]*)?=|\bset\b|erge/u;

/** `set $x.table "k" v`, `merge $x other`: they change what they are given, whatever becomes of their result. */
const CHANGING = /^(?:set|(?:mustM|m)erge(?:Overwrite)?)$/;

/**
 * What lies in the dot or in `$` is mostly a value that others share: only what is put into these themselves is followed, and
 * into a variable's fields only single keys, since a table that another is merged into is still the one that it was.
 */
function changedBy(
  { args }: CommandNode,
  isPiped: boolean,
): { readonly name: string; readonly path: readonly string[] } | undefined {
  if (args.length + (isPiped ? 1 : 0) < 3) return undefined;
  const [name, first] = args.map(unwrapped);
  if (name?.kind !== 'identifier' || !CHANGING.test(name.ident)) return undefined;
  if (first?.kind === 'dot') return { name: '.', path: [] };
  if (first?.kind !== 'variable') return undefined;
  const [variable = '', ...path] = first.ident;
  const isFollowed = path.length === 0 || (variable !== '$' && name.ident === 'set');
  return isFollowed ? { name: variable, path } : undefined;
}

function assignedValues(view: TemplateView, variable: Variable): Possible[] {
  const out: Possible[] = [];
  for (const pipe of changesIn(view).assignments.get(variable.name) ?? []) {
    if (pipe.span.start < variable.declaration.span.start) continue;
    const scope = scopeAt(view, pipe.span.start);
    if (scope.variables.get(variable.name)?.declaration === variable.declaration) out.push(evaluatePipe(scope, pipe));
  }
  return out;
}

function putInto(view: TemplateView, variable: Variable): Possible[] {
  const out: Possible[] = [];
  for (const put of changesIn(view).puts.get(variable.name) ?? []) {
    if (put.command.span.start < variable.declaration.span.start) continue;
    const scope = scopeAt(view, put.command.span.start);
    if (scope.variables.get(variable.name)?.declaration === variable.declaration) out.push(putBy(scope, put));
  }
  return out;
}

/** What a changing call adds: all that it gives besides its first argument. */
function putBy(scope: Scope, { pipe, index, command, path }: Put): Possible {
  const [name, , ...rest] = command.args;
  const ident = name && unwrapped(name);
  const given: Argument[] = rest.map((node) => ({ node: unwrapped(node), value: evaluateOperand(scope, node) }));
  if (index > 0) given.push({ node: undefined, value: evaluatePipe(scope, pipe, index) });
  const isSet = ident?.kind === 'identifier' && ident.ident === 'set';
  const added = isSet ? resultOf('dict', given, command) : union(given.map(({ value }) => value));
  return path.reduceRight((value, key) => one(dictOf(new Map([[key, value]]))), added);
}

/** The dot that a body begins with, with what the body itself sets in it: `{{ $_ := set . "name" (…) }}`. */
function topOf(view: TemplateView, body: NamedBody | undefined): Possible {
  const { puts } = changesIn(view);
  if (!puts.has('$') && !puts.has('.')) return TOP;
  let keys = topKeys.get(view);
  if (keys === undefined) topKeys.set(view, (keys = new Map()));
  let key = keys.get(body);
  if (key === undefined) keys.set(body, (key = {}));
  const compute = () => {
    const added: Possible[] = [];
    for (const put of [...(puts.get('$') ?? []), ...(puts.get('.') ?? [])]) {
      const scope = scopeAt(view, put.command.span.start);
      const target = put.command.args[1] && unwrapped(put.command.args[1]);
      if (scope.body === body && (target?.kind !== 'dot' || scope.blocks.length === 0)) added.push(putBy(scope, put));
    }
    return union([TOP, ...added]);
  };
  return settled(tops, key, compute, TOP);
}

/** A text has a top of its own, and each body. */
const topKeys = new WeakMap<TemplateView, Map<NamedBody | undefined, object>>();
const tops = new WeakMap<object, Possible>();

/** What holds at the beginning of a list of nodes. */
interface Level {
  readonly list: ListNode;
  readonly top: Possible;
  readonly dot: Possible;
  readonly body: NamedBody | undefined;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly blocks: readonly BranchNode[];
}

/** Each list has one beginning, and most questions about a text are about places that follow each other. */
const levels = new WeakMap<ListNode, Level>();
/** Those that are made of guesses: what is put into a variable is mostly put there in one block. */
const guessedLevels = new WeakMap<ListNode, Guessed<Level>>();
/** Of each level the scope at its beginning, and the last one that was asked for behind a declaration in it. */
const scopes = new WeakMap<Level, { readonly first?: Scope; readonly passed: number; readonly last?: Scope }>();

/** Goes down from the top of the file to the offset. */
class Descent {
  readonly #view: TemplateView;
  readonly #offset: number;

  constructor(view: TemplateView, offset: number) {
    this.#view = view;
    this.#offset = offset;
  }

  run(): Scope {
    let level = this.#level(this.#view.parsed.main.root, (list) => {
      const top = topOf(this.#view, undefined);
      return { list, top, dot: top, body: undefined, variables: NO_VARIABLES, blocks: [] };
    });
    for (;;) {
      const { nodes } = level.list;
      // Nodes follow each other, so that only the last that begins before the offset can hold it.
      const index = lastBefore(nodes, this.#offset);
      const node = nodes[index];
      const holds = node !== undefined && this.#holds(node);
      let passed = 0;
      for (const at of declaring(level.list)) {
        if (at > index || (at === index && holds)) break;
        passed++;
      }
      const inner = node !== undefined && holds ? this.#into(level, passed, node) : undefined;
      if (inner === undefined) return this.#scope(level, passed);
      level = inner;
    }
  }

  #level(list: ListNode, make: (list: ListNode) => Level): Level {
    const level = levels.get(list) ?? stillGuessed(guessedLevels.get(list))?.value;
    if (level) return level;
    const before = guessesRead();
    const made = guessed(() => make(list));
    // What is made of a guess is good for this guess alone.
    if (guessesRead() === before) levels.set(list, made.value);
    else guessedLevels.set(list, made);
    return made.value;
  }

  /** Behind the first so many declarations of the level's own list. */
  #scope(level: Level, passed: number): Scope {
    const known = scopes.get(level);
    const kept = passed === 0 ? known?.first : known?.passed === passed ? known.last : undefined;
    if (kept) return kept;
    const scope = scopeOf(this.#view, level, variablesBehind(level, passed));
    scopes.set(level, passed === 0 ? { passed: 0, ...known, first: scope } : { ...known, passed, last: scope });
    return scope;
  }

  #holds(node: Node): boolean {
    const isOpen = 'endTag' in node && node.endTag === null && (node.kind !== 'template' || node.list !== null);
    return this.#offset < node.span.end || (isOpen && this.#offset <= node.span.end);
  }

  /** The list inside the node in which the offset lies, if there is one. */
  #into(level: Level, passed: number, node: Node): Level | undefined {
    switch (node.kind) {
      case 'if':
      case 'with':
      case 'range':
        return this.#isInHead(node) ? undefined : this.#intoBranch(level, passed, node);
      case 'define':
      case 'template':
        if (node.list === null || this.#isInHead(node)) return undefined;
        return this.#level(node.list, (list) => {
          const body = node as NamedBody;
          const top = topOf(this.#view, body);
          return { list, top, dot: top, body, variables: NO_VARIABLES, blocks: [] };
        });
      default:
        return undefined;
    }
  }

  /** At the end of a head that the text does not close the cursor is still in it. */
  #isInHead({ head }: { readonly head: { readonly end: number } }): boolean {
    const isClosed = this.#view.file.text.startsWith('}}', head.end - 2);
    return isClosed ? this.#offset < head.end : this.#offset <= head.end;
  }

  #intoBranch(level: Level, passed: number, node: BranchNode): Level | undefined {
    const { elseTag } = node;
    // A chained else-if begins with its tag, a plain else has its list behind it.
    const isElse = elseTag !== null && this.#offset > elseTag.start;
    const inner = isElse ? node.elseList : node.list;
    if (!inner) return undefined;
    return this.#level(inner, (list) => {
      const outer = this.#scope(level, passed);
      const variables = withHead(outer.variables, node);
      const same = { ...level, list, variables };
      if (isElse || node.kind === 'if') return same;
      const value = evaluatePipe(outer, node.pipe);
      return { ...same, dot: node.kind === 'range' ? elementOf(value) : value, blocks: [...level.blocks, node] };
    });
  }
}

function scopeOf(view: TemplateView, level: Level, variables: ReadonlyMap<string, Variable>): Scope {
  const { top, dot, body, blocks } = level;
  const variable = (name: string) => {
    const found = variables.get(name);
    // `{{ $ := index . 0 }}` is allowed, and hides the one that all templates have.
    return found ? variableValue(view, found) : name === '$' ? top : undefined;
  };
  return { dot, variable, body, variables, blocks };
}

type Variables = ReadonlyMap<string, Variable>;

const NO_VARIABLES: Variables = new Map();

/** Of each list what is in scope behind so many of its declarations, given what is at its beginning. */
const declared = new WeakMap<ListNode, { readonly first: Variables; readonly behind: Variables[] }>();

function variablesBehind({ list, variables: first }: Level, passed: number): Variables {
  if (passed === 0) return first;
  let known = declared.get(list);
  if (known?.first !== first) declared.set(list, (known = { first, behind: [first] }));
  const { behind } = known;
  for (const at of declaring(list).slice(behind.length - 1, passed)) {
    const variables = new Map(behind.at(-1));
    const action = list.nodes[at];
    if (action?.kind === 'action') declare(variables, action.pipe, 'value');
    behind.push(variables);
  }
  return behind[passed] as Variables;
}

/** With what the head of a block declares. */
function withHead(outer: Variables, node: BranchNode): Variables {
  const { kind, pipe } = node;
  if (pipe.isAssign || pipe.decl.length === 0) return outer;
  const known = heads.get(node);
  if (known?.outer === outer) return known.variables;
  const variables = new Map(outer);
  declare(variables, pipe, kind === 'range' ? 'range' : 'value');
  heads.set(node, { outer, variables });
  return variables;
}

const heads = new WeakMap<BranchNode, { readonly outer: Variables; readonly variables: Variables }>();

function declare(variables: Map<string, Variable>, pipe: PipeNode, kind: 'value' | 'range'): void {
  if (pipe.isAssign) return;
  pipe.decl.forEach((declaration, i) => {
    const isKey = kind === 'range' && pipe.decl.length === 2 && i === 0;
    const source = kind === 'value' ? 'value' : isKey ? 'key' : 'element';
    const name = declaration.ident[0] as string;
    variables.set(name, { name, declaration, pipe, source });
  });
}

/** Index of the last node that begins before the offset; -1 for none. */
function lastBefore(nodes: readonly Node[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle] as Node).span.start < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const declarations = new WeakMap<ListNode, readonly number[]>();

/** The nodes of a list that declare variables for those behind them: few, and files of helpers have long lists. */
function declaring(list: ListNode): readonly number[] {
  let known = declarations.get(list);
  if (known === undefined) {
    known = list.nodes.flatMap((node, i) =>
      node.kind === 'action' && node.pipe.decl.length > 0 && !node.pipe.isAssign ? [i] : [],
    );
    declarations.set(list, known);
  }
  return known;
}
