// The date functions: Go's clock, layouts, durations and time zones.

import type { Call } from '../template/funcs.ts';
import { formatDuration, parseDuration, roundDuration, SECOND } from '../values/duration.ts';
import { GoError } from '../values/errors.ts';
import { GoTime, readTime, ZERO_TIME } from '../values/time.ts';
import { loadZone, localZone, UTC } from '../values/time-zones.ts';
import { Int, type Value } from '../values/value.ts';
import { type Definition, group } from './define.ts';

const LAYOUT_DOC =
  'The layout shows how 2 January 2006, 15:04:05, a Monday in zone MST, would be written: `2006-01-02T15:04:05Z07:00`.';
const MOMENT_DOC =
  'A date is a time or Unix seconds as int or int64; anything else, a number from values too, means now.';

const dateInZone: Definition = {
  name: 'dateInZone',
  aliases: ['date_in_zone'],
  params: ['layout:string', 'date:any', 'zone:string'],
  result: 'string',
  doc: `Writes a date as the clocks of an IANA zone show it; an unknown zone counts as UTC. ${LAYOUT_DOC} ${MOMENT_DOC}`,
  examples: [
    { template: '{{ dateInZone "2006-01-02 15:04" 0 "UTC" }}', output: '1970-01-01 00:00' },
    { template: '{{ dateInZone "Mon 15:04 MST" 1700000000 "Europe/Paris" }}', output: 'Tue 23:13 CET' },
  ],
  call: ([layout, date, zone], call) => written(layout as string, date as Value, zone as string, call),
};

const dateModify: Definition = {
  name: 'dateModify',
  aliases: ['date_modify'],
  params: ['duration:string', 'date:time.Time'],
  result: 'time.Time',
  doc: 'Adds a duration such as `-1.5h` or `24h` to a time. A duration that cannot be read changes nothing; mustDateModify fails then.',
  examples: [
    {
      template: '{{ toDate "2006-01-02" "2024-02-28" | dateModify "48h" | date "2006-01-02" }}',
      output: '2024-03-01',
    },
  ],
  call: ([text, date]) => {
    const shift = durationOr(text as string, undefined);
    return shift === undefined ? (date as GoTime) : (date as GoTime).add(shift);
  },
};

const mustDateModify: Definition = {
  name: 'mustDateModify',
  aliases: ['must_date_modify'],
  params: ['duration:string', 'date:time.Time'],
  result: 'time.Time',
  doc: 'Adds a duration such as `-1.5h` or `24h` to a time and fails when the duration cannot be read.',
  examples: [
    {
      template: '{{ toDate "2006-01-02" "2024-03-01" | mustDateModify "-1m" | date "2006-01-02 15:04" }}',
      output: '2024-02-29 23:59',
    },
  ],
  call: ([text, date]) => (date as GoTime).add(parseDuration(text as string)),
};

export const dateFunctions = group('dates', [
  {
    name: 'now',
    params: [],
    result: 'time.Time',
    doc: 'The current time in the local zone. Every render gives another one, so releases that print it always differ; in a preview the clock stands still.',
    call: (_, call) => now(call),
  },
  {
    name: 'ago',
    params: ['date:any'],
    result: 'string',
    doc: `How long ago a date was, in whole seconds, as a duration such as \`2h3m0s\`. ${MOMENT_DOC}`,
    examples: [{ template: '{{ regexMatch "^[0-9]+h[0-9]+m[0-9]+s$" (ago 0) }}', output: 'true' }],
    call: ([date], call) => {
      // Unlike the other functions, ago does not take an int32 for a date.
      const isInt32 = date instanceof Int && date.type === 'int32';
      const moment = isInt32 ? now(call) : momentOf(date as Value, call);
      return formatDuration(roundDuration(call.env.now() - moment.nanoseconds, SECOND));
    },
  },
  {
    name: 'date',
    params: ['layout:string', 'date:any'],
    result: 'string',
    doc: `Writes a date as the local clocks show it. ${LAYOUT_DOC} ${MOMENT_DOC}`,
    examples: [
      {
        template: '{{ toDate "2006-01-02" "2024-02-03" | date "Monday, 2 January 2006" }}',
        output: 'Saturday, 3 February 2024',
      },
    ],
    call: ([layout, date], call) => written(layout as string, date as Value, 'Local', call),
  },
  dateInZone,
  dateModify,
  mustDateModify,
  {
    name: 'duration',
    params: ['seconds:any'],
    result: 'string',
    doc: 'Writes seconds as a duration such as `1h2m3s`. Takes a string or an int64; a plain int or a number from values gives `0s`.',
    examples: [
      { template: '{{ duration "95" }}', output: '1m35s' },
      { template: '{{ int64 7200 | duration }}', output: '2h0m0s' },
    ],
    call: ([seconds]) => formatDuration(BigInt.asIntN(64, secondsOf(seconds as Value) * SECOND)),
  },
  {
    name: 'durationRound',
    params: ['duration:any'],
    result: 'string',
    doc: 'Cuts a duration down to its largest unit: `y`, `mo`, `d`, `h`, `m` or `s`. Takes duration text, nanoseconds as int64, or a time (how long ago it was). A unit counts only when the duration is longer than it, so `1h` gives `60m`.',
    examples: [
      { template: '{{ durationRound "2h10m5s" }}', output: '2h' },
      { template: '{{ durationRound "2400h" }}', output: '3mo' },
    ],
    call: ([duration], call) => roughly(lengthOf(duration as Value, call)),
  },
  {
    name: 'htmlDate',
    params: ['date:any'],
    result: 'string',
    doc: `Writes a date as \`2006-01-02\`, in the local zone. ${MOMENT_DOC}`,
    examples: [{ template: '{{ toDate "02.01.06" "03.02.24" | htmlDate }}', output: '2024-02-03' }],
    call: ([date], call) => written('2006-01-02', date as Value, 'Local', call),
  },
  {
    name: 'htmlDateInZone',
    params: ['date:any', 'zone:string'],
    result: 'string',
    doc: `Writes a date as \`2006-01-02\`, in an IANA zone; an unknown zone counts as UTC. ${MOMENT_DOC}`,
    examples: [{ template: '{{ htmlDateInZone 1700000000 "Asia/Tokyo" }}', output: '2023-11-15' }],
    call: ([date, zone], call) => written('2006-01-02', date as Value, zone as string, call),
  },
  {
    name: 'toDate',
    params: ['layout:string', 'text:string'],
    result: 'time.Time',
    doc: `Reads a time in the local zone. ${LAYOUT_DOC} A text that does not fit gives the year 1; mustToDate fails then.`,
    examples: [
      { template: '{{ (toDate "2006-01-02" "2024-12-31").YearDay }}', output: '366' },
      { template: '{{ (toDate "2006-01-02" "soon").Year }}', output: '1' },
    ],
    call: ([layout, text], call) => {
      try {
        return readTime(layout as string, text as string, localZone(call.env.timeZone, call.env.zoneName));
      } catch (error) {
        if (error instanceof GoError)
          return new GoTime(ZERO_TIME, UTC, localZone(call.env.timeZone, call.env.zoneName));
        throw error;
      }
    },
  },
  {
    name: 'mustToDate',
    params: ['layout:string', 'text:string'],
    result: 'time.Time',
    doc: `Reads a time in the local zone and fails when the text does not fit. ${LAYOUT_DOC}`,
    examples: [{ template: '{{ (mustToDate "2006-01-02" "2024-12-31").Weekday }}', output: 'Tuesday' }],
    call: ([layout, text], call) =>
      readTime(layout as string, text as string, localZone(call.env.timeZone, call.env.zoneName)),
  },
  {
    name: 'unixEpoch',
    params: ['date:time.Time'],
    result: 'string',
    doc: 'Seconds from 1970-01-01 in UTC to a time, as text.',
    examples: [
      { template: '{{ toDate "2006-01-02 15:04 -0700" "2024-01-01 00:00 +0000" | unixEpoch }}', output: '1704067200' },
    ],
    call: ([date]) => (date as GoTime).unix.toString(),
  },
]);

/** Any real reading of the monotonic clock differs from run to run; this one only shows that there is one. */
const READING = 1n;

function now(call: Call): GoTime {
  const local = localZone(call.env.timeZone, call.env.zoneName);
  return new GoTime(call.env.now(), local, local, READING);
}

function momentOf(date: Value, call: Call): GoTime {
  if (date instanceof GoTime) return date;
  const integer = date instanceof Int && (date.type === 'int64' || date.type === 'int32') ? date.value : date;
  if (typeof integer !== 'bigint') return now(call);
  return new GoTime(integer * SECOND, localZone(call.env.timeZone, call.env.zoneName));
}

function written(layout: string, date: Value, zoneName: string, call: Call): string {
  const zone = zoneName === 'Local' ? localZone(call.env.timeZone, call.env.zoneName) : (loadZone(zoneName) ?? UTC);
  return momentOf(date, call).in(zone).format(layout);
}

function durationOr<T>(text: string, otherwise: T): bigint | T {
  try {
    return parseDuration(text);
  } catch (error) {
    if (error instanceof GoError) return otherwise;
    throw error;
  }
}

/** Digits beyond an int64 give the nearest one, as in Go, whose error sprig drops. */
function secondsOf(value: Value): bigint {
  if (value instanceof Int && value.type === 'int64') return value.value;
  if (typeof value !== 'string' || !/^[+-]?[0-9]+$/.test(value)) return 0n;
  const number = BigInt(value.replace(/^\+/, ''));
  const least = -(1n << 63n);
  return number < least ? least : number >= -least ? -least - 1n : number;
}

function lengthOf(value: Value, call: Call): bigint {
  if (typeof value === 'string') return durationOr(value, 0n);
  if (value instanceof Int && value.type === 'int64') return value.value;
  return value instanceof GoTime ? call.env.now() - value.nanoseconds : 0n;
}

const HOUR = 3600n * SECOND;
const ROUGH_UNITS: readonly (readonly [unit: bigint, name: string])[] = [
  [365n * 24n * HOUR, 'y'],
  [30n * 24n * HOUR, 'mo'],
  [24n * HOUR, 'd'],
  [HOUR, 'h'],
  [60n * SECOND, 'm'],
  [SECOND, 's'],
];

function roughly(nanoseconds: bigint): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const found = ROUGH_UNITS.find(([unit]) => size > unit);
  return found ? `${size / found[0]}${found[1]}` : '0s';
}
