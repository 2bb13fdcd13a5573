// The gutter of a preview: lines that came, changed or went since the last save, in the colours of VS Code's own marks.

import * as vscode from 'vscode';
import type { ChangedLines } from '#protocol';
import { PREVIEW_SCHEME } from './address.ts';
import { type Previews, visiblePreviews } from './provider.ts';
import { HEADER_LINES } from './text.ts';

type Kind = ChangedLines['kind'];

/** A border at the text's left edge: the gutter's own bars are not open to extensions, and icons know no theme's colours. */
export function markChanges(previews: Previews): vscode.Disposable {
  const marks: Record<Kind, vscode.TextEditorDecorationType> = {
    added: bar('added', '0 0 0 2px'),
    modified: bar('modified', '0 0 0 2px'),
    deleted: bar('deleted', '2px 0 0 0'),
  };
  const mark = (editor: vscode.TextEditor) => {
    const { uri } = editor.document;
    const result = previews.resultOf(uri);
    // What the server said last is about a text that the document may not have yet.
    if (!result || previews.textOf(uri) !== editor.document.getText()) return;
    for (const kind of ['added', 'modified', 'deleted'] as const) {
      const changes = result.changed.filter((change) => change.kind === kind);
      editor.setDecorations(
        marks[kind],
        changes.map((change) => rangeOf(change, editor.document)),
      );
    }
  };
  const markAll = (uri?: vscode.Uri) => {
    for (const { editor } of visiblePreviews())
      if (!uri || editor.document.uri.toString() === uri.toString()) mark(editor);
  };
  return vscode.Disposable.from(
    ...Object.values(marks),
    vscode.window.onDidChangeVisibleTextEditors(() => markAll()),
    previews.onDidFetch((uri) => markAll(uri)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme === PREVIEW_SCHEME) markAll(document.uri);
    }),
  );
}

function bar(kind: Kind, borderWidth: string): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderStyle: 'solid',
    borderWidth,
    borderColor: new vscode.ThemeColor(`editorGutter.${kind}Background`),
    overviewRulerColor: new vscode.ThemeColor(`editorOverviewRuler.${kind}Foreground`),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
  });
}

/** Lines that are gone are shown above the one that follows; behind the last there is always an empty one. */
function rangeOf({ from, to }: ChangedLines, document: vscode.TextDocument): vscode.Range {
  const last = document.lineCount - 1;
  const first = Math.min(from + HEADER_LINES, last);
  return new vscode.Range(first, 0, Math.min(Math.max(first, to - 1 + HEADER_LINES), last), 0);
}
