// What both doors do once they can make a client: every part of the extension is made and joined here.

import * as vscode from 'vscode';
import type { ValuesSet } from '#protocol';
import { showArchives } from './binding/archives.ts';
import { bindingCommands } from './binding/bind.ts';
import { watchArchives } from './binding/watch.ts';
import { Charts } from './charts.ts';
import { extractCommand } from './code-actions/extract-value.ts';
import { registerCommands } from './commands.ts';
import { dependencyCommands } from './dependencies/build.ts';
import { refreshHintsWithDiffs } from './inline/refresh.ts';
import { keepLanguages } from './languages.ts';
import { tellNeighbours } from './neighbours/tell.ts';
import { keepTypingRules } from './neighbours/typing-rules.ts';
import { linkAssumptions } from './preview/as-if.ts';
import { openFirstPreview } from './preview/auto-open.ts';
import { markChanges } from './preview/changes.ts';
import { registerPreviewCommands } from './preview/commands.ts';
import { markErrors } from './preview/errors.ts';
import { Follower } from './preview/follow.ts';
import { offerPreviews } from './preview/offers.ts';
import { Peeks } from './preview/peek.ts';
import { Previews } from './preview/provider.ts';
import { markStaleTabs } from './preview/stale-tabs.ts';
import { keepSteady } from './preview/steady.ts';
import { PreviewTabs } from './preview/tabs.ts';
import { type Door, Server } from './server.ts';
import { Remembered } from './status/remembered.ts';
import { StatusItem } from './status/status-item.ts';
import { followTyping } from './typing/follow-typing.ts';
import { markValues } from './values/marks.ts';
import { watchCharts } from './watch.ts';

export async function start(context: vscode.ExtensionContext, door: Door): Promise<void> {
  const sets = new Remembered<ValuesSet>(context.workspaceState, 'chartroom.valuesSets');
  const roots = new Remembered<string>(context.workspaceState, 'chartroom.roots');
  const server = new Server(door, () => ({ sets: sets.all(), roots: roots.all() }));
  const charts = new Charts();
  const previews = new Previews(server);
  const peeks = new Peeks();
  const tabs = new PreviewTabs(server, previews);
  const follower = new Follower(server, previews);
  const status = new StatusItem(server, sets, roots);
  context.subscriptions.push(tabs, registerPreviewCommands(tabs), offerPreviews(charts, server));
  context.subscriptions.push(markChanges(previews), markStaleTabs(previews), keepSteady());
  context.subscriptions.push(server, charts, previews, peeks, follower, markErrors(previews));
  context.subscriptions.push(tabs.onDidAsk(() => follower.previewAsked()));
  context.subscriptions.push(keepLanguages(charts), watchCharts(charts, server), status);
  context.subscriptions.push(followTyping(server), extractCommand(server));
  context.subscriptions.push(linkAssumptions(previews), refreshHintsWithDiffs(server));
  context.subscriptions.push(registerCommands({ server, tabs, peeks, status }));
  context.subscriptions.push(openFirstPreview(server), tellNeighbours(charts, context.globalState), keepTypingRules());
  context.subscriptions.push(bindingCommands(), showArchives(server), watchArchives(server));
  context.subscriptions.push(markValues(server));
  context.subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(() => server.tell('chartroom/trust', {})));
  if (door.readsFiles) context.subscriptions.push(dependencyCommands(server));
  await server.start();
}
