// One document under somebody's hands: what VS Code makes of each key, by the extension's own language configuration.
//
// Closing brackets, quotes and braces are written and typed over, Enter keeps or changes the indentation by the Enter
// rules, undo takes back one key. What is not here is not typed: several cursors, snippets, formatting.

import { readFileSync } from 'node:fs';
import { lineIndex, positionAt } from '#engine/text/lines.ts';
import type { PlainRange, TextChange } from '#protocol';

/** A stretch of text that is replaced, as the editor tells it to the server. */
export interface Change {
  readonly range: PlainRange;
  readonly rangeLength: number;
  readonly text: string;
}

interface Pair {
  readonly open: string;
  readonly close: string;
}

interface EnterRule {
  readonly before: RegExp;
  readonly after: RegExp | undefined;
  readonly indent: string;
  readonly append: string;
}

interface LanguageFile {
  readonly autoClosingPairs: readonly Pair[];
  readonly autoCloseBefore: string;
  readonly onEnterRules: readonly {
    readonly beforeText: string;
    readonly afterText?: string;
    readonly action: { readonly indent: string; readonly appendText?: string };
  }[];
}

const LANGUAGE = JSON.parse(
  readFileSync(new URL('../../syntaxes/helm.language-configuration.json', import.meta.url), 'utf8'),
) as LanguageFile;
const RULES: readonly EnterRule[] = LANGUAGE.onEnterRules.map(({ beforeText, afterText, action }) => ({
  before: new RegExp(beforeText),
  after: afterText === undefined ? undefined : new RegExp(afterText),
  indent: action.indent,
  append: action.appendText ?? '',
}));
const TAB = '  ';

interface Past {
  readonly text: string;
  readonly cursor: number;
}

export class Keyboard {
  text: string;
  /** The cursor, and where the selection began. */
  cursor = 0;
  anchor = 0;
  readonly newline: string;
  /** What the editor told last. */
  last: readonly Change[] = [];
  readonly #told: (changes: readonly Change[]) => void;
  /** Where text stands that the editor wrote by itself and lets the user type over. */
  #closed: { start: number; end: number }[] = [];
  readonly #past: Past[] = [];

  /** `told` gets every change at once, in the editor's form. */
  constructor(text: string, told: (changes: readonly Change[]) => void) {
    this.text = text;
    this.newline = text.includes('\r\n') ? '\r\n' : '\n';
    this.#told = told;
  }

  put(cursor: number, anchor = cursor): void {
    this.cursor = cursor;
    this.anchor = anchor;
    this.#closed = [];
  }

  /** Whether the character is there already, written by the editor for the user to type over. */
  typesOver(character: string): boolean {
    return this.#closed.some(({ start }) => start === this.cursor) && this.text[this.cursor] === character;
  }

  type(character: string): void {
    if (this.typesOver(character)) {
      this.cursor = this.anchor = this.cursor + 1;
      this.#closed = this.#closed.flatMap(({ start, end }) =>
        start + 1 === this.cursor ? (start + 1 < end ? [{ start: start + 1, end }] : []) : [{ start, end }],
      );
      return;
    }
    this.#remember();
    const close = this.cursor === this.anchor ? this.#closing(character) : '';
    this.#replaceSelection(character + close);
    this.cursor = this.anchor = this.cursor - close.length;
    if (close !== '') this.#closed.push({ start: this.cursor, end: this.cursor + close.length });
  }

  enter(): void {
    this.#remember();
    const [from, to] = this.#selection();
    const lineStart = startOfLine(this.text, from);
    const before = this.text.slice(lineStart, from);
    const after = this.text.slice(to, endOfLine(this.text, to));
    const indent = /^[ \t]*/.exec(before)?.[0] ?? '';
    const rule = RULES.find((one) => one.before.test(before) && (one.after?.test(after) ?? true));
    const deeper = rule?.indent === 'indent' || rule?.indent === 'indentOutdent';
    const own = indent + (deeper ? TAB : '') + (rule?.append ?? '');
    const further = rule?.indent === 'indentOutdent' ? this.newline + indent : '';
    // White space behind the cursor is the next line's indentation, and is taken away.
    const blank = /^[ \t]*/.exec(after)?.[0].length ?? 0;
    this.anchor = from;
    this.cursor = to + blank;
    this.#replaceSelection(this.newline + own + further);
    this.cursor = this.anchor = this.cursor - further.length;
  }

  /** A pair that stands around the cursor goes at once; white space in front of the text by whole steps. */
  backspace(): void {
    const [from, to] = this.#selection();
    if (from === 0 && to === 0) return;
    this.#remember();
    if (from === to) {
      const own = this.text.slice(startOfLine(this.text, from), from);
      const isIndent = own !== '' && own.trim() === '';
      const isPair = this.#closed.some(({ start, end }) => start === to && end === to + 1);
      const back = isIndent ? ((own.length - 1) % TAB.length) + 1 : this.text.endsWith('\r\n', from) ? 2 : 1;
      this.anchor = from - back;
      this.cursor = to + (isPair && !isIndent ? 1 : 0);
    }
    this.#replaceSelection('');
  }

  /** One edit, as a paste or a cut is. */
  insert(text: string): void {
    this.#remember();
    this.#replaceSelection(text.replaceAll('\n', this.newline));
  }

  /** Puts an indentation before each line of the selection, as Tab does. */
  indentLines(): void {
    this.#remember();
    const [from, to] = this.#selection();
    const start = startOfLine(this.text, from);
    const lines = this.text.slice(start, to).replace(/^(?=[^\r\n])/gm, TAB);
    this.anchor = start;
    this.cursor = to;
    this.#replaceSelection(lines);
  }

  /** What the server says follows from a key: one undo takes both back. The cursor stays before what is put in at it. */
  follow({ range, newText }: TextChange): void {
    const index = lineIndex(this.text);
    const at = (place: PlainRange['start']) => (index.starts[place.line] ?? 0) + place.character;
    const [start, end, cursor] = [at(range.start), at(range.end), this.cursor];
    this.#replace(start, end, newText);
    this.put(cursor <= start ? cursor : cursor >= end ? cursor + newText.length - (end - start) : start);
  }

  /** False when there is nothing to take back. */
  undo(): boolean {
    const past = this.#past.pop();
    if (past === undefined) return false;
    const { text } = this;
    let start = 0;
    while (start < text.length && start < past.text.length && text[start] === past.text[start]) start++;
    let tail = 0;
    const shared = Math.min(text.length, past.text.length) - start;
    while (tail < shared && text[text.length - 1 - tail] === past.text[past.text.length - 1 - tail]) tail++;
    this.#replace(start, text.length - tail, past.text.slice(start, past.text.length - tail));
    this.put(past.cursor);
    return true;
  }

  #remember(): void {
    this.#past.push({ text: this.text, cursor: this.cursor });
  }

  #selection(): [number, number] {
    return [Math.min(this.cursor, this.anchor), Math.max(this.cursor, this.anchor)];
  }

  #replaceSelection(text: string): void {
    const [from, to] = this.#selection();
    this.#replace(from, to, text);
    this.cursor = this.anchor = from + text.length;
  }

  #replace(from: number, to: number, text: string): void {
    const index = lineIndex(this.text);
    const range = { start: positionAt(index, from), end: positionAt(index, to) };
    this.text = this.text.slice(0, from) + text + this.text.slice(to);
    const grown = text.length - (to - from);
    this.#closed = this.#closed.flatMap(({ start, end }) =>
      start >= to ? [{ start: start + grown, end: end + grown }] : end <= from ? [{ start, end }] : [],
    );
    this.last = [{ range, rangeLength: to - from, text }];
    this.#told(this.last);
  }

  /** What the editor writes behind the character: the longest pair's close, without what is there of a shorter one's. */
  #closing(character: string): string {
    const before = this.text.slice(startOfLine(this.text, this.cursor), this.cursor) + character;
    const [pair] = LANGUAGE.autoClosingPairs
      .filter(({ open }) => before.endsWith(open))
      .sort((a, b) => b.open.length - a.open.length);
    if (pair === undefined || isQuoteInWord(pair, before)) return '';
    const after = this.text.slice(this.cursor, endOfLine(this.text, this.cursor));
    const inner = LANGUAGE.autoClosingPairs
      .filter((one) => one !== pair && pair.open.includes(one.open) && pair.close.endsWith(one.close))
      .sort((a, b) => b.open.length - a.open.length)[0];
    const there = inner !== undefined && after.startsWith(inner.close) ? inner.close : '';
    const next = after[there.length];
    if (next !== undefined && next.trim() !== '' && !LANGUAGE.autoCloseBefore.includes(next)) return '';
    return pair.close.slice(0, pair.close.length - there.length);
  }
}

/** A quote behind a letter is an apostrophe, and one in a quoted text closes it. */
function isQuoteInWord({ open }: Pair, before: string): boolean {
  if (!'"\'`'.includes(open)) return false;
  return /[\p{L}\p{N}_]$/u.test(before.slice(0, -1)) || (before.split(open).length - 1) % 2 === 0;
}

export function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line break begins. */
export function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : text[end - 1] === '\r' && end > offset ? end - 1 : end;
}
