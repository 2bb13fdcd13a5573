// The preview of the first template of a window opens by itself, where `chartroom.preview.autoOpen` asks for it.

import * as vscode from 'vscode';
import type { Charts } from '../charts.ts';
import { PREVIEW_SCHEME } from './address.ts';

/** Once for each window: who closes that preview does not want another, and who has one already needs none. */
export function openFirstPreview(charts: Charts): vscode.Disposable {
  const following = vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor((editor) => void consider(editor)),
    // In the browser the folder's settings are read after its files were opened.
    vscode.workspace.onDidChangeConfiguration(() => void consider(vscode.window.activeTextEditor)),
  );
  void consider(vscode.window.activeTextEditor);
  return following;

  async function consider(editor: vscode.TextEditor | undefined): Promise<void> {
    if (hasPreview()) return following.dispose();
    const uri = editor?.document.languageId === 'helm' ? editor.document.uri : undefined;
    if (!uri || !isWanted(uri) || !(await charts.folderOf(uri))) return;
    // Meanwhile the user may be elsewhere, or have opened it.
    if (hasPreview() || vscode.window.activeTextEditor?.document.uri.toString() !== uri.toString()) return;
    following.dispose();
    await vscode.commands.executeCommand('chartroom.openPreview', uri);
  }
}

function isWanted(uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('chartroom', uri).get('preview.autoOpen', false);
}

function hasPreview(): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === PREVIEW_SCHEME);
}
