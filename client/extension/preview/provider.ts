// The files of previews: a read-only file system whose texts come from the server, anew after each render.

import * as vscode from 'vscode';
import type { PreviewError, PreviewParams, PreviewResult } from '#protocol';
import type { Server } from '../server.ts';
import { followsActive, PREVIEW_SCHEME, previewOf } from './address.ts';
import { previewText } from './text.ts';

/** How long a restored tab waits for the first render of its chart before it says that there is none yet. */
const PATIENCE_MS = 15_000;
const READ_ONLY = 'A preview cannot be edited: it shows what a template renders. Edit the template or the values.';

interface PreviewFile {
  readonly result: PreviewResult | undefined;
  readonly text: string;
  readonly bytes: Uint8Array;
  /** What VS Code compares to find out whether there is something new to read. */
  readonly mtime: number;
}

/** Files, not contents of a `TextDocumentContentProvider`: of those VS Code restores neither tabs nor scroll. */
export class Previews implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly fetched = new vscode.EventEmitter<vscode.Uri>();
  private readonly files = new Map<string, PreviewFile>();
  /** Files that are asked for the first time. */
  private readonly begun = new Map<string, Promise<PreviewFile>>();
  /** Files that are being refreshed, and whether something happened since they were asked for. */
  private readonly busy = new Map<string, boolean>();
  /** Templates of closed previews whose assumptions end once no preview follows the active template any more. */
  private readonly assuming = new Set<string>();
  private readonly server: Server;
  private readonly subscriptions: vscode.Disposable;

  readonly onDidChangeFile = this.changed.event;
  /** The server has spoken about a preview; its document may get the new text a little later. */
  readonly onDidFetch = this.fetched.event;

  constructor(server: Server) {
    this.server = server;
    const isReadonly = new vscode.MarkdownString(READ_ONLY);
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      this.fetched,
      vscode.workspace.registerFileSystemProvider(PREVIEW_SCHEME, this, { isReadonly, isCaseSensitive: true }),
      vscode.workspace.onDidOpenTextDocument(setRenderedLanguage),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.closed(uri)),
      server.onRendered(() => this.refreshAll()),
    );
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { bytes, mtime } = await this.fileAt(uri);
    const { File } = vscode.FileType;
    return { type: File, permissions: vscode.FilePermission.Readonly, ctime: 0, mtime, size: bytes.byteLength };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.fileAt(uri)).bytes;
  }

  /** The user asks for the preview: its text is there before its tab is. */
  async prepare(uri: vscode.Uri): Promise<void> {
    await this.fetch(uri, true);
    await this.firstRender(uri, 1000);
  }

  /** What the server said last. */
  resultOf(uri: vscode.Uri): PreviewResult | undefined {
    return this.files.get(uri.toString())?.result;
  }

  /** What keeps a preview from showing what its template says now; none: it shows that. */
  errorsOf(uri: vscode.Uri): readonly PreviewError[] {
    return this.resultOf(uri)?.errors ?? [];
  }

  /** What the document says once it has the server's last word. */
  textOf(uri: vscode.Uri): string | undefined {
    return this.files.get(uri.toString())?.text;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async fileAt(uri: vscode.Uri): Promise<PreviewFile> {
    const key = uri.toString();
    const known = this.files.get(key);
    if (known && !this.begun.has(key)) return known;
    if (!previewOf(uri)) throw vscode.FileSystemError.FileNotFound(uri);
    // A tab that is restored has its scroll back only when the text is there at once.
    const first = this.begun.get(key) ?? this.firstRender(uri, PATIENCE_MS);
    this.begun.set(key, first);
    return first.finally(() => this.begun.delete(key));
  }

  private async firstRender(uri: vscode.Uri, patience: number): Promise<PreviewFile> {
    let file = this.files.get(uri.toString()) ?? (await this.fetch(uri, false));
    // The server has started now.
    const end = Date.now() + patience;
    while (file.result?.generation === 0 && Date.now() < end) {
      await this.nextRender(end - Date.now());
      file = await this.fetch(uri, false);
    }
    return file;
  }

  private nextRender(patience: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        listener.dispose();
        resolve();
      };
      const timer = setTimeout(done, patience);
      const listener = this.server.onRendered(done);
    });
  }

  private async fetch(uri: vscode.Uri, opened: boolean): Promise<PreviewFile> {
    const key = uri.toString();
    const params = previewOf(uri);
    const result = params && (await this.server.ask<PreviewResult>('chartroom/preview', { ...params, opened }));
    const before = this.files.get(key);
    // While the server is started again, what was shown stays.
    if (!result && before) return before;
    const text = previewText(result);
    const isSame = before?.text === text;
    const bytes = isSame ? before.bytes : new TextEncoder().encode(text);
    const mtime = isSame ? before.mtime : Math.max(Date.now(), (before?.mtime ?? 0) + 1);
    const file = { result, text, bytes, mtime };
    this.files.set(key, file);
    if (!isSame) this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    this.fetched.fire(uri);
    return file;
  }

  /** Every open preview asks again; what nobody has open is asked for again when somebody opens it. */
  private refreshAll(): void {
    const open = openPreviews();
    for (const key of this.files.keys()) if (!open.has(key) && !this.begun.has(key)) this.files.delete(key);
    for (const uri of open.values()) void this.refresh(uri);
  }

  /** One question at a time for each preview: what happens meanwhile leads to one more, not to one for each render. */
  private async refresh(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const isBusy = this.busy.has(key);
    this.busy.set(key, isBusy);
    if (isBusy) return;
    await this.fetch(uri, false);
    const again = this.busy.get(key);
    this.busy.delete(key);
    if (again && openPreviews().has(key)) await this.refresh(uri);
  }

  /** Nobody looks any more: what was assumed for this preview is not rendered on and on. */
  private closed(uri: vscode.Uri): void {
    const result = this.resultOf(uri);
    const shows = previewOf(uri);
    if (!shows) return;
    setTimeout(() => {
      // A document whose language changes is closed and opened again.
      const open = openPreviews();
      if (open.has(uri.toString())) return;
      this.files.delete(uri.toString());
      if (result && result.assumed.length > 0 && result.of === '') this.assuming.add(shows.uri);
      // Whoever goes to another template and back finds the preview as it was.
      if (followsActive(uri) && [...open.values()].some(followsActive)) return;
      for (const template of this.assuming) void this.server.ask('chartroom/assume', { uri: template, assume: false });
      this.assuming.clear();
    }, 1000);
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

function openPreviews(): Map<string, vscode.Uri> {
  const previews = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === PREVIEW_SCHEME);
  return new Map(previews.map(({ uri }) => [uri.toString(), uri]));
}

/** The name gives a preview its language already; this holds when the user's associations say otherwise. */
function setRenderedLanguage(document: vscode.TextDocument): void {
  if (document.uri.scheme !== PREVIEW_SCHEME || document.languageId === 'helm-rendered') return;
  void vscode.languages.setTextDocumentLanguage(document, 'helm-rendered');
}
