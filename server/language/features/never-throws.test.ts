// Every feature at every offset of texts that are cut anywhere: answers may be empty, but nothing is thrown.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { applyChanges, type Snapshot } from '../workspace/snapshot.ts';
import { completion } from './completion.ts';
import { definition } from './definition.ts';
import { documentSymbols } from './document-symbols.ts';
import { hover } from './hover.ts';
import { references } from './references.ts';
import { rename } from './rename.ts';
import { embeddedTokens } from './semantic-tokens.ts';
import { signatureHelp } from './signature-help.ts';

const TEMPLATE = [
  '{{- /* é😀 */ -}}',
  '{{ define "a.b" }}{{ $x := index .Values "m-n" 0 }}{{ include "a.b" (dict "k" $x.y "r" $) }}{{ end }}',
  'a: {{ with $.Values.list | default list }}{{ range $i, $e := . }}{{ (first $e).k | quote }}{{ else }}{{ . }}{{ end }}{{ end }}',
  'b: {{ if and .a.b (not `raw`) }}{{ template "x" }}{{ else if eq 1 2.5 }}{{ block "c" . }}{{ .Chart.Name }}{{ end }}{{ end }}',
  '{{ .Files.Get "x" }}{{ print $.Template.BasePath "/y" }}{{ tpl \'c\' }}',
].join('\r\n');

const VALUES = 'a: &x {b: 1, <<: *x}\r\nlist:\r\n- k: "é\r\n  - [1, {c: *x}]\r\n? [q]\r\n: z\r\n';

const { snapshot } = fixture(`-- values.yaml --\n-- templates/x.yaml --\n-- templates/y --\n`);
const uri = `${FIXTURE_ROOT}/templates/x.yaml`;

function all(template: string, values: string, offset: number): number {
  return ask(textsOf(template, values), template.length, offset);
}

function textsOf(template: string, values: string): Snapshot {
  return applyChanges(snapshot, [
    { kind: 'file', uri, text: template },
    { kind: 'file', uri: `${FIXTURE_ROOT}/values.yaml`, text: values },
  ]);
}

function ask(next: Snapshot, length: number, offset: number): number {
  const items = completion(next, uri, offset);
  for (const { label, replace, document } of items) {
    document?.();
    const isAround = replace.start <= offset && offset <= replace.end && replace.end <= length;
    if (!isAround) throw new Error(`${label} at ${offset}`);
  }
  hover(next, uri, offset);
  signatureHelp(next, uri, offset);
  definition(next, uri, offset);
  for (const file of [uri, `${FIXTURE_ROOT}/values.yaml`]) {
    references(next, file, offset, true);
    rename(next, file, offset, 'x-y');
  }
  documentSymbols(next, uri);
  documentSymbols(next, `${FIXTURE_ROOT}/values.yaml`);
  return items.length;
}

test('cut off at every offset', () => {
  let offered = 0;
  for (let at = 0; at <= TEMPLATE.length; at++)
    offered += all(TEMPLATE.slice(0, at), VALUES.slice(0, at % VALUES.length), at);
  expect(offered).toBeGreaterThan(1000);
});

test('with a hole anywhere', () => {
  let offered = 0;
  for (let at = 0; at + 3 <= TEMPLATE.length; at += 3) {
    offered += all(TEMPLATE.slice(0, at) + TEMPLATE.slice(at + 3), VALUES.slice(at % VALUES.length), at);
  }
  expect(offered).toBeGreaterThan(1000);
});

test('every offset of the whole, and beyond', () => {
  const whole = textsOf(TEMPLATE, VALUES);
  for (let at = 0; at <= TEMPLATE.length; at++) ask(whole, TEMPLATE.length, at);
  expect(ask(whole, TEMPLATE.length, TEMPLATE.length + 5)).toBe(0);
});

test('templates in values, cut off at every offset', () => {
  const texts =
    'a: "é\\u00e9{{ index .Values \\"m-n\\" | quote }}"\r\nb: |\r\n  😀 {{ with .Values.a -}}\r\n  {{ .x }}{{ end }}\r\n';
  const more = `${texts}c: 'it''s {{ include "a.b" (dict "k" .) }}'\r\nd: x {{ tpl .Values.c\r\n  $ }}\r\n`;
  const calls = `${TEMPLATE}{{ tpl .Values.a . }}{{ tpl (toYaml .Values) . }}{{ tpl "{{ .Values.a }}" . }}`;
  const values = `${FIXTURE_ROOT}/values.yaml`;
  let offered = 0;
  for (let at = 0; at <= more.length; at++) {
    for (const text of [more.slice(0, at), more.slice(0, at) + more.slice(at + 2)]) {
      const next = textsOf(calls, text);
      const items = completion(next, values, at);
      for (const { replace } of items) {
        if (replace.start > at || at > replace.end || replace.end > text.length) throw new Error(`at ${at}`);
      }
      offered += items.length;
      hover(next, values, at);
      signatureHelp(next, values, at);
      definition(next, values, at);
      embeddedTokens(next, values);
    }
  }
  expect(offered).toBeGreaterThan(1000);
});
