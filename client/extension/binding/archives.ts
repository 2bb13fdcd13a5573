// Files inside packed charts, read-only: where a definition or a preview leads when the chart is an archive.

import * as vscode from 'vscode';
import type { ArchivedParams, ArchivedResult } from '#protocol';
import type { Server } from '../server.ts';

/** The scheme that the server gives such files. */
export const ARCHIVE_SCHEME = 'chartroom-archive';

/** By then the server has read an archive that changed, a small one and a large one. */
const READ_AGAIN_MS = [400, 3000];

export function showArchives(server: Server): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.tgz');
  const readAgain = ({ path }: vscode.Uri) => {
    const tell = () => {
      for (const uri of openBelow(path)) changed.fire(uri);
    };
    for (const delay of READ_AGAIN_MS) setTimeout(tell, delay);
  };
  watcher.onDidCreate(readAgain);
  watcher.onDidChange(readAgain);
  const provider = vscode.workspace.registerTextDocumentContentProvider(ARCHIVE_SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: async (uri, token) => {
      const params: ArchivedParams = { uri: uri.toString() };
      const result = await server.ask<ArchivedResult>('chartroom/archived', params, token);
      return result?.text ?? '';
    },
  });
  return vscode.Disposable.from(provider, watcher, changed);
}

function openBelow(archive: string): vscode.Uri[] {
  const uris = vscode.workspace.textDocuments.map(({ uri }) => uri);
  return uris.filter(({ scheme, path }) => scheme === ARCHIVE_SCHEME && path.startsWith(`${archive}!/`));
}
