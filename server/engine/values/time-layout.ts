// Go's layout language for times, where the reference time Mon Jan 2 15:04:05 MST 2006 shows the wanted form: writing.

import type { CivilDate } from './time-calendar.ts';
import type { ZoneState } from './time-zones.ts';

/** The fields of a time as its zone's clocks show them. */
export interface ClockTime extends CivilDate {
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  readonly zone: ZoneState;
}

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** The elements of the language, longest first where one begins another; all else is literal text. */
const ELEMENT = new RegExp(
  [
    'January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST',
    '0[1-6]|002|15|1|2006|2|_2(?!006)|__2|3|4|5|PM|pm',
    '-070000|-07:00:00|-0700|-07:00|-07|Z070000|Z07:00:00|Z0700|Z07:00|Z07',
    '[.,](?:0+|9+)(?![0-9])',
  ].join('|'),
  'g',
);

/** One step of a layout: literal text, then an element (empty after the last one). */
export interface LayoutStep {
  readonly literal: string;
  readonly element: string;
}

export function layoutSteps(layout: string): LayoutStep[] {
  const steps: LayoutStep[] = [];
  let from = 0;
  for (const match of layout.matchAll(ELEMENT)) {
    steps.push({ literal: layout.slice(from, match.index), element: match[0] });
    from = match.index + match[0].length;
  }
  steps.push({ literal: layout.slice(from), element: '' });
  return steps;
}

/** Whether an element stands for a fraction of a second. */
export function isFraction(element: string): boolean {
  return /^[.,][09]/.test(element);
}

/** The time in the form that the layout shows. */
export function formatClock(time: ClockTime, layout: string): string {
  return layout.replaceAll(ELEMENT, (element) => formatElement(time, element));
}

function formatElement(time: ClockTime, element: string): string {
  const write = WRITERS[element];
  if (write !== undefined) return write(time);
  return isFraction(element) ? fraction(time.nanosecond, element) : offsetText(time.zone.offset, element);
}

const WRITERS: Readonly<Record<string, (time: ClockTime) => string>> = {
  January: ({ month }) => MONTHS[month - 1] as string,
  Jan: ({ month }) => (MONTHS[month - 1] as string).slice(0, 3),
  '1': ({ month }) => String(month),
  '01': ({ month }) => padded(month, 2),
  Monday: ({ weekday }) => WEEKDAYS[weekday] as string,
  Mon: ({ weekday }) => (WEEKDAYS[weekday] as string).slice(0, 3),
  '2006': ({ year }) => padded(year, 4),
  '06': ({ year }) => padded(Math.abs(year) % 100, 2),
  '2': ({ day }) => String(day),
  _2: ({ day }) => String(day).padStart(2),
  '02': ({ day }) => padded(day, 2),
  __2: ({ yearDay }) => String(yearDay).padStart(3),
  '002': ({ yearDay }) => padded(yearDay, 3),
  '15': ({ hour }) => padded(hour, 2),
  '3': ({ hour }) => String(hour % 12 || 12),
  '03': ({ hour }) => padded(hour % 12 || 12, 2),
  '4': ({ minute }) => String(minute),
  '04': ({ minute }) => padded(minute, 2),
  '5': ({ second }) => String(second),
  '05': ({ second }) => padded(second, 2),
  PM: ({ hour }) => (hour >= 12 ? 'PM' : 'AM'),
  pm: ({ hour }) => (hour >= 12 ? 'pm' : 'am'),
  MST: ({ zone }) => zone.name || offsetText(zone.offset, '-0700'),
};

/** `-0700` and its like; the Z forms write UTC as `Z`. The sign is that of the whole minutes, as in Go. */
function offsetText(offset: number, element: string): string {
  if (element.startsWith('Z') && offset === 0) return 'Z';
  const minutes = Math.trunc(offset / 60);
  const size = Math.abs(minutes);
  const parts = [padded(Math.trunc(size / 60), 2), padded(size % 60, 2)];
  const form = element.slice(1);
  // Go turns the offset's sign together with that of the minutes only.
  const seconds = (minutes < 0 ? -offset : offset) % 60;
  const shown = form === '07' ? 1 : 2;
  const texts = parts.slice(0, shown);
  if (form === '070000' || form === '07:00:00') texts.push(padded(seconds, 2));
  return (minutes < 0 ? '-' : '+') + texts.join(form.includes(':') ? ':' : '');
}

/** `.000` writes as many digits as it has, `.999` leaves out trailing zeros. */
function fraction(nanosecond: number, element: string): string {
  const wanted = element.length - 1;
  const digits = padded(nanosecond, 9).slice(0, Math.min(wanted, 9));
  if (element[1] === '0') return element.charAt(0) + digits;
  const trimmed = digits.replace(/0+$/, '');
  return trimmed && element.charAt(0) + trimmed;
}

/** At least `width` digits, the sign before them. */
function padded(value: number, width: number): string {
  const digits = String(Math.abs(value)).padStart(width, '0');
  return value < 0 ? `-${digits}` : digits;
}
