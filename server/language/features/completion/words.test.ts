// Completion where a word begins: which functions come first, blocks, columns, and where nothing is offered.

import { describe, expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../../test/support/fixture.ts';
import { type CompletionItem, completion } from '../completion.ts';

const CHART = `
-- values.yaml --
port: 80
name: x
enabled: true
hosts: [a, b]
labels: {a: b}
-- templates/_h.tpl --
{{- define "app.name" }}x{{ end }}
-- templates/x.yaml --
`.trimStart();

function at(template: string, options?: FixtureOptions) {
  const read = fixture(CHART + template, options);
  const { uri, offset } = cursorOf(read);
  const items = completion(read.snapshot, uri, offset).sort((a, b) => (a.sort < b.sort ? -1 : 1));
  return { text: read.snapshot.files.get(uri)?.text ?? '', offset, items };
}

function first(template: string, count: number, kind: CompletionItem['kind'] = 'function'): string {
  const items = at(template).items.filter((item) => item.kind === kind);
  return items
    .slice(0, count)
    .map(({ label }) => label)
    .join(' ');
}

function accepted(template: string, label: string, options?: FixtureOptions): string {
  const { text, items } = at(template, options);
  const item = items.find((one) => one.label === label);
  if (item === undefined) return 'not offered';
  return text.slice(0, item.replace.start) + item.insert + text.slice(item.replace.end).trimEnd();
}

describe('functions behind a pipe come by what is piped', () => {
  test.each([
    ['{{ .Values.port | █ }}', 'int quote default'],
    ['{{ .Values.name | █', 'quote default trunc'],
    ['{{ .Values.enabled | █ }}', 'quote ternary not'],
    ['{{ .Values.hosts | █ }}', 'toYaml join first'],
    ['{{ .Values.labels | █ }}', 'toYaml keys values'],
    ['{{ with .Values.labels }}{{ . | █ }}{{ end }}', 'toYaml keys values'],
    ['{{ $l := .Values.hosts }}{{ $l | █ }}', 'toYaml join first'],
    ['{{ toYaml .Values.labels | █ }}', 'nindent indent trim'],
    ['{{ include "app.name" . | █ }}', 'nindent indent trim'],
    ['{{ (.Files.Get "a") | █ }}', 'nindent indent trim'],
    ['{{ .Values.name | upper | █ }}', 'quote default trunc'],
    ['{{ dict "a" 1 | █ }}', 'toYaml keys values'],
    ['{{ list 1 2 | █ }}', 'toYaml join first'],
    ['{{ len .Values.hosts | █ }}', 'int quote default'],
    ['{{ now | █ }}', 'date dateModify unixEpoch'],
    ['{{ quote (.Values.hosts | █', 'toYaml join first'],
    ['x: {{ if (.Values.name | █', 'quote default trunc'],
    ['{{ .Values.absent | █ }}', 'default quote toYaml'],
  ])('%s', (template, expected) => expect(first(template, 3)).toBe(expected));

  test('those that cannot take it come last', () => {
    const all = at('{{ .Values.hosts | █ }}').items.map(({ label }) => label);
    expect(all.indexOf('nindent')).toBeGreaterThan(all.indexOf('compact'));
    expect(all.length).toBeGreaterThan(200);
  });
});

test.each([
  ['{{ █ }}', 'include toYaml default'],
  ['{{ if █ }}', 'and or not'],
  ['{{ else if █', 'and or not'],
  ['{{ range █ }}', 'until list keys'],
  ['{{ join "," (█', 'until list keys'],
])('functions where a command begins: %s', (template, expected) => expect(first(template, 3)).toBe(expected));

test.each([
  ['{{ .█ }}', 'Values Release Chart'],
  ['{{ █ }}', '.Values .Release .Chart'],
  ['{{ $x := 1 }}{{ █ }}', '$x .Values .Release'],
  ['{{ with .Values.labels }}{{ █ }}{{ end }}', '.a $.Values $.Release'],
  ['{{ with .Values.labels }}{{ .█ }}{{ end }}', 'a $.Values $.Release'],
  ['{{ .Capabilities.KubeVersion.█ }}', 'Version Major Minor'],
  ['{{ if .Values.name }}{{ e█ }}{{ end }}', '.Values .Release .Chart'],
])('what is used most comes first: %s', (template, expected) => {
  const values = at(template).items.filter(({ kind }) => !['function', 'keyword', 'snippet'].includes(kind));
  expect(
    values
      .slice(0, 3)
      .map(({ label }) => label)
      .join(' '),
  ).toBe(expected);
});

test('words of the language where an action begins', () => {
  const words = (template: string) =>
    at(template)
      .items.filter(({ kind }) => kind === 'keyword')
      .map(({ label }) => label)
      .join(' ');
  expect(words('{{ if .Values.name }}{{ █ }}{{ end }}')).toBe('end if else with range template block');
  expect(words('{{ █ }}')).toBe('if with range template define block');
});

describe('the column of an indented text', () => {
  test.each([
    ['a:\n  labels:\n    {{- toYaml .x | █ }}', 'nindent', '{{- toYaml .x | nindent 4 }}'],
    ['a:\n  labels: {{- toYaml .x | nin█ }}', 'nindent', 'labels: {{- toYaml .x | nindent 4 }}'],
    ['a:\n  labels: {{- toYaml .x | nindent █ }}', '4', 'labels: {{- toYaml .x | nindent 4 }}'],
    ['a:\n  labels: {{- toYaml .x | nindent █', '4', 'labels: {{- toYaml .x | nindent 4'],
    ['a: |-\n{{ .x | indent █ }}', '2', '{{ .x | indent 2 }}'],
    ['- name: x\n  {{- toYaml .x | nindent █ }}', '2', '{{- toYaml .x | nindent 2 }}'],
    ['b:\n  - {{- toYaml .x | nindent █ }}', '4', '- {{- toYaml .x | nindent 4 }}'],
    [
      'a:\n  labels:\n    {{- include "x" . | nindent 4 }}\n    {{- with .x }}\n    {{- toYaml . | nindent █ }}',
      '4',
      '{{- toYaml . | nindent 4 }}',
    ],
    ['p:\n  - name: x\n    port: 1\n  {{- include "x" . | nindent █ }}', '2', '{{- include "x" . | nindent 2 }}'],
    ['p:\n  - name: x\n    port: 1\n{{ include "x" . | indent █ }}', '4', '{{ include "x" . | indent 4 }}'],
    ['a:\n  b:\n      {{- toYaml .x | nindent █ }}', '6', '{{- toYaml .x | nindent 6 }}'],
    ['a:\n  b:\n    {{- if .x }}\n      {{- toYaml .x | nindent █ }}', '4', '{{- toYaml .x | nindent 4 }}'],
    ['a:\n  b:\n{{ toYaml .x | indent █ }}', '4', '{{ toYaml .x | indent 4 }}'],
    ['é:\n  lä: # 😀\n    {{- toYaml .x | █ }}', 'nindent', '{{- toYaml .x | nindent 4 }}'],
    ['a:\n  labels: {{- toYaml .x | nin█ 8 }}', 'nindent', 'labels: {{- toYaml .x | nindent 8 }}'],
    ['{{ define "x" }}\n{{- toYaml .x | nin█ }}', 'nindent', '{{- toYaml .x | nindent }}'],
    ['a: b {{ toYaml .x | nin█ }}', 'nindent', 'a: b {{ toYaml .x | nindent }}'],
  ])('%s', (template, label, expected) => {
    for (const newline of ['\n', '\r\n'] as const) {
      expect(accepted(template, label, { newline }).split('\n').at(-1)?.trim()).toBe(expected);
    }
  });
});

describe('blocks', () => {
  test.each([
    ['{{ █ }}', 'if … end', '{{ if $1 }}\n$0\n{{- end }}'],
    ['{{- ran█', 'range key, value … end', '{{- range \\$\u0024{1:key}, \\$\u0024{2:value} := $3 }}\n$0\n{{- end }}'],
    ['{{ if .x }}{{ █ }}', 'else if', '{{ if .x }}{{ else if $0 }}'],
    ['{{ █ }}', 'comment', '{{/* $0 */}}'],
    ['{{- █ -}}', 'comment', '{{- /* $0 */ -}}'],
    ['{{- com█', 'comment', '{{- /* $0 */}}'],
    ['{{com█}}', 'comment', '{{/* $0 */}}'],
  ])('%s + %s', (template, label, expected) => expect(accepted(template, label)).toBe(expected));

  test('an end is offered first where one is missing', () => {
    expect(at('{{ if .x }}\na: b\n{{ █').items[0]?.label).toBe('end');
    expect(at('{{ if .x }}\n{{ █ }}\n{{ end }}').items[0]?.label).not.toBe('end');
    const keywords = (template: string) => first(template, 99, 'keyword').split(' ');
    expect(keywords('{{ if .x }}{{ end }}{{ █ }}')).not.toContain('end');
    expect(keywords('{{ range .x }}{{ if .y }}{{ █ }}')).toContain('break');
    expect(keywords('{{ if .y }}{{ █ }}')).not.toContain('break');
    expect(keywords('{{ if .y }}{{ █ }}')).not.toContain('define');
    expect(keywords('{{ define "x" }}{{ █ }}{{ end }}')).not.toContain('else');
  });
});

test('nothing is offered where nothing more may stand', () => {
  for (const template of [
    '{{ .Values.port █ }}',
    '{{ $ █ }}',
    '{{ "x" █ }}',
    '{{ end █ }}',
    '{{ 1 █ }}',
    '{{ (.x) █ }}',
    '{{ trunc 63 .x █ }}',
    '{{ .x | trunc 63 █ }}',
    '{{ toYaml .x █ }}',
    '{{ define █ }}',
    '{{ nil █ }}',
    '{{ range $i, █ := .x }}',
    'a: █ {{ .x }}',
  ]) {
    expect(at(template).items, template).toEqual([]);
  }
  for (const template of ['{{ trunc █ }}', '{{ trunc 63 █ }}', '{{ quote .x █ }}', '{{ with .x }}{{ .Files.Get █ }}']) {
    expect(at(template).items.length, template).toBeGreaterThan(0);
  }
});

test('the nearest variable comes first', () => {
  expect(first('{{ $a := 1 }}{{ if $b := 2 }}{{ $c := 3 }}{{ print █ }}', 4, 'variable')).toBe('$c $b $a $');
});
