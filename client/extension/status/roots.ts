// Which root chart the active file's chart is seen under: chosen from a list, and remembered for this workspace.

import * as vscode from 'vscode';
import type { ChooseRootParams, ChooseRootResult, RootsParams, RootsResult } from '#protocol';
import type { Server } from '../server.ts';
import type { Remembered } from './remembered.ts';

/** What the server says of the file's roots; undefined: it belongs to no chart. */
export function rootsOf(server: Server, uri: string): Promise<RootsResult | undefined> {
  const params: RootsParams = { uri };
  return server.ask<RootsResult>('chartroom/roots', params);
}

interface RootPick extends vscode.QuickPickItem {
  /** `null`: whichever the rules say. */
  readonly root?: string | null;
}

/** Asks for the root of the file's chart, tells the server and remembers it. */
export async function selectRoot(
  server: Server,
  remembered: Remembered<string>,
  uri: string,
  roots: RootsResult,
): Promise<void> {
  const title = `Root Chart of ${roots.chart.name}`;
  const placeHolder = 'The chart whose release the file is seen in: its values, its previews, its problems';
  const picked = await vscode.window.showQuickPick(picksFor(roots), { title, placeHolder });
  if (picked?.root === undefined) return;
  const params: ChooseRootParams = { uri, root: picked.root };
  const answer = await server.ask<ChooseRootResult>('chartroom/chooseRoot', params);
  if (answer?.chart) await remembered.remember(answer.chart, picked.root);
}

function picksFor({ chart, candidates, active, chosen }: RootsResult): RootPick[] {
  const mark = (isNow: boolean) => (isNow ? '$(check) ' : '$(blank) ');
  const users = candidates.filter(({ uri }) => uri !== chart.uri);
  return [
    ...users.map(({ uri, name }) => ({
      label: `${mark(chosen !== null && active.uri === uri)}As a part of ${name}`,
      description: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
      root: uri,
    })),
    {
      label: `${mark(chosen !== null && active.uri === chart.uri)}Standalone`,
      description: `${chart.name} by itself`,
      root: chart.uri,
    },
    {
      label: `${mark(chosen === null)}Automatic`,
      description: `now: ${active.uri === chart.uri ? 'standalone' : active.name}; the outermost chart that uses it, the one previewed last first`,
      root: null,
    },
  ];
}
