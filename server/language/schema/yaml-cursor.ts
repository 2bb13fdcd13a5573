// Where in a YAML file one is typing, read from lines and their indentation, since a half-written line parses as nothing.

import { type Span, span } from '#engine/text/span.ts';
import { flowCursor } from './flow-cursor.ts';

export interface YamlCursor {
  /** Of a key: the table it is written in. Of a value: the value's own path. Items of lists count from 0. */
  readonly path: readonly (string | number)[];
  /** `item`: the start of a list's item, which may be a value or the first key of a table. */
  readonly kind: 'key' | 'value' | 'item';
  /** The word at the cursor, as far as it goes. */
  readonly replace: Span;
  /** Keys that the table already has on other lines. */
  readonly siblings: ReadonlySet<string>;
  /** A colon follows the word already. */
  readonly hasColon: boolean;
  /** Inside braces or brackets, where all stands in one line. */
  readonly isFlow?: true;
}

interface Line {
  readonly indent: number;
  /** Columns of the dashes that begin items in this line. */
  readonly dashes: readonly number[];
  /** Column of what follows them. */
  readonly column: number;
  readonly key: string | undefined;
  /** Something follows the colon. */
  readonly hasValue: boolean;
  readonly isBlank: boolean;
  readonly opensBlock: boolean;
}

const START = /^[ ]*((?:-[ ]+)*)/;
const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#'"{}[\],&*!|>%@`-][^#'"{}[\],]*?|-[^\s#][^#]*?))\s*:(?=\s|$)(.*)$/;

/** The cursor at an offset; undefined in comments and block texts. */
export function yamlCursor(text: string, offset: number): YamlCursor | undefined {
  const inFlow = flowCursor(text, offset, (start) => blockCursor(text, start));
  return inFlow === undefined ? blockCursor(text, offset) : (inFlow ?? undefined);
}

function blockCursor(text: string, offset: number): YamlCursor | undefined {
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset);
  const whole = text.slice(lineStart, lineEnd).replace(/\r$/, '');
  const before = text.slice(lineStart, offset);
  const lead = (START.exec(before) as RegExpExecArray)[0];
  const typed = before.slice(lead.length);
  if (/(^|\s)#/.test(typed) || lead.includes('\t')) return undefined;
  // A carriage return at a line's end is blank, as is all that is trimmed there.
  const lines = text.split('\n');
  const number = lineNumber(text, lineStart);
  const here: Here = { lines, number, column: lead.length, dashes: dashesOf(lead) };
  const value = /^(.+?:[ ]+)(\S*)$/.exec(typed);
  const key = value && KEY.exec(value[1] as string);
  if (value && key?.[4]?.trim() === '') {
    const table = tableOf(here);
    const name = key[1] ?? key[2] ?? (key[3] as string);
    const start = lineStart + lead.length + (value[1] as string).length;
    const rest = /^[^\s#]*/.exec(whole.slice(offset - lineStart)) as RegExpExecArray;
    return (
      table && {
        ...table,
        path: [...table.path, name],
        kind: 'value',
        replace: span(start, offset + rest[0].length),
        hasColon: true,
      }
    );
  }
  const isAlias = typed.startsWith('*');
  if (!/^\*?[\w./-]*$/.test(typed)) return undefined;
  const rest = /^[\w./-]*/.exec(whole.slice(offset - lineStart)) as RegExpExecArray;
  const replace = span(lineStart + lead.length, offset + rest[0].length);
  const hasColon = /^\s*:/.test(whole.slice(replace.end - lineStart));
  const table = tableOf(here);
  const kind = lead.includes('-') && !hasColon ? 'item' : 'key';
  return table && (isAlias && kind === 'key' ? undefined : { ...table, kind, replace, hasColon });
}

function lineNumber(text: string, lineStart: number): number {
  let number = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < lineStart; at = text.indexOf('\n', at + 1)) number++;
  return number;
}

interface Here {
  readonly lines: readonly string[];
  readonly number: number;
  readonly column: number;
  readonly dashes: readonly number[];
}

type Table = Pick<YamlCursor, 'path' | 'siblings'>;

/** The table whose keys stand in the cursor's column; undefined inside a block text. */
function tableOf({ lines, number, column, dashes }: Here): Table | undefined {
  const path: (string | number)[] = [];
  const siblings = new Set<string>();
  // The column whose owner is looked for, and which item of a list it is, when it is one.
  let wanted = column;
  let item: number | undefined;
  const enterItems = (columns: readonly number[]) => {
    for (const dash of columns.toReversed()) {
      if (item !== undefined) path.unshift(item);
      item = 0;
      wanted = dash;
    }
  };
  let isOwnTable = dashes.length === 0;
  enterItems(dashes);
  for (let i = number - 1; i >= 0 && (wanted > 0 || item !== undefined || isOwnTable); i--) {
    // What is indented deeper says nothing of the tables around, and there may be thousands of such lines.
    if (isDeeper(lines[i] as string, wanted)) continue;
    const line = lineOf(lines[i] as string);
    if (line.isBlank) continue;
    if (line.opensBlock && line.indent < wanted) return undefined;
    if (isOwnTable && line.column === wanted) {
      if (line.key !== undefined) siblings.add(line.key);
      if (line.dashes.length > 0) {
        isOwnTable = false;
        enterItems(line.dashes);
      }
    } else if (item === undefined && !isOwnTable && line.column === wanted && line.dashes.length > 0) {
      // The first key of the table that the owner stands in, which is an item of a list.
      enterItems(line.dashes);
    } else if (item !== undefined && line.dashes.includes(wanted)) {
      item++;
      // A list that begins behind another's dash is an item of that one.
      enterItems(line.dashes.filter((dash) => dash < wanted));
    } else if (line.key !== undefined && isOwner(line, wanted, item !== undefined)) {
      if (item !== undefined) path.unshift(item);
      path.unshift(line.key);
      item = undefined;
      isOwnTable = false;
      wanted = line.column;
      enterItems(line.dashes);
    }
  }
  if (item !== undefined) path.unshift(item);
  for (const key of keysBelow(lines, number, column)) siblings.add(key);
  return { path, siblings };
}

/** A key owns what is indented deeper; a list may stand in its own column. */
function isOwner(line: Line, wanted: number, isList: boolean): boolean {
  return !line.hasValue && (line.column < wanted || (isList && line.column === wanted));
}

function keysBelow(lines: readonly string[], number: number, column: number): string[] {
  const keys: string[] = [];
  for (let i = number + 1; i < lines.length; i++) {
    if (isDeeper(lines[i] as string, column)) continue;
    const line = lineOf(lines[i] as string);
    if (line.isBlank) continue;
    if (line.column < column || line.dashes.some((dash) => dash < column)) break;
    if (line.column === column && line.key !== undefined) keys.push(line.key);
  }
  return keys;
}

/** Blanks alone reach beyond the column. */
function isDeeper(text: string, column: number): boolean {
  for (let i = 0; i <= column; i++) if (text.charCodeAt(i) !== 32) return false;
  return true;
}

function lineOf(text: string): Line {
  const lead = (START.exec(text) as RegExpExecArray)[0];
  const content = text.slice(lead.length).trimEnd();
  const match = KEY.exec(content);
  const rest = (match?.[4] ?? '').replace(/(^|\s)#.*$/, '').trim();
  return {
    indent: lead.length - lead.trimStart().length,
    dashes: dashesOf(lead),
    column: lead.length,
    key: match ? (match[1] ?? match[2] ?? match[3]) : undefined,
    hasValue: rest !== '' && !/^[&!]\S+$/.test(rest),
    isBlank: (content === '' && !lead.includes('-')) || content.startsWith('#'),
    opensBlock: /(^|\s)[|>][-+0-9]*$/.test(match ? rest : content.replace(/\s#.*$/, '')),
  };
}

function dashesOf(lead: string): number[] {
  return [...lead.matchAll(/-/g)].map((match) => match.index);
}
