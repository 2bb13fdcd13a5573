// A new key in a values file: its text goes where the author would put it, and everything else stays as it is.

import { GoError } from '#engine/values/errors.ts';
import { readYamlMap } from '#engine/yaml/read.ts';
import { entryOf, type MapNode, readTree, type YamlNode } from '#engine/yaml/read-tree.ts';
import { resolveScalar } from '#engine/yaml/resolve.ts';
import { applied, inserting, lineEndOf, lineStartOf, newlineOf, replacing, type TextEdit } from './action.ts';

/**
 * The edits that give `path` the value: YAML of one line, or what stands behind the colon (nothing, or `|-`) and below it the
 * lines of a block, which begin in column 0. Tables that are missing are made, and the new key stands at the end of its table.
 * Undefined: something else stands in the way, or nobody can tell that nothing else would change.
 */
export function insertKey(
  text: string,
  path: readonly string[],
  value: string,
  eol: '\n' | '\r\n' = newlineOf(text),
): readonly TextEdit[] | undefined {
  const tree = readTree(text);
  if (tree.error !== undefined || path.length === 0) return undefined;
  const edits = placed({ text, eol, unit: unitOf(text, tree.root) }, tree.root, path, value);
  return edits && isClean(text, edits, path, value) ? edits : undefined;
}

/** An entry in column 0, as `insertKey` writes it. */
export function entryText(key: string, value: string): string {
  return block([key], value, 0, { text: '', eol: '\n', unit: 2 });
}

/** A key as YAML writes it. */
export function yamlKey(key: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(key) && resolveScalar('', key, true).type === 'str';
  return isPlain ? key : JSON.stringify(key);
}

interface Style {
  readonly text: string;
  readonly eol: string;
  /** How many spaces a table's entries stand behind it. */
  readonly unit: number;
}

function placed(
  style: Style,
  root: YamlNode | null,
  path: readonly string[],
  value: string,
): readonly TextEdit[] | undefined {
  if (root === null || (root.kind === 'scalar' && root.isAbsent)) return [appended(style, path, value)];
  let node: YamlNode = root;
  let column = -style.unit;
  let keyEnd = root.start;
  for (let i = 0; i < path.length; i++) {
    const rest = path.slice(i);
    if (node.kind !== 'map') return replaced(style, node, { column: column + style.unit, keyEnd }, rest, value);
    const entry = entryOf(node, path[i] as string);
    if (entry === undefined) return intoMap(style, node, { column: column + style.unit, keyEnd }, rest, value);
    if (entry.value.anchor !== '' && entry.value.kind !== 'map') return undefined;
    // An entry of a flow map has no column; what lies inside is written in one line as well.
    column = node.isFlow ? Number.NaN : entry.key.start - lineStartOf(style.text, entry.key.start);
    keyEnd = entry.key.end;
    node = entry.value;
  }
  return undefined;
}

/** Where the table hangs: the column of its entries, and the end of its key. */
interface Hang {
  readonly column: number;
  readonly keyEnd: number;
}

function intoMap(
  style: Style,
  map: MapNode,
  hang: Hang,
  rest: readonly string[],
  value: string,
): readonly TextEdit[] | undefined {
  const last = map.children.at(-1);
  if (map.isFlow && last === undefined) return replaced(style, map, hang, rest, value);
  if (last === undefined) return undefined;
  if (map.isFlow) {
    // A block has no place in a table of one line.
    if (value.includes('\n')) return undefined;
    return [inserting(map.children.at(-1)?.end ?? map.end, `, ${flow(rest, value)}`)];
  }
  const first = map.children[0] as YamlNode;
  const column = first.start - lineStartOf(style.text, first.start);
  return [behind(style, map, column, rest, value)];
}

/** In the place of a table that is empty, or of nothing. */
function replaced(
  style: Style,
  node: YamlNode,
  { column, keyEnd }: Hang,
  rest: readonly string[],
  value: string,
): readonly TextEdit[] | undefined {
  const { text, eol } = style;
  const isEmptyMap = node.kind === 'map' && node.isFlow && node.children.length === 0;
  const isNothing = node.kind === 'scalar' && node.resolved.type === 'null' && node.tag === '';
  if (!(isEmptyMap || isNothing) || node.anchor !== '') return undefined;
  const isAbsent = node.kind === 'scalar' && node.isAbsent;
  if (Number.isNaN(column) && value.includes('\n')) return undefined;
  if (Number.isNaN(column)) return isAbsent ? undefined : [replacing(node.start, node.end, `{${flow(rest, value)}}`)];
  const lines = block(rest, value, column, style);
  if (keyEnd === node.start && column === 0) return [replacing(node.start, node.end, lines)];
  const at = lineEndOf(text, isAbsent ? keyEnd : node.end);
  const added = inserting(at, eol + lines);
  if (isAbsent) return [added];
  const colon = text.slice(keyEnd, node.start).trimEnd().length + keyEnd;
  return [replacing(colon, node.end, ''), added];
}

/** Behind a table's last entry, and the comments that are indented like what belongs to it. */
function behind(style: Style, map: MapNode, column: number, rest: readonly string[], value: string): TextEdit {
  const { text, eol } = style;
  const lines = block(rest, value, column, style);
  if (keepsBlankLines(text, map)) {
    const isLineStart = map.end === lineStartOf(text, map.end);
    return inserting(map.end, isLineStart ? lines + eol : eol + lines);
  }
  let end = map.end;
  while (end > map.start && /\s/.test(text[end - 1] as string)) end--;
  let at = lineEndOf(text, end);
  for (let next = at; next < text.length; ) {
    const start = text.indexOf('\n', next) + 1;
    if (start === 0) break;
    const stop = lineEndOf(text, start);
    const line = text.slice(start, stop);
    const indent = line.length - line.trimStart().length;
    if (!line.trimStart().startsWith('#') || indent < Math.max(column, 1)) break;
    at = next = stop;
  }
  return inserting(at, eol + lines);
}

/** Whether the last thing of the table is a text that ends with its blank lines (`|+`). */
function keepsBlankLines(text: string, map: MapNode): boolean {
  let node: YamlNode = map;
  for (;;) {
    const last: YamlNode | undefined =
      node.kind === 'map' ? node.children.at(-1) : node.kind === 'list' ? node.items.at(-1) : undefined;
    if (last === undefined) break;
    node = last;
  }
  return node.kind === 'scalar' && /^[|>]\d?\+/.test(text.slice(node.start, node.start + 3));
}

/** The text has no document, or an empty one: comments stay above. */
function appended(style: Style, path: readonly string[], value: string): TextEdit {
  const { text, eol } = style;
  const lines = block(path, value, 0, style);
  if (text.trim() === '') return replacing(0, text.length, lines + eol);
  return inserting(text.length, text.endsWith('\n') ? lines + eol : eol + lines);
}

function block(rest: readonly string[], value: string, column: number, { unit, eol }: Style): string {
  const [first = '', ...below] = value.split('\n');
  const lines = rest.map((key, i) => {
    const isLast = i === rest.length - 1 && first !== '';
    return `${' '.repeat(column + i * unit)}${yamlKey(key)}:${isLast ? ` ${first}` : ''}`;
  });
  const lead = ' '.repeat(column + rest.length * unit);
  return [...lines, ...below.map((line) => (line === '' ? '' : lead + line))].join(eol);
}

function flow([key, ...rest]: readonly string[], value: string): string {
  return `${yamlKey(key ?? '')}: ${rest.length === 0 ? value : `{${flow(rest, value)}}`}`;
}

/** The indentation of the first table inside a table; two spaces where there is none. */
function unitOf(text: string, root: YamlNode | null): number {
  if (root?.kind !== 'map' || root.isFlow) return 2;
  for (const { key, value } of root.entries) {
    const first = value.kind === 'map' && !value.isFlow ? value.children[0] : undefined;
    if (first === undefined) continue;
    const unit = first.start - lineStartOf(text, first.start) - (key.start - lineStartOf(text, key.start));
    if (unit > 0) return unit;
  }
  return 2;
}

/** Whether the file then says what it said before, and the new key besides. */
function isClean(text: string, edits: readonly TextEdit[], path: readonly string[], value: string): boolean {
  const now = readTree(applied(text, edits));
  const single = readTree(entryText('v', value));
  const node = single.root?.kind === 'map' ? entryOf(single.root, 'v')?.value : undefined;
  if (now.error !== undefined || node === undefined || !isLoaded(applied(text, edits))) return false;
  const isOnWay = (steps: readonly (string | number)[]) =>
    steps.length < path.length && steps.every((step, i) => step === path[i]);
  const before = leaves(readTree(text).root).filter(({ steps }) => !isOnWay(steps));
  const after = leaves(now.root);
  const own = leaves(node).map(({ steps, says }) => ({ steps: [...path, ...steps], says }));
  const texts = (list: readonly Leaf[]) => list.map((leaf) => JSON.stringify([leaf.steps, leaf.says])).sort();
  return JSON.stringify(texts(after)) === JSON.stringify(texts([...before, ...own]));
}

/** Helm can read the values: a file that it refuses gives none. */
function isLoaded(text: string): boolean {
  try {
    readYamlMap(text);
    return true;
  } catch (error) {
    if (error instanceof GoError) return false;
    throw error;
  }
}

interface Leaf {
  readonly steps: readonly (string | number)[];
  readonly says: readonly unknown[];
}

/** Everything that a text says, place by place. */
function leaves(node: YamlNode | null, steps: readonly (string | number)[] = [], out: Leaf[] = []): Leaf[] {
  if (node === null) return out;
  if (node.kind === 'alias') out.push({ steps, says: ['alias', node.name] });
  else if (node.kind === 'scalar') out.push({ steps, says: [node.tag, node.anchor, node.isImplicit, node.text] });
  else if (node.kind === 'list') {
    if (node.items.length === 0 || node.anchor !== '') out.push({ steps, says: ['list', node.anchor] });
    for (const [i, item] of node.items.entries()) leaves(item, [...steps, i], out);
  } else {
    if (node.children.length === 0 || node.anchor !== '') out.push({ steps, says: ['map', node.anchor] });
    for (const { key, value } of node.entries) leaves(value, [...steps, key.kind === 'scalar' ? key.text : ''], out);
  }
  return out;
}
