// Go's layout language for times: reading. Errors are Go's, down to which part of the text they name.

import { GoError } from './errors.ts';
import { dateOfDays, daysIn, daysOfDate, isLeap } from './time-calendar.ts';
import { isFraction, layoutSteps, MONTHS, WEEKDAYS } from './time-layout.ts';
import { quoteTimeText } from './time-quote.ts';
import { fixedZone, UTC, type Zone } from './time-zones.ts';

/** A moment and the zone it is shown in. */
export interface Instant {
  /** Since 1970-01-01T00:00:00Z. */
  readonly nanoseconds: bigint;
  readonly zone: Zone;
}

/** What has been read so far; -1 stands for a field that was not there. */
interface Fields {
  year: number;
  month: number;
  day: number;
  yearDay: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  am: boolean;
  pm: boolean;
  utc: boolean;
  offset: number | undefined;
  clock: string;
}

/** A part that cannot be read at all, or a number that is out of its range; `rest` is what follows it. */
class Mismatch {
  readonly range: string;
  readonly rest: string;
  constructor(range = '', rest = '') {
    this.range = range;
    this.rest = rest;
  }
}

/**
 * time.ParseInLocation: reads `value` in the form that `layout` shows; without a zone in it, it is a time in `zone`.
 * Throws GoError.
 */
export function parseTime(layout: string, value: string, zone: Zone): Instant {
  const fields: Fields = {
    year: 0,
    month: -1,
    day: -1,
    yearDay: -1,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
    am: false,
    pm: false,
    utc: false,
    offset: undefined,
    clock: '',
  };
  const fail = (message: string) => new GoError(`parsing time ${quoteTimeText(value)}${message}`);
  const cannot = (part: string, element: string) =>
    fail(` as ${quoteTimeText(layout)}: cannot parse ${quoteTimeText(part)} as ${quoteTimeText(element)}`);
  let rest = value;
  const steps = layoutSteps(layout);
  for (const [i, { literal, element }] of steps.entries()) {
    const after = skipLiteral(rest, literal);
    if (after.failed) throw cannot(after.rest, literal);
    rest = after.rest;
    if (element === '') {
      if (rest !== '') throw fail(`: extra text: ${quoteTimeText(rest)}`);
      break;
    }
    const next = readElement(fields, element, rest, steps[i + 1]?.element ?? '');
    if (next instanceof Mismatch) throw next.range ? fail(`: ${next.range} out of range`) : cannot(rest, element);
    rest = next;
  }
  const problem = settle(fields);
  if (problem !== '') throw fail(`: ${problem}`);
  return instantOf(fields, zone);
}

/** Removes literal text; runs of spaces count alike. */
function skipLiteral(value: string, literal: string): { failed: boolean; rest: string } {
  let rest = value;
  let wanted = literal;
  while (wanted !== '') {
    if (wanted.startsWith(' ')) {
      if (rest !== '' && !rest.startsWith(' ')) return { failed: true, rest };
      wanted = wanted.replace(/^ +/, '');
      rest = rest.replace(/^ +/, '');
    } else if (rest === '' || rest[0] !== wanted[0]) return { failed: true, rest };
    else {
      wanted = wanted.slice(1);
      rest = rest.slice(1);
    }
  }
  return { failed: false, rest };
}

/** Reads one element off the start of `text` and gives what follows. `next` is the element that comes after it. */
function readElement(fields: Fields, element: string, text: string, next: string): string | Mismatch {
  switch (element) {
    case '06':
      return readYear(fields, text, 2);
    case '2006':
      return readYear(fields, text, 4);
    case 'Jan':
    case 'January':
      return readName(MONTHS, element, text, (i) => {
        fields.month = i + 1;
      });
    case 'Mon':
    case 'Monday':
      // The weekday is read and forgotten.
      return readName(WEEKDAYS, element, text, () => undefined);
    case '1':
    case '01':
      return readNumber(text, element === '01', 'month', 1, 12, (n) => {
        fields.month = n;
      });
    case '2':
    case '02':
    case '_2':
      return readNumber(element === '_2' ? text.replace(/^ /, '') : text, element === '02', '', 0, 99, (n) => {
        fields.day = n;
      });
    case '002':
    case '__2':
      return readYearDay(fields, element, text);
    case '15':
      return readNumber(text, false, 'hour', 0, 23, (n) => {
        fields.hour = n;
      });
    case '3':
    case '03':
      return readNumber(text, element === '03', 'hour', 0, 12, (n) => {
        fields.hour = n;
      });
    case '4':
    case '04':
      return readNumber(text, element === '04', 'minute', 0, 59, (n) => {
        fields.minute = n;
      });
    case '5':
    case '05':
      return readSecond(fields, element, text, next);
    case 'PM':
    case 'pm':
      return readHalf(fields, element, text);
    case 'MST':
      return readClockName(fields, text);
    default:
      return isFraction(element) ? readFraction(fields, element, text) : readOffset(fields, element, text);
  }
}

function readYear(fields: Fields, text: string, width: number): string | Mismatch {
  if (text.length < width || (width === 4 && !/^[0-9]/.test(text))) return new Mismatch();
  const year = signedInteger(text.slice(0, width));
  if (year === undefined) return new Mismatch();
  fields.year = width === 4 ? year : year + (year >= 69 ? 1900 : 2000);
  return text.slice(width);
}

function readName(
  names: readonly string[],
  element: string,
  text: string,
  take: (i: number) => void,
): string | Mismatch {
  const short = element.length === 3;
  for (const [i, name] of names.entries()) {
    const wanted = short ? name.slice(0, 3) : name;
    const found = text.slice(0, wanted.length);
    if (/^[A-Za-z]*$/.test(found) && found.toLowerCase() === wanted.toLowerCase()) {
      take(i);
      return text.slice(wanted.length);
    }
  }
  return new Mismatch();
}

/** One or two digits, two when `fixed`. */
function readNumber(
  text: string,
  fixed: boolean,
  what: string,
  low: number,
  high: number,
  take: (n: number) => void,
): string | Mismatch {
  const digits = /^[0-9]{1,2}/.exec(text)?.[0];
  if (digits === undefined || (fixed && digits.length < 2)) return new Mismatch();
  const value = Number(digits);
  if (value < low || value > high) return new Mismatch(what);
  take(value);
  return text.slice(digits.length);
}

function readYearDay(fields: Fields, element: string, text: string): string | Mismatch {
  const start = element === '__2' ? text.replace(/^ {1,2}/, '') : text;
  const digits = /^[0-9]{1,3}/.exec(start)?.[0];
  if (digits === undefined || (element === '002' && digits.length < 3)) return new Mismatch();
  fields.yearDay = Number(digits);
  return start.slice(digits.length);
}

/** A fraction may follow the seconds even where the layout shows none. */
function readSecond(fields: Fields, element: string, text: string, next: string): string | Mismatch {
  const rest = readNumber(text, element === '05', 'second', 0, 59, (n) => {
    fields.second = n;
  });
  if (rest instanceof Mismatch || isFraction(next)) return rest;
  const digits = /^[.,][0-9]+/.exec(rest)?.[0];
  return digits === undefined ? rest : takeNanoseconds(fields, rest, digits.length);
}

function readFraction(fields: Fields, element: string, text: string): string | Mismatch {
  if (element[1] === '0') {
    return text.length < element.length ? new Mismatch() : takeNanoseconds(fields, text, element.length);
  }
  const digits = /^[.,][0-9]+/.exec(text)?.[0];
  return digits === undefined ? text : takeNanoseconds(fields, text, digits.length);
}

/** The first `length` characters are a mark and digits; nine digits count. */
function takeNanoseconds(fields: Fields, text: string, length: number): string | Mismatch {
  if (!/^[.,]/.test(text)) return new Mismatch();
  const digits = text.slice(1, Math.min(length, 10));
  const value = signedInteger(digits);
  if (value === undefined) return new Mismatch();
  if (value < 0) return new Mismatch('fractional second');
  fields.nanosecond = value * 10 ** (9 - digits.length);
  return text.slice(length);
}

function readHalf(fields: Fields, element: string, text: string): string | Mismatch {
  const half = text.slice(0, 2);
  const [am, pm] = element === 'PM' ? ['AM', 'PM'] : ['am', 'pm'];
  if (half !== am && half !== pm) return new Mismatch();
  if (half === pm) fields.pm = true;
  else fields.am = true;
  return text.slice(2);
}

const OFFSET_FORMS: Readonly<Record<string, RegExp>> = {
  '07': /^([\s\S])([\s\S]{2})()()/,
  '0700': /^([\s\S])([\s\S]{2})([\s\S]{2})()/,
  '07:00': /^([\s\S])([\s\S]{2}):([\s\S]{2})()/,
  '070000': /^([\s\S])([\s\S]{2})([\s\S]{2})([\s\S]{2})/,
  '07:00:00': /^([\s\S])([\s\S]{2}):([\s\S]{2}):([\s\S]{2})/,
};

function readOffset(fields: Fields, element: string, text: string): string | Mismatch {
  if (element.startsWith('Z') && text.startsWith('Z')) {
    fields.utc = true;
    return text.slice(1);
  }
  const match = OFFSET_FORMS[element.slice(1)]?.exec(text);
  if (match == null) return new Mismatch();
  const [whole, sign, ...parts] = match;
  let good = true;
  const [hours = 0, minutes = 0, seconds = 0] = parts.map((part) => {
    // The first part that is no number ends the reading; those after it count as 0.
    good &&= part === '' || /^[0-9]{2}$/.test(part);
    return good ? Number(part) : 0;
  });
  if (seconds > 60) return new Mismatch('time zone offset second');
  if (minutes > 60) return new Mismatch('time zone offset minute');
  if (hours > 24) return new Mismatch('time zone offset hour');
  if (!good || (sign !== '+' && sign !== '-')) return new Mismatch();
  const size = (hours * 60 + minutes) * 60 + seconds;
  fields.offset = sign === '-' ? -size : size;
  return text.slice(whole.length);
}

/** A clock's name: three to five capitals, `GMT+3`, `+03`. */
function readClockName(fields: Fields, text: string): string | Mismatch {
  if (text.startsWith('UTC')) {
    fields.utc = true;
    return text.slice(3);
  }
  const name = clockName(text);
  if (name === '') return new Mismatch();
  fields.clock = name;
  return text.slice(name.length);
}

function clockName(text: string): string {
  if (text.length < 3) return '';
  if (/^(?:ChST|MeST)/.test(text)) return text.slice(0, 4);
  if (text.startsWith('GMT')) return `GMT${signedHours(text.slice(3))}`;
  if (/^[+-]/.test(text)) return signedHours(text);
  const capitals = /^[A-Z]{0,6}/.exec(text)?.[0] ?? '';
  if (capitals.length === 3) return capitals;
  if (capitals.length === 4) return capitals.endsWith('T') || capitals === 'WITA' ? capitals : '';
  return capitals.length === 5 && capitals.endsWith('T') ? capitals : '';
}

/** A sign and a number up to 23, or nothing. */
function signedHours(text: string): string {
  const match = /^[+-]([0-9]+)/.exec(text);
  return match && Number(match[1]) <= 23 ? match[0] : '';
}

function signedInteger(text: string): number | undefined {
  // A bare sign is 0, as in Go.
  return /^[+-]?[0-9]*$/.test(text) ? Number(text) || 0 : undefined;
}

/** Fits the fields together; gives what is wrong with them, or nothing. */
function settle(fields: Fields): string {
  if (fields.pm && fields.hour < 12) fields.hour += 12;
  else if (fields.am && fields.hour === 12) fields.hour = 0;
  if (fields.yearDay >= 0) {
    const problem = settleYearDay(fields);
    if (problem !== '') return problem;
  } else {
    if (fields.month < 0) fields.month = 1;
    if (fields.day < 0) fields.day = 1;
  }
  return fields.day < 1 || fields.day > daysIn(fields.month, fields.year) ? 'day out of range' : '';
}

function settleYearDay(fields: Fields): string {
  const days = isLeap(fields.year) ? 366 : 365;
  if (fields.yearDay < 1 || fields.yearDay > days) return 'day-of-year out of range';
  const date = dateOfDays(daysOfDate(fields.year, 1, fields.yearDay));
  if (fields.month >= 0 && fields.month !== date.month) return 'day-of-year does not match month';
  fields.month = date.month;
  if (fields.day >= 0 && fields.day !== date.day) return 'day-of-year does not match day';
  fields.day = date.day;
  return '';
}

function instantOf(fields: Fields, local: Zone): Instant {
  const days = daysOfDate(fields.year, fields.month, fields.day);
  const wall = days * 86_400 + fields.hour * 3600 + fields.minute * 60 + fields.second;
  const at = (unix: number, zone: Zone): Instant => ({
    nanoseconds: BigInt(unix) * 1_000_000_000n + BigInt(fields.nanosecond),
    zone,
  });
  if (fields.utc) return at(wall, UTC);
  const { offset, clock } = fields;
  // Go keeps -1 for "no offset", so that `-00:00:01` reads as none.
  if (offset !== undefined && offset !== -1) {
    const unix = wall - offset;
    const here = local.at(unix);
    const same = here.offset === offset && (clock === '' || here.name === clock);
    return at(unix, same ? local : fixedZone(clock, offset));
  }
  if (clock !== '') {
    const known = local.offsetOf(clock, wall);
    if (known !== undefined) return at(wall - known, local);
    const hours = clock.startsWith('GMT') && clock.length > 3 ? Number(clock.slice(3)) : 0;
    return at(wall, fixedZone(clock, hours * 3600));
  }
  return at(unixOfWall(wall, local), local);
}

/** The Unix time at which the clocks of a zone show `wall` (seconds as if they showed UTC), as Go's time.Date decides it. */
export function unixOfWall(wall: number, zone: Zone): number {
  const guess = zone.at(wall).offset;
  return guess === 0 ? wall : wall - zone.at(wall - guess).offset;
}
