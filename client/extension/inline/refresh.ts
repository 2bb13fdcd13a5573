// When a file's diff is opened or closed, its hints go or come back.

import * as vscode from 'vscode';
import type { Server } from '../server.ts';
import { followDiffs } from './diffs.ts';

export function refreshHintsWithDiffs(server: Server): vscode.Disposable {
  return followDiffs((uris) => {
    for (const document of vscode.workspace.textDocuments)
      if (uris.includes(document.uri.toString())) server.refreshHints(document);
  });
}
