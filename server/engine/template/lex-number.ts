// Number constants: how far one reaches in the text, and which of int, uint, float and complex it is.

import { isFloatOutOfRange, parseFloat64 } from '../values/number.ts';
import { quoteGo } from '../values/quote.ts';
import { CHAR, isAlphaNumeric, isDigit, runeAt, runeWidth } from './chars.ts';
import type { NumberNode } from './node.ts';

/** The number that starts at `start`: its end, what token it is, or Go's message. */
export interface ScannedNumber {
  readonly kind: 'number' | 'complex' | 'error';
  /** For an error the end of the whole malformed word. */
  readonly end: number;
  readonly message: string;
}

/** Scans a number, a sign included. Loose as Go's lexer is (`+`, `0x`, `089` pass): numberValue judges the rest. */
export function scanNumber(text: string, start: number): ScannedNumber {
  const first = scanOne(text, start);
  if (!first.ok) return malformed(text, start, first.end);
  const sign = text.charCodeAt(first.end);
  if (sign !== CHAR.plus && sign !== CHAR.minus) return { kind: 'number', end: first.end, message: '' };
  const second = scanOne(text, first.end);
  if (!second.ok || text[second.end - 1] !== 'i') return malformed(text, start, second.end);
  return { kind: 'complex', end: second.end, message: '' };
}

/** The values of a NumberNode. */
export type NumberValue = Pick<NumberNode, 'int' | 'uint' | 'float' | 'complex'>;

/** What a number token stands for, or Go's message. */
export function numberValue(text: string, kind: 'number' | 'complex' | 'charConstant'): NumberValue | string {
  if (kind === 'charConstant') return charValue(text);
  if (kind === 'complex') return complexPair(text);
  if (SMALL.test(text)) return { int: BigInt(text), uint: BigInt(text), float: Number(text), complex: undefined };
  if (text.endsWith('i')) {
    const imaginary = parseFloat64(text.slice(0, -1));
    if (imaginary !== undefined) return complexValue(0, imaginary);
  }
  const whole = integer(text);
  if (whole !== undefined && (whole.int !== undefined || whole.uint !== undefined)) {
    return { ...whole, float: Number(whole.int ?? whole.uint), complex: undefined };
  }
  const float = parseFloat64(text);
  if (float === undefined) return `illegal number syntax: ${quoteGo(text)}`;
  if (!/[.eEpP]/.test(text)) return `integer overflow: ${quoteGo(text)}`;
  return { ...integersOf(float), float, complex: undefined };
}

/** What nearly all constants are. */
const SMALL = /^(?:0|[1-9][0-9]{0,14})$/;
const MAX_INT = (1n << 63n) - 1n;
const MAX_UINT = (1n << 64n) - 1n;

const INTEGER =
  /^([+-]?)(?:(0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+)|0((?:_?[0-7])+)|(0|[1-9](?:_?[0-9])*))$/;

/** strconv.ParseInt and ParseUint with base 0; undefined for a syntax error, both undefined where it fits neither. */
function integer(text: string): { readonly int: bigint | undefined; readonly uint: bigint | undefined } | undefined {
  const match = INTEGER.exec(text);
  if (match === null) return undefined;
  const [, sign, prefixed, octal, decimal] = match;
  const size = BigInt((prefixed ?? (octal === undefined ? decimal : `0o${octal}`) ?? '').replaceAll('_', ''));
  const value = sign === '-' ? -size : size;
  const int = value <= MAX_INT && value >= -MAX_INT - 1n ? value : undefined;
  // A sign rules out unsigned, but zero is zero.
  const uint = (sign === '' && size <= MAX_UINT) || size === 0n ? size : undefined;
  return { int, uint };
}

/** The integers that equal a float exactly. */
function integersOf(float: number): { readonly int: bigint | undefined; readonly uint: bigint | undefined } {
  if (!Number.isInteger(float)) return { int: undefined, uint: undefined };
  const value = BigInt(float);
  return {
    int: value <= MAX_INT && value >= -MAX_INT - 1n ? value : undefined,
    uint: value >= 0n && value <= MAX_UINT ? value : undefined,
  };
}

function complexValue(real: number, imaginary: number): NumberValue {
  const complex = [real, imaginary] as const;
  if (imaginary !== 0) return { int: undefined, uint: undefined, float: undefined, complex };
  return { ...integersOf(real), float: real, complex };
}

// An `i` right after the sign might have begun `inf`: fmt.Sscan takes it and does not give it back.
const FLOAT_TOKEN =
  /^[+-]?i?(?:0[xX][0-9a-fA-F_]*\.?[0-9a-fA-F_]*(?:[pP][+-]?[0-9_]*)?|[0-9_]*\.?[0-9_]*(?:[eEpP][+-]?[0-9_]*)?)/;

/** `1+2i`, as fmt.Sscan reads it into a complex128. */
function complexPair(text: string): NumberValue | string {
  const real = FLOAT_TOKEN.exec(text)?.[0] ?? '';
  const imaginary = FLOAT_TOKEN.exec(text.slice(real.length))?.[0] ?? '';
  if (!/^[+-]/.test(imaginary) || real.length + imaginary.length + 1 !== text.length) {
    return 'syntax error scanning complex number';
  }
  const x = parseFloat64(real);
  if (x === undefined) return floatError(real);
  const y = parseFloat64(imaginary);
  return y === undefined ? floatError(imaginary) : complexValue(x, y);
}

function floatError(text: string): string {
  const problem = isFloatOutOfRange(text) ? 'value out of range' : 'invalid syntax';
  return `strconv.ParseFloat: parsing ${quoteGo(text)}: ${problem}`;
}

const CHARACTER =
  /^'(?:\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([abfnrtv\\']))|([^\\'\n]))/u;

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, "'": 39 };

/** A character constant is the number of its rune. */
function charValue(text: string): NumberValue | string {
  const match = CHARACTER.exec(text);
  if (match === null) return 'invalid syntax';
  const [all, byte, short, long, octal, letter, plain] = match;
  const hex = byte ?? short ?? long;
  let rune = plain === undefined ? (ESCAPES[letter ?? ''] ?? 0) : runeAt(plain, 0);
  if (hex !== undefined) rune = Number.parseInt(hex, 16);
  if (octal !== undefined) rune = Number.parseInt(octal, 8);
  if (octal !== undefined ? rune > 255 : rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff)) return 'invalid syntax';
  if (text.slice(all.length) !== "'") return `malformed character constant: ${text}`;
  return { int: BigInt(rune), uint: BigInt(rune), float: rune, complex: undefined };
}

const DECIMAL_DIGITS = /[0-9_]/;
const DIGITS: Readonly<Record<string, RegExp>> = { x: /[0-9a-fA-F_]/, o: /[0-7_]/, b: /[01_]/ };

/** One number without a complex partner; `end` is where Go's lexer stands when it has judged it. */
function scanOne(text: string, start: number): { readonly ok: boolean; readonly end: number } {
  let at = start;
  const accept = (chars: string): boolean => {
    const found = at < text.length && chars.includes(text.charAt(at));
    if (found) at++;
    return found;
  };
  const run = (set: RegExp): void => {
    while (at < text.length && set.test(text.charAt(at))) at++;
  };
  accept('+-');
  let digits = DECIMAL_DIGITS;
  if (accept('0') && accept('xXoObB')) digits = DIGITS[text.charAt(at - 1).toLowerCase()] ?? DECIMAL_DIGITS;
  run(digits);
  if (accept('.')) run(digits);
  const exponent = digits === DECIMAL_DIGITS ? 'eE' : digits === DIGITS['x'] ? 'pP' : '';
  if (exponent !== '' && accept(exponent)) {
    accept('+-');
    run(DECIMAL_DIGITS);
  }
  accept('i');
  const next = runeAt(text, at);
  if (!isAlphaNumeric(next)) return { ok: true, end: at };
  return { ok: false, end: at + runeWidth(next) };
}

/** Go quotes what it read; the token covers the word that the user wrote. */
function malformed(text: string, start: number, read: number): ScannedNumber {
  let end = read;
  for (;;) {
    const rune = runeAt(text, end);
    const more = isAlphaNumeric(rune) || (rune === CHAR.dot && isDigit(text.charCodeAt(end + 1)));
    if (!more) break;
    end += runeWidth(rune);
  }
  return { kind: 'error', end, message: `bad number syntax: ${quoteGo(text.slice(start, read))}` };
}
