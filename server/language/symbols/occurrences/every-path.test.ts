// What helpers with more callers than one value holds take: every caller's value is found, and no other.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../../test/support/fixture.ts';
import { rename } from '../../features/rename.ts';

const COUNT = 50;

/** Many tables with the same keys, each of which goes through two helpers in a dict, and one that does not. */
function release(body: string, filler = '') {
  const names = Array.from({ length: COUNT }, (_, i) => `part${i}`);
  return fixture(`
    -- Chart.yaml --
    apiVersion: v2
    name: app
    version: 1.0.0
    -- values.yaml --
    ${names.map((name) => `${name}: {word: 1, other: 2}`).join('\n    ')}
    alone: {word: 1}
    -- templates/_helpers.tpl --
    {{ define "outer" }}{{ include "inner" (dict "table" .table "é" 1) }}{{ end }}
    {{ define "inner" }}${body}{{ end }}
    ${filler}
    -- templates/a.yaml --
    ${names.map((name) => `{{ include "outer" (dict "table" .Values.${name}) }}`).join('\n    ')}
    {{ .Values.alone.word }}
  `);
}

function renameOf({ snapshot }: ReturnType<typeof fixture>, key: string): string | number | undefined {
  const uri = `${FIXTURE_ROOT}/values.yaml`;
  const text = snapshot.files.get(uri)?.text ?? '';
  const result = rename(snapshot, uri, text.indexOf('word', text.indexOf(`${key}:`)) + 1, 'renamed');
  return result?.kind === 'refused' ? result.reason : result?.edits.length;
}

test('a table that goes the way of many is found', () => {
  const told =
    '`range` in templates/_helpers.tpl:2 goes over all keys beside `word`, whose names and order may show in the output.';
  const read = release('{{ range .table }}{{ . }}{{ end }}');
  expect(renameOf(read, 'part0')).toBe(told);
  expect(renameOf(read, `part${COUNT - 1}`)).toBe(told);
  expect(renameOf(read, 'alone')).toBe(2);
});

test('a word that each of many may be is that of all', () => {
  expect(renameOf(release('{{ .table.word }}'), 'part7')).toBe(COUNT + 1);
});

test('a helper that calls itself with a part of what it has comes to an end', () => {
  const read = release('{{ toYaml .table }}{{ include "inner" (dict "table" .table.other) }}');
  expect(renameOf(read, 'part3')).toContain('takes the table that holds `word` as a whole');
  expect(renameOf(read, 'alone')).toBe(2);
});

test('in a large release the same is told', () => {
  const filler = `{{/* ${'x'.repeat(200_000)} */}}`;
  const read = release('{{ toYaml .table }}', filler);
  expect(renameOf(read, 'part3')).toContain('templates/_helpers.tpl:2 takes the table that holds `word` as a whole');
  expect(renameOf(read, 'alone')).toBe(2);
});
