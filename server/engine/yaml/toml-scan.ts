// The characters of a TOML text: strings, numbers, dates and words as the BurntSushi lexer cuts them, with its complaints.

import { GoError } from '../values/errors.ts';
import { quoteGo, quoteRune } from '../values/quote.ts';

export type TomlTokenKind =
  | 'basic'
  | 'multiline'
  | 'raw'
  | 'rawMultiline'
  | 'integer'
  | 'float'
  | 'datetime'
  | 'bool'
  | 'array'
  | 'table';

/** The start of a value; `text` is its inside as written, `line` the line on which it ends. */
export interface TomlToken {
  readonly kind: TomlTokenKind;
  readonly text: string;
  readonly line: number;
}

/** Reads characters and the tokens made of them. Every complaint is thrown as a GoError with the whole text. */
export class TomlScanner {
  readonly text: string;
  at = 0;
  line = 1;
  /** The key that an error message names. */
  lastKey: () => string = () => '';
  /** The end was read and not given back. */
  #ended = false;
  #width = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The next character, `''` at the end. */
  take(): string {
    if (this.at >= this.text.length) {
      this.#ended = true;
      this.#width = 0;
      return '';
    }
    const rune = this.text.codePointAt(this.at) as number;
    if (rune === 0x0a) this.line++;
    if (rune >= 0xdc80 && rune <= 0xdcff) {
      this.fail(this.line, `invalid UTF-8 byte: 0x${(rune - 0xdc00).toString(16)}`);
    }
    if (isControl(rune) || (rune === 0x0d && this.text[this.at + 1] !== '\n')) {
      this.fail(this.line, `TOML files cannot contain control characters: '0x${rune.toString(16).padStart(2, '0')}'`);
    }
    this.#width = rune > 0xffff ? 2 : 1;
    this.at += this.#width;
    return String.fromCodePoint(rune);
  }

  /** Gives back the character that was taken last. */
  untake(): void {
    this.#ended = false;
    this.at -= this.#width;
    if (this.#width > 0 && this.text[this.at] === '\n') this.line--;
    this.#width = 0;
  }

  peek(): string {
    const char = this.take();
    this.untake();
    return char;
  }

  accept(char: string): boolean {
    if (this.take() === char) return true;
    this.untake();
    return false;
  }

  skipBlanks(): void {
    while (isBlank(this.take()));
    this.untake();
  }

  fail(line: number, message: string): never {
    const key = this.lastKey();
    throw new GoError(`toml: line ${line}${key === '' ? '' : ` (last key ${quoteGo(key)})`}: ${message}`);
  }

  /** At the end of the text the line before counts, when the text ends with a line feed. */
  failHere(message: string): never {
    const after = this.#ended && this.text[this.at - 1] === '\n';
    this.fail(after ? this.line - 1 : this.line, message);
  }

  failLineBefore(message: string): never {
    this.fail(this.line - 1, message);
  }

  /** One part of a key, in quotes or bare; a bare one may turn out empty. */
  keyPart(): TomlToken {
    if (this.accept('"')) return this.#basic();
    if (this.accept("'")) return this.#raw();
    const start = this.at;
    while (/^[A-Za-z0-9_-]$/.test(this.take()));
    this.untake();
    return { kind: 'raw', text: this.text.slice(start, this.at), line: this.line };
  }

  /** The value that begins here, blanks before it skipped; of arrays and inline tables the bracket only. */
  value(): TomlToken {
    this.skipBlanks();
    const start = this.at;
    const char = this.take();
    if (isDigit(char)) return this.#number(start, char);
    if (char === '[') return this.#token('array', start);
    if (char === '{') return this.#token('table', start);
    if (char === '"') return this.#opens('""') ? this.#multiline() : this.#basic();
    if (char === "'") return this.#opens("''") ? this.#rawMultiline() : this.#raw();
    if (char === '.') this.failHere("floats must start with a digit, not '.'");
    if (char === '-' || char === '+') return this.#signed(start);
    if ((char === 'i' || char === 'n') && this.#finishesSpecial()) return this.#token('float', start);
    if (/^\p{L}$/u.test(char)) return this.#word();
    if (char === '') this.failHere('unexpected EOF; expected value');
    const message = `expected value but found ${quoteRune(char.codePointAt(0) as number)} instead`;
    return char === '\n' ? this.failLineBefore(message) : this.failHere(message);
  }

  #token(kind: TomlTokenKind, start: number): TomlToken {
    return { kind, text: this.text.slice(start, this.at), line: this.line };
  }

  /** Takes the two quotes that make the one before them a triple; of one only, what follows must be a character at least. */
  #opens(quotes: string): boolean {
    if (this.text.startsWith(quotes, this.at)) {
      this.at += 2;
      return true;
    }
    if (this.text[this.at] === quotes[0]) {
      this.at++;
      this.peek();
      this.at--;
    }
    return false;
  }

  #basic(): TomlToken {
    const start = this.at;
    for (;;) {
      const char = this.take();
      if (char === '') this.failHere(`unexpected EOF; expected '"'`);
      if (char === '\n' || char === '\r') this.failLineBefore('strings cannot contain newlines');
      if (char === '\\') this.#escape(start);
      if (char === '"') return { kind: 'basic', text: this.text.slice(start, this.at - 1), line: this.line };
    }
  }

  #raw(): TomlToken {
    const start = this.at;
    for (;;) {
      const char = this.take();
      if (char === '') this.failHere(`unexpected EOF; expected "'"`);
      if (char === '\n' || char === '\r') this.failLineBefore('strings cannot contain newlines');
      if (char === "'") return { kind: 'raw', text: this.text.slice(start, this.at - 1), line: this.line };
    }
  }

  #multiline(): TomlToken {
    const start = this.at;
    for (;;) {
      const char = this.take();
      if (char === '') this.failHere(`unexpected EOF; expected '"""'`);
      if (char === '\\' && !/^[\r\n]$/.test(this.peek())) this.#escape(start);
      else if (char === '\\') this.take();
      if (char === '"' && this.#closes('"', start)) {
        return { kind: 'multiline', text: this.text.slice(start, this.at - 3), line: this.line };
      }
    }
  }

  #rawMultiline(): TomlToken {
    const start = this.at;
    for (;;) {
      const char = this.take();
      if (char === '') this.failHere(`unexpected EOF; expected "'''"`);
      if (char === "'" && this.#closes("'", start)) {
        return { kind: 'rawMultiline', text: this.text.slice(start, this.at - 3), line: this.line };
      }
    }
  }

  /** After one quote: takes two more when they end the string. Up to two quotes may stand before those. */
  #closes(quote: string, start: number): boolean {
    if (!this.text.startsWith(quote + quote, this.at)) return false;
    this.at += 2;
    if (this.peek() !== quote) return true;
    const inside = this.text.slice(start, this.at);
    const five = quote.repeat(5);
    if (inside.endsWith(five) && (quote === "'" || !inside.endsWith(`\\${five}`))) {
      this.failHere(quote === '"' ? `unexpected '""""""'` : `unexpected "''''''"`);
    }
    this.at -= 2;
    return false;
  }

  /** Steps over an escape in a string that began at `start`; what it stands for is the reader's business. */
  #escape(start: number): void {
    const char = this.take();
    if (char !== '' && 'ebtnfr" \t\\'.includes(char)) return;
    const [count, name] = char === 'x' ? [2, 'two'] : char === 'u' ? [4, 'four'] : [8, 'eight'];
    if (char !== 'x' && char !== 'u' && char !== 'U') {
      const message = `invalid escape in string '\\${char === '' ? '\u0000' : char}'`;
      if (char === '') this.failLineBefore(message);
      this.failHere(message);
    }
    for (let i = 0; i < count; i++) {
      if (/^[0-9a-fA-F]$/.test(this.take())) continue;
      const seen = this.text.slice(start, this.at);
      this.failHere(`expected ${name} hexadecimal digits after '\\${char}', but got ${quoteGo(seen)} instead`);
    }
  }

  #number(start: number, first: string): TomlToken {
    if (first !== '0') return this.#numberOrDate(start);
    const char = this.take();
    if (isDigit(char)) return this.#numberOrDate(start);
    if (char === '_') return this.#decimal(start);
    if (isOneOf(char, '.eE')) return this.#while('float', start, /[0-9_.+\-eE]/);
    if (char === 'b') return this.#based(start, /[01]/, 'a binary');
    if (char === 'o') return this.#based(start, /[0-7]/, 'an octal');
    if (char === 'x') return this.#based(start, /[0-9a-fA-F]/, 'a hexadecimal');
    this.untake();
    return this.#token('integer', start);
  }

  #numberOrDate(start: number): TomlToken {
    for (;;) {
      const char = this.take();
      if (isDigit(char)) continue;
      if (char === '_') return this.#decimal(start);
      if (isOneOf(char, '.eE')) return this.#while('float', start, /[0-9_.+\-eE]/);
      if (isOneOf(char, '-:')) {
        const token = this.#while('datetime', start, /[0-9\-:Tt .Zz+]/);
        return { ...token, text: token.text.trim() };
      }
      this.untake();
      return this.#token('integer', start);
    }
  }

  #decimal(start: number): TomlToken {
    for (;;) {
      const char = this.take();
      if (isOneOf(char, '.eE')) return this.#while('float', start, /[0-9_.+\-eE]/);
      if (isDigit(char) || char === '_') continue;
      this.untake();
      return this.#token('integer', start);
    }
  }

  #based(start: number, digit: RegExp, name: string): TomlToken {
    const next = this.peek();
    if (!digit.test(next)) {
      this.failHere(`not ${name} number: '${this.text.slice(start, this.at)}${next === '' ? '\u0000' : next}'`);
    }
    return this.#while('integer', start, new RegExp(`${digit.source}|_`));
  }

  /** A number after its sign. */
  #signed(start: number): TomlToken {
    const char = this.take();
    if (char === 'i' || char === 'n') {
      const rest = char === 'i' ? 'nf' : 'an';
      if (!this.accept(rest[0] as string) || !this.accept(rest[1] as string)) {
        this.failHere(`invalid float: '${this.text.slice(start, this.at)}'`);
      }
      return this.#token('float', start);
    }
    const next = char === '0' ? this.peek() : '';
    if (isOneOf(next, 'box')) {
      this.failHere(`cannot use sign with non-decimal numbers: '${this.text.slice(start, this.at)}${next}'`);
    }
    if (char === '.') this.failHere("floats must start with a digit, not '.'");
    if (!isDigit(char)) this.failHere(`expected a digit but got ${quoteRune(char.codePointAt(0) ?? 0)}`);
    return this.#decimal(start);
  }

  /** The rest of `inf` or `nan`. What was taken of another word stays taken, and shows in the message about it. */
  #finishesSpecial(): boolean {
    return (this.accept('n') && this.accept('f')) || (this.accept('a') && this.accept('n'));
  }

  #word(): TomlToken {
    this.at--;
    const start = this.at;
    while (/^\p{L}$/u.test(this.take()));
    this.untake();
    const word = this.text.slice(start, this.at);
    if (word !== 'true' && word !== 'false') this.failHere(`expected value but found ${quoteGo(word)} instead`);
    return this.#token('bool', start);
  }

  #while(kind: TomlTokenKind, start: number, chars: RegExp): TomlToken {
    while (chars.test(this.take()));
    this.untake();
    return this.#token(kind, start);
  }
}

export function isBlank(char: string): boolean {
  return char === ' ' || char === '\t';
}

export function isNewline(char: string): boolean {
  return char === '\n' || char === '\r';
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}

function isOneOf(char: string, chars: string): boolean {
  return char !== '' && chars.includes(char);
}

function isControl(rune: number): boolean {
  return (rune < 0x20 && rune !== 0x09 && rune !== 0x0a && rune !== 0x0d) || rune === 0x7f;
}
