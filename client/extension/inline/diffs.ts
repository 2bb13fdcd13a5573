// Which files a diff editor shows now: beside their older text, hints would only be in the way.

import * as vscode from 'vscode';

/** VS Code asks for hints by file, not by editor, so a file beside its diff has none either. */
export function isInDiff(uri: vscode.Uri): boolean {
  return shownInDiffs().has(uri.toString());
}

/** Calls back with every file whose diff was opened or closed. */
export function followDiffs(changed: (uris: readonly string[]) => void): vscode.Disposable {
  let before = shownInDiffs();
  return vscode.window.tabGroups.onDidChangeTabs(() => {
    const now = shownInDiffs();
    const moved = [...now].filter((uri) => !before.has(uri)).concat([...before].filter((uri) => !now.has(uri)));
    before = now;
    if (moved.length > 0) changed(moved);
  });
}

function shownInDiffs(): Set<string> {
  const uris = vscode.window.tabGroups.all.flatMap(({ activeTab }) => diffsOf(activeTab?.input));
  return new Set(uris.map((uri) => uri.toString()));
}

/** The editor of several changes at once is not yet part of VS Code's interface; its parts are diffs of two texts. */
function diffsOf(input: unknown): vscode.Uri[] {
  if (input instanceof vscode.TabInputTextDiff) return [input.original, input.modified];
  const parts = typeof input === 'object' && input !== null && 'textDiffs' in input ? input.textDiffs : undefined;
  return Array.isArray(parts) ? parts.flatMap(diffsOf) : [];
}
