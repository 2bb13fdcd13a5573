// The user's settings as the server's plain record.

import * as vscode from 'vscode';
import { DEFAULT_SETTINGS, type Settings } from '#protocol';

export function currentSettings(): Settings {
  const section = vscode.workspace.getConfiguration('chartroom');
  const entries = Object.entries(DEFAULT_SETTINGS).map(([key, usual]) => [key, section.get(key, usual)]);
  // VS Code gives objects as proxies, which cannot be sent to the server's worker in the browser.
  return JSON.parse(JSON.stringify(Object.fromEntries(entries))) as Settings;
}
