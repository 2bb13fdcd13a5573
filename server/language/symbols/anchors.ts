// The anchors of a YAML file and what they name, also where the text below them is half-written.

import type { Span } from '#engine/text/span.ts';
import { span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import type { ValuesView } from '../documents/values.ts';

export interface Anchor {
  readonly name: string;
  /** `&name` as it is written. */
  readonly span: Span;
  /** What it names; undefined where the text could not be read. */
  readonly node: Exclude<YamlNode, { kind: 'alias' }> | undefined;
}

const memo = new WeakMap<ValuesView, readonly Anchor[]>();

/** All anchors by their order in the text; of those with one name an alias means the last one above it. */
export function anchorsOf(view: ValuesView): readonly Anchor[] {
  let anchors = memo.get(view);
  if (anchors === undefined) {
    const found: Anchor[] = [];
    if (view.file.text.includes('&')) {
      if (view.tree.root) walk(view, view.tree.root, found);
      if (view.tree.error) addUnread(view, found);
    }
    memo.set(view, (anchors = found.sort((a, b) => a.span.start - b.span.start)));
  }
  return anchors;
}

/** The anchor that an alias at an offset means. */
export function anchorAbove(view: ValuesView, name: string, offset: number): Anchor | undefined {
  return anchorsOf(view).findLast((anchor) => anchor.name === name && anchor.span.start < offset);
}

function walk(view: ValuesView, node: YamlNode, out: Anchor[]): void {
  if (node.kind === 'alias') return;
  const { anchor } = node;
  if (anchor !== '') {
    const start = view.file.text.lastIndexOf(`&${anchor}`, Math.max(0, node.start - 1));
    if (start >= 0) out.push({ name: anchor, span: span(start, start + anchor.length + 1), node });
  }
  const children = node.kind === 'map' ? node.children : node.kind === 'list' ? node.items : [];
  for (const child of children) walk(view, child, out);
}

const WRITTEN = /(?<=^[ \t]*(?:- +)*|: +)&([^\s,[\]{}]+)/;

/** Lines that reading did not come to: what looks like an anchor there is one. */
function addUnread(view: ValuesView, out: Anchor[]): void {
  const known = new Set(out.map((anchor) => anchor.span.start));
  let start = 0;
  for (const line of view.file.text.split('\n')) {
    const match = line.includes('&') ? WRITTEN.exec(line) : null;
    const at = start + (match?.index ?? 0);
    if (match && !known.has(at))
      out.push({ name: match[1] as string, span: span(at, at + match[0].length), node: undefined });
    start += line.length + 1;
  }
}

/** The alias, or the anchor, that is written at an offset. */
export function anchorWordAt(
  view: ValuesView,
  offset: number,
): { readonly kind: 'alias' | 'anchor'; readonly name: string; readonly span: Span } | undefined {
  const { text } = view.file;
  if (!text.includes('&')) return undefined;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const start = lineStart + text.slice(lineStart, offset).search(/[&*][^\s,[\]{}&*]*$/);
  if (start < lineStart) return anchorWordAfter(text, offset);
  return wordFrom(text, start);
}

/** The cursor stands in front of it. */
function anchorWordAfter(text: string, offset: number): ReturnType<typeof anchorWordAt> {
  return text[offset] === '*' || text[offset] === '&' ? wordFrom(text, offset) : undefined;
}

function wordFrom(text: string, start: number): ReturnType<typeof anchorWordAt> {
  const name = /^[^\s,[\]{}]*/.exec(text.slice(start + 1, start + 200))?.[0] ?? '';
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  // A star inside a text is only a star.
  if (name === '' || !/(?:^|[:,[{-])\s*(?:[&!]\S+\s+)*$/.test(text.slice(lineStart, start))) return undefined;
  return { kind: text[start] === '*' ? 'alias' : 'anchor', name, span: span(start, start + 1 + name.length) };
}

export interface AnchorPlaces {
  readonly name: string;
  /** The names alone, in the order of the text; the anchor itself is the first. */
  readonly places: readonly { readonly span: Span; readonly kind: 'anchor' | 'alias' }[];
}

/** The places of the anchor that is set or meant at an offset; undefined where none is. */
export function anchorPlaces(view: ValuesView, offset: number): AnchorPlaces | undefined {
  const word = anchorWordAt(view, offset);
  if (word === undefined) return undefined;
  const { name } = word;
  const anchor = anchorAbove(view, name, word.kind === 'alias' ? word.span.start : word.span.start + 1);
  if (anchor === undefined) return undefined;
  const aliases = aliasStarts(view).filter((start) => {
    return view.file.text.startsWith(name, start + 1) && anchorAbove(view, name, start) === anchor;
  });
  const place = (start: number, kind: 'anchor' | 'alias') => ({ span: span(start + 1, start + 1 + name.length), kind });
  const own = aliases.filter((start) => anchorWordAt(view, start + 1)?.name === name);
  return { name, places: [place(anchor.span.start, 'anchor'), ...own.map((start) => place(start, 'alias'))] };
}

/** Where the aliases of the text begin. */
function aliasStarts({ tree }: ValuesView): number[] {
  const out: number[] = [];
  const rest = tree.root ? [tree.root] : [];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.kind === 'alias') out.push(node.start);
    else if (node.kind === 'map') rest.push(...node.children);
    else if (node.kind === 'list') rest.push(...node.items);
  }
  return out.sort((a, b) => a - b);
}
