// Where a template includes named ones or has a text rendered by tpl, and what it hands them; read once per text.

import type { AnyNode, OperandNode, PipeNode, StringNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { type NamedBody, pushChildren, type TemplateView, unwrapped } from '../documents/template.ts';
import { evaluateOperand, evaluatePipe, type Names } from './evaluate.ts';
import { scopeAt } from './scope.ts';
import { NOTHING, type Possible, TOP } from './value.ts';

export interface TemplateCall {
  readonly kind: 'include' | 'template' | 'block';
  /** Undefined: the name is computed. */
  readonly name: string | undefined;
  /** A computed name as an expression, in terms of the body's dot. */
  readonly nameText?: Possible;
  /** The name as written, quotes included; of a computed one the whole expression. */
  readonly nameSpan: Span;
  /** The whole call: the `{{ template }}` tag, or the include with its arguments. */
  readonly span: Span;
  /** What the template gets as its dot, in terms of the dot of the body that holds the call. */
  readonly data: Possible;
  /** The define or block that holds the call; undefined in the file's own text. */
  readonly body: NamedBody | undefined;
}

/** A call of tpl, in terms of the dot of the body that holds it. */
export interface TplCall {
  readonly text: Possible;
  /** What the text's templates get as their dot. */
  readonly data: Possible;
  /** The text where it is written out as a whole. */
  readonly written: StringNode | undefined;
  readonly body: NamedBody | undefined;
}

/** What one file says of named templates. */
export interface TemplateUses {
  /** Every include, template and block, in the order of the text. */
  readonly calls: readonly TemplateCall[];
  /** Those whose names are computed. */
  readonly computed: readonly TemplateCall[];
  readonly tpls: readonly TplCall[];
  /** Those whose names are written out, by name. */
  readonly callsByName: ReadonlyMap<string, readonly TemplateCall[]>;
  readonly definesByName: ReadonlyMap<string, readonly NamedBody[]>;
  /** Names that the file's own text calls with its dot or `$`, the root object: nearly all calls are such. */
  readonly givenRoot: ReadonlySet<string>;
  /** The other calls, by name. */
  readonly givenOther: ReadonlyMap<string, readonly TemplateCall[]>;
}

const memo = new WeakMap<TemplateView, TemplateUses>();

/** The named templates that a file calls and defines. */
export function usesOf(view: TemplateView): TemplateUses {
  let uses = memo.get(view);
  if (uses === undefined) {
    const calls: TemplateCall[] = [];
    const tpls: TplCall[] = [];
    collect(view, view.parsed.main.root, calls, tpls);
    uses = usesFrom(calls, tpls, view.defines);
    memo.set(view, uses);
  }
  return uses;
}

/** The same of a file that was read before; undefined when nobody asked for it yet. */
export function knownUses(view: TemplateView): TemplateUses | undefined {
  return memo.get(view);
}

/** Brings calls into the order in which they are asked for. */
export function usesFrom(
  calls: readonly TemplateCall[],
  tpls: readonly TplCall[],
  defines: readonly NamedBody[],
): TemplateUses {
  const named = calls.filter((call): call is TemplateCall & { readonly name: string } => call.name !== undefined);
  return {
    calls,
    computed: calls.filter((call) => call.name === undefined),
    tpls,
    callsByName: byName(named),
    definesByName: byName(defines),
    givenRoot: new Set(named.filter(isGivenRoot).map((call) => call.name)),
    givenOther: byName(named.filter((call) => !isGivenRoot(call))),
  };
}

function isGivenRoot(call: TemplateCall): boolean {
  return call.body === undefined && call.data === TOP;
}

function byName<T extends { readonly name: string }>(items: readonly T[]): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const item of items) {
    const list = out.get(item.name);
    if (list) list.push(item);
    else out.set(item.name, [item]);
  }
  return out;
}

function collect(view: TemplateView, root: AnyNode, out: TemplateCall[], tpls: TplCall[]): void {
  const rest: AnyNode[] = [root];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.kind === 'template') {
      const scope = scopeAt(view, node.span.start);
      const data = node.pipe ? evaluatePipe(scope, node.pipe) : NOTHING;
      const kind = node.list ? 'block' : 'template';
      out.push({ kind, name: node.name, nameSpan: node.nameSpan, span: node.head, data, body: scope.body });
    } else if (node.kind === 'pipe') callsIn(view, node, out, tpls);
    pushChildren(node, rest);
  }
}

function callsIn(view: TemplateView, pipe: PipeNode, out: TemplateCall[], tpls: TplCall[]): void {
  pipe.cmds.forEach((command, index) => {
    const first = command.args[0] && unwrapped(command.args[0]);
    if (first?.kind !== 'identifier' || (first.ident !== 'include' && first.ident !== 'tpl')) return;
    const [, nameNode, dataNode] = command.args.map(unwrapped);
    if (nameNode === undefined) return;
    const scope = scopeAt(view, pipe.span.start);
    const piped = index > 0 ? evaluatePipe(scope, pipe, index) : NOTHING;
    const data = dataNode ? evaluateOperand(scope, dataNode) : piped;
    const { body } = scope;
    if (first.ident === 'tpl') {
      tpls.push({ text: evaluateOperand(scope, nameNode), data, written: written(nameNode), body });
    } else {
      const named = nameOf(scope, nameNode);
      out.push({ kind: 'include', ...named, nameSpan: nameNode.span, span: command.span, data, body });
    }
  });
}

function nameOf(names: Names, node: OperandNode): Pick<TemplateCall, 'name' | 'nameText'> {
  const text = written(node);
  return text ? { name: text.text } : { name: undefined, nameText: evaluateOperand(names, node) };
}

/** A string that is written out, parentheses around it or not. */
function written(node: OperandNode): StringNode | undefined {
  if (node.kind === 'string') return node;
  const only = node.kind === 'pipe' && node.cmds.length === 1 ? node.cmds[0]?.args : undefined;
  return only?.length === 1 && only[0]?.kind === 'string' ? only[0] : undefined;
}
