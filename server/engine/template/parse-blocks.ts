// The blocks that are open while a file is parsed: a stack, so that blocks may nest as deep as memory allows.

import { type Span, span } from '../text/span.ts';
import type { BranchNode, DefineNode, ListNode, Node, PipeNode, TemplateNode } from './node.ts';
import type { BranchWord, Name } from './parse-head.ts';
import type { TreeState } from './parse-reader.ts';

interface FrameBase {
  /** The tag that opened it. */
  readonly head: Span;
  /** Where the current list begins, and its nodes so far. */
  listStart: number;
  nodes: Node[];
}

/** The file itself. */
export interface RootFrame extends FrameBase {
  readonly kind: 'root';
}

/** A define or a block: a tree of its own, with the state of the tree around it to return to. */
export interface TreeFrame extends FrameBase {
  readonly kind: 'define' | 'block';
  readonly name: Name;
  /** A block's pipeline. */
  readonly pipe: PipeNode | null;
  readonly outer: TreeState;
  /** The offset of the head's `}}`. */
  readonly headEnd: number;
}

export interface BranchFrame extends FrameBase {
  readonly kind: BranchWord;
  readonly pipe: PipeNode;
  /** Variables in scope before it. */
  readonly vars: number;
  /** An `else if`: its end is also the end of the block around it. */
  readonly chained: boolean;
  /** The first list, once an else has been seen. */
  list: ListNode | null;
  elseTag: Span | null;
  /** Go's position of the else list of a chain: the `if` behind else. */
  elsePos: number | null;
}

export type Frame = RootFrame | TreeFrame | BranchFrame;

export function isBranch(frame: Frame): frame is BranchFrame {
  return frame.kind === 'if' || frame.kind === 'range' || frame.kind === 'with';
}

/** The frame's nodes as a list that ends at `end`. Positioned, as in Go, at what comes first in it. */
export function finishList(frame: Frame, end: number): ListNode {
  const pos = frame.nodes[0]?.span.start ?? end;
  return { kind: 'list', span: span(frame.listStart, Math.max(end, frame.listStart)), pos, nodes: frame.nodes };
}

/** The node of a finished branch. `end` is where its text ends: at `{{ end }}`, or with the file. */
export function finishBranch(frame: BranchFrame, bodyEnd: number, endTag: Span | null): BranchNode {
  const last = finishList(frame, bodyEnd);
  const elseList = frame.list === null ? null : frame.elsePos === null ? last : { ...last, pos: frame.elsePos };
  return {
    kind: frame.kind,
    span: span(frame.head.start, endTag?.end ?? bodyEnd),
    pos: frame.pipe.pos,
    pipe: frame.pipe,
    list: frame.list ?? last,
    elseList,
    head: frame.head,
    elseTag: frame.elseTag,
    endTag,
  };
}

/** The node that stands where a finished define or block was. */
export function finishTree(frame: TreeFrame, list: ListNode, endTag: Span | null): DefineNode | TemplateNode {
  const { head, pipe } = frame;
  const name = frame.name.text ?? '';
  const nameSpan = frame.name.span;
  const where = span(head.start, endTag?.end ?? Math.max(list.span.end, head.end));
  if (frame.kind === 'define') {
    return { kind: 'define', span: where, pos: head.start, name, nameSpan, list, head, endTag };
  }
  return { kind: 'template', span: where, pos: nameSpan.start, name, nameSpan, pipe, list, head, endTag };
}
