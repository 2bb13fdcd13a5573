// The commands behind the keys for comments in templates; where the server cannot answer, VS Code's own.

import * as vscode from 'vscode';
import type { TextChange, ToggleCommentParams, ToggleCommentResult } from '#protocol';
import { toRange } from '../preview/reveal.ts';
import type { Server } from '../server.ts';

type Mode = NonNullable<ToggleCommentParams['mode']>;

const USUAL: Readonly<Record<Mode, string>> = {
  toggle: 'editor.action.commentLine',
  add: 'editor.action.addCommentLine',
  remove: 'editor.action.removeCommentLine',
  block: 'editor.action.blockComment',
};

export async function toggleComment(server: Server, mode: Mode = 'toggle'): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { document, selections } = editor;
  const { version } = document;
  const params: ToggleCommentParams = {
    uri: document.uri.toString(),
    version,
    selections: selections.map(({ start, end }) => ({ start: plain(start), end: plain(end) })),
    mode,
  };
  const changes = await server.ask<NonNullable<ToggleCommentResult>>('chartroom/toggleComment', params);
  // The answer is about a text that is no longer there.
  if (document.version !== version) return;
  if (!changes) await vscode.commands.executeCommand(USUAL[mode]);
  else if (changes.length > 0) await apply(editor, changes);
}

async function apply(editor: vscode.TextEditor, changes: readonly TextChange[]): Promise<void> {
  const [only] = changes;
  const halves = only && changes.length === 1 ? /^(\{\{.*\/\* )( \*\/\}\})$/.exec(only.newText) : null;
  if (only && halves) {
    // Into an empty comment somebody is going to write.
    const snippet = new vscode.SnippetString().appendText(halves[1] ?? '');
    snippet.appendTabstop(0).appendText(halves[2] ?? '');
    await editor.insertSnippet(snippet, toRange(only.range, 0));
    return;
  }
  await editor.edit((edit) => {
    for (const { range, newText } of changes) edit.replace(toRange(range, 0), newText);
  });
}

function plain({ line, character }: vscode.Position): { line: number; character: number } {
  return { line, character };
}
