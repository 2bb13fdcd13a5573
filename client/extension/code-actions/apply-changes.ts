// Changes of several files that the server worked out, applied in one step.

import * as vscode from 'vscode';
import type { ChangedFile } from '#protocol';
import { toRange } from '../preview/reveal.ts';

/** All or nothing: a text that is another one by now is not the one that the changes are meant for. */
export async function applyChanges(files: readonly ChangedFile[]): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, version, isNew, changes } of files) {
    const target = vscode.Uri.parse(uri);
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === target.toString());
    // The server reads from disk what it has no version of.
    if (version === null ? open?.isDirty : open?.version !== version) return false;
    if (isNew) edit.createFile(target, { ignoreIfExists: true });
    for (const { range, newText } of changes) edit.replace(target, toRange(range, 0), newText);
  }
  return files.length > 0 && vscode.workspace.applyEdit(edit);
}
