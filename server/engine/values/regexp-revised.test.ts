// Unicode classes against runes that came after Unicode 15 or changed since, as the real helm matches them.

import { expect, test } from 'vitest';
import { compileRegex, matchText } from './regexp.ts';

const NEW_LETTER = '\ua7cb';
const NEW_EMOJI = '\u{1fae9}';
/** A lower-case letter to Unicode 15, since then one without case. */
const MOVED = '\u0295';

const cases: [pattern: string, takes: string, refuses: string][] = [
  ['\\p{L}', `a漢${MOVED}`, `${NEW_LETTER}1`],
  ['\\P{L}', `${NEW_LETTER}${NEW_EMOJI}1`, `a${MOVED}`],
  ['\\p{Ll}', `a${MOVED}`, 'A'],
  ['\\p{Lo}', '漢', `a${MOVED}\u{2ebf0}`],
  ['\\P{Lo}', `${MOVED}\u{2ebf0}`, '漢'],
  ['\\p{Cn}', `${NEW_EMOJI}\u0378`, 'a'],
  ['\\P{C}', 'a', `${NEW_LETTER}\n`],
  ['\\p{So}', '\u{1f600}', NEW_EMOJI],
  ['[\\p{L}1]', `a1${MOVED}`, `${NEW_LETTER}2`],
  ['[\\P{L}a]', `a${NEW_LETTER}`, 'b'],
  ['[^\\p{L}1]', `${NEW_LETTER}2`, `a1${MOVED}`],
  ['[^\\p{L}\\x{a7cb}]', `${NEW_EMOJI}2`, `a${NEW_LETTER}`],
  ['[^\\p{L}\\D]', '1', `a${NEW_LETTER}`],
  ['[^\\p{L}[:^digit:]]', '1', `a${NEW_LETTER}`],
  ['[^\\P{L}b]', `a${MOVED}`, `b${NEW_LETTER}`],
  ['[^\\P{Ll}]', `a${MOVED}`, `A${NEW_LETTER}`],
  ['[^\\p{Lo}\\p{Ll}]', `A${NEW_LETTER}`, `a漢${MOVED}`],
  ['[^\\p{LC}\\P{Any}]', NEW_LETTER, MOVED],
  ['[^\\p{L}\\p{Any}]', '', `a${NEW_LETTER}`],
];

test.each(cases)('%s', (pattern, takes, refuses) => {
  const regex = compileRegex(`^${pattern}$`);
  for (const rune of takes) expect([rune, matchText(regex, rune)]).toEqual([rune, true]);
  for (const rune of refuses) expect([rune, matchText(regex, rune)]).toEqual([rune, false]);
});
