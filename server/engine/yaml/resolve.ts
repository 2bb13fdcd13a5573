// What a scalar means: go-yaml's YAML 1.1 rules for plain text and for tags.

import { formatFloatG, parseFloat64 } from '../values/number.ts';

export type ScalarType = 'null' | 'bool' | 'int' | 'float' | 'str' | 'timestamp' | 'binary' | 'other';

/**
 * A scalar's type and value. `value` is what Go's JSON decoder makes of it in the end: numbers are float64. `integer`
 * is an int's exact value. A text that its tag forbids has `error` (go-yaml's words) and is otherwise a string.
 */
export interface Resolved {
  readonly type: ScalarType;
  readonly value: null | boolean | number | string;
  readonly integer?: bigint | undefined;
  readonly error?: string | undefined;
}

export const LONG_TAG = 'tag:yaml.org,2002:';

const NULL: Resolved = { type: 'null', value: null };
const TRUE: Resolved = { type: 'bool', value: true };
const FALSE: Resolved = { type: 'bool', value: false };

const WORDS: ReadonlyMap<string, Resolved> = new Map<string, Resolved>([
  ...words(NULL, ['', '~', 'null', 'Null', 'NULL']),
  ...words(TRUE, ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']),
  ...words(FALSE, ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']),
  ...words({ type: 'float', value: NaN }, ['.nan', '.NaN', '.NAN']),
  ...words({ type: 'float', value: Infinity }, ['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF']),
  ...words({ type: 'float', value: -Infinity }, ['-.inf', '-.Inf', '-.INF']),
]);

function words(meaning: Resolved, texts: readonly string[]): [string, Resolved][] {
  return texts.map((text) => [text, meaning]);
}

/** Whether a character may begin a text that is more than a string: 1 for one of WORDS, 2 `.`, 3 digits and signs. */
const HINT = new Uint8Array(128);
for (const c of 'yYnNtTfFoO~') HINT[c.charCodeAt(0)] = 1;
HINT[46] = 2;
for (const c of '0123456789+-') HINT[c.charCodeAt(0)] = 3;

/** The meaning of a plain scalar without a tag. */
export function resolvePlain(text: string): Resolved {
  if (text === '') return NULL;
  const code = text.charCodeAt(0);
  const hint = code < 128 ? (HINT[code] as number) : 0;
  if (hint === 0) return { type: 'str', value: text };
  if (text.length <= 5) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  if (hint === 1) return { type: 'str', value: text };
  return (hint === 2 ? pointed(text) : numeric(text)) ?? { type: 'str', value: text };
}

/** The value alone of a plain scalar without a tag, as resolvePlain gives it; spares the record, for the hot path. */
export function plainValue(text: string): null | boolean | number | string {
  if (text === '') return null;
  const code = text.charCodeAt(0);
  const hint = code < 128 ? (HINT[code] as number) : 0;
  if (hint === 0) return text;
  if (text.length <= 5) {
    const word = WORDS.get(text);
    if (word !== undefined) return word.value;
  }
  if (hint === 1) return text;
  if (hint === 3 && code >= 49 && isShortDecimal(text)) return Number(text);
  return ((hint === 2 ? pointed(text) : numeric(text)) ?? { value: text }).value;
}

/** The meaning of a scalar; `implicit` as in ScalarNode. */
export function resolveScalar(tag: string, text: string, implicit: boolean): Resolved {
  if (tag === '') return implicit ? resolvePlain(text) : { type: 'str', value: text };
  if (!tag.startsWith(LONG_TAG)) return { type: 'other', value: text };
  const wanted = tag.slice(LONG_TAG.length);
  switch (wanted) {
    case 'str':
      return { type: 'str', value: text };
    case 'binary':
      return { type: 'binary', value: text };
    case 'bool':
    case 'int':
    case 'float':
    case 'null':
    case 'timestamp':
      return tagged(wanted, text);
    default:
      return { type: 'other', value: text };
  }
}

/** A text under a tag that demands a type; an int is taken for a float, all else must match. */
function tagged(wanted: ScalarType, text: string): Resolved {
  if (wanted === 'timestamp' && isTimestamp(text)) return { type: 'timestamp', value: text };
  const found = resolvePlain(text);
  if (found.type === wanted) return found;
  const small = found.integer === undefined || found.integer <= 0x7fffffffffffffffn;
  if (wanted === 'float' && found.type === 'int' && small) return { type: 'float', value: found.value };
  const error = `cannot decode !!${found.type} \`${text}\` as a !!${wanted}`;
  return { type: 'str', value: text, error };
}

/** A text that begins with a point. */
function pointed(text: string): Resolved | undefined {
  const value = parseFloat64(text);
  return value === undefined ? undefined : { type: 'float', value };
}

const INTEGER = /^[+-]?(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const LATE_BINARY = /^(?:0b[+-]?|-0b)[01]+$/;

/** A text that begins with a digit or a sign. */
function numeric(text: string): Resolved | undefined {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (isShortDecimal(plain)) {
    const value = Number(plain);
    return { type: 'int', value, integer: BigInt(value) };
  }
  if (INTEGER.test(plain)) {
    const integer = fitting(plain);
    if (integer !== undefined) return { type: 'int', value: Number(integer), integer };
  }
  if (FLOAT.test(plain)) {
    const value = Number(plain);
    if (Number.isFinite(value)) return { type: 'float', value };
  }
  return LATE_BINARY.test(plain) ? lateBinary(plain) : undefined;
}

/** `0b-1`: go-yaml reads what follows `0b` once more as a number with its own sign. */
function lateBinary(plain: string): Resolved | undefined {
  const digits = /[01]+$/.exec(plain.slice(plain.indexOf('b') + 1))?.[0] ?? '0';
  const sign = plain.includes('-') ? '-' : '';
  const integer = fitting(`${sign}0b${digits}`);
  return integer === undefined ? undefined : { type: 'int', value: Number(integer), integer };
}

/** Up to 15 decimal digits without a leading zero: by far the most common number, and exact as a float64. */
function isShortDecimal(text: string): boolean {
  const { length } = text;
  if (length > 15) return false;
  const first = text.charCodeAt(0);
  if (first === 48) return length === 1;
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return length > 0;
}

/** The integer, when it fits int64 or, without a sign, uint64. */
function fitting(text: string): bigint | undefined {
  const signed = text.startsWith('-') || text.startsWith('+');
  const digits = signed ? text.slice(1) : text;
  const size = BigInt(/^0[0-7]/.test(digits) ? `0o${digits}` : digits);
  if (text.startsWith('-')) return size <= 0x8000000000000000n ? -size : undefined;
  return size <= (signed ? 0x7fffffffffffffffn : 0xffffffffffffffffn) ? size : undefined;
}

const DATE = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$/;
const DATE_TIME =
  /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([Tt ])([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})([.,][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$/;

/** The forms of a date that go-yaml knows: a date, or date and time; a zone with `T` only, and always there. */
export function isTimestamp(text: string): boolean {
  const date = DATE.exec(text);
  if (date !== null) return isDate(date);
  const full = DATE_TIME.exec(text);
  if (full === null || !isDate(full)) return false;
  const [, , , , between, hour, minute, second, , zone] = full;
  if ((between === ' ') !== (zone === undefined)) return false;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return false;
  return zone === undefined || zone === 'Z' || (Number(zone.slice(1, 3)) <= 24 && Number(zone.slice(4)) < 60);
}

function isDate([, year, month, day]: RegExpExecArray): boolean {
  const m = Number(month);
  const y = Number(year);
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1];
  return days !== undefined && Number(day) >= 1 && Number(day) <= days;
}

/** A float64 as sigs.k8s.io/yaml writes it where a string is wanted: FormatFloat(value, 'g', -1, 32). */
export function floatText(value: number): string {
  const narrow = Math.fround(value);
  if (Number.isNaN(narrow)) return 'NaN';
  if (!Number.isFinite(narrow)) return narrow > 0 ? '+Inf' : '-Inf';
  if (narrow === 0) return Object.is(narrow, -0) ? '-0' : '0';
  for (let count = 1; count <= 9; count++) {
    const short = Number(roundedEven(narrow, count));
    if (Math.fround(short) === narrow) return formatFloatG(short);
  }
  return formatFloatG(narrow);
}

/** The number by so many digits; of two equally near texts the one that ends even, where toExponential takes the larger. */
function roundedEven(value: number, count: number): string {
  const text = value.toExponential(count - 1);
  const point = text.indexOf('e');
  const last = text.charCodeAt(point - 1);
  if (last % 2 === 0) return text;
  const exact = value.toExponential(100).replace(/[-.]|e.*/g, '');
  if (!/^50*$/.test(exact.slice(count))) return text;
  return `${text.slice(0, point - 1)}${String.fromCharCode(last - 1)}${text.slice(point)}`;
}

/** A float64 as a key: as floatText, but infinities and NaN by their YAML names. */
export function floatKey(value: number): string {
  const text = floatText(value);
  return text === '+Inf' ? '.inf' : text === '-Inf' ? '-.inf' : text === 'NaN' ? '.nan' : text;
}
