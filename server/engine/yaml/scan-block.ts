// Block scalars: `|` and `>` with their header, indentation and chomping.

import type { Scanner } from './scan.ts';
import { isBlank, isBreak, isBreakOrEnd, isDigit } from './scan-chars.ts';
import { SCALAR } from './scan-token.ts';

interface Header {
  readonly chomping: -1 | 0 | 1;
  /** 0: to be found out. */
  readonly indent: number;
}

/** Scans a block scalar at `pos`. */
export function scanBlockScalar(scanner: Scanner, literal: boolean): void {
  const { text } = scanner;
  const { pos: start, line } = scanner;
  const header = scanHeader(scanner, start);
  let { indent } = header;
  const breaks = scanBreaks(scanner, indent, start);
  ({ indent } = breaks);
  let { end } = breaks;
  let value = '';
  let firstBreak = '';
  let moreBreaks = breaks.text;
  let wasIndented = false;
  scanner.need(1);
  while (scanner.pos - scanner.lineStart === indent && text.charCodeAt(scanner.pos) !== 0) {
    const isIndented = isBlank(text.charCodeAt(scanner.pos));
    if (!literal && !wasIndented && !isIndented && firstBreak === '\n') {
      if (moreBreaks === '') value += ' ';
    } else value += firstBreak;
    value += moreBreaks;
    wasIndented = isIndented;
    value += scanLine(scanner);
    firstBreak = isBreak(text.charCodeAt(scanner.pos)) ? scanner.readBreak() : '';
    const next = scanBreaks(scanner, indent, start);
    moreBreaks = next.text;
    end = next.end;
  }
  if (header.chomping !== -1) value += firstBreak;
  if (header.chomping === 1) value += moreBreaks;
  scanner.push(SCALAR, start, end, line, value, literal ? 'literal' : 'folded');
}

/** The rest of the line, its break excluded. */
function scanLine(scanner: Scanner): string {
  const { text } = scanner;
  const from = scanner.pos;
  let pos = from;
  while (!isBreakOrEnd(text.charCodeAt(pos))) pos++;
  scanner.pos = pos;
  scanner.need(2);
  return text.slice(from, pos);
}

/** The indicator, chomping and indentation (in either order), a comment, the line break. */
function scanHeader(scanner: Scanner, start: number): Header {
  const { text } = scanner;
  scanner.pos++;
  scanner.need(1);
  let chomping = scanChomping(scanner);
  const increment = scanIncrement(scanner, start);
  if (chomping === 0 && increment > 0) chomping = scanChomping(scanner);
  while (isBlank(text.charCodeAt(scanner.pos))) scanner.pos++;
  if (text.charCodeAt(scanner.pos) === 35) scanLineEnd(scanner);
  scanner.need(1);
  if (!isBreakOrEnd(text.charCodeAt(scanner.pos))) scanner.fail('did not find expected comment or line break', start);
  if (isBreak(text.charCodeAt(scanner.pos))) {
    scanner.need(2);
    scanner.skipBreak();
  }
  return { chomping, indent: increment > 0 ? Math.max(scanner.indent, 0) + increment : 0 };
}

function scanLineEnd(scanner: Scanner): void {
  while (!isBreakOrEnd(scanner.text.charCodeAt(scanner.pos))) scanner.pos++;
}

function scanChomping(scanner: Scanner): -1 | 0 | 1 {
  const c = scanner.text.charCodeAt(scanner.pos);
  if (c !== 43 && c !== 45) return 0;
  scanner.pos++;
  scanner.need(1);
  return c === 43 ? 1 : -1;
}

function scanIncrement(scanner: Scanner, start: number): number {
  const c = scanner.text.charCodeAt(scanner.pos);
  if (!isDigit(c)) return 0;
  if (c === 48) scanner.fail('found an indentation indicator equal to 0', start);
  scanner.pos++;
  scanner.need(1);
  return c - 48;
}

interface Breaks {
  readonly text: string;
  readonly indent: number;
  /** Where the scalar ends if nothing follows: behind the last line break. */
  readonly end: number;
}

/** Skips indentation and empty lines; finds the indentation (the deepest of the leading empty lines) when it is 0. */
function scanBreaks(scanner: Scanner, indent: number, start: number): Breaks {
  const { text } = scanner;
  let found = '';
  let deepest = 0;
  let end = scanner.pos;
  while (true) {
    const stop = indent === 0 ? Infinity : scanner.lineStart + indent;
    let pos = scanner.pos;
    while (pos < stop && text.charCodeAt(pos) === 32) pos++;
    scanner.pos = pos;
    scanner.need(1);
    const column = pos - scanner.lineStart;
    if (column > deepest) deepest = column;
    const c = text.charCodeAt(pos);
    if (c === 9 && pos < stop) {
      scanner.fail('found a tab character where an indentation space is expected', start);
    }
    if (!isBreak(c)) break;
    scanner.need(2);
    found += scanner.readBreak();
    end = scanner.pos;
  }
  if (indent === 0) indent = Math.max(deepest, scanner.indent + 1, 1);
  return { text: found, indent, end };
}
