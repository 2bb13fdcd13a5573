// Ctrl+/ over lines of a template, there and back.

import { describe, expect, test } from 'vitest';
import type { Span } from '#engine/text/span.ts';
import { DEFAULT_SETTINGS } from '#protocol';
import { applyChanges, EMPTY_SNAPSHOT } from '../../workspace/snapshot.ts';
import { type CommentMode, toggleComment } from './toggle-comment.ts';

function toggled(
  text: string,
  selections: readonly Span[] = [{ start: 0, end: text.length }],
  name = 'a.yaml',
  mode: CommentMode = 'toggle',
): string {
  const uri = `file:///w/templates/${name}`;
  const snapshot = applyChanges(EMPTY_SNAPSHOT, [
    { kind: 'file', uri, text },
    { kind: 'settings', settings: DEFAULT_SETTINGS },
  ]);
  const edits = [...(toggleComment(snapshot, uri, selections, mode) ?? [])].sort((a, b) => b.span.start - a.span.start);
  let now = text;
  for (const { span, text: by } of edits) now = now.slice(0, span.start) + by + now.slice(span.end);
  return now;
}

describe('there and back', () => {
  test.each([
    ['a: 1', '# a: 1'],
    ['  é: 1\n    b: 2\n', '  # é: 1\n  #   b: 2\n'],
    ['a: {{ .x }}', '{{- /* a: {{ .x }} */}}'],
    ['  a: 1\r\n  😀: {{ .x }}\r\n\r\n  c:\r\n', '  # a: 1\r\n  {{- /* 😀: {{ .x }} */}}\r\n\r\n  # c:\r\n'],
    ['{{- if .x }}\na: 1\n{{- end }}', '{{- /* {{- if .x }} */}}\n# a: 1\n{{- /* {{- end }} */}}'],
    ['a: {{ f "*/5 * *" }}', '{{- /* a: {{ f "*\\/5 * *" }} */}}'],
    ['a: {{ f "*\\/" }} */', '{{- /* a: {{ f "*\\\\/" }} *\\/ */}}'],
    ['a: {{/* c */}} b', '{{- /* a: {{/* c *\\/}} b */}}'],
    // What is a comment already gets another one when a neighbour is none.
    ['# a\nb: 1', '# # a\n# b: 1'],
    ['{{- /* a: {{ .x }} */}}\nb: 1', '{{- /* {{- /* a: {{ .x }} *\\/}} */}}\n# b: 1'],
    ['{{ include "x" (dict\n  "a" 1\n) }}', '{{- /* {{ include "x" (dict\n  "a" 1\n) }} */}}'],
    ['a: {{ .x  \n', '{{- /* a: {{ .x */}}  \n'],
    ['a: {{/* open\n', '{{- /* a: {{/* open */}}\n'],
    ['/x {{ .a }} *', '{{- /* /x {{ .a }} * */}}'],
    ['\ta: 1\n\t\tb: {{ .x }}', '\t# a: 1\n\t\t{{- /* b: {{ .x }} */}}'],
    ['  a: {{ .x }}\nb: 1', '  {{- /* a: {{ .x }} */}}\n# b: 1'],
    ['  a: 1\n{{ .x }}', '#   a: 1\n{{- /* {{ .x }} */}}'],
  ])('%j', (text, expected) => {
    expect(toggled(text)).toBe(expected);
    expect(toggled(expected)).toBe(text);
  });
});

test.each([
  ['#a', 'a'],
  ['# a: {{ .x }}', 'a: {{ .x }}'],
  ['{{/* a */}}', 'a'],
  ['{{- /*a*/ -}}', 'a'],
  ['{{/* */}}', ''],
  ['{{/**/}}', ''],
  ['{{/*\nThe name.\n*/}}', '\nThe name.\n'],
  ['', '# '],
  ['  ', '  # '],
])('%j becomes %j', (text, expected) => {
  expect(toggled(text)).toBe(expected);
});

test('a line inside an action or a comment takes the whole of it along', () => {
  const text = 'a: 1\n{{ f\n  "b"\n}}\nc: 1\n';
  const at = text.indexOf('"b"');
  const once = toggled(text, [{ start: at, end: at }]);
  expect(once).toBe('a: 1\n{{- /* {{ f\n  "b"\n}} */}}\nc: 1\n');
  const again = once.indexOf('"b"');
  expect(toggled(once, [{ start: again, end: again }])).toBe(text);
});

test('a selection that ends at the start of a line leaves that line', () => {
  expect(toggled('a: 1\nb: 2\n', [{ start: 0, end: 5 }])).toBe('# a: 1\nb: 2\n');
});

test('each selection is judged by itself, and each line is changed once', () => {
  const text = '# a\nb: 1\nc: 1\n';
  const cursors = [1, 5, 6, 10].map((at) => ({ start: at, end: at }));
  expect(toggled(text, cursors)).toBe('a\n# b: 1\n# c: 1\n');
});

test('a # is no comment in NOTES.txt', () => {
  expect(toggled('# Hello', undefined, 'NOTES.txt')).toBe('{{- /* # Hello */}}');
  expect(toggled('{{- /* # Hello */}}', undefined, 'NOTES.txt')).toBe('# Hello');
  expect(toggled('', undefined, 'NOTES.txt')).toBe('');
});

test('a file that is not known has no answer', () => {
  expect(toggleComment(EMPTY_SNAPSHOT, 'file:///x', [{ start: 0, end: 0 }])).toBeUndefined();
});

test.each([
  ['add', '# a\nb: 1', '# # a\n# b: 1'],
  ['add', '# a', '# # a'],
  ['add', '{{/* a */}}', '{{- /* {{/* a *\\/}} */}}'],
  ['add', '', '# '],
  ['remove', '# a\nb: 1\n{{- /* c: {{ .x }} */}}', 'a\nb: 1\nc: {{ .x }}'],
  ['remove', 'a: 1', 'a: 1'],
  ['remove', '', ''],
] as const)('%s %j becomes %j', (mode, text, expected) => {
  expect(toggled(text, undefined, undefined, mode)).toBe(expected);
});
