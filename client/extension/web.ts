// The browser's door: the language server runs as a Web Worker of the extension host.

import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { start } from './extension.ts';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server-web.js').toString(true);
  let worker: Worker | undefined;
  await start(context, {
    readsFiles: false,
    schemas: vscode.Uri.joinPath(context.extensionUri, 'dist', 'schemas.bin').toString(),
    create: (options) => {
      const open = async () => {
        worker?.terminate();
        worker = new Worker(script, { name: 'chartroom' });
        // Not the worker itself: VS Code's extension host hands out workers that are no instances of `Worker`.
        return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
      };
      return new LanguageClient('chartroom', 'Chartroom', open, options);
    },
    ended: () => worker?.terminate(),
  });
}
