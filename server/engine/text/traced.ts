// A text together with the pieces that say where it came from; operations keep both in step.

import { appendPieces, type Origin, type Piece, type Pieces, piecesLength, piecesOf, slicePieces } from './origin.ts';

/** `pieces` covers `text`; undefined when nothing is traced. */
export interface TracedText {
  readonly text: string;
  readonly pieces: Pieces | undefined;
}

export function sliceTraced(traced: TracedText, from: number, to: number = traced.text.length): TracedText {
  const text = traced.text.slice(from, to);
  if (text.length === traced.text.length) return traced;
  return { text, pieces: traced.pieces && slicePieces(traced.pieces, from, to) };
}

/** Joins texts; a plain string is text of nobody's (a `---` line, a `# Source` comment). */
export function joinTraced(parts: readonly (TracedText | string)[], trace: boolean): TracedText {
  let text = '';
  const pieces: Piece[] | undefined = trace ? [] : undefined;
  for (const part of parts) {
    const own = typeof part === 'string' ? part : part.text;
    text += own;
    if (pieces)
      appendPieces(pieces, typeof part === 'string' || !part.pieces ? piecesOf(NOBODY, own.length) : part.pieces);
  }
  return { text, pieces };
}

const NOBODY: Origin = {};

/** The text without any occurrence of `needle`. */
export function removeAll(traced: TracedText, needle: string): TracedText {
  let at = traced.text.indexOf(needle);
  if (at < 0) return traced;
  const kept: TracedText[] = [];
  let from = 0;
  for (; at >= 0; at = traced.text.indexOf(needle, from)) {
    kept.push(sliceTraced(traced, from, at));
    from = at + needle.length;
  }
  kept.push(sliceTraced(traced, from));
  return joinTraced(kept, traced.pieces !== undefined);
}

/** Go's unicode.IsSpace. */
export function isSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  if (unit < 0x1680) return unit === 0x85 || unit === 0xa0;
  return (
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** Where the text begins and ends once Go's strings.TrimSpace has cut it. */
export function trimRange(text: string): { readonly from: number; readonly to: number } {
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return { from, to };
}

/** strings.TrimSpace. */
export function trimSpace(text: string): string {
  const { from, to } = trimRange(text);
  return text.slice(from, to);
}

/** Whether pieces cover the text exactly: what tests and the render result promise. */
export function isCovered(traced: TracedText): boolean {
  return traced.pieces === undefined || piecesLength(traced.pieces) === traced.text.length;
}
