// The literal of a template that a selection means, and what the YAML around it is called.

import type { Span } from '#engine/text/span.ts';
import { piecesOfFile } from '../../documents/template.ts';
import type { FileText } from '../../workspace/snapshot.ts';
import { lineEndOf, lineStartOf } from './action.ts';

export interface Literal {
  readonly span: Span;
  /** As written, quotes included. */
  readonly text: string;
  /** It is all of a YAML value. */
  readonly isWhole: boolean;
}

/** The literal that is selected, or the YAML value that a cursor touches; it lies in one line and holds no action. */
export function literalAt(file: FileText, { start, end }: Span): Literal | undefined {
  const { text } = file;
  const scalar = scalarOn(text, start);
  const touched = scalar && start <= scalar.end && end >= scalar.start;
  const isInLine = !text.slice(start, end).trim().includes('\n');
  const isAll = touched && isInLine && (start === end || (start <= scalar.start && end >= scalar.end));
  const span = isAll ? scalar : trimmed(text, start, end);
  if (span.start >= span.end || !isPlainText(file, span)) return undefined;
  const isWhole = scalar !== undefined && span.start === scalar.start && span.end === scalar.end;
  return { span, text: text.slice(span.start, span.end), isWhole };
}

/** The value in a line like `- key: value # comment`. */
const VALUE =
  /^(\s*(?:-\s+)*)((?:[\w./-]+|"[^"\n]*"|'[^'\n]*'):\s+)?("(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^\s#"'[\]{}&*!|>%@`-](?:[^#\n]|(?<=\S)#)*?|-[^\s#-][^\s#]*)(\s+#.*|\s*)$/;

function scalarOn(text: string, offset: number): Span | undefined {
  const from = lineStartOf(text, offset);
  const match = VALUE.exec(text.slice(from, lineEndOf(text, offset)));
  const [, lead = '', key = '', value = ''] = match ?? [];
  // A line of text may be anything; only a key or a dash says that it is YAML.
  if (match === null || (key === '' && !lead.includes('-')) || value.includes('{{')) return undefined;
  const start = from + lead.length + key.length;
  return { start, end: start + value.trimEnd().length };
}

function trimmed(text: string, from: number, to: number): Span {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text[start] as string)) start++;
  while (end > start && /\s/.test(text[end - 1] as string)) end--;
  return { start, end };
}

/** In one line of text between actions; what stands in a comment is for nobody to read. */
function isPlainText(file: FileText, { start, end }: Span): boolean {
  const text = file.text.slice(start, end);
  if (/[\r\n]|\{\{|\}\}/.test(text)) return false;
  if (/^\s*#/.test(file.text.slice(lineStartOf(file.text, start), start))) return false;
  return piecesOfFile(file).some((piece) => piece.kind === 'text' && piece.start <= start && end <= piece.end);
}

/** Names that say nothing of what is in them. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  'spec template metadata containers initContainers jobTemplate data stringData value'.split(' '),
);

/** What a value at the offset may be called, from the keys above it: `['service', 'port']`; the kind comes first. */
export function namesAround(
  text: string,
  offset: number,
): { readonly kind: string | undefined; readonly names: readonly string[] } {
  const lines = text.slice(0, lineEndOf(text, offset)).split('\n').reverse();
  const names: string[] = [];
  let kind: string | undefined;
  let indent = Number.POSITIVE_INFINITY;
  for (const [i, line] of lines.entries()) {
    if (/^---(\s|$)/.test(line)) break;
    const match = /^(\s*)((?:-\s+)*)(["']?)([\w./-]+)\3:(?:\s+(.*))?$/.exec(line.replace(/\r$/, ''));
    if (match === null) continue;
    const [, lead = '', dashes = '', , key = '', value = ''] = match;
    const column = lead.length + dashes.length;
    if (column === 0 && key === 'kind') kind = value.trim().replace(/^["']|["']$/g, '');
    if (column >= indent && i > 0) continue;
    // A list may stand in the column of its key.
    indent = dashes === '' ? column : lead.length + 1;
    if (key === 'value' && i === 0) names.push(...(nameBeside(lines.slice(1)) ?? []));
    if (!EMPTY_WORDS.has(key)) names.push(key);
  }
  return {
    kind: kind && /^\w+$/.test(kind) ? camelCase(kind) : undefined,
    names: names
      .reverse()
      .map(camelCase)
      .filter((name) => name !== ''),
  };
}

/** Of `- name: LOG_LEVEL` and `value: info` the name says more. */
function nameBeside([before = '']: readonly string[]): string[] | undefined {
  const name = /^\s*-\s+name:\s+["']?([\w.-]+)["']?\s*$/.exec(before)?.[1];
  return name === undefined ? undefined : [name];
}

/** `my-key`, `app.kubernetes.io/name` and `LOG_LEVEL` as the keys of values are called. */
function camelCase(key: string): string {
  const words =
    key
      .split('/')
      .at(-1)
      ?.split(/[^A-Za-z0-9]+/)
      .filter((word) => word !== '') ?? [];
  const cased = words.map((word, i) => {
    const small = /^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word;
    const [first = '', rest = ''] = [small.slice(0, 1), small.slice(1)];
    return (i === 0 ? first.toLowerCase() : first.toUpperCase()) + rest;
  });
  return cased.join('').replace(/^(\d)/, '_$1');
}
