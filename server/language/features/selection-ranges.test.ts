// A growing selection as the texts it takes, one a line.

import { expect, test } from 'vitest';
import { cursorOf, fixture } from '../../../test/support/fixture.ts';
import { selectionRanges } from './selection-ranges.ts';

function growing(text: string): string {
  const read = fixture(text);
  const { uri, offset } = cursorOf(read);
  const source = read.snapshot.files.get(uri)?.text ?? '';
  return (selectionRanges(read.snapshot, uri, offset) ?? [])
    .map(({ start, end }) => source.slice(start, end).replaceAll('\n', '⏎'))
    .join('\n');
}

test('from a name to the file', () => {
  const text = `
    -- templates/x.yaml --
    a:
      {{- with .Values.x }}
      é: {{ .im█age.tag | quote }} # note
      {{- end }}
    b: 1
  `;
  expect(growing(text)).toMatchInlineSnapshot(`
    "image
    .image
    .image.tag
    .image.tag | quote
    {{ .image.tag | quote }}
    {{ .image.tag | quote }} # note
    é: {{ .image.tag | quote }} # note
      é: {{ .image.tag | quote }} # note
    {{- with .Values.x }}⏎  é: {{ .image.tag | quote }} # note⏎  {{- end }}
    a:⏎  {{- with .Values.x }}⏎  é: {{ .image.tag | quote }} # note⏎  {{- end }}
    a:⏎  {{- with .Values.x }}⏎  é: {{ .image.tag | quote }} # note⏎  {{- end }}⏎b: 1⏎"
  `);
});

test('a string in a call, in a text that is not finished', () => {
  const text = '-- templates/x.yaml --\n{{ if include "a█.b" . | eq "x"';
  expect(growing(text).split('\n').slice(0, 4)).toEqual(['a', 'a.b', '"a.b"', 'include "a.b" .']);
});

test('a values file', () => {
  expect(growing('-- values.yaml --\nimage:\n  tag: "v█1"\n  x: 1\nb: 2\n')).toMatchInlineSnapshot(`
    "v1
    "v1"
    tag: "v1"
      tag: "v1"
    image:⏎  tag: "v1"⏎  x: 1
    image:⏎  tag: "v1"⏎  x: 1⏎b: 2
    image:⏎  tag: "v1"⏎  x: 1⏎b: 2⏎"
  `);
});

test('inside a text that reaches tpl', () => {
  const text = `
    -- values.yaml --
    ä: 1
    note: "é {{ .Release.Na█me | upper }}"
    -- templates/x.yaml --
    {{ tpl .Values.note . }}
  `;
  expect(growing(text).split('\n').slice(0, 7)).toEqual([
    'Name',
    '.Release.Name',
    '.Release.Name | upper',
    '{{ .Release.Name | upper }}',
    'é {{ .Release.Name | upper }}',
    '"é {{ .Release.Name | upper }}"',
    'note: "é {{ .Release.Name | upper }}"',
  ]);
});
