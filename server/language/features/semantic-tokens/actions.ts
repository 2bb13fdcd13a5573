// The actions alone of a text that is no template itself, but holds some: of a values file or a file that reaches tpl.

import { piecesOfFile } from '../../documents/template.ts';
import { chartTreeOf } from '../../symbols/charts.ts';
import { type Embedded, embeddedIn } from '../../symbols/templates.ts';
import { type FileText, fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { seenFrom } from '../../workspace/values-set.ts';

/** The file's actions where they stand, all else blank; undefined when none of its text reaches tpl. */
export function embeddedActions(given: Snapshot, uri: string): FileText | undefined {
  const snapshot = seenFrom(given, uri);
  const host = fileAt(snapshot, uri);
  if (!host?.text.includes('{{')) return undefined;
  const tree = chartTreeOf(snapshot, host.uri);
  const all = tree ? embeddedIn(snapshot, tree).filter((one) => one.host === host) : [];
  return all.length === 0 ? undefined : actionsOf(host, all);
}

interface Known {
  readonly texts: readonly FileText[];
  readonly actions: FileText;
}

const memo = new WeakMap<FileText, Known>();

function actionsOf(host: FileText, all: readonly Embedded[]): FileText {
  const texts = all.map(({ file }) => file);
  const last = memo.get(host);
  if (last?.texts.length === texts.length && last.texts.every((text, i) => text === texts[i])) return last.actions;
  const spans = texts.flatMap((file) =>
    piecesOfFile(file).flatMap((piece) =>
      piece.kind === 'text' ? [] : [{ start: piece.start, text: file.text.slice(piece.start, piece.end) }],
    ),
  );
  let text = '';
  for (const piece of spans.sort((a, b) => a.start - b.start)) {
    if (piece.start >= text.length) text += blanked(host.text.slice(text.length, piece.start)) + piece.text;
  }
  text += blanked(host.text.slice(text.length));
  const actions = { ...host, text };
  memo.set(host, { texts, actions });
  return actions;
}

function blanked(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
