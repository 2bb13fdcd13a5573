// Signature help: the label with the active parameter in ⟨⟩.

import { describe, expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { type SignatureHelp, signatureHelp } from './signature-help.ts';

const CHART = `
-- values.yaml --
port: 80
-- templates/_h.tpl --
{{/* The ports of a container. */}}
{{- define "app.port" }}{{ .port }}{{ .ctx.Values.x }}{{ if .name }}{{ .name }}{{ end }}{{ end }}
{{- define "app.root" }}{{ .Values.port }}{{ end }}
-- templates/used.yaml --
a: {{ include "app.port" (dict "port" .Values.port "ctx" $) }}
-- templates/x.yaml --
`.trimStart();

function help(template: string, options?: FixtureOptions): SignatureHelp | undefined {
  const read = fixture(CHART + template, options);
  const { uri, offset } = cursorOf(read);
  return signatureHelp(read.snapshot, uri, offset);
}

function shown(template: string, options?: FixtureOptions): string {
  const answer = help(template, options);
  if (answer === undefined) return 'none';
  const active = answer.active === undefined ? undefined : answer.parameters[answer.active];
  if (active === undefined) return answer.label;
  const { start, end } = active.span;
  return `${answer.label.slice(0, start)}⟨${answer.label.slice(start, end)}⟩${answer.label.slice(end)}`;
}

describe('functions', () => {
  test.each([
    ['{{ trunc █ }}', 'trunc(⟨length int⟩, text string) string'],
    ['{{ trunc 63█ }}', 'trunc(⟨length int⟩, text string) string'],
    ['{{ trunc 63 █', 'trunc(length int, ⟨text string⟩) string'],
    ['{{ trunc 63 .x █ }}', 'none'],
    ['{{ .x | trunc █ }}', 'trunc(⟨length int⟩, text string) string'],
    ['{{ .x | trunc 63 █ }}', 'none'],
    ['{{ quote (trunc 63 █) }}', 'trunc(length int, ⟨text string⟩) string'],
    ['{{ printf "%s" (trunc 63 .x █) }}', 'printf(format string, ⟨values ...any⟩) string'],
    ['{{ printf "%s-%s" .a .b █', 'printf(format string, ⟨values ...any⟩) string'],
    ['{{ printf "%s █', 'printf(⟨format string⟩, values ...any) string'],
    ['{{ if eq (len .x█', 'len(⟨item value⟩) int'],
    ['{{ .Files.Get █ }}', 'Get(⟨path string⟩) string'],
    ['{{ if .Capabilities.APIVersions.Has "█" }}', 'Has(⟨version string⟩) bool'],
    ['{{ .Files.Get "a" █ }}', 'none'],
    ['{{ trunc█ }}', 'none'],
    ['{{ .Values.port █ }}', 'none'],
    ['{{ if █ }}', 'none'],
    ['{{ now █ }}', 'none'],
    ['{{/* trunc █ */}}', 'none'],
    ['trunc █', 'none'],
  ])('%s', (template, expected) => {
    expect(shown(template)).toBe(expected);
    expect(shown(`é😀: 1\n${template}`, { newline: '\r\n' })).toBe(expected);
  });
});

describe('helpers', () => {
  test.each([
    ['{{ include "app.port" █ }}', 'include "app.port" (dict "port" "ctx" ["name"])'],
    ['{{ include "app.port" (dict █', 'include "app.port" (dict ⟨"port"⟩ "ctx" ["name"])'],
    ['{{ include "app.port" (dict "█', 'include "app.port" (dict ⟨"port"⟩ "ctx" ["name"])'],
    ['{{ include "app.port" (dict "ctx" █) }}', 'include "app.port" (dict "port" ⟨"ctx"⟩ ["name"])'],
    ['{{ include "app.port" (dict "port" 1 █) }}', 'include "app.port" (dict "port" ⟨"ctx"⟩ ["name"])'],
    ['{{ include "app.port" (dict "port" 1 "ctx" . █) }}', 'include "app.port" (dict "port" "ctx" ⟨["name"]⟩)'],
    ['{{ include "app.port" (dict "odd" █) }}', 'include "app.port" (dict "port" "ctx" ["name"])'],
    ['{{ template "app.root" █ }}', 'template "app.root" ⟨.⟩'],
    ['{{ template "app.port" (dict "ctx" █', 'template "app.port" (dict "port" ⟨"ctx"⟩ ["name"])'],
    ['{{ include "app.root" █ }}', 'include "app.root" ⟨.⟩'],
    ['{{ include "app.port" (dict "port" (trunc █', 'trunc(⟨length int⟩, text string) string'],
    ['{{ include "nobody" █ }}', 'include(name string, ⟨data any⟩) string'],
    ['{{ include █ }}', 'include(⟨name string⟩, data any) string'],
    ['{{ $p := dict "ctx" █ }}\n{{ include "app.port" $p }}', 'include "app.port" (dict "port" ⟨"ctx"⟩ ["name"])'],
  ])('%s', (template, expected) => expect(shown(template)).toBe(expected));

  test('the doc comment and what callers hand over', () => {
    const answer = help('{{ include "app.port" (dict "█');
    expect(answer?.documentation).toBe('The ports of a container.');
    expect(answer?.parameters[0]?.documentation).toContain('`port` (number) is read by `app.port`');
    expect(answer?.parameters[0]?.documentation).toContain('.Values.port');
    expect(answer?.parameters[1]?.documentation).toContain('`ctx` (the root object)');
  });
});
