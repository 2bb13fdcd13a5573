// What the word under a cursor in a template names: a values path, a built-in field, a function, a named template, …

import type { Token } from '#engine/template/lex.ts';
import type { AnyNode, CommandNode, OperandNode, StringNode, VariableNode } from '#engine/template/node.ts';
import { type Span, span, touches } from '#engine/text/span.ts';
import { nodesAt, piecesOfFile, unwrapped } from '../documents/template.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import {
  type Context,
  contextAt,
  dotHere,
  type ObjectPath,
  objectPaths,
  operandHere,
  rootHere,
  valueHere,
} from './context.ts';
import { evaluateOperand, evaluatePipe } from './evaluate.ts';
import type { Variable } from './scope.ts';
import { fieldsOf, type Possible } from './value.ts';

export type Target =
  /** A field or key, or the dot: what it may be. A value below `.Values`, a built-in field, or a key of a dict. */
  | { readonly kind: 'path'; readonly span: Span; readonly value: Possible; readonly paths: readonly ObjectPath[] }
  | { readonly kind: 'function'; readonly span: Span; readonly name: string }
  | { readonly kind: 'keyword'; readonly span: Span; readonly word: string }
  | { readonly kind: 'template'; readonly span: Span; readonly name: string }
  /** `variable` is undefined for one that is not declared; `$` comes as a path. */
  | { readonly kind: 'variable'; readonly span: Span; readonly variable: Variable | undefined; readonly name: string }
  /** A file of the chart, by its path below the chart's folder. */
  | { readonly kind: 'file'; readonly span: Span; readonly path: string };

export interface Found {
  readonly context: Context;
  readonly target: Target;
}

/** The target at an offset; undefined outside actions and where nothing is named. */
export function targetAt(snapshot: Snapshot, uri: string, offset: number): Found | undefined {
  const here = contextAt(snapshot, uri, offset);
  if (here === undefined) return undefined;
  const nodes = nodesAt(here.view, offset);
  const node = nodes.at(-1);
  if (node === undefined) return undefined;
  // Inside a block's head the dot is still the one outside of it, which the beginning of the word tells.
  const context = contextAt(snapshot, uri, node.kind === 'list' ? offset : node.span.start) ?? here;
  const target = nodeTarget(context, nodes, node, offset) ?? keywordAt(here, offset);
  return target && { context, target };
}

function nodeTarget(context: Context, nodes: readonly AnyNode[], node: AnyNode, offset: number): Target | undefined {
  switch (node.kind) {
    case 'field':
      return chainTarget(context, context.scope.dot, node.ident, node.parts, offset);
    case 'chain':
      return chainTarget(context, evaluateOperand(context.scope, node.node), node.field, node.parts, offset);
    case 'variable':
      return variableTarget(context, nodes, node, offset);
    case 'dot':
      return pathTarget(context, node.span, dotHere(context));
    case 'identifier':
      return { kind: 'function', span: node.span, name: node.ident };
    case 'string':
      return stringTarget(context, nodes, node);
    case 'template':
    case 'define':
      return touches(node.nameSpan, offset) ? { kind: 'template', span: node.nameSpan, name: node.name } : undefined;
    default:
      return undefined;
  }
}

function pathTarget(context: Context, where: Span, value: Possible): Target {
  return { kind: 'path', span: where, value, paths: objectPaths(context.tree, value) };
}

/**
 * Of a chain the part under the cursor, its dot included, with the value of everything up to it. `start` is in terms of the
 * body's dot: to know what lies in one field takes less than to know all that the dot holds.
 */
function chainTarget(
  context: Context,
  start: Possible,
  names: readonly string[],
  parts: readonly Span[],
  offset: number,
): Target | undefined {
  const index = parts.findIndex((part) => part.start - 1 <= offset && offset <= part.end);
  const part = parts[index];
  if (part === undefined) return undefined;
  return pathTarget(context, part, valueHere(context, fieldsOf(start, names.slice(0, index + 1))));
}

function variableTarget(
  context: Context,
  nodes: readonly AnyNode[],
  node: VariableNode,
  offset: number,
): Target | undefined {
  const [name = '', ...fields] = node.ident;
  const [own, ...parts] = node.parts;
  if (own === undefined) return undefined;
  if (offset > own.end) {
    const start = evaluateOperand(context.scope, { ...node, ident: [name], parts: [own] });
    return chainTarget(context, start, fields, parts, offset);
  }
  if (name === '$') return pathTarget(context, own, rootHere(context));
  const variable = declaredHere(nodes, node) ?? context.scope.variables.get(name);
  return { kind: 'variable', span: own, variable, name };
}

/** The variable that this very node declares, if it does. */
function declaredHere(nodes: readonly AnyNode[], node: VariableNode): Variable | undefined {
  const pipe = nodes.at(-2);
  if (pipe?.kind !== 'pipe' || pipe.isAssign || !pipe.decl.includes(node)) return undefined;
  const isRange = nodes.at(-3)?.kind === 'range';
  const isKey = isRange && pipe.decl.length === 2 && pipe.decl[0] === node;
  const source = !isRange ? 'value' : isKey ? 'key' : 'element';
  return { name: node.ident[0] as string, declaration: node, pipe, source };
}

/** A string means something by the function it is given to. */
function stringTarget(context: Context, nodes: readonly AnyNode[], node: StringNode): Target | undefined {
  const command = nodes.findLast(
    (outer): outer is CommandNode => outer.kind === 'command' && outer.args.includes(node),
  );
  if (command === undefined) return undefined;
  const [first, ...args] = command.args.map(unwrapped);
  const index = args.indexOf(node);
  if (first?.kind === 'identifier' && first.ident === 'dig') return digTarget(context, nodes, command, args, node);
  if (first?.kind === 'identifier') return argumentTarget(context, first.ident, args, index, node);
  return first && isFileMethod(context, first) && index === 0
    ? { kind: 'file', span: node.span, path: node.text }
    : undefined;
}

function argumentTarget(
  context: Context,
  name: string,
  args: readonly OperandNode[],
  index: number,
  node: StringNode,
): Target | undefined {
  const [first] = args;
  if (name === 'include' && index === 0) return { kind: 'template', span: node.span, name: node.text };
  if ((name === 'index' || ((name === 'get' || name === 'hasKey') && index === 1)) && index > 0 && first) {
    const keys = args.slice(1, index + 1);
    const value = fieldsOf(evaluateOperand(context.scope, first), keys.map(keyOf));
    return pathTarget(context, node.span, valueHere(context, value));
  }
  const base = args[index - 1];
  if ((name === 'print' || name === 'printf') && base && isBasePath(context, base)) {
    return { kind: 'file', span: node.span, path: `templates${node.text}` };
  }
  return undefined;
}

/** `dig "a" "b" default table`, the table may come through a pipe. */
function digTarget(
  context: Context,
  nodes: readonly AnyNode[],
  command: CommandNode,
  args: readonly OperandNode[],
  node: StringNode,
): Target | undefined {
  const pipe = nodes.findLast((outer) => outer.kind === 'pipe' && outer.cmds.includes(command));
  const before = pipe?.kind === 'pipe' ? pipe.cmds.indexOf(command) : 0;
  const keys = args.slice(0, before > 0 ? -1 : -2);
  const index = keys.indexOf(node);
  const table = args.at(-1);
  if (index < 0 || table === undefined || pipe?.kind !== 'pipe') return undefined;
  const start = before > 0 ? evaluatePipe(context.scope, pipe, before) : evaluateOperand(context.scope, table);
  return pathTarget(context, node.span, valueHere(context, fieldsOf(start, keys.slice(0, index + 1).map(keyOf))));
}

function keyOf(node: OperandNode): string | number {
  if (node.kind === 'string') return node.text;
  return node.kind === 'number' && node.int !== undefined ? Number(node.int) : '';
}

const FILE_METHODS: ReadonlySet<string> = new Set(['Get', 'GetBytes', 'Lines']);

function isFileMethod(context: Context, node: OperandNode): boolean {
  return operandPaths(context, node).some(
    ({ object, path }) => object === 'Files' && typeof path[0] === 'string' && FILE_METHODS.has(path[0]),
  );
}

/** `$.Template.BasePath`, before a file's name: `include (print $.Template.BasePath "/configmap.yaml") .` */
function isBasePath(context: Context, node: OperandNode): boolean {
  return operandPaths(context, node).some(({ object, path }) => object === 'Template' && path[0] === 'BasePath');
}

function operandPaths(context: Context, node: OperandNode): ObjectPath[] {
  return evaluateOperand(context.scope, node).refs.length === 0
    ? []
    : objectPaths(context.tree, operandHere(context, node));
}

/** A keyword of an action: `if`, `range`, `end` …. They are no nodes, so the words themselves are asked. */
function keywordAt(context: Context, offset: number): Target | undefined {
  const piece = piecesOfFile(context.file).find(
    (item) => item.start <= offset && offset <= item.end && item.kind === 'action',
  );
  if (piece?.kind !== 'action') return undefined;
  const word = (piece.recovered ?? piece.tokens).find(
    (token) => isKeyword(token) && token.start <= offset && offset <= token.end,
  );
  return word && { kind: 'keyword', span: span(word.start, word.end), word: word.text };
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'block break continue define else end if nil range template with'.split(' '),
);

function isKeyword(token: Token): boolean {
  return KEYWORDS.has(token.kind);
}
