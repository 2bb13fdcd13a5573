// The tabs of previews: one that follows the active template, and others that stay with what they show.

import * as vscode from 'vscode';
import type { ChartOfResult, PreviewParams } from '#protocol';
import { isFileOfWorkspace } from '../client-options.ts';
import type { Server } from '../server.ts';
import { followsActive, PREVIEW_SCHEME, pathOf, previewAddress, previewOf, shownPath } from './address.ts';
import { editorsOf, type Previews, visiblePreviews } from './provider.ts';
import { scrollTo } from './steady.ts';

/** What a tab can show. */
export interface Target extends PreviewParams {
  /** Its path on the tab: a template's own, or its chart's folder. */
  readonly path: string;
}

interface PreviewTab {
  readonly tab: vscode.Tab;
  readonly uri: vscode.Uri;
}

export class PreviewTabs implements vscode.Disposable {
  private readonly server: Server;
  private readonly previews: Previews;
  private readonly subscriptions: vscode.Disposable;
  private readonly asked = new vscode.EventEmitter<void>();
  /** The template that was shown last of each chart, by the URI of the root chart's folder. */
  private readonly last = new Map<string, Target>();
  /** What a tab that follows shows, or will once it can be seen; undefined: what it shows already. */
  private wanted: Target | undefined;
  /** Tabs are opened and closed one after the other. */
  private work: Promise<void> = Promise.resolve();

  /** A preview that the user asked for is shown. */
  readonly onDidAsk = this.asked.event;

  constructor(server: Server, previews: Previews) {
    this.server = server;
    this.previews = previews;
    this.subscriptions = vscode.Disposable.from(
      this.asked,
      vscode.window.onDidChangeActiveTextEditor((editor) => void this.focused(editor)),
      vscode.window.tabGroups.onDidChangeTabs(() => this.update()),
    );
    // A window that is restored has its editors before anybody can tell what they are.
    const first = server.onRendered(() => {
      first.dispose();
      void this.focused(vscode.window.activeTextEditor);
    });
  }

  /** Shows this in the tab that follows, which stays where it is or opens beside the active editor; the focus stays. */
  async follow(target: Target, root: string): Promise<void> {
    this.wanted = target;
    if (target.scope === 'file') this.last.set(root, target);
    await this.soon(async () => {
      const active = vscode.window.activeTextEditor;
      const old = previewTabs().find(({ uri }) => followsActive(uri));
      const column = old?.tab.group.viewColumn ?? columnOfPreviews();
      const isFree = column !== active?.viewColumn || (old && isSameUri(old.uri, active?.document.uri));
      await this.show(target, true, column !== undefined && isFree ? column : vscode.ViewColumn.Beside, old);
      this.asked.fire();
    });
  }

  /** Opens a tab that stays with what it shows, or brings it to the front; the focus stays. */
  async open(target: Target): Promise<void> {
    await this.soon(async () => {
      const uri = addressOf(target, false);
      const open = previewTabs().find((one) => isSameUri(one.uri, uri));
      const column = open?.tab.group.viewColumn ?? columnOfPreviews() ?? vscode.ViewColumn.Beside;
      await this.show(target, false, column);
      this.asked.fire();
    });
  }

  /** Whether a preview of this can be seen, in whichever tab. */
  isSeen({ uri, scope }: PreviewParams): boolean {
    return visiblePreviews().some(({ shows }) => shows.uri === uri && shows.scope === scope);
  }

  /** What is shown of a chart while one of its other files has the focus. */
  lastOf(root: string): Target | undefined {
    const shown = previewTabs().flatMap(({ uri }) => (followsActive(uri) ? (targetOf(uri) ?? []) : []));
    return shown.find(({ uri, scope }) => scope === 'file' && isInside(uri, root)) ?? this.last.get(root);
  }

  /** The active preview, or the one that can be seen, stays with its template from now on, or follows again. */
  async setFollowing(follows: boolean): Promise<boolean> {
    const active = vscode.window.activeTextEditor?.document.uri;
    const tabs = previewTabs().filter(({ tab, uri }) => tab.isActive && followsActive(uri) !== follows);
    const found = tabs.find(({ uri }) => isSameUri(uri, active)) ?? tabs[0];
    const target = found && targetOf(found.uri);
    if (!found || !target) return false;
    await this.soon(async () => {
      this.wanted = undefined;
      const { viewColumn } = found.tab.group;
      const before = editorsOf(found.uri).find((editor) => editor.viewColumn === viewColumn);
      const [selection, top] = [before?.selection, before?.visibleRanges[0]];
      const editor = await this.show(target, follows, viewColumn, found);
      if (selection) editor.selection = selection;
      if (top) scrollTo(editor, top.start.line);
    });
    return true;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** A template is shown; of any other file of a chart the template that was shown last. */
  private async focused(editor: vscode.TextEditor | undefined): Promise<void> {
    if (!editor || !isFileOfWorkspace(editor.document.uri)) return;
    if (!previewTabs().some(({ uri }) => followsActive(uri))) return;
    const { uri } = editor.document;
    const answer = await this.server.ask<ChartOfResult>('chartroom/chartOf', { uri: uri.toString() });
    if (!answer?.chart || vscode.window.activeTextEditor !== editor) return;
    const { root } = answer.chart;
    const target = isShownByItself(uri, answer) ? fileTarget(uri) : this.otherChart(root);
    if (!target) return;
    this.wanted = target;
    this.last.set(root, target);
    this.update();
  }

  /** Going over to another chart shows what was shown of it; within one chart nothing changes. */
  private otherChart(root: string): Target | undefined {
    const isShown = previewTabs().some(({ uri }) => followsActive(uri) && isInside(previewOf(uri)?.uri ?? '', root));
    return isShown ? undefined : this.last.get(root);
  }

  /** A tab behind others stays as it is until it comes to the front. */
  private update(): void {
    const target = this.wanted;
    if (!target) return;
    const wanted = addressOf(target, true);
    for (const old of previewTabs()) {
      if (!old.tab.isActive || !followsActive(old.uri) || isSameUri(old.uri, wanted)) continue;
      void this.soon(async () => {
        if (this.wanted !== target || !tabsOf(old).some((tab) => tab.isActive)) return;
        await this.show(target, true, old.tab.group.viewColumn, old);
      });
    }
  }

  /** The old tab goes when the new one stands in its place with its text, so that nothing is empty in between. */
  private async show(target: Target, follows: boolean, viewColumn: vscode.ViewColumn, old?: PreviewTab) {
    const uri = addressOf(target, follows);
    await this.previews.prepare(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    const preserveFocus = !old || !isSameUri(old.uri, vscode.window.activeTextEditor?.document.uri);
    const editor = await vscode.window.showTextDocument(document, { viewColumn, preserveFocus, preview: false });
    const gone = old && !isSameUri(old.uri, uri) ? tabsOf(old) : [];
    if (gone.length > 0) await vscode.window.tabGroups.close(gone, true);
    return editor;
  }

  /** A tab that cannot be shown keeps nothing else from being shown. */
  private soon(task: () => Promise<void>): Promise<void> {
    const done = this.work.then(task).catch((error: unknown) => this.server.log.warn(`preview: ${error}`));
    this.work = done;
    return done;
  }
}

export function fileTarget(uri: vscode.Uri): Target {
  return { uri: uri.toString(), scope: 'file', path: pathInWorkspace(uri) };
}

/** Of files and folders; breadcrumbs show all of it. */
export function pathInWorkspace(uri: vscode.Uri): string {
  const { workspaceFolders, getWorkspaceFolder } = vscode.workspace;
  const folder = getWorkspaceFolder(uri);
  const several = (workspaceFolders?.length ?? 0) > 1;
  return shownPath(uri.path, folder && { path: folder.uri.path, name: folder.name }, several);
}

/** Helpers show nothing by themselves, and what is beside the templates does not either. */
function isShownByItself(uri: vscode.Uri, { role }: ChartOfResult): boolean {
  return role === 'template' && !uri.path.slice(uri.path.lastIndexOf('/') + 1).startsWith('_');
}

function addressOf({ uri, scope, path }: Target, follows: boolean): vscode.Uri {
  return vscode.Uri.from(previewAddress(uri, scope, path, follows));
}

function targetOf(uri: vscode.Uri): Target | undefined {
  const shows = previewOf(uri);
  return shows && { ...shows, path: pathOf(uri) };
}

/** Tabs are objects of the moment: the same tab is found again by its address and column. */
function tabsOf({ tab, uri }: PreviewTab): vscode.Tab[] {
  const { viewColumn } = tab.group;
  return previewTabs().flatMap((one) =>
    isSameUri(one.uri, uri) && one.tab.group.viewColumn === viewColumn ? [one.tab] : [],
  );
}

function previewTabs(): PreviewTab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.flatMap((tab) => {
      const uri = tab.input instanceof vscode.TabInputText ? tab.input.uri : undefined;
      return uri?.scheme === PREVIEW_SCHEME ? [{ tab, uri }] : [];
    }),
  );
}

/** A second preview joins the first, as long as the active editor is not itself in that column. */
function columnOfPreviews(): vscode.ViewColumn | undefined {
  const active = vscode.window.activeTextEditor?.viewColumn;
  return visiblePreviews().find(({ editor }) => editor.viewColumn !== active)?.editor.viewColumn;
}

/** The server spells the folder, the client the file. */
function isInside(uri: string, folder: string): boolean {
  return uri.startsWith(`${vscode.Uri.parse(folder)}/`);
}

function isSameUri(a: vscode.Uri, b: vscode.Uri | undefined): boolean {
  return a.toString() === b?.toString();
}
