// The command that writes values.schema.json, or adds what it lacks.

import * as vscode from 'vscode';
import type { ValuesSchemaParams, ValuesSchemaResult } from '#protocol';
import { applyChanges } from '../code-actions/apply-changes.ts';
import type { Server } from '../server.ts';

export function schemaCommand(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand('chartroom.updateValuesSchema', (uri?: unknown) => update(server, uri));
}

/** Changes the document and saves nothing: whoever asked sees what changed, and can take it back. */
async function update(server: Server, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const params: ValuesSchemaParams | undefined = uri && { uri: uri.toString() };
  const answer = params && (await server.ask<NonNullable<ValuesSchemaResult>>('chartroom/valuesSchema', params));
  if (!answer) return tell('Open a file of a chart with a values.yaml that can be read first.');
  const { file, added } = answer;
  const isWhole = !file.isNew && file.changes.length === 0;
  if (!isWhole && !(await applyChanges([file]))) return tell('values.schema.json was changed meanwhile. Try again.');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file.uri));
  await vscode.window.showTextDocument(document, { preview: false });
  if (isWhole) tell('values.schema.json is up to date.');
  else if (added.length > 0) tell(`Added to values.schema.json: ${shortened(added)}`);
}

const MOST_NAMES = 5;

function shortened(paths: readonly string[]): string {
  const rest = paths.length - MOST_NAMES;
  return paths.slice(0, MOST_NAMES).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function tell(message: string): void {
  void vscode.window.showInformationMessage(message);
}
