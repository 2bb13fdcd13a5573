// Globs and path patterns against answers of gobwas/glob 0.2.3 and Go's filepath.Match.

import { describe, expect, test } from 'vitest';
import { compileGlob } from './glob.ts';
import { matchPath } from './path-match.ts';

describe('compileGlob', () => {
  const cases: [pattern: string, name: string, matches: boolean | undefined][] = [
    ['*', 'a.txt', true],
    ['*', 'conf/a.txt', false],
    ['conf/*', 'conf/.hidden', true],
    ['conf/**', 'conf', false],
    ['conf/**', 'conf/x/y', true],
    ['**.txt', 'a/b.txt', true],
    ['**/*.txt', 'b.txt', false],
    ['conf/?.txt', 'conf/x.txt', true],
    ['[a-c].txt', 'b.txt', true],
    ['[!a-c].txt', 'b.txt', false],
    ['{a,b}.txt', 'b.txt', true],
    ['{*.yaml,*.json}', 'x.json', true],
    ['{*.yaml,*.json}', 'd/x.json', false],
    ['a{b,c{d,e}}', 'ace', true],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['', '', true],
    ['', 'a', false],
    ['{a', 'a', true],
    ['[a', 'a', undefined],
    ['[]', 'a', undefined],
    ['[c-a]', 'b', undefined],
    ['a}', 'a}', true],
    // Errors of the original that stay: a fixed piece that ends in a long rune, and a nested choice of sequences.
    ['[ab]é', 'aé', false],
    ['conf/?.txt', 'conf/é.txt', false],
    ['{a*b*c,x}*', 'axbxc', false],
  ];
  test.each(cases)('%s on %s: %s', (pattern, name, matches) => {
    expect(compileGlob(pattern, '/')?.(name)).toBe(matches);
  });
  test('without separators a star takes everything', () => {
    expect(compileGlob('*', '')?.('a/b')).toBe(true);
  });
});

describe('matchPath', () => {
  const cases: [pattern: string, name: string, matches: boolean | 'bad pattern'][] = [
    ['*.txt', 'a.txt', true],
    ['*.txt', 'd/a.txt', false],
    ['docs/*', 'docs/y', true],
    ['a?c', 'aéc', true],
    ['a?c', 'a/c', false],
    ['[a-z]*', 'x1', true],
    ['[^a-z]*', 'x1', false],
    ['[!a]', '!', true],
    ['a\\*', 'a*', true],
    ['*a*b', 'xaxxb', true],
    ['', '', true],
    ['[', 'a', 'bad pattern'],
    ['[]a]', 'a', 'bad pattern'],
    ['a\\', 'a', 'bad pattern'],
    ['[a', 'b', 'bad pattern'],
    ['a[', 'b', 'bad pattern'],
    ['[-]', '-', 'bad pattern'],
    ['[\\-]', '-', true],
    ['b[', '', 'bad pattern'],
  ];
  test.each(cases)('%s on %s: %s', (pattern, name, matches) => {
    expect(matchPath(pattern, name)).toBe(matches);
  });
});
