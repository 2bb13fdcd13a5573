// Whether a text, written without quotes, would be read back as a string: what decides on forced double quotes.

import { parseFloat64 } from '../values/number.ts';

/** Which go-yaml writes: 2 for toYaml, 3 for toYamlPretty. */
export type YamlVersion = 2 | 3;

/** Words that YAML 1.1 takes for a truth value or for nothing. go-yaml 3 quotes them too, for readers of the old kind. */
const WORDS = new Set(
  `~ null Null NULL true True TRUE false False FALSE y Y yes Yes YES on On ON n N no No NO off Off OFF`.split(' '),
);
const SPECIAL_FLOATS = new Set('.nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF'.split(' '));

const DOT_FLOAT = /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const BASE60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
/** Binary after `0b`, where go-yaml lets a second sign pass; in version 3 octal after `0o` likewise. */
const SIGNED_BINARY = /^0b[-+]([01]+)$/;
const SIGNED_OCTAL = /^0o[-+]([0-7]+)$/;

/** Whether the plain text reads back as this string. The longest word has five letters, so most texts end at the first test. */
export function readsAsString(text: string, version: YamlVersion): boolean {
  const first = text.charCodeAt(0);
  if (isLetterOrTilde(first)) return text.length > 5 || !WORDS.has(text);
  if (text === '') return false;
  if (first === 0x2e) return !SPECIAL_FLOATS.has(text) && !isFloat(text, DOT_FLOAT);
  if (first !== 0x2b && first !== 0x2d && !isDigit(first)) return true;
  return !SPECIAL_FLOATS.has(text) && !BASE60.test(text) && !isTimestamp(text) && !isNumber(text, version);
}

function isNumber(text: string, version: YamlVersion): boolean {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (isInteger(plain) || isFloat(plain, FLOAT)) return true;
  const signed = SIGNED_BINARY.exec(plain);
  if (signed) return BigInt(`0b${signed[1]}`) < 1n << 63n;
  const octal = version === 3 ? SIGNED_OCTAL.exec(plain) : null;
  return octal !== null && BigInt(`0o${octal[1]}`) < 1n << 63n;
}

/** Fits int64 with any sign, or uint64 without one. */
function isInteger(text: string): boolean {
  const match = INTEGER.exec(text);
  if (!match) return false;
  const [, sign, hex, binary, octal, decimal] = match;
  const value = BigInt(hex ? `0x${hex}` : binary ? `0b${binary}` : octal ? `0o${octal}` : (decimal as string));
  if (sign === '-') return value <= 1n << 63n;
  return value < 1n << (sign === '+' ? 63n : 64n);
}

function isFloat(text: string, shape: RegExp): boolean {
  return shape.test(text) && parseFloat64(text) !== undefined;
}

const DATE = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(.*)$/s;
const ZONED = /^[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?(?:Z|[-+]([0-9]{2}):([0-9]{2}))$/;
const UNZONED = /^ +([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?$/;

/** A date, or date and time, in one of the four forms that go-yaml takes for a timestamp. */
export function isTimestamp(text: string): boolean {
  if (text.charCodeAt(4) !== 0x2d) return false;
  const date = DATE.exec(text);
  if (!date || !isDay(Number(date[1]), Number(date[2]), Number(date[3]))) return false;
  const rest = date[4] as string;
  if (rest === '') return true;
  const time = ZONED.exec(rest) ?? UNZONED.exec(rest);
  if (!time) return false;
  const [, hour, minute, second, zoneHour = '0', zoneMinute = '0'] = time;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return false;
  return Number(zoneHour) <= 24 && Number(zoneMinute) <= 60;
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

function isLetterOrTilde(unit: number): boolean {
  const lower = unit | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || unit === 0x7e;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
