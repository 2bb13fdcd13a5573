// Where a preview is offered: files of charts have the button and the key also when their language is plain YAML.

import * as vscode from 'vscode';
import type { ChartOfResult } from '#protocol';
import type { Charts } from '../charts.ts';
import { isFileOfWorkspace } from '../client-options.ts';
import type { Server } from '../server.ts';

/** A list of paths: a `when` clause asks each editor's own path, so that a button stands over the right editors only. */
const IN_CHART = 'chartroom.inChart';

export function offerPreviews(charts: Charts, server: Server): vscode.Disposable {
  let told = '[]';
  let latest = 0;
  const look = async () => {
    const turn = ++latest;
    const found = await Promise.all(
      vscode.window.visibleTextEditors.map(({ document }) => pathsOf(charts, server, document)),
    );
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
    // The chart that a values file names is known once it was loaded, and then it is rendered.
    server.onRendered(look),
  );
}

/** The path as clauses see it: a local file's as the system writes it, any other as it stands in the URI. */
async function pathsOf(charts: Charts, server: Server, { uri, languageId }: vscode.TextDocument): Promise<string[]> {
  if (!isFileOfWorkspace(uri) || (languageId !== 'helm' && languageId !== 'yaml')) return [];
  const isOffered =
    (await charts.folderOf(uri)) !== undefined || (languageId === 'yaml' && (await isBound(server, uri)));
  return isOffered ? [uri.path, uri.fsPath] : [];
}

/** A values file that lies in no chart and names one. */
async function isBound(server: Server, uri: vscode.Uri): Promise<boolean> {
  const answer = await server.ask<ChartOfResult>('chartroom/chartOf', { uri: uri.toString() });
  return answer?.bound === true;
}
