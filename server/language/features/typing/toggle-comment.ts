// Ctrl+/ in a template: `#` where a line is plain YAML, a template comment where an action must not run, and back.

import type { Piece } from '#engine/template/lex.ts';
import { type LineIndex, lineAt, lineIndex } from '#engine/text/lines.ts';
import type { Span } from '#engine/text/span.ts';
import { piecesOfFile } from '../../documents/template.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { deletion, type Edit, insertion } from './edit.ts';

/** Lines that are commented as one: a single line, or all lines of an action or a comment that spans several. */
interface Unit {
  /** What stands there without the white space around it; empty on a blank line. */
  readonly body: Span;
  readonly lineStart: number;
  /** Set when the body is one template comment and nothing else. */
  readonly comment: boolean;
  /** Set when the line is a comment of YAML. */
  readonly hash: boolean;
  /** An action or a template comment stands in it. */
  readonly acts: boolean;
}

/** `toggle`: there and back. `add` comments what is a comment already, too; `remove` leaves what is none. */
export type CommentMode = 'toggle' | 'add' | 'remove';

/**
 * Edits that comment the lines of each selection, or undo it where all of them are comments. Twice is as never: a
 * template comment cannot hold the end of one, so each such end inside gets a backslash, which the way back removes.
 * Undefined when the file is not known.
 */
export function toggleComment(
  snapshot: Snapshot,
  uri: string,
  selections: readonly Span[],
  mode: CommentMode = 'toggle',
): Edit[] | undefined {
  const file = fileAt(snapshot, uri);
  if (file === undefined) return undefined;
  const { text } = file;
  // In NOTES.txt a `#` is text that users see.
  const isProse = file.uri.endsWith('.txt');
  const lines = linesOf(text, piecesOfFile(file));
  const done = new Set<number>();
  return selections.flatMap((selection) => {
    const units = unitsIn(text, lines, selection, isProse).filter(({ lineStart }) => !done.has(lineStart));
    for (const { lineStart } of units) done.add(lineStart);
    const filled = units.filter(({ body }) => body.end > body.start);
    const comments = filled.filter(({ comment, hash }) => comment || hash);
    if (mode === 'remove' || (mode === 'toggle' && filled.length > 0 && comments.length === filled.length))
      return comments.flatMap((unit) => uncommented(text, unit));
    if (filled.length === 0) return isProse ? [] : units.map(({ body }) => insertion(body.start, '# '));
    const column = Math.min(...filled.map(({ body, lineStart }) => body.start - lineStart));
    return filled.flatMap((unit) => commented(text, unit, column, isProse));
  });
}

/** `column` is where the outermost line begins: all `#` stand below each other, as with VS Code's own command. */
function commented(text: string, { body, lineStart, acts }: Unit, column: number, isProse: boolean): Edit[] {
  if (!acts && !isProse) return [insertion(lineStart + column, '# ')];
  return commentedSpan(text, body, '{{- /* ');
}

/** One comment around a stretch of text, whose own ends of comments get a backslash. */
export function commentedSpan(text: string, { start, end }: Span, open: string): Edit[] {
  const escapes = [...text.slice(start, end).matchAll(/\*\\*\//g)].map(({ index }) =>
    insertion(start + index + 1, '\\'),
  );
  return [insertion(start, open), ...escapes, insertion(end, ' */}}')];
}

function uncommented(text: string, { body, comment }: Unit): Edit[] {
  if (!comment) return [deletion(body.start, body.start + (text[body.start + 1] === ' ' ? 2 : 1))];
  return uncommentedSpan(text, body);
}

/** What a template comment holds; `comment` is the whole of it. */
export function uncommentedSpan(text: string, comment: Span): Edit[] {
  const whole = text.slice(comment.start, comment.end);
  const lead = /^\{\{(?:-\s)?\/\*/.exec(whole)?.[0].length ?? 0;
  const tail = /\*\/(?:\s-)?\}\}$/.exec(whole)?.[0].length ?? 0;
  let from = comment.start + lead;
  let to = comment.end - tail;
  if (from < to && text[from] === ' ') from++;
  if (from < to && text[to - 1] === ' ') to--;
  const escapes = [...text.slice(from, to).matchAll(/\*\\+\//g)].map(({ index }) =>
    deletion(from + index + 1, from + index + 2),
  );
  return [deletion(comment.start, from), ...escapes, deletion(to, comment.end)];
}

interface Lines {
  readonly index: LineIndex;
  /** By line: an action or a template comment stands in it. */
  readonly acts: Uint8Array;
  /** By line: such a thing goes on in the next line. */
  readonly goesOn: Uint8Array;
  /** Where template comments begin and end. */
  readonly comments: ReadonlyMap<number, number>;
}

function linesOf(text: string, pieces: readonly Piece[]): Lines {
  const index = lineIndex(text);
  const acts = new Uint8Array(index.starts.length);
  const goesOn = new Uint8Array(index.starts.length);
  const comments = new Map<number, number>();
  for (const { kind, start, end } of pieces) {
    if (kind === 'text') continue;
    if (kind === 'comment') comments.set(start, end);
    const last = lineAt(index, Math.max(start, end - 1));
    for (let line = lineAt(index, start); line <= last; line++) {
      acts[line] = 1;
      if (line < last) goesOn[line] = 1;
    }
  }
  return { index, acts, goesOn, comments };
}

/** The units of a selection; as everywhere in VS Code, a line at whose very start a selection ends is not part of it. */
function unitsIn(text: string, lines: Lines, { start, end }: Span, isProse: boolean): Unit[] {
  const { index, goesOn } = lines;
  const first = lineAt(index, start);
  let last = lineAt(index, end);
  if (last > first && index.starts[last] === end) last--;
  const units: Unit[] = [];
  for (let line = first; line <= last; ) {
    let from = line;
    while (from > 0 && goesOn[from - 1] === 1) from--;
    while (goesOn[line] === 1) line++;
    units.push(unitOf(text, lines, from, line, isProse));
    line++;
  }
  return units;
}

function unitOf(text: string, { index, acts, comments }: Lines, from: number, to: number, isProse: boolean): Unit {
  const lineStart = index.starts[from] as number;
  const next = index.starts[to + 1];
  let end = next === undefined ? text.length : next - 1;
  const lineEnd = end > lineStart && text[end - 1] === '\r' ? end - 1 : end;
  let start = lineStart;
  while (start < lineEnd && isBlank(text[start])) start++;
  for (end = lineEnd; end > start && isBlank(text[end - 1]); ) end--;
  const comment = end > start && comments.get(start) === end;
  const hash = from === to && text[start] === '#' && start < end && !isProse;
  return { body: { start, end }, lineStart, comment, hash, acts: acts[from] === 1 };
}

function isBlank(unit: string | undefined): boolean {
  return unit === ' ' || unit === '\t';
}
