// Tells the server what happens to the files of the charts that are in use, also outside the workspace.

import * as vscode from 'vscode';
import type { RenderedParams } from '#protocol';
import type { Charts } from './charts.ts';
import { isFileOfWorkspace } from './client-options.ts';
import { CHANGED, CREATED, DELETED } from './file-events.ts';
import type { Server } from './server.ts';

/** A chart is in use once one of its files was opened. */
export function watchCharts(charts: Charts, server: Server): vscode.Disposable {
  const watchers = new Map<string, vscode.Disposable>();
  const watch = async (document: vscode.TextDocument) => {
    if (!isFileOfWorkspace(document.uri)) return;
    const root = await charts.rootOf(document.uri);
    if (root) follow(root);
  };
  const follow = (root: vscode.Uri) => {
    if (!watchers.has(root.toString())) watchers.set(root.toString(), watchFolder(root, server));
  };
  // The server knows what a chart is made of besides: charts that it names by file://, and who uses it so.
  const followAll = ({ chart, elsewhere }: RenderedParams) =>
    [chart, ...elsewhere]
      .map((uri) => vscode.Uri.parse(uri))
      .filter(isFileOfWorkspace)
      .forEach(follow);
  const watchAll = () => vscode.workspace.textDocuments.forEach(watch);
  watchAll();
  const events = [
    vscode.workspace.onDidOpenTextDocument(watch),
    charts.onDidChange(watchAll),
    server.onRendered(followAll),
  ];
  return new vscode.Disposable(() => {
    for (const disposable of [...events, ...watchers.values()]) disposable.dispose();
  });
}

function watchFolder(folder: vscode.Uri, server: Server): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/*'));
  const batch = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = () => {
    const changes = [...batch].map(([uri, type]) => ({ uri, type }));
    batch.clear();
    server.tell('workspace/didChangeWatchedFiles', { changes });
  };
  // A checkout changes hundreds of files in one breath; they travel together.
  const note = (type: number) => (uri: vscode.Uri) => {
    if (/\/(\.git|node_modules)\//.test(uri.path)) return;
    batch.set(uri.toString(), type);
    clearTimeout(timer);
    timer = setTimeout(send, 50);
  };
  watcher.onDidCreate(note(CREATED));
  watcher.onDidChange(note(CHANGED));
  watcher.onDidDelete(note(DELETED));
  return watcher;
}
