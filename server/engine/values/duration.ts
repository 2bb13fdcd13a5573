// Go's time.Duration: nanoseconds in an int64, its text, and the reading of it.

import { GoError } from './errors.ts';
import { quoteTimeText } from './time-quote.ts';
import { GoObject, int64, type Method, type Value } from './value.ts';

export const SECOND = 1_000_000_000n;
const MINUTE = 60n * SECOND;
const HOUR = 60n * MINUTE;
const MAX = (1n << 63n) - 1n;
const MIN = -(1n << 63n);
const LIMIT = 1n << 63n;

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1000n],
  ['\u00b5s', 1000n],
  ['\u03bcs', 1000n],
  ['ms', 1_000_000n],
  ['s', SECOND],
  ['m', MINUTE],
  ['h', HOUR],
]);

/** `1h0m0.5s`, `1.5ms`, `0s`. */
export function formatDuration(nanoseconds: bigint): string {
  const sign = nanoseconds < 0n ? '-' : '';
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (size === 0n) return '0s';
  if (size < 1000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 3)}\u00b5s`;
  if (size < SECOND) return `${sign}${decimal(size, 6)}ms`;
  const seconds = `${decimal(size % MINUTE, 9)}s`;
  if (size < MINUTE) return sign + seconds;
  const minutes = `${(size / MINUTE) % 60n}m${seconds}`;
  return size < HOUR ? sign + minutes : `${sign}${size / HOUR}h${minutes}`;
}

/** Reads `1h15m30.918s` and the like. Throws GoError with Go's text. */
export function parseDuration(text: string): bigint {
  const [, sign = '', body = ''] = /^([+-]?)([\s\S]*)$/.exec(text) ?? [];
  if (body === '0') return 0n;
  const invalid = () => new GoError(`time: invalid duration ${quoteTimeText(text)}`);
  if (body === '') throw invalid();
  let total = 0n;
  for (let rest = body; rest !== ''; ) {
    const [part, digits = '', fraction = ''] = /^([0-9]*)(?:\.([0-9]*))?/.exec(rest) as RegExpExecArray;
    const whole = BigInt(digits || '0');
    if ((digits === '' && fraction === '') || whole > LIMIT) throw invalid();
    rest = rest.slice(part.length);
    const [unitText] = /^[^.0-9]*/.exec(rest) as RegExpExecArray;
    if (unitText === '') throw new GoError(`time: missing unit in duration ${quoteTimeText(text)}`);
    const unit = UNITS.get(unitText);
    if (unit === undefined) {
      throw new GoError(`time: unknown unit ${quoteTimeText(unitText)} in duration ${quoteTimeText(text)}`);
    }
    rest = rest.slice(unitText.length);
    const value = whole * unit + fractionOf(fraction, unit);
    if (whole > LIMIT / unit || value > LIMIT) throw invalid();
    total += value;
    if (total > LIMIT) throw invalid();
  }
  if (sign === '-') return -total;
  if (total > MAX) throw invalid();
  return total;
}

/** The nearest multiple of `unit`, halves away from zero; clamped to int64. */
export function roundDuration(nanoseconds: bigint, unit: bigint): bigint {
  if (unit <= 0n) return nanoseconds;
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const rest = size % unit;
  const rounded = rest + rest < unit ? size - rest : size + unit - rest;
  return clampDuration(nanoseconds < 0n ? -rounded : rounded);
}

/** The nearest duration an int64 can hold. */
export function clampDuration(nanoseconds: bigint): bigint {
  return nanoseconds > MAX ? MAX : nanoseconds < MIN ? MIN : nanoseconds;
}

/** A `time.Duration` value. Its kind is int64, and as an integer it counts nanoseconds. */
export class GoDuration extends GoObject {
  override readonly type = 'time.Duration';
  override readonly kind = 'int64';
  readonly nanoseconds: bigint;

  constructor(nanoseconds: bigint) {
    super();
    this.nanoseconds = BigInt.asIntN(64, nanoseconds);
  }

  override text(): string {
    return formatDuration(this.nanoseconds);
  }

  override json(): Value {
    return int64(this.nanoseconds);
  }

  override methodNames(): readonly string[] {
    return Object.keys(METHODS);
  }

  override method(name: string): Method | undefined {
    const own = METHODS[name];
    return own && { params: own.params, result: own.result, call: (args) => own.call(this.nanoseconds, args) };
  }
}

/** The nanoseconds of an argument that Go takes as a Duration: one itself, or an untyped integer constant. */
export function nanosecondsOf(value: Value | undefined): bigint {
  if (value instanceof GoDuration) return value.nanoseconds;
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  return value !== null && typeof value === 'object' && 'value' in value && typeof value.value === 'bigint'
    ? value.value
    : 0n;
}

interface DurationMethod {
  readonly params: readonly string[];
  readonly result: string;
  readonly call: (nanoseconds: bigint, args: readonly Value[]) => Value;
}

const METHODS: Readonly<Record<string, DurationMethod>> = {
  Abs: { params: [], result: 'time.Duration', call: (n) => new GoDuration(clampDuration(n < 0n ? -n : n)) },
  Hours: { params: [], result: 'float64', call: (n) => inUnits(n, HOUR) },
  Microseconds: { params: [], result: 'int64', call: (n) => int64(n / 1000n) },
  Milliseconds: { params: [], result: 'int64', call: (n) => int64(n / 1_000_000n) },
  Minutes: { params: [], result: 'float64', call: (n) => inUnits(n, MINUTE) },
  Nanoseconds: { params: [], result: 'int64', call: (n) => int64(n) },
  Round: {
    params: ['time.Duration'],
    result: 'time.Duration',
    call: (n, [unit]) => new GoDuration(roundDuration(n, nanosecondsOf(unit))),
  },
  Seconds: { params: [], result: 'float64', call: (n) => inUnits(n, SECOND) },
  String: { params: [], result: 'string', call: (n) => formatDuration(n) },
  Truncate: {
    params: ['time.Duration'],
    result: 'time.Duration',
    call: (n, [unit]) => {
      const step = nanosecondsOf(unit);
      return new GoDuration(step > 0n ? n - (n % step) : n);
    },
  },
};

/** Whole units and the rest apart, as Go does, so that the last bit agrees. */
function inUnits(nanoseconds: bigint, unit: bigint): number {
  return Number(nanoseconds / unit) + Number(nanoseconds % unit) / Number(unit);
}

/** value / 10^places without trailing zeros. */
function decimal(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return digits.slice(0, -places) + (fraction && `.${fraction}`);
}

/** The nanoseconds of the digits after a point: in floating point and cut, as Go counts them. */
function fractionOf(digits: string, unit: bigint): bigint {
  // More than 18 digits need care: Go stops taking them where an int64 would overflow.
  let taken = Math.min(digits.length, 18);
  let value = BigInt(digits.slice(0, taken) || '0');
  while (taken < digits.length && value <= MAX / 10n) value = value * 10n + BigInt(digits[taken++] as string);
  return value > 0n ? BigInt(Math.trunc(Number(value) * (Number(unit) / 10 ** taken))) : 0n;
}
