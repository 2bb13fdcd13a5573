// All code actions at every place of texts that are cut anywhere: nothing is thrown, and every change lies in its text.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { applyChanges, fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { codeActions, extractValue, questionAt } from './code-actions.ts';

const TEMPLATE = [
  '{{- /* é😀 */ -}}',
  '{{ define "a.b" }}{{ $x := index .Values "m-n" 0 }}{{ include "a.c" (dict "k" $x.y "r" $) }}{{ end }}',
  'kind: X',
  'a: {{ with $.Values.li-st | default list }}{{ range $i, $e := . }}{{ (first $e).k | qoute }}{{ else }}{{ . }}{{ end }}{{ end }}',
  'k:',
  '{{ toYaml .Values.a | indent 2 }}',
  'é: {{ $labels.x | printf "%d" }}{{ range .Alerts }}{{ .x }}{{ end }} "3" 4 {{ template "x" . }}',
  '- "n: 1" # {{ include "a.b" . }}',
].join('\r\n');

const VALUES = 'a: &x {b: 1, <<: *x}\r\nlist:\r\n- k: "é {{ $labels.x }}"\r\n? [q]\r\n: z\r\n';

const { snapshot } = fixture('-- values.yaml --\n-- values.schema.json --\n{}\n-- templates/x.yaml --\n');
const uri = `${FIXTURE_ROOT}/templates/x.yaml`;

function ask(now: Snapshot, start: number, end: number): number {
  const actions = codeActions(now, uri, { start, end }, true);
  const question = questionAt(now, uri, { start, end }, true);
  const changes = [...actions.map((action) => action.changes?.() ?? []), question && extractValue(question)?.changes];
  for (const { uri: changed, edits } of changes.flatMap((list) => list ?? [])) {
    const length = fileAt(now, changed)?.text.length ?? 0;
    const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    sorted.forEach(({ span }, i) => {
      const isInside = 0 <= span.start && span.start <= span.end && span.end <= length;
      const isBehind = i === 0 || (sorted[i - 1]?.span.end ?? 0) <= span.start;
      if (!isInside || !isBehind) throw new Error(`${changed} ${JSON.stringify(edits)}`);
    });
  }
  return actions.length;
}

function textsOf(template: string, values: string): Snapshot {
  return applyChanges(snapshot, [
    { kind: 'file', uri, text: template },
    { kind: 'file', uri: `${FIXTURE_ROOT}/values.yaml`, text: values },
  ]);
}

test('cut off anywhere, with a hole anywhere', () => {
  let offered = 0;
  for (let at = 0; at <= TEMPLATE.length; at += 2) {
    const values = VALUES.slice(0, at % VALUES.length);
    offered += ask(textsOf(TEMPLATE.slice(0, at), values), at, at);
    offered += ask(
      textsOf(TEMPLATE.slice(0, at) + TEMPLATE.slice(at + 3), values),
      at,
      Math.min(at + 5, TEMPLATE.length - 3),
    );
  }
  expect(offered).toBeGreaterThan(300);
});

test('every place of the whole, and beyond', () => {
  const whole = textsOf(TEMPLATE, VALUES);
  let offered = 0;
  for (let at = 0; at <= TEMPLATE.length; at++)
    offered += ask(whole, at, at) + ask(whole, at, Math.min(at + 7, TEMPLATE.length));
  expect(offered).toBeGreaterThan(300);
  expect(ask(whole, TEMPLATE.length + 5, TEMPLATE.length + 9)).toBe(0);
});
