// The regions of a template that belong together: blocks between their tags, YAML by its indentation, comments, documents.

import type { AnyNode } from '#engine/template/node.ts';
import { lineAt, lineIndex } from '#engine/text/lines.ts';
import { encloses, type Span, span } from '#engine/text/span.ts';
import { type Block, isBlock, isOpener } from './blocks.ts';
import { piecesOfFile, type TemplateView, walkNodes } from './template.ts';

export interface Region {
  readonly kind: 'block' | 'yaml' | 'comment' | 'document';
  /** From the first character of its first line's content to the last one of its last line. */
  readonly span: Span;
}

/** One `if`, `with`, `range`, `define` or `block` with all its `else`. */
export interface TagChain {
  readonly node: Block;
  /** The opener, every `else`, and `end` where there is one. */
  readonly tags: readonly Span[];
}

const chainMemo = new WeakMap<TemplateView, readonly TagChain[]>();

/** The blocks of a template in the order of the text, those of broken actions included. */
export function tagChains(view: TemplateView): readonly TagChain[] {
  let chains = chainMemo.get(view);
  if (chains === undefined) {
    const found: TagChain[] = [];
    walkNodes(view.parsed.main.root, (node) => {
      if (isBlock(node) && isOpener(view.file.text, node)) found.push({ node, tags: tagsOf(node) });
    });
    chainMemo.set(view, (chains = found));
  }
  return chains;
}

function tagsOf(opener: Block): Span[] {
  const tags = [opener.head];
  for (let at: AnyNode | undefined = opener; at !== undefined && 'elseTag' in at && at.elseTag; ) {
    tags.push(at.elseTag);
    // A chained branch stands alone behind its tag, which is its own head.
    const next: AnyNode | undefined = at.elseList?.nodes[0];
    at = next !== undefined && 'head' in next && next.head.start === at.elseTag.start ? next : undefined;
  }
  if (opener.endTag) tags.push(opener.endTag);
  return tags;
}

const regionMemo = new WeakMap<TemplateView, readonly Region[]>();

/** Every region of more than one line, outer ones before inner ones that begin with them. */
export function regionsOf(view: TemplateView): readonly Region[] {
  let regions = regionMemo.get(view);
  if (regions === undefined) {
    const lines = linesOf(view);
    const found = [...blockRegions(view), ...commentRegions(view, lines), ...yamlRegions(lines), ...documents(lines)];
    regions = found.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    regionMemo.set(view, regions);
  }
  return regions;
}

/** Each part between two tags; where an end is missing, up to the end of the text. */
function blockRegions(view: TemplateView): Region[] {
  const { text } = view.file;
  return tagChains(view).flatMap(({ node, tags }) =>
    tags.flatMap((tag, index): Region[] => {
      const next = tags[index + 1];
      if (next === undefined && node.endTag) return [];
      const end = next ? endBefore(text, next.start) : text.trimEnd().length;
      return hasLineBreak(text, tag.start, end) ? [{ kind: 'block', span: span(tag.start, end) }] : [];
    }),
  );
}

/** The end of the last line with content before the tag's own line, or of what stands before it in its line. */
function endBefore(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && /\s/.test(text[end - 1] as string)) end--;
  return end;
}

function hasLineBreak(text: string, start: number, end: number): boolean {
  const at = text.indexOf('\n', start);
  return at >= 0 && at < end;
}

interface Line {
  /** Where its content begins and ends, without white space. */
  readonly start: number;
  readonly end: number;
  /**
   * `text`: YAML, `control`: nothing but tags that print nothing (and so has no indentation of its own), `inside`: an
   * action alone, whose output has an indentation of its own, or more of one, `blank`: or with a comment of the template, `note`: a comment of YAML's.
   */
  readonly kind: 'blank' | 'text' | 'control' | 'inside' | 'note' | 'separator';
  /** Twice the column; a dash counts one more, since its key may stand in the same column. */
  readonly depth: number;
  /** The first line of the block that ends in this line; -1 for none. */
  readonly opener: number;
}

function linesOf(view: TemplateView): Line[] {
  const { text } = view.file;
  const index = lineIndex(text);
  const { starts } = index;
  const lineOf = (offset: number) => lineAt(index, offset);
  const inside = new Set<number>();
  const comments = new Map<number, Span>();
  for (const piece of piecesOfFile(view.file)) {
    const { kind, start, end } = piece;
    if (kind === 'comment') for (let line = lineOf(start); line <= lineOf(end - 1); line++) comments.set(line, piece);
    else if (kind === 'action') for (let line = lineOf(start) + 1; line <= lineOf(end - 1); line++) inside.add(line);
  }
  const openers = new Map<number, number>();
  const control = new Set<number>();
  for (const { tags } of tagChains(view)) {
    for (const tag of tags) control.add(lineOf(tag.start));
    const [first, last] = [tags[0], tags.at(-1)];
    if (first && last && last !== first) openers.set(lineOf(last.start), lineOf(first.start));
  }
  return starts.map((from, number) => {
    const raw = text.slice(from, (starts[number + 1] ?? text.length + 1) - 1);
    const trimmed = raw.trim();
    const start = from + raw.length - raw.trimStart().length;
    const isControl = control.has(number) && isOnlyTags(trimmed);
    const isInside = inside.has(number) || isOnlyTags(trimmed);
    const comment = comments.get(number);
    const isComment = comment !== undefined && encloses(comment, span(start, start + trimmed.length));
    const kind = isComment ? 'blank' : lineKind(trimmed, isInside, isControl);
    const depth = (start - from) * 2 + (/^-(?:\s|$)/.test(trimmed) ? 1 : 0);
    return { start, end: start + trimmed.length, kind, depth, opener: openers.get(number) ?? -1 };
  });
}

function lineKind(trimmed: string, isInside: boolean, isControl: boolean): Line['kind'] {
  if (trimmed === '') return 'blank';
  if (isControl) return 'control';
  if (isInside) return 'inside';
  if (/^---(?:\s|$)/.test(trimmed)) return 'separator';
  return trimmed.startsWith('#') ? 'note' : 'text';
}

function isOnlyTags(trimmed: string): boolean {
  return trimmed.startsWith('{{') && trimmed.replace(/\{\{.*?\}\}/g, '').trim() === '';
}

/** A key's lines are those below it that are indented more; tags that print nothing belong to what they stand among. */
function yamlRegions(lines: readonly Line[]): Region[] {
  const out: Region[] = [];
  const open: { readonly line: number; readonly depth: number }[] = [];
  let last = -1;
  const close = (depth: number) => {
    for (let top = open.at(-1); top !== undefined && top.depth >= depth; top = open.at(-1)) {
      open.pop();
      const end = withEnds(lines, top.line, last);
      if (end > top.line) out.push({ kind: 'yaml', span: span(lineOf(lines, top.line).start, lineOf(lines, end).end) });
    }
  };
  lines.forEach(({ kind, depth }, index) => {
    if (kind === 'separator') close(-1);
    if (kind === 'text') {
      close(depth);
      open.push({ line: index, depth });
    }
    if (kind === 'text' || kind === 'inside') last = index;
  });
  close(-1);
  return out;
}

/** The ends behind the last line of blocks that begin within: without them a folded key would leave them behind. */
function withEnds(lines: readonly Line[], first: number, last: number): number {
  let end = last;
  for (let at = last + 1; at < lines.length; at++) {
    const { kind, opener } = lineOf(lines, at);
    if (kind === 'blank') continue;
    if (kind !== 'control' || opener <= first) break;
    end = at;
  }
  return end;
}

function lineOf(lines: readonly Line[], index: number): Line {
  return lines[index] as Line;
}

/** Comments of templates over several lines, and runs of lines that YAML comments. */
function commentRegions(view: TemplateView, lines: readonly Line[]): Region[] {
  const { text } = view.file;
  const out: Region[] = [];
  for (const { kind, start, end } of piecesOfFile(view.file))
    if (kind === 'comment' && hasLineBreak(text, start, end)) out.push({ kind: 'comment', span: span(start, end) });
  for (let from = 0; from < lines.length; from++) {
    if (lineOf(lines, from).kind !== 'note') continue;
    let to = from;
    while (to + 1 < lines.length && lineOf(lines, to + 1).kind === 'note') to++;
    if (to > from) out.push({ kind: 'comment', span: span(lineOf(lines, from).start, lineOf(lines, to).end) });
    from = to;
  }
  return out;
}

/** What lies between two separators, where the file has any. */
function documents(lines: readonly Line[]): Region[] {
  const starts = lines.flatMap(({ kind }, index) => (kind === 'separator' ? [index] : []));
  return starts.flatMap((first, index): Region[] => {
    let last = (starts[index + 1] ?? lines.length) - 1;
    while (last > first && lineOf(lines, last).kind === 'blank') last--;
    if (last <= first) return [];
    return [{ kind: 'document', span: span(lineOf(lines, first).start, lineOf(lines, last).end) }];
  });
}
