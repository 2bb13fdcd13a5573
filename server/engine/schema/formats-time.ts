// Dates, times and durations as schemas may ask for them (RFC 3339), with the library's words for what is wrong.

import { byteLength, byteSlice, toBytes } from '../text/bytes.ts';
import { quoteGo, quoteRune } from '../values/quote.ts';

/** time.Parse with the layout 2006-01-02, and its error text. */
export function dateProblem(text: string): string | undefined {
  const fault = (layout: string, rest: string, why = '') =>
    `parsing time ${quoteBytes(text)}${why || ` as "2006-01-02": cannot parse ${quoteBytes(rest)} as ${quoteGo(layout)}`}`;
  let rest = text;
  if (!/^[0-9]{4}/.test(rest)) return fault('2006', rest);
  rest = rest.slice(4);
  if (!rest.startsWith('-')) return fault('-', rest);
  rest = rest.slice(1);
  if (!/^[0-9]{2}/.test(rest)) return fault('01', rest);
  const month = Number(rest.slice(0, 2));
  // An impossible month is only reported after its two digits are read.
  if (month < 1 || month > 12) return fault('', '', ': month out of range');
  rest = rest.slice(2);
  if (!rest.startsWith('-')) return fault('-', rest);
  rest = rest.slice(1);
  if (!/^[0-9]{2}/.test(rest)) return fault('02', rest);
  if (rest.length > 2) return fault('', '', `: extra text: ${quoteBytes(rest.slice(2))}`);
  const day = Number(rest);
  if (day < 1 || day > daysIn(month, Number(text.slice(0, 4)))) return fault('', '', ': day out of range');
  return undefined;
}

/** Package time's own quoting: every byte that is not plain ASCII by its number. */
function quoteBytes(text: string): string {
  const parts = Array.from(toBytes(text), (byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    return byte < 0x20 || byte >= 0x80 ? `\\x${byte.toString(16).padStart(2, '0')}` : String.fromCharCode(byte);
  });
  return `"${parts.join('')}"`;
}

function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function timeProblem(text: string): string | undefined {
  if (byteLength(text) < 9) return 'less than 9 characters long';
  if (byteSlice(text, 2, 3) !== ':' || byteSlice(text, 5, 6) !== ':') return 'missing colon in correct place';
  const clock = byteSlice(text, 0, 8);
  const [hour, minute, second] = clock.split(':').map(atoi);
  if (hour === undefined || minute === undefined || second === undefined) return 'invalid hour/min/sec';
  for (const part of [hour, minute, second]) {
    if (Number.isNaN(part)) return 'invalid hour/min/sec';
    if (part < 0) return 'non-positive hour/min/sec';
  }
  if (hour > 23 || minute > 59 || second > 60) return 'hour/min/sec out of range';
  const rest = text.slice(clock.length);
  const fraction = /^\.([0-9]*)/.exec(rest);
  if (fraction?.[1] === '') return 'no digits in second fraction';
  const zone = offsetOf(rest.slice(fraction?.[0].length ?? 0));
  if (typeof zone === 'string') return zone;
  const utc = (hour * 60 + minute - zone + 24 * 60) % (24 * 60);
  return second >= 60 && utc !== 23 * 60 + 59 ? 'invalid leap second' : undefined;
}

/** Minutes east of UTC, or what is wrong. */
function offsetOf(text: string): number | string {
  if (text === 'z' || text === 'Z') return 0;
  if (byteLength(text) !== 6) return 'offset must be 6 characters long';
  if (!/^[+-]/.test(text)) return 'offset must begin with plus/minus';
  if (byteSlice(text, 3, 4) !== ':') return 'missing colon in offset in correct place';
  const [hours = Number.NaN, minutes = Number.NaN] = text.slice(1).split(/:(.*)/s).map(atoi);
  for (const part of [hours, minutes]) {
    if (Number.isNaN(part)) return 'invalid hour/min in offset';
    if (part < 0) return 'non-positive hour/min in offset';
  }
  if (hours > 23 || minutes > 59) return 'hour/min in offset out of range';
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** strconv.Atoi on a short text; NaN for an error. */
function atoi(text: string): number {
  return /^[+-]?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
}

export function dateTimeProblem(text: string): string | undefined {
  if (byteLength(text) < 20) return 'less than 20 characters long';
  if (!/^[tT]$/.test(byteSlice(text, 10, 11))) return '11th character must be t or T';
  const date = dateProblem(byteSlice(text, 0, 10));
  if (date !== undefined) return `invalid date element: ${date}`;
  const time = timeProblem(byteSlice(text, 11, byteLength(text)));
  return time && `invalid time element: ${time}`;
}

const UNITS = ['YMD', 'HMS'];

export function durationProblem(text: string): string | undefined {
  if (!text.startsWith('P')) return 'must start with P';
  const body = text.slice(1);
  if (body === '') return 'nothing after P';
  if (body.endsWith('W')) {
    const weeks = body.slice(0, -1);
    if (weeks === '') return 'no number in week';
    return /^[0-9]+$/.test(weeks) ? undefined : 'invalid week';
  }
  for (const [i, part] of body.split('T').entries()) {
    if (i !== 0 && part === '') return 'no time elements';
    const units = UNITS[i];
    if (units === undefined) return 'more than one T';
    const problem = unitsProblem(part, units);
    if (problem) return problem;
  }
  return undefined;
}

function unitsProblem(text: string, all: string): string | undefined {
  let units = all;
  let rest = text;
  while (rest !== '') {
    const digits = /^[0-9]*/.exec(rest)?.[0] ?? '';
    if (digits === '') return 'missing number';
    rest = rest.slice(digits.length);
    if (rest === '') return 'missing unit';
    // The library looks at one byte and prints it as a number-like rune.
    const unit = String.fromCharCode(firstByte(rest));
    const at = units.indexOf(unit);
    if (at < 0)
      return all.includes(unit)
        ? `unit ${quoteRune(unit.charCodeAt(0))} out of order`
        : `invalid unit ${quoteRune(unit.charCodeAt(0))}`;
    units = units.slice(at + 1);
    rest = rest.slice(1);
  }
  return undefined;
}

function firstByte(text: string): number {
  const unit = byteSlice(text, 0, 1).charCodeAt(0);
  return unit >= 0xdc00 ? unit - 0xdc00 : unit;
}

export function periodProblem(text: string): string | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return 'missing slash';
  const [start, end] = [text.slice(0, slash), text.slice(slash + 1)];
  const labelled = (label: string, problem: string | undefined) => problem && `invalid ${label}: ${problem}`;
  if (start.startsWith('P')) {
    return labelled('start duration', durationProblem(start)) ?? labelled('end date-time', dateTimeProblem(end));
  }
  return (
    labelled('start date-time', dateTimeProblem(start)) ??
    (end.startsWith('P')
      ? labelled('end duration', durationProblem(end))
      : labelled('end date-time', dateTimeProblem(end)))
  );
}
