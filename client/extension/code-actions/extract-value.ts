// "Extract to values.yaml": asks for the key, tells what is wrong with it as it is typed, and changes all files in one step.

import * as vscode from 'vscode';
import type { ExtractValueParams, ExtractValueResult, PlainRange } from '#protocol';
import type { Server } from '../server.ts';
import { applyChanges } from './apply-changes.ts';

type Answer = NonNullable<ExtractValueResult>;

export function extractCommand(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand('chartroom.extractValue', (uri?: unknown, range?: unknown) =>
    extract(server, uri, range),
  );
}

/** A code action names the place; the palette and a key mean the selection. */
async function extract(server: Server, uri: unknown, range: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const given = typeof uri === 'string' ? uri : editor?.document.uri.toString();
  const place = isRange(range) ? range : editor && plain(editor.selection);
  if (given === undefined || place === undefined) return;
  const ask = (key: string | null) => {
    const params: ExtractValueParams = { uri: given, range: place, key };
    return server.ask<Answer>('chartroom/extractValue', params);
  };
  const first = await ask(null);
  if (first === undefined) {
    void vscode.window.showInformationMessage('Select a literal of a template first: a number or a text in its YAML.');
    return;
  }
  const key = await vscode.window.showInputBox({
    title: 'Extract to values.yaml',
    prompt: 'Key of the new value, with dots between its names',
    value: first.proposed,
    validateInput: async (text) => {
      const { problem, warning } = (await ask(text)) ?? {};
      if (problem || !warning) return problem ?? undefined;
      return { message: warning, severity: vscode.InputBoxValidationSeverity.Warning };
    },
  });
  if (key === undefined) return;
  const answer = await ask(key);
  if (!answer || answer.problem !== null || !(await applyChanges(answer.files))) {
    const why = answer?.problem ?? 'The files changed meanwhile.';
    void vscode.window.showWarningMessage(`Nothing was extracted. ${why}`);
  }
}

function plain({ start, end }: vscode.Range): PlainRange {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}

function isRange(value: unknown): value is PlainRange {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}
