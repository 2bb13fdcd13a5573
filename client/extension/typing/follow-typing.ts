// While somebody types in a template: the `{{- end }}` of a block they open, closing braces that they type over, and
// the spaces inside braces.

import * as vscode from 'vscode';
import type { TextChange, TypedParams, TypedResult } from '#protocol';
import { toRange } from '../preview/reveal.ts';
import type { Server } from '../server.ts';
import { askedBy } from './asked.ts';
import { Spaces } from './put-spaces.ts';

export function followTyping(server: Server): vscode.Disposable {
  const spaces = new Spaces();
  return vscode.workspace.onDidChangeTextDocument((event) => {
    const editor = vscode.window.activeTextEditor;
    const { document, contentChanges, reason } = event;
    if (editor?.document !== document || document.languageId !== 'helm' || reason !== undefined) return;
    if (contentChanges.length === 0 || !closesBrackets(document)) return;
    if (spaces.follow(editor, contentChanges)) return;
    const asked = askedBy(contentChanges, (line) => document.lineAt(line).text);
    if (asked === undefined) return;
    const params = { uri: document.uri.toString(), version: document.version, ...asked };
    // The client tells the server of the change in its turn of this same event.
    setTimeout(() => void answer(server, editor, params), 0);
  });
}

/** Who wants no brackets to be closed wants no blocks to be closed either. */
function closesBrackets(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('editor', document).get('autoClosingBrackets') !== 'never';
}

/** An answer to a text that is no longer there is dropped: whoever types on is never written into. */
async function answer(server: Server, editor: vscode.TextEditor, params: TypedParams): Promise<void> {
  const { document } = editor;
  if (document.version !== params.version) return;
  const change = await server.ask<NonNullable<TypedResult>>('chartroom/typed', params);
  if (!change || document.version !== params.version || editor.selections.length > 1) return;
  const { line, character } = params.position;
  const cursor = new vscode.Position(line, character);
  const { active, isEmpty } = editor.selection;
  if (isEmpty && active.isEqual(cursor)) await apply(editor, cursor, change);
}

/** The change joins the keystroke, so that one undo takes both back. */
const WITH_KEYSTROKE = { undoStopBefore: false, undoStopAfter: true };

async function apply(editor: vscode.TextEditor, cursor: vscode.Position, change: TextChange): Promise<void> {
  const range = toRange(change.range, 0);
  if (!range.isEmpty || !range.start.isEqual(cursor)) {
    await editor.edit((edit) => edit.replace(range, change.newText), WITH_KEYSTROKE);
    return;
  }
  // What is put in at the cursor takes it along, but for a snippet. That indents its lines like the cursor's.
  const indent = editor.document.lineAt(cursor.line).text.slice(0, cursor.character);
  const [newline, text] = /^(\r?\n)(.*)$/s.exec(change.newText)?.slice(1) ?? [];
  // A line that begins further to the left cannot be put in so, and is left to the user.
  if (newline === undefined || text === undefined || !text.startsWith(indent)) return;
  const snippet = new vscode.SnippetString().appendTabstop(0).appendText(newline + text.slice(indent.length));
  await editor.insertSnippet(snippet, cursor, WITH_KEYSTROKE);
}
