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
