// Inlay hints: what a template's actions printed, short, and without what is secret.

import { expect, test } from 'vitest';
import { renderChart } from '#language/workspace/render-chart.ts';
import { nextState } from '#language/workspace/render-state.ts';
import { applyChanges } from '#language/workspace/snapshot.ts';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { inlayHints } from './inlay-hints.ts';

/** The template with its hints written into it as `⟦…⟧`. */
function hinted(text: string, edit: (text: string) => string = (same) => same): string {
  const { snapshot } = fixture(text);
  const uri = `${FIXTURE_ROOT}/templates/t.yaml`;
  const state = nextState(undefined, renderChart(snapshot, FIXTURE_ROOT), snapshot);
  const now = edit(snapshot.files.get(uri)?.text ?? '');
  const later = applyChanges(snapshot, [{ kind: 'file', uri, text: now }]);
  let out = '';
  let at = 0;
  for (const { offset, label, tooltip } of inlayHints(later, state, uri, undefined)) {
    out += `${now.slice(at, offset)}⟦${label}${tooltip === undefined ? '' : `|${tooltip.replaceAll('\n', '⏎')}`}⟧`;
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
      labels: {{- include "labels" . | nindent 4 }}⟦⏎ 2 lines|    app: fixture⏎    tag: v1⟧
    spec:
      a: {{ $tag }}⟦v1⟧-{{ "x" }}{{ 1 }}
      b: {{ .Values.image.long }}⟦abcdefghijklmnopqrstuvwxyzabcdefghijklmn…|abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz⟧
      c: {{ template "name" . }}⟦fixture-x⟧
      {{- if .Values.no }}
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
    {{- range .Values.ports }}
    - port: {{ . }}⟦80 (+2)⟧
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
      name: {{ .Values.user }}⟦me⟧
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
      secretName: {{ .Values.user }}⟦me⟧
      all: {{- .Values.all | toYaml | nindent 4 }}⟦⏎ 2 lines⟧
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
    "a: {{ .Values.a }}⟦1⟧
    bb: {{ .Values.bé }}
    c: {{ .Values.c }}⟦3⟧
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
