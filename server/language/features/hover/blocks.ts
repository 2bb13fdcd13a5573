// The hover of if, range, with, else, end and define: what the condition comes to now, which branch ran, what the dot is inside.

import type { AnyNode, BranchNode, CommandNode, PipeNode } from '#engine/template/node.ts';
import { type Span, touches } from '#engine/text/span.ts';
import { type Block, isBlock } from '../../documents/blocks.ts';
import { walkNodes } from '../../documents/template.ts';
import { contextAt, dotHere, objectPaths } from '../../symbols/context.ts';
import type { Evaluated } from '../../symbols/evaluated.ts';
import { keywordOf } from '../../symbols/keywords.ts';
import { code, pathText } from '../../symbols/markdown.ts';
import { shortNow } from './now.ts';
import { evaluatedHere, isUnreached, lineLink, type Place } from './place.ts';
import { templateMarkdown } from './templates.ts';

const MOST_ROWS = 6;

/** The word stands in an action of a block; `where` is its place. */
export function keywordMarkdown(place: Place, word: string, where: Span): string | undefined {
  const keyword = keywordOf(word);
  if (keyword === undefined) return undefined;
  const doc = `**\`${keyword.word}\`**\n\n${keyword.doc}`;
  const chain = chainAt(place, where);
  if (chain === undefined) return doc;
  const { opener, tag } = chain;
  if (opener.kind === 'define' || opener.kind === 'template') {
    if (word === 'end') return `Ends ${headLink(place, opener)}`;
    return templateMarkdown(place, opener.name) ?? doc;
  }
  if (tag === 'end') return [`Ends ${headLink(place, opener)}`, outcomeOf(place, chain)].filter(Boolean).join('\n\n');
  if (tag === 'else') return elseMarkdown(place, chain);
  return [headMarkdown(place, opener), `*${(keywordOf(opener.kind) ?? keyword).doc}*`].join('\n\n');
}

interface Chain {
  /** The block whose tag the word stands in: of `else if` the inner one. */
  readonly opener: Block;
  readonly tag: 'head' | 'else' | 'end';
  /** All conditions of an if with its else-ifs, the first one first. */
  readonly links: readonly BranchNode[];
}

/** The block of whose tags the word is a part: an `else if` belongs to the `if` before it, and has a head of its own. */
function chainAt({ nodes, context }: Place, { start }: Span): Chain | undefined {
  const blocks: Block[] = [];
  const holder = nodes.findLast((node) => node.kind === 'list') ?? context.view.parsed.main.root;
  for (const node of nodes) if (isBlock(node)) blocks.push(node);
  // At an end tag the cursor may lie behind the block's lists.
  if (blocks.length === 0)
    walkNodes(holder as AnyNode, (node) => isBlock(node) && touches(node.span, start) && blocks.push(node));
  const holds = (span: Span | null) => span !== null && span.start <= start && start < span.end;
  const linksOf = (block: Block) =>
    blocks.filter(
      (one): one is BranchNode =>
        isBranch(one) &&
        isBranch(block) &&
        one.span.end === block.span.end &&
        one.span.start <= block.span.start &&
        isChained(one, block),
    );
  for (let i = blocks.length - 1; i >= 0; i--) {
    const block = blocks[i] as Block;
    const links = linksOf(block);
    const isInner = links.length > 1;
    if (holds(block.head)) return { opener: block, tag: 'head', links };
    if (isBranch(block) && holds(block.elseTag)) return { opener: block, tag: 'else', links };
    if (holds(block.endTag)) return { opener: isInner ? (links[0] as BranchNode) : block, tag: 'end', links };
  }
  return undefined;
}

function isBranch(node: AnyNode): node is BranchNode {
  return node.kind === 'if' || node.kind === 'with' || node.kind === 'range';
}

/** Whether `inner` is the block itself, or an `else if` of it. */
function isChained(outer: BranchNode, inner: BranchNode): boolean {
  return chainOf(outer).includes(inner);
}

function headLink({ context: { file } }: Place, block: Block): string {
  return `${code(headText(file.text, block))} of ${lineLink(file, block.head.start)}`;
}

function headText(text: string, { head }: Block): string {
  const line = text
    .slice(head.start, head.end)
    .replace(/^\{\{-?\s*|\s*-?\}\}$/g, '')
    .replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function headMarkdown(place: Place, block: Block): string {
  const { file } = place.context;
  const branch = block as BranchNode;
  const end = branch.endTag ? ` · ends at ${lineLink(file, branch.endTag.start)}` : '';
  const parts = [`**${code(headText(file.text, block))}**${end}`];
  const seen = conditionOf(place, branch.pipe);
  if (seen) parts.push(verdictOf(place, branch, seen));
  else if (isNotReached(place, branch.pipe)) parts.push('Now not reached');
  const rows = operandRows(place, branch.pipe);
  if (rows) parts.push(rows);
  const inside = branch.kind === 'if' ? undefined : dotInside(place, branch);
  if (inside) parts.push(inside);
  return parts.join('\n\n');
}

function conditionOf(place: Place, pipe: PipeNode): Evaluated | undefined {
  const result = pipe.cmds.at(-1);
  return result && evaluatedHere(place, result.span);
}

function isNotReached(place: Place, pipe: PipeNode): boolean {
  const result = pipe.cmds.at(-1);
  return result !== undefined && !isLiteral(result) && isUnreached(place, result.span);
}

/** What says its own value is not recorded. */
function isLiteral({ args: [first, ...more] }: CommandNode): boolean {
  const kind = first?.kind;
  return (
    more.length === 0 &&
    kind !== 'field' &&
    kind !== 'variable' &&
    kind !== 'chain' &&
    kind !== 'identifier' &&
    kind !== 'dot'
  );
}

function verdictOf(place: Place, branch: BranchNode, seen: Evaluated): string {
  const { count, held } = seen;
  const value = shortNow(place, seen);
  if (branch.kind === 'range') return held === 0 ? `Now empty${elseOf(place, branch)}` : `Now ${value}`;
  const is = held === 0 ? 'false' : held === count ? 'true' : `true in ${held} of ${count} runs`;
  const told = value === code('true') || value === code('false') || value === undefined ? '' : ` (${value})`;
  return `Now **${is}**${told}${held === count ? '' : elseOf(place, branch)}`;
}

function elseOf({ context: { file } }: Place, { elseTag }: BranchNode): string {
  return elseTag ? `: goes on at ${lineLink(file, elseTag.start)}` : ': nothing of the block is printed';
}

/** The fields and variables that a condition of several reads, each with its value. */
function operandRows(place: Place, pipe: PipeNode): string | undefined {
  const { text } = place.context.file;
  const rows = new Map<string, string>();
  walkNodes(pipe, (node) => {
    const { kind } = node;
    if (kind !== 'field' && kind !== 'variable' && kind !== 'chain' && kind !== 'command') return;
    if (kind === 'command' && (node.args[0]?.kind !== 'identifier' || node.args[0].ident !== 'include')) return;
    const seen = evaluatedHere(place, node.span);
    const value = seen && shortNow(place, seen);
    if (value) rows.set(text.slice(node.span.start, node.span.end).replace(/\s+/g, ' '), value);
  });
  if (rows.size < 1 || (rows.size === 1 && pipe.cmds.length === 1 && pipe.cmds[0]?.args.length === 1)) return undefined;
  const lines = [...rows].slice(0, MOST_ROWS).map(([name, value]) => `- ${code(name)} = ${value}`);
  if (rows.size > MOST_ROWS) lines.push(`- … ${rows.size - MOST_ROWS} more`);
  return lines.join('\n');
}

function dotInside(place: Place, branch: BranchNode): string | undefined {
  const { context } = place;
  const inner = contextAt(context.snapshot, context.file.uri, branch.head.end);
  const paths = inner ? objectPaths(context.tree, dotHere(inner)) : [];
  const texts = [...new Set(paths.map(({ object, path }) => (object === undefined ? '$' : pathText(object, path))))];
  if (texts.length === 0) return undefined;
  const [key, element] = branch.pipe.decl.length > 1 ? branch.pipe.decl : [undefined, branch.pipe.decl[0]];
  const names = [
    element ? ` and ${code(element.ident[0] as string)}` : '',
    key ? `; ${code(key.ident[0] as string)} is its key or index` : '',
  ];
  const verb = element ? 'are' : 'is';
  const more = texts.length > 3 ? ' …' : '';
  return `Inside, ${code('.')}${names[0]} ${verb} ${texts.slice(0, 3).map(code).join(' or ')}${more}${names[1]}`;
}

/** Which of the branches ran, of all that a chain of else-ifs has. */
function outcomeOf(place: Place, { opener }: Chain): string | undefined {
  const { file } = place.context;
  const links = chainOf(opener as BranchNode);
  const seen = links.map((link) => conditionOf(place, link.pipe));
  const [first] = seen;
  if (first === undefined) return undefined;
  if (links.length === 1) return verdictOf(place, links[0] as BranchNode, first);
  const rows: string[] = [];
  let left = first.count;
  for (const [i, link] of links.entries()) {
    const held = seen[i]?.held ?? 0;
    if (held > 0)
      rows.push(ranText(held, first.count, `${code(headText(file.text, link))} of ${lineLink(file, link.head.start)}`));
    left -= held;
  }
  const last = links.at(-1)?.elseTag;
  if (left > 0)
    rows.push(ranText(left, first.count, last ? `the ${code('else')} of ${lineLink(file, last.start)}` : 'no branch'));
  return rows.length === 1 ? `Now ${rows[0]}` : rows.map((row) => `- ${row}`).join('\n');
}

function ranText(times: number, count: number, what: string): string {
  return times === count ? `${what} runs` : `${what} runs ${times} of ${count} times`;
}

function chainOf(opener: BranchNode): BranchNode[] {
  const links: BranchNode[] = [];
  for (let at: BranchNode | undefined = opener; at !== undefined; at = chainedTo(at)) links.push(at);
  return links;
}

/** The `else if` of a block. */
function chainedTo({ elseTag, elseList }: BranchNode): BranchNode | undefined {
  const next = elseList?.nodes[0];
  const isChained = next !== undefined && isBranch(next) && elseTag !== null && next.head.start === elseTag.start;
  return isChained ? next : undefined;
}

function elseMarkdown(place: Place, { opener }: Chain): string {
  const branch = opener as BranchNode;
  const seen = conditionOf(place, branch.pipe);
  const parts = [`Else of ${headLink(place, opener)}`];
  if (seen) {
    const { count, held } = seen;
    const ran =
      held === 0 ? '**runs**' : held === count ? '**does not run**' : `runs ${count - held} of ${count} times`;
    const what = branch.kind === 'range' ? 'is empty' : 'is false';
    parts.push(
      `Now it ${ran}: the condition ${held === 0 ? what : held === count ? what.replace('is ', 'is not ') : `is ${what.slice(3)} then`}`,
    );
  } else parts.push(keywordOf('else')?.doc ?? '');
  return parts.join('\n\n');
}
