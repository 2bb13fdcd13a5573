// The user's settings as the server's plain record.

import * as vscode from 'vscode';
import { DEFAULT_SETTINGS, type Settings } from '#protocol';

export function currentSettings(): Settings {
  const section = vscode.workspace.getConfiguration('chartroom');
  const entries = Object.entries(DEFAULT_SETTINGS).map(([key, usual]) => [key, section.get(key, usual)]);
  return Object.fromEntries(entries) as Settings;
}
