// The tree of a YAML text in which somebody is typing: the line that cannot be read is looked away from, so that what stands
// behind it is not lost. Offsets are those of the text, and the error stays the text's own.

import { lineAt, lineIndex } from '#engine/text/lines.ts';
import type { YamlError, YamlNode, YamlTree } from '#engine/yaml/read-tree.ts';

/** Readings of the whole text, at most: half-typed text has one fault, or two. */
const MOST_READINGS = 6;

/**
 * The tree with an error, and with what can be read of the text around it; `read` reads a text of the same length, at most
 * `most` times.
 */
export function mendedTree(
  text: string,
  tree: YamlTree,
  read: (text: string) => YamlTree,
  most = MOST_READINGS,
): YamlTree {
  const { error } = tree;
  if (error === undefined) return tree;
  let best: Attempt = { text, tree, reached: reachOf(error) };
  let readings = 0;
  while (best.tree.error !== undefined) {
    const found: Attempt[] = [];
    for (const mended of candidates(best.text, best.tree.error)) {
      if (++readings > most) break;
      const next = read(mended);
      found.push({ text: mended, tree: next, reached: next.error ? reachOf(next.error) : Number.POSITIVE_INFINITY });
      if (next.error === undefined) break;
    }
    const furthest = found.sort((a, b) => b.reached - a.reached)[0];
    if (furthest === undefined || furthest.reached <= best.reached) break;
    best = furthest;
  }
  // A fault behind which nothing stands, such as a list that is still open, costs more mended than as it is.
  return sizeOf(best.tree.root) > sizeOf(tree.root) ? { root: best.tree.root, error } : tree;
}

/** How many keys, items and values there are. */
function sizeOf(root: YamlNode | null): number {
  const rest: YamlNode[] = root ? [root] : [];
  let size = 0;
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    size++;
    if (node.kind === 'scalar' || node.kind === 'alias') continue;
    for (const child of node.kind === 'map' ? node.children : node.items) rest.push(child);
  }
  return size;
}

interface Attempt {
  readonly text: string;
  readonly tree: YamlTree;
  /** How far reading came. */
  readonly reached: number;
}

function reachOf({ line, span }: YamlError): number {
  return Math.max(line, 0) * 1e9 + span.start;
}

/** The text with one line changed, the likeliest first: where a text is not closed, where reading stopped, the line before. */
function* candidates(text: string, error: YamlError): Generator<string, void> {
  const index = lineIndex(text);
  const { starts } = index;
  const at = lineAt(index, error.span.start);
  const line = (number: number) => ({ start: starts[number] ?? text.length, end: endOf(text, starts, number) });
  const open = openQuoteAbove(text, starts, Math.max(at, Math.min(error.line - 1, starts.length - 1)));
  if (open !== undefined) yield plainFrom(text, open, line(lineAt(index, open)).end);
  const before = beforeBlank(text, starts, at - 1);
  for (const number of new Set([at, before, error.line - 1])) {
    if (number < 0 || number >= starts.length) continue;
    const { start, end } = line(number);
    const brace = /^\s*(?:-\s+)*(?:[^\s:#][^:#]*:\s+)?(?=\{\{)/.exec(text.slice(start, end))?.[0];
    if (brace !== undefined) yield plainFrom(text, start + brace.length, end);
    if (text.slice(start, end).trim() !== '') yield text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  }
}

/** A value that begins with a sign of YAML becomes a plain one of the same length. */
function plainFrom(text: string, start: number, end: number): string {
  const line = text.slice(start + 1, end).replace(/:(?=\s|$)|(?<=\s)#/g, 'x');
  const rest = line.trimEnd().padEnd(line.length, 'x');
  return `${text.slice(0, start)}x${rest}${text.slice(end)}`;
}

/** A text in quotes goes over more lines only rarely. */
const MOST_LINES = 200;
const QUOTED = /^(\s*(?:-\s+)*(?:(?:[^\s:#"'][^:#]*|"[^"]*"|'[^']*'):\s+)?)(?:"(?:[^"\\]|\\.)*|'(?:[^']|'')*)$/;

/** The quote of a value, in the line or the lines above it, that its own line does not close. */
function openQuoteAbove(text: string, starts: readonly number[], from: number): number | undefined {
  for (let index = from; index >= 0 && index > from - MOST_LINES; index--) {
    const start = starts[index] as number;
    const lead = QUOTED.exec(text.slice(start, endOf(text, starts, index)))?.[1];
    if (lead !== undefined) return start + lead.length;
  }
  return undefined;
}

function beforeBlank(text: string, starts: readonly number[], from: number): number {
  let index = from;
  while (index >= 0 && text.slice(starts[index], endOf(text, starts, index)).trim() === '') index--;
  return index;
}

/** Where the line ends, its line break excluded. */
function endOf(text: string, starts: readonly number[], index: number): number {
  const next = starts[index + 1];
  if (next === undefined) return text.length;
  return text[next - 2] === '\r' ? next - 2 : next - 1;
}
