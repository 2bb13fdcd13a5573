// Typing the closing braces of an action that is closed already.

import { expect, test } from 'vitest';
import { cursorOf, fixture } from '../../../../test/support/fixture.ts';
import { typedOver } from './typed-over.ts';

function answer(line: string): string {
  const { snapshot, cursor, ...rest } = fixture(`-- templates/a.yaml --\n${line}`);
  const { uri, offset } = cursorOf({ snapshot, cursor, ...rest });
  const edit = typedOver(snapshot, uri, offset);
  const text = snapshot.files.get(uri)?.text.trimEnd() ?? '';
  return edit === undefined ? '=' : text.slice(0, edit.span.start) + text.slice(edit.span.end);
}

test.each([
  ['a: {{ .x }}█ }}', 'a: {{ .x }}'],
  ['é: "{{- .x }}█ }}"', 'é: "{{- .x }}"'],
  ['a: {b: {{ .x }}█ }}}', 'a: {b: {{ .x }}}'],
  ['a: {b: {c: {{ .x }}█ }} }}', 'a: {b: {c: {{ .x }} }}'],
  // These belong to somebody.
  ['a: {b: {c: {{ .x }}█ }}', '='],
  ['a: {{ .x }}█ b }}', '='],
  ['a: }}█ }}', '='],
  ['{{/* {{ .x }}█ }} */}}', '='],
  ['a: {{ .x }}█', '='],
])('%j', (line, expected) => {
  expect(answer(line)).toBe(expected);
});

test('braces of maps over several lines are left', () => {
  expect(answer('a: {\n  b: {\n    c: {{ .x }}█ }}')).toBe('=');
});
