// A text block, list or table of a template that holds no action, as something that can become a value.

import { deepEqual } from '#engine/values/equal.ts';
import { GoError } from '#engine/values/errors.ts';
import { readYaml } from '#engine/yaml/read.ts';
import { readTree, type YamlNode } from '#engine/yaml/read-tree.ts';
import type { Settings } from '#protocol';
import { piecesOfFile } from '../../documents/template.ts';
import type { FileText } from '../../workspace/snapshot.ts';
import { lineEndOf, lineStartOf, newlineOf, type Question } from './action.ts';
import type { Extractable, Written } from './extractable.ts';
import { entryText } from './insert-key.ts';
import { printed } from './printed.ts';

/** What stands below a key, or behind it in brackets: where the cursor is in the key's line, or all of it is selected. */
export function blockLiteral({ snapshot, file, span }: Question): Extractable | undefined {
  const { text } = file;
  const lineStart = lineStartOf(text, span.start);
  const places = span.start < span.end && lineStart > 0 ? [lineStart, lineStart - 1] : [lineStart];
  const block = places.map((place) => blockAt(text, place)).find((found) => found && isMeant(text, found, span));
  if (block === undefined || !isPlainText(file, block)) return undefined;
  return {
    span: { start: block.keyStart, end: block.end },
    nameAt: block.keyStart,
    written: (name) => {
      const isInText = liesInText(text, block);
      const write = block.isScalar ? writtenText : writtenTree;
      return write({ settings: snapshot.settings, block, name, eol: newlineOf(text), isInText });
    },
  };
}

interface Block {
  readonly keyStart: number;
  /** How far the key stands in its line, behind the dashes of list items. */
  readonly keyColumn: number;
  /** Where the head ends: the colon, or what says that a text follows. */
  readonly headEnd: number;
  readonly end: number;
  readonly isScalar: boolean;
  /** `[a, b]` or `{a: b}` in the line of the key; nothing when what is meant stands below. */
  readonly flow: string;
  /** The lines below without their indentation, and the column where they begin. */
  readonly lines: readonly string[];
  readonly column: number;
}

/** A line like `- key: |-`, `key: [a, b]` or `key:`; a comment may end it. */
const HEAD =
  /^(\s*(?:-\s+)*)(?:[\w./-]+|"[^"\n]*"|'[^'\n]*'):(?:(\s+[|>][-+\d]{0,2})?(\s+#.*)?|(\s+(?:\[[^#\n]*\]|\{[^#\n]*\})))\s*$/;

function blockAt(text: string, offset: number): Block | undefined {
  const start = lineStartOf(text, offset);
  const stop = lineEndOf(text, start);
  const line = text.slice(start, stop);
  const match = HEAD.exec(line);
  if (match === null) return undefined;
  const [, lead = '', scalar = '', , flow = ''] = match;
  const key = { keyStart: start + lead.length, keyColumn: lead.length, isScalar: scalar !== '' };
  if (flow !== '') {
    const end = start + line.trimEnd().length;
    const headEnd = end - flow.trimEnd().length;
    return { ...key, headEnd, end, flow: flow.trim(), lines: [], column: lead.length + 2 };
  }
  const below = linesBelow(text, stop, key);
  if (below.lines.length === 0) return undefined;
  const column = Math.min(
    ...below.lines.filter((one) => one.trim() !== '' && (key.isScalar || !isComment(one))).map(indentOf),
  );
  const lines = below.lines.map((one) => one.slice(Math.min(column, indentOf(one))));
  return Number.isFinite(column) ? { ...key, headEnd: stop, end: below.end, flow: '', lines, column } : undefined;
}

/** The lines that belong to a key, without the blank lines and comments that follow them. */
function linesBelow(text: string, from: number, { keyColumn, isScalar }: Pick<Block, 'keyColumn' | 'isScalar'>) {
  const lines: string[] = [];
  let [end, kept] = [from, 0];
  for (let at = text.indexOf('\n', from) + 1; at > 0; at = text.indexOf('\n', at) + 1) {
    const stop = lineEndOf(text, at);
    const line = text.slice(at, stop);
    const isOwn = indentOf(line) > keyColumn || (!isScalar && indentOf(line) === keyColumn && /^\s*-(\s|$)/.test(line));
    if (line.trim() !== '' && !isOwn && (isScalar || !isComment(line))) break;
    lines.push(line);
    if (line.trim() !== '' && isOwn) [end, kept] = [stop, lines.length];
  }
  return { lines: lines.slice(0, kept), end };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith('#');
}

/** The cursor is in the line of the key, or the selection is all that stands there, with the key or without. */
function isMeant(text: string, { keyStart, headEnd, end, flow }: Block, span: Question['span']): boolean {
  if (span.start === span.end) return span.start >= keyStart && span.start <= (flow === '' ? headEnd : end);
  const [from, to] = [span.start, span.start + text.slice(span.start, span.end).trimEnd().length];
  if (to !== end) return false;
  return from < keyStart ? from >= lineStartOf(text, keyStart) : from === keyStart || isBlank(text, headEnd, from);
}

function isBlank(text: string, from: number, to: number): boolean {
  return from <= to && text.slice(from, to).trim() === '';
}

function isPlainText(file: FileText, block: Block): boolean {
  const { keyStart, end } = block;
  if (mayGoOn(file.text, block)) return false;
  if (/\{\{|\}\}/.test(file.text.slice(keyStart, end))) return false;
  return piecesOfFile(file).some((piece) => piece.kind === 'text' && piece.start <= keyStart && end <= piece.end);
}

/** Whether an action that follows may write more of the block: what it prints is not seen here. */
function mayGoOn(text: string, { end, keyColumn }: Block): boolean {
  for (let at = text.indexOf('\n', end) + 1; at > 0; at = text.indexOf('\n', at) + 1) {
    const line = text.slice(at, lineEndOf(text, at));
    // What begins or ends a block prints nothing by itself.
    if (
      line.trim() === '' ||
      isComment(line) ||
      /^\s*\{\{-?\s*(?:if|with|range|else|end|\/\*)[^{}]*\}\}\s*$/.test(line)
    )
      continue;
    if (!line.trimStart().startsWith('{{'))
      return indentOf(line) > keyColumn || (indentOf(line) === keyColumn && /^\s*-(\s|$)/.test(line));
    const column = /\bn?indent\s+(\d+)\s*-?\}\}\s*$/.exec(line)?.[1];
    const isEntry = /^\s*\{\{[^{}]*\}\}[^{}]*:(?:\s|$)/.test(line) && indentOf(line) <= keyColumn;
    return !isEntry && (column === undefined || Number(column) > keyColumn);
  }
  return false;
}

/** Whether the key stands in a text block: every byte of it counts there. */
function liesInText(text: string, { keyStart, keyColumn }: Block): boolean {
  const lines = text.slice(0, lineStartOf(text, keyStart)).split('\n').slice(0, -1).reverse();
  let column = keyColumn;
  for (const line of lines) {
    if (column === 0 || /^---(\s|$)/.test(line)) return false;
    if (line.trim() === '' || indentOf(line) >= column) continue;
    column = indentOf(line);
    if (/(?:^|[\s:])[|>][-+\d]{0,2}(\s+#.*)?\s*$/.test(line)) return true;
  }
  return false;
}

interface Writing {
  readonly settings: Settings;
  readonly block: Block;
  readonly name: string;
  readonly eol: string;
  readonly isInText: boolean;
}

/** The head stays, and the lines become one text: `nindent` gives them their indentation back. */
function writtenText({ settings, block, name, eol, isInText }: Writing): Written | undefined {
  const { lines, column, headEnd, end } = block;
  const value = lines[0]?.startsWith(' ') ? JSON.stringify(lines.join('\n')) : ['|-', ...lines].join('\n');
  const now = printed(settings, `{{- .v | nindent ${column} }}`, entryText('v', value));
  const was = lines.map((line) => `\n${line === '' ? '' : ' '.repeat(column) + line}`).join('');
  // A line of nothing but its indentation is an empty line of the text; where the text is in another one it is not.
  if (now === undefined || (isInText ? now !== was : withoutIndents(now, column) !== withoutIndents(was, column)))
    return undefined;
  return { value, replaced: { start: headEnd, end }, text: action(eol, column, `${name} | nindent ${column}`) };
}

function action(eol: string, column: number, pipe: string): string {
  return `${eol}${' '.repeat(column)}{{- ${pipe} }}`;
}

function withoutIndents(text: string, column: number): string {
  const indent = ' '.repeat(column);
  return text
    .split('\n')
    .map((line) => (line === indent ? '' : line))
    .join('\n');
}

/** A list or table is written by `toYaml`, which says the same in its own way. */
function writtenTree({ settings, block, name, eol, isInText }: Writing): Written | undefined {
  const { flow, lines, column, headEnd, end } = block;
  const value = flow === '' ? ['', ...lines].join('\n') : flow;
  const entry = entryText('v', value);
  const { root, error } = readTree(entry);
  if (error !== undefined || root?.kind !== 'map' || root.children.length !== 2 || !isCollection(root.children[1]))
    return undefined;
  const now = printed(settings, '{{ toYaml .v }}', entry);
  const isSame = now !== undefined && now === lines.join('\n');
  if (now === undefined || (!isSame && (isInText || !saysTheSame(now, entry)))) return undefined;
  const warning = isSame
    ? undefined
    : 'toYaml sorts keys and leaves comments out: what is rendered says the same in other lines.';
  const text = action(eol, column, `toYaml ${name} | nindent ${column}`);
  return { value, replaced: { start: headEnd, end }, text, warning };
}

/** Anchors, aliases and tags mean something outside of the place. */
function isCollection(node: YamlNode | undefined): boolean {
  if (node === undefined || node.kind === 'alias' || node.anchor !== '' || node.tag !== '') return false;
  const inner = node.kind === 'map' ? node.children : node.kind === 'list' ? node.items : [];
  return inner.every((one) => isPlainNode(one)) && node.kind !== 'scalar';
}

function isPlainNode(node: YamlNode): boolean {
  if (node.kind === 'alias' || node.anchor !== '' || node.tag !== '') return false;
  return node.kind === 'scalar' || isCollection(node);
}

function saysTheSame(printedValue: string, entry: string): boolean {
  try {
    return deepEqual(readYaml(`v:\n  ${printedValue.replaceAll('\n', '\n  ')}`), readYaml(entry));
  } catch (error) {
    if (error instanceof GoError) return false;
    throw error;
  }
}
