// Where one is typing inside braces or brackets of a YAML text (`image: {tag: v1, pu`), half-written as it may be.

import { span } from '#engine/text/span.ts';
import type { YamlCursor } from './yaml-cursor.ts';

/** Finds the cursor in front of the collection's opening bracket, whose path the flow's steps are added to. */
type OuterCursor = (offset: number) => YamlCursor | undefined;

/**
 * The cursor inside a flow collection; null inside a comment or where nothing can be completed in it; undefined: the offset
 * is in no flow collection.
 */
export function flowCursor(text: string, offset: number, outer: OuterCursor): YamlCursor | null | undefined {
  const start = flowStart(text, offset);
  if (start === undefined) return undefined;
  const before = outer(start);
  const scan = scanFlow(text, start, offset);
  const frame = scan.frames.at(-1);
  if (before === undefined || before.kind === 'key' || frame === undefined || scan.inComment) return null;
  const isValue = frame.kind === 'map' && frame.key !== undefined;
  const typed = text.slice(scan.token, offset);
  if (isValue || frame.kind === 'list' ? /\s/.test(typed) : !/^[\w./-]*$/.test(typed)) return null;
  const path = [...before.path, ...scan.frames.flatMap((one, i) => stepOf(one, i === scan.frames.length - 1))];
  const rest = (isValue ? /^[^\s,\]}#]*/ : /^[\w./-]*/).exec(text.slice(offset, offset + 200))?.[0] ?? '';
  const replace = span(scan.token, offset + rest.length);
  const hasColon = isValue || /^\s*:/.test(text.slice(replace.end, replace.end + 20));
  scanOn(text, replace.end, scan);
  const kind = isValue ? 'value' : frame.kind === 'list' ? 'item' : 'key';
  return { path, kind, replace, siblings: frame.keys, hasColon, isFlow: true };
}

interface Frame {
  readonly kind: 'map' | 'list';
  /** Of a list: items before the one that is written. */
  index: number;
  /** Of a map: the key whose value is written. */
  key: string | undefined;
  readonly keys: Set<string>;
}

function stepOf(frame: Frame, isLast: boolean): (string | number)[] {
  if (frame.kind === 'list') return [frame.index];
  return frame.key === undefined || (isLast && frame.key === undefined) ? [] : [frame.key];
}

/** A flow that begins further above ends somewhere else, or nowhere. */
const MAX_LINES = 200;

const OPENING =
  /^[ ]*(?:-[ ]+)*(?:(?:"[^"]*"|'[^']*'|[^\s#'"{}[\],&*!|>%@`][^#'"{}[\],]*?)\s*:[ ]+)?(?:[&!]\S+[ ]+)*(?=[{[])/;

/** The outermost bracket that is open at the offset: YAML wants all lines of a flow deeper than the line it begins in. */
function flowStart(text: string, offset: number): number | undefined {
  let found: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  let lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  for (let i = 0; i < MAX_LINES; i++) {
    const lineEnd = text.indexOf('\n', lineStart);
    const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
    const indent = line.length - line.trimStart().length;
    if (line.trim() !== '' && !line.trimStart().startsWith('#')) {
      const lead = indent < least || i === 0 ? OPENING.exec(line)?.[0] : undefined;
      const start = lineStart + (lead?.length ?? 0);
      if (lead !== undefined && start < offset && scanFlow(text, start, offset).frames.length > 0) found = start;
      // A closing bracket may stand in the column of the line that opened it.
      if (!/^[\]}]/.test(line.trimStart())) least = Math.min(least, indent);
      if (indent === 0 && least === 0 && /^[^\s\]}]/.test(line)) break;
    }
    if (lineStart === 0) break;
    lineStart = text.lastIndexOf('\n', lineStart - 2) + 1;
  }
  return found;
}

interface Scan {
  readonly frames: Frame[];
  /** Where the word at the end begins. */
  token: number;
  inComment: boolean;
}

function scanFlow(text: string, start: number, end: number): Scan {
  const scan: Scan = { frames: [], token: start, inComment: false };
  for (let at = start; at < end; ) {
    at = step(text, at, end, scan);
    if (scan.frames.length === 0) break;
  }
  return scan;
}

/** Collects the keys that follow in the innermost map. */
function scanOn(text: string, from: number, scan: Scan): void {
  const depth = scan.frames.length;
  const frame = scan.frames.at(-1);
  const end = Math.min(text.length, from + 2000);
  // The word at the cursor is none of the keys that stand beside it.
  const own = text.slice(scan.token, from).trim();
  const had = frame?.keys.has(own) ?? false;
  for (let at = from; at < end && scan.frames.length >= depth; ) at = step(text, at, end, scan);
  if (!had && own !== '') frame?.keys.delete(own);
}

/** Takes one token, and gives the offset behind it. */
function step(text: string, at: number, end: number, scan: Scan): number {
  const char = text[at] as string;
  const frame = scan.frames.at(-1);
  if (char === '"' || char === "'") return quoted(text, at, end, scan);
  if (char === '#' && /\s/.test(text[at - 1] ?? ' ')) {
    const lineEnd = text.indexOf('\n', at);
    scan.inComment = lineEnd < 0 || lineEnd >= end;
    return scan.inComment ? end : lineEnd;
  }
  if (char === '{' || char === '[') {
    scan.frames.push({ kind: char === '{' ? 'map' : 'list', index: 0, key: undefined, keys: new Set() });
  } else if (char === '}' || char === ']') {
    scan.frames.pop();
  } else if (char === ',' && frame) {
    if (frame.kind === 'list') frame.index++;
    else frame.key = undefined;
  } else if (char === ':' && frame?.kind === 'map' && frame.key === undefined && endsKey(text, at)) {
    frame.key = text
      .slice(scan.token, at)
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2');
    frame.keys.add(frame.key);
  } else {
    if (/\s/.test(char) && text.slice(scan.token, at).trim() === '') scan.token = at + 1;
    return at + 1;
  }
  scan.token = at + 1;
  return at + 1;
}

function endsKey(text: string, at: number): boolean {
  return /["'\s,\]}]/.test(text[at - 1] ?? ' ') || /[\s,\]}]/.test(text[at + 1] ?? ' ');
}

/** A text without its closing mark goes on to the end. */
function quoted(text: string, at: number, end: number, scan: Scan): number {
  const mark = text[at] as string;
  // Inside a plain word it means nothing.
  if (text.slice(scan.token, at).trim() !== '') return at + 1;
  for (let i = at + 1; i < end; i++) {
    if (mark === '"' && text[i] === '\\') i++;
    else if (text[i] === mark) return i + 1;
  }
  return end;
}
