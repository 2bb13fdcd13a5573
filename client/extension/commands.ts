// The commands of the palette, the title bar and the keyboard.

import * as vscode from 'vscode';
import type { AssumeResult, ChartOfResult, ContinueRenderResult, PeekResult } from '#protocol';
import { isPosition, showUses } from './inline/show-uses.ts';
import { previewOf } from './preview/address.ts';
import type { Peeks } from './preview/peek.ts';
import { fileTarget, type PreviewTabs, pathInWorkspace, type Target } from './preview/tabs.ts';
import type { Server } from './server.ts';
import type { StatusItem } from './status/status-item.ts';
import { toggleComment } from './typing/toggle-comment.ts';

interface Parts {
  readonly server: Server;
  readonly tabs: PreviewTabs;
  readonly peeks: Peeks;
  readonly status: StatusItem;
}

export function registerCommands(parts: Parts): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand('chartroom.openPreview', (uri?: unknown) => openPreview(parts, uri)),
    registerCommand('chartroom.openChartPreview', (uri?: unknown) => openChartPreview(parts, uri)),
    registerCommand('chartroom.peekRendered', (_uri?: unknown, position?: unknown) => peekRendered(parts, position)),
    registerCommand('chartroom.showUses', showUses),
    registerCommand('chartroom.continueRender', (uri?: unknown) => continueRender(parts, uri)),
    registerCommand('chartroom.toggleComment', () => toggleComment(parts.server)),
    registerCommand('chartroom.addComment', () => toggleComment(parts.server, 'add')),
    registerCommand('chartroom.removeComment', () => toggleComment(parts.server, 'remove')),
    registerCommand('chartroom.toggleBlockComment', () => toggleComment(parts.server, 'block')),
    registerCommand('chartroom.previewAsIf', (uri?: unknown) => previewAsIf(parts, uri)),
    registerCommand('chartroom.previewAsIs', (uri?: unknown) => previewAsIs(parts, uri)),
    registerCommand('chartroom.restartServer', () => parts.server.restart()),
    registerCommand('chartroom.showLog', () => parts.server.log.show()),
  );
}

/** A template shows its own output; any other file of a chart the template that was shown last, or else the release. */
async function openPreview({ server, tabs, status }: Parts, argument: unknown): Promise<void> {
  const source = sourceOf(argument);
  const answer = source && (await chartOf(server, source));
  if (!source || !answer?.chart) return tellNoChart(source);
  const { root } = answer.chart;
  // Its chart may be rendered with other values now: who asks for a preview from here wants to see these.
  if (answer.bound) await status.useFile(source);
  if (answer.role === 'template') return tabs.follow(fileTarget(source), root);
  return tabs.follow(tabs.lastOf(root) ?? releaseTarget(root), root);
}

async function openChartPreview({ server, tabs }: Parts, argument: unknown): Promise<void> {
  const source = sourceOf(argument);
  const answer = source && (await chartOf(server, source));
  if (!source || !answer?.chart) return tellNoChart(source);
  return tabs.open(releaseTarget(answer.chart.root));
}

/** One preview for each chart, from whichever of its files it was asked for. */
function releaseTarget(rootUri: string): Target {
  const root = vscode.Uri.parse(rootUri);
  const file = vscode.Uri.joinPath(root, 'Chart.yaml');
  return { uri: file.toString(), scope: 'chart', path: pathInWorkspace(root) };
}

/** A lens gives the place that it stands at; the palette, the menu and code actions mean the cursor. */
async function peekRendered({ server, peeks }: Parts, at: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { line, character } = isPosition(at) ? at : editor.selection.active;
  const params = { uri: editor.document.uri.toString(), position: { line, character } };
  const result = await server.ask<PeekResult>('chartroom/peek', params);
  if (result) return peeks.show(editor, new vscode.Position(line, character), result);
  void vscode.window.showInformationMessage('Nothing is rendered from here.');
}

/** A code action names the file as the server does, by its text. */
async function continueRender({ server }: Parts, argument: unknown): Promise<void> {
  const uri = typeof argument === 'string' ? argument : sourceOf(argument)?.toString();
  const result = uri ? await server.ask<ContinueRenderResult>('chartroom/continueRender', { uri }) : undefined;
  if (!result?.continued) return tellNoChart(uri === undefined ? undefined : vscode.Uri.parse(uri));
}

/** Links and code actions name the file by its text. */
async function previewAsIf(parts: Parts, argument: unknown): Promise<void> {
  const source = typeof argument === 'string' ? vscode.Uri.parse(argument) : sourceOf(argument);
  if (!source) return tellNoChart(undefined);
  const uri = source.toString();
  const result = await parts.server.ask<AssumeResult>('chartroom/assume', { uri, assume: true });
  const isAssumed = result !== undefined && result.assumed.length > 0;
  if (isAssumed && parts.tabs.isSeen(fileTarget(source))) return;
  if (isAssumed) return openPreview(parts, source);
  const message =
    'There is nothing to assume here: the template renders something, or nobody can tell what would make it.';
  void vscode.window.showInformationMessage(message);
}

async function previewAsIs({ server }: Parts, argument: unknown): Promise<void> {
  const uri = typeof argument === 'string' ? argument : sourceOf(argument)?.toString();
  if (uri) await server.ask<AssumeResult>('chartroom/assume', { uri, assume: false });
}

/** The file a command is about: the one it was called on, the active one, or the one that the active preview shows. */
function sourceOf(argument: unknown): vscode.Uri | undefined {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const shown = uri && previewOf(uri);
  return shown ? vscode.Uri.parse(shown.uri) : uri;
}

function chartOf(server: Server, uri: vscode.Uri): Promise<ChartOfResult | undefined> {
  return server.ask<ChartOfResult>('chartroom/chartOf', { uri: uri.toString() });
}

function tellNoChart(source: vscode.Uri | undefined): void {
  const name = source?.path.slice(source.path.lastIndexOf('/') + 1);
  const way = /\.ya?ml$/i.test(name ?? '')
    ? ', and it names no chart that can be found ("Bind Values File to Chart…")'
    : '';
  const message =
    name === undefined
      ? 'Open a file of a chart first.'
      : `${name} belongs to no chart: no folder above it holds a Chart.yaml${way}.`;
  void vscode.window.showInformationMessage(message);
}
