// Inlay hints: what a template's actions printed, short, and without what is secret.

import { expect, test } from 'vitest';
import { applyChanges } from '#language/workspace/snapshot.ts';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { renderedState } from '../../../test/support/rendered-state.ts';
import { inlayHints } from './inlay-hints.ts';

/** The template with its hints written into it: `⟦label←values key|tooltip⟧`. */
function hinted(text: string, edit: (text: string) => string = (same) => same): string {
  const { snapshot } = fixture(text);
  const uri = `${FIXTURE_ROOT}/templates/t.yaml`;
  const state = renderedState(snapshot);
  const now = edit(snapshot.files.get(uri)?.text ?? '');
  const later = applyChanges(snapshot, [{ kind: 'file', uri, text: now }]);
  let out = '';
  let at = 0;
  for (const { offset, label, tooltip, value } of inlayHints(later, state, uri, undefined)) {
    const from = value === undefined ? '' : `←${value.path}`;
    out += `${now.slice(at, offset)}⟦${label}${from}${tooltip === undefined ? '' : `|${tooltip.replaceAll('\n', '⏎')}`}⟧`;
    at = offset;
  }
  return out + now.slice(at);
}

test('values, helpers, long and many lines', () => {
  expect(
    hinted(`
      -- values.yaml --
      image: {tag: v1, long: abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz}
      -- templates/_h.tpl --
      {{ define "labels" }}
      app: {{ .Chart.Name }}
      tag: {{ .Values.image.tag }}
      {{ end }}
      {{ define "name" }}{{ .Chart.Name }}-x{{ end }}
      -- templates/t.yaml --
      {{- $tag := .Values.image.tag }}
      {{- /* nothing */ -}}
      kind: Pod
      metadata:
        name: {{ include "name" . | quote }}
        labels: {{- include "labels" . | nindent 4 }}
      spec:
        a: {{ $tag }}-{{ "x" }}{{ 1 }}
        b: {{ .Values.image.long }}
        c: {{ template "name" . }}
        {{- if .Values.no }}
        d: {{ .Values.image.tag }}
        {{- else }}
        e: {{ .Values.missing }}
        {{- end }}
    `),
  ).toMatchInlineSnapshot(`
    "{{- $tag := .Values.image.tag }}
    {{- /* nothing */ -}}
    kind: Pod
    metadata:
      name: {{ include "name" . | quote }}⟦"fixture-x"⟧
      labels: {{- include "labels" . | nindent 4 }}⟦⏎ 2 lines←image.tag|    app: fixture⏎    tag: v1⟧
    spec:
      a: {{ $tag }}⟦v1←image.tag⟧-{{ "x" }}{{ 1 }}
      b: {{ .Values.image.long }}⟦abcdefghijklmnopqrstuvwxyzabcdefghijklm…←image.long|abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz⟧
      c: {{ template "name" . }}⟦fixture-x⟧
      {{- if .Values.no }}⟦false⟧
      d: {{ .Values.image.tag }}
      {{- else }}
      e: {{ .Values.missing }}
      {{- end }}
    "
  `);
});

test('a range shows its first turn and how many more there are', () => {
  expect(
    hinted(`
      -- values.yaml --
      ports: [80, 443, 8080]
      -- templates/t.yaml --
      kind: Service
      ports:
      {{- range .Values.ports }}
      - port: {{ . }}
      {{- end }}
    `),
  ).toMatchInlineSnapshot(`
    "kind: Service
    ports:
    {{- range .Values.ports }}⟦3 items⟧
    - port: {{ . }}⟦80 (+2)|80⏎443⏎8080⟧
    {{- end }}
    "
  `);
});

test('secrets stay hidden', () => {
  expect(
    hinted(`
      -- values.yaml --
      user: me
      auth: {password: hunter2}
      all: {token: abc, name: x}
      -- templates/t.yaml --
      kind: Secret
      metadata:
        name: {{ .Values.user }}
      stringData:
        user: {{ .Values.user }}
        all: {{- .Values.all | toYaml | nindent 4 }}
      ---
      kind: Pod
      spec:
        env:
        - name: DB_PASSWORD
          value: {{ .Values.user }}
        - name: plain
          value: {{ .Values.auth.password | quote }}
        api-key: {{ .Values.user }}
        secretName: {{ .Values.user }}
        all: {{- .Values.all | toYaml | nindent 4 }}
    `),
  ).toMatchInlineSnapshot(`
    "kind: Secret
    metadata:
      name: {{ .Values.user }}⟦me←user⟧
    stringData:
      user: {{ .Values.user }}⟦••••⟧
      all: {{- .Values.all | toYaml | nindent 4 }}⟦••••⟧
    ---
    kind: Pod
    spec:
      env:
      - name: DB_PASSWORD
        value: {{ .Values.user }}⟦••••⟧
      - name: plain
        value: {{ .Values.auth.password | quote }}⟦••••⟧
      api-key: {{ .Values.user }}⟦••••⟧
      secretName: {{ .Values.user }}⟦me←user⟧
      all: {{- .Values.all | toYaml | nindent 4 }}⟦••••⟧
    "
  `);
});

test('hints keep their places while one types, and an edited action has none', () => {
  const text = `
    -- values.yaml --
    a: 1
    b: 2
    c: 3
    -- templates/t.yaml --
    a: {{ .Values.a }}
    b: {{ .Values.b }}
    c: {{ .Values.c }}
  `;
  expect(hinted(text, (now) => now.replace('.Values.b', '.Values.bé').replace('b:', 'bb:'))).toMatchInlineSnapshot(`
    "a: {{ .Values.a }}⟦1←a⟧
    bb: {{ .Values.bé }}
    c: {{ .Values.c }}⟦3←c⟧
    "
  `);
});

test('a file that fails shows what it printed before, a broken text does no harm', () => {
  const text = `
    -- templates/t.yaml --
    a: {{ .Chart.Name }}
    b: {{ .Release.Name }}
  `;
  expect(hinted(text, (now) => `${now}c: {{ if .Valu`)).toMatchInlineSnapshot(`
    "a: {{ .Chart.Name }}⟦fixture⟧
    b: {{ .Release.Name }}⟦release-name⟧
    c: {{ if .Valu"
  `);
});

test('conditions and loops tell what they came to, assignments and what needs no telling nothing', () => {
  expect(
    hinted(`
      -- values.yaml --
      yes1: true
      ports: [{n: 80, name: http}, {n: 443}]
      none: []
      -- templates/t.yaml --
      {{- $x := .Values.yes1 }}
      {{- $x = false }}
      {{- /* a comment */}}
      {{- if .Values.yes1 }}
      a: {{ true }}{{ "x" }}{{ 'c' }}{{ nil }}{{ ("y") }}
      {{- else if .Values.off }}
      b: 1
      {{- end }}
      {{- if .Values.off }}
      {{- else if .Values.yes1 }}
      c: {{ .Values.yes1 }}
      {{- else }}
      {{- end }}
      ports:
      {{- range $i, $p := .Values.ports }}
      - {{ $p.n }}{{ if .name }} # {{ .name }}{{ end }}
        {{- range .more }}{{ . }}{{ end }}
        same: {{ $.Values.yes1 }}
      {{- else }}
      []
      {{- end }}
      {{- range .Values.none }}
      {{ . }}
      {{- end }}
      {{- range 1 }}
      d: {{ . }}
      {{- end }}
      {{- with .Values.ports }}
      e: {{ len . }}
      {{- end }}
    `),
  ).toMatchInlineSnapshot(`
    "{{- $x := .Values.yes1 }}
    {{- $x = false }}
    {{- /* a comment */}}
    {{- if .Values.yes1 }}⟦true⟧
    a: {{ true }}{{ "x" }}{{ 'c' }}{{ nil }}{{ ("y") }}
    {{- else if .Values.off }}
    b: 1
    {{- end }}
    {{- if .Values.off }}
    {{- else if .Values.yes1 }}
    c: {{ .Values.yes1 }}
    {{- else }}
    {{- end }}
    ports:
    {{- range $i, $p := .Values.ports }}
    - {{ $p.n }}{{ if .name }} # {{ .name }}{{ end }}
      {{- range .more }}{{ . }}{{ end }}
      same: {{ $.Values.yes1 }}
    {{- else }}
    []
    {{- end }}
    {{- range .Values.none }}
    {{ . }}
    {{- end }}
    {{- range 1 }}
    d: {{ . }}
    {{- end }}
    {{- with .Values.ports }}
    e: {{ len . }}
    {{- end }}
    "
  `);
});

test('turns that nothing keeps apart in the output are not taken for one', () => {
  expect(
    hinted(`
      -- values.yaml --
      ports: [80, 443]
      one: [80]
      -- templates/t.yaml --
      a: "{{ range .Values.ports }}{{ . }}{{ end }}"
      b: "{{ range .Values.one }}{{ . }}{{ end }}"
    `),
  ).toMatchInlineSnapshot(`
    "a: "{{ range .Values.ports }}⟦2 items⟧{{ . }}{{ end }}"
    b: "{{ range .Values.one }}⟦1 item⟧{{ . }}⟦80←one.0⟧{{ end }}"
    "
  `);
});

test('a label is 40 characters as people count them, and nothing in it breaks the line', () => {
  const long = '👩‍👩‍👧é'.repeat(30);
  const at = hinted(`
    -- values.yaml --
    long: "${long}"
    ctl: "a\\u0007b\\u202ec"
    crlf: "a\\r\\nb"
    many: ["${'x'.repeat(60)}", "${'y'.repeat(60)}"]
    -- templates/t.yaml --
    a: "{{ .Values.long }}"
    b: {{ .Values.ctl | quote }}
    c: "{{ .Values.ctl }}"
    d: |
      {{ .Values.crlf }}
    {{- range .Values.many }}
    - {{ . }}
    {{- end }}
  `);
  const labels = [...at.matchAll(/⟦([^←|⟧]*)/g)].map(([, label]) => label ?? '');
  expect(labels).toMatchInlineSnapshot(`
    [
      "👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧é👩‍👩‍👧…",
      ""a\\ab\\u202ec"",
      "a�b�c",
      "⏎ 2 lines",
      "2 items",
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… (+1)",
    ]
  `);
  const count = (label: string) => [...new Intl.Segmenter('en').segment(label)].length;
  expect(Math.max(...labels.map(count))).toBe(40);
});

test('secrets stay hidden wherever they come through', () => {
  expect(
    hinted(`
      -- values.yaml --
      auth: {password: hunter2, user: me}
      conf: "a: 1"
      -- templates/_h.tpl --
      {{ define "pw" }}{{ .Values.auth.password }}{{ end }}
      {{ define "whole" }}
      apiVersion: v1
      kind: Secret
      data:
        conf: {{ .Values.conf }}
      {{ end }}
      -- templates/t.yaml --
      {{- $p := .Values.auth.password }}
      kind: ConfigMap
      data:
        a: {{ $p }}
        b: {{ $p | b64enc }}
        c: {{ include "pw" . | quote }}
        d: {{ index .Values "auth" "password" }}
        e: postgres://{{ .Values.auth.user }}:{{ include "pw" . }}@db
        {{- with .Values.auth }}
        f: {{ .password | b64enc | quote }}
        {{- end }}
        {{- range $k, $v := .Values.auth }}
        {{ $k }}: {{ $v }}
        {{- end }}
        env:
        - value: {{ .Values.conf }}
          name: DB_TOKEN
      ---
      {{ include "whole" . }}
      ---
      {{- if .Values.auth.password }}
      kind: Secret
      data:
        x: {{ .Values.conf | b64enc }}
        {{- with .Values.conf }}
        y: |
          {{ . }}
        {{- end }}
      {{- end }}
    `),
  ).toMatchInlineSnapshot(`
    "{{- $p := .Values.auth.password }}
    kind: ConfigMap
    data:
      a: {{ $p }}⟦••••⟧
      b: {{ $p | b64enc }}⟦••••⟧
      c: {{ include "pw" . | quote }}⟦••••⟧
      d: {{ index .Values "auth" "password" }}⟦••••⟧
      e: postgres://{{ .Values.auth.user }}⟦me←auth.user⟧:{{ include "pw" . }}⟦••••⟧@db
      {{- with .Values.auth }}
      f: {{ .password | b64enc | quote }}⟦••••⟧
      {{- end }}
      {{- range $k, $v := .Values.auth }}⟦2 items⟧
      {{ $k }}⟦••••⟧: {{ $v }}⟦••••⟧
      {{- end }}
      env:
      - value: {{ .Values.conf }}⟦••••⟧
        name: DB_TOKEN
    ---
    {{ include "whole" . }}⟦••••⟧
    ---
    {{- if .Values.auth.password }}⟦true⟧
    kind: Secret
    data:
      x: {{ .Values.conf | b64enc }}⟦••••⟧
      {{- with .Values.conf }}
      y: |
        {{ . }}⟦••••⟧
      {{- end }}
    {{- end }}
    "
  `);
});

test('while the template is broken its hints stay', () => {
  const text = `
    -- values.yaml --
    a: 1
    -- templates/t.yaml --
    {{- if .Values.a }}
    a: {{ .Values.a }}
    {{- end }}
    {{- range list 1 2 }}
    - {{ . }}
    {{- end }}
  `;
  expect(hinted(text, (now) => now.replace('a: {{', 'x: {{ .Va\r\na: {{'))).toMatchInlineSnapshot(`
    "{{- if .Values.a }}⟦true⟧
    x: {{ .Va
    a: {{ .Values.a }}⟦1←a⟧
    {{- end }}
    {{- range list 1 2 }}⟦2 items⟧
    - {{ . }}⟦1 (+1)|1⏎2⟧
    {{- end }}
    "
  `);
});

test('what was edited in two places keeps the hints between them', () => {
  const text = `
    -- values.yaml --
    a: 1
    -- templates/t.yaml --
    a: {{ .Values.a }}
    b: {{ .Values.a }}
    {{- if .Values.a }}
    same: {{ .Values.a }}
    same: {{ .Values.a }}
    {{- end }}
    c: {{ .Values.a }}
    d: {{ .Values.a }}
  `;
  const edit = (now: string) => now.replace('a: {{', 'a: {{ if').replace('d: {{ .Values', 'dé:\r\n {{ .Values');
  expect(hinted(text, edit)).toMatchInlineSnapshot(`
    "a: {{ if .Values.a }}
    b: {{ .Values.a }}⟦1←a⟧
    {{- if .Values.a }}⟦true⟧
    same: {{ .Values.a }}
    same: {{ .Values.a }}
    {{- end }}
    c: {{ .Values.a }}⟦1←a⟧
    dé:
     {{ .Values.a }}⟦1←a⟧
    "
  `);
});
