// The YAML scanner: characters to tokens, with libyaml's rules for indentation, simple keys and what it looks at when.
//
// It departs from the YAML specification wherever libyaml (as ported by go-yaml v2) does, and it looks ahead exactly as
// far: which of two errors is reported, and on which line, depends on that. Longer than other files: one machine.

import { scanBlockScalar } from './scan-block.ts';
import { type ByteStream, readStream } from './scan-bytes.ts';
import { isBlankOrEnd, isBreak, isBreakOrEnd } from './scan-chars.ts';
import { scanPlain, scanQuoted } from './scan-flow.ts';
import { YamlProblem } from './scan-problem.ts';
import { scanAnchor, scanDirective, scanTag } from './scan-tag.ts';
import {
  ALIAS,
  ANCHOR,
  BLOCK_END,
  BLOCK_ENTRY,
  BLOCK_MAPPING_START,
  BLOCK_SEQUENCE_START,
  DOCUMENT_END,
  DOCUMENT_START,
  FLOW_ENTRY,
  FLOW_MAPPING_END,
  FLOW_MAPPING_START,
  FLOW_SEQUENCE_END,
  FLOW_SEQUENCE_START,
  KEY,
  type ScalarStyle,
  STREAM_END,
  Token,
  VALUE,
} from './scan-token.ts';

/** Nesting deeper than this is an error, for blocks and for flow collections. */
const MAX_DEPTH = 10000;
/** A simple key's `:` comes within so many characters. */
const MAX_KEY = 1024;
/** What the scanner wants to see before it decides which token begins: `--- ` and `... ` are the longest. */
const LOOKAHEAD = 4;

/** A place where a simple key may have begun; one for each flow level. */
interface SimpleKey {
  possible: boolean;
  required: boolean;
  /** Number of the token that is the key's first. */
  token: number;
  pos: number;
  line: number;
  column: number;
}

export class Scanner {
  /** The text with NUL characters behind its end, so that looking ahead needs no check. */
  readonly text: string;
  pos = 0;
  /** 0-based. */
  line = 0;
  lineStart = 0;
  flowLevel = 0;
  /** Column of the innermost block collection, -1 outside. */
  indent = -1;
  simpleKeyAllowed = true;
  /** Units that the original text has before `text`. */
  readonly shift: number;

  private readonly stream: ByteStream;
  private readonly indents: number[] = [];
  private readonly keys: SimpleKey[] = [newKey()];
  /** Level of the key that may begin at a token, by token number; kept with libyaml's omissions, which show. */
  private readonly keyAt = new Map<number, number>();
  /** The queue is tokens[head] up to tokens[tail]; the rest are spare. */
  private readonly tokens: Token[] = [];
  private head = 0;
  private tail = 0;
  private parsed = 0;
  private available = false;
  private ended = false;
  /** See toNextToken. */
  private readonly markEnd: number;

  constructor(source: string) {
    this.stream = readStream(source);
    this.shift = this.stream.shift;
    this.text = `${this.stream.text}\0\0\0\0`;
    this.markEnd = this.stream.text.charCodeAt(0) === 0xfeff ? Math.min(this.stream.text.length, 500) : 0;
  }

  get column(): number {
    return this.pos - this.lineStart;
  }

  /** The next token, not consumed. */
  peek(): Token {
    if (!this.available) this.fetchMore();
    return this.tokens[this.head] as Token;
  }

  /** Consumes the token that peek gave. */
  skip(): void {
    if (this.keyAt.size > 0) this.keyAt.delete(this.parsed);
    this.available = false;
    this.parsed++;
    this.head++;
    if (this.head === this.tail) {
      this.head = 0;
      this.tail = 0;
    }
  }

  /** Fails unless `count` characters can be had; only a text with a bad byte ever runs out. */
  need(count: number): void {
    if (this.pos + count <= this.stream.limit) return;
    const at = this.stream.problemAt;
    throw new YamlProblem('bytes', this.stream.problem, 0, { start: at, end: at + 1 });
  }

  fail(message: string, start = this.pos, end = this.pos + 1): never {
    throw new YamlProblem('scanner', message, this.line, { start: Math.min(start, this.pos), end });
  }

  /** Steps over the line break at `pos`. */
  skipBreak(): void {
    this.pos += this.text.charCodeAt(this.pos) === 13 && this.text.charCodeAt(this.pos + 1) === 10 ? 2 : 1;
    this.line++;
    this.lineStart = this.pos;
  }

  /** Steps over the line break at `pos` and gives what it counts as: LF, or LS and PS as they are. */
  readBreak(): string {
    const c = this.text.charCodeAt(this.pos);
    this.skipBreak();
    return c === 0x2028 ? '\u2028' : c === 0x2029 ? '\u2029' : '\n';
  }

  /** Whether `---` or `...` stands here, at the start of a line. */
  atDocumentIndicator(): boolean {
    const { text, pos } = this;
    if (pos !== this.lineStart) return false;
    const c = text.charCodeAt(pos);
    if (c !== 45 && c !== 46) return false;
    return text.charCodeAt(pos + 1) === c && text.charCodeAt(pos + 2) === c && isBlankOrEnd(text.charCodeAt(pos + 3));
  }

  /** Appends a token to the queue. */
  push(type: number, start: number, end: number, line: number, value = '', style: ScalarStyle = 'plain'): Token {
    const { tokens, tail } = this;
    if (tail === tokens.length) tokens.push(new Token());
    const token = tokens[tail] as Token;
    this.tail = tail + 1;
    token.type = type;
    token.start = start;
    token.end = end;
    token.line = line;
    token.value = value;
    token.style = style;
    return token;
  }

  /** Puts a token at its place in the queue; a negative place, which a forgotten key can give, is the end. */
  private insert(place: number, type: number, pos: number, line: number): void {
    const token = this.push(type, pos, pos, line);
    if (place < 0) return;
    const { tokens } = this;
    const at = this.head + place;
    for (let i = this.tail - 1; i > at; i--) tokens[i] = tokens[i - 1] as Token;
    tokens[at] = token;
  }

  /** Fetches tokens until the first in the queue can no longer turn out to be a key. */
  private fetchMore(): void {
    while (true) {
      if (this.head !== this.tail) {
        const level = this.keyAt.size === 0 ? undefined : this.keyAt.get(this.parsed);
        if (level === undefined) break;
        const key = this.keys[level];
        if (key === undefined || !this.isValid(key)) break;
      }
      if (this.ended) {
        this.push(STREAM_END, this.pos, this.pos, this.line);
        break;
      }
      this.fetchNext();
    }
    this.available = true;
  }

  /** The dispatcher; a table, and so longer than other functions. */
  private fetchNext(): void {
    this.need(1);
    this.toNextToken();
    this.unrollIndent(this.pos - this.lineStart);
    this.need(LOOKAHEAD);
    const { text, pos } = this;
    const c = text.charCodeAt(pos);
    const next = text.charCodeAt(pos + 1);
    switch (c) {
      case 0:
        this.fetchStreamEnd();
        break;
      case 37: // %
        if (pos !== this.lineStart) this.failStart();
        this.fetchDirective();
        break;
      case 45: // -
        if (this.atDocumentIndicator()) this.fetchDocumentIndicator(DOCUMENT_START);
        else if (isBlankOrEnd(next)) this.fetchBlockEntry();
        else this.fetchPlain();
        break;
      case 46: // .
        if (this.atDocumentIndicator()) this.fetchDocumentIndicator(DOCUMENT_END);
        else this.fetchPlain();
        break;
      case 91: // [
        this.fetchFlowStart(FLOW_SEQUENCE_START);
        break;
      case 123: // {
        this.fetchFlowStart(FLOW_MAPPING_START);
        break;
      case 93: // ]
        this.fetchFlowEnd(FLOW_SEQUENCE_END);
        break;
      case 125: // }
        this.fetchFlowEnd(FLOW_MAPPING_END);
        break;
      case 44: // ,
        this.fetchFlowEntry();
        break;
      case 63: // ?
        if (this.flowLevel > 0 || isBlankOrEnd(next)) this.fetchKey();
        else this.fetchPlain();
        break;
      case 58: // :
        if (this.flowLevel > 0 || isBlankOrEnd(next)) this.fetchValue();
        else this.fetchPlain();
        break;
      case 42: // *
        this.startScalar();
        scanAnchor(this, ALIAS);
        break;
      case 38: // &
        this.startScalar();
        scanAnchor(this, ANCHOR);
        break;
      case 33: // !
        this.startScalar();
        scanTag(this);
        break;
      case 124: // |
      case 62: // >
        if (this.flowLevel > 0) this.failStart();
        this.fetchBlockScalar(c === 124);
        break;
      case 39: // '
      case 34: // "
        this.startScalar();
        scanQuoted(this, c);
        break;
      case 35: // #
      case 64: // @
      case 96: // `
        this.failStart();
        break;
      default:
        // Only a tab can be blank here: where keys may begin, it is no indentation.
        if (isBlankOrEnd(c)) this.failStart();
        this.fetchPlain();
    }
  }

  private failStart(): never {
    this.fail('found character that cannot start any token');
  }

  /** Skips blanks, comments and line breaks. */
  private toNextToken(): void {
    const { text } = this;
    while (true) {
      // libyaml skips a byte order mark at the start of a line, but looks for it at the front of its buffer. The
      // stream's own mark is gone by now; with a second one, a character of each line is lost until the buffer moves.
      if (this.markEnd > 0 && this.pos === this.lineStart && this.isMarkInBuffer()) this.pos++;
      let c = text.charCodeAt(this.pos);
      const tabs = this.flowLevel > 0 || !this.simpleKeyAllowed;
      while (c === 32 || (c === 9 && tabs)) c = text.charCodeAt(++this.pos);
      if (c === 35) while (!isBreakOrEnd(c)) c = text.charCodeAt(++this.pos);
      if (!isBreak(c)) return;
      this.need(2);
      this.skipBreak();
      if (this.flowLevel === 0) this.simpleKeyAllowed = true;
    }
  }

  private isMarkInBuffer(): boolean {
    return this.pos === 0 || this.pos + LOOKAHEAD <= this.markEnd;
  }

  private isValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    if (key.line === this.line && !this.isTooLong(key.pos)) return true;
    if (key.required) this.fail("could not find expected ':'", key.pos, key.pos + 1);
    key.possible = false;
    return false;
  }

  private isTooLong(from: number): boolean {
    if (this.pos - from <= MAX_KEY) return false;
    let characters = 0;
    for (let i = from; i < this.pos; i++) {
      if ((this.text.charCodeAt(i) & 0xfc00) !== 0xdc00) characters++;
    }
    return characters > MAX_KEY;
  }

  /** Notes that a simple key may begin here. */
  private saveKey(): void {
    if (!this.simpleKeyAllowed) return;
    const column = this.pos - this.lineStart;
    this.removeKey();
    const key = this.keys[this.keys.length - 1] as SimpleKey;
    key.possible = true;
    key.required = this.flowLevel === 0 && this.indent === column;
    key.token = this.parsed + this.tail - this.head;
    key.pos = this.pos;
    key.line = this.line;
    key.column = column;
    this.keyAt.set(key.token, this.keys.length - 1);
  }

  private removeKey(): void {
    const key = this.keys[this.keys.length - 1] as SimpleKey;
    if (!key.possible) return;
    if (key.required) this.fail("could not find expected ':'", key.pos, key.pos + 1);
    key.possible = false;
    this.keyAt.delete(key.token);
  }

  /** Opens a block collection when the column is deeper; its token goes to `place` of the queue. */
  private rollIndent(column: number, number: number, type: number, pos: number, line: number): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    if (this.indents.length > MAX_DEPTH) this.fail(`exceeded max depth of ${MAX_DEPTH}`);
    this.insert(number < 0 ? -1 : number - this.parsed, type, pos, line);
  }

  /** Closes the block collections that are deeper than the column. */
  private unrollIndent(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.push(BLOCK_END, this.pos, this.pos, this.line);
      this.indent = this.indents.pop() as number;
    }
  }

  private fetchStreamEnd(): void {
    if (this.pos !== this.lineStart) {
      this.line++;
      this.lineStart = this.pos;
    }
    this.unrollIndent(-1);
    this.removeKey();
    this.simpleKeyAllowed = false;
    this.ended = true;
    this.push(STREAM_END, this.pos, this.pos, this.line);
  }

  private fetchDirective(): void {
    this.unrollIndent(-1);
    this.removeKey();
    this.simpleKeyAllowed = false;
    scanDirective(this);
  }

  private fetchDocumentIndicator(type: number): void {
    this.unrollIndent(-1);
    this.removeKey();
    this.simpleKeyAllowed = false;
    this.pos += 3;
    this.push(type, this.pos - 3, this.pos, this.line);
  }

  /** Consumes one character as a token. */
  private pushIndicator(type: number): void {
    this.pos++;
    this.push(type, this.pos - 1, this.pos, this.line);
  }

  private fetchFlowStart(type: number): void {
    this.saveKey();
    // Until a key is saved, the new level carries the number of the bracket itself: closing an empty collection
    // forgets that the bracket may begin a key.
    const key = newKey();
    key.token = this.parsed + this.tail - this.head;
    this.keys.push(key);
    this.flowLevel++;
    if (this.flowLevel > MAX_DEPTH) this.fail(`exceeded max depth of ${MAX_DEPTH}`);
    this.simpleKeyAllowed = true;
    this.pushIndicator(type);
  }

  private fetchFlowEnd(type: number): void {
    this.removeKey();
    if (this.flowLevel > 0) {
      this.flowLevel--;
      this.keyAt.delete((this.keys.pop() as SimpleKey).token);
    }
    this.simpleKeyAllowed = false;
    this.pushIndicator(type);
  }

  private fetchFlowEntry(): void {
    this.removeKey();
    this.simpleKeyAllowed = true;
    this.pushIndicator(FLOW_ENTRY);
  }

  private fetchBlockEntry(): void {
    if (this.flowLevel === 0) {
      if (!this.simpleKeyAllowed) this.fail('block sequence entries are not allowed in this context');
      this.rollIndent(this.pos - this.lineStart, -1, BLOCK_SEQUENCE_START, this.pos, this.line);
    }
    this.removeKey();
    this.simpleKeyAllowed = true;
    this.pushIndicator(BLOCK_ENTRY);
  }

  private fetchKey(): void {
    if (this.flowLevel === 0) {
      if (!this.simpleKeyAllowed) this.fail('mapping keys are not allowed in this context');
      this.rollIndent(this.pos - this.lineStart, -1, BLOCK_MAPPING_START, this.pos, this.line);
    }
    this.removeKey();
    this.simpleKeyAllowed = this.flowLevel === 0;
    this.pushIndicator(KEY);
  }

  private fetchValue(): void {
    const key = this.keys[this.keys.length - 1] as SimpleKey;
    if (this.isValid(key)) {
      this.insert(key.token - this.parsed, KEY, key.pos, key.line);
      this.rollIndent(key.column, key.token, BLOCK_MAPPING_START, key.pos, key.line);
      key.possible = false;
      this.keyAt.delete(key.token);
      this.simpleKeyAllowed = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.simpleKeyAllowed) this.fail('mapping values are not allowed in this context');
        this.rollIndent(this.pos - this.lineStart, -1, BLOCK_MAPPING_START, this.pos, this.line);
      }
      this.simpleKeyAllowed = this.flowLevel === 0;
    }
    this.pushIndicator(VALUE);
  }

  /** What begins here may be a simple key, and no other follows it directly. */
  private startScalar(): void {
    this.saveKey();
    this.simpleKeyAllowed = false;
  }

  private fetchBlockScalar(literal: boolean): void {
    this.removeKey();
    this.simpleKeyAllowed = true;
    scanBlockScalar(this, literal);
  }

  private fetchPlain(): void {
    this.startScalar();
    scanPlain(this);
  }
}

function newKey(): SimpleKey {
  return { possible: false, required: false, token: 0, pos: 0, line: 0, column: 0 };
}
