// The calls of `dict` and `set` in a release that write one key out, and what stands under a cursor as a key of dicts.

import type { AnyNode, StringNode } from '#engine/template/node.ts';
import { type Span, touches } from '#engine/text/span.ts';
import { templateView, unwrapped, walkNodes } from '../../documents/template.ts';
import { chartFolderOf, type FileText, roleIn, type Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import { type ChartNode, type ChartTree, chartOfFile } from '../charts.ts';
import { templatesIn } from '../release-part.ts';
import { type Embedded, embeddedHere, embeddedWith } from '../templates.ts';
import type { DictRef, Possible } from '../value.ts';
import { allNames, viewWith } from './names.ts';
import { templateWord } from './reads.ts';

/** A call that makes a dict, or puts a key into one. */
export interface DictCall {
  /** As `DictRef.makers` has it. */
  readonly maker: object;
  readonly file: FileText;
  readonly embedded: Embedded | undefined;
  readonly at: number;
  /** The keys that are written out. */
  readonly keys: readonly StringNode[];
}

const memos = new WeakMap<ChartTree, Map<string, ReadonlyMap<object, DictCall>>>();

/** The calls in texts that may write the key, by maker. */
export function dictCalls(given: Snapshot, tree: ChartTree, word: string): ReadonlyMap<object, DictCall> {
  let byWord = memos.get(tree);
  if (byWord === undefined) memos.set(tree, (byWord = new Map()));
  let calls = byWord.get(word);
  if (calls === undefined) byWord.set(word, (calls = find(underSet(given, tree.root.folder), tree, word)));
  return calls;
}

function find(snapshot: Snapshot, tree: ChartTree, word: string): ReadonlyMap<object, DictCall> {
  const out = new Map<object, DictCall>();
  for (const file of new Set(tree.charts.flatMap((chart) => templatesIn(tree, chart)))) {
    const view = viewWith(file, snapshot.settings, word);
    if (view) addCalls(view.parsed.main.root, file, undefined, out);
  }
  for (const embedded of embeddedWith(snapshot, tree, word))
    addCalls(templateView(embedded.file, snapshot.settings).parsed.main.root, embedded.host, embedded, out);
  return out;
}

function addCalls(root: AnyNode, file: FileText, embedded: Embedded | undefined, out: Map<object, DictCall>): void {
  walkNodes(root, (node) => {
    const keys = node.kind === 'command' ? keysOf(node) : undefined;
    if (keys) out.set(node, { maker: node, file, embedded, at: node.span.start, keys });
  });
}

/** The keys that a call of `dict` or `set` writes out; undefined for other nodes. */
function keysOf(node: AnyNode): StringNode[] | undefined {
  if (node.kind !== 'command') return undefined;
  const called = node.args[0] && unwrapped(node.args[0]);
  if (called?.kind !== 'identifier' || (called.ident !== 'dict' && called.ident !== 'set')) return undefined;
  const rest = node.args.slice(1).map(unwrapped);
  const keys = called.ident === 'dict' ? rest.filter((_, i) => i % 2 === 0) : rest.slice(1, 2);
  return keys.filter((key): key is StringNode => key.kind === 'string');
}

/** A key of dicts under a cursor. */
export interface DictKey {
  readonly word: string;
  /** Without its quotes. */
  readonly span: Span;
  readonly makers: readonly object[];
}

/** The key of dicts at an offset, where a call writes it, or where it is read from them. */
export function dictKeyAt(given: Snapshot, tree: ChartTree, file: FileText, offset: number): DictKey | undefined {
  const snapshot = underSet(given, tree.root.folder);
  const embedded = embeddedHere(snapshot, tree, file, offset);
  const folder = chartFolderOf(snapshot, file.uri);
  if (folder === undefined || (!embedded && roleIn(snapshot, folder, file.uri) !== 'template')) return undefined;
  const view = templateView(embedded?.file ?? file, snapshot.settings);
  let found: DictKey | undefined;
  walkNodes(view.parsed.main.root, (node) => {
    for (const key of keysOf(node) ?? []) {
      const span = inside(key);
      if (touches(span, offset)) found = { word: key.text, span, makers: [node] };
    }
  });
  const name = found ? undefined : allNames(view).find(({ span }) => touches(span, offset));
  if (name === undefined) return found;
  const chart: ChartNode = embedded?.chart ?? chartOfFile(tree, snapshot, file.uri);
  const { base } = templateWord(snapshot, tree, { file, chart, embedded }, name);
  const makers = dictsIn(base)
    .filter(({ entries }) => name.isWrite || entries.has(name.word))
    .flatMap((dict) => dict.makers);
  return makers.length > 0 ? { word: name.word, span: name.span, makers } : undefined;
}

/** A string without its quotes. */
export function inside({ span: { start, end } }: StringNode): Span {
  return { start: start + 1, end: end - 1 };
}

export function dictsIn({ refs }: Possible): DictRef[] {
  return refs.filter((ref): ref is DictRef => ref.kind === 'dict');
}
