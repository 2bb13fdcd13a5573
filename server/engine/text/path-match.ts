// Shell patterns as Go's filepath.Match judges them (on Unix): .helmignore rules are written in them.

import { byteString, RUNE_ERROR, runeAt } from './byte-string.ts';

/**
 * Whether the whole of `name` matches `pattern`: `*` and `?` (never `/`), `[a-z]`, `[^a-z]`, `\` escapes.
 * `'bad pattern'` where Go returns ErrBadPattern; like Go, it only looks as far as the match took it.
 */
export function matchPath(pattern: string, name: string): boolean | 'bad pattern' {
  let rest = byteString(pattern);
  let left = byteString(name);
  while (rest.length > 0) {
    const { star, chunk, after } = nextChunk(rest);
    rest = after;
    if (star && chunk === '') return !left.includes('/');
    const tail = matchAfterStar(chunk, left, star, rest === '');
    if (tail === 'bad pattern' || tail === false) return tail;
    left = tail.rest;
  }
  return left.length === 0;
}

type ChunkMatch = { readonly rest: string } | false | 'bad pattern';

/** Matches the chunk here or, after a star, at the first later place where it fits; the last chunk must end the name. */
function matchAfterStar(chunk: string, name: string, star: boolean, last: boolean): ChunkMatch {
  const here = matchChunk(chunk, name);
  if (typeof here === 'object' && (here.rest === '' || !last)) return here;
  if (here === 'bad pattern') return here;
  if (!star) return false;
  for (let i = 0; i < name.length && name[i] !== '/'; i++) {
    const there = matchChunk(chunk, name.slice(i + 1));
    if (there === 'bad pattern') return there;
    if (there !== false && (there.rest === '' || !last)) return there;
  }
  return false;
}

/** Cuts the leading stars and the text up to the next star that is neither escaped nor inside brackets. */
function nextChunk(pattern: string): { star: boolean; chunk: string; after: string } {
  let from = 0;
  while (pattern[from] === '*') from++;
  let inBrackets = false;
  let at = from;
  for (; at < pattern.length; at++) {
    const unit = pattern[at];
    if (unit === '\\') at++;
    else if (unit === '[') inBrackets = true;
    else if (unit === ']') inBrackets = false;
    else if (unit === '*' && !inBrackets) break;
  }
  return { star: from > 0, chunk: pattern.slice(from, at), after: pattern.slice(at) };
}

/** Matches a chunk without stars at the start of `name`. Goes on after a mismatch, since the pattern may yet be bad. */
function matchChunk(chunk: string, name: string): ChunkMatch {
  let failed = false;
  let at = 0;
  let i = 0;
  while (i < chunk.length) {
    failed = failed || at >= name.length;
    if (chunk[i] === '[') {
      const found = failed ? { rune: 0, size: 0 } : runeAt(name, at);
      at += found.size;
      const set = matchSet(chunk, i + 1, found.rune);
      if (set === 'bad pattern') return set;
      failed = failed || !set.ok;
      i = set.end;
    } else if (chunk[i] === '?') {
      if (!failed) {
        failed = name[at] === '/';
        at += runeAt(name, at).size;
      }
      i++;
    } else {
      if (chunk[i] === '\\' && ++i >= chunk.length) return 'bad pattern';
      if (!failed) failed = chunk[i] !== name[at++];
      i++;
    }
  }
  return failed ? false : { rest: name.slice(at) };
}

/** Judges the bracket expression whose inside starts at `from`; `end` is the offset after its `]`. */
function matchSet(chunk: string, from: number, rune: number): { ok: boolean; end: number } | 'bad pattern' {
  let i = from;
  const negated = chunk[i] === '^';
  if (negated) i++;
  let found = false;
  for (let ranges = 0; !(ranges > 0 && chunk[i] === ']'); ranges++) {
    const low = setRune(chunk, i);
    if (low === undefined) return 'bad pattern';
    i = low.end;
    let high = low.rune;
    if (chunk[i] === '-') {
      const upper = setRune(chunk, i + 1);
      if (upper === undefined) return 'bad pattern';
      high = upper.rune;
      i = upper.end;
    }
    found = found || (low.rune <= rune && rune <= high);
  }
  return { ok: found !== negated, end: i + 1 };
}

/** One possibly escaped rune of a set; something must follow it. */
function setRune(chunk: string, at: number): { rune: number; end: number } | undefined {
  let i = at;
  if (i >= chunk.length || chunk[i] === '-' || chunk[i] === ']') return undefined;
  if (chunk[i] === '\\' && ++i >= chunk.length) return undefined;
  const { rune, size } = runeAt(chunk, i);
  if (rune === RUNE_ERROR && size === 1) return undefined;
  return i + size < chunk.length ? { rune, end: i + size } : undefined;
}
