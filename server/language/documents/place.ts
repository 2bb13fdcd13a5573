// Where in an action a cursor stands, read from the text to its left, so that it holds however broken the action is.

import { type Span, span } from '#engine/text/span.ts';
import type { FileText } from '../workspace/snapshot.ts';
import { actionAt } from './template.ts';

/** A word or a parenthesized group of the command that is being written, with the fields that hang on it. */
export interface Operand {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Place {
  /** `name` in `target.name`; the target is empty for the dot's own fields. */
  readonly kind: 'member' | 'word' | 'variable' | 'string';
  /** What was typed of the word so far. */
  readonly word: string;
  /** The word with what follows it to the right. */
  readonly replace: Span;
  /** For a member: the text before its dot, and where it begins. */
  readonly target: string;
  readonly targetStart: number;
  /** The operands of the command before this one; the function first. */
  readonly before: readonly Operand[];
  /** The command gets a value from a pipe. */
  readonly isPiped: boolean;
  /** What that pipe is, as written; empty when there is none. */
  readonly piped: string;
  /** The operands before the parentheses that hold this command, the innermost first. */
  readonly outer: readonly (readonly Operand[])[];
  /** The variable that the action declares or sets (`$x := …`); empty for none. */
  readonly declares: string;
  /** In parentheses. */
  readonly isNested: boolean;
  /** The block word that opens the action (`if`, `range`, `template` …); empty for none. */
  readonly head: string;
  /** For a string: the quote, and whether another one closes it. */
  readonly quote: string;
  readonly isQuoteClosed: boolean;
  /** The action has its `}}`. */
  readonly isActionClosed: boolean;
  /** Behind its `{{` or `{{-`. */
  readonly actionStart: number;
}

/** The place at an offset; undefined outside actions, in comments and behind something that no word may follow. */
export function placeAt(file: FileText, offset: number): Place | undefined {
  const action = actionAt(file, offset);
  if (action === undefined) return undefined;
  return new Scan(file.text, action.start, offset).run(action.isClosed);
}

/** A command that is being written around a place. */
export interface OpenCommand {
  /** Those that are complete; the function first. */
  readonly operands: readonly Operand[];
  readonly isPiped: boolean;
  /** The block word, for the action's own command. */
  readonly head: string;
}

export interface OpenCommands {
  /** The innermost first; the last is the action's own. */
  readonly commands: readonly OpenCommand[];
  /** The variable that the action declares or sets; empty for none. */
  readonly declares: string;
}

/** The commands that an offset lies in, however broken the action is; undefined outside actions and in comments. */
export function commandsAt(file: FileText, offset: number): OpenCommands | undefined {
  const action = actionAt(file, offset);
  return action && new Scan(file.text, action.start, offset).commands();
}

interface Level {
  readonly start: number;
  operands: Operand[];
  isPiped: boolean;
  /** Where the pipeline begins, and where its last `|` stands. */
  from: number;
  bar: number;
}

function levelAt(start: number, from: number): Level {
  return { start, operands: [], isPiped: false, from, bar: from };
}

const WORD = /[\p{L}\p{Nd}_$.]+(?:-+[\p{L}\p{Nd}_]+)*-*/uy;
const PLAIN_WORD = /[\p{L}\p{Nd}_$.]+/uy;
const RIGHT = /[\p{L}\p{Nd}_]*(?:-+[\p{L}\p{Nd}_]+)*/uy;

const HEADS: ReadonlySet<string> = new Set(['if', 'range', 'with', 'else', 'template', 'block', 'define']);

/** Reads from the beginning of the action to the cursor. */
class Scan {
  readonly #text: string;
  readonly #offset: number;
  readonly #start: number;
  #at: number;
  #levels: Level[];
  #head = '';
  #declares = '';

  constructor(text: string, start: number, offset: number) {
    this.#text = text;
    this.#offset = offset;
    this.#at = start;
    this.#start = start;
    this.#levels = [levelAt(start, start)];
  }

  /** What is being written at the offset is no operand yet. */
  commands(): OpenCommands {
    this.run(false);
    const commands = this.#levels.map(({ operands, isPiped }, i) => ({
      operands: operands.filter(({ end }) => end < this.#offset),
      isPiped,
      head: i === 0 ? this.#head : '',
    }));
    return { commands: commands.reverse(), declares: this.#declares };
  }

  run(isActionClosed: boolean): Place | undefined {
    while (this.#at < this.#offset) {
      const char = this.#text[this.#at] as string;
      if (char === '"' || char === '`' || char === "'") {
        const end = this.#stringEnd(char);
        if (end === undefined) return char === "'" ? undefined : this.#string(char, isActionClosed);
        this.#add(this.#at, end);
      } else if (!this.#word()) this.#mark(char);
    }
    return this.#here(isActionClosed);
  }

  get #level(): Level {
    return this.#levels.at(-1) as Level;
  }

  /** Where the string at the cursor of the scan ends; undefined when the offset lies inside it. */
  #stringEnd(quote: string): number | undefined {
    for (let at = this.#at + 1; at < this.#offset; at++) {
      const char = this.#text[at];
      if (char === '\\' && quote !== '`') at++;
      else if (char === quote) return at + 1;
    }
    return undefined;
  }

  #word(): boolean {
    // A minus belongs to a key that is being typed (`.Values.my-ke`), never to a number or a plain word.
    const isChain = this.#text[this.#at] === '.' || this.#text[this.#at] === '$';
    const pattern = isChain ? WORD : PLAIN_WORD;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text)?.[0];
    if (match === undefined) return false;
    const end = Math.min(this.#at + match.length, this.#offset);
    if (this.#level.operands.length === 0 && this.#isHead(this.#text.slice(this.#at, end), end)) {
      this.#at = end;
      this.#level.from = end;
      return true;
    }
    this.#add(this.#at, end);
    return true;
  }

  #isHead(word: string, end: number): boolean {
    if (this.#levels.length > 1 || this.#level.isPiped || end === this.#offset || !HEADS.has(word)) return false;
    if (this.#head !== '' && this.#head !== 'else') return false;
    this.#head = word;
    return true;
  }

  /** An operand; fields directly behind parentheses are a part of it. */
  #add(start: number, end: number): void {
    const { operands } = this.#level;
    const last = operands.at(-1);
    if (last && last.end === start && this.#text[start] === '.') operands.pop();
    const from = last && last.end === start && this.#text[start] === '.' ? last.start : start;
    operands.push({ text: this.#text.slice(from, end), start: from, end });
    this.#at = end;
  }

  #mark(char: string): void {
    const at = this.#at++;
    if (char === '(') this.#levels.push(levelAt(at, at + 1));
    else if (char === ')' && this.#levels.length > 1) {
      const { start } = this.#levels.pop() as Level;
      this.#add(start, at + 1);
    } else if (char === '|') {
      this.#level.operands = [];
      this.#level.isPiped = true;
      this.#level.bar = at;
    } else if (char === '=' || char === ',' || char === ':') {
      const name = this.#level.operands.at(-1)?.text ?? this.#declares;
      if (this.#levels.length === 1) this.#declares = name;
      this.#level.operands = [];
      this.#level.from = this.#at;
    }
  }

  #common(isActionClosed: boolean) {
    return {
      isPiped: this.#level.isPiped,
      piped: this.#text.slice(this.#level.from, this.#level.bar).trim(),
      outer: this.#levels
        .slice(0, -1)
        .map(({ operands }) => operands)
        .reverse(),
      declares: this.#declares,
      isNested: this.#levels.length > 1,
      head: this.#head,
      quote: '',
      isQuoteClosed: false,
      isActionClosed,
      actionStart: this.#start,
    };
  }

  #string(quote: string, isActionClosed: boolean): Place {
    const start = this.#at + 1;
    const line = /[^\r\n]*/y;
    line.lastIndex = this.#offset;
    const right = line.exec(this.#text)?.[0] ?? '';
    const close = right.indexOf(quote);
    const isQuoteClosed = close >= 0 && !right.slice(0, close).includes('}}');
    // Without a closing quote the rest of the line is no part of the string that is being typed.
    const end = isQuoteClosed ? this.#offset + close : this.#offset;
    return {
      ...this.#common(isActionClosed),
      kind: 'string',
      word: this.#text.slice(start, this.#offset),
      replace: span(start, end),
      target: '',
      targetStart: start,
      before: this.#level.operands,
      quote,
      isQuoteClosed,
    };
  }

  #here(isActionClosed: boolean): Place | undefined {
    const { operands } = this.#level;
    const last = operands.at(-1);
    const isTyping = last !== undefined && last.end === this.#offset;
    const text = isTyping ? last.text : '';
    const start = isTyping ? last.start : this.#offset;
    const before = isTyping ? operands.slice(0, -1) : operands;
    // Behind a string or a closed parenthesis only a dot may follow.
    if (/["'`)]$/.test(text)) return undefined;
    const tail = /[^)"'`]*$/.exec(text)?.[0] ?? '';
    const dot = tail.lastIndexOf('.');
    const word = dot < 0 ? tail : tail.slice(dot + 1);
    const wordStart = this.#offset - word.length;
    const kind = dot >= 0 ? 'member' : word.startsWith('$') ? 'variable' : 'word';
    if (kind === 'word' && /^\d/.test(word)) return undefined;
    const target = dot < 0 ? '' : text.slice(0, text.length - word.length - 1);
    const replace = span(wordStart, this.#rightEnd(kind === 'member'));
    return { ...this.#common(isActionClosed), kind, word, replace, target, targetStart: start, before };
  }

  #rightEnd(withMinus: boolean): number {
    const pattern = withMinus ? RIGHT : /[\p{L}\p{Nd}_]*/uy;
    pattern.lastIndex = this.#offset;
    return this.#offset + (pattern.exec(this.#text)?.[0].length ?? 0);
  }
}
