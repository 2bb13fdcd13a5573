// Why a template renders nothing: a template and values in, comment lines out.

import { expect, test } from 'vitest';
import { renderChart } from '#language/workspace/render-chart.ts';
import { nextState, viewOf } from '#language/workspace/render-state.ts';
import { FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { whyEmpty } from './why-empty.ts';

function why(text: string, options: FixtureOptions = {}, path = 'templates/t.yaml'): string {
  const { snapshot } = fixture(text, options);
  const state = nextState(undefined, renderChart(snapshot, FIXTURE_ROOT), snapshot);
  const uri = `${FIXTURE_ROOT}/${path}`;
  const found = whyEmpty(viewOf(state, uri, 'file'), uri, FIXTURE_ROOT);
  if (found === undefined) return 'not empty';
  for (const line of found.text.text.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
  return found.text.text;
}

for (const newline of ['\n', '\r\n'] as const) {
  test(`a switch that is off, lines end with ${JSON.stringify(newline)}`, () => {
    const text = `
      -- values.yaml --
      # é 😀
      ingress:
        enabled: false
      -- templates/t.yaml --
      {{- /* Größe */ -}}
      {{- if .Values.ingress.enabled -}}
      kind: Ingress
      {{- end }}
    `;
    expect(why(text, { newline })).toMatchInlineSnapshot(`
      "# t.yaml renders nothing, because this condition is false:
      #   line 2: if .Values.ingress.enabled
      #     .Values.ingress.enabled  false  values.yaml:3
      # Preview as if true: ingress.enabled: true
      "
    `);
  });
}

test('a value that nothing sets, and one of a values file of the active set', () => {
  const text = `
    -- values.yaml --
    a: {}
    live: true
    -- prod.yaml --
    live: false
    -- templates/t.yaml --
    {{ if .Values.a.enabled }}
    a: 1
    {{ end }}
    {{ if .Values.live }}
    b: 1
    {{ end }}
  `;
  expect(why(text, { settings: { valuesFiles: ['prod.yaml'] } })).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because these conditions are false:
    #   line 1: if .Values.a.enabled
    #     .Values.a.enabled  not set  nothing sets it
    #   line 4: if .Values.live
    #     .Values.live  false  prod.yaml:1
    # Preview as if true: a.enabled: true, live: true
    "
  `);
});

test('and, or, not, eq, default: the operands that decide', () => {
  const of = (condition: string) =>
    why(`
      -- values.yaml --
      live: true
      dead: false
      kind: Deployment
      replicas: 1
      secret: {existingSecret: mine, password: hunter2}
      hosts: []
      -- templates/t.yaml --
      {{ if ${condition} }}
      a: 1
      {{ end }}
    `);
  expect(of('and .Values.live (eq .Values.kind "StatefulSet") .Values.none')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if and .Values.live (eq .Values.kind "StatefulSet") .Values.none
    #     eq .Values.kind "StatefulSet"  false
    #     .Values.kind                   "Deployment"  values.yaml:3
    # Preview as if true: kind: "StatefulSet"
    "
  `);
  expect(of('or .Values.dead .Values.none')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if or .Values.dead .Values.none
    #     .Values.dead  false    values.yaml:2
    #     .Values.none  not set  nothing sets it
    # Preview as if true: dead: true
    "
  `);
  expect(of('not .Values.secret.existingSecret')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if not .Values.secret.existingSecret
    #     .Values.secret.existingSecret  ••••  values.yaml:5
    # Preview as if true: secret.existingSecret: ""
    "
  `);
  expect(of('not (or .Values.dead .Values.live)')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if not (or .Values.dead .Values.live)
    #     .Values.live  true  values.yaml:1
    # Preview as if true: live: false
    "
  `);
  expect(of('and (not .Values.live) .Values.dead')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if and (not .Values.live) .Values.dead
    #     .Values.live  true  values.yaml:1
    # Preview as if true: live: false
    "
  `);
  expect(of('.Values.dead | default false')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if .Values.dead | default false
    #     .Values.dead  false  values.yaml:2
    # Preview as if true: dead: true
    "
  `);
  expect(of('gt (int .Values.replicas) 1')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if gt (int .Values.replicas) 1
    #     .Values.replicas  1  values.yaml:4
    # Preview as if true: replicas: 2
    "
  `);
  expect(of('eq .Values.secret.password "x"')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if eq .Values.secret.password "x"
    #     .Values.secret.password  ••••  values.yaml:5
    # Preview as if true: secret.password: "x"
    "
  `);
  expect(of('.Capabilities.APIVersions.Has "monitoring.coreos.com/v1"')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1"
    #     "monitoring.coreos.com/v1"  is not among the API versions
    # Preview as if true: API version monitoring.coreos.com/v1
    "
  `);
  expect(of('and .Values.live (.Capabilities.APIVersions.Has "a/v1")')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if and .Values.live (.Capabilities.APIVersions.Has "a/v1")
    #     "a/v1"  is not among the API versions
    # Preview as if true: API version a/v1
    "
  `);
  expect(of('.Files.Glob "x/*"')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if .Files.Glob "x/*"
    #     "x/*"  matches no file of the chart
    "
  `);
  expect(of('(semverCompare "<1.20-0" .Capabilities.KubeVersion.Version)')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if (semverCompare "<1.20-0" .Capabilities.KubeVersion.Version)
    #     .Capabilities.KubeVersion.Version  "v1.36.0"  set by the preview
    "
  `);
  expect(of('hasKey .Values "none"')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if hasKey .Values "none"
    #     .Values  6 keys
    "
  `);
  expect(of('and (eq .Values.kind "Deployment") (ne .Values.kind "Deployment")')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if and (eq .Values.kind "Deployment") (ne .Values.kind "Deployment")
    #     ne .Values.kind "Deployment"  false
    #     .Values.kind                  "Deployment"  values.yaml:3
    # Preview as if true: kind: "example"
    "
  `);
  expect(
    of('and .Values.live .Values.x }}{{ range .Values.x }}a: 1{{ end }}{{ if true }}b: 1{{ end'),
  ).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if and .Values.live .Values.x
    #     .Values.x  not set  nothing sets it
    "
  `);
  expect(of('.Release.IsUpgrade')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if .Release.IsUpgrade
    #     .Release.IsUpgrade  false  set by the preview
    "
  `);
  expect(of('false')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if false
    "
  `);
  expect(of('$.Values.hosts')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if $.Values.hosts
    #     $.Values.hosts  []  values.yaml:6
    "
  `);
});

test('range, with, else, variables, nested blocks', () => {
  const text = `
    -- values.yaml --
    hosts: []
    live: true
    auto: {enabled: false, minReplicas: 1}
    -- templates/t.yaml --
    # a licence
    ---
    {{- $auto := .Values.auto.enabled }}
    {{- if not .Values.live }}
    {{- fail "no" }}
    {{- end }}
    {{- range .Values.hosts }}
    host: {{ . }}
    {{- end }}
    {{- with .Values.affinity }}
    a: {{ .x }}
    {{- else }}{{ if $auto }}
    b: 1
    {{- end }}{{ end }}
    {{- if .Values.live }}
      {{- with .Values.auto }}
        {{- if .enabled }}
    c: 1
        {{- end }}
      {{- end }}
    {{- end }}
  `;
  expect(why(text)).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because these conditions are false or empty:
    #   line 7: range .Values.hosts
    #     .Values.hosts  []  values.yaml:1
    #   line 10: with .Values.affinity
    #     .Values.affinity  not set  nothing sets it
    #   line 12: if $auto
    #     $auto  false  values.yaml:3
    #   line 17: if .enabled
    #     .enabled  false  values.yaml:3
    # Preview as if true: auto.enabled: true
    "
  `);
});

test('guards inside helpers', () => {
  const text = (body: string) => `
    -- values.yaml --
    ingress: {enabled: false}
    -- templates/_helpers.tpl --
    {{- define "on" -}}
    {{- if .Values.ingress.enabled -}}true{{- end -}}
    {{- end -}}
    {{- define "all" -}}
    {{- if and .Values.ingress.enabled (include "name" .) }}
    kind: Ingress
    {{- end }}
    {{- end -}}
    {{- define "name" -}}
    {{- if .Values.fullnameOverride }}{{ .Values.fullnameOverride }}{{ else }}x{{ end }}
    {{- end -}}
    -- templates/t.yaml --
    {{- $name := include "name" . -}}
    ${body}
  `;
  expect(why(text('{{ if include "on" . }}\n    a: 1\n    {{ end }}'))).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 2: if include "on" .
    #     templates/_helpers.tpl:2: if .Values.ingress.enabled
    #       .Values.ingress.enabled  false  values.yaml:1
    # Preview as if true: ingress.enabled: true
    "
  `);
  expect(why(text('{{ if eq (include "on" .) "true" }}\n    a: 1\n    {{ end }}'))).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 2: if eq (include "on" .) "true"
    #     include "on" .  ""
    #     templates/_helpers.tpl:2: if .Values.ingress.enabled
    #       .Values.ingress.enabled  false  values.yaml:1
    # Preview as if true: ingress.enabled: true
    "
  `);
  expect(why(text('{{ include "all" . }}'))).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   templates/_helpers.tpl:5: if and .Values.ingress.enabled (include "name" .)
    #     .Values.ingress.enabled  false  values.yaml:1
    # Preview as if true: ingress.enabled: true
    "
  `);
  expect(why(text('{{ template "all" . }}'))).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   templates/_helpers.tpl:5: if and .Values.ingress.enabled (include "name" .)
    #     .Values.ingress.enabled  false  values.yaml:1
    # Preview as if true: ingress.enabled: true
    "
  `);
  expect(why(text('{{ .Values.extra }}'))).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because what it prints is empty:
    #   line 2: {{ .Values.extra }}
    "
  `);
  expect(why(text('# {{ .Chart.Name }}'))).toMatchInlineSnapshot(`
    "# t.yaml renders nothing: it holds nothing but definitions, assignments, checks and comments.
    "
  `);
});

test('a subchart: values are set in the parent, and a switch of the subchart is named from the top', () => {
  const text = `
    -- values.yaml --
    sub: {live: false}
    global: {x: false}
    -- charts/sub/Chart.yaml --
    apiVersion: v2
    name: sub
    version: 0.1.0
    -- charts/sub/values.yaml --
    other: false
    -- charts/sub/templates/t.yaml --
    {{ if or .Values.live .Values.other .Values.global.x }}
    a: 1
    {{ end }}
  `;
  expect(why(text, {}, 'charts/sub/templates/t.yaml')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing, because this condition is false:
    #   line 1: if or .Values.live .Values.other .Values.global.x
    #     .Values.live      false  values.yaml:1
    #     .Values.other     false  charts/sub/values.yaml:1
    #     .Values.global.x  false  values.yaml:2
    # Preview as if true: sub.live: true
    "
  `);
});

test('what renders, fails or is broken has no explanation; what holds no text says so', () => {
  const of = (template: string) => why(`-- templates/t.yaml --\n${template}\n`);
  expect(of('a: 1')).toBe('not empty');
  expect(of('{{ fail "x" }}')).toBe('not empty');
  expect(of('{{ if }}{{ .Values')).toBe('not empty');
  expect(of('{{ define "x" }}a: 1{{ end }}')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing: it holds nothing but definitions, assignments, checks and comments.
    "
  `);
  expect(of('')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing: it is empty.
    "
  `);
  expect(of('---')).toMatchInlineSnapshot(`
    "# t.yaml renders nothing: it holds nothing but definitions, assignments, checks and comments.
    "
  `);
});

test('a text that is cut anywhere is explained or not, but nothing is thrown', () => {
  const template = [
    '{{- /* é😀 */ -}}',
    '{{ define "on" }}{{ if and .a (not .b) }}yes{{ else if eq .c "x" }}{{ end }}{{ end }}',
    '{{ with .Values.none | default .Values.list }}{{ range $i, $e := . }}{{ if $e.k }}a: 1{{ end }}{{ end }}{{ end }}',
    '{{ if or (include "on" (dict "a" 1 "b" $)) (.Capabilities.APIVersions.Has "x/v1") (gt 1 2.5) }}b: 1{{ end }}',
    '{{ template "on" dict }}{{ tpl "{{ if .x }}{{ end }}" dict }}{{ if index .Values "list" 9 }}{{ end }}',
  ].join('\r\n');
  let explained = 0;
  for (let at = 0; at <= template.length; at++) {
    const text = `-- values.yaml --\nlist: [{k: ""}]\n-- templates/t.yaml --\n${template.slice(0, at)}\n`;
    if (why(text) !== 'not empty') explained++;
  }
  // Most cuts leave something open, which is told as the error that it is.
  expect(explained).toBeGreaterThan(5);
});
