// Scrolls an editor to a range only when none of it can be seen, so that what the reader looks at stays still.

import * as vscode from 'vscode';
import type { PlainRange } from '#protocol';

export function toRange({ start, end }: PlainRange, linesBefore: number): vscode.Range {
  return new vscode.Range(start.line + linesBefore, start.character, end.line + linesBefore, end.character);
}

export function reveal(editor: vscode.TextEditor, ranges: readonly vscode.Range[]): void {
  const [first] = ranges;
  if (!first) return;
  const seen = ranges.some((range) =>
    editor.visibleRanges.some((visible) => visible.intersection(range) !== undefined),
  );
  if (!seen) editor.revealRange(first, vscode.TextEditorRevealType.InCenter);
}
