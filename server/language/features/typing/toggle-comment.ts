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

/**
 * Edits that comment the lines of each selection, or undo it where all of them are comments. Twice is as never: a
 * template comment cannot hold the end of one, so each such end inside gets a backslash, which the way back removes.
 * Undefined when the file is not known.
 */
export function toggleComment(snapshot: Snapshot, uri: string, selections: readonly Span[]): Edit[] | undefined {
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
    if (filled.length === 0) return isProse ? [] : units.map(({ body }) => insertion(body.start, '# '));
    if (filled.every(({ comment, hash }) => comment || hash)) return filled.flatMap((unit) => uncommented(text, unit));
    const column = Math.min(...filled.map(({ body, lineStart }) => body.start - lineStart));
    return filled.flatMap((unit) => commented(text, unit, column, isProse));
  });
}

/** `column` is where the outermost line begins: all `#` stand below each other, as with VS Code's own command. */
function commented(text: string, { body, lineStart, acts }: Unit, column: number, isProse: boolean): Edit[] {
  if (!acts && !isProse) return [insertion(lineStart + column, '# ')];
  const inside = text.slice(body.start, body.end);
  const escapes = [...inside.matchAll(/\*\\*\//g)].map(({ index }) => insertion(body.start + index + 1, '\\'));
  return [insertion(body.start, '{{- /* '), ...escapes, insertion(body.end, ' */}}')];
}

function uncommented(text: string, { body, comment }: Unit): Edit[] {
  const whole = text.slice(body.start, body.end);
  if (!comment) return [deletion(body.start, body.start + (whole[1] === ' ' ? 2 : 1))];
  const lead = /^\{\{(?:-\s)?\/\*/.exec(whole)?.[0].length ?? 0;
  const tail = /\*\/(?:\s-)?\}\}$/.exec(whole)?.[0].length ?? 0;
  let from = body.start + lead;
  let to = body.end - tail;
  if (from < to && text[from] === ' ') from++;
  if (from < to && text[to - 1] === ' ') to--;
  const escapes = [...text.slice(from, to).matchAll(/\*\\+\//g)].map(({ index }) =>
    deletion(from + index + 1, from + index + 2),
  );
  return [deletion(body.start, from), ...escapes, deletion(to, body.end)];
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
