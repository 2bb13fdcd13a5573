// Tells the server what a watcher sees, one event at a time.

import type * as vscode from 'vscode';
import type { Server } from './server.ts';

/** FileChangeType of the Language Server Protocol. */
export const CREATED = 1;
export const CHANGED = 2;
export const DELETED = 3;

export function tellEvents(watcher: vscode.FileSystemWatcher, server: Server): vscode.FileSystemWatcher {
  const tell = (type: number) => (uri: vscode.Uri) =>
    server.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: uri.toString(), type }] });
  watcher.onDidCreate(tell(CREATED));
  watcher.onDidChange(tell(CHANGED));
  watcher.onDidDelete(tell(DELETED));
  return watcher;
}
