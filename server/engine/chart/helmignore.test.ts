// Which files .helmignore keeps out, quirks included.

import { describe, expect, test } from 'vitest';
import { applyIgnore, ignored, parseIgnore } from './helmignore.ts';

/** The paths that are kept, in Helm's order; `rules` are the lines of .helmignore. */
function kept(rules: string, paths: string): string {
  const files = paths.split(' ').map((path) => ({ path, text: '', source: path }));
  const own = { path: '.helmignore', text: rules, source: '.helmignore' };
  const all = applyIgnore(rules === '' ? files : [...files, own]).files;
  return all
    .map((file) => file.path)
    .filter((path) => path !== '.helmignore')
    .join(' ');
}

describe('rules', () => {
  test.each<[string, string, string]>([
    ['', 'b a/z a/b B a-b a.b', 'B a/b a/z a-b a.b b'],
    ['*.bak', 'a.bak x/y.bak a.txt', 'a.txt'],
    ['/a.txt', 'a.txt x/a.txt', 'x/a.txt'],
    ['x/a.txt', 'x/a.txt y/x/a.txt', 'y/x/a.txt'],
    ['docs/*', 'docs/y docs/a/b x/docs/y', 'x/docs/y'],
    ['./a.txt', 'a.txt', 'a.txt'],
    ['foo/', 'foo x/foo/a foo2/b', 'foo foo2/b'],
    ['foo', 'foo x/foo/a foo2/b', 'foo2/b'],
    ['/foo/', 'foo/a x/foo/a', 'x/foo/a'],
    ['# a\n\n  b  \r\n', 'a b c', 'a c'],
    ['\uFEFFa', 'a b', 'b'],
    ['!keep', 'keep a x/keep', 'keep'],
    ['!keep/', 'keep/a', ''],
    ['a\n!a', 'a b', ''],
    ['*', 'Chart.yaml', ''],
    ['[ab]', 'a b c', 'c'],
    ['\\*', '* a', 'a'],
    ['/', 'a x/b', 'a x/b'],
    ['', 'templates/.x templates/x templates/.d/y templates/s/.z .git/a', '.git/a templates/s/.z templates/x'],
    ['!templates', 'templates/a', ''],
  ])('%j on %s', (rules, paths, answer) => {
    expect(kept(rules, paths)).toBe(answer);
  });

  test('a folder is decided before what is in it', () => {
    const rules = parseIgnore('x/');
    expect([ignored(rules, 'x', true), ignored(rules, 'x', false), ignored(rules, 'x/a', false)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

test.each([
  ['a\n**/b', 'double-star (**) syntax is not supported', 2, 6],
  ['[', 'syntax error in pattern', 0, 1],
  ['ok\n[]a]\n**', 'syntax error in pattern', 3, 7],
])('%j is refused', (text, message, start, end) => {
  expect(parseIgnore(text).error).toEqual({ message, start, end });
});

// Helm's own rows for one rule and one path, as cases of ours; a path that ends in a slash is a folder.
test.each<[string, string, boolean]>([
  ['keel.txt', 'keel.txt', true],
  ['keel.*', 'keel.txt', true],
  ['keel.*', 'wheel.txt', false],
  ['*.txt', 'anchor.txt', true],
  ['*.txt', 'hold/x.txt', true],
  ['hold/*.txt', 'hold/x.txt', true],
  ['hold/*.*', 'hold/x.txt', true],
  ['hold/*.txt', 'deck/x.txt', false],
  ['wh[c-e]?l.txt', 'wheel.txt', true],
  ['wh[d-f]?l.txt', 'wheel.txt', true],
  ['wh[^c]?l.txt', 'wheel.txt', true],
  ['templates/.?*', 'templates/.hidden', true],
  ['templates/.?*', 'templates/.', false],
  ['.*', '.hidden', true],
  ['.*', 'keel.txt', false],
  ['.*', 'hold/.hidden', true],
  ['hold/', 'hold/', true],
  ['hold/', 'deck/', false],
  ['hold/', 'deck/hold/', true],
  ['keel.txt/', 'keel.txt', false],
  ['!keel.txt', 'keel.txt', false],
  ['!keel.txt', 'anchor.txt', true],
  ['!*.txt', 'hold/', true],
  ['!hold/', 'deck/', true],
  ['!hold/', 'hold/', false],
  ['!hold/', 'keel.txt', true],
  ['/x.txt', 'x.txt', true],
  ['/x.txt', 'hold/x.txt', false],
  ['/hold/x.txt', 'hold/x.txt', true],
  ['/hold/', 'hold/', true],
  ['/*.txt', 'x.txt', true],
  ['/*.txt', 'hold/x.txt', false],
  ['hold/*', 'hold/deep/x.txt', false],
  ['hold/*/', 'hold/deep/', true],
  ['*/x.txt', 'hold/x.txt', true],
  ['*/x.txt', 'x.txt', false],
  ['keel\n!keel', 'keel', true],
  ['!keel\nkeel', 'keel', true],
  ['!a\n!b', 'a', true],
  ['#keel\nhold', 'keel', false],
  ['\\#keel', '#keel', true],
  ['  keel  ', 'keel', true],
  ['keel\r\nhold\r\n', 'hold/', true],
  ['﻿keel', 'keel', true],
  ['hold\n﻿keel', 'keel', false],
  ['\\!keel', '!keel', true],
  ['ke*', 'hold/keel', true],
  ['ke?l', 'ke/l', false],
  ['h*d/', 'hold/', true],
  ['é*', 'éa', true],
  ['?', 'é', true],
  ['*', 'hold/', true],
  ['a//b', 'a/b', false],
  ['./a', 'a', false],
  ['a/', 'a', false],
  ['/', 'a/', false],
  ['!', 'a', true],
])('%j ignores %s: %s', (text, path, answer) => {
  const { rules } = parseIgnore(text);
  const name = path.replace(/\/$/, '');
  expect(ignored({ rules: rules.filter((rule) => rule.start >= 0) }, name, name !== path)).toBe(answer);
});

test.each([
  ['deck/**/hold', 'double-star (**) syntax is not supported'],
  ['[y-', 'syntax error in pattern'],
  ['ok\n[', 'syntax error in pattern'],
  ['a\\', 'syntax error in pattern'],
  ['[]', 'syntax error in pattern'],
])('%j is no rule', (text, message) => {
  expect(parseIgnore(text).error?.message).toBe(message);
});

test('blank lines and comments are no rules', () => {
  const { rules } = parseIgnore('# x\n\n\t# y\nkeel\nhold/*\ndeep/er/keel.txt\n\nto/more\n');
  expect(rules.map((rule) => rule.pattern)).toEqual(['keel', 'hold/*', 'deep/er/keel.txt', 'to/more', 'templates/.?*']);
});
