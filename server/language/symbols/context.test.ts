// What the dot and expressions stand for, as `chart:.path`, with `…` where something else is possible.

import { describe, expect, test } from 'vitest';
import { cursorOf, fixture } from '../../../test/support/fixture.ts';
import { contextAt, dotHere, objectPath, textHere } from './context.ts';
import { pathText } from './markdown.ts';
import { callersOf } from './templates.ts';
import type { Possible } from './value.ts';

const CHARTS = `
-- Chart.yaml --
name: app
-- charts/sub/Chart.yaml --
name: sub
`.trim();

function show(tree: NonNullable<ReturnType<typeof contextAt>>['tree'], value: Possible): string {
  const refs = value.refs.flatMap((ref): string | [] => {
    if (ref.kind === 'text' || ref.kind === 'included') return [];
    if (ref.kind === 'list') return `[${ref.items.map((item) => show(tree, item)).join('; ')}]`;
    if (ref.kind === 'dict')
      return `{${[...ref.entries].map(([key, item]) => `${key}: ${show(tree, item)}`).join('; ')}}`;
    const found = objectPath(tree, ref);
    if (found === undefined) return 'nowhere';
    return `${found.chart.name}:${found.object === undefined ? '.' : pathText(found.object, found.path)}`;
  });
  return [...refs, ...(value.complete ? [] : ['…'])].join(' | ');
}

/** The dot at the cursor, or what an expression means there. Files may follow the template. */
function meaning(template: string, expression?: string, path = 'templates/x.yaml'): string {
  const read = fixture(`${CHARTS}\n-- ${path} --\n${template}`);
  const { uri, offset } = cursorOf(read);
  const context = contextAt(read.snapshot, uri, offset);
  if (context === undefined) return 'no context';
  return show(context.tree, expression === undefined ? dotHere(context) : textHere(context, expression));
}

test.each([
  ['{{ █ }}', 'app:.'],
  ['{{ with .Values.a }}{{ █ }}{{ end }}', 'app:.Values.a'],
  ['{{ with .Values.a }}{{ end }}{{ █ }}', 'app:.'],
  ['{{ with .Values.a }}{{ else }}{{ █ }}{{ end }}', 'app:.'],
  ['{{ with .Values.a }}{{ else with .Values.b }}{{ █ }}{{ end }}', 'app:.Values.b'],
  ['{{ if .Values.a }}{{ else if .Values.b }}{{ █ }}{{ end }}', 'app:.'],
  ['{{ if .Values.a }}{{ █', 'app:.'],
  ['{{ with .Values.█a }}{{ end }}', 'app:.'],
  ['{{ with .Values.a }}{{ with .b }}{{ █', 'app:.Values.a.b'],
  ['{{ range .Values.a }}{{ range .b }}{{ █', 'app:.Values.a[].b[]'],
  ['{{ range $i, $v := .Values.a }}{{ █', 'app:.Values.a[]'],
  ['{{ range until 3 }}{{ █', ''],
  ['{{ range tuple .Values.a .Values.b }}{{ █', 'app:.Values.a | app:.Values.b'],
  ['{{ with fromYaml (include "x" .) }}{{ █', '…'],
  ['{{ with .Values.a | default .Values.b }}{{ █', 'app:.Values.a | app:.Values.b'],
  ['{{ with index .Values "a-b" 0 "c" }}{{ █', 'app:.Values["a-b"][].c'],
  ['{{ with .Subcharts.sub.Values.k }}{{ █', 'sub:.Values.k'],
  ['{{ with $ }}{{ .x }}{{ end }}{{ with $.Values }}{{ █', 'app:.Values'],
  ['{{ with dict "a" .Values.x }}{{ with .a }}{{ █', 'app:.Values.x'],
  ['{{ range $k, $v := dict "a" .Values.x "b" .Values.y }}{{ █', 'app:.Values.x | app:.Values.y'],
  [
    '{{ range list (dict "n" 1 "v" .Values.x) (dict "n" 2 "v" .Values.y) }}{{ with .v }}{{ █',
    'app:.Values.x | app:.Values.y',
  ],
  ['{{ range splitList "," .Values.x }}{{ █', ''],
  ['{{ range .Values.a }}{{ else }}{{ █', 'app:.'],
  ['{{ with (.Values.a | default dict).b }}{{ █', 'app:.Values.a.b'],
  ['{{ with $w := .Values.m }}{{ with $w.n }}{{ █', 'app:.Values.m.n'],
  ['{{ with .Values.a }}{{ with $.Values.b }}{{ █', 'app:.Values.b'],
  ['{{ range $name := list "a" "b" }}{{ with index $.Values $name }}{{ █', 'app:.Values.a | app:.Values.b'],
  ['{{ range $name, $_ := dict "a" 1 "b" 2 }}{{ with get $.Values $name }}{{ █', 'app:.Values.a | app:.Values.b'],
  ['{{ $_ := set . "own" .Values.o }}{{ with .own }}{{ █', 'app:.own | app:.Values.o'],
  ['{{ with .Values.a }}{{ $_ := set $ "own" . }}{{ end }}{{ with $.own }}{{ █', 'app:.own | app:.Values.a'],
])('the dot in %s', (template, expected) => expect(meaning(template)).toBe(expected));

test.each([
  ['{{ $a := .Values.a }}{{ █ }}', '$a.b', 'app:.Values.a.b'],
  ['{{ $a := .Values.a }}{{ $a = .Values.b }}{{ █ }}', '$a', 'app:.Values.a | app:.Values.b'],
  ['{{ $a := .Values.a }}{{ if 1 }}{{ $a := .Values.b }}{{ $a = .Values.c }}{{ end }}{{ █ }}', '$a', 'app:.Values.a'],
  ['{{ $a := list }}{{ range .Values.l }}{{ $a = append $a . }}{{ end }}{{ █ }}', '$a', '[] | [app:.Values.l[]]'],
  ['{{ range $k, $v := .Values.m }}{{ █', '$v', 'app:.Values.m[]'],
  ['{{ range $k, $v := .Values.m }}{{ █', '$k', ''],
  ['{{ with $w := .Values.m }}{{ else }}{{ █', '$w', 'app:.Values.m'],
  ['{{ █ }}', '$none', '…'],
  ['{{ █ }}', 'dict "a" .Values.x "b" (list . 1)', '{a: app:.Values.x; b: [app:.; ]}'],
  ['{{ █ }}', '(dict "a" .Values.x).a.b', 'app:.Values.x.b'],
  ['{{ █ }}', '(dict "a" .Values.x).b', ''],
  ['{{ █ }}', 'dig "a" "b" "none" .Values', 'app:.Values.a.b'],
  ['{{ █ }}', 'mustMergeOverwrite (dict) .Values.a .Values.b', '{} | app:.Values.a | app:.Values.b'],
  ['{{ █ }}', 'ternary .Values.a .Values.b true', 'app:.Values.a | app:.Values.b'],
  ['{{ █ }}', '.Values.a | required "m"', 'app:.Values.a'],
  ['{{ █ }}', '.Values.a | toYaml', ''],
  ['{{ █ }}', 'set .Values.a "k" 1', 'app:.Values.a | {k: }'],
  ['{{ █ }}', 'nosuch .Values.a', '…'],
  ['{{ $c := dict "a" .Values.x }}{{ $_ := set $c "b" .Values.y }}{{ █ }}', '$c.b', 'app:.Values.y'],
  ['{{ $c := dict "a" .Values.x }}{{ $_ := set $c "b" .Values.y }}{{ █ }}', '$c.a', 'app:.Values.x'],
  ['{{ $c := dict }}{{ $_ := .Values.x | set $c "b" }}{{ █ }}', '$c.b.y', 'app:.Values.x.y'],
  ['{{ $c := dict "t" (dict) }}{{ $_ := set $c.t "k" .Values.x }}{{ █ }}', '$c.t.k', 'app:.Values.x'],
  [
    '{{ $c := dict }}{{ range $k, $v := .Values.m }}{{ $_ := set $c $k $v }}{{ end }}{{ █ }}',
    '$c.any.b',
    'app:.Values.m[].b',
  ],
  ['{{ $c := dict "a" 1 }}{{ $_ := set $c .Values.name .Values.x }}{{ █ }}', 'get $c "a"', 'app:.Values.x'],
  ['{{ $c := dict }}{{ $_ := set $c .Values.k .Values.x }}{{ range $k, $v := $c }}{{ █ }}', '$v', 'app:.Values.x'],
  [
    '{{ $a := list }}{{ range .Values.l }}{{ $a = concat $a (list .) }}{{ end }}{{ █ }}',
    '(first $a).b',
    'app:.Values.l[].b',
  ],
  [
    '{{ $a := .Values.a }}{{ $b := .Values.b }}{{ range .Values.l }}{{ $a = $b }}{{ $b = $a }}{{ end }}{{ █ }}',
    '$a',
    'app:.Values.a | app:.Values.b',
  ],
  [
    '{{ $a := .Values.a }}{{ $b := .Values.b }}{{ range .Values.l }}{{ $a = $b }}{{ $b = $a }}{{ end }}{{ █ }}',
    '$b',
    'app:.Values.b | app:.Values.a',
  ],
  [
    '{{ $x := .Values.x }}{{ range .Values.l }}{{ $x = $x.n }}{{ end }}{{ █ }}',
    '$x',
    'app:.Values.x | app:.Values.x.n | app:.Values.x.n.n | app:.Values.x.n.n.n | app:.Values.x.n.n.n.n | …',
  ],
  ['{{ $ := .Values.x }}{{ █ }}', '$.y', 'app:.Values.x.y'],
  ['{{ $c := deepCopy . }}{{ $c = set $c "b" .Values.y }}{{ █ }}', '$c.Values.z', 'app:.Values.z'],
  [
    '{{ $c := dict }}{{ $_ := merge $c (dict "k" .Values.y) .Values.z }}{{ █ }}',
    '$c.k',
    'app:.Values.y | app:.Values.z.k',
  ],
  [
    '{{ $a := "" }}{{ if .Values.c }}{{ $a = .Values.x }}{{ else }}{{ $a = .Values.y }}{{ end }}{{ █ }}',
    '$a',
    'app:.Values.x | app:.Values.y',
  ],
  ['{{ █ }}', '(merge (dict "ctx" $) .).ctx.Values.x', 'app:.Values.x | app:.ctx.Values.x'],
  ['{{ █ }}', '(merge (dict "ctx" $) .).Values.x', 'app:.Values.x'],
  ['{{ █ }}', '(index (list $ "x") 0).Values', 'app:.Values'],
  ['{{ █ }}', '(first (list $ "x")).Values', 'app:.Values'],
  ['{{ █ }}', '(list $ .Values.x | last).y', 'app:.Values.x.y'],
  ['{{ █ }}', '(pluck "a" .Values.x .Values.y | first).b', 'app:.Values.x.a.b'],
  ['{{ █ }}', 'coalesce .Values.a .Values.b (dict)', 'app:.Values.a | app:.Values.b | {}'],
  ['{{ █ }}', 'pick .Values.a "x" "y"', '{x: app:.Values.a.x; y: app:.Values.a.y}'],
  ['{{ █ }}', '(omit (dict "x" 1 "y" .Values.a) "x").y', 'app:.Values.a'],
  ['{{ █ }}', 'merge .Values.a .Values.b | toYaml | fromYaml', 'app:.Values.a | app:.Values.b'],
  ['{{ █ }}', 'fromYaml (tpl (toYaml .Values.a) $)', 'app:.Values.a'],
  ['{{ █ }}', 'fromYaml (include "x" .)', '…'],
  ['{{ █ }}', 'fromYaml .Values.text', '…'],
  ['{{ █ }}', 'get .Values (printf "%s-%s" "a" "b")', 'app:.Values["a-b"]'],
  ['{{ █ }}', 'dict "a" (dict "b" (dict "c" .Values.x))', '{a: {b: {c: app:.Values.x}}}'],
  ['{{ █ }}', '.Files.Get "x"', ''],
])('%s: %s', (template, expression, expected) => expect(meaning(template, expression)).toBe(expected));

describe('in a named template', () => {
  const inHelper = (call: string, inside = '{{ █ }}') => meaning(`{{ define "h" }}${inside}{{ end }}${call}`);

  test('the dot is what the callers hand over, all of them', () => {
    expect(inHelper('{{ include "h" . }}')).toBe('app:.');
    expect(inHelper('{{ template "h" .Values.a }}{{ include "h" .Values.b }}')).toBe('app:.Values.a | app:.Values.b');
    expect(inHelper('{{ range .Values.l }}{{ include "h" . }}{{ end }}')).toBe('app:.Values.l[]');
    expect(inHelper('{{ $x := .Values.x }}{{ include "h" $x.y }}')).toBe('app:.Values.x.y');
    expect(inHelper('{{ template "h" }}')).toBe('');
  });

  test('of a list that nobody hands over yet, the item that is read as the root is taken for it', () => {
    const body = '{{ $ctx := index . 0 }}{{ $ctx.Values.a }}{{ $key := index . 1 }}';
    expect(inHelper('', `${body}{{ with $ctx.Values.b }}{{ █ }}{{ end }}`)).toBe('app:.Values.b | …');
    expect(inHelper('', `${body}{{ with $key }}{{ █ }}{{ end }}`)).toBe('…');
    expect(inHelper('', '{{ $ := index . 0 }}{{ with $.Values.b }}{{ █ }}{{ end }}')).toBe('app:.Values.b | …');
    expect(inHelper('{{ include "h" (list .Values.x .) }}', `${body}{{ █ }}`)).toBe('[app:.Values.x; app:.]');
  });

  test('through other named templates, and the root stays that of the caller', () => {
    expect(inHelper('{{ define "o" }}{{ include "h" .part }}{{ end }}{{ include "o" (dict "part" .Values.p) }}')).toBe(
      'app:.Values.p',
    );
    expect(inHelper('{{ include "h" . }}\n-- charts/sub/templates/x.yaml --\n{{ include "h" . }}')).toBe(
      'app:. | sub:.',
    );
    expect(inHelper('\n-- charts/sub/templates/x.yaml --\n{{ with .Values.k }}{{ include "h" $ }}{{ end }}')).toBe(
      'sub:.',
    );
  });

  test('nothing is proved where a caller is beyond reckoning', () => {
    expect(inHelper('')).toBe('app:. | …');
    expect(inHelper('{{ include "h" (fromYaml "a: 1") }}')).toBe('…');
    expect(inHelper('{{ include "h" . }}{{ include (printf "%s" .Values.n) . }}')).toBe('app:. | …');
    expect(inHelper('{{ include "h" . }}', '{{ include "h" .next }}{{ █ }}')).toContain('…');
  });

  test('names that are computed are worked out where they can be', () => {
    expect(inHelper('{{ include (printf "%s" "h") .Values.x }}')).toBe('app:.Values.x');
    expect(meaning('{{ define "app.h" }}{{ █ }}{{ end }}{{ include (printf "%s.h" .Chart.Name) .Values.x }}')).toBe(
      'app:.Values.x',
    );
    expect(
      meaning(
        '{{ define "sub.h" }}{{ █ }}{{ end }}\n-- charts/sub/templates/x.yaml --\n{{ include (print .Chart.Name ".h") . }}',
      ),
    ).toBe('sub:.');
    expect(inHelper('{{ include (print $.Template.BasePath "/cm.yaml") . }}{{ include "h" . }}')).toBe('app:.');
    expect(inHelper('{{ $n := "h" }}{{ if .Values.y }}{{ $n = "other" }}{{ end }}{{ include $n .Values.x }}')).toBe(
      'app:.Values.x',
    );
    expect(inHelper('{{ range list "h" "i" }}{{ include . $.Values.x }}{{ end }}')).toBe('app:.Values.x');
    const render = '{{ define "render" }}{{ include .name .ctx }}{{ end }}';
    expect(inHelper(`${render}{{ include "render" (dict "name" "h" "ctx" .Values.x) }}`)).toBe('app:.Values.x');
    expect(inHelper(`${render}{{ include "render" (dict "name" .Values.n "ctx" .Values.x) }}`)).toBe('app:. | …');
  });

  test('a computed name that may be another one is one of these all the same', () => {
    expect(inHelper('{{ include (.Values.n | default "h") .Values.x }}')).toBe('app:.Values.x | …');
    expect(inHelper('{{ $n := "h" }}{{ with .Values.n }}{{ $n = . }}{{ end }}{{ include $n .Values.x }}')).toBe(
      'app:.Values.x | …',
    );
    expect(inHelper('{{ include (printf "%s%s" (default "h" .Values.n) "") .Values.x }}')).toBe('app:.Values.x | …');
    expect(inHelper('{{ include (printf "h-%s" .Values.n) .Values.x }}')).toBe('app:. | …');
  });

  test('dicts, lists and contexts are handed on over three helpers', () => {
    const chain =
      '{{ define "o" }}{{ include "p" (dict "ctx" .ctx "v" .part) }}{{ end }}' +
      '{{ define "p" }}{{ include "h" (list .ctx .v) }}{{ end }}{{ include "o" (dict "ctx" $ "part" .Values.p) }}';
    expect(inHelper(chain, '{{ with index . 1 }}{{ █ }}{{ end }}')).toBe('app:.Values.p');
    expect(inHelper(chain, '{{ with (first .).Values.q }}{{ █ }}{{ end }}')).toBe('app:.Values.q');
    expect(inHelper(chain, '{{ $root := index . 0 }}{{ with $root.Release }}{{ █ }}{{ end }}')).toBe('app:.Release');
    expect(
      inHelper(
        '{{ $c := dict "a" .Values.a }}{{ $_ := set $c "b" . }}{{ include "h" $c }}',
        '{{ with .b }}{{ █ }}{{ end }}',
      ),
    ).toBe('app:.');
    expect(inHelper('{{ include "h" (merge (dict "name" "x") .) }}', '{{ with .Values.a }}{{ █ }}{{ end }}')).toBe(
      'app:.Values.a',
    );
    expect(inHelper('{{ include "h" (merge (dict "x" .Values.x) $) }}', '{{ with $.x }}{{ █ }}{{ end }}')).toBe(
      'app:.Values.x | app:.x',
    );
  });

  test('a helper that calls itself knows what others hand it', () => {
    const self = '{{ include "h" (dict "ctx" .ctx "v" .v.next) }}{{ with .v }}{{ █ }}{{ end }}';
    expect(inHelper('{{ include "h" (dict "ctx" $ "v" .Values.v) }}', self)).toMatch(/^app:\.Values\.v \| .*…$/);
  });

  test('a hundred callers that hand dicts of the same keys hand one kind of dict', () => {
    const calls = Array.from({ length: 100 }, (_, i) => `{{ include "h" (dict "v" .Values.v${i % 5} "ctx" $) }}`);
    expect(inHelper(calls.join(''))).toBe(
      '{v: app:.Values.v0 | app:.Values.v1 | app:.Values.v2 | app:.Values.v3 | app:.Values.v4; ctx: app:.}',
    );
  });

  test('each caller is known with what it hands over', () => {
    const read =
      fixture(`${CHARTS}\n-- templates/x.yaml --\n{{ define "h" }}{{ █ }}{{ end }}{{ include "h" . }}{{ range .Values.l }}
{{ include "h" (dict "x" .) }}{{ end }}{{ include (print "h") .Values.c }}`);
    const { uri, offset } = cursorOf(read);
    const context = contextAt(read.snapshot, uri, offset);
    if (context === undefined) throw new Error('no context');
    const callers = callersOf(context.snapshot, context.tree, 'h');
    expect(callers.map(({ call, data }) => `${call.name}: ${show(context.tree, data)}`)).toEqual([
      'h: app:.',
      'h: {x: app:.Values.l[]}',
      'undefined: app:.Values.c',
    ]);
  });

  test('templates that call each other know it in any order of asking', () => {
    const read = fixture(`
      -- templates/x.yaml --
      {{ define "a" }}{{ .█ }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ .x }}{{ include "a" . }}{{ end }}{{ include "a" .Values.v }}
    `);
    const { uri, offset } = cursorOf(read);
    const dotAt = (at: number) => {
      const context = contextAt(read.snapshot, uri, at);
      return context && show(context.tree, dotHere(context));
    };
    expect(dotAt(offset)).toBe('fixture:.Values.v | …');
    expect(dotAt(read.files.get('templates/x.yaml')?.text.indexOf('.x') ?? 0)).toBe('fixture:.Values.v | …');
  });

  test('what a template prints is read back as the table that it printed', () => {
    const printed = (body: string, expression: string, call = 'include "p" . | fromYaml') =>
      meaning(`{{ define "p" }}${body}{{ end }}{{ $p := ${call} }}{{ █ }}`, `$p${expression}`);
    expect(printed('{{ toYaml .Values.a }}', '.b')).toBe('app:.Values.a.b');
    expect(printed('{{- .Values.a | toJson | nindent 2 -}}', '.b', 'include "p" $ | trim | fromJson')).toBe(
      'app:.Values.a.b',
    );
    const either = '{{- if .x }}{{ toYaml .x }}{{ else }}{{ toYaml .y }}{{ end }}';
    expect(printed(either, '.b', 'include "p" (dict "x" .Values.x "y" .Values.y) | fromYaml')).toBe(
      'app:.Values.x.b | app:.Values.y.b',
    );
    expect(printed('{{ $d := dict "v" .Values.a }}{{ $d | toYaml }}', '.v.b')).toBe('app:.Values.a.b');
    const inner = '{{ include "q" .Values.a }}{{ end }}{{ define "q" }}{{ toYaml .in }}';
    expect(printed(inner, '.b')).toBe('app:.Values.a.in.b');
    expect(
      meaning(
        '{{ define "p" }}{{ toYaml .v }}{{ end }}{{ range (include "p" (dict "v" .Values.l) | fromYamlArray) }}{{ █ }}{{ end }}',
      ),
    ).toBe('app:.Values.l[]');
  });

  test('keys that a template prints as text are read back with what stands behind them', () => {
    const printed = (body: string, expression: string) =>
      meaning(`{{ define "p" }}${body}{{ end }}{{ $p := fromYaml (include "p" .) }}{{ █ }}`, `$p${expression}`);
    const text = `
a: {{ .Values.x }}
"b":
  c: {{ .Values.y | quote }}
  {{- toYaml .Values.z | nindent 2 }}
d: text
{{ toYaml .Values.w }}
`;
    expect(printed(text, '.a')).toBe('app:.Values.x | app:.Values.w.a');
    expect(printed(text, '.b.k')).toBe('app:.Values.z.k | app:.Values.w.b.k');
    expect(printed(text, '.d.k')).toBe('app:.Values.w.d.k');
    expect(printed('a: |\n  b: {{ .Values.x }}\nc:{{ toYaml .Values.y | nindent 2 }}', '.c.d')).toBe('app:.Values.y.d');
    expect(printed('a: {{ if .Values.x }}{{ .Values.y }}{{ else }}1{{ end }}', '.a.b')).toContain('app:.Values.y.b');
  });

  test('what is not understood of a printed text may be anything', () => {
    const printed = (body: string, name = 'p') =>
      meaning(`{{ define "p" }}${body}{{ end }}{{ $p := fromYaml (include "${name}" .) }}{{ █ }}`, '$p.b');
    expect(printed('{{ range .Values.l }}\n{{ .name }}: 1\n{{ end }}')).toBe('…');
    expect(printed('{{ .Values.text }}')).toBe('…');
    expect(printed('- a\n- b')).toBe('…');
    expect(printed('{"a": {{ .Values.x }}}')).toBe('…');
    expect(printed('{{ include "p" . }}')).toBe('…');
    expect(printed('', 'nowhere')).toBe('…');
  });

  test('a block has its own pipeline as a caller', () => {
    expect(meaning('{{ block "b" .Values.b }}{{ █ }}{{ end }}')).toBe('app:.Values.b');
  });

  test('variables of the file are not seen', () => {
    expect(meaning('{{ $x := .Values.x }}{{ define "h" }}{{ █ }}{{ end }}{{ include "h" . }}', '$x')).toBe('…');
  });
});

test('a subchart’s template has the subchart’s root', () => {
  expect(meaning('{{ █ }}', undefined, 'charts/sub/templates/x.yaml')).toBe('sub:.');
});

test('other files have no context', () => {
  expect(meaning('a: {{ █ }}', undefined, 'values.yaml')).toBe('no context');
});
