// The outline of a template (resources, keys, defines, blocks), of a values file (its keys) and of manifests.

import { type Span, span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { manifestView } from '../documents/manifest.ts';
import { isManifestFile } from '../documents/manifest-file.ts';
import { templateView } from '../documents/template.ts';
import { entrySpan, keyText, placesOf, shortValue, type ValuesView, valuesView } from '../documents/values.ts';
import { type RenderState, viewOf } from '../workspace/render-state.ts';
import { resourceSources } from '../workspace/resource-source.ts';
import { chartFolderOf, type FileText, fileAt, roleIn, type Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';
import { templateOutline } from './document-symbols/template-outline.ts';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind:
    | 'resource'
    | 'key'
    | 'define'
    | 'block'
    | 'if'
    | 'range'
    | 'with'
    | 'map'
    | 'list'
    | 'string'
    | 'number'
    | 'boolean'
    | 'null';
  readonly span: Span;
  /** The name itself; lies within `span`. */
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

/**
 * The symbols of a template, values file or manifest in the order of the text; none for other files. With the last render, resources
 * have the names that it gave them.
 */
export function documentSymbols(snapshot: Snapshot, uri: string, state?: RenderState): DocumentSymbol[] {
  const file = fileAt(snapshot, uri);
  const folder = file && chartFolderOf(snapshot, file.uri);
  if (file === undefined) return [];
  if (folder === undefined) return manifestOutline(snapshot, file);
  switch (roleIn(snapshot, folder, file.uri)) {
    case 'template': {
      const named = state ? resourceSources(viewOf(state, file.uri, 'file'), file) : [];
      return templateOutline(templateView(file, seenFrom(snapshot, file.uri).settings), named);
    }
    case 'values':
    case 'chart': {
      const view = valuesView(file);
      const { root } = view.tree;
      return root ? yamlChildren(view, root, deepestShown([root])) : [];
    }
    default:
      return manifestOutline(snapshot, file);
  }
}

/** One resource for each document, with its keys. */
function manifestOutline(snapshot: Snapshot, file: FileText): DocumentSymbol[] {
  if (!isManifestFile(snapshot, file)) return [];
  const { documents } = manifestView(file);
  const deepest = deepestShown(documents.flatMap(({ document }) => document.tree.root ?? []));
  return documents.flatMap(({ document, start }): DocumentSymbol[] => {
    const { root } = document.tree;
    if (root === null) return [];
    const view = { file: { ...file, text: document.text }, tree: document.tree };
    const whole = entrySpan(view, { key: undefined, value: root, path: [] });
    const name = placesOf(view, ['metadata', 'name'])[0]?.value;
    const names = [document.kind ?? '?', ...(name?.kind === 'scalar' && !name.isAbsent ? [name.text] : [])];
    const symbol: DocumentSymbol = {
      name: names.join('/'),
      detail: '',
      kind: 'resource',
      span: whole,
      selection:
        name?.kind === 'scalar' && name.end <= whole.end ? span(name.start, name.end) : span(whole.start, whole.start),
      children: yamlChildren(view, root, deepest),
    };
    return [moved(symbol, start)];
  });
}

function moved(symbol: DocumentSymbol, by: number): DocumentSymbol {
  if (by === 0) return symbol;
  const shift = ({ start, end }: Span) => span(start + by, end + by);
  const children = symbol.children.map((child) => moved(child, by));
  return { ...symbol, span: shift(symbol.span), selection: shift(symbol.selection), children };
}

/** Deeper than any file that was written by hand. */
const MAX_DEPTH = 100;
/** No editor shows more of them in any useful way, and each is looked up in the text after every key. */
const MOST_SYMBOLS = 10_000;

/** How many levels below the roots are shown: all, or as many as all documents have room for. */
function deepestShown(roots: readonly YamlNode[]): number {
  let count = roots.length;
  let level = roots;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const next: YamlNode[] = [];
    for (const node of level) {
      if (node.kind === 'map')
        for (let i = 1; i < node.children.length; i += 2) next.push(node.children[i] as YamlNode);
      else if (node.kind === 'list') for (const item of node.items) next.push(item);
      if (count + next.length > MOST_SYMBOLS) return depth;
    }
    if (next.length === 0) break;
    count += next.length;
    level = next;
  }
  return MAX_DEPTH;
}

/** `deepest`: so many levels are left. */
function yamlChildren(view: ValuesView, node: YamlNode, deepest: number): DocumentSymbol[] {
  if (deepest <= 0) return [];
  if (node.kind === 'map') return node.entries.map(({ key, value }) => yamlSymbol(view, { key, value }, deepest));
  if (node.kind !== 'list') return [];
  return node.items.map((value, index) => yamlSymbol(view, { key: undefined, value }, deepest, `[${index}]`));
}

function yamlSymbol(
  view: ValuesView,
  { key, value }: { readonly key: YamlNode | undefined; readonly value: YamlNode },
  deepest: number,
  label?: string,
): DocumentSymbol {
  const whole = entrySpan(view, { key, value, path: [] });
  const selection = key ? span(key.start, key.end) : span(value.start, Math.min(value.end, whole.end));
  const name = label ?? (key && keyText(key)) ?? '?';
  return {
    name: name === '' ? '""' : name,
    detail: value.kind === 'map' || value.kind === 'list' ? '' : shortValue(view, value),
    kind: kindOf(value),
    span: whole,
    selection,
    children: yamlChildren(view, value, deepest - 1),
  };
}

function kindOf(value: YamlNode): DocumentSymbol['kind'] {
  const node = value.kind === 'alias' ? value.target : value;
  if (node === null) return 'null';
  if (node.kind !== 'scalar') return node.kind;
  switch (node.resolved.type) {
    case 'int':
    case 'float':
      return 'number';
    case 'bool':
      return 'boolean';
    case 'null':
      return 'null';
    default:
      return 'string';
  }
}
