// Renames of words inside texts that reach tpl (strings of values files, files), where nobody else sees these as they are written.

import { expect, test } from 'vitest';
import { renameTable } from '../../../test/support/renamed-lines.ts';

const CHART = `
  -- values.yaml --
  # é {{ .Values.host }}
  host: h
  port: 80
  own: 1
  seen: 2
  counted: 3
  deep: {name: n}
  deeper: 5
  filed: 6
  listed: 7
  guarded: 8
  tabled: 9
  varied: 10
  escaped: 11
  raw: 12
  more: 13
  text: "{{ .Values.host }}:{{ .Values.port | default \\"é\\" }}"
  single: '{{ .Values.host }} {{ index .Values "port" }}'
  block: |
    ß {{ .Values.deep.name }}
    {{- if .Values.port }} {{ include "app.said" . }}{{ end }}
  shown: "{{ .Values.seen }}"
  measured: "{{ .Values.counted }}"
  list: [x, "{{ .Values.listed }}"]
  annotations: {a: "{{ .Values.guarded }}", b: plain}
  table: {a: "{{ .Values.tabled }}"}
  variable: "{{ .Values.varied }}"
  escape: "{{ \\"\\\\\\"\\" }}{{ .Values.escaped }}"
  inner: "{{ .Values.raw }}{{ $v := 1 }}{{ $v }}"
  -- values-prod.yaml --
  text: "prod {{ .Values.host }}"
  -- templates/_h.tpl --
  {{- define "app.said" }}{{ .Values.own }}{{ end }}
  {{- define "app.render" }}
  {{- $value := typeIs "string" .value | ternary .value (.value | toYaml) }}
  {{- if contains "{{" (toJson .value) }}{{ tpl $value .context }}{{ else }}{{ $value }}{{ end }}
  {{- end }}
  -- templates/a.yaml --
  text: {{ tpl .Values.text . | quote }}
  single: {{ with .Values.single }}{{ tpl . $ | quote }}{{ end }}
  block: {{ tpl .Values.block . | quote }}
  shown: {{ tpl .Values.shown . }} {{ .Values.shown | quote }}
  measured: {{ tpl .Values.measured . }} {{ len .Values.measured }}
  list: {{ range .Values.list }}{{ tpl . $ }}{{ end }}
  file: {{ tpl (.Files.Get "files/a.txt") . | quote }}
  other: {{ .Files.Get "files/b.txt" | quote }}
  guarded: {{ include "app.render" (dict "value" .Values.annotations "context" $) | quote }}
  table: {{ tpl (toYaml .Values.table) . | quote }}
  checksum: {{ toYaml .Values.table | sha256sum }}
  variable: {{ $v := tpl .Values.variable . }}{{ if $v }}{{ $v }}{{ end }}
  escape: {{ tpl .Values.escape . | quote }}
  inner: {{ tpl .Values.inner . }}
  globbed: {{ range $path, $_ := .Files.Glob "more/*" }}{{ base $path }}{{ tpl ($.Files.Get $path) $ | quote }}{{ end }}
  -- more/m.txt --
  {{ .Values.more }}
  -- files/a.txt --
  {{ .Values.filed }} {{- include "app.said" . }}
  -- files/b.txt --
  nothing
  -- README.md --
  {{ .Values.host }}
`;

test('words of values, in every text that holds them', () => {
  expect(
    renameTable(CHART, [
      ['\n  ho█st: h', 'address'],
      ['\n  po█rt: 80', 'http-port'],
      ['deep: {na█me', 'title'],
      ['\n  liste█d', 'entry'],
      ['\n  fil█ed', 'from-file'],
      ['\n  guarde█d', 'kept'],
      ['\n  varie█d', 'other'],
      ['\n  escape█d', 'o-ther'],
      ['{{ .Values.ra█w', 'cooked'],
      ['\n  mor█e', 'less'],
    ]),
  ).toMatchInlineSnapshot(`
    "
      ho█st: h -> address
      values-prod.yaml:1: text: "prod {{ .Values.address }}"
      values.yaml:2: address: h
      values.yaml:17: text: "{{ .Values.address }}:{{ .Values.port | default \\"é\\" }}"
      values.yaml:18: single: '{{ .Values.address }} {{ index .Values "port" }}'

      po█rt: 80 -> http-port
      values.yaml:3: http-port: 80
      values.yaml:17: text: "{{ .Values.host }}:{{ (index .Values \\"http-port\\") | default \\"é\\" }}"
      values.yaml:18: single: '{{ .Values.host }} {{ index .Values "http-port" }}'
      values.yaml:21: {{- if (index .Values "http-port") }} {{ include "app.said" . }}{{ end }}
    deep: {na█me -> title
      values.yaml:7: deep: {title: n}
      values.yaml:20: ß {{ .Values.deep.title }}

      liste█d -> entry
      values.yaml:10: entry: 7
      values.yaml:24: list: [x, "{{ .Values.entry }}"]

      fil█ed -> from-file
      files/a.txt:1: {{ (index .Values "from-file") }} {{- include "app.said" . }}
      values.yaml:9: from-file: 6

      guarde█d -> kept
      values.yaml:11: kept: 8
      values.yaml:25: annotations: {a: "{{ .Values.kept }}", b: plain}

      varie█d -> other
      values.yaml:13: other: 10
      values.yaml:27: variable: "{{ .Values.other }}"

      escape█d -> o-ther
      values.yaml:14: o-ther: 11
      values.yaml:28: escape: "{{ \\"\\\\\\"\\" }}{{ (index .Values \\"o-ther\\") }}"
    {{ .Values.ra█w -> cooked
      values.yaml:15: cooked: 12
      values.yaml:29: inner: "{{ .Values.cooked }}{{ $v := 1 }}{{ $v }}"

      mor█e -> less
      more/m.txt:1: {{ .Values.less }}
      values.yaml:16: less: 13"
  `);
});

test('named templates and variables there', () => {
  expect(
    renameTable(CHART, [
      ['define "app.sa█id"', 'app.told'],
      ['{{ $█v := 1', 'one'],
    ]),
  ).toMatchInlineSnapshot(`
    "define "app.sa█id" -> app.told
      files/a.txt:1: {{ .Values.filed }} {{- include "app.told" . }}
      templates/_h.tpl:1: {{- define "app.told" }}{{ .Values.own }}{{ end }}
      values.yaml:21: {{- if .Values.port }} {{ include "app.told" . }}{{ end }}
    {{ $█v := 1 -> one
      values.yaml:29: inner: "{{ .Values.raw }}{{ $one := 1 }}{{ $one }}""
  `);
});

test('what somebody sees as it is written', () => {
  expect(
    renameTable(CHART, [
      ['\n  see█n', 'x'],
      ['\n  counte█d', 'x'],
      ['\n  table█d', 'x'],
    ]),
  ).toMatchInlineSnapshot(`
    "
      see█n -> x
      values.yaml:22 names \`seen\` in a text that \`tpl\` renders, and that templates/a.yaml:4 prints as it is.

      counte█d -> x
      values.yaml:23 names \`counted\` in a text that \`tpl\` renders, and that templates/a.yaml:5 gives to \`len\` as it is.

      table█d -> x
      values.yaml:26 names \`tabled\` in a text that \`tpl\` renders, and that templates/a.yaml:11 gives to \`sha256sum\` as it is."
  `);
});

test('files that some template may read by a computed name, and those that Helm ignores', () => {
  const chart = `
    -- .helmignore --
    hack/
    -- values.yaml --
    # {{ .Values.word }}
    word: 1
    other: 2
    table: {held: 3}
    which: files/none.txt
    -- hack/make.py --
    print("{{ .Values.word }}")
    -- files/y.txt --
    ä {{ .Values.other }} {{ toYaml .Values.table }}
    -- templates/a.yaml --
    a: {{ .Values.word }} {{ .Values.other }} {{ tpl (.Files.Get .Values.which) . }}
  `;
  expect(
    renameTable(chart, [
      ['\n    wo█rd: 1', 'term'],
      ['\n    othe█r: 2', 'x'],
      ['{hel█d: 3', 'x'],
    ]),
  ).toMatchInlineSnapshot(`
    "
        wo█rd: 1 -> term
      templates/a.yaml:1: a: {{ .Values.term }} {{ .Values.other }} {{ tpl (.Files.Get .Values.which) . }}
      values.yaml:2: term: 1

        othe█r: 2 -> x
      files/y.txt:1 names \`other\` in braces of a text that \`tpl\` may render.
    {hel█d: 3 -> x
      files/y.txt:1 names a table that holds \`held\` in braces of a text that \`tpl\` may render."
  `);
});
