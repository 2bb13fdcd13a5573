// The outline of a template (defines, blocks, branches) and of a values file (its keys).

import type { AnyNode, BranchNode, ListNode } from '#engine/template/node.ts';
import { type Span, span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { childrenOf, type NamedBody, type TemplateView, templateView } from '../documents/template.ts';
import { entrySpan, keyText, shortValue, type ValuesView, valuesView } from '../documents/values.ts';
import { chartFolderOf, fileAt, roleOf, type Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind:
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

/** The symbols of a template or values file in the order of the text; none for other files. */
export function documentSymbols(snapshot: Snapshot, uri: string): DocumentSymbol[] {
  const file = fileAt(snapshot, uri);
  const folder = file && chartFolderOf(snapshot, file.uri);
  if (file === undefined || folder === undefined) return [];
  switch (roleOf(folder, file.uri)) {
    case 'template':
      return templateSymbols(templateView(file, seenFrom(snapshot, file.uri).settings));
    case 'values':
    case 'chart': {
      const view = valuesView(file);
      return view.tree.root ? yamlChildren(view, view.tree.root, 0) : [];
    }
    default:
      return [];
  }
}

function templateSymbols(view: TemplateView): DocumentSymbol[] {
  return listSymbols(view, view.parsed.main.root);
}

function listSymbols(view: TemplateView, list: ListNode): DocumentSymbol[] {
  return list.nodes.flatMap((node) => nodeSymbols(view, node));
}

function nodeSymbols(view: TemplateView, node: AnyNode): DocumentSymbol[] {
  switch (node.kind) {
    case 'define':
    case 'template':
      return node.list ? [bodySymbol(view, node as NamedBody)] : [];
    case 'if':
    case 'range':
    case 'with':
      return [branchSymbol(view, node)];
    case 'error':
      return childrenOf(node).flatMap((part) => nodeSymbols(view, part));
    default:
      return [];
  }
}

function bodySymbol(view: TemplateView, node: NamedBody): DocumentSymbol {
  return {
    name: node.name === '' ? '(no name)' : node.name,
    detail: '',
    kind: node.kind === 'define' ? 'define' : 'block',
    span: node.span,
    selection: node.nameSpan,
    children: listSymbols(view, node.list),
  };
}

function branchSymbol(view: TemplateView, node: BranchNode): DocumentSymbol {
  const { text } = view.file;
  const pipe = node.pipe.span;
  const words = text.slice(pipe.start, pipe.end).trim().replace(/\s+/g, ' ');
  const name = `${node.kind} ${words.length > 60 ? `${words.slice(0, 59)}…` : words}`;
  const children = [...listSymbols(view, node.list), ...(node.elseList ? listSymbols(view, node.elseList) : [])];
  return { name: name.trim(), detail: '', kind: node.kind, span: node.span, selection: node.head, children };
}

/** Deeper than any file that was written by hand. */
const MAX_DEPTH = 100;

function yamlChildren(view: ValuesView, node: YamlNode, depth: number): DocumentSymbol[] {
  if (depth > MAX_DEPTH) return [];
  if (node.kind === 'map') return node.entries.map(({ key, value }) => yamlSymbol(view, { key, value }, depth));
  if (node.kind !== 'list') return [];
  return node.items.map((value, index) => yamlSymbol(view, { key: undefined, value }, depth, `[${index}]`));
}

function yamlSymbol(
  view: ValuesView,
  { key, value }: { readonly key: YamlNode | undefined; readonly value: YamlNode },
  depth: number,
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
    children: yamlChildren(view, value, depth + 1),
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
