// The preview of the first template of a window opens by itself, where `chartroom.preview.autoOpen` asks for it.

import * as vscode from 'vscode';
import type { Server } from '../server.ts';
import { PREVIEW_SCHEME } from './address.ts';

/**
 * Once for each window: who closes that preview does not want another, and who has one already needs none. It waits for the
 * first render of the template's chart: until then nobody knows that there is a chart.
 */
export function openFirstPreview(server: Server): vscode.Disposable {
  const roots = new Set<string>();
  const following = vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(() => consider()),
    // In the browser the folder's settings are read after its files were opened.
    vscode.workspace.onDidChangeConfiguration(() => consider()),
    server.onRendered(({ chart }) => {
      roots.add(vscode.Uri.parse(chart).path);
      consider();
    }),
  );
  return following;

  function consider(): void {
    const document = vscode.window.activeTextEditor?.document;
    const isTheOne = document?.languageId === 'helm' && isWanted(document.uri) && isRendered(document.uri);
    if (!isTheOne && !hasPreview()) return;
    following.dispose();
    if (isTheOne && !hasPreview()) void vscode.commands.executeCommand('chartroom.openPreview', document.uri);
  }

  function isRendered({ path }: vscode.Uri): boolean {
    return [...roots].some((root) => path.startsWith(`${root}/`));
  }
}

function isWanted(uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('chartroom', uri).get('preview.autoOpen', false);
}

function hasPreview(): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === PREVIEW_SCHEME);
}
