// What VS Code's own pairs cannot say: `{{` closes as `{{ | }}` and `{{-` as `{{- | }}`, the cursor between two spaces.

import type { PlainPosition } from '#protocol';
import type { Change } from './asked.ts';

/** Puts a space on each side of these cursors, or changes these stretches of lines. */
export type Spacing =
  | { readonly kind: 'around'; readonly cursors: readonly PlainPosition[] }
  | {
      readonly kind: 'edits';
      readonly edits: readonly LineEdit[];
      /** Where the braces stand: `editsLater` finds there what is left to do when somebody types on meanwhile. */
      readonly braces: readonly PlainPosition[];
    };

export interface LineEdit {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What follows from changes that are somebody typing; undefined for nothing. `lineText` is a line after the changes,
 * `justSpaced` tells that the spaces were put there by the change before: who types on as if they were not there, a
 * space or what trims or begins a comment, gets what they mean.
 */
export function spacingAfter(
  changes: readonly Change[],
  lineText: (line: number) => string,
  justSpaced: boolean,
): Spacing | undefined {
  const [first] = changes;
  if (first === undefined || changes.some(({ text, rangeLength }) => text !== first.text || rangeLength > 0))
    return undefined;
  const cursors = cursorsAfter(changes, first.text.length);
  const around = (before: RegExp, after: RegExp) =>
    cursors.every(({ line, character }) => {
      const text = lineText(line);
      return before.test(text.slice(0, character)) && after.test(text.slice(character));
    });
  const edits = (of: (cursor: PlainPosition) => LineEdit[]): Spacing => {
    const braces = cursors.map(({ line, character }) => {
      return { line, character: lineText(line).lastIndexOf('{{', character) };
    });
    return { kind: 'edits', edits: cursors.flatMap(of), braces };
  };
  switch (first.text) {
    case '{}':
    case '{}}':
      return around(/(?<!\{)\{\{$/, /^\}\}/) ? { kind: 'around', cursors } : undefined;
    case '-':
      if (around(/(?<!\{)\{\{-$/, /^\}\}/)) return { kind: 'around', cursors };
      return justSpaced && around(/\{\{ -$/, /^ \}\}/) ? edits(trimmed) : undefined;
    case ' ':
      return justSpaced && around(/\{\{-? {2}$/, /^ \}\}/)
        ? edits(({ line, character }) => [cut(line, character - 1, character)])
        : undefined;
    case '/':
      return justSpaced && around(/\{\{ \/$/, /^ \}\}/) ? edits(bare) : undefined;
    case '*':
      // Go takes this for no comment, whoever put the space there.
      if (around(/\{\{ \/\*$/, /^ \}\}/)) return edits(comment);
      // VS Code has closed these braces before it can know.
      return around(/\{\{(?:- )?\/\*$/, /^ \}\}/) ? edits(commentEnd) : undefined;
    default:
      return undefined;
  }
}

/** The same for braces behind which more was typed: by then a cursor is no measure. None where nothing is left to do. */
export function editsLater({ line, character }: PlainPosition, lineText: string): LineEdit[] {
  const inside = lineText.slice(character);
  const space = /^\{\{(?:-? (?= )| (?=-(?:\s|\}))| (?=\/\*))/.exec(inside)?.[0].length;
  const close = /^\{\{(?:-? )?\/\*(?:(?!\*\/|\}\}).)*(?=\}\})/.exec(inside)?.[0].length;
  return [
    ...(space === undefined ? [] : [cut(line, character + space - 1, character + space)]),
    ...(close === undefined ? [] : commentEnd({ line, character: character + close - 1 })),
  ];
}

/** `{{ -| }}` becomes `{{- | }}`: what is put in at a cursor takes it along. */
function trimmed({ line, character }: PlainPosition): LineEdit[] {
  return [cut(line, character - 2, character - 1), { line, start: character, end: character, text: ' ' }];
}

/** `{{ /| }}` becomes `{{/|}}`, which VS Code closes as a comment by itself. */
function bare({ line, character }: PlainPosition): LineEdit[] {
  return [cut(line, character - 2, character - 1), cut(line, character, character + 1)];
}

/** `{{ /*| }}` loses the space before the cursor, and gets the end of a comment behind it. */
function comment(cursor: PlainPosition): LineEdit[] {
  return [cut(cursor.line, cursor.character - 3, cursor.character - 2), ...commentEnd(cursor)];
}

/** Behind the space behind the cursor. */
function commentEnd({ line, character }: PlainPosition): LineEdit[] {
  return [{ line, start: character + 1, end: character + 1, text: '*/' }];
}

function cut(line: number, start: number, end: number): LineEdit {
  return { line, start, end, text: '' };
}

/** Where the cursors stand: behind the one character that was typed. Changes of one line move those behind them. */
function cursorsAfter(changes: readonly Change[], length: number): PlainPosition[] {
  const starts = changes.map(({ range }) => range.start);
  starts.sort((a, b) => a.line - b.line || a.character - b.character);
  let [line, shift] = [-1, 0];
  return starts.map((start) => {
    shift = start.line === line ? shift + length : 0;
    line = start.line;
    return { line, character: start.character + shift + 1 };
  });
}
