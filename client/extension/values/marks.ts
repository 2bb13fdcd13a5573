// The gutter of values files: which keys another file overrides, and which override another; their hover leads there and to the uses.

import * as vscode from 'vscode';
import type { ValueMark, ValueMarksParams, ValueMarksResult } from '#protocol';
import { toRange } from '../preview/reveal.ts';
import type { Server } from '../server.ts';
import { arrowImage, markText } from './mark-text.ts';

const SETTING = 'chartroom.valueMarks';
/** Marks follow when nothing was typed or scrolled for so long. */
const DELAY_MS = 400;
/** Lines around those that can be seen whose marks are there before one scrolls to them. */
const MARGIN = 60;

type Kind = ValueMark['kind'];
const KINDS: readonly Kind[] = ['overridden', 'overrides', 'both', 'plain'];

/** Keeps the marks of visible values files; none while the setting is off. */
export function markValues(server: Server): vscode.Disposable {
  const types = Object.fromEntries(KINDS.map((kind) => [kind, decoration(kind)])) as Record<
    Kind,
    vscode.TextEditorDecorationType
  >;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const editor of vscode.window.visibleTextEditors) if (mayHaveMarks(editor)) void mark(server, editor, types);
    }, DELAY_MS);
  };
  later();
  const { window, workspace } = vscode;
  return vscode.Disposable.from(
    ...Object.values(types),
    { dispose: () => clearTimeout(timer) },
    window.onDidChangeVisibleTextEditors(later),
    window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      if (mayHaveMarks(textEditor)) later();
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.languageId === 'yaml' || document.languageId === 'helm') later();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTING)) later();
    }),
    // A chart was loaded, changed on disk, or is seen with another values set.
    server.onRendered(later),
  );
}

function mayHaveMarks({ document, viewColumn }: vscode.TextEditor): boolean {
  return document.languageId === 'yaml' && viewColumn !== undefined;
}

async function mark(
  server: Server,
  editor: vscode.TextEditor,
  types: Readonly<Record<Kind, vscode.TextEditorDecorationType>>,
): Promise<void> {
  const { document } = editor;
  const { version } = document;
  const isOn = vscode.workspace.getConfiguration(undefined, document.uri).get<boolean>(SETTING, true);
  const params: ValueMarksParams = { uri: document.uri.toString(), range: seen(editor) };
  const marks = isOn ? ((await server.ask<ValueMarksResult>('chartroom/valueMarks', params)) ?? []) : [];
  // The answer is about a text that is gone; the edit itself asks again.
  if (document.isClosed || document.version !== version) return;
  for (const kind of KINDS) {
    const options = marks.filter((one) => one.kind === kind).map((one) => optionsOf(document, one));
    editor.setDecorations(types[kind], options);
  }
}

function optionsOf(document: vscode.TextDocument, mark: ValueMark): vscode.DecorationOptions {
  const hover = new vscode.MarkdownString(markText(document.uri.toString(), mark));
  hover.isTrusted = { enabledCommands: ['chartroom.showUses'] };
  const range = toRange(mark.range, 0);
  return hover.value === '' ? { range } : { range, hoverMessage: hover };
}

/** The lines that can be seen, folded ones among them, and some around. */
function seen({ visibleRanges, document }: vscode.TextEditor): ValueMarksParams['range'] {
  const first = Math.min(...visibleRanges.map(({ start }) => start.line), document.lineCount - 1);
  const last = Math.max(...visibleRanges.map(({ end }) => end.line), first);
  const end = Math.min(document.lineCount - 1, last + MARGIN);
  return {
    start: { line: Math.max(0, first - MARGIN), character: 0 },
    end: { line: end, character: document.lineAt(end).text.length },
  };
}

/** A key that only has uses has no picture: most have. */
function decoration(kind: Kind): vscode.TextEditorDecorationType {
  if (kind === 'plain') return vscode.window.createTextEditorDecorationType({});
  const icon = (isDark: boolean) => ({
    gutterIconPath: vscode.Uri.parse(arrowImage(kind, isDark)),
    gutterIconSize: 'contain',
  });
  return vscode.window.createTextEditorDecorationType({ light: icon(false), dark: icon(true) });
}
