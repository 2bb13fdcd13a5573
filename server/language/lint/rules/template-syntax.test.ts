// Syntax errors of templates, one for each cause.

import { expect, test } from 'vitest';
import { syntaxFindings } from '#language/features/diagnostics.ts';
import { applyChanges } from '#language/workspace/snapshot.ts';
import { findingLines } from '../../../../test/support/findings.ts';
import { FIXTURE_ROOT, fixture } from '../../../../test/support/fixture.ts';

test('blocks without end are told at their openers', () => {
  expect(
    findingLines(`
      -- templates/a.yaml --
      {{ if .Values.a }}
      {{ range .Values.b }}
      x: 1
      {{ with .Values.c }}{{ end }}
    `),
  ).toMatchInlineSnapshot(`
    [
      "templates/a.yaml:1:0-18 error template-syntax: unexpected EOF: this block has no {{ end }}",
      "templates/a.yaml:2:0-21 error template-syntax: unexpected EOF: this block has no {{ end }}",
    ]
  `);
});

test('of nested blocks the one that has no end at its indentation is told', () => {
  const at = (body: string) =>
    findingLines(`-- templates/a.yaml --\n${body}`).map((line) => line.replace(/ error.*/, '').slice(17));
  expect(at('{{ if .a }}\n  {{ with .b }}\n  x: 1\n{{ end }}\n')).toEqual(['2:2-15']);
  expect(at('{{ if .a }}\n  {{ with .b }}\n    {{ range .c }}\n  {{ end }}\n{{ end }}\n')).toEqual(['3:4-18']);
  expect(at('{{ if .a }}\n{{ else if .b }}\n  {{ with .c }}\n{{ else }}\n{{ end }}\n')).toEqual(['3:2-15']);
  expect(at('{{ if .a }}\n  {{ with .b }}\n  {{ end }}\n{{ if .c }}\n{{ end }}\n')).toEqual(['1:0-11']);
  // The indentation does not show it.
  expect(at('{{ if .a }}\n{{ with .b }}\nx: 1\n{{ end }}\n')).toEqual(['1:0-11']);
});

test('an action that is being written, an unknown function, a stray end', () => {
  expect(
    findingLines(`
      -- templates/a.yaml --
      a: {{ .Values.
      b: {{ foo }}
      {{ end }}
      ü: {{ .Values.a | bar }}
    `),
  ).toMatchInlineSnapshot(`
    [
      "templates/a.yaml:1:13-14 error template-syntax: unexpected <.> in operand",
      "templates/a.yaml:2:6-9 error template-syntax: function "foo" not defined",
      "templates/a.yaml:3:0-9 error template-syntax: unexpected {{end}}",
      "templates/a.yaml:4:18-21 error template-syntax: function "bar" not defined",
    ]
  `);
});

test('an action without its braces is told as such, whatever word of the next lines Go names', () => {
  const text = (action: string) =>
    findingLines(`-- templates/a.yaml --\nname: ${action}\nnamespace: {{ .Release.Name }}\n`);
  expect(text('{{ .Values.ü')).toEqual([
    'templates/a.yaml:1:6-18 error template-syntax: function "namespace" not defined: this action has no }}',
  ]);
  expect(text('{{ .Values.a | foo }}')).toEqual([
    'templates/a.yaml:1:21-24 error template-syntax: function "foo" not defined',
  ]);
  expect(text('{{ foo }}')).toEqual(['templates/a.yaml:1:9-12 error template-syntax: function "foo" not defined']);
});

test('what Helm does not read is not judged', () => {
  const broken = '{{ if }}';
  expect(
    findingLines(`
      -- .helmignore --
      templates/skip*
      old/
      -- templates/skipped.yaml --
      ${broken}
      -- templates/old/x.yaml --
      ${broken}
      -- templates/.hidden.yaml --
      ${broken}
      -- charts/_off/Chart.yaml --
      name: off
      -- charts/_off/templates/a.yaml --
      ${broken}
      -- charts/lib/Chart.yaml --
      apiVersion: v2
      name: lib
      version: 1.0.0
      type: library
      -- charts/lib/templates/a.yaml --
      ${broken}
    `).filter((line) => line.includes('template-syntax')),
  ).toEqual([]);
});

test('functions of Helm 4 are unknown to Helm 3', () => {
  const text = `
    -- templates/a.yaml --
    a: {{ mustToYaml .Values }}
  `;
  expect(findingLines(text)).toEqual([]);
  expect(findingLines(text, { settings: { helmVersion: '3' } })).toMatchInlineSnapshot(`
    [
      "templates/a.yaml:1:6-16 error template-syntax: function "mustToYaml" not defined",
    ]
  `);
});

test('a syntax error is told once, though every template runs into it', () => {
  expect(
    findingLines(`
      -- templates/_helpers.tpl --
      {{ define "n" }}{{ nope }}{{ end }}
      -- templates/a.yaml --
      a: {{ include "n" . }}
      -- templates/b.yaml --
      b: {{ include "n" . }}
    `),
  ).toMatchInlineSnapshot(`
    [
      "templates/_helpers.tpl:1:19-23 error template-syntax: function "nope" not defined",
    ]
  `);
});

test('of a file that is nothing but errors a hundred are told', () => {
  expect(findingLines(`-- templates/a.yaml --\n${'{{'.repeat(5_000)}`)).toHaveLength(100);
});

test('blocks and else-ifs may be many', () => {
  const many = (text: string) => findingLines(`-- templates/a.yaml --\n${text}`).length;
  expect(many('{{ if .a }}'.repeat(3_000))).toBe(100);
  expect(many(`{{ if .a }}\n${'{{ else if .b }}\n'.repeat(20_000)}`)).toBe(1);
});

test('of nested blocks in one column the one that was put in is told, if the file was whole before', () => {
  const at = (saved: string, now: string) => {
    const { snapshot } = fixture(`-- templates/a.yaml --\n${now}`);
    const uri = `${FIXTURE_ROOT}/templates/a.yaml`;
    const later = applyChanges(snapshot, [{ kind: 'saved', uri, text: saved }]);
    return syntaxFindings(later, uri).map(({ span }) => now.slice(span.start, span.end));
  };
  const whole = '{{ if .a }}\nx: 1\n{{ end }}\n';
  expect(at(whole, '{{ if .a }}\n{{ with .b }}\nx: 1\n{{ end }}\n')).toEqual(['{{ with .b }}']);
  expect(at(whole, '{{ with .b }}\n{{ if .a }}\nx: 1\n{{ end }}\n')).toEqual(['{{ with .b }}']);
  const broken = '{{ if .a }}\nx: 1\n';
  expect(at(broken, '{{ if .a }}\n{{ with .b }}\nx: 1\n{{ end }}\n')).toEqual(['{{ if .a }}']);
  expect(at('', '{{ if .a }}\n{{ with .b }}\nx: 1\n{{ end }}\n')).toEqual(['{{ if .a }}']);
});

test('of braces of another language the error says whose they seem to be', () => {
  expect(
    findingLines(`
      -- templates/a.yaml --
      summary: {{ $labels.instance }} é {{ $value | humanize }}
      args: ["{{inputs.parameters.msg}}", "{{ foo }}", "{{ $typo }}"]
      -- templates/b.yaml --
      text: {{ .CommonLabels.alertname }}
    `),
  ).toMatchInlineSnapshot(`
    [
      "templates/a.yaml:1:12-19 error template-syntax: undefined variable "$labels": this looks like Prometheus, but Helm reads all {{ }} itself",
      "templates/a.yaml:1:37-43 error template-syntax: undefined variable "$value": this looks like Prometheus, but Helm reads all {{ }} itself",
      "templates/a.yaml:1:46-54 error template-syntax: function "humanize" not defined: this looks like Prometheus, but Helm reads all {{ }} itself",
      "templates/a.yaml:2:10-16 error template-syntax: function "inputs" not defined: this looks like Argo Workflows, but Helm reads all {{ }} itself",
      "templates/a.yaml:2:40-43 error template-syntax: function "foo" not defined",
      "templates/a.yaml:2:53-58 error template-syntax: undefined variable "$typo"",
      "templates/b.yaml:1:9-32 error template-render: nil pointer evaluating interface {}.alertname: this looks like Alertmanager, but Helm reads all {{ }} itself",
    ]
  `);
});
