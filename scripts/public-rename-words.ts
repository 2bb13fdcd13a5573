// Which words of a chart scripts/public-rename.mjs renames: drawn by seed, some of every kind, each with its new name.

import { createHash } from 'node:crypto';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { templateView, unwrapped, walkNodes } from '#language/documents/template.ts';
import { keyText, valuesView } from '#language/documents/values.ts';
import { allNames } from '#language/symbols/occurrences/names.ts';
import { variableNames, variablesNamed } from '#language/symbols/occurrences/variables.ts';
import { chartFolderOf, type FileText, roleOf, type Snapshot } from '#language/workspace/snapshot.ts';

export type WordKind = 'values key' | 'field' | 'string' | 'dict key' | 'define' | 'variable';

export interface Drawn {
  readonly uri: string;
  readonly offset: number;
  readonly kind: WordKind;
  readonly word: string;
  /** What it is to be called. */
  readonly name: string;
}

/** How many of each kind, out of all. */
const SHARES: Readonly<Record<WordKind, number>> = {
  'values key': 0.4,
  field: 0.2,
  string: 0.05,
  'dict key': 0.15,
  define: 0.1,
  variable: 0.1,
};

type Word = Omit<Drawn, 'name'>;

/** Words of the chart's own files; every fourth key gets a name that is no field. */
export function drawWords(snapshot: Snapshot, root: string, count: number, seed: string): Drawn[] {
  const rank = ({ uri, offset, kind }: Word) =>
    createHash('sha256')
      .update(`${seed} ${kind} ${uri.slice(root.length)} ${offset}`)
      .digest('hex');
  const byKind = new Map<WordKind, Word[]>();
  for (const word of wordsOf(snapshot, root)) {
    const list = byKind.get(word.kind);
    if (list) list.push(word);
    else byKind.set(word.kind, [word]);
  }
  return [...byKind].flatMap(([kind, words]) => {
    const ranked = words.map((word) => ({ word, place: rank(word) })).sort((a, b) => (a.place < b.place ? -1 : 1));
    const some = ranked.slice(0, Math.max(1, Math.round(count * SHARES[kind])));
    return some.map(({ word }, i) => ({ ...word, name: newName(kind, i) }));
  });
}

function newName(kind: WordKind, turn: number): string {
  if (kind === 'define') return 'zzqRenamed.zzq';
  return kind !== 'variable' && turn % 4 === 3 ? 'zzq-renamed' : 'zzqRenamed';
}

function* wordsOf(snapshot: Snapshot, root: string): Iterable<Word> {
  for (const file of snapshot.files.values()) {
    if (!file.uri.startsWith(`${root}/`)) continue;
    const chart = chartFolderOf(snapshot, file.uri);
    const role = chart === undefined ? 'other' : roleOf(chart, file.uri);
    if (role === 'values') yield* keysIn(file, valuesView(file).tree.root);
    if (role === 'template') yield* inTemplate(snapshot, file);
  }
}

function* inTemplate(snapshot: Snapshot, file: FileText): Iterable<Word> {
  const view = templateView(file, snapshot.settings);
  const { uri } = file;
  for (const { span, word, form } of allNames(view))
    if (word !== 'Values') yield { uri, offset: span.start, kind: form, word };
  for (const { nameSpan, name } of view.defines) yield { uri, offset: nameSpan.start + 1, kind: 'define', word: name };
  for (const name of variableNames(view)) {
    if (name === '$') continue;
    for (const { span } of variablesNamed(view, name))
      yield { uri, offset: span.start + 1, kind: 'variable', word: name };
  }
  const keys: Word[] = [];
  walkNodes(view.parsed.main.root, (node) => {
    if (node.kind !== 'command') return;
    const [called, ...rest] = node.args.map(unwrapped);
    if (called?.kind !== 'identifier' || called.ident !== 'dict') return;
    for (const [i, key] of rest.entries())
      if (i % 2 === 0 && key.kind === 'string')
        keys.push({ uri, offset: key.span.start + 1, kind: 'dict key', word: key.text });
  });
  yield* keys;
}

function* keysIn(file: FileText, node: YamlNode | null): Iterable<Word> {
  if (node?.kind === 'list') for (const item of node.items) yield* keysIn(file, item);
  if (node?.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    yield { uri: file.uri, offset: key.start + 1, kind: 'values key', word: keyText(key) ?? '' };
    yield* keysIn(file, value);
  }
}
