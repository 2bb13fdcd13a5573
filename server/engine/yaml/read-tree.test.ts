// The tolerant tree: spans, kinds, what stands after an error.

import { expect, test } from 'vitest';
import { entryOf, type MapNode, pathAt, readTree, type YamlNode } from './read-tree.ts';

/** The tree as text: kind, and what its span covers. */
function show(node: YamlNode | null, text: string): unknown {
  if (node === null) return null;
  const own = text.slice(node.start, node.end);
  switch (node.kind) {
    case 'scalar':
      return `${node.resolved.type} ${own}`;
    case 'alias':
      return `alias ${own}${node.target === null ? ' to nothing' : ''}`;
    case 'list':
      return [own, ...node.items.map((item) => show(item, text))];
    default:
      return { '': own, ...Object.fromEntries(node.entries.map((e) => [show(e.key, text), show(e.value, text)])) };
  }
}

test.each<[string, unknown, string | undefined]>([
  ['a: 1 # c\nb: "x"\n', { '': 'a: 1 # c\nb: "x"', 'str a': 'int 1', 'str b': 'str "x"' }, undefined],
  [
    '- &x a\n- *x\n- {y: .5}\n',
    ['- &x a\n- *x\n- {y: .5}', 'str a', 'alias *x', { '': '{y: .5}', 'bool y': 'float .5' }],
    undefined,
  ],
  [
    'a:\nb:\n  c: |\n    t\n# end\n',
    { '': 'a:\nb:\n  c: |\n    t\n', 'str a': 'null ', 'str b': { '': 'c: |\n    t\n', 'str c': 'str |\n    t\n' } },
    undefined,
  ],
  [
    'a: *no\nb: 1',
    { '': 'a: *no\nb: 1', 'str a': 'alias *no to nothing', 'str b': 'int 1' },
    "yaml: unknown anchor 'no' referenced",
  ],
  [
    'a: 1\nb: [1, "2"\nc: d',
    { '': 'a: 1\nb: [1, "2"', 'str a': 'int 1', 'str b': ['[1, "2"', 'int 1', 'str "2"'] },
    "yaml: line 2: did not find expected ',' or ']'",
  ],
  [
    'a: 1\nb: @',
    { '': 'a: 1\nb', 'str a': 'int 1', 'str b': 'null ' },
    'yaml: line 2: found character that cannot start any token',
  ],
  ['', null, undefined],
  ['@', null, 'yaml: found character that cannot start any token'],
])('%j', (text, expected, error) => {
  const tree = readTree(text);
  expect(show(tree.root, text)).toEqual(expected);
  expect(tree.error?.text).toBe(error);
});

test('an error has a place', () => {
  const { error } = readTree('a: 1\nb: c: d', { offset: 10 });
  expect(error).toEqual({
    message: 'mapping values are not allowed in this context',
    text: 'yaml: line 2: mapping values are not allowed in this context',
    line: 2,
    span: { start: 19, end: 20 },
  });
});

test('nodes are found by key and by offset', () => {
  const text = 'a: {b: 1}\na: {b: [x, y]}';
  const { root } = readTree(text);
  const entry = entryOf(root as MapNode, 'a');
  expect(text.slice(entry?.value.start, entry?.value.end)).toBe('{b: [x, y]}');
  expect(pathAt(root, text.indexOf('y')).map((node) => text.slice(node.start, node.end))).toEqual([
    text,
    '{b: [x, y]}',
    '[x, y]',
    'y',
  ]);
});
