// Outlines and breadcrumbs name resources as they were rendered: VS Code asks again once a render that nobody typed in a template is there.

import * as vscode from 'vscode';
import type { Server } from './server.ts';

/** Whoever writes values sees the names follow when nothing was rendered for so long. */
const DELAY_MS = 1000;

/** An outline is asked for when its text changes, and a render comes later; the protocol has no word for asking again. */
export function refreshOutlines(server: Server): vscode.Disposable {
  const shown = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return vscode.Disposable.from(
    { dispose: () => clearTimeout(timer) },
    vscode.workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri.toString())),
    server.onRendered(({ changed }) => {
      const others = vscode.window.visibleTextEditors.filter(({ document }) => {
        const uri = document.uri.toString();
        if (document.languageId !== 'helm' || !changed.includes(uri)) return false;
        const isTyped = (shown.get(uri) ?? document.version) !== document.version;
        shown.set(uri, document.version);
        return !isTyped;
      });
      if (others.length === 0) return;
      clearTimeout(timer);
      timer = setTimeout(askAgain, DELAY_MS);
    }),
  );
}

/** A provider that comes or goes makes VS Code ask all that are there. */
function askAgain(): void {
  vscode.languages.registerDocumentSymbolProvider({ language: 'helm' }, { provideDocumentSymbols: () => [] }).dispose();
}
