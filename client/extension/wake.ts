// Starts the server once there is something for it: in a workspace of other YAML files it never runs.

import * as vscode from 'vscode';
import { isFor } from './wake-words.ts';

/** Resolves when it was started, or when there is nothing to do for it yet; then the first document that is for it starts it. */
export async function startWhenNeeded(start: () => Promise<void>): Promise<vscode.Disposable> {
  if (vscode.workspace.textDocuments.some(isNeededFor) || (await hasCharts())) {
    await start();
    return vscode.Disposable.from();
  }
  const waiting: vscode.Disposable[] = [];
  const look = (document: vscode.TextDocument) => {
    if (waiting.length === 0 || !isNeededFor(document)) return;
    for (const one of waiting.splice(0)) one.dispose();
    void start();
  };
  waiting.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
  );
  const watcher = vscode.workspace.createFileSystemWatcher('**/Chart.yaml', false, true, true);
  watcher.onDidCreate(() => {
    for (const one of waiting.splice(0)) one.dispose();
    void start();
  });
  waiting.push(watcher);
  // What was opened while charts were looked for.
  vscode.workspace.textDocuments.forEach(look);
  return new vscode.Disposable(() => {
    for (const one of waiting.splice(0)) one.dispose();
  });
}

function isNeededFor(document: vscode.TextDocument): boolean {
  const { languageId, uri } = document;
  return isFor(languageId, uri.path, () => document.getText());
}

/** What else activates the extension. */
async function hasCharts(): Promise<boolean> {
  const found = await vscode.workspace.findFiles('**/{Chart.yaml,*values*.yaml,*values*.yml}', '**/node_modules/**', 1);
  return found.length > 0;
}
