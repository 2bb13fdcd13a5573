// Tells the server what happens to values files of an active set that lie outside of the folder of their chart.

import * as vscode from 'vscode';
import type { ValuesSetsResult } from '#protocol';
import { tellEvents } from '../file-events.ts';
import type { Server } from '../server.ts';

export class SetFileWatchers implements vscode.Disposable {
  private readonly server: Server;
  /** By file; those of charts that are no longer shown stay, since their previews may be. */
  private readonly watchers = new Map<string, vscode.Disposable>();

  constructor(server: Server) {
    this.server = server;
  }

  watch({ chart, active, named }: ValuesSetsResult): void {
    const root = vscode.Uri.parse(chart.uri);
    for (const name of [...active.valuesFiles, ...named.flatMap(({ files }) => files)]) {
      const file = /^[a-zA-Z][a-zA-Z0-9+.-]+:\//.test(name) ? vscode.Uri.parse(name) : vscode.Uri.joinPath(root, name);
      // The watcher of the chart's folder tells of what is in it.
      if (file.path.startsWith(`${root.path}/`) || this.watchers.has(file.toString())) continue;
      this.watchers.set(file.toString(), this.watchFile(file));
    }
  }

  dispose(): void {
    for (const watcher of this.watchers.values()) watcher.dispose();
  }

  private watchFile(file: vscode.Uri): vscode.Disposable {
    const folder = vscode.Uri.joinPath(file, '..');
    const name = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/[[\]{}*?]/g, '[$&]');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name));
    return tellEvents(watcher, this.server);
  }
}
