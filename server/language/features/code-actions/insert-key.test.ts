// Keys put into values files: what the text becomes.

import { describe, expect, test } from 'vitest';
import { insertSchemaKey } from '../../symbols/values-schema/insert.ts';
import { applied } from './action.ts';
import { insertKey } from './insert-key.ts';

function withKey(text: string, path: string, value = '3'): string | undefined {
  const edits = insertKey(text, path.split('.'), value);
  return edits && applied(text, edits);
}

describe('a key at the end of its table', () => {
  test.each([
    ['', 'a', 'a: 3\n'],
    ['', 'a.b.c', 'a:\n  b:\n    c: 3\n'],
    ['# all\n', 'a', '# all\na: 3\n'],
    ['# all', 'a', '# all\na: 3'],
    ['---\n', 'a', '---\na: 3\n'],
    ['{}\n', 'a.b', 'a:\n  b: 3\n'],
    ['a: 1\n', 'b', 'a: 1\nb: 3\n'],
    ['a: 1', 'b', 'a: 1\nb: 3'],
    ['a: 1\r\nb: 2\r\n', 'c.d', 'a: 1\r\nb: 2\r\nc:\r\n  d: 3\r\n'],
    ['a:\n    x: 1 # é😀\n\nb: 2\n', 'a.k', 'a:\n    x: 1 # é😀\n    k: 3\n\nb: 2\n'],
    ['a:\n    x: 1\nb: 2\n', 'b2.k', 'a:\n    x: 1\nb: 2\nb2:\n    k: 3\n'],
    ['a:\n  x:\n    - 1\n    - 2\nb: 2\n', 'a.k', 'a:\n  x:\n    - 1\n    - 2\n  k: 3\nb: 2\n'],
    ['a:\n  x: |\n    t\n    u\n\nb: 2\n', 'a.k', 'a:\n  x: |\n    t\n    u\n  k: 3\n\nb: 2\n'],
    ['a:\n  x: |+\n    t\n\nb: 2\n', 'a.k', 'a:\n  x: |+\n    t\n\n  k: 3\nb: 2\n'],
    ['a: {} # none\nb: 2\n', 'a.k', 'a: # none\n  k: 3\nb: 2\n'],
    ['a: {}\n  # cpu: 1\n  # mem: 2\n\nb: 2\n', 'a.k', 'a:\n  k: 3\n  # cpu: 1\n  # mem: 2\n\nb: 2\n'],
    ['a:\n  x: 1\n  # more: 1\nb: 2\n', 'a.k', 'a:\n  x: 1\n  # more: 1\n  k: 3\nb: 2\n'],
    ['a:\nb: 2\n', 'a.k', 'a:\n  k: 3\nb: 2\n'],
    ['a: # later\nb: 2\n', 'a.k.z', 'a: # later\n  k:\n    z: 3\nb: 2\n'],
    ['a: null\n', 'a.k', 'a:\n  k: 3\n'],
    ['a: {x: 1}\n', 'a.k.z', 'a: {x: 1, k: {z: 3}}\n'],
    ['a: {x: {}}\n', 'a.x.z', 'a: {x: {z: 3}}\n'],
    ['a: {\n  x: 1\n}\n', 'a.k', 'a: {\n  x: 1, k: 3\n}\n'],
    ['a: 1\n# the end\n', 'b', 'a: 1\nb: 3\n# the end\n'],
    ['a: 1\n', 'on', 'a: 1\n"on": 3\n'],
    ['a: 1\n', 'my-key', 'a: 1\nmy-key: 3\n'],
  ])('%j and %s', (text, path, expected) => {
    expect(withKey(text, path)).toBe(expected);
  });
});

test.each([
  ['a: 1\n', 'a'],
  ['a: 1\n', 'a.b'],
  ['a: [1]\n', 'a.b'],
  ['a: &x {}\nb: *x\n', 'a.b'],
  // What an alias repeats would change there, too.
  ['a: &x\n  m: 1\nb: *x\n', 'a.k'],
  ['b: &x {m: 1}\na: *x\n', 'a.b'],
  ['a: "', 'b'],
  ['a: 1\na: 2\n', 'a.b'],
  ['a: .inf\n', 'b'],
])('%j has no place for %s', (text, path) => {
  expect(withKey(text, path)).toBeUndefined();
});

test('a value may be any of one line', () => {
  expect(withKey('a: 1\n', 'b', '"x # y"')).toBe('a: 1\nb: "x # y"\n');
  expect(withKey('a: 1\n', 'b', '{}')).toBe('a: 1\nb: {}\n');
  expect(withKey('a: 1\n', 'b', 'x: y')).toBeUndefined();
});

describe('schema', () => {
  const added = (text: string, path: string) => applied(text, insertSchemaKey(text, path.split('.'), 'integer'));
  test.each([
    ['{}', 'a', '{"properties": {"a": {"type": "integer"}}}'],
    [
      '{"type": "object", "properties": {"b": {"type": "string"}}}',
      'a.c',
      '{"type": "object", "properties": {"b": {"type": "string"}, "a": {"type": "object", "properties": {"c": {"type": "integer"}}}}}',
    ],
    ['{"properties": {"a": {"type": "string"}}}', 'a', '{"properties": {"a": {"type": "string"}}}'],
    ['{"$ref": "#/x"}', 'a', '{"$ref": "#/x"}'],
    ['{"properties": {"a": {"$ref": "#/x"}}}', 'a.b', '{"properties": {"a": {"$ref": "#/x"}}}'],
    ['{broken', 'a', '{broken'],
    ['{\n\t"properties": {}\n}\n', 'a', '{\n\t"properties": {\n\t\t"a": {\n\t\t\t"type": "integer"\n\t\t}\n\t}\n}\n'],
  ])('%j and %s', (text, path, expected) => {
    expect(added(text, path)).toBe(expected);
  });

  test('in the style of the file, CRLF and all', () => {
    const text = '{\r\n    "properties": {\r\n        "b": {"type": "string"}\r\n    }\r\n}\r\n';
    expect(added(text, 'a')).toBe(
      '{\r\n    "properties": {\r\n        "b": {"type": "string"},\r\n        "a": {\r\n            "type": "integer"\r\n        }\r\n    }\r\n}\r\n',
    );
  });
});
