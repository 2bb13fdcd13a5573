// The cursor's counterpart: in the template the line that wrote a rendered line, in the preview the lines that were written.

import * as vscode from 'vscode';
import type { Place, PlainPosition, PreviewParams, RenderedAtResult, SourceOfResult } from '#protocol';
import type { Server } from '../server.ts';
import { PREVIEW_SCHEME, previewOf } from './address.ts';
import { editorsOf, type Previews, visiblePreviews } from './provider.ts';
import { onLines, reveal, toRange } from './reveal.ts';
import { HEADER_LINES } from './text.ts';

/** So long after a move of the cursor its counterpart is brought into sight: renders take a while. */
const RECENT_MS = 3000;

/**
 * Only the editor with the focus is followed, and following never moves a focus or a selection: what one side shows can
 * therefore not make the other side move. What is out of sight is only brought into sight when the user moves the
 * cursor: going to another editor and back, or a reload of the window, leaves both sides where they were.
 */
export class Follower implements vscode.Disposable {
  private readonly mark = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.wordHighlightStrongForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
  private readonly server: Server;
  private readonly previews: Previews;
  private readonly subscriptions: vscode.Disposable;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = new vscode.CancellationTokenSource();
  private moved = { in: '', at: 0 };
  /** The file that a preview was asked for, until its cursor's counterpart was in sight: a first render may take long. */
  private asked: string | undefined;

  constructor(server: Server, previews: Previews) {
    this.server = server;
    this.previews = previews;
    this.subscriptions = vscode.Disposable.from(
      this.mark,
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        if (textEditor !== vscode.window.activeTextEditor) return;
        if (kind !== undefined) this.moved = { in: textEditor.document.uri.toString(), at: Date.now() };
        this.soon();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => this.soon()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.soon()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme === PREVIEW_SCHEME) this.soon();
      }),
    );
  }

  /** The user asked for a preview: it begins where the cursor is. */
  previewAsked(): void {
    this.asked = vscode.window.activeTextEditor?.document.uri.toString();
    this.soon();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.asking.dispose();
    this.subscriptions.dispose();
  }

  /** A held arrow key asks once, when it rests. */
  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.follow(), 60);
  }

  private async follow(): Promise<void> {
    this.asking.cancel();
    this.asking.dispose();
    this.asking = new vscode.CancellationTokenSource();
    const { token } = this.asking;
    const editor = vscode.window.activeTextEditor;
    if (!editor || visiblePreviews().length === 0) return this.keepMarks([]);
    const shows = previewOf(editor.document.uri);
    if (shows) await this.fromPreview(editor, shows, token);
    else await this.fromSource(editor, token);
  }

  private async fromSource(source: vscode.TextEditor, token: vscode.CancellationToken): Promise<void> {
    const position = cursorOf(source);
    const uri = source.document.uri.toString();
    const previews = visiblePreviews();
    const answers = await Promise.all(
      previews.map(({ shows: preview }) => {
        const params = { uri, position, preview };
        return this.server.ask<RenderedAtResult>('chartroom/renderedAt', params, token);
      }),
    );
    if (token.isCancellationRequested) return;
    this.keepMarks(previews.map(({ editor }) => editor));
    previews.forEach(({ editor }, index) => {
      const { document } = editor;
      const found = (answers[index]?.ranges ?? []).map((range) => toRange(range, HEADER_LINES));
      const ranges = found.filter(({ end }) => end.line < document.lineCount).map((range) => onLines(range, document));
      editor.setDecorations(this.mark, ranges);
      if (this.isMoved(source) || this.asked === uri) reveal(editor, ranges);
      if (ranges.length > 0) this.asked = undefined;
    });
  }

  private async fromPreview(preview: vscode.TextEditor, shows: PreviewParams, token: vscode.CancellationToken) {
    const { line, character } = preview.selection.active;
    const places =
      line < HEADER_LINES
        ? this.previews.errorsOf(preview.document.uri).slice(0, 1)
        : await this.placesOf(shows, { line: line - HEADER_LINES, character }, token);
    if (token.isCancellationRequested) return;
    const shown = places.filter((place) => editorsOf(vscode.Uri.parse(place.uri)).length > 0);
    const opened =
      shown.length === 0 && places[0] && this.isMoved(preview) ? await openBeside(preview, places[0]) : undefined;
    this.keepMarks([]);
    for (const place of opened ? [opened] : shown) {
      for (const editor of editorsOf(vscode.Uri.parse(place.uri))) {
        const range = toRange(place.range, 0);
        editor.setDecorations(this.mark, [range]);
        if (this.isMoved(preview)) reveal(editor, [range]);
      }
    }
  }

  private isMoved({ document }: vscode.TextEditor): boolean {
    return this.moved.in === document.uri.toString() && Date.now() - this.moved.at < RECENT_MS;
  }

  /** The template's own line first, then the helper's, then the value's; one place for each file. */
  private async placesOf(shows: PreviewParams, position: PlainPosition, token: vscode.CancellationToken) {
    const answer = await this.server.ask<SourceOfResult>('chartroom/sourceOf', { ...shows, position }, token);
    const places = [answer?.caller, answer?.template, answer?.value].filter((place) => place != null);
    return places.filter((place, index) => places.findIndex(({ uri }) => uri === place.uri) === index);
  }

  /** Removes the marks everywhere but in these editors, which are about to get new ones. */
  private keepMarks(editors: readonly vscode.TextEditor[]): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (!editors.includes(editor)) editor.setDecorations(this.mark, []);
    }
  }
}

/** Indentation writes nothing where an action trims it; a cursor in it stands for what follows. */
function cursorOf({ document, selection }: vscode.TextEditor): PlainPosition {
  const { line, character } = selection.active;
  const first = document.lineAt(line).firstNonWhitespaceCharacterIndex;
  return { line, character: Math.max(character, first) };
}

/** Shows a place's file where no editor shows it yet: beside the preview, as a tab that the next one replaces. */
async function openBeside(preview: vscode.TextEditor, place: Place): Promise<Place | undefined> {
  const other = vscode.window.visibleTextEditors.find(
    ({ viewColumn }) => viewColumn && viewColumn !== preview.viewColumn,
  );
  const viewColumn = other?.viewColumn ?? vscode.ViewColumn.Beside;
  try {
    const options = { viewColumn, preserveFocus: true, preview: true };
    await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), options);
    return place;
  } catch {
    return undefined; // Deleted since, or inside an archive.
  }
}
