// Where files other than templates name a value: keys of values files, and comments there that write its path out.

import type { Span } from '#engine/text/span.ts';
import { isMergeKey, type MapNode, type YamlEntry, type YamlNode } from '#engine/yaml/read-tree.ts';
import { ELEMENT, keyText, resolved, type Step, type ValuesView } from '../../documents/values.ts';
import type { FileText } from '../../workspace/snapshot.ts';
import { unifies } from './addresses.ts';

/** A key of a map, with the map that it stands in. */
export interface KeyPlace {
  readonly key: YamlNode;
  readonly value: YamlNode;
  readonly map: MapNode;
}

/** Every key that a path may lead to, each once: aliases and merge keys are followed to where the key is written. */
export function keyPlaces(view: ValuesView, path: readonly Step[]): KeyPlace[] {
  const last = path.at(-1);
  if (typeof last !== 'string' || view.tree.root === null) return [];
  const out = new Map<YamlNode, KeyPlace>();
  for (const map of mapsAt(view.tree.root, path.slice(0, -1)))
    for (const entry of map.entries) if (keyText(entry.key) === last) out.set(entry.key, { ...entry, map });
  return [...out.values()];
}

/** The maps that a path may lead to, those merged into them included. */
function mapsAt(root: YamlNode, path: readonly Step[]): MapNode[] {
  let nodes: readonly YamlNode[] = [root];
  for (const step of path) nodes = [...new Set(nodes.flatMap((node) => childrenAt(node, step)))];
  return [...new Set(nodes.flatMap((node) => withMerged(node)))];
}

function childrenAt(node: YamlNode, step: Step): YamlNode[] {
  const target = resolved(node);
  if (target?.kind === 'list') {
    if (step === ELEMENT) return [...target.items];
    const item = typeof step === 'number' ? target.items[step] : undefined;
    return item ? [item] : [];
  }
  return withMerged(node).flatMap((map) =>
    map.entries
      .filter(({ key }) => !isMergeKey(key) && (step === ELEMENT || keyText(key) === String(step)))
      .map(({ value }) => value),
  );
}

/** The map itself and what `<<` merges into it. */
function withMerged(node: YamlNode): MapNode[] {
  const out = new Set<MapNode>();
  const rest: YamlNode[] = [node];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const target = resolved(next);
    if (target?.kind === 'list') continue;
    if (target?.kind !== 'map' || out.has(target)) continue;
    out.add(target);
    for (const { key, value } of target.entries) if (isMergeKey(key)) rest.push(...mergedBy(value));
  }
  return [...out];
}

function mergedBy(value: YamlNode): readonly YamlNode[] {
  const target = resolved(value);
  return target?.kind === 'list' ? target.items : [value];
}

/** More paths than this in one file come from aliases of aliases; they are of no use. */
const MAX_PATHS = 200;

/**
 * All paths under which a key is seen in its file, the one where it is written among them: a map with an anchor is seen
 * again wherever an alias or a merge names it. `isWhole` is false when there are too many to tell.
 */
export function pathsOfKey(
  view: ValuesView,
  wanted: YamlNode,
): { readonly paths: readonly (string | number)[][]; readonly isWhole: boolean } {
  const paths: (string | number)[][] = [];
  let steps = 0;
  const visit = (node: YamlNode, path: (string | number)[], depth: number) => {
    if (steps++ > 200_000 || paths.length >= MAX_PATHS || depth > 100) return;
    const target = resolved(node);
    // Without an alias on the way only what holds the key can lead to it.
    if (target?.kind === 'list') for (const [i, item] of target.items.entries()) visit(item, [...path, i], depth + 1);
    if (target?.kind !== 'map') return;
    for (const map of withMerged(target)) {
      for (const entry of map.entries) visitEntry(entry, path, depth);
    }
  };
  const visitEntry = ({ key, value }: YamlEntry, path: (string | number)[], depth: number) => {
    const text = keyText(key);
    if (text === undefined || isMergeKey(key)) return;
    const here = [...path, text];
    if (key === wanted) paths.push(here);
    visit(value, here, depth + 1);
  };
  if (view.tree.root) visit(view.tree.root, [], 0);
  return { paths, isWhole: steps <= 200_000 && paths.length < MAX_PATHS };
}

/** A path as text: `a.b[0].c`, each step with its own span. */
export interface DottedPath {
  readonly steps: readonly { readonly step: string | number; readonly span: Span }[];
}

/** Reads a dotted path that begins at `start` of its file. */
export function dottedPath(text: string, start: number): DottedPath {
  const steps: { step: string | number; span: Span }[] = [];
  for (const match of text.matchAll(/\[(\d+|)\]|[^.[\]]+/g)) {
    const at = start + match.index;
    const isIndex = match[0].startsWith('[');
    const step = isIndex ? Number(match[1] || 0) : match[0];
    steps.push({ step, span: { start: at, end: at + match[0].length } });
  }
  return { steps };
}

/** The spans in which a dotted path names the last step of `path`. */
export function namedIn(dotted: DottedPath, path: readonly Step[]): Span | undefined {
  const steps = dotted.steps.slice(0, path.length);
  const isIt = unifies(
    steps.map(({ step }) => step),
    path,
  );
  return isIt ? steps.at(-1)?.span : undefined;
}

const comments = new WeakMap<FileText, readonly DottedPath[]>();

/** `# @param a.b`, `## @extra a.b`, `# a.b -- what it is`: the path behind the first group. */
const MENTION = /^([ \t]*#+[ \t]*(?:@(?:param|extra|skip)[ \t]+)?)([A-Za-z_][\w.\-[\]]*)(?=[ \t\r]|$)([ \t]+--[ \t])?/;

/** The paths that comments of a values file write out. */
export function commentedPaths(file: FileText): readonly DottedPath[] {
  let found = comments.get(file);
  if (found === undefined) comments.set(file, (found = readComments(file.text)));
  return found;
}

function readComments(text: string): DottedPath[] {
  const out: DottedPath[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const match = line.includes('#') ? MENTION.exec(line) : null;
    if (match && (match[1]?.includes('@') || match[3] !== undefined))
      out.push(dottedPath(match[2] as string, start + (match[1] as string).length));
    start += line.length + 1;
  }
  return out;
}
