// "Run Helm Dependency Build": a task in the chart's folder, started only by the user's own click; the watcher sees what it brings.

import * as vscode from 'vscode';
import type { ChartOfResult } from '#protocol';
import type { Server } from '../server.ts';

/** For the desktop's door alone: a browser starts no processes. */
export function dependencyCommands(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand('chartroom.dependencyBuild', (chart?: unknown) => build(server, chart));
}

/** Code actions name the chart's folder; the palette means the chart of the active file. */
async function build(server: Server, argument: unknown): Promise<void> {
  const folder = typeof argument === 'string' ? vscode.Uri.parse(argument) : await activeChart(server);
  if (folder?.scheme !== 'file') {
    void vscode.window.showInformationMessage('There is no chart here on this machine to build dependencies of.');
    return;
  }
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showInformationMessage('Helm is run in trusted workspaces only.');
    return;
  }
  const helm = vscode.workspace.getConfiguration('chartroom', folder).get('helmPath', '') || 'helm';
  const run = new vscode.ProcessExecution(helm, ['dependency', 'build'], { cwd: folder.fsPath });
  const scope = vscode.workspace.getWorkspaceFolder(folder) ?? vscode.TaskScope.Workspace;
  const name = `helm dependency build ${vscode.workspace.asRelativePath(folder)}`;
  const task = new vscode.Task({ type: 'process' }, scope, name, 'chartroom', run, []);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: false };
  try {
    await vscode.tasks.executeTask(task);
  } catch (error) {
    void vscode.window.showErrorMessage(`helm was not started: ${error instanceof Error ? error.message : error}`);
  }
}

async function activeChart(server: Server): Promise<vscode.Uri | undefined> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const answer = uri && (await server.ask<ChartOfResult>('chartroom/chartOf', { uri: uri.toString() }));
  return answer?.chart ? vscode.Uri.parse(answer.chart.uri) : undefined;
}
