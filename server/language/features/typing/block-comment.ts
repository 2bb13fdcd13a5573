// Shift+Alt+A in a template: a comment around just what is selected, and back.

import type { Piece } from '#engine/template/lex.ts';
import type { Span } from '#engine/text/span.ts';
import { piecesOfFile } from '../../documents/template.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { type Edit, insertion } from './edit.ts';
import { commentedSpan, uncommentedSpan } from './toggle-comment.ts';

/**
 * Edits that put a comment around each selection, or take away the one that it lies in. An action is never cut in two: a
 * selection that begins or ends inside of one reaches around it. Undefined when the file is not known.
 */
export function toggleBlockComment(snapshot: Snapshot, uri: string, selections: readonly Span[]): Edit[] | undefined {
  const file = fileAt(snapshot, uri);
  if (file === undefined) return undefined;
  const { text } = file;
  const pieces = piecesOfFile(file).filter(({ kind }) => kind !== 'text');
  const edits: Edit[] = [];
  let done = -1;
  for (const selection of [...selections].sort((a, b) => a.start - b.start)) {
    const comment = pieces.find((piece) => piece.kind === 'comment' && holds(piece, trimmed(text, selection)));
    const whole = comment ?? aroundActions(pieces, selection);
    // Of two selections in one comment or action the first has changed it.
    if (whole.start < done) continue;
    done = whole.end;
    edits.push(...(comment ? uncommentedSpan(text, comment) : commented(text, whole)));
  }
  return edits;
}

function commented(text: string, place: Span): Edit[] {
  const lineStart = text.lastIndexOf('\n', place.start - 1) + 1;
  // A trim marker would take away the space that stands before it on its line.
  const open = text.slice(lineStart, place.start).trim() === '' ? '{{- /* ' : '{{/* ';
  return place.start === place.end ? [insertion(place.start, `${open} */}}`)] : commentedSpan(text, place, open);
}

function aroundActions(pieces: readonly Piece[], { start, end }: Span): Span {
  const cut = pieces.filter((piece) => piece.start < Math.max(end, start + 1) && piece.end > start);
  const touched = start === end ? cut.filter((piece) => piece.start < start) : cut;
  return {
    start: Math.min(start, ...touched.map((piece) => piece.start)),
    end: Math.max(end, ...touched.map((piece) => piece.end)),
  };
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function trimmed(text: string, { start, end }: Span): Span {
  const whole = text.slice(start, end);
  const from = start + whole.length - whole.trimStart().length;
  return from >= end ? { start, end } : { start: from, end: start + whole.trimEnd().length };
}
