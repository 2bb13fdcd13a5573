// Dates, durations and zones against answers of the real helm 4.2.4 (TZ set as each table says).

import { describe, expect, test } from 'vitest';
import { stillEnvironment } from '../template/environment.ts';
import type { Call } from '../template/funcs.ts';
import { formatValue } from '../values/format.ts';
import type { GoTime } from '../values/time.ts';
import { int64, type Value } from '../values/value.ts';
import { dateFunctions } from './dates.ts';

function run(name: string, args: Value[], timeZone = 'UTC'): Value {
  const record = dateFunctions.find((one) => one.name === name);
  const call = { env: { ...stillEnvironment(), timeZone }, place: () => '' } as unknown as Call;
  return record?.call(args, call) ?? null;
}

function shown(act: () => Value): string {
  try {
    return formatValue(act());
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}

describe('writing', () => {
  const cases: [layout: string, seconds: bigint, zone: string, text: string][] = [
    ['2006-01-02T15:04:05Z07:00', 1700000000n, 'UTC', '2023-11-14T22:13:20Z'],
    ['2006-01-02T15:04:05Z07:00', 1700000000n, 'Asia/Kolkata', '2023-11-15T03:43:20+05:30'],
    ['Mon Jan _2 15:04:05 MST 2006', 1700000000n, 'Europe/Paris', 'Tue Nov 14 23:13:20 CET 2023'],
    ['Mon Jan _2 15:04:05 MST 2006', 1690000000n, 'Europe/Paris', 'Sat Jul 22 06:26:40 CEST 2023'],
    ['3:04PM 03 pm', 1700000000n, 'America/New_York', '5:13PM 05 pm'],
    ['MST -0700 -07:00:00 Z07', 1700000000n, 'America/Sao_Paulo', '-03 -0300 -03:00:00 -03'],
    ['002 __2 06 _2006 Janu 5.000,999', 86400n, 'UTC', '002   2 70 _1970 Janu 0.000'],
    ['2006', 1700000000n, 'No/Where', '2023'],
    ['MST', 1700000000n, 'europe/paris', 'UTC'],
    ['2006-01-02', 1700000000000n, 'UTC', '55840-11-08'],
    ['2006-01-02', -99999999999n, 'UTC', '-1199-02-15'],
  ];
  test.each(cases)('%s at %d in %s', (layout, seconds, zone, text) => {
    expect(run('dateInZone', [layout, int64(seconds), zone])).toBe(text);
  });
  test('what is no date is now', () => {
    expect(run('date', ['2006-01-02', 1700000000])).toBe('2024-01-01');
    expect(run('htmlDate', [null])).toBe('2024-01-01');
    expect(run('htmlDate', [1700000000n], 'Asia/Tokyo')).toBe('2023-11-15');
  });
});

describe('reading', () => {
  const cases: [layout: string, text: string, zone: string, result: string][] = [
    ['2006-01-02', '2024-02-29', 'UTC', '2024-02-29 00:00:00 +0000 UTC'],
    ['2006-01-02', '2023-02-29', 'UTC', 'error: parsing time "2023-02-29": day out of range'],
    ['2006-01-02', 'bad', 'UTC', 'error: parsing time "bad" as "2006-01-02": cannot parse "bad" as "2006"'],
    ['2006-01-02', '2024-13-01', 'UTC', 'error: parsing time "2024-13-01": month out of range'],
    ['2006-01-02', '2024-01-01x', 'UTC', 'error: parsing time "2024-01-01x": extra text: "x"'],
    ['15:04:05', '23:59:59.25', 'UTC', '0000-01-01 23:59:59.25 +0000 UTC'],
    ['2006-01-02T15:04:05Z07:00', '2024-07-01T12:00:00+02:00', 'Europe/Paris', '2024-07-01 12:00:00 +0200 CEST'],
    ['2006-01-02T15:04:05Z07:00', '2024-07-01T12:00:00+05:00', 'Europe/Paris', '2024-07-01 12:00:00 +0500 +0500'],
    ['2006-01-02 15:04', '2024-03-31 02:30', 'Europe/Paris', '2024-03-31 03:30:00 +0200 CEST'],
    ['2006-01-02 15:04', '2024-10-27 02:30', 'Europe/Paris', '2024-10-27 02:30:00 +0100 CET'],
    ['2006 002', '2024 366', 'UTC', '2024-12-31 00:00:00 +0000 UTC'],
    [
      'Jan 2 06 3PM',
      'feb 3 69 12am',
      'UTC',
      'error: parsing time "feb 3 69 12am" as "Jan 2 06 3PM": cannot parse "am" as "PM"',
    ],
    ['2 Jan 06 MST', '3 Feb 70 EST', 'America/New_York', '1970-02-03 00:00:00 -0500 EST'],
    ['2 Jan 06 MST', '3 Feb 70 ABC', 'UTC', '1970-02-03 00:00:00 +0000 ABC'],
    ['é"', '2', 'UTC', 'error: parsing time "2" as "\\xc3\\xa9\\"": cannot parse "2" as "\\xc3\\xa9\\""'],
  ];
  test.each(cases)('%s of %s in %s', (layout, text, zone, result) => {
    expect(shown(() => run('mustToDate', [layout, text], zone))).toBe(result);
  });
  test('toDate gives the zero time instead of an error', () => {
    expect(shown(() => run('toDate', ['2006', 'x'], 'Asia/Tokyo'))).toBe('0001-01-01 00:00:00 +0000 UTC');
  });
});

describe('durations', () => {
  const cases: [name: string, args: Value[], result: string][] = [
    ['duration', ['95'], '1m35s'],
    ['duration', [95n], '0s'],
    ['duration', [int64(3600n)], '1h0m0s'],
    ['duration', ['99999999999999999999'], '-1s'],
    ['durationRound', ['8760h'], '12mo'],
    ['durationRound', ['8761h'], '1y'],
    ['durationRound', ['-2h10m'], '2h'],
    ['durationRound', ['1h'], '60m'],
    ['durationRound', ['1s'], '0s'],
    ['durationRound', [int64(1500000000n)], '1s'],
    ['durationRound', ['x'], '0s'],
    ['ago', [1704063600n], '1h0m0s'],
  ];
  test.each(cases)('%s %s', (name, args, result) => {
    expect(run(name, args)).toBe(result);
  });
  const errors: [duration: string, message: string][] = [
    ['bad', 'error: time: invalid duration "bad"'],
    ['5', 'error: time: missing unit in duration "5"'],
    ['5d', 'error: time: unknown unit "d" in duration "5d"'],
    ['9999999999h', 'error: time: invalid duration "9999999999h"'],
    ['1.5h.25m', '2024-02-03 01:30:15 +0000 UTC'],
  ];
  test.each(errors)('mustDateModify %s', (duration, message) => {
    const day = run('toDate', ['2006-01-02', '2024-02-03']);
    expect(shown(() => run('mustDateModify', [duration, day]))).toBe(message);
  });
  test('dateModify leaves the date when the duration is bad', () => {
    expect(shown(() => run('dateModify', ['x', run('toDate', ['2006', '2024'])]))).toBe(
      '2024-01-01 00:00:00 +0000 UTC',
    );
  });
});

describe('time methods', () => {
  const day = run('toDate', ['2006-01-02 15:04:05.999 -0700', '2024-01-31 13:45:59.5 +0000'], 'Asia/Tokyo') as GoTime;
  const cases: [method: string, args: Value[], result: string][] = [
    ['Year', [], '2024'],
    ['Month', [], 'January'],
    ['Weekday', [], 'Wednesday'],
    ['YearDay', [], '31'],
    ['Unix', [], '1706708759'],
    ['UnixNano', [], '1706708759500000000'],
    ['UTC', [], '2024-01-31 13:45:59.5 +0000 UTC'],
    ['Local', [], '2024-01-31 22:45:59.5 +0900 JST'],
    ['AddDate', [0n, 1n, 0n], '2024-03-02 13:45:59.5 +0000 +0000'],
    ['Add', [3_600_000_000_000n], '2024-01-31 14:45:59.5 +0000 +0000'],
    ['Truncate', [3_600_000_000_000n], '2024-01-31 13:00:00 +0000 +0000'],
    ['Round', [3_600_000_000_000n], '2024-01-31 14:00:00 +0000 +0000'],
    ['Sub', [run('toDate', ['2006', '2024'])], '733h45m59.5s'],
    ['Before', [run('toDate', ['2006', '2024'])], 'false'],
    ['GoString', [], 'time.Date(2024, time.January, 31, 13, 45, 59, 500000000, time.Location(""))'],
  ];
  test.each(cases)('%s', (method, args, result) => {
    expect(formatValue(day.method(method)?.call(args) ?? null)).toBe(result);
  });
  test('as JSON', () => {
    expect(day.json()).toBe('2024-01-31T13:45:59.5Z');
    const late = day.method('AddDate')?.call([9000n, 0n, 0n]) as GoTime;
    expect(() => late.json()).toThrow('Time.MarshalJSON: year outside of range [0,9999]');
  });
  test('now shows its monotonic clock', () => {
    expect(shown(() => run('now', []))).toMatch(/^2024-01-01 00:00:00 \+0000 UTC m=\+\d+\.\d{9}$/);
  });
});
