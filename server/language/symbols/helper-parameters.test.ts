// What helpers want, written as `key` or `key?` with what is read below it and what callers hand over.

import { expect, test } from 'vitest';
import { fixture } from '../../../test/support/fixture.ts';
import { chartTreeOf } from './charts.ts';
import { parametersOf } from './helper-parameters.ts';

function wants(body: string, callers = '', name = 'h'): string {
  const { snapshot } = fixture(`-- templates/_h.tpl --\n{{ define "h" }}${body}{{ end }}\n${callers}`);
  const tree = chartTreeOf(snapshot, 'file:///w/templates/_h.tpl');
  if (tree === undefined) return 'no tree';
  const { keys, isOpen } = parametersOf(snapshot, tree, name);
  const told = keys.map((key) => {
    const fields = key.fields.length > 0 ? `{${key.fields.join(' ')}}` : '';
    const examples = key.examples.length > 0 ? `=${key.examples.map(({ text }) => text).join('|')}` : '';
    return `${key.name}${key.isRequired ? '' : '?'}${fields}${examples}`;
  });
  return [...told, ...(isOpen ? ['…'] : [])].join(' ');
}

test.each([
  ['{{ .port }}', 'port'],
  ['{{ $.port | quote }}', 'port'],
  ['{{ .ctx.Values.a }}{{ $.ctx.Release.Name }}', 'ctx{Values Release}'],
  ['{{ index . "port" }}{{ get $ "name" }}', 'port name'],
  ['{{ if hasKey . "port" }}{{ .port }}{{ end }}', 'port?'],
  ['{{ if .port }}{{ .port }}: {{ .name }}{{ end }}', 'port? name?'],
  ['{{ with .port }}{{ . }}{{ end }}', 'port?'],
  ['{{ range .hosts }}{{ .name }}{{ end }}', 'hosts?'],
  ['{{ .port | default 80 }}{{ default "x" .name }}', 'port? name?'],
  ['{{ dig "a" "b" "" . }}', 'a?{b}'],
  ['{{ $p := .port }}{{ if $p }}{{ $p }}{{ end }}', 'port?'],
  ['{{ $p := .port }}{{ $p }}', 'port'],
  ['{{ if not .name }}{{ fail "a name" }}{{ end }}', 'name'],
  ['{{ required "a name" .name }}', 'name'],
  ['{{ if .a }}{{ .a }}{{ end }}{{ .b }}', 'b a?'],
  ['{{ if .ctx.Values.on }}{{ .b }}{{ end }}', 'b ctx?{Values}'],
  ['{{ toYaml . }}', '…'],
  ['{{ range $k, $v := . }}{{ end }}', '…'],
  ['{{ tpl .text . }}', 'text'],
  ['{{ (.a).b }}{{ (index . "c").d }}', 'a{b} c{d}'],
  ['{{ define "inner" }}{{ .no }}{{ end }}{{ .yes }}', 'yes'],
  ['{{ .a | nonsense }}\n{{ .b\n', 'a b'],
  ['', ''],
])('%s', (body, expected) => expect(wants(body)).toBe(expected));

test('what is handed on is read there', () => {
  const other =
    '-- templates/_o.tpl --\n{{ define "o" }}{{ .x }}{{ if .y }}{{ .y.z }}{{ end }}{{ .ctx.Chart }}{{ end }}';
  expect(wants('{{ include "o" . }}', other)).toBe('x ctx{Chart} y?{z}');
  expect(wants('{{ template "o" $ }}', other)).toBe('x ctx{Chart} y?{z}');
  expect(wants('{{ if .a }}{{ include "o" . }}{{ end }}', other)).toBe('a? x? y?{z} ctx?{Chart}');
  expect(wants('{{ include "o" .part }}', other)).toBe('part{x y ctx}');
  expect(wants('{{ include "o" (dict "x" 1 "ctx" .) }}', other)).toBe('Chart');
  expect(wants('{{ include "o" (dict "x" 1 "ctx" .context) }}', other)).toBe('context{Chart}');
  expect(wants('{{ include "o" (merge (dict "x" 1) .) }}', other)).toBe('ctx{Chart} y?{z}');
  expect(wants('{{ include "h" . }}{{ .n }}')).toBe('n');
});

test('callers show what they hand over', () => {
  const callers = `-- templates/a.yaml --
{{ include "h" (dict "port" .Values.port "ctx" $) }}
{{ include "h" (dict "port" 80 "ctx" $) | indent 2 }}
{{ template "h" (merge (dict "port" (int "8")) .) }}
{{ include "h" . }}{{ include "h" (dict "port" }}`;
  expect(wants('{{ .port }}{{ .ctx.Values }}', callers)).toBe('port=.Values.port|80|(int "8") ctx{Values}=$');
});

test('no template, no parameters', () => expect(wants('', '', 'other')).toBe(''));
