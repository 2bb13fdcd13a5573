// Which changes of a document ask the server for more.

import { expect, test } from 'vitest';
import { askedBy } from './asked.ts';

/** Types `text` where `█` stands, and says what is asked for. */
function typed(before: string, text: string, removed = 0): string {
  const start = before.indexOf('█');
  const after = before.slice(0, start) + text + before.slice(start + 1 + removed);
  const line = before.slice(0, start).split('\n').length - 1;
  const character = start - (before.lastIndexOf('\n', start - 1) + 1);
  const changes = [{ text, rangeLength: removed, range: { start: { line, character } } }];
  const asked = askedBy(changes, (at) => after.split(/\r?\n/)[at] ?? '');
  return asked === undefined ? '-' : `${asked.typed} ${asked.position.line}:${asked.position.character}`;
}

test.each([
  ['{{- if .a }}█', '\n', 'enter 1:0'],
  ['x\n  {{- if .a }} █', '\r\n  ', 'enter 2:2'],
  ['a: 1█', '\n', '-'],
  ['{{- if .a }}█', '\n\n', '-'],
  ['{{- if .a }}█', '\n{{- end }}', '-'],
  ['é: {{ .a }█ }}', '}', 'braces 0:11'],
  ['{{/█*/}}', '*', '-'],
  ['a /█ }}', '*', '-'],
  ['{{ .a █ }}', '}', '-'],
  ['{{ .a }█', '}', '-'],
  ['{{ .a }█ }}', '}}', '-'],
])('%j and %j', (before, text, expected) => {
  expect(typed(before, text)).toBe(expected);
});

test('a brace that takes the place of text, and several cursors, ask for nothing', () => {
  expect(typed('{{ .a }█x }}', '}', 1)).toBe('-');
  const change = { text: '\n', rangeLength: 0, range: { start: { line: 0, character: 2 } } };
  expect(askedBy([change, change], () => '{{ if .a }}')).toBeUndefined();
  expect(askedBy([], () => '')).toBeUndefined();
});
