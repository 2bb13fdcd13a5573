// What TOML's scalars mean: dates in their seven forms, escapes, and the rules for digits that the decoder adds to Go's.

import { GoError } from '../values/errors.ts';
import { GoTime, readTime } from '../values/time.ts';
import { fixedZone, UTC, type Zone } from '../values/time-zones.ts';

/** Zones of times that say none; a time in one of them is written back in its own short form. */
export const LOCAL_DATETIME: Zone = fixedZone('datetime-local', 0);
export const LOCAL_DATE: Zone = fixedZone('date-local', 0);
export const LOCAL_TIME: Zone = fixedZone('time-local', 0);

const LAYOUTS: readonly (readonly [layout: string, zone: Zone])[] = [
  ['2006-01-02T15:04:05.999999999Z07:00', UTC],
  ['2006-01-02T15:04:05.999999999', LOCAL_DATETIME],
  ['2006-01-02', LOCAL_DATE],
  ['15:04:05.999999999', LOCAL_TIME],
  ['2006-01-02T15:04Z07:00', UTC],
  ['2006-01-02T15:04', LOCAL_DATETIME],
  ['15:04', LOCAL_TIME],
];

/** The time that the text shows, with `T` and `Z` in upper case; undefined when it has none of the forms. */
export function tomlTime(text: string): GoTime | undefined {
  for (const [layout, zone] of LAYOUTS) {
    const time = tryTime(layout, text, zone);
    if (time !== undefined) return standsInPlace(text, layout) ? time : undefined;
  }
  return undefined;
}

function tryTime(layout: string, text: string, zone: Zone): GoTime | undefined {
  try {
    const time = readTime(layout, text, zone);
    // Its zone has a name of its own and is not the local one.
    return new GoTime(time.nanoseconds, time.zone, UTC);
  } catch (error) {
    if (error instanceof GoError) return undefined;
    throw error;
  }
}

/** Go's time.Parse lets a leading zero be missing; then the signs do not stand where the layout has them. */
function standsInPlace(text: string, layout: string): boolean {
  for (let i = 0; i < layout.length; i++) {
    const char = layout[i] as string;
    if (char === '.' || char === 'Z') return true;
    if (!/[0-9]/.test(char) && text[i] !== char) return false;
  }
  return true;
}

/** What a letter after a backslash stands for. */
export const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\u001b',
};

export function withoutFirstNewline(text: string): string {
  return text.replace(/^\r?\n/, '');
}

/** A backslash at the end of a line takes all blanks and line breaks after it along. */
export function joinEscapedLines(text: string): string {
  return text.replace(/\\\\|\\[ \t\r]*\n[ \t\r\n]*/g, (match) => (match === '\\\\' ? match : ''));
}

/** Each underscore stands between digits. */
export function underscoresStand(text: string): boolean {
  if (/^[+-]?(?:nan|inf)$/.test(text)) return true;
  return !/(?:^|[^0-9a-fA-F])_/.test(text) && /[0-9a-fA-F]$/.test(text);
}

export function hasLeadingZero(text: string): boolean {
  return (text.length > 1 && /^0[^box]/.test(text)) || /^[+-]0./.test(text);
}
