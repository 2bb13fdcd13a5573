// The scopes of a template's text by our own grammar, line by line: what colours it has when another extension's grammar reads it.

import helmGrammar from '../../../syntaxes/helm.tmLanguage.json';
import type { FileText } from '../workspace/snapshot.ts';
import { bottomFrame, type Frame, type ReadLine, readLine } from './grammar/line.ts';
import { type Grammar, readGrammar } from './grammar/rules.ts';

/** The lines in order; a line's text ends before its line break, and one that is too long has no pieces. */
export interface ScopesView {
  readonly starts: readonly number[];
  readonly lines: readonly ReadLine['pieces'][];
}

/** VS Code colours no longer lines. */
const LONGEST_LINE = 20_000;
/** More lines than are open at one time; a line takes about half a kilobyte. */
const MOST_LINES = 50_000;

interface Reading {
  readonly grammar: Grammar;
  readonly bottom: Frame;
  /** What lines were read to, by what was open before them: after an edit only lines that read otherwise are read. */
  readonly known: WeakMap<Frame, Map<string, ReadLine>>;
  count: number;
}

let reading: Reading | undefined;
const views = new WeakMap<FileText, ScopesView>();

export function scopesView(file: FileText): ScopesView {
  let view = views.get(file);
  if (view === undefined) views.set(file, (view = readText(file.text)));
  return view;
}

/** The same for a text alone. */
export function readText(text: string): ScopesView {
  if (reading === undefined || reading.count > MOST_LINES) reading = begin(reading?.grammar);
  const starts: number[] = [];
  const lines: ReadLine['pieces'][] = [];
  let open = reading.bottom;
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf('\n', start);
    const next = feed < 0 ? text.length + 1 : feed + 1;
    const end = next - 1 > start && text[next - 2] === '\r' ? next - 2 : next - 1;
    starts.push(start);
    if (end - start > LONGEST_LINE) lines.push([]);
    else {
      const line = lineOf(reading, text.slice(start, end), open);
      lines.push(line.pieces);
      open = line.open;
    }
    start = next;
  }
  return { starts, lines };
}

function begin(grammar: Grammar = readGrammar(helmGrammar)): Reading {
  return { grammar, bottom: bottomFrame(grammar), known: new WeakMap(), count: 0 };
}

function lineOf(reading: Reading, text: string, before: Frame): ReadLine {
  let lines = reading.known.get(before);
  if (lines === undefined) reading.known.set(before, (lines = new Map()));
  let line = lines.get(text);
  if (line === undefined) {
    reading.count++;
    lines.set(text, (line = readLine(reading.grammar, text, before)));
  }
  return line;
}
