// From a template's text to its pieces: text, comments, actions. Never fails: what is broken is a piece as well.

import { CHAR, isSpace } from './chars.ts';
import {
  findCommentEnd,
  type LexedAction,
  leftTrimAt,
  lexAction,
  newSource,
  rightDelimAt,
  type Source,
  skipSpace,
} from './lex-action.ts';
import type { Token } from './token.ts';

export type { LexedAction } from './lex-action.ts';
export type { Token, TokenKind } from './token.ts';

/** A piece of the file. A comment's tokenStart is where Go's token starts (`/*`); its span holds the delimiters. */
export type Piece =
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  | { readonly kind: 'comment'; readonly start: number; readonly end: number; readonly text: string }
  | {
      readonly kind: 'badComment';
      readonly start: number;
      readonly end: number;
      readonly tokenStart: number;
      readonly message: string;
    }
  | LexedAction;

/**
 * All tokens of a template, for an editor: in order, without overlap; only white space that a trim marker removes lies
 * between them. A broken word is a token of kind `error`.
 */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  for (const piece of lexPieces(text)) {
    if (piece.kind === 'action') {
      tokens.push(piece.open);
      for (const word of piece.recovered ?? piece.tokens) if (word.end > word.start) tokens.push(word);
    } else {
      const kind = piece.kind === 'badComment' ? 'error' : piece.kind;
      const message = piece.kind === 'badComment' ? piece.message : '';
      tokens.push({ kind, start: piece.start, end: piece.end, text: text.slice(piece.start, piece.end), message });
    }
  }
  return tokens;
}

/** The pieces of a template in order. Text that trimming leaves empty is no piece. */
export function* lexPieces(text: string): Generator<Piece, void> {
  const source = newSource(text);
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    const end = open < 0 ? text.length : open;
    const trimmed = open >= 0 && leftTrimAt(text, open + 2) ? trimRight(text, at, end) : end;
    if (trimmed > at) yield { kind: 'text', start: at, end: trimmed };
    if (open < 0) return;
    const content = leftTrimAt(text, open + 2) ? open + 4 : open + 2;
    if (text.startsWith('/*', content)) {
      const { piece, resume } = lexComment(source, open, content);
      yield piece;
      at = resume;
    } else {
      const action = lexAction(source, open);
      yield action;
      at = action.resume;
    }
  }
}

function trimRight(text: string, from: number, end: number): number {
  let to = end;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return to;
}

/** A comment whose slash stands at `content`. Its `*` `/` must be followed by the right delimiter at once. */
function lexComment(source: Source, start: number, content: number): { piece: Piece; resume: number } {
  const { text } = source;
  const close = findCommentEnd(source, content + 2);
  if (close < 0) {
    const end = brokenCommentEnd(text, content + 2, true);
    return { piece: { kind: 'badComment', start, end, tokenStart: content, message: 'unclosed comment' }, resume: end };
  }
  const after = close + 2;
  const delim = rightDelimAt(text, after);
  if (delim === 0) {
    const end = brokenCommentEnd(text, after, false);
    const message = 'comment ends before closing delimiter';
    return { piece: { kind: 'badComment', start, end, tokenStart: content, message }, resume: end };
  }
  const end = after + delim;
  const piece: Piece = { kind: 'comment', start, end, text: text.slice(content, after) };
  return { piece, resume: delim === 4 ? skipSpace(text, end) : end };
}

/** Up to a `}}` on the line, else to the line's end or the next `{{` when the comment never ended, else no further. */
function brokenCommentEnd(text: string, from: number, open: boolean): number {
  let end = from;
  while (end < text.length && text.charCodeAt(end) !== CHAR.lf && !text.startsWith('{{', end)) {
    if (text.startsWith('}}', end)) return end + 2;
    end++;
  }
  if (!open) return from;
  return end > from && text.charCodeAt(end - 1) === CHAR.cr ? end - 1 : end;
}
