// A key that a values file holds as a comment: `# nameOverride: x`, which is how many charts name what may be set.

import { type Span, span } from '#engine/text/span.ts';
import { entrySpan, placesOf, type ValuesView } from './values.ts';

export interface CommentedKey {
  /** The name. */
  readonly span: Span;
  /** The comment above it, its marks taken away. */
  readonly doc: string;
}

/** The first comment below the table of the path's last key that looks like that key; undefined when there is none. */
export function commentedKey(view: ValuesView, path: readonly string[]): CommentedKey | undefined {
  const { text } = view.file;
  const name = path.at(-1);
  if (name === undefined || !text.includes(name)) return undefined;
  const table = tableOf(view, path.slice(0, -1));
  if (table === undefined) return undefined;
  for (let at = table.start; at <= text.length && at >= 0; ) {
    const end = endOf(text, at);
    const line = text.slice(at, end);
    if (at > table.start && !isWithin(line, table.column)) break;
    const found = nameIn(line, name, table);
    if (found !== undefined) return { span: span(at + found, at + found + name.length), doc: docAbove(text, at) };
    const feed = text.indexOf('\n', at);
    if (feed < 0) break;
    at = feed + 1;
  }
  return undefined;
}

interface Table {
  /** Where its lines begin. */
  readonly start: number;
  /** The column of its key; -1 for the whole file. */
  readonly column: number;
  /** The column of its entries; undefined when it has none. */
  readonly entries: number | undefined;
}

function tableOf(view: ValuesView, path: readonly string[]): Table | undefined {
  if (path.length === 0) return { start: 0, column: -1, entries: 0 };
  const [place] = placesOf(view, path);
  if (place?.key === undefined) return undefined;
  const { text } = view.file;
  const { start } = entrySpan(view, place);
  const columnOf = (offset: number) => offset - (text.lastIndexOf('\n', offset - 1) + 1);
  const column = columnOf(place.key.start);
  const first = place.value.kind === 'map' && !place.value.isFlow ? place.value.children[0] : undefined;
  return { start: start - columnOf(start), column, entries: first && columnOf(first.start) };
}

function endOf(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  const end = feed < 0 ? text.length : feed;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** Blank lines, comments, and what is indented deeper than the table's key. */
function isWithin(line: string, column: number): boolean {
  const content = line.trimStart();
  return content === '' || content.startsWith('#') || line.length - content.length > column;
}

/** Where the name begins in a line that is the key as a comment, of the table's own entries. */
function nameIn(line: string, name: string, { column, entries }: Table): number | undefined {
  const match = /^([ \t]*)#+([ \t]*)(["']?)(?=[^\s#])/.exec(line);
  if (match === null) return undefined;
  const [lead, before = '', blanks = '', quote = ''] = match;
  const rest = line.slice(lead.length);
  if (!rest.startsWith(`${name}${quote}:`) || !/^(?:\s|$)/.test(rest.slice(name.length + quote.length + 1)))
    return undefined;
  // The mark stands in the column of the entries, or at the left edge with the entries' indentation behind it.
  const isAt = (at: number) => (entries === undefined ? at > column && at <= column + 4 : at === entries);
  const isOwn =
    (isAt(before.length) && blanks.length <= 1) ||
    (before === '' && column >= 0 && (isAt(blanks.length) || isAt(blanks.length - 1)));
  return isOwn ? lead.length : undefined;
}

const MOST_LINES = 12;

function docAbove(text: string, at: number): string {
  const lines: string[] = [];
  let start = at;
  while (start > 0 && lines.length < MOST_LINES) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(above, start).trim();
    const said = /^#+ ?(.*)$/.exec(line)?.[1];
    // An annotation of a tool, or another key, is no sentence about this one.
    if (said === undefined || said.trim() === '' || /^\s*(?:[+@]\w|["']?[\w.-]+["']?:(?:\s|$))/.test(said)) break;
    lines.unshift(said.replace(/^-- /, ''));
    start = above;
  }
  return lines.join('\n').trim();
}
