// The line behind the `{}` of the status bar: what Chartroom renders with and how long the last render took.

import * as vscode from 'vscode';
import type { Server } from './server.ts';
import { currentSettings } from './settings.ts';

export function showStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('chartroom.status', [{ language: 'helm' }]);
  item.name = 'Chartroom';
  item.command = { command: 'chartroom.showLog', title: 'Show Log' };
  item.text = 'Chartroom';
  const rendered = server.onRendered(({ milliseconds }) => {
    item.text = `Rendered in ${Math.round(milliseconds)} ms`;
    item.detail = `Helm ${currentSettings().helmVersion}`;
  });
  return vscode.Disposable.from(item, rendered);
}
