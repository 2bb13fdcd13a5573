// A template file for editors: its trees, the nodes at an offset, its actions and its defines; parsed once per text.

import { lexPieces, type Piece } from '#engine/template/lex.ts';
import type {
  AnyNode,
  DefineNode,
  ListNode,
  Node,
  OperandNode,
  ParsedFile,
  PipeNode,
  TemplateNode,
} from '#engine/template/node.ts';
import { parse } from '#engine/template/parse.ts';
import type { Settings } from '#protocol';
import type { FileText } from '../workspace/snapshot.ts';
import { functionsOf } from './functions.ts';

export interface TemplateView {
  readonly file: FileText;
  readonly parsed: ParsedFile;
  /** Defines and blocks in the order they stand in, nested and repeated ones included. */
  readonly defines: readonly NamedBody[];
}

/** A define, or a block, which defines a template as well. */
export type NamedBody = (DefineNode & { readonly list: ListNode }) | (TemplateNode & { readonly list: ListNode });

interface Memo {
  readonly 3?: TemplateView;
  readonly 4?: TemplateView;
}

const views = new WeakMap<FileText, Memo>();
const piecesMemo = new WeakMap<FileText, readonly Piece[]>();

/** The view of a template. Which functions there are depends on the Helm release, so there may be two views of a text. */
export function templateView(file: FileText, settings: Settings): TemplateView {
  const major = settings.helmVersion === '3' ? 3 : 4;
  const memo = views.get(file) ?? {};
  const known = memo[major];
  if (known) return known;
  const functions = functionsOf(settings);
  // Of a text that is typed the pieces are known; those of hundreds of others are not worth their memory.
  const parsed = parse(file.uri, file.text, (name) => functions.has(name), piecesMemo.get(file));
  const defines: NamedBody[] = [];
  collectDefines(parsed.main.root, defines);
  const view: TemplateView = { file, parsed, defines };
  views.set(file, { ...memo, [major]: view });
  return view;
}

/** The view of a template that was read before; undefined when nobody asked for it yet. */
export function knownView(file: FileText, settings: Settings): TemplateView | undefined {
  return views.get(file)?.[settings.helmVersion === '3' ? 3 : 4];
}

/** Text, comments and actions of the file in order. */
export function piecesOfFile(file: FileText): readonly Piece[] {
  let pieces = piecesMemo.get(file);
  if (pieces === undefined) piecesMemo.set(file, (pieces = [...lexPieces(file.text)]));
  return pieces;
}

/** Where the inside of an action begins and ends; the delimiters and trim markers lie outside. */
export interface ActionRange {
  readonly start: number;
  readonly end: number;
  /** The action has its `}}`. */
  readonly isClosed: boolean;
}

/** The action whose inside holds the offset (or touches it); undefined in text and in comments. */
export function actionAt(file: FileText, offset: number): ActionRange | undefined {
  const pieces = piecesOfFile(file);
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle] as Piece).start <= offset) low = middle;
    else high = middle - 1;
  }
  // At a border between two pieces, the one before may be an action that the text does not close.
  return rangeOf(file.text, pieces[low], offset) ?? rangeOf(file.text, pieces[low - 1], offset);
}

function rangeOf(text: string, piece: Piece | undefined, offset: number): ActionRange | undefined {
  if (piece?.kind !== 'action') return undefined;
  const start = piece.open.end;
  const isClosed = piece.recovered === null;
  const last = piece.tokens.at(-1);
  const end = isClosed && last?.kind === 'rightDelim' ? last.start : lineEnd(text, piece.end);
  return offset >= start && offset <= end ? { start, end, isClosed } : undefined;
}

/** White space behind an action that is still being written belongs to it. */
function lineEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && (text[end] === ' ' || text[end] === '\t')) end++;
  return end;
}

/** The nodes that hold the offset or touch it, outermost first; bodies of defines and parts of broken actions included. */
export function nodesAt(view: TemplateView, offset: number): AnyNode[] {
  const path: AnyNode[] = [];
  let node: AnyNode | undefined = view.parsed.main.root;
  while (node !== undefined) {
    path.push(node);
    node = pick(childrenOf(node), offset);
  }
  return path;
}

/** Of two that touch the offset, the one that begins there, unless that is text: a name is read from its start. */
function pick(children: readonly AnyNode[], offset: number): AnyNode | undefined {
  let found: AnyNode | undefined;
  for (const child of children) {
    if (child.span.start > offset) break;
    // An error node without extent marks a place where something is missing; it hides nothing.
    if (child.span.end === child.span.start || child.span.end < offset) continue;
    if (found === undefined || child.kind !== 'text') found = child;
  }
  return found;
}

/** The nodes directly inside, in the order of the text. */
export function childrenOf(node: AnyNode): readonly AnyNode[] {
  switch (node.kind) {
    case 'list':
      return node.nodes;
    case 'action':
      return [node.pipe];
    case 'if':
    case 'range':
    case 'with':
      return node.elseList ? [node.pipe, node.list, node.elseList] : [node.pipe, node.list];
    case 'template':
      return [...(node.pipe ? [node.pipe] : []), ...(node.list ? [node.list] : [])];
    case 'define':
      return [node.list];
    case 'pipe':
      return [...node.decl, ...node.cmds];
    case 'command':
      return node.args;
    case 'chain':
      return [node.node];
    case 'error':
      return node.parts;
    default:
      return NONE;
  }
}

const NONE: readonly AnyNode[] = [];

/** Calls `visit` for the node and all nodes inside it, defines included. */
export function walkNodes(node: AnyNode, visit: (node: AnyNode) => void): void {
  const rest: AnyNode[] = [node];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    visit(next);
    pushChildren(next, rest);
  }
}

/** Puts the nodes directly inside on a stack, the first one on top; whole releases are walked, so that nothing else is made. */
export function pushChildren(node: AnyNode, stack: AnyNode[]): void {
  switch (node.kind) {
    case 'text':
    case 'field':
    case 'string':
    case 'identifier':
      break;
    case 'command':
      pushAll(node.args, stack);
      break;
    case 'pipe':
      pushAll(node.cmds, stack);
      pushAll(node.decl, stack);
      break;
    case 'action':
      stack.push(node.pipe);
      break;
    case 'list':
      pushAll(node.nodes, stack);
      break;
    default:
      pushAll(childrenOf(node), stack);
  }
}

function pushAll(nodes: readonly AnyNode[], stack: AnyNode[]): void {
  for (let i = nodes.length - 1; i >= 0; i--) stack.push(nodes[i] as AnyNode);
}

/** Reads an expression that stands by itself, such as what precedes a cursor. Undefined when it is none. */
export function parseExpression(text: string, settings: Settings): PipeNode | undefined {
  const functions = functionsOf(settings);
  const { main } = parse('expression', `{{${text}}}`, (name) => functions.has(name));
  const node: Node | undefined = main.root.nodes.at(-1);
  return node?.kind === 'action' ? node.pipe : undefined;
}

/** What an error node holds when it is but one thing that was misplaced or unknown; other nodes are themselves. */
export function unwrapped(node: OperandNode): OperandNode {
  if (node.kind !== 'error' || node.parts.length !== 1) return node;
  const part = node.parts[0] as AnyNode;
  return isOperand(part) ? part : node;
}

const OPERANDS: ReadonlySet<AnyNode['kind']> = new Set<AnyNode['kind']>([
  'identifier',
  'variable',
  'dot',
  'nil',
  'field',
  'chain',
  'bool',
  'number',
  'string',
  'pipe',
]);

function isOperand(node: AnyNode): node is OperandNode {
  return OPERANDS.has(node.kind);
}

/** Pipelines, which are most of a tree, hold none. */
function collectDefines(root: AnyNode, out: NamedBody[]): void {
  const rest: AnyNode[] = [root];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.kind === 'define' || (node.kind === 'template' && node.list !== null)) out.push(node as NamedBody);
    if (node.kind !== 'action' && node.kind !== 'pipe') pushChildren(node, rest);
  }
}
