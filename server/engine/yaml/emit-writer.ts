// The output of a YAML emitter: text, the column, and, while tracing, who each stretch of text came from.

import { appendPieces, type Origin, type Piece, type Pieces, piecesLength, slicePieces } from '../text/origin.ts';

const UNKNOWN: Origin = {};

/** Collects the text of one document. Columns count characters, which here are UTF-16 units: no pair is ever written raw. */
export class YamlWriter {
  text = '';
  /** Nothing was written since the last line break that the next entry could use: it needs no break of its own. */
  fresh = true;
  /** The column after which a space may become a line break. */
  readonly width: number;
  /** Undefined on the plain path. */
  readonly pieces: Piece[] | undefined;
  #lineStart = 0;
  #origin: Origin | undefined;
  #from = 0;
  #flat = new Map<Origin, Origin>();

  constructor(width: number, traced: boolean) {
    this.width = width;
    this.pieces = traced ? [] : undefined;
  }

  get column(): number {
    return this.text.length - this.#lineStart;
  }

  write(part: string): void {
    this.text += part;
  }

  /** A line break that counts as one for the column. */
  break(mark = '\n'): void {
    this.text += mark;
    this.#lineStart = this.text.length;
  }

  /** Starts the next entry: a break unless the line is still fresh, then the indentation. */
  nextLine(indent: number): void {
    if (!this.fresh) this.break();
    this.fresh = false;
    this.text += spaces(indent);
  }

  /** Breaks inside a scalar. */
  fold(indent: number): void {
    this.break();
    this.text += spaces(indent);
  }

  /** Text that stands unchanged in a scalar at `at`; `pieces` are those of that scalar. */
  copy(part: string, pieces: Pieces | undefined, at: number): void {
    if (pieces !== undefined && this.pieces !== undefined) {
      this.#flush();
      appendPieces(this.pieces, slicePieces(pieces, at, at + part.length));
      this.#from += part.length;
    }
    this.text += part;
  }

  /** What is written from here on has this origin. */
  mark(origin: Origin | undefined): void {
    if (this.pieces === undefined || origin === this.#origin) return;
    this.#flush();
    this.#origin = origin;
  }

  /** The pieces of the first `length` units; the whole text is covered. */
  finish(length: number): Pieces {
    if (this.pieces === undefined) return [];
    this.#flush();
    return slicePieces(this.pieces, 0, length);
  }

  #flush(): void {
    const length = this.text.length - this.#from;
    if (length > 0 && this.pieces !== undefined) {
      appendPieces(this.pieces, [{ length, origin: this.#flatOrigin() }]);
    }
    this.#from = this.text.length;
  }

  /** An origin that has pieces of its own covers another text; what is written around that text is computed from it. */
  #flatOrigin(): Origin {
    const origin = this.#origin;
    if (origin === undefined) return UNKNOWN;
    if (origin.pieces === undefined) return origin;
    let flat = this.#flat.get(origin);
    if (flat === undefined) {
      flat = flatten(origin, origin.pieces);
      this.#flat.set(origin, flat);
    }
    return flat;
  }
}

/** The pieces of a scalar, when they really cover its text. */
export function scalarPieces(origin: Origin | undefined, text: string): Pieces | undefined {
  const pieces = origin?.pieces;
  return pieces !== undefined && piecesLength(pieces) === text.length ? pieces : undefined;
}

function flatten(origin: Origin, pieces: Pieces): Origin {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return { ...only.origin, pieces: undefined };
  const { pieces: _, ...rest } = origin;
  return { ...rest, from: [...new Set(pieces.map((piece) => piece.origin))] };
}

const PADS: string[] = [];

function spaces(count: number): string {
  return (PADS[count] ??= ' '.repeat(count));
}
