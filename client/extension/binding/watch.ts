// Tells the server of packed charts that come, change or go: values files may be bound to them.

import * as vscode from 'vscode';
import type { Server } from '../server.ts';

/** FileChangeType of the Language Server Protocol. */
const CREATED = 1;
const CHANGED = 2;
const DELETED = 3;

export function watchArchives(server: Server): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.tgz');
  const tell = (type: number) => (uri: vscode.Uri) =>
    server.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: uri.toString(), type }] });
  watcher.onDidCreate(tell(CREATED));
  watcher.onDidChange(tell(CHANGED));
  watcher.onDidDelete(tell(DELETED));
  return watcher;
}
