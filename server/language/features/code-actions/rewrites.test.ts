// Rewrites: the template afterwards, and what it renders.

import { describe, expect, test } from 'vitest';
import { afterAction, changed, questionAt, rendered, titles } from '../../../../test/support/code-actions.ts';
import type { FixtureOptions } from '../../../../test/support/fixture.ts';
import type { Provider } from './action.ts';
import { quoteActions } from './add-quote.ts';
import { createValueActions } from './create-value.ts';
import { includeActions } from './to-include.ts';
import { nindentActions } from './use-nindent.ts';

const VALUES = '-- values.yaml --\na: {b: 1, c: [x, y]}\nempty: {}\ns: text\n';

/** The template afterwards; what it renders is the same. */
function rewritten(provider: Provider, template: string, options?: FixtureOptions): string {
  const question = questionAt(`${VALUES}-- templates/a.yaml --\n${template}`, options);
  const [action] = provider(question);
  if (action === undefined) return 'nothing';
  const after = changed(question.snapshot, action.changes?.() ?? []);
  expect(rendered(after).replaceAll('\r\n', '\n')).toBe(rendered(question.snapshot).replaceAll('\r\n', '\n'));
  return after.files.get(question.file.uri)?.text.replaceAll('\r\n', '␍\n') ?? '';
}

describe('nindent', () => {
  test.each([
    ['k:\n{{ toYaml .Values.a | in█dent 2 }}\nl: 1', 'k:\n  {{- toYaml .Values.a | nindent 2 }}\nl: 1\n'],
    ['k:\n{{ indent 4 (toYaml .Values.a)█ -}}\nl: 1', 'k:\n    {{- nindent 4 (toYaml .Values.a) -}}\nl: 1\n'],
    ['k:\n{{toYaml .Values.empty | in█dent 2}}', 'k:\n  {{- toYaml .Values.empty | nindent 2}}\n'],
    ['k:\n\n{{ toYaml .Values.a | in█dent 2 }}', 'nothing'],
    ['k:\n  {{ toYaml .Values.a | in█dent 2 }}', 'nothing'],
    ['k:\n{{- toYaml .Values.a | in█dent 2 }}', 'nothing'],
    ['{{ toYaml .Values.a | in█dent 2 }}', 'nothing'],
    ['{{ if .Values.a -}}\n{{ toYaml .Values.a | in█dent 2 }}{{ end }}', 'nothing'],
    ['k: |\n{{ .Values.s | nin█dent 2 }}', 'nothing'],
  ])('%j', (template, expected) => {
    expect(rewritten(nindentActions, template)).toBe(expected);
  });

  test('CRLF', () => {
    expect(rewritten(nindentActions, 'é:\n{{ toYaml .Values.a | in█dent 2 }}', { newline: '\r\n' })).toBe(
      'é:␍\n  {{- toYaml .Values.a | nindent 2 }}␍\n',
    );
  });
});

test('nindent below a key, where the lines begin beside it', () => {
  const below = (template: string, options?: FixtureOptions) =>
    afterAction(nindentActions, `${VALUES}-- templates/a.yaml --\n${template}`, 'below the key', options);
  expect(below('k:\n  - ä: {{ toYaml .Values.a | indent█ 4 }}\nl: 1')).toContain(
    'k:\n  - ä: {{'.replace(' {{', '\n      {{- toYaml .Values.a | nindent 6 }}\nl: 1'),
  );
  expect(below('k: {{- tpl .Values.s . | ind█ent 2 -}}', { newline: '\r\n' })).toContain(
    'k:␍\n  {{- tpl .Values.s . | nindent 2 -}}',
  );
  const none = (template: string) => titles(nindentActions, `${VALUES}-- templates/a.yaml --\n${template}`);
  expect(none('k: {{ .Values.s | in█dent 2 }}')).toEqual([]);
  expect(none('k: {{ toYaml .Values.a | in█dent 2 }} x')).toEqual([]);
});

test('an action that is not written to its end is left alone', () => {
  const open = (action: string) => `${VALUES}-- templates/a.yaml --\nk: ${action}\n`;
  expect(afterAction(quoteActions, open('{{ .Values.s |█ }}'))).toContain('k: {{ .Values.s | quote }}');
  expect(titles(quoteActions, open('{{ .Values.a.my-█key }}'))).toEqual([]);
  expect(titles(nindentActions, open('{{ toYaml .Values.a | (█ | indent 2 }}'))).toEqual([]);
  expect(titles(includeActions, open('{{ template "x█" (list }}'))).toEqual([]);
});

describe('include', () => {
  const define = '{{ define "d" }}{{ . }}{{ end }}';
  test.each([
    [`${define}k: {{ temp█late "d" . }}`, `${define}k: {{ include "d" . }}\n`],
    [`${define}k: {{- temp█late "d" .Values.a.b -}}`, `${define}k: {{- include "d" .Values.a.b -}}\n`],
    [`${define}k: {{ template "d█" .Values.s | upper }}`, `${define}k: {{ include "d" (.Values.s | upper) }}\n`],
    [`${define}k: {{ template "d█" list 1 2 }}`, `${define}k: {{ include "d" (list 1 2) }}\n`],
    [`{{ define "n" }}x{{ end }}k: {{ template "n█" }}`, `{{ define "n" }}x{{ end }}k: {{ include "n" nil }}\n`],
    ['{{ block "b█" . }}x{{ end }}', 'nothing'],
  ])('%s', (template, expected) => {
    expect(rewritten(includeActions, template)).toBe(expected);
  });
});

describe('quote', () => {
  const quoted = (template: string) =>
    titles(quoteActions, `${VALUES}-- templates/a.yaml --\n${template}`).length === 0
      ? 'nothing'
      : afterAction(quoteActions, `${VALUES}-- templates/a.yaml --\n${template}`).split('\n')[1];
  test.each([
    ['k: {{ .Values.s█ }}', 'k: {{ .Values.s | quote }}'],
    ['- {{ .Values.s█ -}}', '- {{ .Values.s | quote -}}'],
    ['k: "{{ .Values.s█ }}" # é', 'k: {{ .Values.s | quote }} # é'],
    ['k: {{ default "x" .Values.s█ }}', 'k: {{ default "x" .Values.s | quote }}'],
    ['k: {{ .Values.s█ | quote }}', 'nothing'],
    ['k: {{ .Values.s█ }}-x', 'nothing'],
    ['k: x-{{ .Values.s█ }}', 'nothing'],
    ['k: {{ toYaml .Values.a█ }}', 'nothing'],
    ['k: {{ toYaml .Values.a█ | nindent 2 }}', 'nothing'],
    ['{{ .Values.s█ }}', 'nothing'],
  ])('%s', (template, expected) => {
    expect(quoted(template)).toBe(expected);
  });
});

describe('values that are not there', () => {
  const created = (template: string) => {
    const text = `${VALUES}-- templates/a.yaml --\n${template}`;
    const [title] = titles(createValueActions, text);
    return title === undefined
      ? 'nothing'
      : `${title}\n${afterAction(createValueActions, text).split('\n').slice(1).join('\n')}`;
  };
  test.each([
    ['{{ .Values.new.x█ }}', 'new.x: ""'],
    ['{{ .Values.ne█w.x }}', 'new.x: ""'],
    ['{{ .Values.new█ | quote }}', 'new: ""'],
    ['{{ toYaml .Values.new█ | nindent 2 }}', 'new: {}'],
    ['{{ .Values.new█ | toYaml }}', 'new: {}'],
    ['{{ range .Values.new█ }}{{ end }}', 'new: []'],
    ['{{ range $i, $e := .Values.new█ }}{{ end }}', 'new: []'],
    ['{{ with .Values.new█ }}{{ end }}', 'new: {}'],
    ['{{ if .Values.new█ }}{{ end }}', 'new: false'],
    ['{{ if and .Values.a .Values.new█ }}{{ end }}', 'new: false'],
    ['{{ if eq .Values.new█ "x" }}{{ end }}', 'new: false'],
    ['{{ .Values.new█ | default 80 }}', 'new: 80'],
    ['{{ default "é" .Values.new█ }}', 'new: "é"'],
    ['{{ .Values.new█ | int }}', 'new: 0'],
    ['{{ index .Values "my-k█ey" }}', 'my-key: ""'],
    ['{{ with .Values.a }}{{ .new█ }}{{ end }}', 'a.new: ""'],
    ['{{ .Values.s█ }}', 'nothing'],
    ['{{ .Values.s.x█ }}', 'nothing'],
    ['{{ .Release.Foo█ }}', 'nothing'],
  ])('%s', (template, expected) => {
    expect(created(template).split('\n')[0]).toBe(
      expected === 'nothing' ? expected : `Create value ${expected} in values.yaml`,
    );
  });

  test('in its table, and in the schema', () => {
    expect(created('{{ with .Values.a }}{{ .new█ }}{{ end }}')).toContain(
      '\na: {b: 1, c: [x, y], new: ""}\nempty: {}\n',
    );
    expect(
      afterAction(
        createValueActions,
        `-- values.schema.json --\n{"properties": {}}\n${VALUES}-- templates/a.yaml --\n{{ .Values.new█ | int }}`,
      ),
    ).toContain('{"properties": {"new": {"type": "integer"}}}');
  });
});

test('nothing of this is offered unasked', () => {
  for (const [provider, line] of [
    [nindentActions, 'k:\n{{ toYaml .Values.a | in█dent 2 }}'],
    [quoteActions, 'k: {{ .█x }}'],
    [createValueActions, '{{ .Values.█x }}'],
    [includeActions, '{{ template "x█" . }}'],
  ] as const) {
    expect(titles(provider, `${VALUES}-- templates/a.yaml --\n${line}`)).toHaveLength(1);
    expect(titles(provider, `${VALUES}-- templates/a.yaml --\n${line}`, false)).toEqual([]);
  }
});
