// Changes of a text as plain data, and what they need to know of its lines.

import type { Span } from '#engine/text/span.ts';

/** Puts `text` in the place of `span`; edits of one file never overlap. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

export function replacing(start: number, end: number, text: string): TextEdit {
  return { span: { start, end }, text };
}

export function inserting(offset: number, text: string): TextEdit {
  return replacing(offset, offset, text);
}

/** What the text is after the edits. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  let now = text;
  // Of two at one place the later one of the list stands behind the other.
  const order = edits
    .map((edit, i) => ({ edit, i }))
    .sort((a, b) => b.edit.span.start - a.edit.span.start || b.i - a.i);
  for (const { edit } of order) now = now.slice(0, edit.span.start) + edit.text + now.slice(edit.span.end);
  return now;
}

/** What the text's lines end with. */
export function newlineOf(text: string): '\n' | '\r\n' {
  const feed = text.indexOf('\n');
  return feed > 0 && text[feed - 1] === '\r' ? '\r\n' : '\n';
}

/** The offset behind the last character of the offset's line, its line break excluded. */
export function lineEndOf(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  const end = feed < 0 ? text.length : feed;
  return end > offset && text[end - 1] === '\r' && feed >= 0 ? end - 1 : end;
}

export function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
