// What the status item says of manifests beyond Problems: what is wrong in fetched charts, and kinds that have no schema.

import * as vscode from 'vscode';
import type { ForeignProblem, JudgedResult } from '#protocol';
import type { Server } from '../server.ts';

export const SHOW_JUDGED = 'chartroom.showFetchedFindings';

/** Lists what is wrong in fetched charts; one that is chosen is opened. */
export function judgedCommand(server: Server, activeFile: () => string | undefined): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_JUDGED, async () => {
    const uri = activeFile();
    const result = uri === undefined ? null : await server.ask<JudgedResult | null>('chartroom/judged', { uri });
    const { foreign = [], withoutSchema = [] } = result ?? {};
    if (foreign.length === 0) {
      const none = withoutSchema.length === 0 ? '' : ` No schema for ${withoutSchema.join(', ')}.`;
      void vscode.window.showInformationMessage(`Nothing is wrong in packed or fetched charts by themselves.${none}`);
      return;
    }
    const placeHolder = 'Wrong in packed or fetched charts, whatever the values of this workspace';
    const chosen = await vscode.window.showQuickPick(foreign.map(itemOf), { placeHolder, matchOnDetail: true });
    if (chosen) await vscode.window.showTextDocument(vscode.Uri.parse(chosen.uri, true), { preview: true });
  });
}

function itemOf({ uri, path, resource, code, message }: ForeignProblem): vscode.QuickPickItem & { uri: string } {
  return { label: message, description: resource, detail: `${path} · ${code}`, uri };
}
