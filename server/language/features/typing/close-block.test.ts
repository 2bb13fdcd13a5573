// Enter behind an opening block: the text as the user has it then, the cursor as `█`.

import { describe, expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../../test/support/fixture.ts';
import { applyChanges } from '../../workspace/snapshot.ts';
import { closeBlock } from './close-block.ts';

/** The text after the edit, cursor included; `=` when nothing is put in. */
function answer(body: string, options?: FixtureOptions, saved?: string): string {
  const read = fixture(`-- templates/a.yaml --\n${body}`, options);
  const { uri, offset } = cursorOf(read);
  const snapshot =
    saved === undefined ? read.snapshot : applyChanges(read.snapshot, [{ kind: 'saved', uri, text: saved }]);
  const edit = closeBlock(snapshot, uri, offset);
  if (edit === undefined) return '=';
  const text = snapshot.files.get(uri)?.text ?? '';
  const { start } = edit.span;
  const at = start === offset ? `█${edit.text}` : edit.text;
  const before = start === offset ? text.slice(0, start) : `${text.slice(0, offset)}█${text.slice(offset, start)}`;
  return before + at + text.slice(edit.span.end);
}

describe('an end is put in', () => {
  test.each([
    ['{{- if .a }}\n█\n', '{{- if .a }}\n█\n{{- end }}\n'],
    ['{{- with .a -}}\n█\nb: 1\n', '{{- with .a -}}\n█\n{{- end }}\nb: 1\n'],
    ['  {{ range $i, $v := .a }}  \n  █\nb: 1\n', '  {{ range $i, $v := .a }}  \n  █\n  {{- end }}\nb: 1\n'],
    [
      '{{- define "x" }}\n█\n{{- define "y" }}\n{{- end }}\n',
      '{{- define "x" }}\n█\n{{- end }}\n{{- define "y" }}\n{{- end }}\n',
    ],
    ['{{- block "x" . }}\n█\n', '{{- block "x" . }}\n█\n{{- end }}\n'],
    ['é😀: {{ if .a }}\n█\n', 'é😀: {{ if .a }}\n█\n{{- end }}\n'],
    ['{{- if and .a\n  .b }}\n█\n', '{{- if and .a\n  .b }}\n█\n{{- end }}\n'],
    ['{{- if }}\n█\n', '{{- if }}\n█\n{{- end }}\n'],
    // The parser gives the inner opener the end of the outer one.
    [
      '{{- if .a }}\n{{- if .b }}\n█\nx: 1\n{{- end }}\n',
      '{{- if .a }}\n{{- if .b }}\n█\n{{- end }}\nx: 1\n{{- end }}\n',
    ],
    [
      '{{- if .a }}\n  {{- with .b }}\n  █\n{{- else }}\n{{- end }}\n',
      '{{- if .a }}\n  {{- with .b }}\n  █\n  {{- end }}\n{{- else }}\n{{- end }}\n',
    ],
  ])('%j', (body, expected) => {
    expect(answer(body)).toBe(expected);
  });

  test('at the end of a file without a last newline', () => {
    expect(answer('  {{- if .a }}\n  █', { openEnd: true })).toBe('  {{- if .a }}\n  █\n  {{- end }}');
  });

  test('with the newline of the file', () => {
    expect(answer('{{- if .a }}\n█\nb: 1', { newline: '\r\n' })).toBe('{{- if .a }}\r\n█\r\n{{- end }}\r\nb: 1\r\n');
    expect(answer('{{- if .a }}\n█', { newline: '\r\n', openEnd: true })).toBe('{{- if .a }}\r\n█\r\n{{- end }}');
  });
});

describe('nothing is put in', () => {
  test.each([
    ['the block has its end', '{{- if .a }}\n█\nx: 1\n{{- end }}\n'],
    ['the end is on the next line', '{{- if .a }}\n█\n{{ end }}\n'],
    ['an else is no opener', '{{- if .a }}\n{{- else if .b }}\n█\n'],
    ['an action that is not closed', '{{- if .a\n█\n'],
    ['an action', '{{ .a }}\n█\n'],
    ['plain text', 'a:\n█\nb: {{ .x }}\n'],
    ['text behind the cursor', '{{- if .a }}\n█x: 1\n'],
    ['a blank line lies between', '{{- if .a }}\n\n█\n'],
    ['inside a comment', '{{/*\n{{- if .a }}\n█\n*/}}\n'],
    ['inside a raw string', '{{ tpl `{{- if .a }}\n█\n` . }}\n'],
    ['the first line', '█\n'],
    ['its end is at its own indentation, another block is open', '{{- if .a }}\n  {{- if .b }}\n  █\n  {{- end }}\n'],
  ])('%s', (_, body) => {
    expect(answer(body)).toBe('=');
  });

  test('the opener was there at the last save, and another block is open', () => {
    const saved = '{{- if .a }}\n{{- if .b }}\nx: 1\n{{- end }}\n';
    expect(answer('{{- if .a }}\n{{- if .b }}\n█\nx: 1\n{{- end }}\n', {}, saved)).toBe('=');
  });
});

test('an opener that is put into one column with a block that was whole gets its own end', () => {
  const saved = '{{- if .a }}\nx: 1\n{{- end }}\n';
  expect(answer('{{- if .a }}\n{{- if .b }}\n█\nx: 1\n{{- end }}\n', {}, saved)).toContain(
    '{{- if .b }}\n█\n{{- end }}\nx: 1\n{{- end }}',
  );
});
