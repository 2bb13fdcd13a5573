// The picker of a chart's values set: a list, and for some choices an input of their own.

import * as vscode from 'vscode';
import type { ValuesSet, ValuesSetsResult } from '#protocol';
import {
  type Choice,
  choosable,
  inOrder,
  offersOf,
  problemOf,
  relativePath,
  type TextField,
  textOf,
  withText,
} from './choices.ts';
import { fileText } from './texts.ts';

/** What the user wants the set to be; undefined: nothing, or it was no matter of the set. */
export async function pickValuesSet(result: ValuesSetsResult): Promise<{ set: ValuesSet | null } | undefined> {
  const items = offersOf(result).flatMap(({ title, offers }) => [
    { label: title, kind: vscode.QuickPickItemKind.Separator, choice: undefined },
    ...offers,
  ]);
  const options = {
    title: `Values Set of ${result.chart.name}`,
    placeHolder: 'What the chart is rendered with',
    matchOnDescription: true,
  };
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { choice: Choice | undefined }>(
    items,
    options,
  );
  return picked?.choice && follow(result, picked.choice);
}

async function follow(result: ValuesSetsResult, choice: Choice): Promise<{ set: ValuesSet | null } | undefined> {
  const { chosen, active } = result;
  switch (choice.kind) {
    case 'set':
      return { set: choice.set };
    case 'several':
      return withFiles(chosen, await pickSeveral(result));
    case 'anyFile':
      return withFiles(chosen, await pickAnyFile(result));
    case 'setValues':
      return inputSetValues(result);
    case 'text':
      return inputText(result, choice.field);
    case 'helmVersion': {
      const picked = await vscode.window.showQuickPick(['Helm 4', 'Helm 3'], { title: 'Helm Version' });
      return picked ? { set: { ...chosen, helmVersion: picked === 'Helm 3' ? '3' : '4' } } : undefined;
    }
    case 'upgrade':
      return { set: { ...chosen, upgrade: !active.upgrade } };
    case 'root':
      await vscode.commands.executeCommand('chartroom.selectRoot');
      return undefined;
    case 'log':
      await vscode.commands.executeCommand('chartroom.showLog');
      return undefined;
    case 'restart':
      await vscode.commands.executeCommand('chartroom.restartServer');
      return undefined;
  }
}

function withFiles(set: ValuesSet | null, valuesFiles: readonly string[] | undefined) {
  return valuesFiles && { set: { ...set, valuesFiles } };
}

/** The order is that of picking, which the title tells; VS Code's own list keeps none. */
function pickSeveral(result: ValuesSetsResult): Promise<string[] | undefined> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { name: string }>();
  let order: string[] = [...result.active.valuesFiles];
  const tell = () => {
    const names = order.map(fileText).join(', then ');
    pick.title = names === '' ? 'Pick values files in the order of --values' : `values.yaml, then ${names}`;
  };
  pick.canSelectMany = true;
  pick.placeholder = 'The file that is picked last wins';
  pick.items = choosable(result).map((name) => ({ name, label: fileText(name) }));
  pick.selectedItems = pick.items.filter(({ name }) => order.includes(name));
  tell();
  return new Promise((resolve) => {
    pick.onDidChangeSelection((selected) => {
      order = inOrder(
        order,
        selected.map(({ name }) => name),
      );
      tell();
    });
    pick.onDidAccept(() => {
      resolve(order);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

async function pickAnyFile({ chart }: ValuesSetsResult): Promise<string[] | undefined> {
  const root = vscode.Uri.parse(chart.uri);
  const picked = await vscode.window.showOpenDialog({
    title: `Values Files of ${chart.name}`,
    openLabel: 'Use as Values',
    canSelectMany: true,
    defaultUri: root,
    filters: { YAML: ['yaml', 'yml', 'json'], 'All Files': ['*'] },
  });
  return picked?.map((file) => nameFor(root, file));
}

/** A path from the chart's folder for files of the same workspace folder, so that it reads well; else the URI. */
function nameFor(root: vscode.Uri, file: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(root);
  const isNear = folder !== undefined && vscode.workspace.getWorkspaceFolder(file)?.index === folder.index;
  return (isNear ? relativePath(root.path, file.path) : undefined) ?? file.toString();
}

async function inputSetValues({ chosen, active }: ValuesSetsResult) {
  const text = await vscode.window.showInputBox({
    title: 'Values as --set Takes Them',
    prompt: 'Such as image.tag=v2,replicas=3. They win over all files; empty for none.',
    value: active.setValues.join(','),
  });
  return text === undefined ? undefined : { set: { ...chosen, setValues: text.trim() === '' ? [] : [text] } };
}

const INPUTS: Readonly<Record<TextField, { readonly title: string; readonly prompt: string }>> = {
  releaseName: { title: 'Release Name', prompt: 'What .Release.Name tells; empty for what the settings say.' },
  namespace: { title: 'Namespace', prompt: 'What .Release.Namespace tells; empty for what the settings say.' },
  kubeVersion: { title: 'Kubernetes Version', prompt: 'Such as 1.33; empty for what helm template assumes.' },
};

async function inputText({ chosen, active }: ValuesSetsResult, field: TextField) {
  const text = await vscode.window.showInputBox({
    ...INPUTS[field],
    value: textOf(active, field),
    validateInput: (typed) => problemOf(field, typed.trim()),
  });
  return text === undefined ? undefined : { set: withText(chosen, field, text.trim()) };
}
