// What the values of flags must be, with the words of Go's own readers (pflag's value types).

import { parseDuration } from '#engine/values/duration.ts';
import { GoError } from '#engine/values/errors.ts';
import { parseFloat64, parseIntBase0 } from '#engine/values/number.ts';
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

/** strconv.ParseInt of any base. */
export function checkInteger(text: string): void {
  if (parseIntBase0(text) === undefined) throw syntaxError('ParseInt', text);
}

/** strconv.ParseFloat. */
export function checkFloat(text: string): void {
  if (parseFloat64(text) === undefined) throw syntaxError('ParseFloat', text);
}

/** The pairs of `a=1,b=2`, each as it stands; a single one may hold commas. */
export function readPairs(text: string): string[] {
  const count = text.split('=').length - 1;
  const pairs = count > 1 ? readRecord(text) : [count === 1 ? text.replace(/^"+|"+$/g, '') : text];
  const bad = pairs.find((pair) => !pair.includes('='));
  if (bad !== undefined) throw new GoError(`${bad} must be formatted as key=value`);
  return pairs;
}

function syntaxError(reader: string, text: string): GoError {
  return new GoError(`strconv.${reader}: parsing ${quoteGo(text)}: invalid syntax`);
}
