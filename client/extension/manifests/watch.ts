// Tells the server of kustomizations that come, change or go: they say which files are patches, and nobody need have opened them.

import * as vscode from 'vscode';
import { tellEvents } from '../file-events.ts';
import type { Server } from '../server.ts';

export function watchKustomizations(server: Server): vscode.Disposable {
  const names = '**/{kustomization.yaml,kustomization.yml,Kustomization}';
  return tellEvents(vscode.workspace.createFileSystemWatcher(names), server);
}
