// Puts the spaces of `{{ | }}` into the editor, as part of the keystroke that asked for them.

import * as vscode from 'vscode';
import type { Change } from './asked.ts';
import { editsLater, type LineEdit, type Spacing, spacingAfter } from './spaces.ts';

export class Spaces {
  /** What was asked of the editor last, and whether it is done. */
  private put: Put | undefined;

  /** True when the change is answered here, be it somebody's typing or the spaces themselves. */
  follow(editor: vscode.TextEditor, changes: readonly Change[]): boolean {
    const { document } = editor;
    const put = this.put?.document === document ? this.put : undefined;
    this.put = undefined;
    if (put && !put.isDone && isSame(put.texts, changes)) {
      this.put = { ...put, isDone: true };
      return true;
    }
    const justSpaced = put?.isDone === true && put.texts.some((text) => text.endsWith(' '));
    const spacing = spacingAfter(changes, (line) => document.lineAt(line).text, justSpaced);
    if (spacing === undefined) return false;
    const texts = spacing.kind === 'edits' ? spacing.edits.map(({ text }) => text) : spacing.cursors.map(() => '  ');
    this.put = { document, texts, isDone: false };
    void apply(editor, spacing);
    return true;
  }
}

interface Put {
  readonly document: vscode.TextDocument;
  /** The texts that are put in, in any order. */
  readonly texts: readonly string[];
  readonly isDone: boolean;
}

function isSame(texts: readonly string[], changes: readonly Change[]): boolean {
  const sorted = changes.map(({ text }) => text).sort();
  return sorted.length === texts.length && [...texts].sort().every((text, i) => text === sorted[i]);
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
  // Whoever types faster than this goes to and fro has changed the text meanwhile: what is left is found again.
  let edits = spacing.edits;
  for (let tries = 0; tries < MOST_TRIES && edits.length > 0 && !(await replace(editor, edits)); tries++)
    edits = spacing.braces.flatMap((at) =>
      at.line < editor.document.lineCount ? editsLater(at, editor.document.lineAt(at.line).text) : [],
    );
}

const MOST_TRIES = 20;

function replace(editor: vscode.TextEditor, edits: readonly LineEdit[]): Thenable<boolean> {
  return editor.edit((edit) => {
    for (const { line, start, end, text } of edits) edit.replace(new vscode.Range(line, start, line, end), text);
  }, WITH_KEYSTROKE);
}
