// A comment around what is selected, there and back.

import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#protocol';
import { applyChanges, EMPTY_SNAPSHOT } from '../../workspace/snapshot.ts';
import { toggleBlockComment } from './block-comment.ts';

/** Toggles between each pair of `█`; one alone is a cursor when it is the only one. */
function toggled(marked: string): string {
  const parts = marked.split('█');
  const text = parts.join('');
  const offsets = parts.slice(1).map((_part, i) => parts.slice(0, i + 1).join('').length);
  const selections = offsets.flatMap((start, i) => (i % 2 ? [] : [{ start, end: offsets[i + 1] ?? start }]));
  const uri = 'file:///w/templates/a.yaml';
  const snapshot = applyChanges(EMPTY_SNAPSHOT, [
    { kind: 'file', uri, text },
    { kind: 'settings', settings: DEFAULT_SETTINGS },
  ]);
  const edits = toggleBlockComment(snapshot, uri, selections) ?? [];
  let now = text;
  for (const { span, text: by } of edits.reverse()) now = now.slice(0, span.start) + by + now.slice(span.end);
  return now;
}

describe('there and back', () => {
  test.each([
    ['█a: 1█', '{{- /* a: 1 */}}'],
    ['a: █é😀█', 'a: {{/* é😀 */}}'],
    ['  █a: 1\r\n  b: {{ .x }}█\r\n', '  {{- /* a: 1\r\n  b: {{ .x }} */}}\r\n'],
    ['a: {{ █.x█ }} c', 'a: {{/* {{ .x }} */}} c'],
    ['a: █{{ .x }} {{█ .y }}', 'a: {{/* {{ .x }} {{ .y }} */}}'],
    ['█a: {{/* c */}} b█', '{{- /* a: {{/* c *\\/}} b */}}'],
    ['a: {{ .█x }}', 'a: {{/* {{ .x }} */}}'],
  ])('%j', (marked, expected) => {
    expect(toggled(marked)).toBe(expected);
    const inside = expected.indexOf('/*') + 3;
    expect(toggled(`${expected.slice(0, inside)}█${expected.slice(inside)}`)).toBe(marked.replaceAll('█', ''));
  });
});

test.each([
  // A cursor in plain text begins a comment, and several selections are one edit each.
  ['a: █', 'a: {{/*  */}}'],
  ['  █', '  {{- /*  */}}'],
  ['█a█ █b█', '{{- /* a */}} {{/* b */}}'],
  ['{{/* █a█ █b█ */}}', 'a b'],
  ['█ {{- /* a */ -}} █', ' a '],
  ['{{ .a }}█{{ .b }}', '{{ .a }}{{/*  */}}{{ .b }}'],
])('%j becomes %j', (marked, expected) => {
  expect(toggled(marked)).toBe(expected);
});

test('a file that is not known has no answer', () => {
  expect(toggleBlockComment(EMPTY_SNAPSHOT, 'file:///x', [{ start: 0, end: 0 }])).toBeUndefined();
});
