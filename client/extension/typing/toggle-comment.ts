// The command behind Ctrl+/ in templates; where the server cannot answer, VS Code's own.

import * as vscode from 'vscode';
import type { ToggleCommentParams, ToggleCommentResult } from '#protocol';
import { toRange } from '../preview/reveal.ts';
import type { Server } from '../server.ts';

export async function toggleComment(server: Server): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { document, selections } = editor;
  const { version } = document;
  const params: ToggleCommentParams = {
    uri: document.uri.toString(),
    version,
    selections: selections.map(({ start, end }) => ({ start: plain(start), end: plain(end) })),
  };
  const changes = await server.ask<NonNullable<ToggleCommentResult>>('chartroom/toggleComment', params);
  // The answer is about a text that is no longer there.
  if (document.version !== version) return;
  if (!changes) await vscode.commands.executeCommand('editor.action.commentLine');
  else if (changes.length > 0)
    await editor.edit((edit) => {
      for (const { range, newText } of changes) edit.replace(toRange(range, 0), newText);
    });
}

function plain({ line, character }: vscode.Position): { line: number; character: number } {
  return { line, character };
}
