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
      "templates/a.yaml:1:6-48 error template-render: set .Values.a, please",
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
