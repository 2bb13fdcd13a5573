// The tree of a YAML text that was changed in one place: the entries of its outermost map that the change leaves alone are
// taken from the tree before it. Equal to a whole reading node by node, or no tree at all.

import { parseDocument } from './parse.ts';
import { closeAtLast, hasTies, MapNode, movedNode, type YamlNode } from './parse-node.ts';
import { readInside } from './read-inside.ts';
import { treeOf, type YamlTree } from './read-tree.ts';
import { YamlProblem } from './scan-problem.ts';

/** A text and its tree, which others can begin from. */
export interface TreeBase {
  readonly text: string;
  readonly root: MapNode;
}

/**
 * Undefined for a tree that is of no use to later ones: one with a problem, whose outermost node is no block map at the left
 * edge, with anchors, tags or aliases, or whose text may have more than one document.
 */
export function baseOf(text: string, { root, error }: YamlTree): TreeBase | undefined {
  if (error !== undefined || root?.kind !== 'map' || root.isFlow) return undefined;
  if (MORE.test(text.startsWith('---\n') ? text.slice(4) : text)) return undefined;
  if (!hasPlainKeys(text, root.children) || hasTies(root)) return undefined;
  return { text, root };
}

/** A second document, a directive, or a character that only YAML takes for a line break or a mark. */
const MORE = /^(?:---|\.\.\.|%)|[\ufeff\u0085]/m;

/** Each entry begins with its key, at the left edge. */
function hasPlainKeys(text: string, children: readonly YamlNode[]): boolean {
  for (let i = 0; i < children.length; i += 2) {
    const key = children[i] as YamlNode;
    if (key.kind !== 'scalar' || key.isAbsent || !isLineStart(text, key.start)) return false;
  }
  return children.length > 0;
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n';
}

/** Stands for the entries before and behind what is read, so that it is read as it would be among them. */
const ENTRY = 'k:\n';

export interface Reread {
  readonly tree: YamlTree;
  /** What to begin from the next time. */
  readonly base: TreeBase;
}

/** The tree of `text`, as `readTree` gives it; undefined where that is not certain. */
export function readTreeAgain(base: TreeBase, text: string): Reread | undefined {
  const { children } = base.root;
  const before = samePrefix(base.text, text);
  const behind = sameSuffix(base.text, text, before);
  const first = lastKey(children, (start) => start < before);
  const start = children[first]?.start;
  if (start === undefined || !isLineStart(text, start)) return undefined;
  const untouched = base.text.length - behind;
  const inside = readInside(base.root, base.text, text, {
    before,
    oldEnd: untouched,
    by: text.length - base.text.length,
  });
  if (inside) {
    const tree = treeOf(inside.root, inside.problem);
    const isBase = inside.problem === undefined && hasPlainKeys(text, inside.root.children);
    return { tree, base: isBase ? { text, root: inside.root } : base };
  }
  // The line break before it belongs to what did not change.
  const next = lastKey(children, (start) => start <= untouched) + 2;
  const end =
    next < children.length ? (children[next] as YamlNode).start + text.length - base.text.length : text.length;
  const part = text.slice(start, end);
  if (MORE.test(part)) return undefined;
  const root = readPart(base, text, first, next, part);
  if (root !== undefined && hasPlainKeys(text, root.children))
    return { tree: { root, error: undefined }, base: { text, root } };
  const tree = readRest(base, text, first);
  return tree && { tree, base };
}

/** What did change is complete by itself, so that what follows it is what it was. */
function readPart(base: TreeBase, text: string, first: number, next: number, part: string): MapNode | undefined {
  const { children } = base.root;
  const isLast = next >= children.length;
  const read = parseDocument(isLast ? ENTRY + part : ENTRY + part + ENTRY, { tolerant: true });
  const { root } = read;
  if (read.problem !== undefined || !isAmongEntries(root) || hasTies(root)) return undefined;
  const count = root.children.length - (isLast ? 0 : 2);
  const closing = isLast ? undefined : root.children[count];
  if (count < 4 || (closing && closing.start !== ENTRY.length + part.length)) return undefined;
  const from = children[first] as YamlNode;
  const own = root.children.slice(2, count).map((node) => inPlace(node, from));
  const old = children[next];
  const lines = closing && old ? closing.line - 1 + from.line - old.line : 0;
  const by = text.length - base.text.length;
  const rest = old ? children.slice(next).map((node) => movedNode(node, by, lines)) : [];
  return joined(base.root, first, [...own, ...rest]);
}

/** It is broken, or changes what follows: all that stands behind is read. */
function readRest(base: TreeBase, text: string, first: number): YamlTree | undefined {
  // The entry before it may be cut short by what is wrong; without one, the text need not be a map any more.
  const begin = first - 2;
  if (begin < 0) return undefined;
  const from = base.root.children[begin] as YamlNode;
  const { root, problem } = parseDocument(ENTRY + text.slice(from.start), { tolerant: true });
  if (!isAmongEntries(root) || hasTies(root)) return undefined;
  if (problem && !STAGES.has(problem.stage)) return undefined;
  const own = root.children.slice(2).map((node) => inPlace(node, from));
  const by = from.start - ENTRY.length;
  const moved =
    problem &&
    new YamlProblem(problem.stage, problem.message, problem.markLine + from.line - 1, {
      start: problem.span.start + by,
      end: problem.span.end + by,
    });
  return treeOf(joined(base.root, begin, own), moved);
}

/** What was read goes on behind the entry that was put before it. */
function isAmongEntries(root: YamlNode | null): root is MapNode {
  const value = root?.kind === 'map' && !root.isFlow ? root.children[1] : undefined;
  return value?.kind === 'scalar' && value.isAbsent;
}

/** Those whose words do not depend on what was read before. */
const STAGES: ReadonlySet<string> = new Set(['scanner', 'parser']);

function inPlace(node: YamlNode, from: YamlNode): YamlNode {
  return movedNode(node, from.start - ENTRY.length, from.line - 1);
}

function joined(old: MapNode, first: number, own: readonly YamlNode[]): MapNode {
  const root = new MapNode(old.start, old.line, false, null);
  for (const node of old.children.slice(0, first)) root.children.push(node);
  for (const node of own) root.children.push(node);
  closeAtLast(root);
  return root;
}

/** The last key whose place fits, as an index into keys and values in turn; -2 when none does. */
function lastKey(children: readonly YamlNode[], fits: (start: number) => boolean): number {
  let low = -1;
  let high = children.length / 2 - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits((children[middle * 2] as YamlNode).start)) low = middle;
    else high = middle - 1;
  }
  return low * 2;
}

/** Comparing halves is quicker than comparing characters. */
function samePrefix(a: string, b: string): number {
  let low = 0;
  let high = Math.min(a.length, b.length);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (a.slice(low, middle) === b.slice(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function sameSuffix(a: string, b: string, before: number): number {
  let low = 0;
  let high = Math.min(a.length, b.length) - before;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const isSame = a.slice(a.length - middle, a.length - low) === b.slice(b.length - middle, b.length - low);
    if (isSame) low = middle;
    else high = middle - 1;
  }
  return low;
}
