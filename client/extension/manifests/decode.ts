// Shows what a value of a Secret says, for as long as a dialog is open: nothing is written anywhere.

import * as vscode from 'vscode';
import type { DecodeSecretParams, DecodeSecretResult } from '#protocol';
import { isPosition } from '../inline/show-uses.ts';
import type { Server } from '../server.ts';

/** The link in a hover gives the place; the palette means the cursor. */
export function decodeCommand(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand('chartroom.decodeSecret', (uri?: unknown, position?: unknown) => {
    const editor = vscode.window.activeTextEditor;
    if (typeof uri === 'string' && isPosition(position)) return show(server, uri, position);
    return editor && show(server, editor.document.uri.toString(), editor.selection.active);
  });
}

const COPY = 'Copy';

async function show(server: Server, uri: string, { line, character }: DecodeSecretParams['position']): Promise<void> {
  const params: DecodeSecretParams = { textDocument: { uri }, position: { line, character } };
  const found = await server.ask<DecodeSecretResult | null>('chartroom/decodeSecret', params);
  if (!found) {
    void vscode.window.showInformationMessage('Place the cursor on a value in the data of a Secret first.');
    return;
  }
  const { key, text, size } = found;
  if (text === null) {
    void vscode.window.showInformationMessage(`${key} is no text: ${size} bytes.`);
    return;
  }
  const chosen = await vscode.window.showInformationMessage(key, { modal: true, detail: shortened(text) }, COPY);
  if (chosen === COPY) await vscode.env.clipboard.writeText(text);
}

const MOST_LINES = 40;

/** A dialog does not scroll everywhere; Copy has the whole text. */
function shortened(text: string): string {
  const lines = text.split('\n');
  return lines.length <= MOST_LINES ? text : `${lines.slice(0, MOST_LINES).join('\n')}\n…`;
}
