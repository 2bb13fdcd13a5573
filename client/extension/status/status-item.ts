// The status item of the active file's chart: its values set, chosen by a click, remembered, and what the chart is rendered with.

import * as vscode from 'vscode';
import type { ChooseValuesSetResult, ValuesSet, ValuesSetsResult } from '#protocol';
import { isFileOfWorkspace } from '../client-options.ts';
import { previewOf } from '../preview/address.ts';
import type { Server } from '../server.ts';
import { pickValuesSet } from './picker.ts';
import type { RememberedSets } from './remembered.ts';
import { SetFileWatchers } from './set-files.ts';
import { statusText, statusTooltip } from './texts.ts';

/** Commands that the tooltip links to. */
const LINKED = ['chartroom.selectValuesSet', 'chartroom.showLog', 'chartroom.restartServer'];

export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'chartroom.valuesSet',
    vscode.StatusBarAlignment.Right,
    101,
  );
  private readonly server: Server;
  private readonly sets: RememberedSets;
  private readonly watchers: SetFileWatchers;
  private readonly subscriptions: vscode.Disposable;
  /** Counts questions, so that only the last one's answer is shown. */
  private asked = 0;

  constructor(server: Server, sets: RememberedSets) {
    this.server = server;
    this.sets = sets;
    this.watchers = new SetFileWatchers(server);
    this.item.name = 'Chartroom: Values Set';
    this.item.command = 'chartroom.selectValuesSet';
    this.subscriptions = vscode.Disposable.from(
      this.item,
      this.watchers,
      vscode.commands.registerCommand('chartroom.selectValuesSet', () => this.select()),
      vscode.window.onDidChangeActiveTextEditor(() => void this.refresh()),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('chartroom') && this.refresh()),
      server.onRendered(() => void this.refresh()),
    );
    void this.refresh();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async select(): Promise<void> {
    const uri = activeFile();
    const result = uri === undefined ? undefined : await this.ask(uri);
    if (uri === undefined || !result) {
      void vscode.window.showInformationMessage('Open a file of a chart to choose its values set.');
      return;
    }
    const picked = await pickValuesSet(result);
    if (picked) await this.choose(uri, picked.set);
  }

  private async choose(uri: string, set: ValuesSet | null): Promise<void> {
    const answer = await this.server.ask<ChooseValuesSetResult>('chartroom/chooseValuesSet', { uri, set });
    if (typeof answer?.root === 'string') await this.sets.remember(answer.root, set);
    await this.refresh();
  }

  private ask(uri: string): Promise<ValuesSetsResult | undefined> {
    return this.server.ask<ValuesSetsResult>('chartroom/valuesSets', { uri });
  }

  /** Without an editor that has the focus (a panel has it) the item stays as it is. */
  private async refresh(): Promise<void> {
    const ticket = ++this.asked;
    const uri = activeFile();
    if (uri === undefined && vscode.window.visibleTextEditors.length > 0 && !vscode.window.activeTextEditor) return;
    const result = uri === undefined ? undefined : await this.ask(uri);
    if (ticket !== this.asked) return;
    if (!result) return this.item.hide();
    this.watchers.watch(result);
    this.item.text = statusText(result);
    const tooltip = new vscode.MarkdownString(statusTooltip(result), true);
    tooltip.isTrusted = { enabledCommands: LINKED };
    this.item.tooltip = tooltip;
    const isWarning = result.active.missing.length > 0;
    this.item.backgroundColor = isWarning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.show();
  }
}

/** The file that the active editor is about: of a preview the one that it shows. */
function activeFile(): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (!uri) return undefined;
  return previewOf(uri)?.uri ?? (isFileOfWorkspace(uri) ? uri.toString() : undefined);
}
