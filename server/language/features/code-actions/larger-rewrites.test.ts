// Helpers put into their callers, and lines into blocks: what is rendered stays the same to the byte.

import { describe, expect, test } from 'vitest';
import { changed, questionAt, rendered, titles } from '../../../../test/support/code-actions.ts';
import type { FixtureOptions } from '../../../../test/support/fixture.ts';
import type { Provider } from './action.ts';
import { inlineActions } from './inline-helper.ts';
import { wrapActions } from './wrap-in-with.ts';

const HEAD = '-- values.yaml --\na: {b: 1, c: {d: x, e: w}}\ns: text\n-- templates/a.yaml --\n';

/** The template afterwards; what it renders is the same. */
function rewritten(provider: Provider, template: string, options?: FixtureOptions): string {
  const question = questionAt(HEAD + template, options);
  const [action] = provider(question);
  if (action === undefined) return 'nothing';
  const after = changed(question.snapshot, action.changes?.() ?? []);
  expect(rendered(after)).toBe(rendered(question.snapshot));
  expect(rendered(after)).not.toContain('error:');
  return after.files.get(question.file.uri)?.text.replaceAll('\r\n', '␍\n') ?? '';
}

describe('helpers', () => {
  test.each([
    ['{{ define "h" }}{{ .Values.s }}{{ end }}', 'k: {{ include "h█" . }}', 'k: {{ .Values.s }}'],
    [
      '{{- define "h" -}}\n{{ .Values.s | upper }}\n{{- end -}}',
      'k: {{ include "h█" . -}}',
      'k: {{ .Values.s | upper -}}',
    ],
    [
      '{{ define "h" }}{{ printf "%s-%v" .Values.s $.Values.a.b }}{{ end }}',
      'k: {{ include "h█" $ | quote }}',
      'k: {{ printf "%s-%v" $.Values.s $.Values.a.b | quote }}',
    ],
    [
      '{{ define "h" }}{{ .c.d | quote }}{{ end }}',
      'k: {{ upper (include "h█" .Values.a) }}',
      'k: {{ upper (.Values.a.c.d | quote) }}',
    ],
    ['{{ define "h" }}{{ .x.d }}/{{ .y }}{{ end }}', 'k: {{ include "h█" . }}', 'nothing'],
    [
      '{{ define "h" }}{{ printf "%s/%v" .x.d .y }}{{ end }}',
      'k: {{ include "h█" (dict "x" .Values.a.c "y" (add 1 2)) }}',
      'k: {{ printf "%s/%v" .Values.a.c.d (add 1 2) }}',
    ],
    ['{{ define "h" }}{{ .x }}{{ end }}', 'k: {{ include "h█" (dict "y" 1) }}', 'nothing'],
    ['{{ define "h" }}{{ . }}{{ end }}', 'k: {{ include "h█" (dict "y" 1) }}', 'nothing'],
    // Not what `include` gives: a text.
    ['{{ define "h" }}{{ .Values.a.b }}{{ end }}', 'k: {{ include "h█" . | quote }}', 'nothing'],
    ['{{ define "h" }} {{ .Values.s }}{{ end }}', 'k: {{ include "h█" . }}', 'nothing'],
    ['{{ define "h" }}{{ $x := .Values.s }}{{ end }}', 'k: {{ include "h█" . }}', 'nothing'],
  ])('%s and %s', (define, line, expected) => {
    expect(rewritten(inlineActions, `${define}\n${line}`).split('\n').at(-2) ?? 'nothing').toBe(expected);
  });
});

describe('with', () => {
  test.each([
    [
      'x: 1\nk:\n  {{- toYaml .Values.a█ | nindent 2 }}\ny: 1',
      'x: 1\n{{- with .Values.a }}\nk:\n  {{- toYaml . | nindent 2 }}\n{{- end }}\ny: 1\n',
    ],
    ['x:\n  k: {{ .Values.s█ }}', 'x:\n  {{- with .Values.s }}\n  k: {{ . }}\n  {{- end }}\n'],
    [
      'x:\n«  k: {{ .Values.a.c.d }}-{{ .Release.Name }}\n  l: {{ $.Values.s }}{{ include "h" . }}»\n{{ define "h" }}1{{ end }}',
      'nothing',
    ],
    [
      'x:\n«  k: {{ .Values.a.c.d }}-{{ .Release.Name }}\n  l: {{ .Values.a.c.e | quote }}\n  m: {{ include "h" . }}»\ny: 1\n{{ define "h" }}1{{ end }}',
      'x:\n  {{- with .Values.a.c }}\n  k: {{ .d }}-{{ $.Release.Name }}\n  l: {{ .e | quote }}\n  m: {{ include "h" $ }}\n  {{- end }}\ny: 1\n{{ define "h" }}1{{ end }}\n',
    ],
    ['x: 1\n\nk: {{ .Values.s█ }}\n\ny: 1', 'x: 1\n{{- with .Values.s }}\n\nk: {{ . }}\n{{- end }}\n\ny: 1\n'],
    [
      '{{- if .Values.a }}\nx: 1\nk: {{ .Values.s█ }}\n{{- end }}',
      '{{- if .Values.a }}\nx: 1\n{{- with .Values.s }}\nk: {{ . }}\n{{- end }}\n{{- end }}\n',
    ],
    [
      '{{- range list 1 }}\nx: {{ . }}\nk: {{ $.Values.s█ }}\n{{- end }}',
      '{{- range list 1 }}\nx: {{ . }}\n{{- with $.Values.s }}\nk: {{ . }}\n{{- end }}\n{{- end }}\n',
    ],
    ['{{- range list 1 }}\nx: {{ . }}\nk: {{ $.Values.s█ }}{{ . }}\n{{- end }}', 'nothing'],
    ['k: {{ .Values.s█ }}', 'nothing'],
    ['x: 1\nk: {{ .Values.s█ | default 3 }}', 'nothing'],
    ['x: 1 \nk: {{ .Values.s█ }}', 'nothing'],
    ['x: 1\n{{- if .Values.s█ }}\nk: 1\n{{- end }}', 'nothing'],
    ['x: 1\nk: {{ .Release.Name█ }}', 'nothing'],
    ['x: 1\n«k: {{ .Values.s }}\n{{- if .Values.a }}»\nl: 1\n{{- end }}', 'nothing'],
    ['{{- if .Values.a -}}\nk: {{ .Values.s█ }}\n{{- end }}', 'nothing'],
  ])('%j', (template, expected) => {
    expect(rewritten(wrapActions, template)).toBe(expected);
  });

  test('CRLF', () => {
    expect(rewritten(wrapActions, 'é: 1\nk: {{ .Values.s█ }}\ny: 1', { newline: '\r\n' })).toBe(
      'é: 1␍\n{{- with .Values.s }}␍\nk: {{ . }}␍\n{{- end }}␍\ny: 1␍\n',
    );
  });
});

test('nothing of this is offered unasked', () => {
  for (const [provider, line] of [
    [wrapActions, 'x: 1\nk: {{ .Values.s█ }}'],
    [inlineActions, '{{ define "h" }}{{ .Values.s }}{{ end }}{{ include "h█" . }}'],
  ] as const) {
    expect(titles(provider, HEAD + line)).toHaveLength(1);
    expect(titles(provider, HEAD + line, false)).toEqual([]);
  }
});
