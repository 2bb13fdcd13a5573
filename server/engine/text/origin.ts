// Provenance: who wrote a stretch of text, and from which value. The source map and every traced value are made of this.

import type { Span } from './span.ts';

/** A place in a template's source. `file` is the name the template was parsed under (`chart/templates/x.yaml`, or `gotpl` for tpl). */
export interface Site {
  readonly file: string;
  readonly span: Span;
  /** The include, template and tpl calls that led here, innermost first; null in the rendered file's own text. */
  readonly frame: Frame | null;
}

/** One include, template or tpl call on the way; frames form a list towards the rendered file. */
export interface Frame {
  /** Name of the template that runs in this frame. */
  readonly name: string;
  /** The call that opened it. */
  readonly call: Site;
  /** For tpl: where its text came from. */
  readonly text?: Pieces | undefined;
}

/** One slot of the values: the dotted path by keys, and the place in the file that gave it. */
export interface ValueSource {
  /** File as the loader named it (a chart-relative path joined to its chart, a `-f` file, or `--set`). */
  readonly file: string;
  readonly span: Span;
  /** Keys from the root of that file. */
  readonly path: readonly (string | number)[];
}

/**
 * Where a value or a stretch of text came from. All parts are optional on purpose: text of a template has a site only,
 * a value that was printed has a site (the action) and a source (its values slot), a computed value has `from`.
 */
export interface Origin {
  readonly site?: Site | undefined;
  /** Where the text was made, when it came to the site in a variable, a dict or another value. */
  readonly made?: Site | undefined;
  /** The text stands where it was made (at `made`, else at the site) letter by letter, so that offsets inside it can be carried over. */
  readonly verbatim?: boolean | undefined;
  readonly source?: ValueSource | undefined;
  /** The function that computed it, when no text was copied. */
  readonly call?: string | undefined;
  /** What a computed value was computed from. */
  readonly from?: readonly Origin[] | undefined;
  /** For a string made of several stretches: these, covering it whole. */
  readonly pieces?: Pieces | undefined;
}

/** `length` UTF-16 units of text with one origin. */
export interface Piece {
  readonly length: number;
  readonly origin: Origin;
  /** Units of the origin's own text that lie before this piece, when it was cut; absent for none. */
  readonly skip?: number | undefined;
}

/** Stretches that cover a whole text, in order; lengths are positive. */
export type Pieces = readonly Piece[];

/** The pieces of a text of `length` units that has this origin. */
export function piecesOf(origin: Origin | undefined, length: number): Pieces {
  if (length === 0) return [];
  if (origin?.pieces) return origin.pieces;
  return [{ length, origin: origin ?? {} }];
}

/** The part [from, to) of a text that `pieces` cover. */
export function slicePieces(pieces: Pieces, from: number, to: number): Pieces {
  const out: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const end = at + piece.length;
    const start = Math.max(at, from);
    const stop = Math.min(end, to);
    if (stop > start) out.push(stop - start === piece.length ? piece : cut(piece, start - at, stop - start));
    at = end;
    if (at >= to) break;
  }
  return out;
}

function cut(piece: Piece, from: number, length: number): Piece {
  return { length, origin: piece.origin, skip: (piece.skip ?? 0) + from };
}

/** Appends `more` to `into`, merging neighbours that continue each other's origin. */
export function appendPieces(into: Piece[], more: Pieces): void {
  for (const piece of more) appendPiece(into, piece);
}

/** The same for one piece. */
export function appendPiece(into: Piece[], piece: Piece): void {
  const last = into[into.length - 1];
  if (last !== undefined && last.origin === piece.origin && continues(last, piece)) {
    into[into.length - 1] = { length: last.length + piece.length, origin: last.origin, skip: last.skip };
  } else into.push(piece);
}

/** What is not verbatim has no offsets inside, so that its parts always continue each other. */
function continues(last: Piece, next: Piece): boolean {
  return last.origin.verbatim !== true || (last.skip ?? 0) + last.length === (next.skip ?? 0);
}

/** The number of units the pieces cover. */
export function piecesLength(pieces: Pieces): number {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  return length;
}
