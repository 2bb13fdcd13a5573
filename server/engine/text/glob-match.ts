// The matchers a compiled glob is made of. Each judges byte strings (text/byte-string.ts) the way gobwas/glob 0.2.3 does,
// where that library confuses bytes and runes too: what it lists for `.Files.Glob` is the truth here.

import { runeAt, runeLength, runesWithOffsets } from './byte-string.ts';

/** The original panics here; the message is Go's. */
export class GlobPanic extends Error {
  override readonly name = 'GlobPanic';
}

/** Where a matcher first matches inside a text, and the byte lengths it may take from there, ascending. */
export interface Found {
  readonly at: number;
  readonly lengths: readonly number[];
}

/** `kind` and its fields are what the compiler looks at when it simplifies; `length` is in runes, -1 when it varies. */
export interface Matcher {
  readonly shape: Shape;
  readonly length: number;
  readonly match: (text: string) => boolean;
  readonly find: (text: string) => Found | undefined;
}

export type Shape =
  | { readonly kind: 'any' | 'single'; readonly except: readonly number[] }
  | { readonly kind: 'list'; readonly not: boolean; readonly chars: readonly number[] }
  | { readonly kind: 'text' | 'prefix' | 'suffix'; readonly text: string }
  | { readonly kind: 'choice'; readonly of: readonly Matcher[] }
  | {
      readonly kind: 'tree';
      readonly value: Matcher;
      readonly left: Matcher | undefined;
      readonly right: Matcher | undefined;
    }
  | { readonly kind: 'super' | 'other' };

const OTHER: Shape = { kind: 'other' };

/** Matches the empty text. */
export const NOTHING: Matcher = {
  shape: OTHER,
  length: 0,
  match: (text) => text === '',
  find: () => ({ at: 0, lengths: [0] }),
};

/** `**`. */
export const SUPER: Matcher = {
  shape: { kind: 'super' },
  length: -1,
  match: () => true,
  find: (text) => ({ at: 0, lengths: cuts(text) }),
};

/** `*`. */
export function any(except: readonly number[]): Matcher {
  return {
    shape: { kind: 'any', except },
    length: -1,
    match: (text) => indexOfAny(text, except) < 0,
    find: (text) => {
      const end = indexOfAny(text, except);
      return { at: 0, lengths: cuts(end < 0 ? text : text.slice(0, end)) };
    },
  };
}

/** `?`. */
export function single(except: readonly number[]): Matcher {
  return oneRune({ kind: 'single', except }, (rune) => !except.includes(rune));
}

/** `[abc]` and `[!abc]`. */
export function list(chars: readonly number[], not: boolean): Matcher {
  return oneRune({ kind: 'list', not, chars }, (rune) => chars.includes(rune) !== not);
}

/** `[a-z]` and `[!a-z]`. */
export function range(low: number, high: number, not: boolean): Matcher {
  return oneRune(OTHER, (rune) => (low <= rune && rune <= high) !== not);
}

function oneRune(shape: Shape, takes: (rune: number) => boolean): Matcher {
  return {
    shape,
    length: 1,
    match: (text) => {
      const { rune, size } = runeAt(text, 0);
      return text.length <= size && takes(rune);
    },
    find: (text) => {
      const hit = runesWithOffsets(text).find(({ rune }) => takes(rune));
      return hit && { at: hit.at, lengths: [runeLength(hit.rune)] };
    },
  };
}

export function literal(text: string): Matcher {
  return {
    shape: { kind: 'text', text },
    length: runesWithOffsets(text).length,
    match: (name) => name === text,
    find: (name) => found(name.indexOf(text), () => [text.length]),
  };
}

/** `**text**`; with `not`, whatever does not contain it. */
export function contains(text: string, not: boolean): Matcher {
  return {
    shape: OTHER,
    length: -1,
    match: (name) => name.includes(text) !== not,
    find: (name) => {
      const at = name.indexOf(text);
      if (not) return { at: 0, lengths: cuts(at < 0 ? name : name.slice(0, at)) };
      return at < 0 ? undefined : { at: 0, lengths: shifted(name, at + text.length) };
    },
  };
}

/** `text**`. */
export function prefix(text: string): Matcher {
  return {
    shape: { kind: 'prefix', text },
    length: -1,
    match: (name) => name.startsWith(text),
    find: (name) => {
      const at = name.indexOf(text);
      return found(at, () => runeEnds(name.slice(at + text.length), text.length));
    },
  };
}

/** `**text`. */
export function suffix(text: string): Matcher {
  return {
    shape: { kind: 'suffix', text },
    length: -1,
    match: (name) => name.endsWith(text),
    find: (name) => {
      const at = name.indexOf(text);
      return at < 0 ? undefined : { at: 0, lengths: [at + text.length] };
    },
  };
}

/** `text*`. */
export function prefixAny(text: string, except: readonly number[]): Matcher {
  return {
    shape: OTHER,
    length: -1,
    match: (name) => name.startsWith(text) && indexOfAny(name.slice(text.length), except) < 0,
    find: (name) => {
      const at = name.indexOf(text);
      const rest = name.slice(at + text.length);
      const end = indexOfAny(rest, except);
      return found(at, () => runeEnds(end < 0 ? rest : rest.slice(0, end), text.length));
    },
  };
}

/** `*text`. */
export function suffixAny(text: string, except: readonly number[]): Matcher {
  return {
    shape: OTHER,
    length: -1,
    match: (name) => name.endsWith(text) && indexOfAny(name.slice(0, name.length - text.length), except) < 0,
    find: (name) => {
      const at = name.indexOf(text);
      if (at < 0) return undefined;
      const start = lastIndexOfAny(name.slice(0, at), except) + 1;
      return { at: start, lengths: [at + text.length - start] };
    },
  };
}

/** `head**tail`; the two may overlap, as in the original. */
export function prefixSuffix(head: string, tail: string): Matcher {
  return {
    shape: OTHER,
    length: -1,
    match: (name) => name.startsWith(head) && name.endsWith(tail),
    find: (name) => {
      const at = name.indexOf(head);
      if (at < 0) return undefined;
      if (tail === '') return { at, lengths: [name.length - at] };
      const lengths: number[] = [];
      let part = name.slice(at);
      for (let end = part.lastIndexOf(tail); end >= 0; end = part.lastIndexOf(tail)) {
        lengths.unshift(end + tail.length);
        part = part.slice(0, end);
      }
      return lengths.length === 0 ? undefined : { at, lengths };
    },
  };
}

/** At least `limit` runes. */
export function atLeast(limit: number): Matcher {
  return {
    shape: OTHER,
    length: -1,
    match: (text) => runesWithOffsets(text).length >= limit,
    find: (text) => {
      if (text.length - limit + 1 <= 0) return undefined;
      const lengths = runesWithOffsets(text)
        .slice(limit - 1)
        .map(({ at, rune }) => at + runeLength(rune));
      return lengths.length === 0 ? undefined : { at: 0, lengths };
    },
  };
}

/** At most `limit` runes. */
export function atMost(limit: number): Matcher {
  return {
    shape: OTHER,
    length: -1,
    match: (text) => runesWithOffsets(text).length <= limit,
    find: (text) => {
      const first = runesWithOffsets(text).slice(0, limit);
      return { at: 0, lengths: [0, ...first.map(({ at, rune }) => at + runeLength(rune))] };
    },
  };
}

/** `{a,b}`. */
export function choice(of: readonly Matcher[]): Matcher {
  return {
    shape: { kind: 'choice', of },
    length: choiceLength(of),
    match: (text) => of.some((matcher) => matcher.match(text)),
    find: (text) => {
      const hits = of.flatMap((matcher) => matcher.find(text) ?? []);
      if (hits.length === 0) return undefined;
      const at = Math.min(...hits.map((hit) => hit.at));
      const lengths = new Set(hits.filter((hit) => hit.at === at).flatMap((hit) => hit.lengths));
      return { at, lengths: [...lengths].sort((a, b) => a - b) };
    },
  };
}

/** The original lets a varying length before the first fixed one pass unnoticed. */
function choiceLength(of: readonly Matcher[]): number {
  let length = -1;
  for (const matcher of of) {
    if (length === -1) length = matcher.length;
    else if (matcher.length !== length) return -1;
  }
  return length;
}

/** Several conditions on one text. */
export function every(of: readonly Matcher[]): Matcher {
  return {
    shape: OTHER,
    length: -1,
    match: (text) => of.every((matcher) => matcher.match(text)),
    find: (text) => findEvery(of, text),
  };
}

function findEvery(of: readonly Matcher[], text: string): Found | undefined {
  let at = 0;
  let offset = 0;
  let rest = text;
  let lengths: readonly number[] = [];
  for (const [i, matcher] of of.entries()) {
    const hit = matcher.find(rest);
    if (hit === undefined) return undefined;
    const delta = at - (hit.at + offset);
    lengths = i === 0 ? hit.lengths : lengths.map((n) => n + delta).filter((n) => hit.lengths.includes(n));
    if (lengths.length === 0) return undefined;
    at = hit.at + offset;
    rest = text.slice(at);
    offset += hit.at;
  }
  return { at, lengths };
}

/**
 * Matchers of fixed lengths in a row. A piece is cut one byte after the start of its last rune, so that a piece that ends
 * in a rune of several bytes never matches: an error of the original that charts with such names meet.
 */
export function row(of: readonly Matcher[]): Matcher {
  const length = of.reduce((sum, matcher) => sum + matcher.length, 0);
  return {
    shape: OTHER,
    length,
    match: (text) => runesWithOffsets(text).length === length && rowMatches(of, text),
    find: (text) => {
      for (const { at } of runesWithOffsets(text)) {
        if (text.length - at < length) break;
        if (rowMatches(of, text.slice(at))) return { at, lengths: [length] };
      }
      return undefined;
    },
  };
}

function rowMatches(of: readonly Matcher[], text: string): boolean {
  let from = 0;
  for (const matcher of of) {
    const starts = runesWithOffsets(text.slice(from));
    if (starts.length < matcher.length) return false;
    const last = matcher.length > 0 ? starts[matcher.length - 1] : starts.at(-1);
    const cut = (last?.at ?? 0) + 1;
    // An empty piece at the end.
    if (from + cut > text.length) {
      throw new GlobPanic(`runtime error: slice bounds out of range [:${from + cut}] with length ${text.length}`);
    }
    if (!matcher.match(text.slice(from, from + cut))) return false;
    from += cut;
  }
  return true;
}

/** `left value right`, split at some occurrence of the value. Never found inside another text, as in the original. */
export function tree(value: Matcher, left: Matcher | undefined, right: Matcher | undefined): Matcher {
  const lengths = [value.length, left?.length ?? 0, right?.length ?? 0];
  const length = lengths.includes(-1) ? -1 : lengths.reduce((sum, one) => sum + one, 0);
  return {
    shape: { kind: 'tree', value, left, right },
    length,
    match: (text) => (length === -1 || length <= text.length) && treeMatches(value, left, right, text),
    find: () => undefined,
  };
}

function treeMatches(value: Matcher, left: Matcher | undefined, right: Matcher | undefined, text: string): boolean {
  let offset = Math.max(left?.length ?? 0, 0);
  const limit = text.length - Math.max(right?.length ?? 0, 0);
  while (offset < limit) {
    const hit = value.find(text.slice(offset, limit));
    if (hit === undefined) return false;
    const at = offset + hit.at;
    if (matchesOr(left, text.slice(0, at))) {
      if (hit.lengths.some((size) => matchesOr(right, text.slice(at + size)))) return true;
    }
    offset = at + runeAt(text, at).size;
    // Past the end the original stops as well: no rune is left to step over.
    if (at >= text.length) return false;
  }
  return false;
}

function matchesOr(matcher: Matcher | undefined, text: string): boolean {
  return matcher === undefined ? text === '' : matcher.match(text);
}

function found(at: number, lengths: () => readonly number[]): Found | undefined {
  return at < 0 ? undefined : { at, lengths: lengths() };
}

/** Starts of all runes and the end: every length a run of anything may take. */
function cuts(text: string): number[] {
  return [...runesWithOffsets(text).map(({ at }) => at), text.length];
}

/** The cuts after `end`; only the end itself when nothing follows. */
function shifted(text: string, end: number): number[] {
  return text.length <= end ? [end] : cuts(text.slice(end)).map((cut) => end + cut);
}

/** `base`, then the ends of all runes after it. */
function runeEnds(text: string, base: number): number[] {
  return [base, ...runesWithOffsets(text).map(({ at, rune }) => base + at + runeLength(rune))];
}

/** First of the runes that occurs at all gives its place: the original asks one separator after the other. */
function indexOfAny(text: string, runes: readonly number[]): number {
  for (const rune of runes) {
    const at = runesWithOffsets(text).find((one) => one.rune === rune)?.at;
    if (at !== undefined) return at;
  }
  return -1;
}

function lastIndexOfAny(text: string, runes: readonly number[]): number {
  for (const rune of runes) {
    const at = runesWithOffsets(text).findLast((one) => one.rune === rune)?.at;
    if (at !== undefined) return at;
  }
  return -1;
}
