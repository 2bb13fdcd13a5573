// Highlights as the text with marks: ‹read›, «written», [word].

import { expect, test } from 'vitest';
import { cursorOf, fixture } from '../../../test/support/fixture.ts';
import { documentHighlight } from './document-highlight.ts';

function marked(template: string, rest = ''): string | undefined {
  const read = fixture(`-- templates/x.yaml --\n${template}\n${rest}`);
  const { uri, offset } = cursorOf(read);
  const text = read.snapshot.files.get(uri)?.text ?? '';
  const found = documentHighlight(read.snapshot, uri, offset);
  const pairs = { read: '‹›', write: '«»', word: '[]' };
  let out = '';
  let at = 0;
  for (const { span, kind } of found ?? []) {
    out += `${text.slice(at, span.start)}${pairs[kind][0]}${text.slice(span.start, span.end)}${pairs[kind][1]}`;
    at = span.end;
  }
  return found && (out + text.slice(at)).trimEnd();
}

test('the tags of a block, from any of them', () => {
  const whole = '{{ [if] .a }}{{ if .b }}{{ end }}{{- [else if] .é }}{{ [else] }}{{ [end] }}{{ end }}';
  const expected = whole.replace('[else if]', '[else] [if]');
  for (const at of ['{{ i█f .a }}{{ if .b }}{{ end }}{{- else if .é }}{{ else }}{{ end }}{{ end }}'])
    expect(marked(at)).toBe(expected);
  expect(marked('{{ if .a }}{{ if .b }}{{ end }}{{- else █if .é }}{{ else }}{{ end }}{{ end }}')).toBe(expected);
  expect(marked('{{ if .a }}{{ if .b }}{{ end }}{{- else if .é }}{{ else }}{{ e█nd }}{{ end }}')).toBe(expected);
});

test('a loop and what jumps in it', () => {
  expect(marked('{{ range .a }}{{ range .b }}{{ continue }}{{ end }}{{ bre█ak }}{{ end }}')).toBe(
    '{{ [range] .a }}{{ range .b }}{{ continue }}{{ end }}{{ [break] }}{{ [end] }}',
  );
});

test('a define, a variable, a template', () => {
  expect(marked('{{ define "a" }}{{ include "a" . }}{{ e█nd }}')).toBe(
    '{{ [define] "a" }}{{ include "a" . }}{{ [end] }}',
  );
  expect(marked('{{ $é := 1 }}{{ if $é█ }}{{ $é := 2 }}{{ $é }}{{ end }}{{ $é = 3 }}')).toBe(
    '{{ «$é» := 1 }}{{ if ‹$é› }}{{ $é := 2 }}{{ $é }}{{ end }}{{ «$é» = 3 }}',
  );
  expect(marked('{{ define "a" }}{{ end }}{{ include "█a" . }}{{ template "a" }}{{ include "b" . }}')).toBe(
    '{{ define «"a"» }}{{ end }}{{ include ‹"a"› . }}{{ template ‹"a"› }}{{ include "b" . }}',
  );
});

test('a value, by whatever way it is reached', () => {
  const values = '-- values.yaml --\nimage: {tag: a}\ntag: b\n';
  expect(marked('{{ .Values.image.t█ag }}{{ with .Values.image }}{{ .tag }}{{ end }}{{ .Values.tag }}', values)).toBe(
    '{{ .Values.image.‹tag› }}{{ with .Values.image }}{{ .‹tag› }}{{ end }}{{ .Values.tag }}',
  );
});

test('where nothing is named', () => {
  expect(marked('kin█d: x {{ .a }}')).toBeUndefined();
});
