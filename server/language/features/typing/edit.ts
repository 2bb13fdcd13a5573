// What typing helpers answer: changes of one file's text, in offsets of the text as it is now.

import type { Span } from '#engine/text/span.ts';

/** Puts `text` in the place of `span`; edits of one answer never overlap. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export function insertion(offset: number, text: string): Edit {
  return { span: { start: offset, end: offset }, text };
}

export function deletion(start: number, end: number): Edit {
  return { span: { start, end }, text: '' };
}
