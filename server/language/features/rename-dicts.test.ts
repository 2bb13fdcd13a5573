// Renames of keys that dicts have: in the calls that make these, and in every helper that gets them; nothing renders otherwise.

import { expect, test } from 'vitest';
import { cursorOf, fixture } from '../../../test/support/fixture.ts';
import { renameTable } from '../../../test/support/renamed-lines.ts';
import { prepareRename } from './rename.ts';

const CHART = `
  -- Chart.yaml --
  apiVersion: v2
  name: app
  version: 1.0.0
  dependencies: [{name: lib, version: 1.0.0, repository: ""}]
  -- values.yaml --
  # é
  port: 80
  image: {repo: r, tag: t}
  sidecar: {repo: s}
  names: [ä, b]
  flag: true
  text: '{{ include "app.port" (dict "port" 7 "root" $) }}'
  -- templates/_h.tpl --
  {{- define "app.port" }}{{ .port }}{{ get . "port" }}{{ if hasKey . "port" }}{{ with .root }}{{ .Values.flag }}{{ end }}{{ end }}{{ end }}
  {{- define "app.outer" }}{{ include "app.port" . }}{{ .port | default "é" }}{{ end }}
  {{- define "app.image" }}{{ .img.repo }}{{ .img.tag }}{{ $.suffix }}{{ end }}
  {{- define "app.item" }}{{ .item }}{{ .at }}{{ end }}
  {{- define "app.loop" }}{{ if gt (int .left) 0 }}{{ .left }}{{ include "app.loop" (dict "left" (sub (int .left) 1)) }}{{ end }}{{ end }}
  {{- define "app.whole" }}{{ toJson .shown | quote }}{{ end }}
  {{- define "app.lone" }}{{ .nobody }}{{ end }}
  {{- define "app.mine" }}{{ $.mine }}{{ tpl "{{ .mine }}" . }}{{ end }}
  {{- define "app.both" }}{{ .repo }}{{ end }}
  -- templates/a.yaml --
  é: {{ include "app.port" (dict "port" .Values.port "root" .) }}
  two: {{ template "app.outer" (dict "port" 1 "root" $) }}
  image: {{ include "app.image" (dict "img" .Values.image "suffix" \`x\`) }}{{ include "app.image" (dict "img" .Values.sidecar "suffix" "y") }}
  items: {{ range $i, $n := .Values.names }}{{ $d := dict "item" $n }}{{ $_ := set $d "at" $i }}{{ include "app.item" $d }}{{ end }}
  loop: {{ include "app.loop" (dict "left" 3) }}
  whole: {{ include "app.whole" (dict "shown" (dict "inner" 1)) }}
  local: {{ $c := dict "deep" (dict "er" 1) "list" (list (dict "e" 1) (dict "e" 2)) }}{{ $c.deep.er }}{{ range $c.list }}{{ .e }}{{ end }}
  both: {{ include "app.both" .Values.image }}{{ include "app.both" (dict "repo" "q") }}
  keys: {{ $k := dict "first" 1 }}{{ range $key, $v := $k }}{{ $key }}{{ end }}
  merged: {{ $m := merge (dict "one" 1) (dict "one" 2 "two" 3) }}{{ $m.one }}{{ $m.two }}
  tpl: {{ tpl "{{ .named }}" (dict "named" 1 "Template" .Template) }}
  text: {{ tpl .Values.text . }}
  printed: {{ dict "p" 1 | toJson | quote }}
  root: {{ $_ := set . "mine" 1 }}{{ .mine }}{{ include "app.mine" . }}{{ $_ := set .Release "put" 1 }}
  computed: {{ include (printf "app.%s" "item") (dict "item" 1 "at" 2) }}
  grown: {{ $l := list }}{{ range list 1 2 }}{{ $l = append $l (dict "v" .) }}{{ end }}{{ $l = append $l (dict "v" 3) }}{{ toJson (dict "l" $l) | quote }}
  lib: {{ include "lib.name" (dict "called" "n" "extra" 1) }}
  -- charts/lib/Chart.yaml --
  apiVersion: v2
  name: lib
  version: 1.0.0
  type: library
  -- charts/lib/templates/_l.tpl --
  {{- define "lib.name" }}{{ .called | upper }}{{ end }}
`;

test('in helpers, all their callers, variables and templates in texts', () => {
  expect(
    renameTable(CHART, [
      ['{{ .po█rt }}', 'number'],
      ['(dict "le█ft"', 'rest'],
      ['.im█g.repo', 'my-image'],
      ['$.suf█fix', 'end'],
      ['"a█t" $i', 'index'],
      ['$c.de█ep', 'low'],
      ['"e█r" 1', 'est'],
      ['{{ .█e }}', 'each'],
      ['"tw█o" 3', 'three'],
      ['{{ .na█med }}', 'called'],
      ['"cal█led" "n"', 'title'],
      ['"mi█ne" 1', 'our-own'],
    ]),
  ).toMatchInlineSnapshot(`
    "{{ .po█rt }} -> number
      templates/_h.tpl:1: {{- define "app.port" }}{{ .number }}{{ get . "number" }}{{ if hasKey . "number" }}{{ with .root }}{{ .Values.flag }}{{ end }}{{ end }}{{ end }}
      templates/_h.tpl:2: {{- define "app.outer" }}{{ include "app.port" . }}{{ .number | default "é" }}{{ end }}
      templates/a.yaml:1: é: {{ include "app.port" (dict "number" .Values.port "root" .) }}
      templates/a.yaml:2: two: {{ template "app.outer" (dict "number" 1 "root" $) }}
      values.yaml:7: text: '{{ include "app.port" (dict "number" 7 "root" $) }}'
    (dict "le█ft" -> rest
      templates/_h.tpl:5: {{- define "app.loop" }}{{ if gt (int .rest) 0 }}{{ .rest }}{{ include "app.loop" (dict "rest" (sub (int .rest) 1)) }}{{ end }}{{ end }}
      templates/a.yaml:5: loop: {{ include "app.loop" (dict "rest" 3) }}
    .im█g.repo -> my-image
      templates/_h.tpl:3: {{- define "app.image" }}{{ (index . "my-image").repo }}{{ (index . "my-image").tag }}{{ $.suffix }}{{ end }}
      templates/a.yaml:3: image: {{ include "app.image" (dict "my-image" .Values.image "suffix" \`x\`) }}{{ include "app.image" (dict "my-image" .Values.sidecar "suffix" "y") }}
    $.suf█fix -> end
      templates/_h.tpl:3: {{- define "app.image" }}{{ .img.repo }}{{ .img.tag }}{{ $.end }}{{ end }}
      templates/a.yaml:3: image: {{ include "app.image" (dict "img" .Values.image "end" \`x\`) }}{{ include "app.image" (dict "img" .Values.sidecar "end" "y") }}
    "a█t" $i -> index
      templates/_h.tpl:4: {{- define "app.item" }}{{ .item }}{{ .index }}{{ end }}
      templates/a.yaml:4: items: {{ range $i, $n := .Values.names }}{{ $d := dict "item" $n }}{{ $_ := set $d "index" $i }}{{ include "app.item" $d }}{{ end }}
      templates/a.yaml:15: computed: {{ include (printf "app.%s" "item") (dict "item" 1 "index" 2) }}
    $c.de█ep -> low
      templates/a.yaml:7: local: {{ $c := dict "low" (dict "er" 1) "list" (list (dict "e" 1) (dict "e" 2)) }}{{ $c.low.er }}{{ range $c.list }}{{ .e }}{{ end }}
    "e█r" 1 -> est
      templates/a.yaml:7: local: {{ $c := dict "deep" (dict "est" 1) "list" (list (dict "e" 1) (dict "e" 2)) }}{{ $c.deep.est }}{{ range $c.list }}{{ .e }}{{ end }}
    {{ .█e }} -> each
      templates/a.yaml:7: local: {{ $c := dict "deep" (dict "er" 1) "list" (list (dict "each" 1) (dict "each" 2)) }}{{ $c.deep.er }}{{ range $c.list }}{{ .each }}{{ end }}
    "tw█o" 3 -> three
      templates/a.yaml:10: merged: {{ $m := merge (dict "one" 1) (dict "one" 2 "three" 3) }}{{ $m.one }}{{ $m.three }}
    {{ .na█med }} -> called
      templates/a.yaml:11: tpl: {{ tpl "{{ .called }}" (dict "called" 1 "Template" .Template) }}
    "cal█led" "n" -> title
      charts/lib/templates/_l.tpl:1: {{- define "lib.name" }}{{ .title | upper }}{{ end }}
      templates/a.yaml:17: lib: {{ include "lib.name" (dict "title" "n" "extra" 1) }}
    "mi█ne" 1 -> our-own
      templates/_h.tpl:8: {{- define "app.mine" }}{{ (index $ "our-own") }}{{ tpl "{{ (index . \\"our-own\\") }}" . }}{{ end }}
      templates/a.yaml:14: root: {{ $_ := set . "our-own" 1 }}{{ (index . "our-own") }}{{ include "app.mine" . }}{{ $_ := set .Release "put" 1 }}"
  `);
});

test('where a word is now a key of a dict and now a value', () => {
  expect(
    renameTable(CHART, [
      ['"re█po" "q"', 'path'],
      ['image: {re█po', 'path'],
      ['$m.o█ne', 'uno'],
    ]),
  ).toMatchInlineSnapshot(`
    ""re█po" "q" -> path
      templates/_h.tpl:3: {{- define "app.image" }}{{ .img.path }}{{ .img.tag }}{{ $.suffix }}{{ end }}
      templates/_h.tpl:9: {{- define "app.both" }}{{ .path }}{{ end }}
      templates/a.yaml:8: both: {{ include "app.both" .Values.image }}{{ include "app.both" (dict "path" "q") }}
      values.yaml:3: image: {path: r, tag: t}
      values.yaml:4: sidecar: {path: s}
    image: {re█po -> path
      templates/_h.tpl:3: {{- define "app.image" }}{{ .img.path }}{{ .img.tag }}{{ $.suffix }}{{ end }}
      templates/_h.tpl:9: {{- define "app.both" }}{{ .path }}{{ end }}
      templates/a.yaml:8: both: {{ include "app.both" .Values.image }}{{ include "app.both" (dict "path" "q") }}
      values.yaml:3: image: {path: r, tag: t}
      values.yaml:4: sidecar: {path: s}
    $m.o█ne -> uno
      templates/a.yaml:10: merged: {{ $m := merge (dict "uno" 1) (dict "uno" 2 "two" 3) }}{{ $m.uno }}{{ $m.two }}"
  `);
});

test('what cannot be renamed, and why', () => {
  expect(
    renameTable(CHART, [
      ['"in█ner" 1', 'x'],
      ['{{ .no█body }}', 'x'],
      ['"fi█rst" 1', 'x'],
      ['"█p" 1', 'x'],
      ['"ite█m" $n', 'x'],
      ['"pu█t" 1', 'x'],
      ['"roo█t" .)', 'Values'],
      ['"roo█t" .)', 'port'],
      ['"roo█t" .)', 'a b'],
      ['"Tem█plate" .Template', 'x'],
      ['"█v" 3', 'x'],
    ]),
  ).toMatchInlineSnapshot(`
    ""in█ner" 1 -> x
      templates/_h.tpl:6 takes the dict with \`inner\` as a whole with \`toJson\`, so that the output would change.
    {{ .no█body }} -> x
      \`nobody\` is a key that "app.lone" reads, and no dict is known that gives it.
    "fi█rst" 1 -> x
      \`range\` in templates/a.yaml:9 goes over all keys beside \`first\`, whose names and order may show in the output.
    "█p" 1 -> x
      templates/a.yaml:13 takes the dict with \`p\` as a whole with \`toJson\`, so that the output would change.
    "ite█m" $n -> x
      templates/_h.tpl:4: {{- define "app.item" }}{{ .x }}{{ .at }}{{ end }}
      templates/a.yaml:4: items: {{ range $i, $n := .Values.names }}{{ $d := dict "x" $n }}{{ $_ := set $d "at" $i }}{{ include "app.item" $d }}{{ end }}
      templates/a.yaml:15: computed: {{ include (printf "app.%s" "item") (dict "x" 1 "at" 2) }}
    "pu█t" 1 -> x
      \`.Release.put\` is Helm’s own name.
    "roo█t" .) -> Values
      \`Values\` is Helm’s own name.
    "roo█t" .) -> port
      \`port\` exists already beside \`root\`: templates/a.yaml:1.
    "roo█t" .) -> a b
      \`a b\` cannot be a key: it needs one word without white space and quotes.
    "Tem█plate" .Template -> x
      \`Template\` is Helm’s own name.
    "█v" 3 -> x
      templates/a.yaml:16 takes the dict with \`v\` as a whole with \`toJson\`, so that the output would change."
  `);
});

test('what templates put into the root object, which all files of the chart share', () => {
  const chart = `
    -- values.yaml --
    kind: ü
    -- templates/a.yaml --
    {{- if eq .Values.kind "x" }}{{- $_ := set . "way" "/x" }}{{- else }}{{- $_ := set . "way" "/" }}{{- end }}
    a: {{ .way }}
    -- templates/b.yaml --
    b: {{ $.way }}{{ $_ := set $ "way" "/b" }}{{ include "app.way" . }}
    -- templates/_h.tpl --
    {{ define "app.way" }}{{ .way }}{{ end }}
  `;
  expect(renameTable(chart, [['"wa█y" "/"', 'path']])).toMatchInlineSnapshot(`
    ""wa█y" "/" -> path
      templates/_h.tpl:1: {{ define "app.way" }}{{ .path }}{{ end }}
      templates/a.yaml:1: {{- if eq .Values.kind "x" }}{{- $_ := set . "path" "/x" }}{{- else }}{{- $_ := set . "path" "/" }}{{- end }}
      templates/a.yaml:2: a: {{ .path }}
      templates/b.yaml:1: b: {{ $.path }}{{ $_ := set $ "path" "/b" }}{{ include "app.way" . }}"
  `);
});

test('templates of a chart that is not there may read what they are given', () => {
  const chart = `
    -- Chart.yaml --
    apiVersion: v2
    name: app
    version: 1.0.0
    dependencies: [{name: common, version: 1.0.0, repository: "https://charts.test"}]
    -- values.yaml --
    image: {tag: 1}
    port: 80
    -- templates/a.yaml --
    {{- $d := dict "own" 1 }}
    a: {{ .Values.image.tag }} {{ $d.own }}
    b: {{ include "common.image" (dict "image" .Values.image "root" .) }}
    c: {{ .Values.port }}
  `;
  expect(
    ['"ima█ge" .Val', '{ta█g: 1', '"ow█n" 1', 'Values.po█rt'].map((place) =>
      prepared(chart.replace(place.replace('█', ''), () => place)),
    ),
  ).toMatchInlineSnapshot(`
    [
      "templates/a.yaml:3 hands the dict with \`image\` to the template "common.image", which is not there.",
      "templates/a.yaml:3 calls "common.image" of a chart that is not there, which may read \`tag\`.",
      "ready",
      "ready",
    ]
  `);
});

function prepared(text: string): string {
  const read = fixture(text);
  const { uri, offset } = cursorOf(read);
  const result = prepareRename(read.snapshot, uri, offset);
  return result?.kind === 'refused' ? result.reason : (result?.kind ?? 'nothing');
}
