// What a failed validation is made of: a tree of causes, and the texts that Helm prints for it.

import { formatValue } from '../values/format.ts';
import { quoteGo } from '../values/quote.ts';
import { GoMap, GoSlice, type Value } from '../values/value.ts';
import type { Bound, Schema } from './compiled.ts';
import { JsonNumber, literalOf, printFloat, printInteger } from './number.ts';
import { pointerOf } from './pointer.ts';

/** One thing that is wrong, at one place of the values. */
export interface Cause {
  /** Keys and indexes (as texts) from the root of the values. */
  readonly instancePath: readonly string[];
  /** The same, but for what is wrong with a key: there Helm names the root, and this the key. */
  readonly place: readonly string[];
  /** Keyword of the schema below `schemaLocation`; empty for a false schema and for mere groups. */
  readonly keywordPath: readonly string[];
  /** `url#pointer` of the schema that failed. */
  readonly schemaLocation: string;
  readonly message: string;
  readonly causes: readonly Cause[];
  /** A group has no text of its own at the top; a reference none when it has one cause only. */
  readonly kind: 'cause' | 'group' | 'reference';
}

/** The place of the value at hand, as messages name it and as it is. */
export type At = Readonly<Record<'path' | 'place', readonly string[]>>;

/** A message and the keyword it is about. */
export interface Failure {
  readonly message: string;
  readonly keyword: readonly string[];
  readonly kind?: Cause['kind'];
}

export function causeOf(schema: Schema, at: At, failure: Failure, causes: readonly Cause[] = []): Cause {
  return {
    instancePath: at.path,
    place: at.place,
    keywordPath: failure.keyword,
    schemaLocation: schema.location,
    message: failure.message,
    causes,
    kind: failure.kind ?? 'cause',
  };
}

/** The lines of these causes as Helm prints them: `- at '/a': got string, want integer`, nested ones indented. */
export function causeLines(causes: readonly Cause[], depth = 0): string[] {
  return causes.flatMap((cause) => {
    if (cause.kind === 'reference' && cause.causes.length === 1) return causeLines(cause.causes, depth);
    const line = `${'  '.repeat(depth)}- at ${quoteText(pointerOf(cause.instancePath))}: ${cause.message}`;
    return [line, ...causeLines(cause.causes, depth + 1)];
  });
}

/** The library's quoting: Go's with the quotes exchanged, and a backslash at the very end halved by the exchange. */
export function quoteText(text: string): string {
  const quoted = quoteGo(text).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${quoted.slice(1, -1)}'`;
}

const quoteAll = (texts: readonly string[]) => texts.map(quoteText).join(', ');

/** A primitive as a message shows it. */
function display(value: Value): string {
  if (typeof value === 'string') return quoteText(value);
  if (value instanceof GoMap || value instanceof GoSlice) return 'value';
  return value instanceof JsonNumber ? literalOf(value) : formatValue(value);
}

const isComposite = (value: Value) => value instanceof GoMap || value instanceof GoSlice;

const plain = (keyword: string, message: string): Failure => ({ keyword: [keyword], message });
const nameless = (message: string, kind: Cause['kind'] = 'cause'): Failure => ({ keyword: [], message, kind });

/** `minItems: got 1, want 2` and its likes. */
export function countFailure(keyword: string, got: number, want: number): Failure {
  return plain(keyword, `${keyword}: got ${printInteger(got)}, want ${printInteger(want)}`);
}

/** `minimum: got 1, want 2` and its likes. */
export function boundFailure(keyword: string, got: number, want: Bound): Failure {
  return plain(keyword, `${keyword}: got ${printFloat(got)}, want ${printFloat(want.float)}`);
}

export function enumFailure(wanted: readonly Value[]): Failure {
  if (wanted.some(isComposite)) return plain('enum', "'enum' failed");
  const shown = wanted.map(display).join(', ');
  return plain('enum', wanted.length === 1 ? `value must be ${shown}` : `value must be one of ${shown}`);
}

export function constFailure(wanted: Value): Failure {
  return plain('const', isComposite(wanted) ? "'const' failed" : `value must be ${display(wanted)}`);
}

export function requiredFailure(missing: readonly string[]): Failure {
  return plain('required', `missing ${missing.length === 1 ? 'property' : 'properties'} ${quoteAll(missing)}`);
}

export function dependencyFailure(keyword: string, property: string, missing: readonly string[]): Failure {
  const message = `properties ${quoteAll(missing)} required, if ${quoteText(property)} exists`;
  return { keyword: [keyword, property], message };
}

export function additionalFailure(names: readonly string[]): Failure {
  return plain('additionalProperties', `additional properties ${quoteAll(names)} not allowed`);
}

/** minContains and maxContains: which items matched. */
export function containsFailure(
  keyword: 'minContains' | 'maxContains',
  matched: readonly number[],
  want: number,
): Failure {
  const start = `${keyword.slice(0, 3)} ${printInteger(want)} items required to match contains schema, but`;
  if (matched.length === 0 && keyword === 'minContains') return plain(keyword, `${start} none matched`);
  return plain(keyword, `${start} matched ${printInteger(matched.length)} items at ${matched.join(' ')}`);
}

export const FAILURES = {
  group: nameless('validation failed', 'group'),
  falseSchema: nameless('false schema'),
  not: nameless("'not' failed"),
  allOf: plain('allOf', "'allOf' failed"),
  anyOf: plain('anyOf', "'anyOf' failed"),
  noneOf: plain('oneOf', "'oneOf' failed, none matched"),
  contains: plain('contains', 'no items match contains schema'),
  oneOf: (a: number, b: number) =>
    plain('oneOf', `'oneOf' failed, subschemas ${printInteger(a)}, ${printInteger(b)} matched`),
  type: (got: string, want: readonly string[]) => plain('type', `got ${got}, want ${want.join(' or ')}`),
  format: (got: string, name: string, problem: string) =>
    plain('format', `${quoteText(got)} is not valid ${name}: ${problem}`),
  reference: (keyword: string): Failure => ({ keyword: [keyword], message: 'validation failed', kind: 'reference' }),
  cycle: (here: string, there: string, location: string) =>
    nameless(`both ${here} and ${there} resolve to ${quoteGo(location)} causing reference cycle`),
  propertyName: (name: string) => plain('propertyNames', `invalid propertyName ${quoteText(name)}`),
  unique: (i: number, j: number) =>
    plain('uniqueItems', `items at ${printInteger(i)} and ${printInteger(j)} are equal`),
  additionalItems: (count: number) =>
    plain('additionalItems', `last ${printInteger(count)} additionalItem(s) not allowed`),
  pattern: (got: string, want: string) =>
    plain('pattern', `${quoteText(got)} does not match pattern ${quoteText(want)}`),
} as const;
