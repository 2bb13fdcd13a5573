// How go-yaml writes one string: which of the four styles it may have, and its text in that style, folded where it is long.

import type { Pieces } from '../text/origin.ts';
import { readsAsString, type YamlVersion } from './emit-resolve.ts';
import type { YamlWriter } from './emit-writer.ts';

/** Begins with a letter and holds nothing that any style rule looks at; spaces are inside only. */
const SIMPLE = /^[A-Za-z_/$(][\w./$()=+\-*@%!?,;~^<>[\]{}|&"'\\`]*(?:[ :][\w./$()=+\-*@%!?,;~^<>[\]{}|&"'\\`]+)*$/;

/** What a text may be written as, next to double quotes, which take everything. */
export interface Allowed {
  readonly plain: boolean;
  readonly single: boolean;
  readonly literal: boolean;
  /** Holds a line break of any kind, so that it cannot be a simple key. */
  readonly multiline: boolean;
}

const EVERYTHING: Allowed = { plain: true, single: true, literal: true, multiline: false };

/** Judges a text; an empty one is always quoted, whatever this says. */
export function analyze(text: string, version: YamlVersion): Allowed {
  if (text === '' || SIMPLE.test(text)) return EVERYTHING;
  return judge(text, version);
}

function judge(text: string, version: YamlVersion): Allowed {
  const seen = scan(text, version);
  const last = text.length - 1;
  const edge = isSpace(text, 0) || isBreakAt(text, 0) || isSpace(text, last) || isBreakAt(text, last);
  const single = !seen.breakSpace && !seen.spaceBreak && !seen.special && !seen.tab;
  return {
    plain: single && !edge && !seen.indicator && !seen.break && !isDocumentMark(text),
    single,
    literal: !isSpace(text, last) && !seen.spaceBreak && !seen.special,
    multiline: seen.break,
  };
}

/** What a caller knows of the string it writes. */
export interface StringUse {
  /** A key before its colon: never folded, never a block. */
  readonly simpleKey: boolean;
  /** A tag stands before it, so that it cannot be mistaken for anything but a string. */
  readonly tagged: boolean;
}

const VALUE: StringUse = { simpleKey: false, tagged: false };

/** Writes a string value or key. `indent` is that of its continuation lines. */
export function writeString(
  w: YamlWriter,
  text: string,
  indent: number,
  version: YamlVersion,
  pieces: Pieces | undefined,
  { simpleKey, tagged }: StringUse = VALUE,
): void {
  const plain = tagged || readsAsString(text, version);
  const allowed = analyze(text, version);
  if (text.includes('\n')) {
    if (allowed.literal && !simpleKey) writeLiteral(w, text, indent, pieces);
    else writeDouble(w, text, indent, pieces, simpleKey);
  } else if (!plain) writeDouble(w, text, indent, pieces, simpleKey);
  else if (allowed.plain) writePlain(w, text, indent, pieces, simpleKey);
  else if (allowed.single) writeSingle(w, text, indent, pieces, simpleKey);
  else writeDouble(w, text, indent, pieces, simpleKey);
}

/** A text that is written as it is, broken at single spaces beyond the width. */
function writePlain(w: YamlWriter, text: string, indent: number, pieces: Pieces | undefined, simpleKey: boolean): void {
  if (simpleKey || w.column + text.length <= w.width + 1) {
    w.copy(text, pieces, 0);
    return;
  }
  let from = 0;
  for (let i = text.indexOf(' '); i >= 0; i = text.indexOf(' ', i + 1)) {
    if (isSpace(text, i - 1) || isSpace(text, i + 1) || w.column + i - from <= w.width) continue;
    w.copy(text.slice(from, i), pieces, from);
    w.fold(indent);
    from = i + 1;
  }
  w.copy(text.slice(from), pieces, from);
}

function writeSingle(
  w: YamlWriter,
  text: string,
  indent: number,
  pieces: Pieces | undefined,
  simpleKey: boolean,
): void {
  w.write("'");
  let from = 0;
  const take = (to: number) => {
    w.copy(text.slice(from, to), pieces, from);
    from = to;
  };
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "'") {
      take(i);
      w.write("'");
    } else if (isSpace(text, i)) {
      const alone = i > 0 && i < text.length - 1 && !isSpace(text, i - 1) && !isSpace(text, i + 1);
      if (simpleKey || !alone || w.column + i - from <= w.width) continue;
      take(i);
      w.fold(indent);
      from = i + 1;
    } else if (isBreakAt(text, i)) {
      take(i);
      w.break(text[i]);
      from = i + 1;
      if (i + 1 < text.length && !isBreakAt(text, i + 1)) w.write(' '.repeat(indent));
    }
  }
  take(text.length);
  w.write("'");
}

function writeDouble(
  w: YamlWriter,
  text: string,
  indent: number,
  pieces: Pieces | undefined,
  simpleKey: boolean,
): void {
  w.write('"');
  // A text that begins with a byte order mark is escaped to its end: go-yaml looks for the mark at the wrong place.
  const all = text.charCodeAt(0) === 0xfeff;
  let from = 0;
  let space = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (all || unit === 0x22 || unit === 0x5c || unit === 0x0a || isBreakAt(text, i) || !isPrintable(unit)) {
      w.copy(text.slice(from, i), pieces, from);
      const rune = text.codePointAt(i) as number;
      if (rune > 0xffff) i++;
      w.write(escaped(rune));
      from = i + 1;
      space = false;
    } else if (unit === 0x20) {
      if (!simpleKey && !space && i > 0 && i < text.length - 1 && w.column + i - from > w.width) {
        w.copy(text.slice(from, i), pieces, from);
        w.fold(indent);
        if (isSpace(text, i + 1)) w.write('\\');
        from = i + 1;
      }
      space = true;
    } else space = false;
  }
  w.copy(text.slice(from), pieces, from);
  w.write('"');
}

const SHORT = new Map<number, string>([
  [0x00, '0'],
  [0x07, 'a'],
  [0x08, 'b'],
  [0x09, 't'],
  [0x0a, 'n'],
  [0x0b, 'v'],
  [0x0c, 'f'],
  [0x0d, 'r'],
  [0x1b, 'e'],
  [0x22, '"'],
  [0x5c, '\\'],
  [0x85, 'N'],
  [0xa0, '_'],
  [0x2028, 'L'],
  [0x2029, 'P'],
]);

function escaped(rune: number): string {
  const short = SHORT.get(rune);
  if (short !== undefined) return `\\${short}`;
  const [letter, digits] = rune <= 0xff ? ['x', 2] : rune <= 0xffff ? ['u', 4] : ['U', 8];
  return `\\${letter}${rune
    .toString(16)
    .toUpperCase()
    .padStart(digits as number, '0')}`;
}

/** A literal block. Afterwards the line is fresh when the text ended in a break. */
function writeLiteral(w: YamlWriter, text: string, indent: number, pieces: Pieces | undefined): void {
  w.write(isSpace(text, 0) || isBreakAt(text, 0) ? '|2' : '|');
  const last = text.length - 1;
  if (!isBreakAt(text, last)) w.write('-');
  else if (last === 0 || isBreakAt(text, last - 1)) w.write('+');
  w.break();
  const breaks = /[\n\u2028\u2029]/g;
  const margin = ' '.repeat(indent);
  let from = 0;
  while (from < text.length) {
    breaks.lastIndex = from;
    const end = breaks.exec(text)?.index ?? text.length;
    if (end > from) {
      w.write(margin);
      w.copy(text.slice(from, end), pieces, from);
    }
    if (end < text.length) w.break(text[end]);
    from = end + 1;
  }
  w.fresh = isBreakAt(text, last);
}

interface Seen {
  indicator: boolean;
  break: boolean;
  special: boolean;
  tab: boolean;
  spaceBreak: boolean;
  breakSpace: boolean;
}

/** One pass over the text. Version 3 keeps tabs apart from what cannot be printed: they do not forbid a literal block. */
function scan(text: string, version: YamlVersion): Seen {
  const seen: Seen = {
    indicator: false,
    break: false,
    special: false,
    tab: false,
    spaceBreak: false,
    breakSpace: false,
  };
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x20) {
      if (i > 0 && isBreakAt(text, i - 1)) seen.breakSpace = true;
    } else if (isBreakAt(text, i)) {
      seen.break = true;
      if (i > 0 && isSpace(text, i - 1)) seen.spaceBreak = true;
    }
    if (unit === 0x09 && version === 3) seen.tab = true;
    else if (!isPrintable(unit)) seen.special = true;
    else if (isIndicator(text, i, unit)) seen.indicator = true;
  }
  return seen;
}

const FIRST = new Set('#,[]{}&*!|>\'"%@`'.split('').map((char) => char.charCodeAt(0)));

function isIndicator(text: string, i: number, unit: number): boolean {
  if (i === 0) {
    if (FIRST.has(unit)) return true;
    return (unit === 0x3f || unit === 0x3a || unit === 0x2d) && isBlankOrEnd(text, 1);
  }
  if (unit === 0x3a) return isBlankOrEnd(text, i + 1);
  return unit === 0x23 && (isBlankOrEnd(text, i - 1) || isBreakAt(text, i - 1) || text.charCodeAt(i - 1) === 0);
}

function isDocumentMark(text: string): boolean {
  return text.startsWith('---') || text.startsWith('...');
}

function isBlankOrEnd(text: string, i: number): boolean {
  return i >= text.length || text[i] === ' ' || text[i] === '\t';
}

function isSpace(text: string, i: number): boolean {
  return text.charCodeAt(i) === 0x20;
}

function isBreakAt(text: string, i: number): boolean {
  const unit = text.charCodeAt(i);
  return unit === 0x0a || unit === 0x0d || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
}

/** By UTF-16 unit: everything beyond U+FFFF counts as not printable. */
function isPrintable(unit: number): boolean {
  if (unit < 0x7f) return unit >= 0x20 || unit === 0x0a;
  if (unit < 0xa0) return false;
  if (unit >= 0xd800 && unit <= 0xdfff) return false;
  return unit !== 0xfeff && unit < 0xfffe;
}
