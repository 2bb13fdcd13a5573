// Go's strconv for numbers: floats to text and back, integers from text, with Go's syntax rules and rounding.

/** The decimal digits of a number: value = 0.digits * 10^point. Zero has no digits. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

export type FloatFormat = 'e' | 'E' | 'f' | 'g' | 'G';

/** strconv.FormatFloat with 64 bits; precision -1 asks for the shortest digits that read back as the same number. */
export function formatFloat(x: number, format: FloatFormat, precision: number): string {
  const special = specialText(x);
  if (special !== undefined) return special;
  const sign = x < 0 || Object.is(x, -0) ? '-' : '';
  const size = Math.abs(x);
  if (precision < 0) return sign + layOut(shortest(size), format, -1);
  return sign + layOut(rounded(size, format, precision), format, precision);
}

/** A float64 as fmt's %v writes it: FormatFloat(x, 'g', -1, 64). */
export function formatFloatG(x: number): string {
  const size = Math.abs(x);
  // Between these bounds JavaScript's own text has neither an exponent nor other digits.
  if (size < 1e6 && size >= 1e-4) return String(x);
  return formatFloat(x, 'g', -1);
}

/** strconv.ParseInt(text, 10, 64), and so Atoi; undefined for a syntax or range error. */
export function parseInt10(text: string): bigint | undefined {
  return parseIntBase(text, 10);
}

/** strconv.ParseInt(text, 0, 64): `0x`, `0o`, `0b` and `0` prefixes, underscores between digits; undefined for an error. */
export function parseIntBase0(text: string): bigint | undefined {
  const match = BASE0.exec(text);
  if (match === null || !underscoresStand(text)) return undefined;
  const [, sign = '', prefixed, octal, decimal] = match;
  const plain = (prefixed ?? (octal !== undefined ? `0o${octal}` : decimal) ?? '').replaceAll('_', '');
  return inInt64(sign, plain === '0o' ? '0' : plain);
}

const BASE0 = /^([+-]?)(?:(0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+)|0([0-7_]*)|([1-9][0-9_]*))$/;
const DIGITS: Readonly<Record<8 | 10, RegExp>> = { 8: /^[+-]?[0-7]+$/, 10: /^[+-]?[0-9]+$/ };

/** strconv.ParseInt(text, base, 64) without prefixes and underscores; undefined for an error. */
export function parseIntBase(text: string, base: 8 | 10): bigint | undefined {
  if (!DIGITS[base].test(text)) return undefined;
  const signed = text.startsWith('-') || text.startsWith('+');
  const digits = signed ? text.slice(1) : text;
  return inInt64(signed ? text.charAt(0) : '', base === 8 ? `0o${digits}` : digits);
}

/** strconv.ParseFloat(text, 64): decimal and hexadecimal literals, inf, infinity, nan; undefined for a syntax or range error. */
export function parseFloat64(text: string): number | undefined {
  if (DECIMAL.test(text)) return finite(Number(text));
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return NaN;
  if (!text.includes('_')) return parseHexFloat(text);
  if (!underscoresStand(text)) return undefined;
  const plain = text.replaceAll('_', '');
  return DECIMAL.test(plain) ? finite(Number(plain)) : parseHexFloat(plain);
}

/** Whether a text that parseFloat64 refuses is a number all the same, one that is out of range. */
export function isFloatOutOfRange(text: string): boolean {
  const plain = text.replaceAll('_', '');
  return underscoresStand(text) && (DECIMAL.test(plain) || (HEX_FLOAT.test(plain) && !/0[xX]\.?[pP]/.test(plain)));
}

const DECIMAL = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const HEX_FLOAT = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?[0-9]+)$/;

/** mantissa and exponent: x = mantissa * 2^exponent, for a finite x >= 0; normalized as Go keeps them (53 bits unless denormal). */
export function float64Parts(x: number): { readonly mantissa: bigint; readonly exponent: number } {
  const bits = BigInt.asUintN(64, bitsOf(x));
  const field = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  if (field === 0) return { mantissa: fraction, exponent: -1074 };
  return { mantissa: fraction | (1n << 52n), exponent: field - 1075 };
}

/** Whether every underscore stands between digits, or between a base prefix and a digit. */
function underscoresStand(text: string): boolean {
  if (!text.includes('_')) return true;
  const body = /^[+-]/.test(text) ? text.slice(1) : text;
  const prefix = /^0[bBoOxX]/.exec(body);
  const digit = prefix?.[0].toLowerCase() === '0x' ? /[0-9a-fA-F]/ : /[0-9]/;
  let before = prefix !== null;
  for (let i = prefix === null ? 0 : 2; i < body.length; i++) {
    const char = body.charAt(i);
    if (char === '_' && !(before && digit.test(body.charAt(i + 1)))) return false;
    before = digit.test(char);
  }
  return true;
}

function inInt64(sign: string, digits: string): bigint | undefined {
  const size = BigInt(digits);
  const value = sign === '-' ? -size : size;
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

function finite(x: number): number | undefined {
  return Number.isFinite(x) ? x : undefined;
}

function specialText(x: number): string | undefined {
  if (Number.isNaN(x)) return 'NaN';
  if (x === Infinity) return '+Inf';
  return x === -Infinity ? '-Inf' : undefined;
}

function shortest(size: number): Decimal {
  return size === 0 ? { digits: '', point: 0 } : decimalOf(size.toExponential());
}

/** From `d.ddde+x`. */
function decimalOf(text: string): Decimal {
  const at = text.indexOf('e');
  const digits = text.slice(0, at).replace('.', '').replace(/0+$/, '');
  return { digits, point: digits === '' ? 0 : Number(text.slice(at + 1)) + 1 };
}

/** The digits at a given precision, rounded from the exact value, halves to even (JavaScript's toFixed rounds them up). */
function rounded(size: number, format: FloatFormat, precision: number): Decimal {
  if (size === 0) return { digits: '', point: 0 };
  const { mantissa, exponent } = float64Parts(size);
  const whole = (exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent)).toString();
  const point = exponent >= 0 ? whole.length : whole.length + exponent;
  const count = format === 'f' ? point + precision : format === 'e' || format === 'E' ? precision + 1 : precision || 1;
  return roundTo(whole, point, count);
}

function roundTo(digits: string, point: number, count: number): Decimal {
  // Far below the last digit that is asked for: nothing of it shows.
  if (count < 0) return { digits: '', point: 0 };
  if (count >= digits.length) return { digits: digits.replace(/0+$/, ''), point };
  const rest = digits.slice(count);
  const half = /^50*$/.test(rest);
  const up = half ? count > 0 && digits.charCodeAt(count - 1) % 2 === 1 : rest >= '5';
  if (!up) {
    const kept = digits.slice(0, count).replace(/0+$/, '');
    return { digits: kept, point: kept === '' ? 0 : point };
  }
  const kept = digits.slice(0, count).replace(/9+$/, '');
  if (kept === '') return { digits: '1', point: point + 1 };
  return { digits: kept.slice(0, -1) + String(Number(kept.slice(-1)) + 1), point };
}

/** Writes digits in a format. precision -1: as many as there are. */
function layOut(d: Decimal, format: FloatFormat, precision: number): string {
  const count = d.digits.length;
  if (format === 'e' || format === 'E') {
    return exponential(d, format, precision < 0 ? Math.max(count - 1, 0) : precision);
  }
  if (format === 'f') return fixed(d, precision < 0 ? Math.max(count - d.point, 0) : precision);
  const letter = format === 'g' ? 'e' : 'E';
  const wanted = precision < 0 ? count : count === 0 ? precision : precision || 1;
  let limit = wanted;
  if (limit > count && count >= d.point) limit = count;
  // The shortest form of %g switches to an exponent as if six digits were asked for.
  if (precision < 0) limit = 6;
  const exponent = d.point - 1;
  if (exponent < -4 || exponent >= limit) return exponential(d, letter, Math.min(wanted, count) - 1);
  return fixed(d, Math.max((wanted > d.point ? count : wanted) - d.point, 0));
}

function exponential(d: Decimal, letter: string, precision: number): string {
  const first = d.digits.charAt(0) || '0';
  const rest = precision > 0 ? `.${d.digits.slice(1, precision + 1).padEnd(precision, '0')}` : '';
  const exponent = d.digits === '' ? 0 : d.point - 1;
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${first}${rest}${letter}${exponent < 0 ? '-' : '+'}${size}`;
}

function fixed(d: Decimal, precision: number): string {
  const whole = d.point > 0 ? d.digits.slice(0, d.point).padEnd(d.point, '0') : '0';
  if (precision <= 0) return whole;
  const fraction = d.point >= 0 ? d.digits.slice(d.point) : '0'.repeat(Math.min(-d.point, precision)) + d.digits;
  return `${whole}.${fraction.slice(0, precision).padEnd(precision, '0')}`;
}

function parseHexFloat(text: string): number | undefined {
  const match = HEX_FLOAT.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const mantissa = BigInt(`0x${whole}${fraction}`);
  const exponent = Math.max(-100000, Math.min(100000, Number(power))) - 4 * fraction.length;
  const size = scaled(mantissa, exponent);
  return finite(sign === '-' ? -size : size);
}

/** mantissa * 2^exponent, rounded once, halves to even. */
function scaled(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const length = mantissa.toString(2).length;
  if (length + exponent > 1025) return Infinity;
  if (length + exponent < -1080) return 0;
  const drop = Math.max(length - 53, -1074 - exponent);
  if (drop <= 0) return Number(mantissa) * 2 ** Math.max(exponent, -1074) * 2 ** Math.min(0, exponent + 1074);
  const cut = BigInt(drop);
  const rest = mantissa & ((1n << cut) - 1n);
  const half = 1n << (cut - 1n);
  let kept = mantissa >> cut;
  if (rest > half || (rest === half && (kept & 1n) === 1n)) kept++;
  const power = exponent + drop;
  return power > 900 ? Number(kept) * 2 ** 900 * 2 ** (power - 900) : Number(kept) * 2 ** power;
}

function bitsOf(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}
