// The commands about what a chart says of its values: the table in its README, and the keys that nobody describes.

import * as vscode from 'vscode';
import type {
  ChartOfResult,
  UndocumentedValue,
  UndocumentedValuesParams,
  UndocumentedValuesResult,
  ValuesTableParams,
  ValuesTableResult,
} from '#protocol';
import { toRange } from '../preview/reveal.ts';
import type { Server } from '../server.ts';

export function valuesCommands(server: Server): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand('chartroom.updateValuesTable', (uri?: unknown) => updateTable(server, uri)),
    registerCommand('chartroom.listUndocumentedValues', (uri?: unknown) => listUndocumented(server, uri)),
  );
}

const APPEND = 'Add at the End';
const NO_CHART = 'Open a file of a chart that has a values.yaml first.';

/** Changes the README's document and saves nothing: whoever asked sees what changed, and can take it back. */
async function updateTable(server: Server, argument: unknown): Promise<void> {
  const uri = sourceOf(argument);
  const chart = uri && (await server.ask<ChartOfResult>('chartroom/chartOf', { uri }))?.chart;
  const readme = chart && (await readmeOf(chart.uri));
  if (!uri || !chart) return tell(NO_CHART);
  if (!readme) return tell(`The chart ${chart.name} has no README.md.`);
  const answer = await askTable(server, uri, readme, false);
  if (!answer) return tell(NO_CHART);
  if (answer.problem === 'several')
    return tell(
      'README.md has several tables of values: put <!-- chartroom:values --> and <!-- /chartroom:values --> around one.',
    );
  if (answer.problem === 'unclosed') return tell('README.md lacks the line <!-- /chartroom:values -->.');
  if (answer.problem === null) return change(readme, answer);
  const message = 'README.md has neither <!-- chartroom:values --> nor a table Key, Type, Default, Description.';
  if ((await vscode.window.showInformationMessage(message, APPEND)) !== APPEND) return;
  const appended = await askTable(server, uri, readme, true);
  if (appended) await change(readme, appended);
}

async function askTable(
  server: Server,
  uri: string,
  readme: vscode.TextDocument,
  append: boolean,
): Promise<(ValuesTableResult & { readonly version: number }) | undefined> {
  const { version } = readme;
  const params: ValuesTableParams = { uri, readme: readme.getText(), append };
  const answer = await server.ask<ValuesTableResult>('chartroom/valuesTable', params);
  return answer && { ...answer, version };
}

async function change(
  readme: vscode.TextDocument,
  { changes, version }: ValuesTableResult & { readonly version: number },
): Promise<void> {
  const editor = await vscode.window.showTextDocument(readme, { preview: false });
  if (changes.length === 0) return tell('The table of values in README.md is up to date.');
  // The answer is about a text that is no longer there.
  if (readme.version !== version) return tell('README.md was changed meanwhile. Try again.');
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of changes) edit.replace(readme.uri, toRange(range, 0), newText);
  await vscode.workspace.applyEdit(edit);
  const [first] = changes;
  if (first) editor.revealRange(toRange(first.range, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Whatever it is called in capitals or not. */
async function readmeOf(folder: string): Promise<vscode.TextDocument | undefined> {
  const uri = vscode.Uri.parse(folder);
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    const name = entries.map(([entry]) => entry).find((entry) => /^readme\.md$/i.test(entry));
    return name === undefined ? undefined : await vscode.workspace.openTextDocument(vscode.Uri.joinPath(uri, name));
  } catch {
    return undefined;
  }
}

interface ValuePick extends vscode.QuickPickItem {
  readonly value: UndocumentedValue;
}

/** Going through the list shows each key; leaving it without a choice goes back to where one was. */
async function listUndocumented(server: Server, argument: unknown): Promise<void> {
  const uri = sourceOf(argument);
  const params: UndocumentedValuesParams | undefined = uri === undefined ? undefined : { uri };
  const found =
    params && (await server.ask<NonNullable<UndocumentedValuesResult>>('chartroom/undocumentedValues', params));
  if (!found) return tell(NO_CHART);
  if (found.length === 0) return tell('All values are described.');
  const items = found.map((value): ValuePick => ({ label: value.path, description: value.value, value }));
  const title = `${found.length} ${found.length === 1 ? 'value' : 'values'} without a description`;
  const before = vscode.window.activeTextEditor;
  const picked = await vscode.window.showQuickPick(items, {
    title,
    matchOnDescription: true,
    onDidSelectItem: (item) => void show((item as ValuePick).value, true),
  });
  if (picked) await show(picked.value, false);
  else if (before) await vscode.window.showTextDocument(before.document, { selection: before.selection });
}

async function show({ place }: UndocumentedValue, preserveFocus: boolean): Promise<void> {
  const selection = toRange(place.range, 0);
  await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection, preserveFocus, preview: true });
}

function sourceOf(argument: unknown): string | undefined {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  return uri?.toString();
}

function tell(message: string): void {
  void vscode.window.showInformationMessage(message);
}
