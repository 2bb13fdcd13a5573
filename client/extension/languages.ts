// Keeps the language of open files right: VS Code chooses by name, we know whether there is a chart.

import * as vscode from 'vscode';
import type { Charts } from './charts.ts';
import { isFileOfWorkspace } from './client-options.ts';
import { type ContributedLanguage, isTemplatePath, languageByName } from './language-choice.ts';

export function keepLanguages(charts: Charts): vscode.Disposable {
  const keeper = new LanguageKeeper(charts);
  const judgeAll = () => vscode.workspace.textDocuments.forEach((document) => void keeper.judge(document));
  judgeAll();
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => void keeper.judge(document)),
    vscode.workspace.onDidCloseTextDocument((document) => keeper.closed(document)),
    charts.onDidChange(judgeAll),
  );
}

class LanguageKeeper {
  /** What each open file was given; a file that has another language now was changed by the user and is left alone. */
  private readonly settled = new Map<string, string>();
  private readonly charts: Charts;

  constructor(charts: Charts) {
    this.charts = charts;
  }

  async judge(document: vscode.TextDocument): Promise<void> {
    if (!isFileOfWorkspace(document.uri) || !this.isOurs(document)) return;
    const key = document.uri.toString();
    const before = this.settled.get(key);
    if (before !== undefined && before !== document.languageId) return;
    const wanted = await this.languageOf(document);
    this.settled.set(key, wanted);
    if (wanted !== document.languageId && !document.isClosed) {
      await vscode.languages.setTextDocumentLanguage(document, wanted);
    }
  }

  /** A change of language closes and opens a file in one breath; only a file that stays away is forgotten. */
  closed(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    setTimeout(() => {
      const open = vscode.workspace.textDocuments.some((other) => other.uri.toString() === key);
      if (!open) this.settled.delete(key);
    }, 100);
  }

  /** Files that look like templates, or were made YAML because they seemed to be none. */
  private isOurs(document: vscode.TextDocument): boolean {
    if (document.languageId === 'helm' || this.settled.has(document.uri.toString())) return true;
    return document.languageId === 'yaml' && /\/templates\//.test(document.uri.path);
  }

  private async languageOf(document: vscode.TextDocument): Promise<string> {
    if (isAssociated(document)) return document.languageId;
    const chart = await this.charts.folderOf(document.uri);
    if (chart && isTemplatePath(document.uri.path.slice(chart.path.length + 1))) return 'helm';
    const { languageId } = document;
    if (languageId !== 'helm') return languageId;
    return languageByName(document.uri.path, contributedLanguages(), (pattern) => fits(document, pattern));
  }
}

/** `files.associations` is the user's word and stands above ours. */
function isAssociated(document: vscode.TextDocument): boolean {
  const associations = vscode.workspace.getConfiguration('files', document).get<object>('associations', {});
  return Object.keys(associations).some((pattern) => fits(document, pattern));
}

/** VS Code's rule: a pattern without a slash is about the name, any other about the whole path. */
function fits(document: vscode.TextDocument, pattern: string): boolean {
  const whole = pattern.startsWith('/') || pattern.startsWith('**/') ? pattern : `**/${pattern}`;
  return vscode.languages.match({ pattern: whole }, document) > 0;
}

function contributedLanguages(): ContributedLanguage[] {
  return vscode.extensions.all.flatMap(
    (extension) => (extension.packageJSON?.contributes?.languages ?? []) as ContributedLanguage[],
  );
}
