// Every rendered byte knows its template line, the calls that led there, and the value it came from.

import { expect, test } from 'vitest';
import { provenance } from '../../../test/support/provenance.ts';

test('text and a value', () => {
  expect(
    provenance({
      'values.yaml': 'image:\n  tag: v1\n',
      'templates/t.yaml': 'a: b\nimage: {{ .Values.image.tag }}\n',
    }),
  ).toMatchInlineSnapshot(`
    ""a: b\\nimage: " t.yaml:1
    "v1" t.yaml:2 = values.yaml:2 image.tag
    "\\n" t.yaml:2"
  `);
});

test('a helper that is included and indented keeps its own lines', () => {
  expect(
    provenance({
      'values.yaml': 'name: web\n',
      'templates/_h.tpl': '{{ define "labels" -}}\napp: {{ .Values.name }}\ntier: x\n{{- end }}',
      'templates/t.yaml': 'labels:\n  {{- include "labels" . | nindent 2 }}\nend: 1\n',
    }),
  ).toMatchInlineSnapshot(`
    ""labels:" t.yaml:1
    "\\n  " t.yaml:2
    "app: " _h.tpl:2 < t.yaml:2
    "web" _h.tpl:2 < t.yaml:2 = values.yaml:1 name
    "\\n" _h.tpl:2 < t.yaml:2
    "  " t.yaml:2
    "tier: x" _h.tpl:3 < t.yaml:2
    "\\nend: 1\\n" t.yaml:2"
  `);
});

test('toYaml gives each scalar the key it came from', () => {
  expect(
    provenance({
      'values.yaml': 'resources:\n  limits:\n    cpu: 1\n    memory: 1Gi\n',
      'templates/t.yaml': 'resources:\n{{ toYaml .Values.resources | indent 2 }}\n',
    }),
  ).toMatchInlineSnapshot(`
    ""resources:\\n" t.yaml:1
    "  " t.yaml:2
    "limits:\\n" t.yaml:2 = values.yaml:3 resources.limits
    "  " t.yaml:2
    "  " t.yaml:2 = values.yaml:3 resources.limits
    "cpu: 1" t.yaml:2 = values.yaml:3 resources.limits.cpu
    "\\n" t.yaml:2 = values.yaml:3 resources.limits
    "  " t.yaml:2
    "  " t.yaml:2 = values.yaml:3 resources.limits
    "memory: 1Gi" t.yaml:2 = values.yaml:4 resources.limits.memory
    "\\n" t.yaml:2"
  `);
});

test('quote, default, printf and a dict keep the value', () => {
  expect(
    provenance({
      'values.yaml': 'host: db\nport: 5432\n',
      'templates/_h.tpl': '{{ define "url" }}{{ printf "%s:%v" .host .port }}{{ end }}',
      'templates/t.yaml':
        'a: {{ .Values.host | quote }}\nb: {{ default "x" .Values.none }}\nc: {{ include "url" (dict "host" .Values.host "port" .Values.port) }}\n',
    }),
  ).toMatchInlineSnapshot(`
    ""a: " t.yaml:1
    "\\"" t.yaml:1
    "db" t.yaml:1 = values.yaml:1 host
    "\\"" t.yaml:1
    "\\nb: " t.yaml:1
    "x" t.yaml:2
    "\\nc: " t.yaml:2
    "db" _h.tpl:1 < t.yaml:3 = values.yaml:1 host
    ":" _h.tpl:1 < t.yaml:3
    "5432" _h.tpl:1 < t.yaml:3 = values.yaml:2 port
    "\\n" t.yaml:3"
  `);
});

test('tpl, range and variables', () => {
  expect(
    provenance({
      'values.yaml': 'text: "hi {{ .Values.who }}"\nwho: ada\nlist: [aa, bb]\n',
      'templates/t.yaml':
        '{{ tpl .Values.text . }}\n{{- range $i, $v := .Values.list }}\n- {{ $v | upper }}\n{{- end }}\n',
    }),
  ).toMatchInlineSnapshot(`
    ""hi " gotpl < t.yaml:1
    "ada" gotpl < t.yaml:1 = values.yaml:2 who
    "\\n- " t.yaml:2
    "AA" t.yaml:3 = values.yaml:3 list.0
    "\\n- " t.yaml:2
    "BB" t.yaml:3 = values.yaml:3 list.1
    "\\n" t.yaml:4"
  `);
});

test('numbers and fromYaml of an include', () => {
  expect(
    provenance({
      'values.yaml': 'size: 3\n',
      'templates/_h.tpl': '{{ define "y" }}k: {{ .Values.size }}\n{{ end }}',
      'templates/t.yaml': '{{ $y := fromYaml (include "y" .) }}a: {{ $y.k }}\nb: {{ add .Values.size 1 }}\n',
    }),
  ).toMatchInlineSnapshot(`
    ""a: " t.yaml:1
    "3" _h.tpl:1 < t.yaml:1 at t.yaml:1 = values.yaml:1 size
    "\\nb: " t.yaml:1
    "4" t.yaml:2 = values.yaml:1 size
    "\\n" t.yaml:2"
  `);
});

test('text that came in a variable says where it was made and where it was written', () => {
  expect(
    provenance({
      'templates/_h.tpl': '{{ define "n" }}web-{{ .x }}{{ end }}',
      'templates/t.yaml':
        '{{ $n := include "n" (dict "x" "one") }}{{ $d := dict "k" "two" }}\na: {{ $n }}\nb: {{ $d.k }}\n',
    }),
  ).toMatchInlineSnapshot(`
    ""\\na: " t.yaml:1
    "web-" _h.tpl:1 < t.yaml:1 at t.yaml:2
    "one" t.yaml:1 at t.yaml:2
    "\\nb: " t.yaml:2
    "two" t.yaml:1 at t.yaml:3
    "\\n" t.yaml:3"
  `);
});
