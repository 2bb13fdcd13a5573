// Streams of manifests: which documents the real decoder finds, and where it gives up.

import { expect, test } from 'vitest';
import { decodeDocuments } from './documents.ts';

/** The documents as `kind name`, `null` or `! error`. */
function heads(text: string): string[] {
  return [...decodeDocuments(text, 4)].map(({ document }) =>
    document === null ? 'null' : 'error' in document ? `! ${document.error}` : `${document.kind} ${document.name}`,
  );
}

const doc = (name: string) => `{"kind":"K","metadata":{"name":"${name}"}}`;
const BAD = "invalid character 'b' looking for beginning of object key string";

test.each<[string, string, string[]]>([
  [
    'YAML',
    'kind: K\nmetadata: {name: a}\n--- # b\nKIND: L\nMetadata: {NAME: 1}\n---\n# none\n',
    ['K a', 'L 1', 'null'],
  ],
  ['JSON, one after another', `${doc('a')}${doc('b')}\n\n${doc('c')}`, ['K a', 'K b', 'K c']],
  ['JSON, then YAML', `${doc('a')}\n---\nkind: K\nmetadata: {name: b}\n`, ['K a', 'K b']],
  ['JSON between separators', `${doc('a')}\n---\n${doc('b')}\n---\n${doc('c')}`, ['K a', 'K b', 'K c']],
  ['YAML in braces', '{kind: K, metadata: {name: a}}', ['K a']],
  ['a number for a name', '{"kind":"K","metadata":{"name":1}}', ['K 1']],
  ['a number that no float holds', '{"kind":"K","x":1e999}{"kind":"L"}{"kind":"M"}', ['K ', 'L ', 'M ']],
  ['null among JSON', `${doc('a')}null`, ['K a', 'null']],
  ['JSON that breaks at once', '{bad', [`! json: offset 2: ${BAD}`]],
  ['JSON that breaks after one', `${doc('a')}{bad`, ['K a', `! json: offset 38: ${BAD}`]],
  ['JSON that breaks after two', `${doc('a')}${doc('b')}{bad}`, ['K a', 'K b', `! ${BAD}`]],
  [
    'too little after JSON',
    `${doc('a')} x`,
    ['K a', "! json: offset 38: invalid character 'x' looking for beginning of value"],
  ],
  ['JSON that ends too early', '{"kind":"K"', ['! unexpected EOF']],
  ['blanks only', ' \n', ['null']],
])('%s', (_name, text, expected) => {
  expect(heads(text)).toEqual(expected);
});

test('spans cover the documents', () => {
  const text = 'a: é\n---\nkind: B\n';
  expect([...decodeDocuments(text, 4)].map(({ span }) => text.slice(span.start, span.end))).toEqual([
    'a: é\n',
    'kind: B\n',
  ]);
});
