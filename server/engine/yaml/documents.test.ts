// Document streams, with the answers of k8s.io/apimachinery's YAML reader.

import { expect, test } from 'vitest';
import { splitDocuments } from './documents.ts';

test.each<[string, string[], string?]>([
  ['', []],
  ['a: 1', ['a: 1\n']],
  ['a: 1\n---\nb: 2\n', ['a: 1\n', 'b: 2\n']],
  ['---\na: 1\n--- # next\nb: 2', ['---\na: 1\n', 'b: 2\n']],
  ['---\n---\na', ['---\n', 'a\n']],
  ['a\n---\n---\nb', ['a\n', '---\nb\n']],
  ['a\n---', ['a\n']],
  ['a\r\n---\r\nb', ['a\r\n', 'b\n']],
  ['a\n--- b\nc', [], 'invalid Yaml document separator: b'],
  ['a\n---\nb\n----\nc', ['a\n'], 'invalid Yaml document separator: -'],
  [' ---\na', [' ---\na\n']],
])('%j', (text, expected, message) => {
  const { documents, error } = splitDocuments(text);
  expect(documents.map((document) => document.text)).toEqual(expected);
  expect(error?.message).toBe(message);
  for (const { span, text: part } of documents) expect(part.trimEnd()).toBe(text.slice(span.start, span.end).trimEnd());
});
