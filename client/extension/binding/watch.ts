// Tells the server of packed charts that come, change or go: values files may be bound to them.

import * as vscode from 'vscode';
import { tellEvents } from '../file-events.ts';
import type { Server } from '../server.ts';

export function watchArchives(server: Server): vscode.Disposable {
  return tellEvents(vscode.workspace.createFileSystemWatcher('**/*.tgz'), server);
}
