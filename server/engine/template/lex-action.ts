// The words of one action, from `{{` to `}}`: Go's stream up to its first error, and from there on as much as still makes sense.

import { type Span, span } from '../text/span.ts';
import { CHAR, describeRune, isAlphaNumeric, isDigit, isSpace, runeAt, runeWidth } from './chars.ts';
import { scanNumber } from './lex-number.ts';
import { KEYWORDS, type Token, type TokenKind } from './token.ts';

/** The text and what searches in it have found out, so that no part is searched twice in vain. */
export interface Source {
  readonly text: string;
  /** From here on there is no backquote. */
  noBackquoteFrom: number;
  /** Between start and end there is no end of a comment; `end` has one, or is Infinity. */
  commentEnd: Span;
  /** A string that starts inside this range does not end on its line; by quote character. */
  readonly open: { double: Span; single: Span };
}

/** An action as words. */
export interface LexedAction {
  readonly kind: 'action';
  readonly start: number;
  readonly open: Token;
  /** Go's tokens after `{{`; a closed action's end with its `}}`. */
  readonly tokens: readonly Token[];
  /**
   * For an action without its own `}}`: the tokens of the part that is taken for it (up to the line's end or the next
   * `{{`), ending in an empty `}}`. Null for a closed action.
   */
  readonly recovered: readonly Token[] | null;
  /** Where the action ends, and where the text after it begins. */
  readonly end: number;
  readonly resume: number;
}

export function newSource(text: string): Source {
  return {
    text,
    noBackquoteFrom: Infinity,
    commentEnd: span(0, 0),
    open: { double: span(0, 0), single: span(0, 0) },
  };
}

/** The offset of the next end of a comment at or after `from`; -1 for none. */
export function findCommentEnd(source: Source, from: number): number {
  const { start, end } = source.commentEnd;
  if (from < start || from > end || end === 0) {
    const found = source.text.indexOf('*/', from);
    source.commentEnd = span(from, found < 0 ? Infinity : found);
  }
  return source.commentEnd.end === Infinity ? -1 : source.commentEnd.end;
}

/** Whether a left trim marker stands at `at`: a minus and a white space. */
export function leftTrimAt(text: string, at: number): boolean {
  return text.charCodeAt(at) === CHAR.minus && isSpace(text.charCodeAt(at + 1));
}

/** The end of the white space at `at`. */
export function skipSpace(text: string, at: number): number {
  let end = at;
  while (end < text.length && isSpace(text.charCodeAt(end))) end++;
  return end;
}

/** Length of a right delimiter at `at`, white space of its trim marker included: 4, 2, or 0 for none. */
export function rightDelimAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit === CHAR.rightBrace) return text.charCodeAt(at + 1) === CHAR.rightBrace ? 2 : 0;
  if (!isSpace(unit) || text.charCodeAt(at + 1) !== CHAR.minus) return 0;
  return text.startsWith('}}', at + 2) ? 4 : 0;
}

/** Lexes the action whose `{{` is at `start`. */
export function lexAction(source: Source, start: number): LexedAction {
  const { text } = source;
  const trims = leftTrimAt(text, start + 2);
  const open = token('leftDelim', start, start + (trims ? 3 : 2), '{{');
  const lexer = new ActionLexer(source, start + (trims ? 4 : 2));
  const delim = lexer.run();
  if (delim > 0) {
    const end = lexer.at + delim;
    const close = token('rightDelim', delim === 4 ? end - 3 : end - 2, end, '}}');
    lexer.tokens.push(close);
    return {
      kind: 'action',
      start,
      open,
      tokens: lexer.tokens,
      recovered: null,
      end,
      resume: delim === 4 ? skipSpace(text, end) : end,
    };
  }
  const end = extentEnd(text, start + 2, lexer.at);
  return {
    kind: 'action',
    start,
    open,
    tokens: lexer.tokens,
    recovered: cutTokens(text, lexer.tokens, end),
    end,
    resume: end,
  };
}

/** Where an action that nobody closed ends: at the end of its line, or where lexing stopped. */
function extentEnd(text: string, from: number, limit: number): number {
  let end = from;
  while (end < limit && text.charCodeAt(end) !== CHAR.lf) end++;
  return end > from && end < limit && text.charCodeAt(end - 1) === CHAR.cr ? end - 1 : end;
}

/** The tokens before `end`; one that reaches beyond (a raw string, white space) is cut. */
function cutTokens(text: string, tokens: readonly Token[], end: number): Token[] {
  const kept: Token[] = [];
  for (const word of tokens) {
    if (word.start >= end) break;
    if (word.end <= end) kept.push(word);
    else if (word.kind === 'space') kept.push(token('space', word.start, end, text.slice(word.start, end)));
    else kept.push(errorToken(text, word.start, end, 'unterminated raw quoted string'));
  }
  kept.push(token('rightDelim', end, end, '}}'));
  return kept;
}

function token(kind: TokenKind, start: number, end: number, text: string): Token {
  return { kind, start, end, text, message: '' };
}

function errorToken(text: string, start: number, end: number, message: string): Token {
  return { kind: 'error', start, end, text: text.slice(start, end), message };
}

const ASCII_WORD = /[A-Za-z0-9_]*/y;
const PLAIN_STRING = /"[^"\\\n]*"/y;
/** What may follow a word, beside the right delimiter: white space and `.,|:)(`. */
const TERMINATORS: ReadonlySet<number> = new Set([...' \t\r\n.,|:)('].map((char) => char.charCodeAt(0)));
const PUNCTUATION: Readonly<Record<number, TokenKind>> = { [CHAR.equals]: 'assign', [CHAR.pipe]: 'pipe' };

class ActionLexer {
  readonly tokens: Token[] = [];
  at: number;
  private readonly source: Source;
  private readonly text: string;
  private depth = 0;

  constructor(source: Source, at: number) {
    this.source = source;
    this.text = source.text;
    this.at = at;
  }

  /** Lexes to the right delimiter and returns its length, or 0 when the text or another `{{` comes first. */
  run(): number {
    const { text } = this;
    for (;;) {
      const delim = rightDelimAt(text, this.at);
      if (delim > 0) {
        if (this.depth > 0) this.error(this.at, 'unclosed left paren');
        return delim;
      }
      if (this.at >= text.length) {
        this.error(this.at, 'unclosed action');
        return 0;
      }
      if (text.startsWith('{{', this.at)) {
        // For Go these are two characters, and the first of them is an error wherever it stands.
        this.tokens.push(token('char', this.at, this.at + 1, '{'));
        return 0;
      }
      this.word(text.charCodeAt(this.at));
    }
  }

  private word(unit: number): void {
    const { text, at } = this;
    const punctuation = PUNCTUATION[unit];
    if (isSpace(unit)) this.space();
    else if (punctuation !== undefined) this.emit(punctuation, at + 1);
    else if (unit === CHAR.dot) {
      const next = text.charCodeAt(at + 1);
      // At the very end of the text Go takes a dot for a number.
      if (at + 1 < text.length && !isDigit(next)) this.fieldOrVariable('field');
      else this.number();
    } else if (unit === CHAR.dollar) this.fieldOrVariable('variable');
    else if (unit === CHAR.doubleQuote) this.quoted('string', unit);
    else if (unit === CHAR.quote) this.quoted('charConstant', unit);
    else if (unit === CHAR.backquote) this.rawString();
    else if (unit === CHAR.leftParen || unit === CHAR.rightParen) this.paren(unit);
    else if (unit === CHAR.colon) {
      if (text.charCodeAt(at + 1) === CHAR.equals) this.emit('declare', at + 2);
      else this.error(at + 1, 'expected :=');
    } else if (unit === CHAR.plus || unit === CHAR.minus || isDigit(unit)) this.number();
    else this.identifierOrChar();
  }

  private emit(kind: TokenKind, end: number): void {
    this.tokens.push(token(kind, this.at, end, this.text.slice(this.at, end)));
    this.at = end;
  }

  private error(end: number, message: string): void {
    this.tokens.push(errorToken(this.text, this.at, end, message));
    this.at = end;
  }

  /** The last white space before `-}}` belongs to the delimiter. */
  private space(): void {
    const end = skipSpace(this.text, this.at);
    this.emit('space', rightDelimAt(this.text, end - 1) === 4 ? end - 1 : end);
  }

  private paren(unit: number): void {
    if (unit === CHAR.leftParen) {
      this.depth++;
      this.emit('leftParen', this.at + 1);
    } else if (this.depth > 0) {
      this.depth--;
      this.emit('rightParen', this.at + 1);
    } else this.error(this.at + 1, 'unexpected right paren');
  }

  private number(): void {
    const { kind, end, message } = scanNumber(this.text, this.at);
    if (kind === 'error') this.error(end, message);
    else this.emit(kind, end);
  }

  private identifierOrChar(): void {
    const rune = runeAt(this.text, this.at);
    if (isAlphaNumeric(rune)) this.identifier();
    else if (this.text.startsWith('/*', this.at)) this.misplacedComment();
    else if (rune > CHAR.space && rune < 127) this.emit('char', this.at + 1);
    else this.error(this.at + runeWidth(rune), `unrecognized character in action: ${describeRune(rune)}`);
  }

  /** For Go the slash is the error; the rest of what was meant as a comment is skipped. */
  private misplacedComment(): void {
    const { text } = this;
    this.emit('char', this.at + 1);
    const close = findCommentEnd(this.source, this.at + 1);
    const whole = close >= 0 && !text.slice(this.at + 1, close).includes('/*');
    if (whole) this.error(close + 2, 'unexpected comment');
  }

  private identifier(): void {
    const end = this.alphaNumericEnd(this.at);
    if (!this.terminatorAt(end)) {
      this.badCharacter(end);
      return;
    }
    const word = this.text.slice(this.at, end);
    this.emit(KEYWORDS.get(word) ?? (word === 'true' || word === 'false' ? 'bool' : 'identifier'), end);
  }

  /** A dot or a dollar alone are words too. */
  private fieldOrVariable(kind: 'field' | 'variable'): void {
    const alone = this.at + 1;
    const end = this.alphaNumericEnd(alone);
    if (this.terminatorAt(alone)) this.emit(kind === 'field' ? 'dot' : 'variable', alone);
    else if (this.terminatorAt(end)) this.emit(kind, end);
    else this.badCharacter(end);
  }

  /** Go's error names one character; the token takes the whole word, so that what follows reads on. */
  private badCharacter(end: number): void {
    const message = `bad character ${describeRune(runeAt(this.text, end))}`;
    let to = end;
    while (!this.terminatorAt(to) && !this.text.startsWith('{{', to) && !isQuote(this.text.charCodeAt(to))) {
      to += runeWidth(runeAt(this.text, to));
    }
    this.error(Math.max(to, this.at + 1), message);
  }

  private alphaNumericEnd(from: number): number {
    ASCII_WORD.lastIndex = from;
    ASCII_WORD.test(this.text);
    let end = ASCII_WORD.lastIndex;
    for (;;) {
      const rune = runeAt(this.text, end);
      if (!isAlphaNumeric(rune)) return end;
      end += runeWidth(rune);
    }
  }

  private terminatorAt(at: number): boolean {
    if (at >= this.text.length) return true;
    const unit = this.text.charCodeAt(at);
    return TERMINATORS.has(unit) || (unit === CHAR.rightBrace && this.text.charCodeAt(at + 1) === CHAR.rightBrace);
  }

  private quoted(kind: 'string' | 'charConstant', quote: number): void {
    const end = this.quotedEnd(quote);
    const message = kind === 'string' ? 'unterminated quoted string' : 'unterminated character constant';
    if (end >= 0) this.emit(kind, end);
    else this.error(this.brokenStringEnd(), message);
  }

  /** The end of the string that opens here, or -1 when its line ends first. */
  private quotedEnd(quote: number): number {
    const { text } = this;
    const { open } = this.source;
    if (quote === CHAR.doubleQuote) {
      PLAIN_STRING.lastIndex = this.at;
      if (PLAIN_STRING.test(text)) return PLAIN_STRING.lastIndex;
    }
    const side = quote === CHAR.quote ? 'single' : 'double';
    // An earlier string ran past this very point without an end; so would this one.
    if (this.at >= open[side].start && this.at < open[side].end) return -1;
    for (let i = this.at + 1; ; i++) {
      const unit = text.charCodeAt(i);
      if (unit === quote) return i + 1;
      const escaped = unit === CHAR.backslash ? text.charCodeAt(++i) : unit;
      if (i >= text.length || escaped === CHAR.lf) {
        open[side] = span(this.at, i);
        return -1;
      }
    }
  }

  private rawString(): void {
    const { source, at } = this;
    const close = at + 1 >= source.noBackquoteFrom ? -1 : this.text.indexOf('`', at + 1);
    if (close >= 0) {
      this.emit('rawString', close + 1);
      return;
    }
    source.noBackquoteFrom = Math.min(source.noBackquoteFrom, at + 1);
    this.error(this.brokenStringEnd(), 'unterminated raw quoted string');
  }

  /** A string without an end is taken to reach to the delimiter or the end of its line. */
  private brokenStringEnd(): number {
    const { text, at } = this;
    let end = at + 1;
    while (end < text.length && text.charCodeAt(end) !== CHAR.lf) {
      if (text.startsWith('{{', end) || rightDelimAt(text, end) > 0) break;
      end++;
    }
    while (end > at + 1 && isSpace(text.charCodeAt(end - 1))) end--;
    return end;
  }
}

function isQuote(unit: number): boolean {
  return unit === CHAR.doubleQuote || unit === CHAR.backquote;
}
