// Puts the spaces of `{{ | }}` into the editor, as part of the keystroke that asked for them.

import * as vscode from 'vscode';
import type { Change } from './asked.ts';
import { type Spacing, spacingAfter } from './spaces.ts';

export class Spaces {
  /** The document that gets its spaces, and the version that has them. */
  private put: { readonly document: vscode.TextDocument; readonly version: number } | undefined;

  /** True when the change is answered here, be it somebody's typing or the spaces themselves. */
  follow(editor: vscode.TextEditor, changes: readonly Change[]): boolean {
    const { document } = editor;
    const behind = this.put?.document === document ? document.version - this.put.version : undefined;
    if (behind === 0 && changes.every(({ text }) => text === '  ')) return true;
    this.put = undefined;
    const spacing = spacingAfter(changes, (line) => document.lineAt(line).text, behind === 1);
    if (spacing === undefined) return false;
    if (spacing.kind === 'around') this.put = { document, version: document.version + 1 };
    void apply(editor, spacing);
    return true;
  }
}

/** One undo takes both back; VS Code refuses a change that is meant for a text that is no longer there. */
const WITH_KEYSTROKE = { undoStopBefore: false, undoStopAfter: false };

async function apply(editor: vscode.TextEditor, spacing: Spacing): Promise<void> {
  if (spacing.kind === 'around') {
    const cursors = spacing.cursors.map(({ line, character }) => new vscode.Position(line, character));
    const snippet = new vscode.SnippetString(' ').appendTabstop(0).appendText(' ');
    await editor.insertSnippet(snippet, cursors, WITH_KEYSTROKE);
    return;
  }
  await editor.edit((edit) => {
    for (const { line, start, end, text } of spacing.edits)
      edit.replace(new vscode.Range(line, start, line, end), text);
  }, WITH_KEYSTROKE);
}
