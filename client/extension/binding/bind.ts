// "Bind Values File to Chart…": picks a chart for a values file that lies beside none, and writes it where the user wants.

import * as vscode from 'vscode';
import { bindingEdit, chartChoices, problemOfReference, relativeReference } from './choices.ts';

/** Workspaces with more charts than this are better told by name. */
const MOST_CHARTS = 2000;

export function bindingCommands(): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand('chartroom.bindValuesFile', bindValuesFile),
    registerCommand('chartroom.copy', (text: unknown) => vscode.env.clipboard.writeText(String(text))),
  );
}

/** Menus name the file by its URI, code actions by that URI's text. */
async function bindValuesFile(argument: unknown): Promise<void> {
  const named = typeof argument === 'string' ? vscode.Uri.parse(argument) : argument;
  const uri = named instanceof vscode.Uri ? named : vscode.window.activeTextEditor?.document.uri;
  if (!uri || !/\.ya?ml$/i.test(uri.path)) {
    void vscode.window.showInformationMessage('Open a values file (YAML) to bind it to a chart.');
    return;
  }
  const reference = await pickReference(uri);
  if (reference !== undefined) await write(uri, reference);
}

type Pick = vscode.QuickPickItem & { readonly reference?: string; readonly ask?: 'path' | 'name' };

async function pickReference(uri: vscode.Uri): Promise<string | undefined> {
  const items: Pick[] = [
    ...(await choicesFor(uri)),
    { label: '$(folder-opened) Another folder or archive…', ask: 'path' },
    { label: '$(tag) By name and version…', description: 'airflow@1.15.0', ask: 'name' },
  ];
  const title = `Chart of ${vscode.workspace.asRelativePath(uri)}`;
  const picked = await vscode.window.showQuickPick<Pick>(items, { title, matchOnDescription: true });
  if (picked?.ask === 'path') return pickPath(uri);
  if (picked?.ask !== 'name') return picked?.reference;
  const prompt = 'NAME, NAME@VERSION or REPOSITORY/NAME@VERSION; found among the charts and archives of the workspace';
  const text = await vscode.window.showInputBox({ title, prompt, validateInput: problemOfReference });
  return text?.trim();
}

async function choicesFor(uri: vscode.Uri): Promise<Pick[]> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return [];
  const pattern = new vscode.RelativePattern(folder, '**/{Chart.yaml,*.tgz}');
  const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**', MOST_CHARTS);
  const pathOf = (file: vscode.Uri) => file.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
  const files = found.map((file) => ({ path: pathOf(file) }));
  return chartChoices(files, pathOf(uri));
}

async function pickPath(uri: vscode.Uri): Promise<string | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: 'A chart: its folder, or a .tgz',
    openLabel: 'Bind',
    canSelectFiles: true,
    canSelectFolders: true,
    defaultUri: vscode.Uri.joinPath(uri, '..'),
  });
  const target = picked?.[0];
  return target && relativeReference(vscode.Uri.joinPath(uri, '..').path, target.path.replace(/\/Chart\.yaml$/, ''));
}

/** The file's first line travels with the file; a setting leaves the file alone. */
async function write(uri: vscode.Uri, reference: string): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const inFile = { label: '$(comment) In the first line of the file', description: `# chartroom: chart=${reference}` };
  const inSettings = {
    label: '$(settings-gear) In the settings of the workspace',
    description: 'chartroom.valuesFileCharts',
  };
  const picked = folder
    ? await vscode.window.showQuickPick([inFile, inSettings], { title: `Bind to ${reference}` })
    : inFile;
  if (picked === inFile) return writeComment(uri, reference);
  if (picked !== inSettings || !folder) return;
  const settings = vscode.workspace.getConfiguration('chartroom', folder);
  const charts = settings.get<Record<string, string>>('valuesFileCharts', {});
  const pattern = vscode.workspace.asRelativePath(uri, false).replace(/[[\]{}*?]/g, '[$&]');
  const { [pattern]: _, ...others } = charts;
  // The first pattern that fits holds, so the one of this very file stands first.
  await settings.update('valuesFileCharts', { [pattern]: reference, ...others }, vscode.ConfigurationTarget.Workspace);
}

async function writeComment(uri: vscode.Uri, reference: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const { end, newText } = bindingEdit(document.getText(), reference);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(new vscode.Position(0, 0), document.positionAt(end)), newText);
  await vscode.workspace.applyEdit(edit);
}
