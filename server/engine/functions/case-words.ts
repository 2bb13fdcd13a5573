// Words by the case of their letters: camelcase, snakecase and kebabcase as the xstrings library does them.

import { runes } from '../text/bytes.ts';
import { isSpace } from '../text/traced.ts';
import { isLetter, isNumber, isPunct, isUpper, runesToText, toLower, toUpper } from './case-runes.ts';

/** An invalid byte and a true U+FFFD are the same to xstrings: no letter, skipped over inside words. */
const INVALID_RUNE = 0xfffd;

function isConnector(rune: number): boolean {
  return rune === 0x2d || rune === 0x5f || isSpace(rune);
}

/** A letter of a script that has words; Chinese characters are each a word. */
function isAlphabet(rune: number): boolean {
  if (!isLetter(rune)) return false;
  if (rune < 0x3400) return true;
  return !CJK.some(([low, high]) => rune >= low && rune <= high);
}

const CJK: readonly (readonly [number, number])[] = [
  [0x3400, 0x4d85],
  [0x4e00, 0x9fcc],
  [0x20000, 0x2b81d],
];

/** xstrings.ToPascalCase. */
export function camelWords(text: string): string {
  const list = runes(text);
  const start = list.findIndex((rune) => !isConnector(rune));
  const last = list.length - 1;
  // A text of connectors alone comes out with its last one doubled.
  if (start < 0) return runesToText(last < 0 ? [] : [...list, list[last] as number]);
  // Connectors at the start stay.
  const out = list.slice(0, start);
  let current = list[start] as number;
  let inCapitals = isUpper(current);
  current = toUpper(current);
  for (const next of list.slice(start + 1)) {
    const previous = current;
    current = next;
    if (isConnector(previous) && isConnector(next)) {
      out.push(previous);
    } else if (isConnector(previous)) {
      inCapitals = isUpper(next);
      current = toUpper(next);
    } else {
      if (inCapitals && isUpper(next)) current = toLower(next);
      else inCapitals = false;
      out.push(previous);
    }
  }
  out.push(current);
  return runesToText(out);
}

/** xstrings.ToSnakeCase and ToKebabCase: words in lower case, joined by `connector`. */
export function joinWords(text: string, connector: string): string {
  return new WordJoiner(text, connector).run();
}

type WordKind = 'invalid' | 'number' | 'upper' | 'alphabet' | 'connector' | 'punct' | 'other';

/** Characters [start, end) of one kind; past the end of the text an empty word of kind invalid. */
interface Word {
  readonly kind: WordKind;
  readonly start: number;
  readonly end: number;
}

/** A cursor over the words of a text: `word` is read but not yet written. */
class WordJoiner {
  private readonly chars: readonly string[];
  private readonly runes: readonly number[];
  private readonly connector: string;
  private word: Word;
  private out = '';

  constructor(text: string, connector: string) {
    this.chars = [...text];
    this.runes = runes(text);
    this.connector = connector;
    this.word = this.wordAt(0);
  }

  run(): string {
    while (this.word.end < this.chars.length) {
      const last = this.word;
      if (last.kind !== 'connector') this.write(last);
      this.advance();
      if (last.kind === 'number') this.afterNumber();
      else if (last.kind === 'connector') this.write(last);
      else if (last.kind !== 'punct') this.afterLetters();
    }
    this.write(this.word);
    return this.out;
  }

  private advance(): void {
    this.word = this.wordAt(this.word.end);
  }

  /** Small letters and digits belong to the number before them. */
  private afterNumber(): void {
    while (this.word.kind === 'alphabet' || this.word.kind === 'number') {
      this.write(this.word);
      this.advance();
    }
    if (this.word.kind !== 'invalid') this.connect();
  }

  /** A number belongs to the word before it (Bld4 Floor), unless small letters follow the number (http 2xx). */
  private afterLetters(): void {
    const number = this.word;
    if (number.kind !== 'number') this.connect();
    else if (number.end < this.chars.length) {
      this.advance();
      this.afterLettersAndNumber(number);
    }
  }

  private afterLettersAndNumber(number: Word): void {
    if (this.word.kind !== 'alphabet') {
      this.write(number);
      this.connect();
      return;
    }
    this.out += this.connector;
    this.write(number);
    this.afterNumber();
  }

  /** Connectors in the text stand for themselves, and punctuation needs none. */
  private connect(): void {
    if (this.word.kind !== 'connector' && this.word.kind !== 'punct') this.out += this.connector;
  }

  private write({ kind, start, end }: Word): void {
    if (kind !== 'upper' && kind !== 'connector') {
      this.out += this.chars.slice(start, end).join('');
      return;
    }
    for (const rune of this.runes.slice(start, end)) {
      if (isConnector(rune)) this.out += this.connector;
      else this.out += String.fromCodePoint(isUpper(rune) ? toLower(rune) : rune);
    }
  }

  private wordAt(start: number): Word {
    const [rune, after] = this.validRune(start, INVALID_RUNE);
    if (rune === INVALID_RUNE) return { kind: 'invalid', start, end: after };
    if (isConnector(rune)) return { kind: 'connector', start, end: this.extend(after, rune, isConnector) };
    if (isPunct(rune)) return { kind: 'punct', start, end: this.extend(after, rune, isPunct) };
    if (isUpper(rune)) return { kind: 'upper', start, end: this.endOfUpper(after, rune) };
    if (isAlphabet(rune)) return { kind: 'alphabet', start, end: this.extend(after, rune, isSmall) };
    if (isNumber(rune)) return { kind: 'number', start, end: this.extend(after, rune, isNumber) };
    return { kind: 'other', start, end: this.extend(after, rune, isOther) };
  }

  /** A capital with its small letters, or a run of capitals, of which the last goes with small letters that follow. */
  private endOfUpper(at: number, first: number): number {
    if (at >= this.chars.length) return at;
    const [second, after] = this.validRune(at, first);
    if (!isUpper(second)) return isAlphabet(second) ? this.extend(after, second, isSmall) : at;
    let start = at;
    let end = after;
    let rune = second;
    while (end < this.chars.length) {
      const [next, nextEnd] = this.validRune(end, rune);
      rune = next;
      if (!isUpper(rune)) return isAlphabet(rune) ? start : end;
      start = end;
      end = nextEnd;
    }
    return end;
  }

  private extend(at: number, previous: number, belongs: (rune: number) => boolean): number {
    let rune = previous;
    while (at < this.chars.length) {
      const [next, after] = this.validRune(at, rune);
      if (!belongs(next)) return at;
      rune = next;
      at = after;
    }
    return at;
  }

  /** The first valid rune from `at` on and where it ends; `previous` and the text's end when there is none. */
  private validRune(at: number, previous: number): readonly [rune: number, end: number] {
    for (let i = at; i < this.runes.length; i++) {
      const rune = this.runes[i] as number;
      if (rune !== INVALID_RUNE) return [rune, i + 1];
    }
    return [previous, this.runes.length];
  }
}

function isSmall(rune: number): boolean {
  return isAlphabet(rune) && !isUpper(rune);
}

function isOther(rune: number): boolean {
  return !isConnector(rune) && !isAlphabet(rune) && !isNumber(rune) && !isPunct(rune);
}
