// The commands that lock a preview to its template and let it follow again.

import * as vscode from 'vscode';
import type { PreviewTabs } from './tabs.ts';

export function registerPreviewCommands(tabs: PreviewTabs): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand('chartroom.lockPreview', () => lock(tabs)),
    registerCommand('chartroom.unlockPreview', () => unlock(tabs)),
  );
}

async function lock(tabs: PreviewTabs): Promise<void> {
  if (await tabs.setFollowing(false)) return;
  void vscode.window.showInformationMessage('No preview is shown that follows the active template.');
}

async function unlock(tabs: PreviewTabs): Promise<void> {
  if (await tabs.setFollowing(true)) return;
  void vscode.window.showInformationMessage('No preview is shown that is locked to its template.');
}
