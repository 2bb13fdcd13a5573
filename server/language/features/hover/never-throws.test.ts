// Hover and hints after a render, in texts that were cut or changed anywhere since: nothing is thrown, and no secret is told.

import { expect, test } from 'vitest';
import { applyChanges } from '#language/workspace/snapshot.ts';
import { FIXTURE_ROOT, fixture } from '../../../../test/support/fixture.ts';
import { renderedState } from '../../../../test/support/rendered-state.ts';
import { hover } from '../hover.ts';
import { inlayHints } from '../inlay-hints.ts';

const HELPERS = [
  '{{/* é😀 | `x` */}}',
  '{{- define "a.b" }}{{ $root := index . 0 }}{{ with index . 1 }}{{ .k }}{{ end }}{{ $root.Chart.Name }}{{ end }}',
  '{{- define "a.c" }}{{ range $i, $e := .list }}{{ $e | upper }}{{ else }}none{{ end }}{{ end }}',
].join('\r\n');
const TEMPLATE = [
  '{{- $x := dict "k" .Values.m "password" .Values.password }}',
  'a: {{ include "a.b" (list $ $x) | nindent 2 }}{{ if and .Values.m (not .Values.n) }}{{ .Files.Get "x" | trim | len }}',
  '{{- else if eq 1 2 }}{{ template "a.c" .Values }}{{ else }}{{ (.Files.Glob "*").AsConfig }}{{ end }}',
  'z: {{ toJson $x | quote }}{{ $y := toJson (dict "b" $x) }}{{ $_ := upper $y }}',
  'b:',
  '  {{- toYaml $x | nindent 2 }}',
  'c: {{ include "a.c" (dict "list" .Values.list) }}{{ lookup "v1" "Pod" "" "" | len }}{{ tpl "{{ .Release.Name }}" . }}',
].join('\r\n');
const { snapshot } = fixture(
  `-- values.yaml --\nm: é😀\npassword: hunter2\nlist: [a, b]\n-- x --\n\`\`\`\n-- templates/_h.tpl --\n-- templates/x.yaml --\n`,
);
const X = `${FIXTURE_ROOT}/templates/x.yaml`;
const H = `${FIXTURE_ROOT}/templates/_h.tpl`;
const whole = applyChanges(snapshot, [
  { kind: 'file', uri: X, text: TEMPLATE },
  { kind: 'file', uri: H, text: HELPERS },
  { kind: 'settings', settings: { ...snapshot.settings, parameterNameHints: true } },
]);
const state = renderedState(whole);

function ask(uri: string, text: string, offset: number): number {
  const next = applyChanges(whole, [{ kind: 'file', uri, text }]);
  const found = hover(next, uri, offset, state);
  expect(found?.markdown ?? '').not.toContain('hunter2');
  // The dot before a name counts as the name's.
  if (found)
    expect(found.span.start - 1 <= offset && offset <= found.span.end && found.span.end <= text.length).toBe(true);
  for (const { label, tooltip } of inlayHints(next, state, uri, undefined))
    expect(`${label} ${tooltip}`).not.toContain('hunter2');
  return found ? 1 : 0;
}

test('every offset of the whole', () => {
  expect(state.output.errors).toEqual([]);
  let told = 0;
  for (let at = 0; at <= TEMPLATE.length + 2; at++) told += ask(X, TEMPLATE, at);
  for (let at = 0; at <= HELPERS.length; at++) told += ask(H, HELPERS, at);
  expect(told).toBeGreaterThan(200);
});

test('cut off, and with a hole, at every offset', () => {
  for (const [uri, text] of [
    [X, TEMPLATE],
    [H, HELPERS],
  ] as const)
    for (let at = 0; at <= text.length; at += 5) {
      ask(uri, text.slice(0, at), at);
      ask(uri, text.slice(0, at) + text.slice(at + 3), at);
    }
});
