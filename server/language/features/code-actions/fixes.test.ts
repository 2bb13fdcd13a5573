// Fixes of what Helm refuses: the files afterwards.

import { describe, expect, test } from 'vitest';
import {
  afterAction,
  changed,
  filesAfter,
  questionAt,
  rendered,
  titles,
} from '../../../../test/support/code-actions.ts';
import type { FixtureOptions } from '../../../../test/support/fixture.ts';
import { templateView } from '../../documents/template.ts';
import { indexed } from '../../symbols/indexed.ts';
import type { Provider } from './action.ts';
import { closeActionActions } from './close-action.ts';
import { closeBlockActions } from './close-block.ts';
import { createHelperActions } from './create-helper.ts';
import { meantActions } from './did-you-mean.ts';
import { indexKeyActions } from './index-key.ts';
import { knownValueActions } from './known-value.ts';

/** The template afterwards, which parses. */
function fixed(provider: Provider, template: string, options?: FixtureOptions): string {
  const question = questionAt(`-- templates/a.yaml --\n${template}`, options);
  const [action] = provider(question);
  if (action === undefined) return 'nothing';
  const after = changed(question.snapshot, action.changes?.() ?? []);
  const file = after.files.get(question.file.uri);
  expect(file && templateView(file, after.settings).parsed.errors).toEqual([]);
  return file?.text.replaceAll('\r\n', '␍\n') ?? '';
}

describe('a key that is no name', () => {
  test.each([
    ['{{ .Values.a.my-█key }}', '{{ (index .Values.a "my-key") }}\n'],
    ['{{ .Values.my-█key.b-c.d | quote }}', '{{ (index .Values "my-key" "b-c").d | quote }}\n'],
    ['{{ if eq $.Values.é.my-█key "x" }}{{ end }}', '{{ if eq (index $.Values.é "my-key") "x" }}{{ end }}\n'],
    [
      '{{ range $k, $v := .x }}{{ $v.my-█key }}{{ end }}',
      '{{ range $k, $v := .x }}{{ (index $v "my-key") }}{{ end }}\n',
    ],
    ['{{ with .x }}{{ .my-█key }}{{ end }}', '{{ with .x }}{{ (index . "my-key") }}{{ end }}\n'],
    ['{{ .Values.1█st }}', '{{ (index .Values "1st") }}\n'],
    ['{{ sub 3 .Values.x }}█', 'nothing'],
  ])('%s', (template, expected) => {
    expect(fixed(indexKeyActions, template)).toBe(expected);
  });

  test('chains', () => {
    expect(indexed('.a.b-c.d.e-f.g-h.i')).toBe('(index (index .a "b-c").d "e-f" "g-h").i');
  });

  test('what is rendered is the value', () => {
    const question = questionAt(
      '-- values.yaml --\na: {my-key: {b-c: {d: 1}}}\n-- templates/a.yaml --\na: {{ .Values.a.my-key█.b-c.d }}',
    );
    const [action] = indexKeyActions(question);
    expect(rendered(changed(question.snapshot, action?.changes?.() ?? []))).toContain('a: 1\n');
  });
});

describe('an action without its end', () => {
  test.each([
    ['a: {{ .x█\nb: {{ .y }}', 'a: {{ .x }}\nb: {{ .y }}\n'],
    ['a: {{ .x | quote█  \nb: 1', 'a: {{ .x | quote }}  \nb: 1\n'],
    ['a: "{{ .é█"\nb: 1', 'a: "{{ .é }}"\nb: 1\n'],
    ['a: {{ include "x" (dict "a" 1█\nb: 1', 'a: {{ include "x" (dict "a" 1) }}\nb: 1\n'],
    ['a: {{ .x }█\nb: 1', 'a: {{ .x }}\nb: 1\n'],
    ['a: 1\n{{ end █}}\nb: 1', 'a: 1\nb: 1\n'],
    ['a: {{ .x }}{{ else█ }}', 'a: {{ .x }}\n'],
    ['a: {{ if .x }}1{{ end█ }}', 'nothing'],
  ])('%j', (template, expected) => {
    expect(fixed(closeActionActions, template)).toBe(expected);
  });

  test('CRLF', () => {
    expect(fixed(closeActionActions, 'a: {{ .x█\nb: 1', { newline: '\r\n' })).toBe('a: {{ .x }}␍\nb: 1␍\n');
  });
});

test('functions and templates that were meant', () => {
  expect(fixed(meantActions, '{{ .Values.a | qoute█ }}')).toBe('{{ .Values.a | quote }}\n');
  expect(fixed(meantActions, '{{ $name := 1 }}{{ $nmae█ }}')).toBe('{{ $name := 1 }}{{ $name }}\n');
  expect(fixed(meantActions, '{{ zzzzzz█ }}')).toBe('nothing');
  expect(fixed(meantActions, '{{ define "shop.labels" }}{{ end }}{{ include "shop.lables█" . }}')).toBe(
    '{{ define "shop.labels" }}{{ end }}{{ include "shop.labels" . }}\n',
  );
  expect(fixed(meantActions, '{{ define "shop.labels" }}{{ end }}{{ include "shop.labels█" . }}')).toBe('nothing');
});

describe('a block without an end', () => {
  test.each([
    ['{{█ if .x }}\na: 1', '{{ if .x }}\na: 1\n{{ end }}\n'],
    ['{{-█ if .x }}\na: 1\n\n', '{{- if .x }}\na: 1\n{{- end }}\n\n'],
    [
      'a:\n  {{- with .x }}█\n  b: 1\n  c:\n    d: 2\ne: 3',
      'a:\n  {{- with .x }}\n  b: 1\n  c:\n    d: 2\n  {{- end }}\ne: 3\n',
    ],
    ['a: {{ if █.x }}1\nb: 2', 'a: {{ if .x }}1{{ end }}\nb: 2\n'],
    [
      '{{- if .x }}\n  {{- range .y }}█\n  a: 1\n{{- end }}\nb: 1',
      '{{- if .x }}\n  {{- range .y }}\n  a: 1\n  {{- end }}\n{{- end }}\nb: 1\n',
    ],
    ['{{- define "a" }}█\na: 1', '{{- define "a" }}\na: 1\n{{- end }}\n'],
  ])('%j', (template, expected) => {
    expect(fixed(closeBlockActions, template)).toBe(expected);
  });

  test('CRLF, and a text without a last line break', () => {
    const options = { newline: '\r\n', openEnd: true } as const;
    expect(fixed(closeBlockActions, '{{- if .é }}█\na: 1', options)).toBe('{{- if .é }}␍\na: 1␍\n{{- end }}');
  });
});

describe('a helper that is not there', () => {
  const created = (text: string, options?: FixtureOptions) => {
    const question = questionAt(text, options);
    const [action] = createHelperActions(question);
    const changes = action?.changes?.() ?? [];
    expect(rendered(changed(question.snapshot, changes))).not.toContain('error:');
    return filesAfter(question.snapshot, changes);
  };

  test('in a new file', () => {
    expect(created('-- templates/a.yaml --\na: {{ include "shop.full█Name" . }}')).toMatchInlineSnapshot(`
      "-- templates/_helpers.tpl --
      {{/*
      Full name
      */}}
      {{- define "shop.fullName" -}}
      {{- end }}
      "
    `);
  });

  test('at the end of the file, with what it is called with', () => {
    const text =
      '-- templates/_helpers.tpl --\n{{ define "x" }}{{ end }}\n-- templates/a.yaml --\na: {{ include "shop.pod-spec█" (dict "ctx" $ "port" 1) }}';
    expect(created(text)).toMatchInlineSnapshot(`
      "-- templates/_helpers.tpl --
      {{ define "x" }}{{ end }}

      {{/*
      Pod spec
      Usage:
      {{ include "shop.pod-spec" (dict "ctx" $ "port" 1) }}
      */}}
      {{- define "shop.pod-spec" -}}
      {{- $ctx := .ctx -}}
      {{- $port := .port -}}
      {{- end }}
      "
    `);
    expect(created(text, { newline: '\r\n', openEnd: true })).toMatchInlineSnapshot(`
      "-- templates/_helpers.tpl --
      {{ define "x" }}{{ end }}

      {{/*
      Pod spec
      Usage:
      {{ include "shop.pod-spec" (dict "ctx" $ "port" 1) }}
      */}}
      {{- define "shop.pod-spec" -}}
      {{- $ctx := .ctx -}}
      {{- $port := .port -}}
      {{- end }}
      "
    `);
  });

  test('the parameters of all callers, by names that are none as well', () => {
    const text =
      '-- templates/a.yaml --\na: {{ include "é.x█" (dict "my-key" "ü" "1st" $) }}\nb: {{ template "é.x" (dict "é" "{" "a.b" 1) }}';
    expect(created(text, { newline: '\r\n' })).toMatchInlineSnapshot(`
      "-- templates/_helpers.tpl --
      {{/*␍
      X; called with a dict of my-key, 1st, é, a.b␍
      */}}␍
      {{- define "é.x" -}}␍
      {{- $myKey := index . "my-key" -}}␍
      {{- $_1st := index . "1st" -}}␍
      {{- $é := .é -}}␍
      {{- $aB := index . "a.b" -}}␍
      {{- end }}␍
      "
    `);
  });

  test('not where a chart that is absent may have it', () => {
    const offered = (chart: string) =>
      titles(
        createHelperActions,
        `-- Chart.yaml --\nname: a\nversion: 1.0.0\n${chart}\n-- templates/a.yaml --\n{{ include "b█" . }}`,
      );
    expect(offered('')).toHaveLength(1);
    expect(offered('dependencies: [{name: common, version: 1.0.0, repository: https://charts.example}]')).toEqual([]);
    expect(
      titles(createHelperActions, '-- templates/a.yaml --\n{{ include "b█" . }}{{ define "b" }}{{ end }}'),
    ).toEqual([]);
  });
});

test('a light bulb stands at errors only', () => {
  for (const provider of [closeActionActions, closeBlockActions, createHelperActions, meantActions, indexKeyActions])
    expect(titles(provider, '-- templates/a.yaml --\na: {{ .Values.█a | quote }}\nb: {{ if .x }}{{ end }}')).toEqual(
      [],
    );
  expect(afterAction(meantActions, '-- templates/a.yaml --\n{{ .a | qoute█ }}', 'quote')).toContain('| quote }}');
});

test('a value that nothing sets becomes the one that is meant', () => {
  const values = '-- values.yaml --\nimage: {tag: v1}\n-- templates/a.yaml --\n';
  const after = (template: string) => afterAction(knownValueActions, values + template, 'Change to tag');
  expect(after('é: {{ .Values.image.t█ga }}')).toContain('é: {{ .Values.image.tag }}');
  const guarded = `${values}{{ .Values.image.t█ga | default 1 }}`;
  expect(titles(knownValueActions, guarded, false)).toEqual([]);
  // Who asks may have meant it.
  expect(titles(knownValueActions, guarded)).toEqual(['Change to tag']);
  expect(afterAction(knownValueActions, `${values}{{ if .Values.im█ge.tag }}{{ end }}`, 'Change to image')).toContain(
    '{{ if .Values.image.tag }}',
  );
  expect(titles(knownValueActions, `${values}{{ .Values.image.ta█g }}`)).toEqual([]);
  expect(titles(knownValueActions, `${values}{{ .Values.image.other█ | default 1 }}`)).toEqual([]);
  const inText =
    '-- values.yaml --\nimage: {tag: v1}\nnote: "é {{ .Values.imge█.tag }}"\n-- templates/a.yaml --\n{{ tpl .Values.note . }}';
  expect(afterAction(knownValueActions, inText, 'Change to image')).toContain('note: "é {{ .Values.image.tag }}"');
});
