// What the charts of the workspace hold, by name: charts, named templates, resources, and the keys at the top of values.yaml.

import { type Span, span } from '#engine/text/span.ts';
import { resourcesIn } from '../documents/resources.ts';
import { type TemplateView, templateView } from '../documents/template.ts';
import { entriesOf, keyText, valuesView } from '../documents/values.ts';
import { chartIndex } from '../workspace/chart-index.ts';
import { chartFolderOf, type FileText, roleOf, type Snapshot } from '../workspace/snapshot.ts';
import { baseNameOf, joinUri } from '../workspace/uri.ts';
import { seenFrom } from '../workspace/values-set.ts';

export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: 'chart' | 'define' | 'resource' | 'value';
  /** Name of the chart that holds it. */
  readonly container: string;
  readonly uri: string;
  readonly span: Span;
}

/** More than anybody reads; the editor asks again with more letters. */
const MOST = 400;

/** The symbols whose names have the letters of the query in their order, those with the letters together first. */
export function workspaceSymbols(snapshot: Snapshot, query: string): WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const names = new Map(
    [...chartIndex(snapshot).values()].map(({ folder, name }) => [folder, name || baseNameOf(folder)]),
  );
  const found: { readonly symbol: WorkspaceSymbol; readonly rank: number }[] = [];
  for (const file of snapshot.files.values()) {
    const folder = chartFolderOf(snapshot, file.uri);
    if (folder === undefined) continue;
    for (const symbol of symbolsOf(snapshot, folder, file)) {
      const rank = rankOf(symbol.name.toLowerCase(), wanted);
      if (rank !== undefined) found.push({ symbol: { ...symbol, container: names.get(folder) ?? '' }, rank });
    }
  }
  // The sort keeps the order of files among equals.
  return found
    .sort((a, b) => a.rank - b.rank)
    .map(({ symbol }) => symbol)
    .slice(0, MOST);
}

type Own = Omit<WorkspaceSymbol, 'container'>;

const memo = new WeakMap<FileText, readonly Own[]>();

function symbolsOf(snapshot: Snapshot, folder: string, file: FileText): readonly Own[] {
  let own = memo.get(file);
  if (own === undefined) memo.set(file, (own = readSymbols(snapshot, folder, file)));
  return own;
}

function readSymbols(snapshot: Snapshot, folder: string, file: FileText): Own[] {
  switch (roleOf(folder, file.uri)) {
    case 'template':
      return templateSymbols(templateView(file, seenFrom(snapshot, file.uri).settings));
    case 'chart':
      return chartSymbols(file);
    case 'values':
      return file.uri === joinUri(folder, 'values.yaml') ? valueSymbols(file) : [];
    default:
      return [];
  }
}

function templateSymbols(view: TemplateView): Own[] {
  const { uri } = view.file;
  const named = view.defines.filter(({ name }) => name !== '');
  return [
    ...named.map(({ name, nameSpan }): Own => ({ name, kind: 'define', uri, span: nameSpan })),
    ...resourcesIn(view).map(({ kind, name, selection }): Own => {
      return { name: name === '' ? kind : `${kind}/${name}`, kind: 'resource', uri, span: selection };
    }),
  ];
}

function chartSymbols(file: FileText): Own[] {
  const { root } = valuesView(file).tree;
  const entry = root && entriesOf({ key: undefined, value: root, path: [] }).find(({ path }) => path[0] === 'name');
  const name = entry && keyText(entry.value);
  return entry && name ? [{ name, kind: 'chart', uri: file.uri, span: span(entry.value.start, entry.value.end) }] : [];
}

function valueSymbols(file: FileText): Own[] {
  const { root } = valuesView(file).tree;
  const entries = root ? entriesOf({ key: undefined, value: root, path: [] }) : [];
  return entries.flatMap(({ key, path }): Own[] => {
    const name = path[0];
    if (key === undefined || typeof name !== 'string' || name === '') return [];
    return [{ name, kind: 'value', uri: file.uri, span: span(key.start, key.end) }];
  });
}

/** 0: it begins with the query, 1: it contains it, 2: it has its letters in order; undefined: it does not. */
function rankOf(name: string, wanted: string): number | undefined {
  const at = name.indexOf(wanted);
  if (at >= 0) return at === 0 ? 0 : 1;
  let from = 0;
  for (const letter of wanted) {
    from = name.indexOf(letter, from) + 1;
    if (from === 0) return undefined;
  }
  return 2;
}
