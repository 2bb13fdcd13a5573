// Where a preview is offered: files of charts have the button and the key also when their language is plain YAML.

import * as vscode from 'vscode';
import type { Charts } from '../charts.ts';
import { isFileOfWorkspace } from '../client-options.ts';

/** A list of paths: a `when` clause asks each editor's own path, so that a button stands over the right editors only. */
const IN_CHART = 'chartroom.inChart';

export function offerPreviews(charts: Charts): vscode.Disposable {
  let told = '[]';
  let latest = 0;
  const look = async () => {
    const turn = ++latest;
    const found = await Promise.all(vscode.window.visibleTextEditors.map(({ document }) => pathsOf(charts, document)));
    const paths = [...new Set(found.flat())].sort();
    if (turn !== latest || JSON.stringify(paths) === told) return;
    told = JSON.stringify(paths);
    await vscode.commands.executeCommand('setContext', IN_CHART, paths);
  };
  void look();
  return vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(look),
    vscode.workspace.onDidOpenTextDocument(look),
    charts.onDidChange(look),
  );
}

/** The path as clauses see it: a local file's as the system writes it, any other as it stands in the URI. */
async function pathsOf(charts: Charts, { uri, languageId }: vscode.TextDocument): Promise<string[]> {
  if (!isFileOfWorkspace(uri) || (languageId !== 'helm' && languageId !== 'yaml')) return [];
  return (await charts.folderOf(uri)) ? [uri.path, uri.fsPath] : [];
}
