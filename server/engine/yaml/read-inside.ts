// A change deep inside a large YAML text: only the smallest collection around it is read again, between stand-ins for what
// lies before and behind it. Equal to a whole reading node by node, or no tree at all.

import { parseDocument } from './parse.ts';
import { closeAtLast, hasTies, ListNode, MapNode, movedNode, type YamlNode } from './parse-node.ts';
import { YamlProblem } from './scan-problem.ts';

/** Where two texts differ: the first so many characters are the same, and those of the old text from `oldEnd` on. */
export interface Difference {
  readonly before: number;
  readonly oldEnd: number;
  /** By how much what follows has moved. */
  readonly by: number;
}

export interface Inside {
  readonly root: MapNode;
  readonly problem: YamlProblem | undefined;
}

type Collection = MapNode | ListNode;

/** One collection on the way to the change. Entries are counted: a map's are pairs. */
interface Level {
  readonly node: Collection;
  readonly column: number;
  /** The entry that the change begins in. */
  readonly first: number;
  /** The entry behind the change; their number when there is none. */
  readonly next: number;
}

/** Collections with less text are read as a whole: it takes no time. */
const SMALL = 2000;

/**
 * `old` is a tree without anchors, tags and aliases of block collections, whose keys begin at the left edge. Undefined where
 * the change lies in no inner collection, and where it is not certain what it comes to.
 */
export function readInside(old: MapNode, oldText: string, text: string, change: Difference): Inside | undefined {
  const levels = levelsOf(old, oldText, change);
  if (levels.length < 2) return undefined;
  const closed = readClosed(levels, oldText, text, change);
  return closed ?? readOpen(levels, oldText, text, change);
}

function levelsOf(root: MapNode, text: string, { before, oldEnd }: Difference): Level[] {
  const levels: Level[] = [];
  for (let node: YamlNode | undefined = root; node !== undefined && node.kind !== 'scalar' && node.kind !== 'alias'; ) {
    const column = columnOf(node, text);
    if (column === undefined) break;
    const first = lastEntry(node, (at) => at < before);
    const start = first < 0 ? undefined : ownLine(node, first, column, text);
    const next = lastEntry(node, (at) => lineStartOf(text, at) <= oldEnd) + 1;
    if (start === undefined || (next < countOf(node) && ownLine(node, next, column, text) === undefined)) break;
    levels.push({ node, column, first, next });
    const value: YamlNode = valueIn(node, first);
    if (next !== first + 1 || value.end - value.start < SMALL) break;
    node = value;
  }
  return levels;
}

/** How far the collection is indented; undefined of one in brackets, and of one that begins behind something else. */
function columnOf(node: Collection, text: string): number | undefined {
  if (node.isFlow || countOf(node) === 0) return undefined;
  // The first entry of an item's map stands behind the dash: then the second tells.
  const column = node.start - lineStartOf(text, node.start);
  return /^[ -]*$/.test(text.slice(node.start - column, node.start)) ? column : undefined;
}

function countOf(node: Collection): number {
  return node.kind === 'map' ? node.children.length / 2 : node.items.length;
}

/** A map's key, or an item, which stands somewhere behind its dash. */
function headOf(node: Collection, entry: number): YamlNode {
  return (node.kind === 'map' ? node.children[entry * 2] : node.items[entry]) as YamlNode;
}

function valueIn(node: Collection, entry: number): YamlNode {
  return (node.kind === 'map' ? node.children[entry * 2 + 1] : node.items[entry]) as YamlNode;
}

/** The last entry whose head's place fits, -1 when none does. */
function lastEntry(node: Collection, fits: (at: number) => boolean): number {
  let low = -1;
  let high = countOf(node) - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(headOf(node, middle).start)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the line of an entry begins, if it has it for itself: blanks, and of an item one dash. */
function ownLine(node: Collection, entry: number, column: number, text: string): number | undefined {
  const head = headOf(node, entry);
  const start = lineStartOf(text, head.start);
  const lead = text.slice(start, head.start);
  if (head.kind === 'scalar' && head.isAbsent) return undefined;
  const isOwn =
    node.kind === 'map'
      ? lead.length === column && /^ *$/.test(lead)
      : /^ *- +$/.test(lead) && lead.indexOf('-') === column;
  return isOwn ? start : undefined;
}

function lineStartOf(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** An entry without value, which stands for those of a collection before what is read. */
function standIn({ node, column }: Level): string {
  return `${' '.repeat(column)}${node.kind === 'map' ? 'k:' : '-'}\n`;
}

/** For those behind it. */
function lastStandIn({ node, column }: Level): string {
  return `${' '.repeat(column)}${node.kind === 'map' ? 'k:' : '- k'}\n`;
}

/** What did change is complete by itself, so that what follows is what it was. */
function readClosed(levels: readonly Level[], oldText: string, text: string, change: Difference): Inside | undefined {
  const last = levels.length - 1;
  const { node, first, column } = levels[last] as Level;
  const start = ownLine(node, first, column, oldText) as number;
  const closing = levels.findLastIndex((level) => level.next < countOf(level.node));
  const closer = levels[closing];
  const end = closer ? (ownLine(closer.node, closer.next, closer.column, oldText) as number) + change.by : text.length;
  const lead = levels.map(standIn).join('');
  const part = text.slice(start, end);
  if (closer && !part.endsWith('\n')) return undefined;
  const parsed = parseWith(lead, part + (closer ? lastStandIn(closer) : ''), levels);
  if (parsed === undefined || parsed.problem !== undefined) return undefined;
  // Nothing may have come to stand in a collection around the one that is closed, and that ends with its stand-in.
  if (parsed.levels.some((found, i) => i < closing && countOf(found) !== 1)) return undefined;
  const closed = closer && (parsed.levels[closing] as Collection);
  if (closed && !endsWithStandIn(closed, closer, lead.length + part.length)) return undefined;
  const by = start - lead.length;
  const line = headOf(node, first).line - levels.length;
  const oldHead = closer && headOf(closer.node, closer.next);
  const lines = closed && oldHead ? headOf(closed, countOf(closed) - 1).line + line - oldHead.line : 0;
  const rest = { by: change.by, lines, closing };
  return { root: joined(levels, parsed.levels, { by, lines: line, first }, rest), problem: undefined };
}

/** The stand-in is the last entry, and what was read ends before it. */
function endsWithStandIn(found: Collection, { node, column }: Level, at: number): boolean {
  const count = countOf(found);
  if (count < 2) return false;
  const head = headOf(found, count - 1);
  return head.start === at + column + (node.kind === 'map' ? 0 : 2);
}

/** It is broken, or changes what follows: all that stands behind is read. */
function readOpen(levels: readonly Level[], oldText: string, text: string, change: Difference): Inside | undefined {
  const { node, first, column } = levels.at(-1) as Level;
  // The entry before it may be cut short by what is wrong.
  const begin = first - 1;
  const start = begin < 0 ? undefined : ownLine(node, begin, column, oldText);
  if (start === undefined || change.before < start) return undefined;
  const lead = levels.map(standIn).join('');
  const parsed = parseWith(lead, text.slice(start), levels);
  if (parsed === undefined) return undefined;
  const { problem } = parsed;
  if (problem && problem.stage !== 'scanner' && problem.stage !== 'parser') return undefined;
  const by = start - lead.length;
  const lines = headOf(node, begin).line - levels.length;
  const root = joined(levels, parsed.levels, { by, lines, first: begin }, undefined);
  if (problem === undefined) return { root, problem: undefined };
  const span = { start: problem.span.start + by, end: problem.span.end + by };
  return { root, problem: new YamlProblem(problem.stage, problem.message, problem.markLine + lines, span) };
}

interface Parsed {
  /** The collections that the stand-ins begin, outermost first. */
  readonly levels: readonly Collection[];
  readonly problem: YamlProblem | undefined;
}

/** A second document, a directive, or a character that only YAML takes for a line break or a mark. */
const MORE = /^(?:---|\.\.\.|%)|[\ufeff\u0085]/m;

function parseWith(lead: string, text: string, levels: readonly Level[]): Parsed | undefined {
  if (MORE.test(text)) return undefined;
  const { root, problem } = parseDocument(lead + text, { tolerant: true });
  const found: Collection[] = [];
  let at: YamlNode | null = root;
  for (const { node } of levels) {
    if (at === null || at.kind !== node.kind || (at.kind !== 'map' && at.kind !== 'list')) return undefined;
    if (at.isFlow || countOf(at) === 0) return undefined;
    found.push(at);
    at = valueIn(at, 0);
  }
  if (at === null || at.kind !== 'scalar' || !at.isAbsent || root === null || hasTies(root)) return undefined;
  return { levels: found, problem };
}

/** Where what was read belongs, and the first entry of the innermost collection that it takes the place of. */
interface Place {
  readonly by: number;
  readonly lines: number;
  readonly first: number;
}

/** What stays behind it: of the collections up to `closing`. */
interface Rest {
  readonly by: number;
  readonly lines: number;
  readonly closing: number;
}

function joined(levels: readonly Level[], found: readonly Collection[], place: Place, rest: Rest | undefined): MapNode {
  let inner: Collection | undefined;
  for (let i = levels.length - 1; i >= 0; i--) {
    const { node, first, next } = levels[i] as Level;
    const width = node.kind === 'map' ? 2 : 1;
    const old = childrenOf(node);
    const read = childrenOf(found[i] as Collection);
    const copy: Collection = node.kind === 'map' ? emptyMap(node) : emptyList(node);
    const into = childrenOf(copy);
    const kept = (inner ? first : place.first) * width;
    for (let at = 0; at < kept; at++) into.push(old[at] as YamlNode);
    if (inner) {
      if (node.kind === 'map') into.push(old[kept] as YamlNode);
      into.push(inner);
    }
    const isClosing = rest !== undefined && i === rest.closing;
    const end = read.length - (isClosing ? width : 0);
    for (let at = width; at < end; at++) into.push(movedNode(read[at] as YamlNode, place.by, place.lines));
    if (rest && i <= rest.closing)
      for (let at = next * width; at < old.length; at++) into.push(movedNode(old[at] as YamlNode, rest.by, rest.lines));
    closeAtLast(copy);
    inner = copy;
  }
  return inner as MapNode;
}

function childrenOf(node: Collection): YamlNode[] {
  return node.kind === 'map' ? node.children : node.items;
}

function emptyMap({ start, line }: MapNode): MapNode {
  return new MapNode(start, line, false, null);
}

function emptyList({ start, line }: ListNode): ListNode {
  return new ListNode(start, line, false, null);
}
