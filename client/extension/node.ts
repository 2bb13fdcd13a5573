// The desktop's door: the language server runs as a Node process of its own, spoken to over IPC.

import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { start } from './extension.ts';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6019'] } };
  await start(context, {
    readsFiles: true,
    create: (options) => new LanguageClient('chartroom', 'Chartroom', { run, debug }, options),
    ended: () => {},
  });
}
