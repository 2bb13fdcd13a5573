// Command lines as helm (cobra and pflag) reads them: long and short flags, their values, groups that exclude each other.

import { GoError } from '#engine/values/errors.ts';
import { quoteGo } from '#engine/values/quote.ts';
import { readRecord } from './csv.ts';
import { checkBool, checkDuration, checkFloat, checkInteger, readPairs } from './flag-values.ts';

export interface FlagSpec {
  readonly name: string;
  readonly short?: string;
  /** `slice` splits each value at commas, `list` takes it whole, `map` reads key=value pairs; these repeat. */
  readonly kind: 'bool' | 'string' | 'slice' | 'list' | 'map' | 'duration' | 'integer' | 'float';
  /** The one release of Helm that knows the flag. */
  readonly major?: 3 | 4;
  /** The value that the flag has when none is given; such a flag takes one only behind `=`. */
  readonly bare?: string;
  /** Helm's advice about a flag that it would rather not have. */
  readonly deprecated?: string;
  /** Throws GoError when the value is none; returns what helm logs about it. */
  readonly check?: (value: string) => string | undefined;
}

export interface Parsed {
  readonly args: readonly string[];
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

export interface ParseOptions {
  readonly major: 3 | 4;
  /** Takes each line that helm writes to stderr meanwhile. */
  readonly warn: (line: string) => void;
}

/** A command line that cannot be read; `message` is what helm prints after `Error: `. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads arguments; everything after `--` is an argument. Throws UsageError. */
export function parseFlags(argv: readonly string[], specs: readonly FlagSpec[], options: ParseOptions): Parsed {
  const known = specs.filter(({ major = options.major }) => major === options.major);
  const byName = new Map(known.map((spec) => [spec.name, spec]));
  const byShort = new Map(known.flatMap((spec) => (spec.short ? [[spec.short, spec] as const] : [])));
  const args: string[] = [];
  const flags = new Map<string, string[]>();
  // Told only when the whole line could be read.
  const advice: string[] = [];
  let i = 0;
  const add = (spec: FlagSpec, value: string) => {
    flags.set(spec.name, [...(flags.get(spec.name) ?? []), ...readValue(spec, value, options.warn)]);
    if (spec.deprecated !== undefined) advice.push(`Flag --${spec.name} has been deprecated, ${spec.deprecated}`);
  };
  const next = (what: string): string => {
    const value = argv[++i];
    if (value === undefined) throw new UsageError(`flag needs an argument: ${what}`);
    return value;
  };
  for (; i < argv.length; i++) {
    const word = argv[i] as string;
    if (word === '--') {
      args.push(...argv.slice(i + 1));
      break;
    }
    if (word.startsWith('--')) readLong(word, byName, add, next);
    else if (word.startsWith('-') && word !== '-') readShort(word.slice(1), byShort, add, next);
    else args.push(word);
  }
  for (const line of advice) options.warn(line);
  return { args, flags };
}

type Add = (spec: FlagSpec, value: string) => void;
type Next = (what: string) => string;

/** `--name value`, `--name=value`, `--name`. */
function readLong(word: string, specs: ReadonlyMap<string, FlagSpec>, add: Add, next: Next): void {
  if (/^--[-=]/.test(word)) throw new UsageError(`bad flag syntax: ${word}`);
  const equals = word.indexOf('=');
  const name = word.slice(2, equals < 0 ? undefined : equals);
  const spec = specs.get(name);
  if (spec === undefined) throw new UsageError(`unknown flag: --${name}`);
  add(spec, equals >= 0 ? word.slice(equals + 1) : (bareValue(spec) ?? next(`--${name}`)));
}

/** `-n x`, `-nx`, `-n=x`, and booleans joined as in `-ab`. */
function readShort(letters: string, specs: ReadonlyMap<string, FlagSpec>, add: Add, next: Next): void {
  for (let rest = letters; rest !== ''; ) {
    const letter = rest.charAt(0);
    const spec = specs.get(letter);
    if (spec === undefined) throw new UsageError(`unknown shorthand flag: '${letter}' in -${rest}`);
    const bare = bareValue(spec);
    const value = rest.slice(1);
    // A lone `=` belongs to nothing: pflag takes it for the value where there must be one.
    const isGiven = value.length > 1 && value.startsWith('=');
    if (isGiven) add(spec, value.slice(1));
    else add(spec, bare ?? (value === '' ? next(`'${letter}' in -${rest}`) : value));
    if (isGiven || bare === undefined) return;
    rest = value;
  }
}

function bareValue({ kind, bare }: FlagSpec): string | undefined {
  return kind === 'bool' ? 'true' : bare;
}

/** The values that one mention of a flag adds. */
function readValue(spec: FlagSpec, value: string, warn: (line: string) => void): readonly string[] {
  try {
    const note = spec.check?.(value);
    if (note !== undefined) warn(note);
    if (spec.kind === 'slice') return value === '' ? [] : readRecord(value);
    if (spec.kind === 'map') return readPairs(value);
    if (spec.kind === 'bool') checkBool(value);
    else if (spec.kind === 'duration') checkDuration(value);
    else if (spec.kind === 'integer') checkInteger(value);
    else if (spec.kind === 'float') checkFloat(value);
    return [value];
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    const flag = `${spec.short ? `-${spec.short}, ` : ''}--${spec.name}`;
    throw new UsageError(`invalid argument ${quoteGo(value)} for ${quoteGo(flag)} flag: ${error.message}`);
  }
}

/** Throws UsageError when two flags of a group are given; groups as cobra sorts them. */
export function checkGroups(parsed: Parsed, groups: readonly (readonly string[])[]): void {
  for (const group of groups) {
    const given = group.filter((name) => parsed.flags.has(name)).sort();
    if (given.length > 1) {
      const [all, set] = [group.join(' '), given.join(' ')];
      throw new UsageError(
        `if any flags in the group [${all}] are set none of the others can be; [${set}] were all set`,
      );
    }
  }
}

/** The last value of a flag, as a string flag has it. */
export function flagText(parsed: Parsed, name: string): string {
  return parsed.flags.get(name)?.at(-1) ?? '';
}

export function flagList(parsed: Parsed, name: string): readonly string[] {
  return parsed.flags.get(name) ?? [];
}

/** Whether a boolean flag is on; `--flag=false` switches it off. */
export function flagOn(parsed: Parsed, name: string): boolean {
  const value = parsed.flags.get(name)?.at(-1);
  return value !== undefined && /^(1|t|T|true|TRUE|True)$/.test(value);
}
