// What the charts of the workspace hold, by name: charts, named templates, resources, and the keys at the top of values.yaml.

import { type Span, span } from '#engine/text/span.ts';
import { resourcesIn } from '../documents/resources.ts';
import { type TemplateView, templateView } from '../documents/template.ts';
import { entriesOf, keyText, valuesView } from '../documents/values.ts';
import { chartIndex } from '../workspace/chart-index.ts';
import { type RenderState, viewOf } from '../workspace/render-state.ts';
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

/**
 * The symbols whose names have the letters of the query in their order, those with the letters together first. With the last
 * render of a file's chart, its resources have the names that it gave them, and are found by what is written as well.
 */
export function workspaceSymbols(
  snapshot: Snapshot,
  query: string,
  stateOf: (uri: string) => RenderState | undefined = () => undefined,
): WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const names = new Map(
    [...chartIndex(snapshot).values()].map(({ folder, name }) => [folder, name || baseNameOf(folder)]),
  );
  const found: { readonly symbol: WorkspaceSymbol; readonly rank: number }[] = [];
  for (const file of snapshot.files.values()) {
    const folder = chartFolderOf(snapshot, file.uri);
    if (folder === undefined) continue;
    const own = symbolsOf(snapshot, folder, file);
    const rendered = renderedNames(file, own, stateOf);
    for (const symbol of own) {
      const name = rendered.get(symbol) ?? symbol.name;
      const rank = rankOf(name.toLowerCase(), wanted) ?? rankOf(symbol.name.toLowerCase(), wanted);
      if (rank !== undefined) found.push({ symbol: { ...symbol, name, container: names.get(folder) ?? '' }, rank });
    }
  }
  // The sort keeps the order of files among equals.
  return found
    .sort((a, b) => a.rank - b.rank)
    .map(({ symbol }) => symbol)
    .slice(0, MOST);
}

type Own = Omit<WorkspaceSymbol, 'container'>;

/** Where a file printed just the resources that stand in it, one for one: where each came from takes longer to find. */
function renderedNames(
  file: FileText,
  own: readonly Own[],
  stateOf: (uri: string) => RenderState | undefined,
): ReadonlyMap<Own, string> {
  const resources = own.filter(({ kind }) => kind === 'resource');
  const state = resources.some(({ name }) => /[\s{}"]/.test(name)) ? stateOf(file.uri) : undefined;
  if (state === undefined) return new Map();
  const { documents } = viewOf(state, file.uri, 'file');
  const isSame = resources.every(({ name }, i) => name.split('/')[0] === documents[i]?.kind);
  if (!isSame || resources.length !== documents.length) return new Map();
  return new Map(
    resources.map((symbol, i) => {
      const name = documents[i]?.name;
      return [symbol, name ? `${documents[i]?.kind}/${name}` : symbol.name];
    }),
  );
}

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
