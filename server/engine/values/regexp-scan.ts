// Reads a regular expression as Go's regexp/syntax does: its errors to the letter, and the same expression in the
// subset that re2js understands alike.

import { GoError } from './errors.ts';
import { type Operand, PLAIN, repeatIsValid } from './regexp-repeat.ts';
import { Bracket, classText } from './regexp-revised.ts';
import { unicodeClassName } from './regexp-unicode.ts';

/** What scanning gives: the expression for re2js, and the name of each group (empty when it has none; index 0 is the whole). */
export interface ScannedPattern {
  readonly source: string;
  readonly names: readonly string[];
}

/** Scans `pattern`; throws GoError with Go's text for what Go's parser refuses (all but its two size limits). */
export function scanPattern(pattern: string): ScannedPattern {
  const scanner = new Scanner(pattern);
  scanner.scan();
  return { source: scanner.out.join(''), names: scanner.names };
}

/** The error value that regexp.Compile returns. */
export function syntaxError(code: string, fragment: string): GoError {
  return new GoError(`error parsing regexp: ${code}: \`${fragment}\``);
}

const MAX_RUNE = 0x10ffff;
const NOTHING = '[^\\x{0}-\\x{10FFFF}]';
const PERL_CLASS = /^\\[dDsSwW]/;
const POSIX_CLASS =
  /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]$/;
const CONTROL_ESCAPES: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** One open group. `ready` says whether a repetition operator would find an operand to its left. */
interface Group {
  readonly operands: Operand[];
  ready: boolean;
}

class Scanner {
  readonly out: string[] = [];
  readonly names: string[] = [''];
  private readonly text: string;
  private at = 0;
  private readonly groups: Group[] = [{ operands: [], ready: false }];
  /** Where the repetition operator directly before this token began; -1 when there was none. */
  private lastRepeat = -1;
  /** The bracket expression being read. */
  private bracket: Bracket | undefined;

  constructor(text: string) {
    this.text = text;
  }

  scan(): void {
    while (this.at < this.text.length) {
      const start = this.at;
      const repeated = this.token();
      this.lastRepeat = repeated ? start : -1;
    }
    if (this.groups.length > 1) throw syntaxError('missing closing )', this.text);
  }

  private get group(): Group {
    return this.groups[this.groups.length - 1] as Group;
  }

  /** Reads one token; true when it was a repetition operator. */
  private token(): boolean {
    const c = this.text[this.at] as string;
    switch (c) {
      case '(':
        this.openParen();
        return false;
      case ')':
        this.closeParen();
        return false;
      case '|':
        this.copy(1);
        this.group.ready = false;
        return false;
      case '^':
      case '$':
      case '.':
        this.copy(1);
        this.operand(PLAIN);
        return false;
      case '[':
        this.charClass();
        this.operand(PLAIN);
        return false;
      case '*':
      case '+':
      case '?':
        this.repeat(this.at, this.at + 1, undefined);
        return true;
      case '{':
        return this.counted();
      case '\\':
        this.backslash();
        return false;
      default:
        this.literal(this.nextRune());
        return false;
    }
  }

  private copy(length: number): void {
    this.out.push(this.text.slice(this.at, this.at + length));
    this.at += length;
  }

  private operand(operand: Operand): void {
    this.group.ready = true;
    this.group.operands.push(operand);
  }

  private literal(rune: number): void {
    // A surrogate can be written as an escape but never occurs in text.
    this.out.push(isSurrogate(rune) ? NOTHING : escaped(rune));
    this.operand(PLAIN);
  }

  private openParen(): void {
    if (this.text[this.at + 1] === '?') this.perlFlags();
    else {
      this.names.push('');
      this.copy(1);
      this.groups.push({ operands: [], ready: false });
    }
  }

  private closeParen(): void {
    if (this.groups.length < 2) throw syntaxError('unexpected )', this.text);
    this.copy(1);
    const closed = this.groups.pop() as Group;
    this.operand({ copies: undefined, parts: closed.operands });
  }

  private perlFlags(): void {
    const start = this.at;
    const rest = this.text.slice(start);
    const named = /^\(\?P?<(?=[\s\S])/.exec(rest);
    if (named !== null) {
      this.namedGroup(start, named[0].length);
      return;
    }
    this.at += 2;
    let negative = false;
    let sawFlag = false;
    while (this.at < this.text.length) {
      const c = String.fromCodePoint(this.nextRune());
      if (c === ':' || c === ')') {
        if (negative && !sawFlag) break;
        this.out.push(this.text.slice(start, this.at));
        if (c === ':') this.groups.push({ operands: [], ready: false });
        return;
      }
      if ('imsU'.includes(c)) sawFlag = true;
      else if (c === '-' && !negative) {
        negative = true;
        sawFlag = false;
      } else break;
    }
    throw syntaxError('invalid or unsupported Perl syntax', this.text.slice(start, this.at));
  }

  private namedGroup(start: number, intro: number): void {
    const end = this.text.indexOf('>', start);
    if (end < 0) {
      this.checkUtf8(start, this.text.length);
      throw syntaxError('invalid named capture', this.text.slice(start));
    }
    const name = this.text.slice(start + intro, end);
    this.checkUtf8(start + intro, end);
    if (!/^[A-Za-z0-9_]+$/.test(name)) throw syntaxError('invalid named capture', this.text.slice(start, end + 1));
    this.names.push(name);
    // re2js refuses a name given twice, Go does not: the names stay here.
    this.out.push('(');
    this.at = end + 1;
    this.groups.push({ operands: [], ready: false });
  }

  /** `{n}`, `{n,}`, `{n,m}`; anything else is a literal brace. */
  private counted(): boolean {
    const start = this.at;
    const found = /^\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\}/.exec(this.text.slice(start));
    if (found === null) {
      this.at++;
      this.literal(0x7b);
      return false;
    }
    const min = Number(found[1]);
    const max = found[2] === undefined ? min : found[3] === undefined ? -1 : Number(found[3]);
    const end = start + found[0].length;
    if (min > 1000 || max > 1000 || (max >= 0 && min > max)) {
      throw syntaxError('invalid repeat count', this.text.slice(start, end));
    }
    this.repeat(start, end, max < 0 ? (min === 0 ? -1 : min) : max, min >= 2 || max >= 2);
    return true;
  }

  /** `copies` is -1 for `{0,}`, undefined for `*`, `+` and `?`. */
  private repeat(start: number, operatorEnd: number, copies: number | undefined, limited = false): void {
    const end = this.text[operatorEnd] === '?' ? operatorEnd + 1 : operatorEnd;
    if (this.lastRepeat >= 0) {
      throw syntaxError('invalid nested repetition operator', this.text.slice(this.lastRepeat, end));
    }
    if (!this.group.ready) {
      throw syntaxError('missing argument to repetition operator', this.text.slice(start, end));
    }
    const operands = this.group.operands;
    const repeated: Operand = { copies, parts: [operands.pop() as Operand] };
    operands.push(repeated);
    if (limited && !repeatIsValid(repeated, 1000)) {
      throw syntaxError('invalid repeat count', this.text.slice(start, end));
    }
    this.copy(end - start);
  }

  private backslash(): void {
    const next = this.text[this.at + 1];
    if (next === 'A' || next === 'b' || next === 'B' || next === 'z') {
      this.copy(2);
      this.operand(PLAIN);
    } else if (next === 'C') throw syntaxError('invalid escape sequence', '\\C');
    else if (next === 'Q') this.quoted();
    else if (this.unicodeClass() || this.perlClass()) this.operand(PLAIN);
    else this.literal(this.escape());
  }

  private quoted(): void {
    const start = this.at + 2;
    const close = this.text.indexOf('\\E', start);
    const end = close < 0 ? this.text.length : close;
    this.at = start;
    // Kept when empty: it parts two repetition operators.
    if (start === end) this.out.push('\\Q\\E');
    while (this.at < end) this.literal(this.nextRune(end));
    if (close >= 0) this.at = close + 2;
  }

  private perlClass(): boolean {
    if (!PERL_CLASS.test(this.text.slice(this.at, this.at + 2))) return false;
    if (/[DSW]/.test(this.text[this.at + 1] as string)) this.bracket?.complement();
    this.copy(2);
    return true;
  }

  /** `\pL`, `\p{Greek}`, `\P{^Greek}` …, written out with the name that re2js knows. */
  private unicodeClass(): boolean {
    const start = this.at;
    const letter = this.text[start + 1];
    if (this.text[start] !== '\\' || (letter !== 'p' && letter !== 'P')) return false;
    this.at += 2;
    let name: string;
    if (this.text[this.at] === '{') {
      const end = this.text.indexOf('}', start);
      if (end < 0) {
        this.checkUtf8(start, this.text.length);
        throw syntaxError('invalid character class range', this.text.slice(start));
      }
      this.checkUtf8(start + 3, end);
      name = this.text.slice(start + 3, end);
      this.at = end + 1;
    } else {
      if (this.at < this.text.length) this.nextRune();
      name = this.text.slice(start + 2, this.at);
    }
    const inverse = name.startsWith('^');
    const known = unicodeClassName(inverse ? name.slice(1) : name);
    if (known === undefined) {
      throw syntaxError('invalid character class range', this.text.slice(start, this.at));
    }
    const one = { name: known, negated: (letter === 'P') !== inverse };
    this.out.push(this.bracket ? this.bracket.unicode(one) : classText(one));
    return true;
  }

  private charClass(): void {
    const start = this.at++;
    const before = this.out.length;
    const negated = this.text[this.at] === '^';
    if (negated) this.at++;
    const bracket = new Bracket();
    this.bracket = bracket;
    for (let first = true; first || this.text[this.at] !== ']'; first = false) this.classItem(start);
    this.bracket = undefined;
    this.at++;
    this.out.push(bracket.write(negated, this.out.splice(before).join('')));
  }

  private classItem(start: number): void {
    if (this.posixClass() || this.unicodeClass() || this.perlClass()) return;
    const from = this.at;
    const low = this.classRune(start);
    let high = low;
    const after = this.text[this.at + 1];
    if (this.text[this.at] === '-' && after !== undefined && after !== ']') {
      this.at++;
      high = this.classRune(start);
      if (high < low) throw syntaxError('invalid character class range', this.text.slice(from, this.at));
    }
    this.bracket?.range(low, high);
    this.out.push(low === high ? escaped(low) : `${escaped(low)}-${escaped(high)}`);
  }

  private posixClass(): boolean {
    if (!this.text.startsWith('[:', this.at)) return false;
    const end = this.text.indexOf(':]', this.at + 2);
    if (end < 0) return false;
    const name = this.text.slice(this.at, end + 2);
    if (!POSIX_CLASS.test(name)) throw syntaxError('invalid character class range', name);
    if (name.startsWith('[:^')) this.bracket?.complement();
    this.copy(name.length);
    return true;
  }

  private classRune(classStart: number): number {
    if (this.at >= this.text.length) throw syntaxError('missing closing ]', this.text.slice(classStart));
    return this.text[this.at] === '\\' ? this.escape() : this.nextRune();
  }

  /** The rune that an escape such as `\n`, `\101`, `\x41` or `\.` stands for. */
  private escape(): number {
    const start = this.at++;
    if (this.at >= this.text.length) throw syntaxError('trailing backslash at end of expression', '');
    const rune = this.nextRune();
    const c = String.fromCodePoint(rune);
    const value = this.escapeValue(c, rune);
    if (value === undefined) throw syntaxError('invalid escape sequence', this.text.slice(start, this.at));
    return value;
  }

  private escapeValue(c: string, rune: number): number | undefined {
    const control = CONTROL_ESCAPES[c];
    if (control !== undefined) return control;
    if (c >= '0' && c <= '7') return this.octal(rune - 0x30);
    if (c === 'x') return this.hex();
    return rune < 0x80 && !/[0-9A-Za-z]/.test(c) ? rune : undefined;
  }

  private octal(first: number): number | undefined {
    const isDigit = () => /[0-7]/.test(this.text[this.at] ?? '');
    // A single digit other than 0 would be a backreference.
    if (first !== 0 && !isDigit()) return undefined;
    let value = first;
    for (let i = 1; i < 3 && isDigit(); i++) value = value * 8 + Number(this.text[this.at++]);
    return value;
  }

  private hex(): number | undefined {
    if (this.at >= this.text.length) return undefined;
    const first = this.nextRune();
    if (first !== 0x7b) {
      const second = this.at < this.text.length ? this.nextRune() : -1;
      const value = unhex(first) * 16 + unhex(second);
      return Number.isNaN(value) ? undefined : value;
    }
    let value = 0;
    for (let digits = 0; this.at < this.text.length; digits++) {
      const rune = this.nextRune();
      if (rune === 0x7d) return digits === 0 ? undefined : value;
      value = value * 16 + unhex(rune);
      if (Number.isNaN(value) || value > MAX_RUNE) return undefined;
    }
    return undefined;
  }

  /** The next rune; an invalid byte is an error whose fragment runs to `end`. */
  private nextRune(end = this.text.length): number {
    const rune = this.text.codePointAt(this.at) as number;
    if (isSurrogate(rune)) throw syntaxError('invalid UTF-8', this.text.slice(this.at, end));
    this.at += rune > 0xffff ? 2 : 1;
    return rune;
  }

  private checkUtf8(from: number, to: number): void {
    const back = this.at;
    for (this.at = from; this.at < to; ) this.nextRune(to);
    this.at = back;
  }
}

function isSurrogate(rune: number): boolean {
  return rune >= 0xd800 && rune <= 0xdfff;
}

/** The rune as re2js reads it anywhere, in a class or outside. */
function escaped(rune: number): string {
  const isPlain = /[0-9A-Za-z]/.test(String.fromCodePoint(rune)) || (rune >= 0x80 && !isSurrogate(rune));
  return isPlain ? String.fromCodePoint(rune) : `\\x{${rune.toString(16)}}`;
}

function unhex(rune: number): number {
  return rune >= 0 && /^[0-9A-Fa-f]$/.test(String.fromCodePoint(rune))
    ? Number.parseInt(String.fromCodePoint(rune), 16)
    : Number.NaN;
}
