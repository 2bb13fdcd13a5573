// Regular expressions with Go's meaning: compile, find, split and replace as package regexp does, over re2js.
//
// A byte that is not valid UTF-8 is one U+FFFD to Go's matcher, and one lone surrogate in our strings. Both are one
// UTF-16 unit, so matching runs on the text with U+FFFD in their place and cuts the original at the same offsets.

import { RE2JS } from 're2js';
import { rejoin, toValidUtf8 } from '../text/bytes.ts';
import { makeText, spend } from './meter.ts';
import { type ScannedPattern, scanPattern, syntaxError } from './regexp-scan.ts';

/** A compiled expression. All offsets are UTF-16 units. */
export interface Regex {
  readonly pattern: string;
  /** Name of each group by its index; empty when it has none. */
  readonly names: readonly string[];
  readonly re2: RE2JS;
}

/** A match: start and end of the whole and of each group, -1 for a group that took no part. */
type Match = readonly number[];

const CACHE_SIZE = 500;
const cache = new Map<string, Regex>();

/** regexp.Compile: throws GoError `error parsing regexp: …`. Compiled expressions are kept. */
export function compileRegex(pattern: string): Regex {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const scanned = scanPattern(pattern);
  const regex = new CompiledRegex(pattern, scanned);
  if (MAY_BE_TOO_LARGE.test(pattern)) regex.compile();
  // Dropping the oldest keeps a chart's few expressions and bounds the rest.
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value as string);
  cache.set(pattern, regex);
  return regex;
}

/** Whether the text holds a match. */
export function matchText(regex: Regex, text: string): boolean {
  spendOnSearch(regex, text);
  return regex.re2.test(toValidUtf8(text));
}

/** FindString: the leftmost match, or the empty string. */
export function findText(regex: Regex, text: string): string {
  const [match] = findIndexes(regex, text, 1);
  return match === undefined ? '' : text.slice(match[0], match[1]);
}

/** FindAllString: at most `limit` matches (negative: all); null, Go's nil slice, when there is none. */
export function findAllText(regex: Regex, text: string, limit: number): string[] | null {
  const matches = findIndexes(regex, text, limit);
  return matches.length === 0 ? null : matches.map((match) => text.slice(match[0], match[1]));
}

/** Split: at most `limit` parts (negative: all); null, Go's nil slice, for 0. */
export function splitText(regex: Regex, text: string, limit: number): string[] | null {
  if (limit === 0) return null;
  if (regex.pattern !== '' && text === '') return [''];
  const parts: string[] = [];
  let begin = 0;
  let end = 0;
  for (const match of findIndexes(regex, text, limit)) {
    if (limit > 0 && parts.length === limit - 1) break;
    end = match[0] as number;
    if (match[1] !== 0) parts.push(text.slice(begin, end));
    begin = match[1] as number;
  }
  if (end !== text.length) parts.push(text.slice(begin));
  return parts;
}

/** ReplaceAllString: `$1`, `${name}` and `$$` in `template` are expanded. */
export function replaceText(regex: Regex, text: string, template: string): string {
  if (!template.includes('$')) return replaceMatches(regex, text, false, () => template);
  return replaceMatches(regex, text, true, (match) => expand(regex, template, text, match));
}

/** ReplaceAllLiteralString. */
export function replaceTextLiteral(regex: Regex, text: string, replacement: string): string {
  return replaceMatches(regex, text, false, () => replacement);
}

/** QuoteMeta. */
export function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** What the scanner let through can still be too large or too deep; nothing else is left to find out by compiling. */
const MAY_BE_TOO_LARGE = /^.{300}|\)\{|[0-9]{3}|(?:\(.*){30}/s;

/** Most of a schema's expressions are for values that a chart does not have, so each is compiled when it first matches. */
class CompiledRegex implements Regex {
  readonly pattern: string;
  readonly names: readonly string[];
  private readonly scanned: ScannedPattern;
  private compiled: RE2JS | undefined;

  constructor(pattern: string, scanned: ScannedPattern) {
    this.pattern = pattern;
    this.names = scanned.names;
    this.scanned = scanned;
  }

  get re2(): RE2JS {
    return this.compile();
  }

  compile(): RE2JS {
    this.compiled ??= compileScanned(this.pattern, this.scanned);
    return this.compiled;
  }
}

function compileScanned(pattern: string, scanned: ScannedPattern): RE2JS {
  try {
    return RE2JS.compile(scanned.source);
  } catch (error) {
    // What the scanner let through can only break one of the parser's limits.
    const text = error instanceof Error ? error.message : '';
    if (text.includes('expression too large')) throw syntaxError('expression too large', pattern);
    if (text.includes('nests too deeply')) throw syntaxError('expression nests too deeply', pattern);
    throw error;
  }
}

/** The first `limit` matches (negative: all), without an empty match right after another match. */
function findIndexes(regex: Regex, text: string, limit: number): Match[] {
  spendOnSearch(regex, text);
  const subject = toValidUtf8(text);
  const matcher = regex.re2.matcher(subject);
  const out: Match[] = [];
  let previousEnd = -1;
  for (let at = 0; at <= subject.length && out.length !== limit && matcher.find(at); ) {
    spend(1);
    const start = matcher.start();
    const end = matcher.end();
    const isRepeat = end === at && start === previousEnd;
    at = end === at ? at + runeLength(subject, at) : end;
    previousEnd = end;
    if (!isRepeat) out.push([start, end]);
  }
  return out;
}

function replaceMatches(regex: Regex, text: string, withGroups: boolean, replace: (match: Match) => string): string {
  spendOnSearch(regex, text);
  const subject = toValidUtf8(text);
  const matcher = regex.re2.matcher(subject);
  const groups = withGroups ? regex.names.length : 1;
  let out = '';
  let lastEnd = 0;
  let at = 0;
  while (at <= subject.length && matcher.find(at)) {
    spend(1);
    const match: number[] = [];
    for (let group = 0; group < groups; group++) match.push(matcher.start(group), matcher.end(group));
    const [start, end] = match as [number, number];
    out += text.slice(lastEnd, start);
    makeText('regexReplaceAll', out.length);
    // An empty match right after a match is not replaced.
    if (end > lastEnd || start === 0) out += replace(match);
    lastEnd = end;
    at = Math.max(end, at + runeLength(subject, at));
  }
  if (at === 0) return text;
  // New neighbours may complete a rune that stood cut in the text or the replacement.
  return rejoin(out + text.slice(lastEnd));
}

/** RE2 takes time in proportion to the text times the expression. */
function spendOnSearch(regex: Regex, text: string): void {
  spend(Math.ceil((text.length * regex.re2.programSize()) / 256));
}

/** Units of the rune at `at`; 1 at the end, so that a search always moves on. */
function runeLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** Regexp.Expand: a name is the longest run of letters, digits and underscores; unknown groups are empty. */
function expand(regex: Regex, template: string, text: string, match: Match): string {
  return template.replace(
    /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))?/gu,
    (dollar: string, twice?: string, braced?: string, bare?: string) => {
      if (twice !== undefined) return '$';
      const name = braced ?? bare;
      return name === undefined ? dollar : groupText(regex, name, text, match);
    },
  );
}

function groupText(regex: Regex, name: string, text: string, match: Match): string {
  // A number with a leading zero or beyond Go's bound is a name, and no group can have it.
  const numbered = /^(?:0|[1-9][0-9]{0,8})$/.test(name);
  const index = numbered
    ? Number(name)
    : regex.names.findIndex((known, i) => known === name && (match[2 * i] ?? -1) >= 0);
  const start = match[2 * index] ?? -1;
  return start < 0 ? '' : text.slice(start, match[2 * index + 1]);
}
