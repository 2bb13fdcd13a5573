// What the values of flags must be, with the words of Go's own readers (pflag's value types).

import { parseDuration } from '#engine/values/duration.ts';
import { GoError } from '#engine/values/errors.ts';
import { isFloatOutOfRange, parseFloat64, parseIntBase0 } from '#engine/values/number.ts';
import { quoteGo } from '#engine/values/quote.ts';
import { readRecord } from './csv.ts';

/** strconv.ParseBool. */
export function checkBool(text: string): void {
  if (!/^(1|0|[tTfF]|true|TRUE|True|false|FALSE|False)$/.test(text)) throw syntaxError('ParseBool', text);
}

/** time.ParseDuration. */
export function checkDuration(text: string): void {
  parseDuration(text);
}

/** strconv.ParseInt of any base, 64 bits. */
export function checkInteger(text: string): void {
  if (parseIntBase0(text) !== undefined) return;
  throw DIGITS.test(text) ? rangeError('ParseInt', text) : syntaxError('ParseInt', text);
}

const DIGITS = /^[+-]?(?:0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9]\d*)$/;

/** strconv.ParseFloat, 32 bits. */
export function checkFloat(text: string): void {
  const value = parseFloat64(text);
  if (value === undefined && !isFloatOutOfRange(text)) throw syntaxError('ParseFloat', text);
  const isTooLarge = value === undefined || (Math.abs(value) >= FLOAT32_END && /\d/.test(text));
  if (isTooLarge) throw rangeError('ParseFloat', text);
}

/** From here on numbers are nearer to 2^128 than to the largest float32. */
const FLOAT32_END = 2 ** 128 - 2 ** 103;

/** The pairs of `a=1,b=2`, each as it stands; a single one may hold commas. */
export function readPairs(text: string): string[] {
  const count = text.split('=').length - 1;
  const pairs = count > 1 ? readRecord(text) : [count === 1 ? text.replace(/^"+|"+$/g, '') : text];
  const bad = pairs.find((pair) => !pair.includes('='));
  if (bad !== undefined) throw new GoError(`${bad} must be formatted as key=value`);
  return pairs;
}

function rangeError(reader: string, text: string): GoError {
  return new GoError(`strconv.${reader}: parsing ${quoteGo(text)}: value out of range`);
}

function syntaxError(reader: string, text: string): GoError {
  return new GoError(`strconv.${reader}: parsing ${quoteGo(text)}: invalid syntax`);
}
