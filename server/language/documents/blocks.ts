// Blocks of a template (if, with, range, define, block): what opens one, and whose end is missing where one is.

import type { AnyNode, BranchNode, DefineNode, ListNode, TemplateNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { walkNodes } from './template.ts';

export type Block = BranchNode | DefineNode | TemplateNode;

export function isBlock(node: AnyNode): node is Block {
  const { kind } = node;
  if (kind === 'if' || kind === 'with' || kind === 'range' || kind === 'define') return true;
  return kind === 'template' && node.list !== null;
}

/** An `else if` is a block in the tree, but its end is that of the first `if`. */
export function isOpener(text: string, { head }: Block): boolean {
  return /^\{\{(?:-\s)?\s*(?:if|with|range|define|block)\b/.test(text.slice(head.start, head.end));
}

/** The white space that the offset's line begins with. */
export function indentAt(text: string, offset: number): string {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/**
 * The opener whose end is missing, where the parser found that the block at `head` has none. An opener without an end
 * takes that of the block around it; when the indentation shows it, the inner one is meant. Where all stand in one
 * column, it is the one that was put into a text that had all its ends (`isNew`).
 */
export function openerWithoutEnd(
  text: string,
  root: ListNode,
  head: Span,
  isNew: (opener: Span) => boolean = () => false,
): Span {
  let unclosed: Block | undefined;
  walkNodes(root, (node) => {
    if (unclosed === undefined && isBlock(node) && node.head.start === head.start) unclosed = node;
  });
  for (let taker = unclosed; taker !== undefined; taker = takerOf(text, taker, isNew)) unclosed = taker;
  return unclosed?.head ?? head;
}

/** The block directly inside whose end stands at the indentation of this one, and not at its own, or that is new. */
function takerOf(text: string, block: Block, isNew: (opener: Span) => boolean): Block | undefined {
  const own = indentAt(text, block.head.start);
  return blocksIn(text, block).find(({ head, endTag }) => {
    if (endTag === null || indentAt(text, endTag.start) !== own) return false;
    if (indentAt(text, head.start) !== own) return true;
    return isNew(head) && !isNew(block.head);
  });
}

/** The blocks directly inside, those behind any `else` included; a chain of else-ifs may be as long as memory allows. */
function blocksIn(text: string, block: Block): Block[] {
  const found: Block[] = [];
  const links = [block];
  for (let link = links.pop(); link !== undefined; link = links.pop()) {
    const lists = 'elseList' in link ? [link.list, link.elseList] : [link.list];
    for (const inner of lists.flatMap((list) => list?.nodes ?? []))
      if (isBlock(inner)) (isOpener(text, inner) ? found : links).push(inner);
  }
  return found;
}
