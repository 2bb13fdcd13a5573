// What .Files gives: bytes, globs, lines, config maps and secrets.

import { expect, test } from 'vitest';
import { formatValue } from '../values/format.ts';
import { sortedKeys } from '../values/sort.ts';
import type { GoMap, Value } from '../values/value.ts';
import { FilesMap } from './files.ts';

const TEXTS = {
  'conf/a.yaml': 'A: 1\n',
  'conf/b.txt': 'b1\nb2\n',
  'conf/sub/c.txt': 'C',
  'empty.txt': '',
  'nl.txt': '\n',
  'bin.dat': '\uDCFF\0',
  'README.md': '# hi',
  'dir/.hidden': 'h',
  'a[1].txt': 'br',
  'Z.txt': 'z',
};
const LIST = Object.entries(TEXTS).map(([name, text]) => ({ name, text, source: name }));
const FILES = new FilesMap(LIST, { linesPanicsOnEmpty: true });

function call(files: GoMap, name: string, ...args: Value[]): Value {
  return (files as FilesMap).method(name)?.call(args) as Value;
}

test.each<[string, string, string]>([
  ['Get', 'conf/a.yaml', 'A: 1\n'],
  ['Get', 'nope', ''],
  ['Get', 'bin.dat', '\uDCFF\0'],
  ['GetBytes', 'conf/sub/c.txt', '[67]'],
  ['GetBytes', 'nope', '[]'],
  ['Lines', 'conf/b.txt', '[b1 b2]'],
  ['Lines', 'nope', '[]'],
  ['Lines', 'nl.txt', '[]'],
  ['Lines', 'conf/sub/c.txt', '[C]'],
])('%s %j', (method, path, answer) => {
  expect(formatValue(call(FILES, method, path))).toBe(answer);
});

test('Lines of an empty file panics, but not in every release', () => {
  expect(() => call(FILES, 'Lines', 'empty.txt')).toThrow('runtime error: index out of range [-1]');
  expect(formatValue(call(new FilesMap(LIST, { linesPanicsOnEmpty: false }), 'Lines', 'empty.txt'))).toBe('[]');
  expect(call(FILES, 'Lines', 'nl.txt')).toHaveLength(1);
});

test.each<[string, string]>([
  ['conf/*', 'conf/a.yaml;conf/b.txt'],
  ['conf/**', 'conf/a.yaml;conf/b.txt;conf/sub/c.txt'],
  ['**.txt', 'Z.txt;a[1].txt;conf/b.txt;conf/sub/c.txt;empty.txt;nl.txt'],
  ['{conf/a.yaml,README.md}', 'README.md;conf/a.yaml'],
  ['dir/*', 'dir/.hidden'],
  ['', ''],
  ['[', sortedKeys(FILES).join(';')],
])('Glob %j', (pattern, answer) => {
  expect(sortedKeys(call(FILES, 'Glob', pattern) as GoMap).join(';')).toBe(answer);
});

test('a glob is files again', () => {
  const some = call(FILES, 'Glob', 'conf/*') as GoMap;
  expect(some.type).toBe('engine.files');
  expect(call(some, 'AsConfig')).toBe('a.yaml: |\n  A: 1\nb.txt: |\n  b1\n  b2');
  expect(call(some, 'AsSecrets')).toBe('a.yaml: QTogMQo=\nb.txt: YjEKYjIK');
  expect(call(call(FILES, 'Glob', 'nope') as GoMap, 'AsConfig')).toBe('{}');
  expect(call(some, 'Get', 'README.md')).toBe('');
});

test('as a map it holds bytes', () => {
  expect(formatValue(FILES.get('README.md') as Value)).toBe('[35 32 104 105]');
  expect(FILES.elem).toBe('[]uint8');
});
