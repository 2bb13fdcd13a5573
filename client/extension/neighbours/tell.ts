// Tells once, when a template of a chart is open, which other extensions answer for templates too, and leads to them.

import * as vscode from 'vscode';
import type { Charts } from '../charts.ts';
import { isFileOfWorkspace } from '../client-options.ts';
import { type Neighbour, neighboursAmong, sentence } from './known.ts';

/** Ids of extensions that the user was told about, on this machine. */
const TOLD = 'neighbours';
const OURS = 'chartroom.chartroom';

interface Button extends vscode.MessageItem {
  /** The extension that it shows among those installed, by name: that works with no marketplace in reach. */
  readonly shows?: string;
}

export function tellNeighbours(charts: Charts, memory: vscode.Memento): vscode.Disposable {
  const look = async (document: vscode.TextDocument) => {
    if (document.languageId !== 'helm' || !isFileOfWorkspace(document.uri)) return;
    if (newNeighbours(memory).length > 0 && (await charts.folderOf(document.uri))) await tell(memory);
  };
  const lookAtAll = () => vscode.workspace.textDocuments.forEach((document) => void look(document));
  lookAtAll();
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => void look(document)),
    vscode.extensions.onDidChange(lookAtAll),
  );
}

function allNeighbours(): Neighbour[] {
  const others = vscode.extensions.all.filter(({ id }) => id.toLowerCase() !== OURS);
  return neighboursAmong(others.map(({ id, packageJSON }) => ({ id, manifest: packageJSON ?? {} })));
}

function newNeighbours(memory: vscode.Memento): Neighbour[] {
  const told = memory.get<readonly string[]>(TOLD, []);
  return allNeighbours().filter(({ id }) => !told.includes(id));
}

/** All that are there are named, also when only one of them is new. It counts as told as soon as it is shown. */
async function tell(memory: vscode.Memento): Promise<void> {
  if (newNeighbours(memory).length === 0) return;
  const neighbours = allNeighbours();
  const told = memory.get<readonly string[]>(TOLD, []);
  await memory.update(TOLD, [...new Set([...told, ...neighbours.map(({ id }) => id)])]);
  const buttons: Button[] = neighbours
    .slice(0, 2)
    .map(({ id, name }) => ({ title: `Show ${name}`, shows: id.slice(id.indexOf('.') + 1) }));
  const keep: Button = { title: neighbours.length === 1 ? 'Keep Both' : 'Keep All', isCloseAffordance: true };
  const chosen = await vscode.window.showInformationMessage(sentence(neighbours), ...buttons, keep);
  if (chosen?.shows !== undefined)
    await vscode.commands.executeCommand('workbench.extensions.search', `@installed ${chosen.shows}`);
}
