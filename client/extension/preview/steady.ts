// Keeps a preview still while its text is replaced: the cursor stays on its line, and what is looked at stays in sight.

import * as vscode from 'vscode';
import { PREVIEW_SCHEME } from './address.ts';
import { lineAfter } from './line-place.ts';
import { editorsOf } from './provider.ts';
import { HEADER_LINES } from './text.ts';

export function keepSteady(): vscode.Disposable {
  /** The lines that each open preview had before its text was replaced. */
  const lines = new Map<string, string[]>();
  const remember = (document: vscode.TextDocument) => {
    if (document.uri.scheme === PREVIEW_SCHEME) lines.set(document.uri.toString(), linesOf(document));
  };
  vscode.workspace.textDocuments.forEach(remember);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(remember),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => lines.delete(uri.toString())),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const before = lines.get(document.uri.toString());
      remember(document);
      if (!before || contentChanges.length === 0) return;
      for (const editor of editorsOf(document.uri)) settle(editor, before, linesOf(document));
    }),
  );
}

/** The editor still tells what was selected and seen before: of that it hears after the text. */
function settle(editor: vscode.TextEditor, before: readonly string[], after: readonly string[]): void {
  const place = ({ line, character }: vscode.Position) => {
    const now = lineAfter(before, after, line);
    return new vscode.Position(now, Math.min(character, after[now]?.length ?? 0));
  };
  // Before the first render there was a line that said so, and nothing to stay on.
  if (before.length <= HEADER_LINES + 1) {
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    return;
  }
  const { anchor, active } = editor.selection;
  const selection = new vscode.Selection(place(anchor), place(active));
  const [seen] = editor.visibleRanges;
  editor.selection = selection;
  if (!seen || seen.start.line === 0) return;
  const top = lineAfter(before, after, seen.start.line);
  if (top === seen.start.line) return;
  scrollTo(editor, top);
}

/** Makes this line the first that is seen. */
export function scrollTo(editor: vscode.TextEditor, top: number): void {
  const line = Math.min(top + leadOf(editor.document), editor.document.lineCount - 1);
  editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
}

/** So many lines VS Code leaves above one that it reveals at the top, for headers that stick there. */
function leadOf(document: vscode.TextDocument): number {
  const settings = vscode.workspace.getConfiguration('editor', document);
  const isSticky = settings.get('stickyScroll.enabled', true);
  return Math.max(
    settings.get('cursorSurroundingLines', 0),
    isSticky ? settings.get('stickyScroll.maxLineCount', 5) : 0,
  );
}

function linesOf(document: vscode.TextDocument): string[] {
  return document.getText().split(/\r?\n/);
}
