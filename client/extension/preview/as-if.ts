// The links of a preview: from "Preview as if true" to the command, and back from the line that says what is assumed.

import * as vscode from 'vscode';
import { AS_IF_TRUE } from '#protocol';
import { PREVIEW_SCHEME, previewOf } from './address.ts';
import type { Previews } from './provider.ts';

/** The offer stands behind the explanation, which is short. */
const MOST_LINES = 200;

export function linkAssumptions(previews: Previews): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(
    { scheme: PREVIEW_SCHEME },
    { provideDocumentLinks: (document) => linksOf(previews, document) },
  );
}

function linksOf(previews: Previews, document: vscode.TextDocument): vscode.DocumentLink[] {
  const shows = previewOf(document.uri);
  const result = previews.resultOf(document.uri);
  if (!shows || !result) return [];
  const links: vscode.DocumentLink[] = [];
  if (result.assumed.length > 0) links.push(link(document, 0, 'As if', 'chartroom.previewAsIs', shows.uri));
  if (result.assumable.length > 0) {
    const line = lineOf(document, `# ${AS_IF_TRUE}`);
    if (line !== undefined) links.push(link(document, line, AS_IF_TRUE, 'chartroom.previewAsIf', shows.uri));
  }
  return links;
}

function lineOf(document: vscode.TextDocument, beginning: string): number | undefined {
  for (let line = 0; line < Math.min(document.lineCount, MOST_LINES); line++)
    if (document.lineAt(line).text.startsWith(beginning)) return line;
  return undefined;
}

function link(document: vscode.TextDocument, line: number, text: string, command: string, uri: string) {
  const start = Math.max(0, document.lineAt(line).text.indexOf(text));
  const range = new vscode.Range(line, start, line, start + text.length);
  const target = vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify([uri]))}`);
  const made = new vscode.DocumentLink(range, target);
  made.tooltip = command === 'chartroom.previewAsIs' ? 'Assume nothing' : 'For this preview only; no file is changed';
  return made;
}
