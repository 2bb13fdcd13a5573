// The language configurations: their patterns compile, and words, folds and indents are what people expect.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Configuration {
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly folding: { readonly offSide: boolean; readonly markers: { readonly start: string; readonly end: string } };
  readonly indentationRules: { readonly increaseIndentPattern: string };
  readonly onEnterRules: readonly {
    readonly beforeText: string;
    readonly afterText?: string;
    readonly action: { readonly indent: string; readonly appendText?: string };
  }[];
  readonly brackets: readonly (readonly [string, string])[];
  readonly colorizedBracketPairs: readonly (readonly [string, string])[];
  readonly autoClosingPairs: readonly { readonly open: string; readonly close: string }[];
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../syntaxes/${name}`, import.meta.url), 'utf8')) as Configuration;
const helm = read('helm.language-configuration.json');

test.each([
  ['{{ .Values.a-b.c }}', ['Values', 'a-b', 'c']],
  ['{{- $x := include "my.name" . -}}', ['$x', 'include', 'my', 'name']],
  ['{{ $.Values }}', ['$', 'Values']],
  ['app.kubernetes.io/name: été-1', ['app', 'kubernetes', 'io', 'name', 'été-1']],
  ['- name-', ['name']],
])('words of %s', (text, words) => {
  for (const configuration of [helm, read('helm-rendered.language-configuration.json')]) {
    const { pattern, flags } = configuration.wordPattern;
    expect(text.match(new RegExp(pattern, `${flags}g`))).toEqual(words);
  }
});

describe('folds', () => {
  const start = new RegExp(helm.folding.markers.start);
  const end = new RegExp(helm.folding.markers.end);
  test.each([
    ['{{- if .a }}', 'start'],
    ['  {{range $i, $v := .a }}', 'start'],
    ['{{- define "a" -}}', 'start'],
    ['{{ with .a }}', 'start'],
    ['{{ block "a" . }}', 'start'],
    ['{{- if .a }}x{{ end }}', 'none'],
    ['{{- end }}', 'end'],
    ['{{ end -}}', 'end'],
    ['{{- else }}', 'none'],
    ['{{ include "if" . }}', 'none'],
    ['{{ iffy }}', 'none'],
    ['a: 1', 'none'],
  ])('%s', (line, kind) => {
    expect(start.test(line) ? 'start' : end.test(line) ? 'end' : 'none').toBe(kind);
  });
});

test.each([
  ['a:', true],
  ['  a: # note', true],
  ['a: |-', true],
  ['- a:', true],
  ['{{ .x }}:', true],
  ['a: 1', false],
  ['a: {{ .x }}', false],
  ['# a:', false],
  ['  # a:', false],
  ['a: &x', true],
  ['{{- if .x }}', false],
])('the line after %j is indented: %s', (line, expected) => {
  expect(new RegExp(helm.indentationRules.increaseIndentPattern).test(line)).toBe(expected);
});

/** The white space of the line after Enter: VS Code takes the first rule whose patterns fit, else the line's own. */
function enter(before: string, after = ''): string {
  const own = /^\s*/.exec(before)?.[0] ?? '';
  const rule = helm.onEnterRules.find(
    ({ beforeText, afterText }) =>
      new RegExp(beforeText).test(before) && (afterText === undefined || new RegExp(afterText).test(after)),
  );
  const { indent, appendText = '' } = rule?.action ?? { indent: 'none' };
  return own + (indent === 'none' ? '' : '  ') + appendText + (indent === 'indentOutdent' ? '|' : '');
}

test.each([
  ['a:', '', '  '],
  ['  a: # é', '', '    '],
  ['  "a b":', '', '    '],
  ['a: |-', '', '  '],
  ['a: &x', '', '  '],
  ['a: !!map', '', '  '],
  ['{{ .x }}:', '', '  '],
  ['  - a:', '', '      '],
  ['- a: >', '', '    '],
  ['  -', '', '    '],
  ['  - name: x', '', '    '],
  ['  - "a b": {{ .x }}', '', '    '],
  ['  - name: "a:"', '', '    '],
  // Nothing belongs below these.
  ['  - x', '', '  '],
  ['  - {{ include "a: b" . }}', '', '  '],
  ['  - http://x', '', '  '],
  ['  a: 1', '', '  '],
  ['  # a:', '', '  '],
  ['  # - a: 1', '', '  '],
  ['  {{- if eq .x "a:" }}', '', '  '],
  ['  a:', ' 1', '  '],
  // An empty block, comment or action opens.
  ['  {{- if .x }}', '{{- end }}', '    |'],
  ['{{/*', '*/}}', '  |'],
  ['{{', '}}', '  |'],
])('Enter after %j and before %j', (before, after, expected) => {
  expect(enter(before, after)).toBe(expected);
});

test('braces close as braces', () => {
  const closing = new Map(helm.autoClosingPairs.map(({ open, close }) => [open, close]));
  expect([closing.get('{'), closing.get('{{'), closing.get('{{/*')]).toEqual(['}', '}}', '*/}}']);
});

test('two closing braces of flow maps are never read as the end of an action, and braces have no rainbow', () => {
  expect(helm.brackets.map(([open]) => open)).toEqual(['{', '[', '(']);
  expect(helm.colorizedBracketPairs.map(([open]) => open)).toEqual(['[', '(']);
});
