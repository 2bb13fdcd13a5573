// Parses a template file: Go's trees and Go's first error, and a tree of everything else however broken the text is.

import { type Span, span } from '../text/span.ts';
import { quoteGo } from '../values/quote.ts';
import { type LexedAction, lexPieces, type Piece } from './lex.ts';
import type { ErrorNode, ListNode, Node, ParsedFile, Tree } from './node.ts';
import {
  type BranchFrame,
  type Frame,
  finishBranch,
  finishList,
  finishTree,
  isBranch,
  type RootFrame,
  type TreeFrame,
} from './parse-blocks.ts';
import { type Head, type Name, parseHead, type Surroundings } from './parse-head.ts';
import { makeErrorNode, newParseFile, newTreeState, type ParseFile, type TreeState } from './parse-reader.ts';

/**
 * Parses one file. `file` is its name as errors show it, `isFunction` tells which identifiers are functions, `pieces` are
 * those of the text, where they are known. Never throws; linear in the text.
 */
export function parse(
  file: string,
  text: string,
  isFunction: (name: string) => boolean,
  pieces: Iterable<Piece> = lexPieces(text),
): ParsedFile {
  return new Parser(newParseFile(file, text, isFunction)).run(pieces);
}

/** Go's IsEmptyTree: nothing but white space, comments and definitions. Such a tree replaces no other. */
export function isEmptyTree(list: ListNode): boolean {
  return list.nodes.every((node) => {
    if (node.kind === 'list') return isEmptyTree(node);
    if (node.kind === 'text') return BLANK.test(node.text);
    return node.kind === 'comment' || node.kind === 'define';
  });
}

/** unicode.IsSpace. */
const BLANK = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;

class Parser {
  private readonly file: ParseFile;
  private readonly stack: Frame[];
  private state: TreeState = newTreeState();
  private readonly trees = new Map<string, Tree>();

  constructor(file: ParseFile) {
    this.file = file;
    const root: RootFrame = { kind: 'root', head: span(0, 0), listStart: 0, nodes: [] };
    this.stack = [root];
  }

  run(pieces: Iterable<Piece>): ParsedFile {
    const { file, text, errors } = this.file;
    for (const piece of pieces) this.piece(piece);
    this.closeAll();
    const main: Tree = { name: file, file, text, root: finishList(this.top, text.length), nameSpan: null };
    this.add(main, text.length);
    return { file, text, main, defines: [...this.trees.values()].filter((tree) => tree !== main), errors };
  }

  private get top(): Frame {
    return this.stack[this.stack.length - 1] as Frame;
  }

  private push(node: Node): void {
    this.top.nodes.push(node);
  }

  /** An error of a tag that opens, parts or closes a block stands, without extent, at an edge of a list. */
  private pushError(error: ErrorNode | null, at: number): void {
    if (error !== null) this.push({ ...error, span: span(at, at), pos: at, text: '' });
  }

  private piece(piece: Piece): void {
    const where = span(piece.start, piece.end);
    if (piece.kind === 'action') this.action(piece);
    else if (piece.kind === 'text') {
      this.push({ kind: 'text', span: where, pos: where.start, text: this.file.text.slice(where.start, where.end) });
    } else if (piece.kind === 'comment') {
      const pos = this.file.text.indexOf('/*', piece.start);
      this.push({ kind: 'comment', span: where, pos, text: piece.text });
    } else this.push(this.badComment(where, piece.tokenStart, piece.message));
  }

  /** In a block whose first piece this is, Go names the block's line as that of the action. */
  private badComment(where: Span, tokenStart: number, reason: string): Node {
    const { file, lineOf, errors, text } = this.file;
    const line = lineOf(tokenStart);
    const startLine = this.state.actionStart < 0 ? line : lineOf(this.state.actionStart);
    const message = startLine === line ? reason : `${reason} in action started at ${file}:${startLine}`;
    errors.push({ message, line, span: where });
    return makeErrorNode(text, where, message);
  }

  private action(action: LexedAction): void {
    const where = span(action.open.start, action.end);
    const closeStart = action.recovered === null ? (action.tokens[action.tokens.length - 1]?.start ?? 0) : action.end;
    const head = parseHead(this.file, this.state, this.surroundings(), action);
    switch (head.kind) {
      case 'action':
        this.push({ kind: 'action', span: where, pos: head.pipe.pos, pipe: head.pipe });
        break;
      case 'break':
      case 'continue':
        this.pushError(head.error, where.start);
        this.push({ kind: head.kind, span: where, pos: head.pos });
        break;
      case 'broken':
        this.push(head.error);
        break;
      case 'template':
        this.template(head, where);
        break;
      case 'branch':
        this.branch(head, where, action.resume);
        break;
      case 'else':
        this.elseTag(head, where, action.resume);
        break;
      case 'end':
        this.pushError(head.error, where.start);
        this.close(where, closeStart);
        break;
      default:
        this.pushError(head.error, where.start);
        this.openTree(head.kind, head.name, head.kind === 'block' ? head.pipe : null, where, action.resume, closeStart);
    }
  }

  private surroundings(): Surroundings {
    const { top } = this;
    const headEnd = top.kind === 'block' || top.kind === 'define' ? top.headEnd : 0;
    return { kind: top.kind, hasElse: isBranch(top) && top.list !== null, headEnd };
  }

  private template(head: Head & { kind: 'template' | 'block' }, where: Span): void {
    const { name, pipe } = head;
    const common = { span: where, pos: name.span.start, name: name.text ?? '', nameSpan: name.span, pipe };
    this.pushError(head.error, where.start);
    this.push({ kind: 'template', ...common, list: null, head: where, endTag: null });
  }

  private branch(head: Head & { kind: 'branch' }, where: Span, listStart: number): void {
    const { word, pipe, vars } = head;
    if (word === 'range') this.state.rangeDepth++;
    const open = { list: null, elseTag: null, elsePos: null };
    this.stack.push({ kind: word, head: where, listStart, nodes: [], pipe, vars, chained: false, ...open });
  }

  private elseTag(head: Head & { kind: 'else' }, where: Span, listStart: number): void {
    const frame = this.top as BranchFrame;
    if (frame.kind === 'range') this.state.rangeDepth--;
    frame.list = finishList(frame, where.start);
    frame.elseTag = where;
    frame.listStart = head.chain === null ? listStart : where.start;
    frame.nodes = [];
    if (head.chain === null) {
      this.pushError(head.error, listStart);
      return;
    }
    frame.elsePos = head.wordPos;
    const { word, pipe, vars } = head.chain;
    if (word === 'range') this.state.rangeDepth++;
    const open = { list: null, elseTag: null, elsePos: null };
    this.stack.push({ kind: word, head: where, listStart, nodes: [], pipe, vars, chained: true, ...open });
  }

  private openTree(
    kind: 'define' | 'block',
    name: Name,
    pipe: TreeFrame['pipe'],
    where: Span,
    listStart: number,
    headEnd: number,
  ): void {
    this.stack.push({ kind, head: where, listStart, nodes: [], name, pipe, outer: this.state, headEnd });
    this.state = newTreeState();
  }

  /** Closes the innermost block with its end; of a chain of else-ifs every link. */
  private close(endTag: Span | null, closeStart: number): void {
    for (let chained = true; chained; ) {
      const frame = this.stack.pop() as Frame;
      const bodyEnd = endTag?.start ?? this.file.text.length;
      if (!isBranch(frame)) {
        this.closeTree(frame as TreeFrame, bodyEnd, endTag, closeStart);
        return;
      }
      if (frame.kind === 'range' && frame.list === null) this.state.rangeDepth--;
      this.state.vars.pop(frame.vars);
      const inner = frame.list !== null && frame.elsePos !== null;
      this.push(finishBranch(frame, inner ? (endTag?.end ?? bodyEnd) : bodyEnd, endTag));
      chained = frame.chained;
    }
  }

  private closeTree(frame: TreeFrame, bodyEnd: number, endTag: Span | null, closeStart: number): void {
    this.state = frame.outer;
    const root = finishList(frame, bodyEnd);
    this.push(finishTree(frame, root, endTag));
    const { text: name, span: nameSpan } = frame.name;
    if (name === undefined) return;
    this.add({ name, file: this.file.file, text: this.file.text, root, nameSpan }, closeStart);
  }

  /** Blocks that the text does not close: Go sees only that it ends, we say which ones. */
  private closeAll(): void {
    const { text, errors, lineOf } = this.file;
    while (this.stack.length > 1) {
      let opener = this.stack.length - 1;
      for (let frame = this.top; isBranch(frame) && frame.chained; frame = this.stack[opener] as Frame) opener--;
      errors.push({ message: 'unexpected EOF', line: lineOf(text.length), span: (this.stack[opener] as Frame).head });
      this.close(null, text.length);
    }
  }

  /** Adds a tree to the set: an empty one replaces none but an empty one, two that are not empty are an error. */
  private add(tree: Tree, at: number): void {
    const old = this.trees.get(tree.name);
    if (old === undefined || isEmptyTree(old.root)) {
      this.trees.delete(tree.name);
      this.trees.set(tree.name, tree);
    } else if (!isEmptyTree(tree.root)) {
      const message = `template: multiple definition of template ${quoteGo(tree.name)}`;
      this.file.errors.push({ message, line: this.file.lineOf(at), span: tree.nameSpan ?? span(0, 0) });
    }
  }
}
