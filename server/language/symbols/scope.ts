// What `.`, `$` and each variable are at a place of a template, in terms of the dot that the template begins with.

import type { BranchNode, ListNode, Node, PipeNode, VariableNode } from '#engine/template/node.ts';
import type { NamedBody, TemplateView } from '../documents/template.ts';
import { walkNodes } from '../documents/template.ts';
import { evaluatePipe, type Names } from './evaluate.ts';
import { elementOf, NOTHING, type Possible, TOP, UNKNOWN, union } from './value.ts';

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

/** What a variable may hold: its declaration and every assignment to it. */
export function variableValue(view: TemplateView, variable: Variable): Possible {
  let known = values.get(variable.declaration);
  if (known !== undefined) return known;
  // An assignment may read the variable itself.
  values.set(variable.declaration, UNKNOWN);
  known = union([declaredValue(view, variable), ...assignedValues(view, variable)]);
  values.set(variable.declaration, known);
  return known;
}

/** By declaration: a tree belongs to one text, and these values are in terms of the dot at its top. */
const values = new WeakMap<VariableNode, Possible>();

function declaredValue(view: TemplateView, variable: Variable): Possible {
  if (variable.source === 'key') return NOTHING;
  const value = evaluatePipe(scopeAt(view, variable.pipe.span.start), variable.pipe);
  return variable.source === 'element' ? elementOf(value) : value;
}

const assignments = new WeakMap<TemplateView, ReadonlyMap<string, PipeNode[]>>();

function assignedValues(view: TemplateView, variable: Variable): Possible[] {
  let known = assignments.get(view);
  if (known === undefined) assignments.set(view, (known = collectAssignments(view)));
  const out: Possible[] = [];
  for (const pipe of known.get(variable.name) ?? []) {
    if (pipe.span.start < variable.declaration.span.start) continue;
    const scope = scopeAt(view, pipe.span.start);
    if (scope.variables.get(variable.name)?.declaration === variable.declaration) out.push(evaluatePipe(scope, pipe));
  }
  return out;
}

function collectAssignments(view: TemplateView): Map<string, PipeNode[]> {
  const out = new Map<string, PipeNode[]>();
  walkNodes(view.parsed.main.root, (node) => {
    if (node.kind !== 'pipe' || !node.isAssign) return;
    for (const { ident } of node.decl) {
      const name = ident[0] as string;
      out.set(name, [...(out.get(name) ?? []), node]);
    }
  });
  return out;
}

/** Goes down from the top of the file to the offset and keeps what it meets on the way. */
class Descent {
  readonly #view: TemplateView;
  readonly #offset: number;
  #dot: Possible = TOP;
  #body: NamedBody | undefined;
  #variables = new Map<string, Variable>();
  #blocks: BranchNode[] = [];

  constructor(view: TemplateView, offset: number) {
    this.#view = view;
    this.#offset = offset;
  }

  run(): Scope {
    let list: ListNode | undefined = this.#view.parsed.main.root;
    while (list) list = this.#through(list);
    const view = this.#view;
    const variables = this.#variables;
    const variable = (name: string): Possible | undefined => {
      if (name === '$') return TOP;
      const found = variables.get(name);
      return found && variableValue(view, found);
    };
    return { dot: this.#dot, body: this.#body, variables, blocks: this.#blocks, variable };
  }

  /** Walks a list up to the offset; the list inside it in which the offset lies, if there is one. */
  #through(list: ListNode): ListNode | undefined {
    for (const node of list.nodes) {
      if (node.span.start >= this.#offset) return undefined;
      if (this.#holds(node)) return this.#into(node);
      if (node.kind === 'action') this.#declare(node.pipe, 'value');
    }
    return undefined;
  }

  #holds(node: Node): boolean {
    const isOpen = 'endTag' in node && node.endTag === null && (node.kind !== 'template' || node.list !== null);
    return this.#offset < node.span.end || (isOpen && this.#offset <= node.span.end);
  }

  #into(node: Node): ListNode | undefined {
    switch (node.kind) {
      case 'if':
      case 'with':
      case 'range':
        return this.#isInHead(node) ? undefined : this.#intoBranch(node);
      case 'define':
      case 'template':
        if (node.list === null || this.#isInHead(node)) return undefined;
        this.#dot = TOP;
        this.#variables = new Map();
        this.#blocks = [];
        this.#body = node as NamedBody;
        return node.list;
      default:
        return undefined;
    }
  }

  /** At the end of a head that the text does not close the cursor is still in it. */
  #isInHead({ head }: { readonly head: { readonly end: number } }): boolean {
    const isClosed = this.#view.file.text.startsWith('}}', head.end - 2);
    return isClosed ? this.#offset < head.end : this.#offset <= head.end;
  }

  #intoBranch(node: BranchNode): ListNode | undefined {
    const { elseTag } = node;
    const outer = this.#scopeNow();
    this.#declare(node.pipe, node.kind === 'range' ? 'range' : 'value');
    if (elseTag && this.#offset > elseTag.start) {
      // A chained else-if begins with its tag, a plain else has its list behind it.
      return node.elseList ?? undefined;
    }
    if (node.kind !== 'if') {
      const value = evaluatePipe(outer, node.pipe);
      this.#dot = node.kind === 'range' ? elementOf(value) : value;
      this.#blocks.push(node);
    }
    return node.list;
  }

  #scopeNow(): Names {
    const view = this.#view;
    const variables = new Map(this.#variables);
    return {
      dot: this.#dot,
      variable: (name) => {
        if (name === '$') return TOP;
        const found = variables.get(name);
        return found && variableValue(view, found);
      },
    };
  }

  #declare(pipe: PipeNode, kind: 'value' | 'range'): void {
    if (pipe.isAssign) return;
    pipe.decl.forEach((declaration, i) => {
      const isKey = kind === 'range' && pipe.decl.length === 2 && i === 0;
      const source = kind === 'value' ? 'value' : isKey ? 'key' : 'element';
      const name = declaration.ident[0] as string;
      this.#variables.set(name, { name, declaration, pipe, source });
    });
  }
}
