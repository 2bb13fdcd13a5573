// A value as a few lines of YAML that somebody can read at a glance: not what toYaml prints, and never long.

import { formatValue } from '../values/format.ts';
import { sortedKeys } from '../values/sort.ts';
import { GoMap, GoObject, GoSlice, isNothing, type Value } from '../values/value.ts';

export interface Outline {
  readonly text: string;
  /** There is more. */
  readonly isCut: boolean;
}

const MOST_CHARACTERS = 400;
const MOST_LINES = 10;
/** Keys of a larger map are not even sorted. */
const MOST_KEYS = 200;

/** A text as it is, a number or truth as Go prints it, a map or list as YAML; empty for nothing and for Go's own objects. */
export function outline(value: Value): Outline {
  if (typeof value === 'string') return cutText(value);
  if (isNothing(value) || (value instanceof GoObject && value.text() === undefined)) return { text: '', isCut: false };
  if (!(value instanceof GoMap) && !(value instanceof GoSlice)) return cutText(formatValue(value));
  // Everything there is says nothing.
  if (isRoot(value)) return { text: '', isCut: false };
  const lines: Lines = { texts: [], length: 0, isCut: false };
  writeInner(lines, value, '');
  return { text: lines.texts.join('\n'), isCut: lines.isCut };
}

function isRoot(value: Value): boolean {
  return value instanceof GoMap && value.has('Values') && value.has('Release');
}

/** Characters, items, keys. */
export function sizeOf(value: Value): number {
  if (typeof value === 'string' || value instanceof GoSlice) return value.length;
  return value instanceof GoMap ? value.size : 0;
}

function cutText(text: string): Outline {
  if (text.length <= MOST_CHARACTERS && !text.includes('\n')) return { text, isCut: false };
  const lines = text.slice(0, MOST_CHARACTERS).split('\n');
  const shown = lines.slice(0, MOST_LINES).join('\n');
  return { text: shown, isCut: shown.length < text.length };
}

interface Lines {
  readonly texts: string[];
  length: number;
  isCut: boolean;
}

function add(lines: Lines, text: string): boolean {
  if (lines.texts.length >= MOST_LINES || lines.length + text.length > MOST_CHARACTERS) lines.isCut = true;
  else lines.texts.push(text);
  lines.length += text.length + 1;
  return !lines.isCut;
}

function writeInner(lines: Lines, value: GoMap | GoSlice, indent: string): void {
  if (value instanceof GoSlice) {
    for (let i = 0; i < value.length; i++) if (!write(lines, `${indent}-`, value.at(i), `${indent}  `)) return;
    return;
  }
  if (value.size > MOST_KEYS) {
    add(lines, `${indent}# ${value.size} keys`);
    lines.isCut = true;
    return;
  }
  for (const key of sortedKeys(value))
    if (!write(lines, `${indent}${plain(key)}:`, value.get(key) as Value, `${indent}  `)) return;
}

function write(lines: Lines, head: string, value: Value, indent: string): boolean {
  const isEmpty = (value instanceof GoMap || value instanceof GoSlice) && sizeOf(value) === 0;
  if (isRoot(value)) return add(lines, `${head} # the root object`);
  if (isEmpty) return add(lines, `${head} ${value instanceof GoMap ? '{}' : '[]'}`);
  if (!(value instanceof GoMap) && !(value instanceof GoSlice)) return add(lines, `${head} ${scalar(value)}`);
  if (!add(lines, head)) return false;
  writeInner(lines, value, indent);
  return !lines.isCut;
}

function scalar(value: Value): string {
  if (isNothing(value)) return 'null';
  if (typeof value === 'string') return plain(value);
  if (value instanceof GoObject) return `# ${value.type}`;
  return formatValue(value);
}

/** What YAML could read as something else stands in quotes. */
function plain(text: string): string {
  if (/^[\p{L}/][\p{L}\p{N} ./:@_-]*$/u.test(text) && !/: |[: ]$|^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text))
    return text;
  const shown = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  return JSON.stringify(shown);
}
