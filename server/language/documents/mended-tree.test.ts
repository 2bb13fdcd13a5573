// What is read of values files in which somebody is typing: the keys, with those behind the fault.

import { expect, test } from 'vitest';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { valuesView } from './values.ts';

function keys(text: string): string {
  const { root, error } = valuesView({ uri: 'file:///w/values.yaml', text, version: 0 } as never).tree;
  return `${shown(root)}${error ? ` !${error.line}` : ''}`;
}

function shown(node: YamlNode | null | undefined): string {
  if (node?.kind !== 'map') return '';
  const entries = node.entries.map(({ key, value }) => `${key.kind === 'scalar' ? key.text : '?'}${shown(value)}`);
  return `{${entries.join(' ')}}`;
}

const around = (lines: string) => `first:\n  deep: 1\n${lines}\nlast:\n  z: "1"\nend: 2\n`;

test.each([
  ['foo', '{first{deep} last{z} end} !4'],
  ['  foo', '{first{deep} last{z} end} !4'],
  ['  foo\n  bar: 1', '{first{deep bar} last{z} end} !4'],
  ['a: "x', '{first{deep} a last{z} end} !5'],
  ["a: 'x", '{first{deep} a last{z} end} !7'],
  ['a: [1, 2', '{first{deep} last{z} end} !4'],
  ['a: {b: 1', '{first{deep} last{z} end} !4'],
  ['a: b: c', '{first{deep} last{z} end} !3'],
  ['- x', '{first{deep} last{z} end} !3'],
  ['a: {{ .Values.', '{first{deep} a last{z} end} !4'],
  ['a: "{{ .Values.a: #', '{first{deep} a last{z} end} !5'],
  ['foo:bar', '{first{deep} last{z} end} !4'],
  ['a: @x', '{first{deep} last{z} end} !3'],
  ['a: &', '{first{deep} last{z} end} !3'],
  ['foo\nb: 1\nbar', '{first{deep} b last{z} end} !4'],
  ['é😀: "ü', '{first{deep} é😀 last{z} end} !5'],
])('%j', (lines, expected) => {
  expect(keys(around(lines))).toBe(expected);
  expect(keys(around(lines).replaceAll('\n', '\r\n'))).toBe(expected);
});

test('a text that nobody can make sense of, and one without faults', () => {
  expect(keys('{{{{ [[')).toMatch(/!2$/);
  expect(keys('a: 1\n')).toBe('{a}');
  expect(keys('')).toBe('');
});
