// A preview that does not show what the template says now: its first line is marked, and its hover tells every error.

import * as vscode from 'vscode';
import type { PreviewError } from '#protocol';
import { PREVIEW_SCHEME } from './address.ts';
import { type Previews, visiblePreviews } from './provider.ts';

export function markErrors(previews: Previews): vscode.Disposable {
  const mark = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    // A comment's own colour can hardly be read on red.
    color: new vscode.ThemeColor('editor.foreground'),
    backgroundColor: new vscode.ThemeColor('inputValidation.errorBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.errorForeground'),
  });
  const markAll = () => {
    for (const { editor } of visiblePreviews()) {
      const hoverMessage = previews.errorsOf(editor.document.uri).map(describe);
      const range = editor.document.lineAt(0).range;
      editor.setDecorations(mark, hoverMessage.length === 0 ? [] : [{ range, hoverMessage }]);
    }
  };
  return vscode.Disposable.from(
    mark,
    vscode.window.onDidChangeVisibleTextEditors(markAll),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme === PREVIEW_SCHEME) markAll();
    }),
  );
}

function describe({ message, uri, range }: PreviewError): vscode.MarkdownString {
  const place = vscode.Uri.parse(uri);
  const line = range.start.line + 1;
  const name = vscode.workspace.asRelativePath(place);
  const link = `[${name}:${line}](${place.with({ fragment: `L${line}` })})`;
  return new vscode.MarkdownString().appendCodeblock(message, 'text').appendMarkdown(link);
}
