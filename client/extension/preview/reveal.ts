// Scrolls an editor to a range only when none of it can be seen, so that what the reader looks at stays still.

import * as vscode from 'vscode';
import type { PlainRange } from '#protocol';

export function toRange({ start, end }: PlainRange, linesBefore: number): vscode.Range {
  return new vscode.Range(start.line + linesBefore, start.character, end.line + linesBefore, end.character);
}

/** Without the line on which only a newline belongs to the range: `nindent` writes one before its text. */
export function onLines({ start, end }: vscode.Range, document: vscode.TextDocument): vscode.Range {
  const emptyHead = start.line < end.line && start.character >= document.lineAt(start.line).range.end.character;
  const emptyTail = start.line < end.line && end.character === 0;
  const first = emptyHead ? start.line + 1 : start.line;
  const last = Math.max(first, emptyTail ? end.line - 1 : end.line);
  return new vscode.Range(
    first,
    first === start.line ? start.character : 0,
    last,
    last === end.line ? end.character : 0,
  );
}

export function reveal(editor: vscode.TextEditor, ranges: readonly vscode.Range[]): void {
  const [first] = ranges;
  if (!first) return;
  const seen = ranges.some((range) =>
    editor.visibleRanges.some((visible) => visible.intersection(range) !== undefined),
  );
  // Its beginnings of lines: long lines are not scrolled sideways. An editor that was just opened may not know yet what it
  // shows, so VS Code looks again.
  const lines = new vscode.Range(first.start.line, 0, first.end.line, 0);
  if (!seen) editor.revealRange(lines, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
