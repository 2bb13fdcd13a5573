// Files inside packed charts, read-only: where a definition or a preview leads when the chart is an archive.

import * as vscode from 'vscode';
import type { ArchivedParams, ArchivedResult } from '#protocol';
import type { Server } from '../server.ts';

/** The scheme that the server gives such files. */
const SCHEME = 'chartroom-archive';

export function showArchives(server: Server): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async (uri, token) => {
      const params: ArchivedParams = { uri: uri.toString() };
      const result = await server.ask<ArchivedResult>('chartroom/archived', params, token);
      return result?.text ?? '';
    },
  });
}
