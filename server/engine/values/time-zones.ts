// Time zones: offsets from the platform's Intl (Node and browsers have it), names of clocks from time-zone-names.ts.

import { daysOfDate } from './time-calendar.ts';
import { ZONE_NAMES } from './time-zone-names.ts';

/** A Go *time.Location. */
export interface Zone {
  /** What Location.String gives: an IANA name, `UTC`, `Local`, or the name of a fixed zone (often empty). */
  readonly name: string;
  readonly at: (unixSeconds: number) => ZoneState;
  /** Offset of the clock name around that time, as Go's lookupName; undefined when the zone never used it. */
  readonly offsetOf: (clock: string, unixSeconds: number) => number | undefined;
}

/** What the clocks of a zone show at some time. */
export interface ZoneState {
  /** Seconds east of UTC. */
  readonly offset: number;
  /** `CET`, `+03`; empty for a fixed zone without a name. */
  readonly name: string;
  readonly dst: boolean;
}

export const UTC: Zone = fixedZone('UTC', 0);

/** A zone whose clocks never change. */
export function fixedZone(name: string, offset: number): Zone {
  const state: ZoneState = { offset, name, dst: false };
  return { name, at: () => state, offsetOf: (clock) => (clock === name ? offset : undefined) };
}

/** The zone of an IANA name, spelled exactly; undefined when there is none. */
export function loadZone(name: string): Zone | undefined {
  if (name === '' || name === 'UTC') return UTC;
  const clocks = zoneTable().get(name);
  if (clocks === undefined) return undefined;
  let zone = loaded.get(name);
  if (zone === undefined) {
    zone = makeZone(name, clocks);
    loaded.set(name, zone);
  }
  return zone;
}

/**
 * The local zone of a machine whose zone has this IANA name; UTC when it is unknown. `called` is its own name in Go, which
 * depends on how the machine tells its zone. One object per pair of names.
 */
export function localZone(name: string, called = 'Local'): Zone {
  const key = `${called} ${name}`;
  let zone = locals.get(key);
  if (zone === undefined) {
    zone = { ...(loadZone(name) ?? UTC), name: called };
    locals.set(key, zone);
  }
  return zone;
}

/** A clock name, the offset it stands for, and since when; before its `since` another name had the offset. */
interface Clock {
  readonly name: string;
  readonly offset: number;
  readonly dst: boolean;
  readonly since: number;
}

const loaded = new Map<string, Zone>();
const locals = new Map<string, Zone>();
let table: Map<string, readonly string[]> | undefined;

/** Zone name to its entries as text; read on first use, since most charts never ask. */
function zoneTable(): Map<string, readonly string[]> {
  if (table === undefined) {
    table = new Map();
    for (const line of ZONE_NAMES.trim().split('\n')) {
      const [names = '', ...entries] = line.split(' ');
      for (const name of names.split(',')) table.set(name, entries);
    }
  }
  return table;
}

function makeZone(name: string, entries: readonly string[]): Zone {
  const clocks = entries.map(readClock);
  const offsetAt = offsetReader(name);
  const at = (unix: number): ZoneState => {
    const offset = offsetAt(unix);
    const known = clocks.filter((clock) => clock.offset === offset);
    const clock = known.findLast(({ since }) => since <= unix) ?? known[0];
    return clock ?? { offset, name: numericName(offset), dst: false };
  };
  const offsetOf = (clock: string, unix: number): number | undefined => {
    const offsets = clocks.filter((one) => one.name === clock).map((one) => one.offset);
    const numeric = /^([+-])(\d\d)(\d\d)?$/.exec(clock);
    if (numeric) {
      const size = Number(numeric[2]) * 3600 + Number(numeric[3] ?? 0) * 60;
      offsets.push(numeric[1] === '-' ? -size : size);
    }
    // First a clock that shows this name at that very moment; else, unless numeric, any that ever had it.
    const inUse = offsets.find((offset) => at(unix - offset).name === clock);
    return inUse ?? (numeric ? undefined : offsets[0]);
  };
  return { name, at, offsetOf };
}

function readClock(entry: string): Clock {
  const [, name = '', mark, offset = '', since] = /^(.+?)([=!])([^@]+)(?:@(.+))?$/.exec(entry) ?? [];
  return {
    name,
    dst: mark === '!',
    offset: Number.parseInt(offset, 36),
    since: since === undefined ? -Infinity : Number.parseInt(since, 36),
  };
}

const CYCLE = 146_097 * 86_400;
const EARLIEST = -5_000_000_000;
const LATEST = 200_000_000_000;

/** The offset of a zone at a time, read off a formatted date: Intl knows offsets only so. */
function offsetReader(name: string): (unix: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    // An old platform may lack a zone; its times are then shown as UTC.
    return () => 0;
  }
  return (unix) => {
    const seconds = Math.floor(readable(unix));
    const fields: Record<string, number> = {};
    for (const part of format.formatToParts(seconds * 1000)) fields[part.type] = Number(part.value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
    return daysOfDate(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - seconds;
  };
}

/** A time with the same offset that Intl can show: clocks stood still before 1811, and the calendar repeats. */
function readable(unix: number): number {
  if (unix < EARLIEST) return EARLIEST;
  return unix <= LATEST ? unix : LATEST - CYCLE + ((unix - LATEST) % CYCLE);
}

/** `+03`, `-0330`: what zones without a name call their clocks. */
function numericName(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  const two = (n: number) => String(n).padStart(2, '0');
  const rest = minutes % 60 === 0 ? '' : two(minutes % 60);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${rest}`;
}
