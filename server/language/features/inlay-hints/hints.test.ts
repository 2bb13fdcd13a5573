// Hints of blocks, arguments and helpers, written into the text where they stand.

import { expect, test } from 'vitest';
import { applyChanges } from '#language/workspace/snapshot.ts';
import { FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../../test/support/fixture.ts';
import { renderedState } from '../../../../test/support/rendered-state.ts';
import { inlayHints } from '../inlay-hints.ts';

/** The file with its hints written into it: `⟦label|tooltip⟧`. */
function hinted(text: string, path: string, options: FixtureOptions = {}, edit = (same: string) => same): string {
  const { snapshot } = fixture(text, options);
  const uri = `${FIXTURE_ROOT}/${path}`;
  const state = renderedState(snapshot);
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

const LINES = Array.from({ length: 9 }, (_, i) => `l${i}: é`).join('\n');
const LONG = `
-- values.yaml --
a: {b: false}
-- templates/t.yaml --
{{- if .Values.a.b }}
{{- range .Values.hosts }}
${LINES}
{{- end }}
{{- else if .Values.c }}
x: 1
{{- else }}
y: 1
{{- end }}
{{- with .Values.none }}
z: 1
{{- end }}
`.trim();
const noPrints = { settings: { inlayHints: false } };

test('the end of a block of more than ten lines says what it ends', () => {
  expect(
    hinted(LONG, 'templates/t.yaml', { ...noPrints, newline: '\r\n' }).replaceAll('\r', ''),
  ).toMatchInlineSnapshot(`
    "{{- if .Values.a.b }}
    {{- range .Values.hosts }}
    l0: é
    l1: é
    l2: é
    l3: é
    l4: é
    l5: é
    l6: é
    l7: é
    l8: é
    {{- end }}⟦range .Values.hosts⟧
    {{- else if .Values.c }}
    x: 1
    {{- else }}
    y: 1
    {{- end }}⟦if .Values.a.b⟧
    {{- with .Values.none }}
    z: 1
    {{- end }}
    "
  `);
  expect(hinted(LONG, 'templates/t.yaml', { settings: { inlayHints: false, closingHints: false } })).not.toContain('⟦');
  const define = `-- templates/_h.tpl --\n{{- define "x" -}}\n${LINES}\n{{- end }}`;
  expect(hinted(define, 'templates/_h.tpl', noPrints)).toContain('{{- end }}⟦define "x"⟧');
});

test('hints of ends stay while the text is broken', () => {
  const ends = (text: string) => text.match(/\{\{- end \}\}⟦[^⟧]*⟧/g);
  const whole = ends(hinted(LONG, 'templates/t.yaml', noPrints));
  const typed = (text: string) => hinted(LONG, 'templates/t.yaml', noPrints, (same) => same.replace('z: 1', text));
  expect(ends(typed('{{- if .Va'))).toEqual(whole);
  expect(ends(typed('{{- if .Values.x }}'))).toEqual(whole);
  expect(ends(typed('{{- end }}{{- end }}'))).toEqual(whole);
});

test('arguments of functions and items of lists, when asked for', () => {
  const text = `
    -- values.yaml --
    old: a
    -- templates/_h.tpl --
    {{- define "both" -}}
    {{- $root := index . 0 }}{{- $port := index . 1 -}}
    {{ $port }}
    {{- end }}
    -- templates/t.yaml --
    a: {{ replace .Values.old "b" "c" }}{{ .Values.old | replace "a" "b" }}
    b: {{ include "both" (list $ .Values.port) }}{{ include "both" (list $ 5) }}
    c: {{ default "x" .Values.old }}{{ eq 1 2 }}{{ printf "%s" "x" }}{{ trimSuffix "-" (upper "é") }}{{ ternary 1 2 true }}
  `;
  const settings = { inlayHints: false, parameterNameHints: true };
  expect(hinted(text, 'templates/t.yaml', { settings })).toMatchInlineSnapshot(`
    "a: {{ replace .Values.old ⟦new:⟧"b" ⟦text:⟧"c" }}{{ .Values.old | replace ⟦old:⟧"a" ⟦new:⟧"b" }}
    b: {{ include "both" (list ⟦root:⟧$ .Values.port) }}{{ include "both" (list ⟦root:⟧$ ⟦port:⟧5) }}
    c: {{ default "x" .Values.old }}{{ eq 1 2 }}{{ printf "%s" "x" }}{{ trimSuffix ⟦suffix:⟧"-" ⟦text:⟧(upper "é") }}{{ ternary ⟦yes:⟧1 ⟦no:⟧2 ⟦condition:⟧true }}
    "
  `);
  expect(hinted(text, 'templates/t.yaml', noPrints)).not.toContain('⟦');
  expect(hinted(text, 'templates/t.yaml', { settings }, (same) => `${same}{{ replace "a" `)).toContain('⟦old:⟧"a" ');
});

test('a helper shows what it prints for all, or how many different things', () => {
  const text = `
    -- values.yaml --
    password: hunter2
    list: [1, 2]
    -- templates/_h.tpl --
    {{- define "name" -}}
    {{- if .Values.none }}n{{ else }}{{ .Chart.Name | upper }}{{ end }}{{ .Values.password | b64enc }}
    {{- range .Values.list }}{{ . }}{{ end }}
    {{- end }}
    {{- define "port" }}{{ .value }}{{ if .strict }}!{{ end }}{{ end }}
    {{- define "made" }}{{ .x | lower }}{{ end }}
    {{- define "lines" }}{{ toYaml .Values.list }}{{ end }}
    {{- define "never" }}{{ .Chart.Name }}{{ end }}
    -- templates/a.yaml --
    a: {{ include "name" . }}
    b: {{ include "port" (dict "value" 1 "strict" true) }}
    -- templates/b.yaml --
    c: {{ include "name" . }}
    b: {{ include "port" (dict "value" "zwei é") }}
    d: {{ include "lines" . | nindent 2 }}
    -- templates/s.yaml --
    kind: Secret
    stringData:
      a: {{ include "made" (dict "x" "TOP") }}
  `;
  expect(hinted(text, 'templates/_h.tpl')).toMatchInlineSnapshot(`
    "{{- define "name" -}}
    {{- if .Values.none }}⟦false⟧n{{ else }}{{ .Chart.Name | upper }}⟦••••⟧{{ end }}{{ .Values.password | b64enc }}⟦••••⟧
    {{- range .Values.list }}⟦2 items⟧{{ . }}⟦••••⟧{{ end }}
    {{- end }}
    {{- define "port" }}{{ .value }}⟦2 values|1  # a.yaml:2⏎zwei é  # b.yaml:2⟧{{ if .strict }}⟦true (1 of 2)⟧!{{ end }}{{ end }}
    {{- define "made" }}{{ .x | lower }}⟦••••⟧{{ end }}
    {{- define "lines" }}{{ toYaml .Values.list }}⟦⏎ 2 lines|- 1⏎- 2⟧{{ end }}
    {{- define "never" }}{{ .Chart.Name }}{{ end }}
    "
  `);
  // What was typed since has printed nothing yet.
  expect(hinted(text, 'templates/_h.tpl', {}, (same) => same.replace('.value', '.val'))).toContain(
    '{{ .val }}{{ if .strict }}',
  );
});

test('that there is no secret is none', () => {
  const text = `
    -- values.yaml --
    a: {mount: false, empty: "", token: abc}
    -- templates/_h.tpl --
    {{- define "pod" -}}
    automountServiceAccountToken: false
    x: 1
    {{- end }}
    -- templates/t.yaml --
    automountServiceAccountToken: {{ .Values.a.mount }}
    password: {{ .Values.a.empty | quote }}
    token: {{ .Values.a.token }}
    spec: {{- include "pod" . | nindent 2 }}
  `;
  expect(hinted(text, 'templates/t.yaml')).toBe(
    'automountServiceAccountToken: {{ .Values.a.mount }}⟦false⟧\npassword: {{ .Values.a.empty | quote }}⟦""⟧\ntoken: {{ .Values.a.token }}⟦••••⟧\n' +
      'spec: {{- include "pod" . | nindent 2 }}⟦⏎ 2 lines|  automountServiceAccountToken: false⏎  x: 1⟧\n',
  );
});

test('in a helper that prints a secret among other things, only what is secret is hidden', () => {
  expect(
    hinted(
      `
      -- values.yaml --
      image: {repository: example/é, tag: "1.4"}
      user: admin
      auth: {password: hunter2}
      -- templates/_pod.tpl --
      {{- define "image" }}
      image: {{ .Values.image.repository }}:{{ .Values.image.tag }}
      {{- end }}
      {{- define "container" }}
      {{- include "image" . }}
      env:
        - name: DB_PASSWORD
          value: {{ .Values.user | upper }}
        - name: MODE
          value: {{ .Values.user | title }}
      args: [{{ .Values.auth.password | b64enc }}]
      {{- end }}
      -- templates/t.yaml --
      kind: Pod
      spec:
        containers:
          - name: x
            {{- include "container" . | nindent 6 }}
    `,
      'templates/_pod.tpl',
    ),
  ).toMatchInlineSnapshot(`
    "{{- define "image" }}
    image: {{ .Values.image.repository }}⟦example/é⟧:{{ .Values.image.tag }}⟦1.4⟧
    {{- end }}
    {{- define "container" }}
    {{- include "image" . }}⟦image: example/é:1.4⟧
    env:
      - name: DB_PASSWORD
        value: {{ .Values.user | upper }}⟦••••⟧
      - name: MODE
        value: {{ .Values.user | title }}⟦Admin⟧
    args: [{{ .Values.auth.password | b64enc }}⟦••••⟧]
    {{- end }}
    "
  `);
});
