// Goes through the bodies of templates again and again until nothing new is found: what each dot and variable may hold, what
// is put where, and by it which values are read. Order and conditions do not matter, so that nothing that may happen is missed.

import type { ListNode, Node, OperandNode, PipeNode, VariableNode } from '#engine/template/node.ts';
import { ELEMENT } from '../../documents/values.ts';
import { callOf } from './calls.ts';
import { addAll, type Heap, NONE, Obj, type Objects, type Reader } from './heap.ts';

/** A file's own text, a named template, or a text that reaches tpl. */
export interface Body extends Reader {
  readonly list: ListNode;
  /** The text that it stands in. */
  readonly text: string;
  /** All that it may be given. */
  readonly dot: Set<Obj>;
  /** Of a template file its URI. */
  readonly path: string;
  /** By what declares them. */
  readonly variables: Map<VariableNode, Variable>;
  /** What calls in it make. */
  readonly made: Map<unknown, Obj>;
}

interface Variable {
  readonly values: Set<Obj>;
  /** Somebody asked for the values that it has now. */
  isAsked: boolean;
}

export function newBody(list: ListNode, text: string, path = ''): Body {
  return { list, text, path, dot: new Set(), variables: new Map(), made: new Map(), isDirty: false };
}

/** All the bodies of a release. */
export interface Bodies {
  readonly heap: Heap;
  readonly named: ReadonlyMap<string, readonly Body[]>;
  /** The texts of the template files. */
  readonly files: readonly Body[];
  /** Texts that may be given to tpl. */
  readonly texts: readonly Body[];
  /** Names of files are put together elsewhere than where they are included. */
  readonly hasFileNames: boolean;
}

/** False when it came to no end. */
export function settle(all: Bodies): boolean {
  const bodies = [...all.files, ...[...all.named.values()].flat(), ...all.texts];
  for (const body of bodies) if (body.dot.size > 0) body.isDirty = true;
  for (let isAgain = true; isAgain; ) {
    isAgain = false;
    for (const body of bodies) {
      if (!body.isDirty) continue;
      if (all.heap.isTired) return false;
      body.isDirty = false;
      isAgain = true;
      new Walk(all, body).list(body.list, body.dot);
    }
  }
  return true;
}

/** What a body is given. */
export function give(body: Body, data: Objects): void {
  if (addAll(body.dot, data)) body.isDirty = true;
}

export class Walk {
  readonly all: Bodies;
  readonly body: Body;
  /** The variables in scope. */
  #scope: ReadonlyMap<string, Variable> = new Map();

  constructor(all: Bodies, body: Body) {
    this.all = all;
    this.body = body;
  }

  list(list: ListNode, dot: Objects): void {
    for (const node of list.nodes) this.#node(node, dot);
  }

  #node(node: Node, dot: Objects): void {
    switch (node.kind) {
      case 'list':
        this.list(node, dot);
        break;
      case 'action': {
        const value = this.pipe(node.pipe, dot);
        if (node.pipe.decl.length === 0) this.all.heap.whole(value);
        break;
      }
      case 'if':
      case 'with':
      case 'range': {
        const outer = this.#scope;
        const value = node.kind === 'range' ? this.#ranged(node.pipe, dot) : this.pipe(node.pipe, dot);
        const inner = this.#scope;
        this.list(node.list, node.kind === 'if' ? dot : value);
        this.#scope = inner;
        if (node.elseList) this.list(node.elseList, dot);
        this.#scope = outer;
        break;
      }
      case 'template':
        // What is in a block is a named template of its own.
        this.call(node.name, node.pipe ? this.pipe(node.pipe, dot) : NONE);
        break;
      case 'error':
        this.#broken(node, dot);
        break;
      default:
    }
  }

  #ranged(pipe: PipeNode, dot: Objects): Objects {
    const whole = this.pipe(pipe, dot, false);
    this.all.heap.listed(whole);
    const element = this.all.heap.field(whole, ELEMENT, this.body);
    const last = pipe.decl.at(-1);
    if (pipe.decl.length === 2 && pipe.decl[0]) this.#declare(pipe.decl[0], pipe.isAssign, NONE);
    if (last) this.#declare(last, pipe.isAssign, element);
    return element;
  }

  pipe(pipe: PipeNode, dot: Objects, declares = true): Objects {
    let value: Objects | undefined;
    for (const command of pipe.cmds) {
      const [first] = command.args;
      if (first === undefined) continue;
      if (first.kind === 'identifier') value = callOf(this, command, first.ident, command.args.slice(1), value, dot);
      else {
        const given = command.args.slice(1).map((node) => this.operand(node, dot));
        // A field with arguments is a method: of files, of versions.
        for (const some of [...given, value ?? NONE]) this.all.heap.whole(some);
        value = this.operand(first, dot);
      }
    }
    if (declares) for (const node of pipe.decl) this.#declare(node, pipe.isAssign, value ?? NONE);
    return value ?? NONE;
  }

  #declare(node: VariableNode, isAssign: boolean, value: Objects): void {
    const name = node.ident[0] as string;
    const outer = isAssign ? this.#scope.get(name) : undefined;
    let known = outer ?? this.body.variables.get(node);
    if (known === undefined) this.body.variables.set(node, (known = { values: new Set(), isAsked: false }));
    if (this.#scope.get(name) !== known) this.#scope = new Map(this.#scope).set(name, known);
    if (!addAll(known.values, value)) return;
    if (known.isAsked) this.body.isDirty = true;
    known.isAsked = false;
  }

  #valuesOf(name: string): Objects {
    const known = this.#scope.get(name);
    if (known === undefined) return NONE;
    known.isAsked = true;
    return known.values;
  }

  operand(node: OperandNode, dot: Objects): Objects {
    switch (node.kind) {
      case 'dot':
        return dot;
      case 'field':
        return this.fields(dot, node.ident);
      case 'variable': {
        const [name, ...rest] = node.ident;
        return this.fields(name === '$' ? this.body.dot : this.#valuesOf(name as string), rest);
      }
      case 'chain':
        return this.fields(this.operand(node.node, dot), node.field);
      case 'pipe':
        return this.pipe(node, dot);
      case 'identifier':
        return callOf(this, node, node.ident, [], undefined, dot);
      case 'error':
        this.#broken(node, dot);
        return this.all.heap.someText;
      case 'string':
        return this.all.heap.written(node.text);
      default:
        return NONE;
    }
  }

  fields(value: Objects, names: readonly string[]): Objects {
    return names.reduce((at, name) => this.all.heap.field(at, name, this.body), value);
  }

  /** What `dict` or `list` makes at a place. */
  made(at: unknown): Obj {
    return madeIn(this.body, at);
  }

  call(name: string, data: Objects): void {
    const bodies = this.all.named.get(name);
    // Nobody knows what an absent template does with it.
    if (bodies === undefined) this.all.heap.whole(data);
    for (const body of bodies ?? []) give(body, data);
  }

  /** A name that is computed: any template may be meant, or with the folder of the files before a path that file. */
  callAny(nameText: string, data: Objects): void {
    const { files, named, hasFileNames } = this.all;
    const isFile = nameText.includes('BasePath');
    const path = /["`]\/?([^"`%]*)["`]\s*\)?$/.exec(nameText)?.[1];
    const meant = isFile && path ? files.filter((body) => body.path.endsWith(`/${path}`)) : [];
    // With the folder of its files goes the root object of the chart, which these have anyway.
    const others = isFile ? new Set([...data].filter(({ isRoot }) => !isRoot)) : data;
    if (isFile || hasFileNames) for (const body of meant.length > 0 ? meant : files) give(body, others);
    if (!isFile) for (const body of [...named.values()].flat()) give(body, data);
  }

  tpl(data: Objects): void {
    for (const body of this.all.texts) give(body, data);
  }

  /** Of broken text everything that it names is used. */
  #broken(node: Node | OperandNode, dot: Objects): void {
    if (node.kind !== 'error') return;
    for (const part of node.parts) {
      if (part.kind === 'command') for (const arg of part.args) this.all.heap.whole(this.operand(arg, dot));
      else if (isOperand(part)) this.all.heap.whole(this.operand(part, dot));
      else this.#node(part as Node, dot);
    }
  }
}

function madeIn(body: Body, at: unknown): Obj {
  let made = body.made.get(at);
  if (made === undefined) body.made.set(at, (made = new Obj(false, undefined)));
  return made;
}

const OPERANDS = new Set('identifier variable dot nil field chain bool number string pipe'.split(' '));

function isOperand(node: { readonly kind: string }): node is OperandNode {
  return OPERANDS.has(node.kind);
}
