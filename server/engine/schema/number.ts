// Numbers as the schema judge sees them: exact decimals, and the way its messages print them (English, grouped digits).

import { GoObject, type Int, isInteger, type Value } from '../values/value.ts';

/** A number of a JSON text, kept as it was written (Go's json.Number). */
export class JsonNumber extends GoObject {
  override readonly type = 'json.Number';
  override readonly kind = 'string';
  readonly literal: string;

  constructor(literal: string) {
    super();
    this.literal = literal;
  }

  override text(): string {
    return this.literal;
  }
}

/** An exact fraction; the denominator is a power of ten. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export type JsonNumeric = number | bigint | Int | JsonNumber;

export function isNumeric(value: Value): value is JsonNumeric {
  return typeof value === 'number' || isInteger(value) || value instanceof JsonNumber;
}

/** The number as Go prints it with %v: what messages show, and what its exact value is read from. */
export function literalOf(value: JsonNumeric): string {
  if (value instanceof JsonNumber) return value.literal;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : String(value.value);
}

/** Beyond this exponent big.Rat gives up. */
const MAX_EXPONENT = 100_000;

/** big.Rat's SetString on a decimal; undefined when it is none (or too large to be one). */
export function rational(literal: string): Rational | undefined {
  const match = /^([+-]?)([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]+))?$/.exec(literal);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole + fraction === '' || Math.abs(Number(exponent)) > MAX_EXPONENT) return undefined;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const shift = Number(exponent) - fraction.length;
  return shift >= 0
    ? { numerator: digits * 10n ** BigInt(shift), denominator: 1n }
    : { numerator: digits, denominator: 10n ** BigInt(-shift) };
}

/** Negative, zero or positive. */
export function compareRational(a: Rational, b: Rational): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function isWhole(a: Rational): boolean {
  return a.numerator % a.denominator === 0n;
}

export function isMultiple(a: Rational, of: Rational): boolean {
  const divisor = a.denominator * of.numerator;
  return divisor !== 0n && (a.numerator * of.denominator) % divisor === 0n;
}

/** The number when it is whole, as maxLength and the like want it: the last 64 bits of a larger one. */
export function wholeNumber(a: Rational): number | undefined {
  return isWhole(a) ? Number(BigInt.asIntN(64, a.numerator / a.denominator)) : undefined;
}

/** An integer as golang.org/x/text prints it in English. */
export function printInteger(value: number | bigint): string {
  return group(String(value));
}

/** A float64 as golang.org/x/text prints it in English: `1,234.5`, and from a million on `1.5×10⁰⁶`. */
export function printFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value < 0 ? '-∞' : '∞';
  const [mantissa = '', exponentText = ''] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 6) return `${mantissa}×10${superscript(exponent)}`;
  return group(String(value));
}

function group(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** An exponent in superscript, two digits at least. */
function superscript(exponent: number): string {
  const digits = String(Math.abs(exponent)).padStart(2, '0');
  return (exponent < 0 ? '⁻' : '') + Array.from(digits, (digit) => SUPERSCRIPTS[Number(digit)]).join('');
}
