// fmt.Sprintf: the reading of a format, its directives, argument indexes and error texts.

import { integerOf } from './convert-integer.ts';
import { Printer } from './format-printer.ts';
import { noFlags } from './format-verbs.ts';
import { GoObject, integerValue, isInteger, isNothing, typeName, type Value } from './value.ts';

/** fmt.Sprintf, with `%!verb(type=value)` and its other ways to say in the text what is wrong with a format. */
export function sprintf(format: string, args: readonly Value[]): string {
  return new Sprintf(format, args).run();
}

/** Widths and precisions beyond this are refused. */
const LARGEST_NUMBER = 1_000_000;

/** One pass over a format: `at` is the next unit to read, `next` the operand that is due. */
class Sprintf {
  private readonly printer = new Printer();
  private readonly format: string;
  private readonly args: readonly Value[];
  private at = 0;
  private next = 0;
  /** An index was written somewhere, so left-over operands are no error. */
  private reordered = false;
  /** The directive's indexes made sense so far. */
  private goodIndex = true;
  /** The last thing read was an index. */
  private afterIndex = false;

  constructor(format: string, args: readonly Value[]) {
    this.format = format;
    this.args = args;
  }

  run(): string {
    const { format, printer } = this;
    while (this.at < format.length) {
      const percent = format.indexOf('%', this.at);
      if (percent < 0) {
        printer.write(format.slice(this.at));
        break;
      }
      if (percent > this.at) printer.write(format.slice(this.at, percent));
      this.at = percent + 1;
      if (!this.directive()) break;
    }
    if (!this.reordered && this.next < this.args.length) this.extra();
    return printer.text();
  }

  /** Reads and prints what follows a `%`; false when the format ends before the verb. */
  private directive(): boolean {
    const { printer, args } = this;
    printer.flags = noFlags();
    this.goodIndex = true;
    this.readFlags();
    const simple = this.format.charAt(this.at);
    if (simple >= 'a' && simple <= 'z' && this.next < args.length) {
      this.at++;
      this.printNext(simple);
      return true;
    }
    // An index ahead of the flags' end is the width's or, when neither * follows, the verb's.
    this.afterIndex = false;
    this.readIndex();
    this.readWidth();
    this.readPrecision();
    if (!this.afterIndex) this.readIndex();
    if (this.at >= this.format.length) {
      printer.write('%!(NOVERB)');
      return false;
    }
    this.printVerb();
    return true;
  }

  private printVerb(): void {
    const verb = String.fromCodePoint(this.format.codePointAt(this.at) as number);
    this.at += verb.length;
    const shown = /^[\uD800-\uDFFF]$/.test(verb) ? '\ufffd' : verb;
    if (verb === '%') this.printer.write('%');
    else if (!this.goodIndex) this.printer.write(`%!${shown}(BADINDEX)`);
    else if (this.next >= this.args.length) this.printer.write(`%!${shown}(MISSING)`);
    else this.printNext(verb);
  }

  private printNext(verb: string): void {
    const { flags } = this.printer;
    if (verb === 'v' || verb === 'w') {
      flags.sharpV = flags.sharp;
      flags.sharp = false;
      flags.plusV = flags.plus;
      flags.plus = false;
    }
    this.printer.printArg(this.args[this.next] as Value, verb);
    this.next++;
  }

  private readFlags(): void {
    const { flags } = this.printer;
    for (; ; this.at++) {
      const char = this.format.charAt(this.at);
      if (char === '#') flags.sharp = true;
      else if (char === '0') flags.zero = true;
      else if (char === '+') flags.plus = true;
      else if (char === '-') flags.minus = true;
      else if (char === ' ') flags.space = true;
      else return;
    }
  }

  private readWidth(): void {
    const { flags } = this.printer;
    if (this.format.charAt(this.at) !== '*') {
      flags.width = this.readNumber();
      // `%[3]2d`: the index belongs in front of the verb.
      if (this.afterIndex && flags.width >= 0) this.goodIndex = false;
      return;
    }
    this.at++;
    const width = this.starArgument();
    if (width === undefined) this.printer.write('%!(BADWIDTH)');
    else {
      flags.width = Math.abs(width);
      if (width < 0) {
        flags.minus = true;
        flags.zero = false;
      }
    }
    this.afterIndex = false;
  }

  private readPrecision(): void {
    // A dot that ends the format is taken for the verb.
    if (this.format.charAt(this.at) !== '.' || this.at + 1 >= this.format.length) return;
    this.at++;
    if (this.afterIndex) this.goodIndex = false;
    this.afterIndex = false;
    this.readIndex();
    const { flags } = this.printer;
    if (this.format.charAt(this.at) !== '*') {
      flags.precision = Math.max(0, this.readNumber());
      return;
    }
    this.at++;
    const precision = this.starArgument();
    if (precision === undefined || precision < 0) this.printer.write('%!(BADPREC)');
    else flags.precision = precision;
    this.afterIndex = false;
  }

  /** The digits here, -1 when there are none or they are far too many (the rest of the format is then skipped). */
  private readNumber(): number {
    const start = this.at;
    const [value, end] = digitsAt(this.format, start, this.format.length);
    this.at = end;
    return value;
  }

  /** The operand that a `*` takes; undefined when it is none, no integer, or too large. */
  private starArgument(): number | undefined {
    if (this.next >= this.args.length) return undefined;
    const value = this.args[this.next++] as Value;
    const integer = isInteger(value) ? integerValue(value) : value instanceof GoObject ? integerOf(value) : undefined;
    if (integer === undefined) return undefined;
    const number = Number(integer);
    return Math.abs(number) > LARGEST_NUMBER ? undefined : number;
  }

  /** `[n]`, when one stands here. */
  private readIndex(): void {
    this.afterIndex = false;
    if (this.format.charAt(this.at) !== '[') return;
    this.reordered = true;
    const close = this.format.indexOf(']', this.at + 1);
    // Two bytes are too short for an index, even `[]`.
    if (close < 0 || this.at + 3 > this.format.length) {
      this.at++;
      this.goodIndex = false;
      return;
    }
    const [number, end] = digitsAt(this.format, this.at + 1, close);
    const reads = number >= 0 && end === close;
    this.at = close + 1;
    this.afterIndex = reads;
    if (reads && number >= 1 && number <= this.args.length) this.next = number - 1;
    else this.goodIndex = false;
  }

  private extra(): void {
    const { printer } = this;
    printer.flags = noFlags();
    printer.write('%!(EXTRA ');
    this.args.slice(this.next).forEach((arg, i) => {
      if (i > 0) printer.write(', ');
      if (isNothing(arg)) printer.write('<nil>');
      else {
        printer.write(`${typeName(arg)}=`);
        printer.printArg(arg, 'v');
      }
    });
    printer.write(')');
  }
}

/** [value or -1, offset after it]; an overflow gives -1 and the end. */
function digitsAt(text: string, start: number, end: number): readonly [number, number] {
  let value = -1;
  let at = start;
  for (; at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) {
    if (value > LARGEST_NUMBER) return [-1, end];
    value = Math.max(value, 0) * 10 + Number(text.charAt(at));
  }
  return [value, at];
}
