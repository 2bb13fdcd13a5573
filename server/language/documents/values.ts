// A values file for editors: its YAML tree, the key path at an offset, the places of a path, and what a value looks like.

import { type Span, span } from '#engine/text/span.ts';
import { baseOf, readTreeAgain, type TreeBase } from '#engine/yaml/read-again.ts';
import { entryOf, isMergeKey, type MapNode, readTree, type YamlNode, type YamlTree } from '#engine/yaml/read-tree.ts';
import type { FileText } from '../workspace/snapshot.ts';
import { mendedTree } from './mended-tree.ts';

export interface ValuesView {
  readonly file: FileText;
  readonly tree: YamlTree;
}

/** Any element of a list, or any value of a map: what `range` makes of its dot. */
export const ELEMENT: unique symbol = Symbol('element');

/** One step of a path into values: a key, an index, or any element. */
export type Step = string | number | typeof ELEMENT;

/** One place in a values file. */
export interface ValuePlace {
  /** The key; undefined for an item of a list and for the root. */
  readonly key: YamlNode | undefined;
  readonly value: YamlNode;
  /** The keys and indices that lead here. */
  readonly path: readonly (string | number)[];
}

const views = new WeakMap<FileText, ValuesView>();

/** The view of a values file; the tree holds what could be read, before an error and behind it. */
export function valuesView(file: FileText): ValuesView {
  let view = views.get(file);
  if (view === undefined) {
    const tree = treeOf(file);
    // Without an earlier tree to begin from, each reading of a very large text takes its time.
    const most = file.text.length > HUGE && !bases.has(file.uri) ? 2 : undefined;
    const mended = tree.error ? mendedTree(file.text, tree, (text) => treeOf({ uri: file.uri, text }), most) : tree;
    views.set(file, (view = { file, tree: mended }));
  }
  return view;
}

/** Smaller ones are read in no time. */
const LARGE = 8000;
const HUGE = 100_000;
/** As many files as are edited in turn. */
const MOST_BASES = 8;
const bases = new Map<string, TreeBase>();

/** Of a large file that was read before, only what was changed is read. */
function treeOf({ uri, text }: Pick<FileText, 'uri' | 'text'>): YamlTree {
  if (text.length < LARGE) return readTree(text);
  const last = bases.get(uri);
  const again = last && readTreeAgain(last, text);
  const tree = again?.tree ?? readTree(text);
  const base = again?.base ?? baseOf(text, tree);
  if (base !== undefined) {
    bases.delete(uri);
    bases.set(uri, base);
    if (bases.size > MOST_BASES) bases.delete(bases.keys().next().value as string);
  }
  return tree;
}

/** At most this many elements are looked at below an {@link ELEMENT}: they tend to be alike. */
const MAX_ELEMENTS = 50;

/** The places of a path: none, one, or with {@link ELEMENT} several. Aliases and merge keys are followed. */
export function placesOf(view: ValuesView, path: readonly Step[]): ValuePlace[] {
  const { root } = view.tree;
  if (root === null) return [];
  let places: ValuePlace[] = [{ key: undefined, value: root, path: [] }];
  for (const step of path) {
    places = places.flatMap((place) => (step === ELEMENT ? elements(place) : stepInto(place, step)));
    if (places.length > MAX_ELEMENTS) places.length = MAX_ELEMENTS;
  }
  return places;
}

/** The first step of a path, other than its last, to something that is no table: what lies below it elsewhere is replaced. */
export function endOfTables(
  view: ValuesView,
  path: readonly Step[],
): { readonly step: number; readonly isNull: boolean } | undefined {
  const { root } = view.tree;
  let place: ValuePlace | undefined = root === null ? undefined : { key: undefined, value: root, path: [] };
  for (let i = 0; place !== undefined && i < path.length; i++) {
    const node = resolved(place.value);
    if (i > 0 && node?.kind !== 'map') return { step: i - 1, isNull: isNull(place.value) };
    const step = path[i] as Step;
    place = step === ELEMENT ? undefined : stepInto(place, step)[0];
  }
  return undefined;
}

/** `null`, `~`, or nothing at all: it takes a default away. */
export function isNull(value: YamlNode): boolean {
  const node = resolved(value);
  return node === null || (node.kind === 'scalar' && (node.isAbsent || node.resolved.type === 'null'));
}

/** The entries of a map as places, each key once: the last of repeated ones, merged ones behind its own. */
export function entriesOf(place: ValuePlace): ValuePlace[] {
  const node = resolved(place.value);
  if (node?.kind !== 'map') return [];
  const out = new Map<string, ValuePlace>();
  addEntries(node, place.path, out, 0);
  return [...out.values()];
}

/** The node that an alias stands for, else the node itself. */
export function resolved(node: YamlNode): Exclude<YamlNode, { kind: 'alias' }> | null {
  return node.kind === 'alias' ? node.target : node;
}

/** The key path at an offset, and the place of its last step: on a key, in a scalar, or on a list's item. */
export function valuePlaceAt(view: ValuesView, offset: number): (ValuePlace & { readonly isKey: boolean }) | undefined {
  let node = view.tree.root;
  let key: YamlNode | undefined;
  const path: (string | number)[] = [];
  while (node !== null) {
    if (node.kind === 'map') {
      const entry = entryAt(node, offset);
      if (entry === undefined) return undefined;
      path.push(keyText(entry.key) ?? '');
      if (offset <= entry.key.end) return { key: entry.key, value: entry.value, path, isKey: true };
      key = entry.key;
      node = entry.value;
      if (offset < node.start) return undefined;
    } else if (node.kind === 'list') {
      const index: number = node.items.findIndex((item) => item.start <= offset && offset <= item.end);
      if (index < 0) return undefined;
      path.push(index);
      key = undefined;
      node = node.items[index] as YamlNode;
    } else {
      const holds = node.start <= offset && offset <= node.end && node.end > node.start;
      return holds ? { key, value: node, path, isKey: false } : undefined;
    }
  }
  return undefined;
}

/** The span from a key to the end of its value: what one entry takes. Ends before trailing white space. */
export function entrySpan(view: ValuesView, place: ValuePlace): Span {
  const start = place.key?.start ?? place.value.start;
  let end = Math.max(place.key?.end ?? 0, place.value.end);
  while (end > start && /\s/.test(view.file.text[end - 1] as string)) end--;
  return span(start, end);
}

/** The value as it is written, without its indentation, cut after so many lines. */
export function valueText(view: ValuesView, value: YamlNode, maxLines = 12): string {
  const node = resolved(value);
  if (node === null || node.end === node.start) return 'null';
  const { text } = view.file;
  const column = node.start - (text.lastIndexOf('\n', node.start - 1) + 1);
  const lines = text.slice(node.start, node.end).trimEnd().split(/\r?\n/);
  // A scalar's further lines are indented against its key, a map's against its own first one.
  const rest = lines.slice(1).filter((line) => line.trim() !== '');
  const indents = rest.map((line) => line.length - line.trimStart().length);
  const isBlock = node.kind !== 'scalar' && !node.isFlow;
  const indent = isBlock ? Math.min(...indents, column) : Math.max(0, Math.min(...indents, column) - 2);
  const shown = lines.slice(0, maxLines).map((line, i) => (i === 0 ? line : line.slice(indent)));
  return lines.length > maxLines ? `${shown.join('\n')}\n# … ${lines.length - maxLines} more lines` : shown.join('\n');
}

const MOST_OF_VALUE = 2000;

/** The value in one short line, for lists of completions. */
export function shortValue(view: ValuesView, value: YamlNode): string {
  const node = resolved(value);
  if (node === null) return 'null';
  if (node.kind === 'map')
    return node.children.length === 0 ? '{}' : `map, ${counted(node.children.length / 2, 'key')}`;
  if (node.kind === 'list') return node.items.length === 0 ? '[]' : `list, ${counted(node.items.length, 'item')}`;
  if (node.isAbsent) return 'null';
  // What sops wrote tells nobody anything.
  if (node.text.startsWith('ENC[')) return 'encrypted';
  // Of a text of thousands of lines its beginning is enough.
  const end = Math.min(node.end, node.start + MOST_OF_VALUE);
  const line = view.file.text.slice(node.start, end).trim().replace(/\s+/g, ' ');
  return line.length > 60 || end < node.end ? `${line.slice(0, 59)}…` : line;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * A key as templates name it: `y`, `on` and `0x10` are no texts in Helm's YAML, and become `true`, `true` and `16`. Undefined
 * for a key that is a map or a list.
 */
export function keyText(key: YamlNode): string | undefined {
  const node = resolved(key);
  if (node?.kind !== 'scalar') return undefined;
  const { text } = node;
  if (!node.isImplicit || !MAY_BE_NO_TEXT.test(text)) return text;
  const { type, value, integer } = node.resolved;
  return type === 'bool' ? String(value) : (integer?.toString() ?? text);
}

const MAY_BE_NO_TEXT = /^(?:[yYnN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF|[tT]rue|TRUE|[fF]alse|FALSE|[-+]?\d.*)$/;

function stepInto(place: ValuePlace, step: string | number): ValuePlace[] {
  const node = resolved(place.value);
  if (node?.kind === 'list') {
    const index = typeof step === 'number' ? step : -1;
    const item = node.items[index];
    return item ? [{ key: undefined, value: item, path: [...place.path, index] }] : [];
  }
  if (node?.kind !== 'map') return [];
  const key = String(step);
  const entry = entryOf(node, key);
  if (entry && keyText(entry.key) === key) return [{ key: entry.key, value: entry.value, path: [...place.path, key] }];
  return entriesOf(place).filter((child) => child.path.at(-1) === key);
}

function elements(place: ValuePlace): ValuePlace[] {
  const node = resolved(place.value);
  if (node?.kind !== 'list') return entriesOf(place).slice(0, MAX_ELEMENTS);
  return node.items
    .slice(0, MAX_ELEMENTS)
    .map((value, index) => ({ key: undefined, value, path: [...place.path, index] }));
}

/** Merge keys nest; a text that merges itself ends at this depth. */
const MAX_MERGES = 20;

function addEntries(
  node: MapNode,
  path: ValuePlace['path'],
  out: Map<string, ValuePlace>,
  depth: number,
  seen = new Set<MapNode>(),
): void {
  // A map that is merged twice adds nothing the second time; maps that merge each other would go on for ever.
  if (seen.has(node)) return;
  seen.add(node);
  const merged: YamlNode[] = [];
  const own = new Map<string, ValuePlace>();
  for (const { key, value } of node.entries) {
    const text = keyText(key);
    if (isMergeKey(key)) merged.push(value);
    else if (text !== undefined) own.set(text, { key, value, path: [...path, text] });
  }
  for (const [text, place] of own) if (!out.has(text)) out.set(text, place);
  if (depth >= MAX_MERGES) return;
  for (const value of merged) {
    const target = resolved(value);
    const maps = target?.kind === 'list' ? target.items.map(resolved) : [target];
    for (const map of maps) if (map?.kind === 'map') addEntries(map, path, out, depth + 1, seen);
  }
}

function entryAt(node: MapNode, offset: number): { readonly key: YamlNode; readonly value: YamlNode } | undefined {
  return node.entries.findLast(({ key, value }) => key.start <= offset && offset <= Math.max(key.end, value.end));
}
