// The tab of a preview that does not show what its template says now has a mark: its first line may be out of sight.

import * as vscode from 'vscode';
import { PREVIEW_SCHEME } from './address.ts';
import type { Previews } from './provider.ts';

/** Half a word renders nothing: as in Problems, it is told when typing rests. */
const REST_MS = 500;

export function markStaleTabs(previews: Previews): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const marked = new Set<string>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const settle = (uri: vscode.Uri) => {
    const key = uri.toString();
    timers.delete(key);
    const isStale = previews.errorsOf(uri).length > 0;
    if (marked.has(key) === isStale) return;
    if (isStale) marked.add(key);
    else marked.delete(key);
    changed.fire(uri);
  };
  const look = (uri: vscode.Uri) => {
    const key = uri.toString();
    clearTimeout(timers.get(key));
    if (previews.errorsOf(uri).length === 0) settle(uri);
    else timers.set(key, setTimeout(settle, REST_MS, uri));
  };
  const provideFileDecoration = (uri: vscode.Uri): vscode.FileDecoration | undefined => {
    const [error] = marked.has(uri.toString()) ? previews.errorsOf(uri) : [];
    if (uri.scheme !== PREVIEW_SCHEME || !error) return undefined;
    const tooltip = `Not what the template says now: ${error.message}`;
    return new vscode.FileDecoration('!', tooltip, new vscode.ThemeColor('list.warningForeground'));
  };
  return vscode.Disposable.from(
    changed,
    new vscode.Disposable(() => timers.forEach(clearTimeout)),
    vscode.window.registerFileDecorationProvider({ onDidChangeFileDecorations: changed.event, provideFileDecoration }),
    previews.onDidFetch(look),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      clearTimeout(timers.get(uri.toString()));
      marked.delete(uri.toString());
    }),
  );
}
