// Plain and quoted scalars: text that runs over lines and folds them.

import type { Scanner } from './scan.ts';
import { isBlank, isBlankOrEnd, isBreak, isFlowStop, isHex } from './scan-chars.ts';
import { SCALAR } from './scan-token.ts';

/** Scans a plain scalar at `pos`. Ends before `: `, ` #`, a document indicator, lesser indentation; in flow also before `,?[]{}`. */
export function scanPlain(scanner: Scanner): void {
  const { text } = scanner;
  const inFlow = scanner.flowLevel > 0;
  const indent = scanner.indent + 1;
  const { pos: start, line } = scanner;
  let done = '';
  /** Start of what is not yet in `done`, and the end of its last word. */
  let run = start;
  let end = start;
  let fold: string | undefined;
  while (true) {
    scanner.need(4);
    if (scanner.atDocumentIndicator()) break;
    let pos = scanner.pos;
    let c = text.charCodeAt(pos);
    if (c === 35) break;
    while (!isBlankOrEnd(c)) {
      if (c === 58 && isBlankOrEnd(text.charCodeAt(pos + 1))) break;
      if (inFlow && isFlowStop(c)) break;
      c = text.charCodeAt(++pos);
    }
    if (pos > scanner.pos) {
      if (fold !== undefined) {
        done += text.slice(run, end) + fold;
        run = scanner.pos;
        fold = undefined;
      }
      end = pos;
      scanner.pos = pos;
      scanner.need(2);
    }
    if (!isBlank(c) && !isBreak(c)) break;
    fold = skipFold(scanner, indent, start) ?? fold;
    if (!inFlow && scanner.pos - scanner.lineStart < indent) break;
  }
  if (fold !== undefined) scanner.simpleKeyAllowed = true;
  const tail = text.slice(run, end);
  scanner.push(SCALAR, start, end, line, done === '' ? tail : done + tail);
}

/** Skips blanks and line breaks behind a word of a plain scalar; what they fold to, undefined when there was no break. */
function skipFold(scanner: Scanner, indent: number, start: number): string | undefined {
  const { text } = scanner;
  let first = '';
  let rest = '';
  while (true) {
    const c = text.charCodeAt(scanner.pos);
    if (isBlank(c)) {
      if (c === 9 && first !== '' && scanner.pos - scanner.lineStart < indent) {
        scanner.fail('found a tab character that violates indentation', start);
      }
      scanner.pos++;
    } else if (isBreak(c)) {
      scanner.need(2);
      if (first === '') first = scanner.readBreak();
      else rest += scanner.readBreak();
    } else break;
    scanner.need(1);
  }
  return first === '' ? undefined : folded(first, rest);
}

/** One line break becomes a space, more lose their first; LS and PS stay. */
function folded(first: string, rest: string): string {
  if (first !== '\n') return first + rest;
  return rest === '' ? ' ' : rest;
}

/** Scans a quoted scalar at `pos`; `quote` is its quotation mark. */
export function scanQuoted(scanner: Scanner, quote: number): void {
  const { text } = scanner;
  const { pos: start, line } = scanner;
  const single = quote === 39;
  scanner.pos++;
  let value = '';
  while (true) {
    scanner.need(4);
    if (scanner.atDocumentIndicator()) scanner.fail('found unexpected document indicator', start);
    if (text.charCodeAt(scanner.pos) === 0) scanner.fail('found unexpected end of stream', start);
    const word = single ? singleQuotedWord(scanner) : doubleQuotedWord(scanner, start);
    value = value === '' ? word.text : value + word.text;
    scanner.need(1);
    if (text.charCodeAt(scanner.pos) === quote) break;
    value += quotedBlanks(scanner, word.brokeLine);
  }
  scanner.pos++;
  scanner.push(SCALAR, start, scanner.pos, line, value, single ? 'single' : 'double');
}

interface Word {
  readonly text: string;
  /** Ended by an escaped line break. */
  readonly brokeLine: boolean;
}

/** The rest of a line up to the closing quote or the blanks before the line's end; blanks inside stay. */
function singleQuotedWord(scanner: Scanner): Word {
  const { text } = scanner;
  let done = '';
  let run = scanner.pos;
  while (true) {
    const c = text.charCodeAt(scanner.pos);
    if (c === 39) {
      if (text.charCodeAt(scanner.pos + 1) !== 39) break;
      done += text.slice(run, scanner.pos + 1);
      scanner.pos += 2;
      run = scanner.pos;
      scanner.need(2);
    } else if (isBlankOrEnd(c)) {
      if (!blanksInside(scanner)) break;
    } else scanner.pos++;
  }
  return { text: done + text.slice(run, scanner.pos), brokeLine: false };
}

/** Steps over blanks when another word of the same line follows; otherwise stays before them. */
function blanksInside(scanner: Scanner): boolean {
  const { text } = scanner;
  let ahead = scanner.pos;
  while (isBlank(text.charCodeAt(ahead))) ahead++;
  if (ahead === scanner.pos || isBlankOrEnd(text.charCodeAt(ahead))) return false;
  scanner.pos = ahead;
  scanner.need(4);
  return true;
}

function doubleQuotedWord(scanner: Scanner, start: number): Word {
  const { text } = scanner;
  let done = '';
  let run = scanner.pos;
  while (true) {
    const c = text.charCodeAt(scanner.pos);
    if (c === 34) break;
    if (c === 92) {
      done += text.slice(run, scanner.pos);
      if (isBreak(text.charCodeAt(scanner.pos + 1))) {
        scanner.need(3);
        scanner.pos++;
        scanner.skipBreak();
        return { text: done, brokeLine: true };
      }
      done += escaped(scanner, start);
      run = scanner.pos;
      scanner.need(2);
    } else if (isBlankOrEnd(c)) {
      if (!blanksInside(scanner)) break;
    } else scanner.pos++;
  }
  return { text: done + text.slice(run, scanner.pos), brokeLine: false };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};
const CODE_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The character that the escape at `pos` stands for. */
function escaped(scanner: Scanner, start: number): string {
  const { text } = scanner;
  const name = text.charAt(scanner.pos + 1);
  const simple = ESCAPES[name];
  const length = CODE_LENGTH[name];
  if (simple === undefined && length === undefined) scanner.fail('found unknown escape character');
  scanner.pos += 2;
  if (simple !== undefined) return simple;
  return coded(scanner, length as number, start);
}

function coded(scanner: Scanner, length: number, start: number): string {
  const { text, pos } = scanner;
  scanner.need(length);
  for (let k = 0; k < length; k++) {
    if (!isHex(text.charCodeAt(pos + k))) scanner.fail('did not find expected hexdecimal number', start);
  }
  const code = Number.parseInt(text.slice(pos, pos + length), 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    scanner.fail('found invalid Unicode character escape code', start);
  }
  scanner.pos += length;
  return String.fromCodePoint(code);
}

/** Blanks and line breaks between two lines of a quoted scalar, folded; blanks at the end of the text stay. */
function quotedBlanks(scanner: Scanner, brokeLine: boolean): string {
  const { text } = scanner;
  const run = scanner.pos;
  let first = '';
  let rest = '';
  while (true) {
    const c = text.charCodeAt(scanner.pos);
    if (isBlank(c)) scanner.pos++;
    else if (isBreak(c)) {
      scanner.need(2);
      if (first === '' && !brokeLine) first = scanner.readBreak();
      else rest += scanner.readBreak();
    } else break;
    scanner.need(1);
  }
  if (first === '' && !brokeLine) return text.slice(run, scanner.pos);
  return first === '' ? rest : folded(first, rest);
}
