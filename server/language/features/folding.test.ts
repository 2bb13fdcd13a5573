// Folds as the first and last of their lines, which are the text's own.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { folding } from './folding.ts';

function folds(text: string, options: { newline?: '\n' | '\r\n' } = {}): string {
  const { snapshot, files } = fixture(`-- templates/x.yaml --\n${text}`, options);
  const source = files.get('templates/x.yaml')?.text ?? '';
  const lineAt = (offset: number) => source.slice(0, offset).split('\n').length;
  return (folding(snapshot, `${FIXTURE_ROOT}/templates/x.yaml`) ?? [])
    .filter(({ span }) => lineAt(span.end) > lineAt(span.start))
    .map(({ kind, span }) => `${kind} ${lineAt(span.start)}-${lineAt(span.end)}`)
    .join('\n');
}

const DEPLOYMENT = `
  {{- if .Values.é -}}
  # why
  # so
  spec:
    labels:
      {{- include "x" . | nindent 4 }}
    {{- with .Values.a }}
    annotations:
      {{- toYaml . | nindent 4 }}
    {{- end }}
    ports:
    - name: http
      port: 80
    - name: b
  {{- else if .b }}
  other:
    a: 1
  {{- else }}
  x: 1
  {{- end }}
`.slice(1);

test('blocks part by part, keys with the ends of blocks in them, comments', () => {
  expect(folds(DEPLOYMENT)).toMatchInlineSnapshot(`
    "block 1-14
    comment 2-3
    yaml 4-14
    yaml 5-6
    block 7-9
    yaml 8-9
    yaml 11-14
    yaml 12-13
    block 15-17
    yaml 16-17
    block 18-19"
  `);
  expect(folds(DEPLOYMENT, { newline: '\r\n' })).toBe(folds(DEPLOYMENT));
});

test('an end behind the last line of a key is folded with it', () => {
  const text = 'a:\n  b:\n    {{- with .x }}\n    c: 1\n    {{- end }}\nd: 1\n';
  expect(folds(text)).toBe('yaml 1-5\nyaml 2-5\nblock 3-4');
});

test('documents, comments over lines, an unclosed block', () => {
  const text = '---\na:\n  b: 1\n\n---\n{{- /* one\n  two */}}\n{{ if .x }}\nc: 1\n';
  expect(folds(text)).toBe('document 1-3\nyaml 2-3\ndocument 5-9\ncomment 6-7\nblock 8-9');
});

test('other files are the editor’s', () => {
  const { snapshot } = fixture('-- values.yaml --\na:\n  b: 1\n');
  expect(folding(snapshot, `${FIXTURE_ROOT}/values.yaml`)).toBeUndefined();
});
