// One scalar under one printf verb: fmt's flags, width and precision applied to text, integers and floats.

import { toBytes } from '../text/bytes.ts';
import { float64Parts, formatFloat } from './number.ts';
import { canBackquote, quoteGo, quoteGoAscii, quoteRune } from './quote.ts';
import { isPrint } from './quote-print.ts';

/** The state of one `%` directive. -1 stands for a width or precision that was not given. */
export interface Flags {
  minus: boolean;
  plus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  /** `%+v` and `%#v` move their flag here, so that it does not act on the parts. */
  plusV: boolean;
  sharpV: boolean;
  width: number;
  precision: number;
}

export function noFlags(): Flags {
  return {
    minus: false,
    plus: false,
    sharp: false,
    space: false,
    zero: false,
    plusV: false,
    sharpV: false,
    width: -1,
    precision: -1,
  };
}

/** Pads to the width, counted in runes. Zeros fill from the left only. */
export function pad(flags: Flags, text: string, zero = flags.zero): string {
  if (flags.width <= 0) return text;
  const missing = flags.width - runeCount(text);
  if (missing <= 0) return text;
  return flags.minus ? text + ' '.repeat(missing) : (zero ? '0' : ' ').repeat(missing) + text;
}

/** `%s`: the first precision runes, padded. */
export function formatText(flags: Flags, text: string): string {
  return pad(flags, truncate(flags, text));
}

/** `%q` of a text. */
export function formatQuoted(flags: Flags, text: string): string {
  const part = truncate(flags, text);
  if (flags.sharp && canBackquote(part)) return pad(flags, `\`${part}\``);
  return pad(flags, flags.plus ? quoteGoAscii(part) : quoteGo(part));
}

/** `%x` and `%X` of a text or bytes: two digits a byte; precision limits the bytes. */
export function formatHexBytes(flags: Flags, data: string | Uint8Array, upper: boolean): string {
  const all = typeof data === 'string' ? toBytes(data) : data;
  const bytes = flags.precision >= 0 ? all.subarray(0, flags.precision) : all;
  const prefix = flags.sharp && bytes.length > 0 ? (upper ? '0X' : '0x') : '';
  const digits = Array.from(bytes, (byte) => {
    const text = byte.toString(16).padStart(2, '0');
    return upper ? text.toUpperCase() : text;
  });
  return pad(flags, prefix + digits.join(flags.space ? ` ${prefix}` : ''));
}

/** `%d %b %o %O %x %X` of an integer. */
export function formatInteger(flags: Flags, value: bigint, base: 2 | 8 | 10 | 16, verb: string): string {
  const negative = value < 0n;
  let precision = flags.precision;
  if (precision === 0 && value === 0n) return pad(flags, '', false);
  if (precision < 0 && flags.zero && !flags.minus && flags.width >= 0) {
    precision = negative || flags.plus || flags.space ? flags.width - 1 : flags.width;
  }
  let text = (negative ? -value : value).toString(base);
  if (verb === 'X') text = text.toUpperCase();
  if (precision > text.length) text = text.padStart(precision, '0');
  if (flags.sharp) text = integerPrefix(base, verb, text) + text;
  if (verb === 'O') text = `0o${text}`;
  return pad(flags, sign(negative, flags) + text, false);
}

/** `%c` of an integer taken as uint64. */
export function formatChar(flags: Flags, value: bigint): string {
  return pad(flags, String.fromCodePoint(validRune(value)));
}

/** `%q` of an integer taken as uint64. */
export function formatQuotedChar(flags: Flags, value: bigint): string {
  return pad(flags, quoteRune(validRune(value), flags.plus));
}

/** `%U`: `U+0078`, with `#` also `U+0078 'x'`. */
export function formatUnicode(flags: Flags, value: bigint): string {
  const rune = BigInt.asUintN(64, value);
  const digits = rune.toString(16).toUpperCase().padStart(Math.max(4, flags.precision), '0');
  const shown = flags.sharp && rune <= 0x10ffffn && isPrint(Number(rune));
  return pad(flags, shown ? `U+${digits} '${String.fromCodePoint(Number(rune))}'` : `U+${digits}`, false);
}

/** A float under `b e E f g G x X`; `precision` is the verb's own, unless the directive gives one. */
export function formatFloatVerb(flags: Flags, x: number, verb: string, precision: number): string {
  const wanted = flags.precision >= 0 ? flags.precision : precision;
  let text = floatText(x, verb, wanted);
  if (!/^[+-]/.test(text)) text = `+${text}`;
  if (flags.space && text.startsWith('+') && !flags.plus) text = ` ${text.slice(1)}`;
  if (text.charAt(1) === 'I' || text.charAt(1) === 'N') return formatSpecial(flags, text);
  if (flags.sharp && verb !== 'b') text = withPoint(text, verb, wanted);
  if (!flags.plus && text.startsWith('+')) return pad(flags, text.slice(1));
  if (flags.zero && !flags.minus && flags.width > text.length) {
    // The sign stands before the zeros.
    return text.charAt(0) + text.slice(1).padStart(flags.width - 1, '0');
  }
  return pad(flags, text);
}

/** Infinities keep their plus sign, NaN has one only when asked for; zeros never pad them. */
function formatSpecial(flags: Flags, text: string): string {
  const bare = text.charAt(1) === 'N' && !flags.space && !flags.plus;
  return pad(flags, bare ? text.slice(1) : text, false);
}

/** The `#` flag on floats: a decimal point always, and for `g` the trailing zeros that make up the precision. */
function withPoint(text: string, verb: string, precision: number): string {
  const counts = verb === 'g' || verb === 'G' || verb === 'x';
  const at = text.search(verb === 'x' || verb === 'X' ? /[pP]/ : /[eE]/);
  const body = at < 0 ? text : text.slice(0, at);
  const tail = at < 0 ? '' : text.slice(at);
  let missing = counts ? (precision === -1 ? 6 : precision) : 0;
  const significant = body.slice(1).replace('.', '');
  const first = significant.search(/[^0]/);
  if (first >= 0) missing -= significant.length - first;
  let shown = body;
  if (!body.includes('.')) {
    if (body.length === 2 && body.charAt(1) === '0') missing--;
    shown += '.';
  }
  return shown + '0'.repeat(Math.max(0, missing)) + tail;
}

function floatText(x: number, verb: string, precision: number): string {
  if (!Number.isFinite(x) || !'bxX'.includes(verb))
    return formatFloat(x, verb as 'e' | 'E' | 'f' | 'g' | 'G', precision);
  const minus = x < 0 || Object.is(x, -0) ? '-' : '';
  if (verb !== 'b') return minus + hexFloat(Math.abs(x), verb === 'X', precision);
  const { mantissa, exponent } = float64Parts(Math.abs(x));
  return `${minus}${mantissa}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}

/** `0x1.8p+01`: the leading one at bit 60, so that 15 hexadecimal digits follow the point. */
function hexFloat(x: number, upper: boolean, precision: number): string {
  const parts = float64Parts(x);
  let mantissa = parts.mantissa << 8n;
  let exponent = mantissa === 0n ? 0 : parts.exponent + 52;
  for (; mantissa !== 0n && mantissa < 1n << 60n; exponent--) mantissa <<= 1n;
  if (precision >= 0 && precision < 15) {
    const cut = 60n - BigInt(precision * 4);
    const extra = mantissa & ((1n << cut) - 1n);
    let kept = mantissa >> cut;
    const half = 1n << (cut - 1n);
    if (extra > half || (extra === half && (kept & 1n) === 1n)) kept++;
    mantissa = kept << cut;
    if (mantissa >= 1n << 61n) {
      mantissa >>= 1n;
      exponent++;
    }
  }
  const all = (mantissa & ((1n << 60n) - 1n)).toString(16).padStart(15, '0');
  const digits = precision < 0 ? all.replace(/0+$/, '') : all.slice(0, precision).padEnd(precision, '0');
  const power = `p${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  const text = `0x${mantissa >> 60n}${digits === '' ? '' : `.${digits}`}${power}`;
  return upper ? text.toUpperCase() : text;
}

function integerPrefix(base: number, verb: string, text: string): string {
  if (base === 2) return '0b';
  if (base === 8) return text.startsWith('0') ? '' : '0';
  return base === 16 ? (verb === 'X' ? '0X' : '0x') : '';
}

function sign(negative: boolean, flags: Flags): string {
  return negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
}

function validRune(value: bigint): number {
  const rune = BigInt.asUintN(64, value);
  if (rune > 0x10ffffn || (rune >= 0xd800n && rune <= 0xdfffn)) return 0xfffd;
  return Number(rune);
}

function truncate(flags: Flags, text: string): string {
  if (flags.precision < 0 || text.length <= flags.precision) return text;
  let units = 0;
  for (let left = flags.precision; left > 0 && units < text.length; left--) {
    units += (text.codePointAt(units) as number) > 0xffff ? 2 : 1;
  }
  return text.slice(0, units);
}

function runeCount(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++, count++) if ((text.codePointAt(i) as number) > 0xffff) i++;
  return count;
}
