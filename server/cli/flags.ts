// Command lines as helm (cobra and pflag) reads them: long and short flags, values, errors.

export interface FlagSpec {
  readonly name: string;
  readonly short?: string;
  /** `slice` splits each value at commas, `list` takes it whole; both repeat. */
  readonly kind: 'bool' | 'string' | 'slice' | 'list';
}

export interface Parsed {
  readonly args: readonly string[];
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

/** A command line that cannot be read; `message` is what helm prints after `Error: `. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads arguments; everything after `--` is an argument. Throws UsageError. */
export function parseFlags(argv: readonly string[], specs: readonly FlagSpec[]): Parsed {
  const args: string[] = [];
  const flags = new Map<string, string[]>();
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const byShort = new Map(specs.flatMap((spec) => (spec.short ? [[spec.short, spec] as const] : [])));
  let i = 0;
  const add = (spec: FlagSpec, value: string) => {
    const values = flags.get(spec.name) ?? [];
    flags.set(spec.name, spec.kind === 'slice' ? [...values, ...splitComma(value)] : [...values, value]);
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
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const name = word.slice(2, equals < 0 ? undefined : equals);
      const spec = byName.get(name);
      if (spec === undefined) throw new UsageError(`unknown flag: --${name}`);
      if (equals >= 0) add(spec, word.slice(equals + 1));
      else add(spec, spec.kind === 'bool' ? 'true' : next(`--${name}`));
    } else if (word.startsWith('-') && word !== '-') readShort(word, byShort, add, next);
    else args.push(word);
  }
  return { args, flags };
}

/** `-n x`, `-nx`, `-n=x`, and booleans joined as in `-ab`. */
function readShort(
  word: string,
  byShort: ReadonlyMap<string, FlagSpec>,
  add: (spec: FlagSpec, value: string) => void,
  next: (what: string) => string,
): void {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] as string;
    const spec = byShort.get(letter);
    if (spec === undefined) throw new UsageError(`unknown shorthand flag: '${letter}' in ${word}`);
    if (spec.kind === 'bool') {
      add(spec, 'true');
      continue;
    }
    const rest = word.slice(at + 1);
    add(spec, rest === '' ? next(`'${letter}' in ${word}`) : rest.startsWith('=') ? rest.slice(1) : rest);
    return;
  }
}

/** pflag reads a slice flag as one line of CSV. */
function splitComma(text: string): string[] {
  if (text === '') return [];
  const out: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (quoted) {
      if (char === '"' && text[i + 1] === '"') {
        field += '"';
        i++;
      } else if (char === '"') quoted = false;
      else field += char;
    } else if (char === '"' && field === '') quoted = true;
    else if (char === ',') {
      out.push(field);
      field = '';
    } else field += char;
  }
  out.push(field);
  return out;
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
  return value !== undefined && !['false', 'f', '0', 'F', 'FALSE', 'False'].includes(value);
}
