// Beginning a template comment in braces that are closed.

import { expect, test } from 'vitest';
import { cursorOf, fixture } from '../../../../test/support/fixture.ts';
import { closeComment } from './close-comment.ts';

test.each([
  ['{{- /*█ }}', '{{- /* */}}'],
  ['é: {{/*█ }} b', 'é: {{/* */}} b'],
  ['{{- /*█*/}}', '='],
  ['{{- /*█ b }}', '='],
  ['{{ /*█ }}', '='],
  ['a /*█ }}', '='],
])('%j', (line, expected) => {
  const read = fixture(`-- templates/a.yaml --\n${line}`);
  const { uri, offset } = cursorOf(read);
  const text = read.snapshot.files.get(uri)?.text.trimEnd() ?? '';
  const edit = closeComment(read.snapshot, uri, offset);
  expect(edit ? text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end) : '=').toBe(expected);
});
