// What a values file says about a key: the comment above it, behind it, or its `@param` line, as Markdown.

import type { FileText } from '../workspace/snapshot.ts';
import type { ValuePlace, ValuesView } from './values.ts';

/**
 * The documentation of a place. Understands plain comments, helm-docs (`# -- text`, `# path -- text`), Bitnami's
 * `## @param path [type] text`, and leaves out `@schema` blocks. Undefined when nothing is said.
 */
export function commentOf(view: ValuesView, place: ValuePlace): string | undefined {
  const { key, path } = place;
  if (key === undefined) return undefined;
  const dotted = path.join('.');
  const behind = commentBehind(view.file.text, place);
  const text = described(linesAbove(view.file.text, key.start), dotted) || (/^@schema\b/.test(behind) ? '' : behind);
  return text || namedDescriptions(view.file).get(dotted) || undefined;
}

/** The same for a table or a schema: where a line names the key as its `@param`, that line alone. */
export function descriptionOf(view: ValuesView, place: ValuePlace): string | undefined {
  const named = place.key && namedDescriptions(view.file).get(place.path.join('.'));
  return named || commentOf(view, place);
}

/** The comment lines directly above a place's key, top first, without their marks. */
export function commentLines(text: string, { key }: ValuePlace): string[] {
  return key === undefined ? [] : linesAbove(text, key.start);
}

const elsewhere = new WeakMap<FileText, ReadonlyMap<string, string>>();

const PARAM = /^[ \t]*#+[ \t]*@(?:param|extra)[ \t]+(\S+)[ \t]*(?:\[[^\]\r\n]*\])?[ \t]*(.*?)[ \t]*\r?$/;
const NAMED = /^[ \t]*#+[ \t]*([A-Za-z_][\w.\-[\]"]*)[ \t]+--[ \t]+(.*?)[ \t]*\r?$/;

/** Descriptions that name their key's path, by path. */
function namedDescriptions(file: FileText): ReadonlyMap<string, string> {
  let known = elsewhere.get(file);
  if (known === undefined) {
    const found = new Map<string, string>();
    for (const line of file.text.split('\n')) {
      if (!line.trimStart().startsWith('#')) continue;
      const match = PARAM.exec(line) ?? NAMED.exec(line);
      if (match) found.set(match[1] as string, match[2] as string);
    }
    elsewhere.set(file, (known = found));
  }
  return known;
}

/**
 * The comment lines that stand directly above the line of `offset`, top first, their marks taken away. None when
 * something else begins that line; lines that are indented deeper than the key are a part of what precedes it.
 */
function linesAbove(text: string, offset: number): string[] {
  let lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  if (!/^[ \t]*(?:- +)*$/.test(text.slice(lineStart, offset))) return [];
  const column = offset - lineStart;
  const lines: string[] = [];
  while (lineStart > 0) {
    const start = text.lastIndexOf('\n', lineStart - 2) + 1;
    const line = text.slice(start, lineStart).trimEnd();
    const mark = /^[ \t]*#/.exec(line)?.[0];
    if (mark === undefined || mark.length - 1 > column) break;
    lines.unshift(line.replace(/^[ \t]*#+ ?/, ''));
    lineStart = start;
  }
  return lines;
}

/** The sentences in comment lines: what follows the last `--`, without annotations. */
function described(lines: readonly string[], dotted: string): string {
  const kept: string[] = [];
  let own = '';
  let inSchema = false;
  for (const line of lines) {
    const param = PARAM.exec(`# ${line}`);
    if (param?.[1] === dotted) own = param[2] as string;
    if (/^\s*@schema\s*$/.test(line)) inSchema = !inSchema;
    else if (!inSchema) addLine(kept, line, dotted);
  }
  const rest = kept.join('\n').trim();
  // What names the key says more than what stands around it.
  return [own, rest].filter((text) => text !== '').join('\n\n');
}

function addLine(kept: string[], line: string, dotted: string): void {
  const start = /^\s*(?:([A-Za-z_][\w.\-[\]"]*) )?--\s*(?:\([\w./]+\)\s+)?(.*)$/.exec(line);
  if (start) {
    // A new description; one for another key is found by that key's path.
    kept.length = 0;
    if (start[1] === undefined || start[1] === dotted) kept.push(start[2] as string);
    return;
  }
  const fallback = /^\s*@default\s+--\s+(.*)$/.exec(line);
  if (fallback) kept.push('', `Default: ${fallback[1]}`);
  else if (!/^\s*@\w/.test(line)) kept.push(line);
}

/** A comment on the line of the key: `replicas: 1 # how many`. Empty when there is none. */
export function commentBehind(text: string, place: ValuePlace): string {
  const { key, value } = place;
  const isOneLine = value.kind === 'scalar' || value.kind === 'alias';
  const from = isOneLine ? Math.max(key?.end ?? 0, value.end) : (key?.end ?? 0);
  const lineEnd = text.indexOf('\n', from);
  const rest = text.slice(from, lineEnd < 0 ? text.length : lineEnd);
  if (isOneLine && value.end > from - 1 && text.slice(key?.end ?? 0, value.end).includes('\n')) return '';
  return /^\s*:?\s+#+ ?(.*?)\s*$/.exec(rest)?.[1] ?? '';
}
