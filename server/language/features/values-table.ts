// The table of a chart's values as helm-docs writes it, where it stands in a README, and the keys that nobody describes.

import { type Span, span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import {
  ELEMENT,
  entriesOf,
  resolved,
  shortValue,
  type ValuePlace,
  type ValuesView,
  valuesView,
} from '../documents/values.ts';
import { commentLines, descriptionOf as describedBy } from '../documents/values-comment.ts';
import { descriptionIn } from '../schema/describe.ts';
import { plainData } from '../schema/validate.ts';
import { type ChartNode, type ChartTree, chartOfFile, chartTreeOf } from '../symbols/charts.ts';
import { valueSchemas } from '../symbols/value-schemas.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';

/** One change of the README's text. */
export interface TableEdit {
  readonly span: Span;
  readonly text: string;
}

/**
 * Why there is no place for the table: `none`: neither markers nor a table are there; `several`: tables; `unclosed`: the
 * marker that ends it is missing.
 */
export type TableProblem = 'none' | 'several' | 'unclosed';

export type TableAnswer = { readonly edits: readonly TableEdit[] } | { readonly problem: TableProblem };

const TABLE_START = '<!-- chartroom:values -->';
const TABLE_END = '<!-- /chartroom:values -->';

/**
 * What makes the table of a README what the values.yaml of the file's chart says; nothing else in it is touched. With
 * `append`, a README without a place for the table gets one at its end. Undefined: there is no such chart, or no values.yaml.
 */
export function valuesTable(given: Snapshot, uri: string, readme: string, append: boolean): TableAnswer | undefined {
  const found = defaultsOf(seenFrom(given, uri), uri);
  if (found === undefined) return undefined;
  const place = tablePlace(readme);
  const newline = readme.includes('\r\n') ? '\r\n' : '\n';
  const rows = rowsOf(found);
  if (typeof place === 'string') {
    if (place !== 'none' || !append) return { problem: place };
    const gap = readme === '' ? '' : /\n\r?\n$/.test(readme) ? '' : readme.endsWith('\n') ? newline : newline + newline;
    const lines = ['## Values', '', TABLE_START, ...tableLines(rows, ''), TABLE_END, ''];
    return { edits: [{ span: span(readme.length, readme.length), text: gap + lines.join(newline) }] };
  }
  const before = readme.slice(place.start, place.end);
  const lines = tableLines(rows, before);
  const text = place.isMarked ? newline + lines.join(newline) + newline : lines.join(newline);
  return { edits: text === before ? [] : [{ span: span(place.start, place.end), text }] };
}

export interface Undocumented {
  readonly path: string;
  readonly value: string;
  readonly uri: string;
  readonly span: Span;
}

/** The keys of the chart's values.yaml that no comment and no schema describes; undefined: it has none. */
export function undocumentedValues(given: Snapshot, uri: string): Undocumented[] | undefined {
  const found = defaultsOf(seenFrom(given, uri), uri);
  if (found === undefined) return undefined;
  const bare = rowsOf(found).filter(({ place }) => place.key !== undefined && descriptionOf(found, place, true) === '');
  return bare.map(({ key, place }) => ({
    path: key,
    value: shortValue(found.view, place.value),
    uri: found.view.file.uri,
    span: span((place.key as Span).start, (place.key as Span).end),
  }));
}

interface Defaults {
  readonly tree: ChartTree;
  readonly chart: ChartNode;
  readonly view: ValuesView;
  /** Comments are marked as descriptions somewhere in the file: those that are not are none. */
  readonly isMarked: boolean;
}

function defaultsOf(snapshot: Snapshot, uri: string): Defaults | undefined {
  const tree = chartTreeOf(snapshot, uri);
  const chart = tree && chartOfFile(tree, snapshot, uri);
  if (tree === undefined || chart?.defaults === undefined) return undefined;
  const { text } = chart.defaults;
  const isMarked = /^[ \t]*#+[ \t]*(?:[\w.\-[\]"]+[ \t]+)?--[ \t]|^[ \t]*#+[ \t]*@param[ \t]/m.test(text);
  return { tree, chart, view: valuesView(chart.defaults), isMarked };
}

interface Row {
  /** As helm-docs names it: `image.tag`, `hosts[0].name`, `labels."a.b/c"`. */
  readonly key: string;
  readonly type: string;
  readonly default: string;
  readonly description: string;
  readonly place: ValuePlace;
}

/** In the order of the file. What is described is one row, however much lies in it; else its parts are. */
function rowsOf(defaults: Defaults): Row[] {
  const { root } = defaults.view.tree;
  const out: Row[] = [];
  if (root !== null && resolved(root)?.kind === 'map')
    addRows(defaults, { key: undefined, value: root, path: [] }, '', out);
  return out;
}

const MAX_ROWS = 5000;

function addRows(
  defaults: Defaults,
  place: ValuePlace,
  key: string,
  out: Row[],
  inside: readonly YamlNode[] = [],
): void {
  const node = resolved(place.value);
  // A table that an alias puts into itself has no end.
  if (out.length >= MAX_ROWS || place.path.length > MAX_DEPTH || (node !== null && inside.includes(node))) return;
  const lines = commentLines(defaults.view.file.text, place);
  if (lines.some((line) => /^\s*@ignored?\s*$/.test(line))) return;
  const description = place.key === undefined ? '' : descriptionOf(defaults, place, false);
  const isTable = node?.kind === 'map' && node.children.length > 0;
  const isList = node?.kind === 'list' && node.items.length > 0;
  if (description === '' && isTable) {
    for (const entry of entriesOf(place))
      addRows(defaults, entry, joined(key, String(entry.path.at(-1))), out, [...inside, node]);
  } else if (description === '' && isList) {
    for (const [i, value] of node.items.entries())
      addRows(defaults, { key: undefined, value, path: [...place.path, i] }, `${key}[${i}]`, out, [...inside, node]);
  } else if (key !== '') out.push({ key, ...factsOf(place, lines), description, place });
}

const MAX_DEPTH = 30;

function joined(key: string, step: string): string {
  const name = /[.\s"|]/.test(step) || step === '' ? JSON.stringify(step) : step;
  return key === '' ? name : `${key}.${name}`;
}

function descriptionOf({ tree, chart, view, isMarked }: Defaults, place: ValuePlace, anyComment: boolean): string {
  const comment = describedBy(view, place);
  const isDescription = anyComment || !isMarked || hasMark(view, place);
  if (comment !== undefined && isDescription) return comment.replace(/\n\nDefault: .*$|^Default: .*$/s, '').trim();
  const path = place.path.map((step) => (typeof step === 'number' ? ELEMENT : step));
  const { files, comments } = valueSchemas(tree, chart, path, []);
  return descriptionIn([...files, ...comments]) ?? '';
}

/** Whether the comment says of itself that it is a description, or another one names this key. */
function hasMark(view: ValuesView, place: ValuePlace): boolean {
  const lines = commentLines(view.file.text, place);
  return lines.some((line) => /^\s*(?:\S+ )?--(?:\s|$)|^\s*@param\s/.test(line)) || lines.length === 0;
}

function factsOf({ value }: ValuePlace, lines: readonly string[]): Pick<Row, 'type' | 'default'> {
  const node = resolved(value);
  const data = node ? plainData(node) : null;
  const scalar = node?.kind === 'scalar' && !node.isAbsent ? node.resolved.type : 'null';
  const usual =
    node?.kind === 'map' ? 'object' : node?.kind === 'list' ? 'list' : (SCALARS[scalar as 'str'] ?? 'string');
  const typed = lines.map((line) => /--\s*\(([\w./]+)\)/.exec(line)?.[1]).find((type) => type !== undefined);
  const said = lines.map((line) => /^\s*@default\s+--\s+(.*)$/.exec(line)?.[1]).find((text) => text !== undefined);
  const json = data === null || data === undefined ? 'nil' : isShort(data) ? JSON.stringify(data) : '…';
  return { type: typed ?? usual, default: said ?? `\`${json}\`` };
}

/** Aliases may unfold to more than any text holds. */
function isShort(data: unknown): boolean {
  const rest: unknown[] = [data];
  for (let seen = 0; rest.length > 0; seen++) {
    if (seen > MAX_PARTS) return false;
    const next = rest.pop();
    if (typeof next === 'object' && next !== null) rest.push(...Object.values(next));
  }
  return true;
}

const MAX_PARTS = 2000;

const SCALARS = { str: 'string', int: 'int', float: 'float', bool: 'bool', null: 'nil' } as const;

const HEADER = '| Key | Type | Default | Description |';
const RULE = '|-----|------|---------|-------------|';

/** Sorted by key as helm-docs does, unless the table that is there follows the file. */
function tableLines(rows: readonly Row[], before: string): string[] {
  const keys = [...before.matchAll(/^\|[ \t]*([^|\r\n]*?)[ \t]*\|/gm)].map((match) => match[1] as string).slice(2);
  const isSorted = keys.every((key, i) => i === 0 || compare(keys[i - 1] as string, key) <= 0);
  const ordered = isSorted ? [...rows].sort((a, b) => compare(a.key, b.key)) : rows;
  const cells = ordered.map((row) => [row.key, row.type, row.default, row.description].map(cell).join(' | '));
  return [HEADER, RULE, ...cells.map((line) => `| ${line} |`)];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One line, in which a bar is no border. */
function cell(text: string): string {
  return text
    .replace(/\s*\r?\n\s*/g, ' ')
    .replace(/(?<!\\)\|/g, '\\|')
    .trim();
}

interface TablePlace extends Span {
  /** Markers stand around it. */
  readonly isMarked: boolean;
}

const TABLE =
  /^\|[ \t]*Key[ \t]*\|[ \t]*Type[ \t]*\|[ \t]*Default[ \t]*\|[ \t]*Description[ \t]*\|[ \t]*\r?\n\|[-: |\t]+\|[ \t]*(?:\r?\n\|.*)*/gm;

/** Between markers, else the only table of its kind. What stands in a code block is no table. */
function tablePlace(readme: string): TablePlace | TableProblem {
  const start = readme.indexOf(TABLE_START);
  if (start >= 0) {
    const from = start + TABLE_START.length;
    const end = readme.indexOf(TABLE_END, from);
    return end < 0 ? 'unclosed' : { ...span(from, end), isMarked: true };
  }
  const tables = [...readme.matchAll(TABLE)].filter((match) => !isInCode(readme, match.index));
  const [only] = tables;
  if (only === undefined) return 'none';
  if (tables.length > 1) return 'several';
  return { ...span(only.index, only.index + only[0].replace(/\r$/, '').length), isMarked: false };
}

function isInCode(readme: string, offset: number): boolean {
  return (readme.slice(0, offset).match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0) % 2 === 1;
}
