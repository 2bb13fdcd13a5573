// A few steps in a VS Code that @vscode/test-electron starts: language, completion, preview, typing.

import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';

const TEMPLATE = 'templates/ingest/deployment.yaml';

/** Asks until the answer fits; the last answer is in the error. */
async function until<T>(ask: () => T | Thenable<T>, fits: (answer: T) => boolean, limit = 15_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    assert.ok(Date.now() < end, `still ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function openTemplate(): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, TEMPLATE));
}

function previewText(): string {
  const shown = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'chartroom-preview');
  return shown?.getText() ?? '';
}

suite('the example', () => {
  test('a template of a chart is Helm', async () => {
    const editor = await openTemplate();
    await until(
      () => editor.document.languageId,
      (id) => id === 'helm',
    );
  });

  test('completion knows the keys of values.yaml', async () => {
    const { document } = await openTemplate();
    const at = document.positionAt(document.getText().indexOf('.Values.ingest.') + '.Values.ingest.'.length);
    const ask = () =>
      vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, at);
    await until(ask, (list) => list.items.some(({ label }) => label === 'autoscaling'));
  });

  test('the preview follows what is typed', async () => {
    const editor = await openTemplate();
    await vscode.commands.executeCommand('chartroom.openPreview');
    await until(previewText, (text) => text.includes('kind: Deployment'));
    const text = editor.document.getText();
    const start = text.indexOf('maxUnavailable: 0') + 'maxUnavailable: '.length;
    const range = new vscode.Range(editor.document.positionAt(start), editor.document.positionAt(start + 1));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(editor.document.uri, range, '17');
    await vscode.workspace.applyEdit(edit);
    await until(previewText, (shown) => shown.includes('maxUnavailable: 17'), 2000);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
