// The documents of open previews: fetched from the server, fetched again after each render.

import * as vscode from 'vscode';
import type { PreviewError, PreviewParams, PreviewResult, PreviewScope } from '#protocol';
import type { Server } from '../server.ts';
import { PREVIEW_SCHEME, previewAddress, previewOf } from './address.ts';
import { previewText } from './text.ts';

export class Previews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly results = new Map<string, PreviewResult>();
  /** Previews that the user asked for and that were not fetched since. */
  private readonly asked = new Set<string>();
  private readonly server: Server;
  private readonly subscriptions: vscode.Disposable;

  readonly onDidChange = this.changed.event;

  constructor(server: Server) {
    this.server = server;
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, this),
      vscode.workspace.onDidOpenTextDocument(setRenderedLanguage),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.closed(uri)),
      server.onRendered(() => this.refresh()),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const shows = previewOf(uri);
    const params = shows && { ...shows, opened: this.asked.delete(uri.toString()) };
    const result = params && (await this.server.ask<PreviewResult>('chartroom/preview', params, token));
    if (result) this.results.set(uri.toString(), result);
    return previewText(result);
  }

  /** Opens the preview, in the column where it is open already or beside the active editor; the focus stays. */
  async open(source: vscode.Uri, scope: PreviewScope, path: string): Promise<void> {
    const uri = vscode.Uri.from(previewAddress(source.toString(), scope, path));
    this.asked.add(uri.toString());
    const document = await vscode.workspace.openTextDocument(uri);
    // One that was open already is not asked for its text.
    if (this.asked.has(uri.toString())) this.changed.fire(uri);
    const open = editorsOf(uri)[0];
    const viewColumn = open?.viewColumn ?? columnOfPreviews() ?? vscode.ViewColumn.Beside;
    await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: false });
  }

  /** What the server said last. */
  resultOf(uri: vscode.Uri): PreviewResult | undefined {
    return this.results.get(uri.toString());
  }

  /** What keeps a preview from showing what its template says now; none: it shows that. */
  errorsOf(uri: vscode.Uri): readonly PreviewError[] {
    return this.results.get(uri.toString())?.errors ?? [];
  }

  /** Every open preview asks again: one that did not change gets the same text, which VS Code takes for no change. */
  private refresh(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.scheme === PREVIEW_SCHEME) this.changed.fire(document.uri);
    }
  }

  /** Nobody looks any more: what was assumed for this preview is not rendered on and on. */
  private closed(uri: vscode.Uri): void {
    const result = this.results.get(uri.toString());
    this.results.delete(uri.toString());
    const shows = previewOf(uri);
    if (!shows || !result || result.assumed.length === 0 || result.of !== '') return;
    setTimeout(() => {
      // A document whose language changes is closed and opened again.
      const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
      if (!isOpen) void this.server.ask('chartroom/assume', { uri: shows.uri, assume: false });
    }, 1000);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}

/** Previews that can be seen, with what they show. */
export function visiblePreviews(): { editor: vscode.TextEditor; shows: PreviewParams }[] {
  return vscode.window.visibleTextEditors.flatMap((editor) => {
    const shows = previewOf(editor.document.uri);
    return shows ? [{ editor, shows }] : [];
  });
}

/** Editors of a file that can be seen. */
export function editorsOf(uri: vscode.Uri): vscode.TextEditor[] {
  const key = uri.toString();
  return vscode.window.visibleTextEditors.filter((editor) => editor.document.uri.toString() === key);
}

/** A second preview joins the first, as long as the active editor is not itself in that column. */
function columnOfPreviews(): vscode.ViewColumn | undefined {
  const active = vscode.window.activeTextEditor?.viewColumn;
  return visiblePreviews().find(({ editor }) => editor.viewColumn !== active)?.editor.viewColumn;
}

/** The name gives a preview its language already; this holds when the user's associations say otherwise. */
function setRenderedLanguage(document: vscode.TextDocument): void {
  if (document.uri.scheme !== PREVIEW_SCHEME || document.languageId === 'helm-rendered') return;
  void vscode.languages.setTextDocumentLanguage(document, 'helm-rendered');
}
