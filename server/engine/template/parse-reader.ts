// What the parser's parts share while they read one action: its tokens, the variables in scope, and the errors so far.

import { type LineIndex, lineAt, lineIndex } from '../text/lines.ts';
import { type Span, span } from '../text/span.ts';
import type { AnyNode, ErrorNode, ParsedFile } from './node.ts';

type Problem = ParsedFile['errors'][number];

import { describeToken, type Token } from './token.ts';

/** One file being parsed. */
export interface ParseFile {
  readonly file: string;
  readonly text: string;
  readonly isFunction: (name: string) => boolean;
  readonly errors: Problem[];
  /** 1-based line of an offset. */
  readonly lineOf: (offset: number) => number;
}

/** Go's Tree while parsing: a define or block has its own variables and its own depth of ranges. */
export interface TreeState {
  readonly vars: Variables;
  rangeDepth: number;
  /** Offset of the `{{` of the action being read; -1 outside. Not always set, just as in Go. */
  actionStart: number;
}

export function newParseFile(file: string, text: string, isFunction: (name: string) => boolean): ParseFile {
  let index: LineIndex | undefined;
  const lineOf = (offset: number) => {
    index ??= lineIndex(text);
    return lineAt(index, offset) + 1;
  };
  return { file, text, isFunction, errors: [], lineOf };
}

export function newTreeState(): TreeState {
  const vars = new Variables();
  vars.push('$');
  return { vars, rangeDepth: 0, actionStart: -1 };
}

/** The variables declared so far, as a stack; a name may be there several times. */
export class Variables {
  private readonly names: string[] = [];
  private readonly counts = new Map<string, number>();

  get length(): number {
    return this.names.length;
  }

  has(name: string): boolean {
    return (this.counts.get(name) ?? 0) > 0;
  }

  push(name: string): void {
    this.names.push(name);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  /** Forgets all but the first `length`. */
  pop(length: number): void {
    while (this.names.length > length) {
      const name = this.names.pop() as string;
      this.counts.set(name, (this.counts.get(name) ?? 0) - 1);
    }
  }
}

/**
 * Reads the tokens of one action with Go's look-ahead. The first error is Go's; later ones in the same action are kept only
 * when they do not follow from it (an unknown function, say).
 */
export class Reader {
  readonly in: ParseFile;
  readonly tree: TreeState;
  /** Message of the first error of form; while it stands, no other of form is reported. */
  broken: string | undefined;
  /** Errors, in the order found. */
  readonly found: Problem[] = [];
  private readonly tokens: readonly Token[];
  private readonly stop: Token;
  private at = 0;
  /** The furthest token read: its line is the line of an error. */
  private far = 0;

  constructor(file: ParseFile, tree: TreeState, tokens: readonly Token[]) {
    this.in = file;
    this.tree = tree;
    this.tokens = tokens;
    const end = tokens[tokens.length - 1]?.end ?? 0;
    this.stop = { kind: 'rightDelim', start: end, end, text: '}}', message: '' };
  }

  next(): Token {
    const word = this.tokenAt(this.at++);
    this.far = Math.max(this.far, this.at - 1);
    return word;
  }

  back(): void {
    this.at--;
  }

  peek(): Token {
    const word = this.next();
    this.at--;
    return word;
  }

  nextNonSpace(): Token {
    let word = this.next();
    while (word.kind === 'space') word = this.next();
    return word;
  }

  peekNonSpace(): Token {
    const word = this.nextNonSpace();
    this.at--;
    return word;
  }

  /** A place to come back to. */
  mark(): number {
    return this.at;
  }

  reset(mark: number): void {
    this.at = mark;
  }

  /** Offset of the last token that was looked at; Go reports its line. */
  get farOffset(): number {
    return this.tokenAt(this.far).start;
  }

  /** End of the last word before the current one, white space aside. */
  endBefore(): number {
    for (let i = this.at - 2; i >= 0; i--) {
      const word = this.tokenAt(i);
      if (word.kind !== 'space') return word.end;
    }
    return this.tokenAt(0).start;
  }

  /** Reports an error of form: what follows of the action may be misread, so that later ones of form are not reported. */
  fail(message: string, where: Span, line = this.in.lineOf(this.farOffset)): string {
    if (this.broken !== undefined) return this.broken;
    this.broken = message;
    this.found.push({ message, line, span: where });
    return message;
  }

  /** Reports an error of meaning: the form stands. */
  complain(message: string, where: Span): string {
    this.found.push({ message, line: this.in.lineOf(this.farOffset), span: where });
    return message;
  }

  /** Go's `unexpected`: for an error token its own message, with the action's start when that is on another line. */
  unexpected(word: Token, context: string, where: Span = span(word.start, word.end)): string {
    if (word.kind !== 'error') return this.fail(`unexpected ${describeToken(word)} in ${context}`, where);
    const { actionStart } = this.tree;
    const startLine = actionStart < 0 ? 0 : this.in.lineOf(actionStart);
    if (startLine === 0 || startLine === this.in.lineOf(word.start)) return this.fail(word.message, where);
    const prefix = word.message.endsWith(' action') ? '' : ' in action';
    return this.fail(`${word.message}${prefix} started at ${this.in.file}:${startLine}`, where);
  }

  errorNode(where: Span, message: string, parts: readonly AnyNode[] = []): ErrorNode {
    return makeErrorNode(this.in.text, where, message, parts);
  }

  /** Behind the last token there is nothing but the end of the action. */
  private tokenAt(index: number): Token {
    return this.tokens[index] ?? this.stop;
  }
}

export function makeErrorNode(text: string, where: Span, message: string, parts: readonly AnyNode[] = []): ErrorNode {
  const { start, end } = where;
  return { kind: 'error', span: where, pos: start, message, text: text.slice(start, end), parts };
}
