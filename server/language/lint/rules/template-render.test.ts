// Errors of running templates.

import { expect, test } from 'vitest';
import { findingLines } from '../../../../test/support/findings.ts';

test('a helper that fails in several files fails once, at its own line', () => {
  expect(
    findingLines(`
      -- templates/_helpers.tpl --
      {{ define "name" }}{{ .Values.a.b.c }}{{ end }}
      -- templates/a.yaml --
      a: {{ include "name" . }}
      -- templates/b.yaml --
      b: {{ include "name" . }}
    `),
  ).toMatchInlineSnapshot(`
    [
      "templates/_helpers.tpl:1:22-35 error template-render: nil pointer evaluating interface {}.b",
      "  templates/b.yaml:1:6-22 in fixture/templates/b.yaml: include "name" .",
    ]
  `);
});

test('required and fail speak with their own words', () => {
  expect(
    findingLines(`
      -- templates/a.yaml --
      a: {{ required "set .Values.a, please" .Values.a }}
      -- templates/b.yaml --
      {{ fail "no: really\\nnot" }}
    `),
  ).toMatchInlineSnapshot(`
    [
      "templates/a.yaml:1:6-48 information template-render: set .Values.a, please",
      "templates/b.yaml:1:3-25 error template-render: no: really
    not",
    ]
  `);
});

test('what only fails for want of a subchart is left to the warning about it', () => {
  expect(
    findingLines(`
      -- Chart.yaml --
      apiVersion: v2
      name: shop
      version: 0.1.0
      dependencies:
        - name: common
          repository: "@repo"
          version: 1.x
        - name: redis
          alias: cache
          version: 1.x
      -- templates/a.yaml --
      a: {{ include "common.names" . }}
      -- templates/b.yaml --
      b: {{ .Values.cache.master.count }}
      -- templates/c.yaml --
      c: {{ .Values.own.thing.here }}
    `),
  ).toMatchInlineSnapshot(`
    [
      "Chart.yaml:5:10-16 warning chart-dependencies: 'common' is not in charts/: run helm dependency build",
      "Chart.yaml:8:10-15 warning chart-dependencies: 'redis' is not in charts/: run helm dependency build",
      "templates/c.yaml:1:6-28 error template-render: nil pointer evaluating interface {}.thing",
    ]
  `);
});

test('what the defaults alone lack is information that names the value; with a set chosen it is an error', () => {
  const text = `
    -- values.yaml --
    auth: {password: "", user: ü}
    -- values-a.yaml --
    auth: {user: a}
    -- templates/_helpers.tpl --
    {{ define "password" }}{{ .Values.auth.password | required "no password" }}{{ end }}
    {{ define "check" }}{{ if not .Values.host }}{{ fail "set a host" }}{{ end }}{{ end }}
    -- templates/a.yaml --
    a: {{ include "password" . }}
    -- templates/b.yaml --
    {{- if and .Values.auth.user (not .Values.auth.password) }}
    {{- fail (printf "%s has no password" .Values.auth.user) }}
    {{- end }}
    -- templates/c.yaml --
    {{ include "check" . }}
    -- templates/d.yaml --
    d: {{ required "this or that" (or .Values.this .Values.that) }}
    -- templates/e.yaml --
    e: {{ with .Values.auth }}{{ required "inside" .token }}{{ end }}
  `;
  expect(findingLines(text)).toMatchInlineSnapshot(`
    [
      "templates/a.yaml:1:6-26 information template-render: needs \`auth.password\`: no password",
      "  templates/_helpers.tpl:1:50-72 in password: required "no password"",
      "templates/b.yaml:2:4-56 information template-render: needs \`auth.password\`: ü has no password",
      "templates/c.yaml:1:3-20 information template-render: set a host",
      "  templates/_helpers.tpl:2:48-65 in check: fail "set a host"",
      "templates/d.yaml:1:6-60 information template-render: this or that",
      "templates/e.yaml:1:29-53 information template-render: needs \`auth.token\`: inside",
    ]
  `);
  const settings = { valuesFiles: ['values-a.yaml'] };
  expect(findingLines(text, { settings }).filter((line) => / error /.test(line))).toHaveLength(5);
});

test('in a subchart the value is named as the root chart spells it', () => {
  expect(
    findingLines(`
      -- charts/db/Chart.yaml --
      apiVersion: v2
      name: db
      version: 0.1.0
      -- charts/db/templates/a.yaml --
      a: {{ required "one is needed" (.Values.keys).main }}
      -- charts/db/templates/b.yaml --
      b: {{ required "a zone" .Values.global.zone }}
    `).map((line) => line.replace(/^.*template-render: /, '')),
  ).toEqual(['needs `db.keys.main`: one is needed', 'needs `global.zone`: a zone']);
});

test('while a values file cannot be read, what is missing in templates is no error of theirs', () => {
  const lines = findingLines(`
    -- values.yaml --
    image:
      tag: a: b
    -- templates/pod.yaml --
    kind: Pod
    image: {{ .Values.image.tag }}
  `);
  expect(lines.filter((line) => !line.startsWith('Chart.yaml')).map((line) => line.slice(0, 36))).toEqual([
    'values.yaml:2:8-9 error values-yaml:',
  ]);
});
