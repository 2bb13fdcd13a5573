// The status item of the active file's chart: its values set, chosen by a click, remembered, and what the chart is rendered with.

import * as vscode from 'vscode';
import type { ChooseValuesSetResult, JudgedResult, ValuesSet, ValuesSetsResult } from '#protocol';
import { isFileOfWorkspace } from '../client-options.ts';
import { judgedCommand, SHOW_JUDGED } from '../manifests/judged.ts';
import { previewOf } from '../preview/address.ts';
import type { Server } from '../server.ts';
import { pickValuesSet } from './picker.ts';
import type { Remembered } from './remembered.ts';
import { rootsOf, selectRoot } from './roots.ts';
import { SetFileWatchers } from './set-files.ts';
import { statusText, statusTooltip } from './texts.ts';

/** Commands that the tooltip links to. */
const LINKED = [
  'chartroom.selectValuesSet',
  'chartroom.selectRoot',
  'chartroom.showLog',
  'chartroom.restartServer',
  SHOW_JUDGED,
];

export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'chartroom.valuesSet',
    vscode.StatusBarAlignment.Right,
    101,
  );
  private readonly server: Server;
  private readonly sets: Remembered<ValuesSet>;
  private readonly roots: Remembered<string>;
  private readonly watchers: SetFileWatchers;
  private readonly subscriptions: vscode.Disposable;
  /** Counts questions, so that only the last one's answer is shown. */
  private asked = 0;

  constructor(server: Server, sets: Remembered<ValuesSet>, roots: Remembered<string>) {
    this.server = server;
    this.sets = sets;
    this.roots = roots;
    this.watchers = new SetFileWatchers(server);
    this.item.name = 'Chartroom: Values Set';
    this.item.command = 'chartroom.selectValuesSet';
    this.subscriptions = vscode.Disposable.from(
      this.item,
      this.watchers,
      vscode.commands.registerCommand('chartroom.selectValuesSet', () => this.select()),
      vscode.commands.registerCommand('chartroom.selectRoot', () => this.selectRoot()),
      vscode.window.onDidChangeActiveTextEditor(() => void this.refresh()),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('chartroom') && this.refresh()),
      server.onRendered(() => void this.refresh()),
      server.onJudged(() => void this.refresh()),
      judgedCommand(server, activeFile),
    );
    void this.refresh();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** A values file that lies elsewhere and names its chart counts from now on, alone. */
  async useFile(file: vscode.Uri): Promise<void> {
    const uri = file.toString();
    const result = await this.ask(uri);
    if (!result || result.active.valuesFiles.some((name) => isFile(name, file))) return;
    await this.choose(uri, { ...result.chosen, valuesFiles: [uri] });
  }

  private async select(): Promise<void> {
    const uri = activeFile();
    const result = uri === undefined ? undefined : await this.ask(uri);
    if (uri === undefined || !result) return tellNoChart('its values set');
    const picked = await pickValuesSet(result);
    if (picked) await this.choose(uri, picked.set);
  }

  private async selectRoot(): Promise<void> {
    const uri = activeFile();
    const roots = uri === undefined ? undefined : await rootsOf(this.server, uri);
    if (uri === undefined || !roots) return tellNoChart('its root chart');
    await selectRoot(this.server, this.roots, uri, roots);
    await this.refresh();
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
    const judged = (file: string) => this.server.ask<JudgedResult | null>('chartroom/judged', { uri: file });
    const asked = uri === undefined ? [] : ([this.ask(uri), rootsOf(this.server, uri), judged(uri)] as const);
    const [result, roots, besides] = await Promise.all(asked);
    if (ticket !== this.asked) return;
    if (!result) return this.item.hide();
    this.watchers.watch(result);
    this.item.text = statusText(result);
    const tooltip = new vscode.MarkdownString(statusTooltip(result, roots, besides ?? undefined), true);
    tooltip.isTrusted = { enabledCommands: LINKED };
    this.item.tooltip = tooltip;
    const isWarning = result.active.missing.length > 0;
    this.item.backgroundColor = isWarning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.show();
  }
}

/** A set names files of its chart by paths, and others by URIs as the server spells them. */
function isFile(name: string, file: vscode.Uri): boolean {
  return /^[a-zA-Z][a-zA-Z0-9+.-]+:\//.test(name) && vscode.Uri.parse(name).toString() === file.toString();
}

function tellNoChart(what: string): void {
  void vscode.window.showInformationMessage(`Open a file of a chart to choose ${what}.`);
}

/** The file that the active editor is about: of a preview the one that it shows. */
function activeFile(): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (!uri) return undefined;
  return previewOf(uri)?.uri ?? (isFileOfWorkspace(uri) ? uri.toString() : undefined);
}
