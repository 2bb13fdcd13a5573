// Decimal arithmetic as sprig's addf, subf, mulf and divf do it (shopspring/decimal): exact but for 16 places in division.

import { GoError } from '../values/errors.ts';
import { formatValue } from '../values/format.ts';

/** value * 10^exponent. */
export interface Decimal {
  readonly value: bigint;
  readonly exponent: number;
}

/** Places after the point that a division keeps. */
const DIVISION_PLACES = 16;

/** NewFromFloat: the shortest digits that read back as the same float64. Panics on NaN and infinities. */
export function decimalFromFloat(x: number): Decimal {
  if (!Number.isFinite(x)) throw new GoError(`Cannot create a Decimal from ${formatValue(x)}`);
  if (x === 0) return { value: 0n, exponent: 0 };
  const [mantissa, power] = x.toExponential().split('e') as [string, string];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  return { value: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

/** The nearest float64; infinite when it is too large. */
export function decimalToFloat(d: Decimal): number {
  return Number(`${d.value}e${d.exponent}`);
}

export function addDecimal(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return { value: scaled(a, exponent) + scaled(b, exponent), exponent };
}

export function subtractDecimal(a: Decimal, b: Decimal): Decimal {
  return addDecimal(a, { value: -b.value, exponent: b.exponent });
}

export function multiplyDecimal(a: Decimal, b: Decimal): Decimal {
  return { value: a.value * b.value, exponent: a.exponent + b.exponent };
}

/** Rounded half away from zero at 16 places. */
export function divideDecimal(a: Decimal, b: Decimal): Decimal {
  if (b.value === 0n) throw new GoError('decimal division by 0');
  const shift = a.exponent - b.exponent + DIVISION_PLACES;
  const dividend = shift > 0 ? a.value * 10n ** BigInt(shift) : a.value;
  const divisor = shift < 0 ? b.value * 10n ** BigInt(-shift) : b.value;
  let value = dividend / divisor;
  if (2n * size(dividend % divisor) >= size(divisor)) value += dividend < 0n === divisor < 0n ? 1n : -1n;
  return { value, exponent: -DIVISION_PLACES };
}

/** The value at a smaller or equal exponent. */
function scaled(d: Decimal, exponent: number): bigint {
  return d.exponent === exponent ? d.value : d.value * 10n ** BigInt(d.exponent - exponent);
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}
