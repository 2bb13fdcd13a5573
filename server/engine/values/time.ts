// Go's time.Time as templates meet it: a moment, a zone to show it in, and the methods that can be called on it.

import { toBytes } from '../text/bytes.ts';
import { clampDuration, GoDuration, nanosecondsOf, SECOND } from './duration.ts';
import { GoError } from './errors.ts';
import { dateOfDays, daysOfDate, weekdayOfDays } from './time-calendar.ts';
import { type ClockTime, formatClock, MONTHS, WEEKDAYS } from './time-layout.ts';
import { type Instant, parseTime, unixOfWall } from './time-parse.ts';
import { quoteTimeText } from './time-quote.ts';
import { UTC, type Zone } from './time-zones.ts';
import { GoBytes, GoObject, Int, int64, type Kind, type Method, nilSlice, type Value } from './value.ts';

/** Go's zero time, 0001-01-01T00:00:00Z, in nanoseconds since 1970. */
export const ZERO_TIME = -62_135_596_800n * SECOND;
const RFC3339_NANO = '2006-01-02T15:04:05.999999999Z07:00';

/** A `time.Time`. */
export class GoTime extends GoObject {
  override readonly type = 'time.Time';
  override readonly kind = 'struct';
  /** Since 1970-01-01T00:00:00Z. */
  readonly nanoseconds: bigint;
  readonly zone: Zone;
  /** What .Local switches to. */
  readonly local: Zone;
  /** Reading of the monotonic clock, which only `now` and what is added to it have; it shows when printed. */
  readonly monotonic: bigint | undefined;

  constructor(nanoseconds: bigint, zone: Zone, local: Zone = zone, monotonic?: bigint) {
    super();
    this.nanoseconds = nanoseconds;
    this.zone = zone;
    this.local = local;
    this.monotonic = monotonic;
  }

  /** The same moment on other clocks. */
  in(zone: Zone): GoTime {
    return new GoTime(this.nanoseconds, zone, this.local);
  }

  add(nanoseconds: bigint): GoTime {
    const monotonic = this.monotonic === undefined ? undefined : this.monotonic + nanoseconds;
    return new GoTime(this.nanoseconds + nanoseconds, this.zone, this.local, monotonic);
  }

  /** Whole seconds since 1970, towards the past. */
  get unix(): bigint {
    return floorDivide(this.nanoseconds, SECOND);
  }

  get clock(): ClockTime {
    const { unix } = this;
    const zone = this.zone.at(Number(unix));
    const wall = wrapped(unix + BigInt(zone.offset));
    const days = Number(floorDivide(wall, 86_400n));
    const second = Number(wall - BigInt(days) * 86_400n);
    return {
      ...dateOfDays(days),
      weekday: weekdayOfDays(days),
      hour: Math.floor(second / 3600),
      minute: Math.floor(second / 60) % 60,
      second: second % 60,
      nanosecond: Number(this.nanoseconds - unix * SECOND),
      zone,
    };
  }

  /** Written in the form that a Go layout shows. */
  format(layout: string): string {
    return formatClock(this.clock, layout);
  }

  override text(): string {
    const shown = this.format('2006-01-02 15:04:05.999999999 -0700 MST');
    return this.monotonic === undefined ? shown : `${shown} m=${monotonicText(this.monotonic)}`;
  }

  /** The fields of Go's struct; where the monotonic clock was read they hold bits of that, which no one can foresee. */
  override printed(): readonly (readonly [string, Value])[] {
    const { unix, zone } = this;
    const seconds = unix - ZERO_TIME / SECOND;
    return [
      ['wall', new Int('uint64', this.nanoseconds - unix * SECOND)],
      ['ext', int64(seconds)],
      ['loc', zone === UTC ? null : new GoLocation(zone)],
    ];
  }

  override fieldType(name: string): string {
    return name === 'loc' ? '*time.Location' : super.fieldType(name);
  }

  override json(): Value {
    return strictText(this, 'json: error calling MarshalJSON for type time.Time: Time.MarshalJSON');
  }

  override methodNames(): readonly string[] {
    return Object.keys(METHODS).filter((name) => METHODS[name]?.refused === undefined);
  }

  override method(name: string): Method | undefined {
    const own = METHODS[name];
    return own && { ...own, call: (args) => own.call(this, args) };
  }
}

/** The time that `value` shows in the form of `layout`, read in the local zone. Throws GoError. */
export function readTime(layout: string, value: string, local: Zone): GoTime {
  const { nanoseconds, zone }: Instant = parseTime(layout, value, local);
  return new GoTime(nanoseconds, zone, local);
}

/** A time.Month or time.Weekday: an int that prints as its name. */
export class GoCalendarName extends GoObject {
  override readonly type: 'time.Month' | 'time.Weekday';
  override readonly kind = 'int';
  readonly value: number;

  constructor(type: 'time.Month' | 'time.Weekday', value: number) {
    super();
    this.type = type;
    this.value = value;
  }

  override text(): string {
    const name = this.type === 'time.Month' ? MONTHS[this.value - 1] : WEEKDAYS[this.value];
    return name ?? `%!${this.type.slice('time.'.length)}(${this.value})`;
  }

  override json(): Value {
    return BigInt(this.value);
  }

  override methodNames(): readonly string[] {
    return ['String'];
  }

  override method(name: string): Method | undefined {
    return name === 'String' ? { params: [], result: 'string', call: () => this.text() } : undefined;
  }
}

/** A `*time.Location`. */
class GoLocation extends GoObject {
  override readonly type = '*time.Location';
  override readonly kind: Kind = 'ptr';
  readonly zone: Zone;

  constructor(zone: Zone) {
    super();
    this.zone = zone;
  }

  override text(): string {
    return this.zone.name;
  }

  /** What the struct of UTC holds; other zones also hold their tables, of which no chart prints the numbers. */
  override printed(): readonly (readonly [string, Value])[] {
    return [
      ['name', this.zone.name],
      ['zone', nilSlice('time.zone')],
      ['tx', nilSlice('time.zoneTrans')],
      ['extend', ''],
      ['cacheStart', int64(0n)],
      ['cacheEnd', int64(0n)],
      ['cacheZone', null],
    ];
  }

  override fieldType(name: string): string {
    return name === 'cacheZone' ? '*time.zone' : super.fieldType(name);
  }

  /** None of its fields is exported; a location without any is UTC without the name. */
  override deepCopied(): GoLocation {
    return new GoLocation({ ...UTC, name: '' });
  }

  override methodNames(): readonly string[] {
    return ['String'];
  }

  override method(name: string): Method | undefined {
    return name === 'String' ? { params: [], result: 'string', call: () => this.zone.name } : undefined;
  }
}

interface TimeMethod {
  readonly params: readonly string[];
  readonly result: string;
  readonly call: (time: GoTime, args: readonly Value[]) => Value;
  readonly refused?: string;
}

// Missing are the methods that write into their receiver: no template has a time that can be written to.
const METHODS: Readonly<Record<string, TimeMethod>> = {
  Add: {
    params: ['time.Duration'],
    result: 'time.Time',
    call: (time, [duration]) => time.add(nanosecondsOf(duration)),
  },
  AddDate: {
    params: ['int', 'int', 'int'],
    result: 'time.Time',
    call: (time, [years, months, days]) => addDate(time, Number(years), Number(months), Number(days)),
  },
  AppendBinary: appends([], (time) => binaryOf(time, 'Time.MarshalBinary')),
  AppendFormat: appends(['string'], (time, [, layout]) => toBytes(time.format(layout as string))),
  AppendText: appends([], (time) => toBytes(strictText(time, 'Time.AppendText'))),
  After: compares((order) => order > 0),
  Before: compares((order) => order < 0),
  Clock: refuses('Clock', 'int', 'int', 'int'),
  Compare: compares((order) => BigInt(order), 'int'),
  Date: refuses('Date', 'int', 'time.Month', 'int'),
  Day: reads('int', ({ clock }) => BigInt(clock.day)),
  Equal: compares((order) => order === 0),
  Format: { params: ['string'], result: 'string', call: (time, [layout]) => time.format(layout as string) },
  GoString: reads('string', goText),
  GobEncode: reads('[]uint8', (time) => new GoBytes(binaryOf(time, 'Time.MarshalBinary'))),
  Hour: reads('int', ({ clock }) => BigInt(clock.hour)),
  In: {
    params: ['*time.Location'],
    result: 'time.Time',
    call: (time, [location]) => {
      if (location instanceof GoLocation) return time.in(location.zone);
      throw new GoError('time: missing Location in call to Time.In');
    },
  },
  ISOWeek: refuses('ISOWeek', 'int', 'int'),
  IsDST: reads('bool', ({ clock }) => clock.zone.dst),
  IsZero: reads('bool', ({ nanoseconds }) => nanoseconds === ZERO_TIME),
  Local: reads('time.Time', (time) => time.in(time.local)),
  Location: reads('*time.Location', ({ zone }) => new GoLocation(zone)),
  MarshalBinary: reads('[]uint8', (time) => new GoBytes(binaryOf(time, 'Time.MarshalBinary'))),
  MarshalJSON: reads('[]uint8', (time) => new GoBytes(toBytes(`"${strictText(time, 'Time.MarshalJSON')}"`))),
  MarshalText: reads('[]uint8', (time) => new GoBytes(toBytes(strictText(time, 'Time.MarshalText')))),
  Minute: reads('int', ({ clock }) => BigInt(clock.minute)),
  Month: reads('time.Month', ({ clock }) => new GoCalendarName('time.Month', clock.month)),
  Nanosecond: reads('int', ({ clock }) => BigInt(clock.nanosecond)),
  Round: { params: ['time.Duration'], result: 'time.Time', call: (time, [unit]) => round(time, nanosecondsOf(unit)) },
  Second: reads('int', ({ clock }) => BigInt(clock.second)),
  String: reads('string', (time) => time.text()),
  Sub: {
    params: ['time.Time'],
    result: 'time.Duration',
    call: (time, [other]) => new GoDuration(clampDuration(time.nanoseconds - (other as GoTime).nanoseconds)),
  },
  Truncate: {
    params: ['time.Duration'],
    result: 'time.Time',
    call: (time, [unit]) => truncate(time, nanosecondsOf(unit)),
  },
  UTC: reads('time.Time', (time) => time.in(UTC)),
  Unix: reads('int64', ({ unix }) => int64(unix)),
  UnixMicro: reads('int64', ({ nanoseconds }) => int64(floorDivide(nanoseconds, 1000n))),
  UnixMilli: reads('int64', ({ nanoseconds }) => int64(floorDivide(nanoseconds, 1_000_000n))),
  UnixNano: reads('int64', ({ nanoseconds }) => int64(nanoseconds)),
  Weekday: reads('time.Weekday', ({ clock }) => new GoCalendarName('time.Weekday', clock.weekday)),
  Year: reads('int', ({ clock }) => BigInt(clock.year)),
  YearDay: reads('int', ({ clock }) => BigInt(clock.yearDay)),
  Zone: refuses('Zone', 'string', 'int'),
  ZoneBounds: refuses('ZoneBounds', 'time.Time', 'time.Time'),
};

function reads(result: string, call: (time: GoTime) => Value): TimeMethod {
  return { params: [], result, call };
}

/** A method that adds what it writes to bytes. */
function appends(more: readonly string[], write: (time: GoTime, args: readonly Value[]) => Uint8Array): TimeMethod {
  return {
    params: ['[]uint8', ...more],
    result: '[]uint8',
    call: (time, args) => {
      const before = args[0] as GoBytes;
      return new GoBytes(Uint8Array.from([...before.bytes, ...write(time, args)]));
    },
  };
}

/** A method with several results. */
function refuses(name: string, ...results: readonly string[]): TimeMethod {
  const refused =
    results.length === 2
      ? `invalid function signature for ${name}: second return value should be error; is ${results[1]}`
      : `function ${name} has ${results.length} return values; should be 1 or 2`;
  return { params: [], result: results[0] as string, call: () => null, refused };
}

function compares(judge: (order: -1 | 0 | 1) => Value, result = 'bool'): TimeMethod {
  return {
    params: ['time.Time'],
    result,
    call: (time, [other]) => {
      const difference = time.nanoseconds - (other as GoTime).nanoseconds;
      return judge(difference < 0n ? -1 : difference > 0n ? 1 : 0);
    },
  };
}

/** Adds to the date on the clocks; a day that the month does not have carries over. */
function addDate(time: GoTime, years: number, months: number, days: number): GoTime {
  const { year, month, day, hour, minute, second, nanosecond } = time.clock;
  const date = daysOfDate(year + years, month + months, day + days);
  const wall = date * 86_400 + hour * 3600 + minute * 60 + second;
  return new GoTime(BigInt(unixOfWall(wall, time.zone)) * SECOND + BigInt(nanosecond), time.zone, time.local);
}

/** Seconds from 1 March -292277022400, where Go's calendar begins, to 1970. */
const CALENDAR_START = BigInt(daysOfDate(-292_277_022_400, 3, 1)) * 86_400n;

/** Go counts the seconds of its calendar in 64 bits: a time before its beginning shows as one near its end. */
function wrapped(wall: bigint): bigint {
  return BigInt.asUintN(64, wall - CALENDAR_START) + CALENDAR_START;
}

/** Multiples of a unit count from the zero time. */
function truncate(time: GoTime, unit: bigint): GoTime {
  return unit <= 0n ? time.in(time.zone) : time.in(time.zone).add(-sinceMultiple(time, unit));
}

function round(time: GoTime, unit: bigint): GoTime {
  if (unit <= 0n) return time.in(time.zone);
  const rest = sinceMultiple(time, unit);
  return time.in(time.zone).add(rest + rest < unit ? -rest : unit - rest);
}

function sinceMultiple(time: GoTime, unit: bigint): bigint {
  const since = time.nanoseconds - ZERO_TIME;
  return since - floorDivide(since, unit) * unit;
}

/** Go's own binary form: a version, seconds since the year 1, nanoseconds, the zone's offset. */
function binaryOf(time: GoTime, method: string): Uint8Array {
  const { unix, zone } = time;
  const { offset } = zone.at(Number(unix));
  const seconds = offset % 60;
  const minutes = zone === UTC ? -1 : Math.trunc(offset / 60);
  if (zone !== UTC && (minutes < -32_768 || minutes === -1 || minutes > 32_767)) {
    throw new GoError(`${method}: unexpected zone offset`);
  }
  const out = new DataView(new ArrayBuffer(seconds === 0 ? 15 : 16));
  out.setUint8(0, seconds === 0 ? 1 : 2);
  out.setBigInt64(1, unix - ZERO_TIME / SECOND);
  out.setInt32(9, Number(time.nanoseconds - unix * SECOND));
  out.setInt16(13, minutes);
  if (seconds !== 0) out.setInt8(15, seconds);
  return new Uint8Array(out.buffer);
}

/** RFC 3339, or the error of times that it cannot write. */
function strictText(time: GoTime, method: string): string {
  const text = time.format(RFC3339_NANO);
  if (text[4] !== '-') throw new GoError(`${method}: year outside of range [0,9999]`);
  const hours = /[+-]([0-9]+):[0-9]{2}$/.exec(text)?.[1];
  if (hours !== undefined && Number(hours) >= 24) {
    throw new GoError(`${method}: timezone hour outside of range [0,23]`);
  }
  return text;
}

/** The expression that `%#v` prints. */
function goText(time: GoTime): string {
  const { year, month, day, hour, minute, second, nanosecond } = time.clock;
  const known = time.zone === UTC ? 'UTC' : time.zone === time.local ? 'Local' : undefined;
  const zone = known ?? `Location(${quoteTimeText(time.zone.name)})`;
  const numbers = [hour, minute, second, nanosecond].join(', ');
  return `time.Date(${year}, time.${MONTHS[month - 1]}, ${day}, ${numbers}, time.${zone})`;
}

function monotonicText(nanoseconds: bigint): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  return `${nanoseconds < 0n ? '-' : '+'}${size / SECOND}.${(size % SECOND).toString().padStart(9, '0')}`;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a < 0n && quotient * b !== a ? quotient - 1n : quotient;
}
