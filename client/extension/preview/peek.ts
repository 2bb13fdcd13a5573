// The rendered resource around the cursor, shown in place and read-only.

import * as vscode from 'vscode';
import type { PeekResult } from '#protocol';
import { RENDERED } from './address.ts';

const PEEK_SCHEME = 'chartroom-peek';

export class Peeks implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly subscriptions = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(PEEK_SCHEME, this),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
  );
  private count = 0;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  /** Every peek has an address of its own: its text is of one moment. */
  async show({ document }: vscode.TextEditor, at: vscode.Position, { title, text }: PeekResult): Promise<void> {
    this.count += 1;
    const path = `/${title.replaceAll('/', ' ')}${RENDERED}`;
    const uri = vscode.Uri.from({ scheme: PEEK_SCHEME, path, query: String(this.count) });
    this.texts.set(uri.toString(), text);
    const location = new vscode.Location(uri, new vscode.Position(0, 0));
    await vscode.commands.executeCommand('editor.action.peekLocations', document.uri, at, [location], 'peek');
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
