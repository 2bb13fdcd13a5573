// Lists, tables, text blocks and literals of actions that become values: the files afterwards, and a render that says the same.

import { describe, expect, test } from 'vitest';
import { changed, filesAfter, questionAt, rendered } from '../../../../test/support/code-actions.ts';
import type { FixtureOptions } from '../../../../test/support/fixture.ts';
import { extractActions, extractValue } from './extract-value.ts';

/** The files afterwards and what the user is told; without a warning the render is the same but for blanks in empty lines. */
function extracted(text: string, options?: FixtureOptions): string {
  const question = questionAt(text, options);
  if (extractActions(question).length === 0) return 'not offered';
  const found = extractValue(question);
  if (found === undefined) return 'nothing';
  if (found.problem !== undefined) return found.problem;
  const lines = (output: string) => output.replaceAll('\r', '').replace(/^ +$/gm, '');
  const [was, now] = [rendered(question.snapshot), rendered(changed(question.snapshot, found.changes))];
  if (found.warning === undefined) expect(lines(now)).toBe(lines(was));
  expect(now).not.toContain('error:');
  return `${found.proposed}${found.warning === undefined ? '' : ` (${found.warning})`}\n${filesAfter(question.snapshot, found.changes)}`;
}

const POD = '-- values.yaml --\nweb:\n  port: 80\n-- templates/a.yaml --\nkind: Pod\n';

describe('tables and lists', () => {
  test('below a key, with the cursor in its line', () => {
    expect(
      extracted(`${POD}spec:\n  resources:█\n    limits:\n      cpu: 100m\n\n  # next\n  other: 1`),
    ).toMatchInlineSnapshot(`
        "pod.resources
        -- templates/a.yaml --
        kind: Pod
        spec:
          resources:
            {{- toYaml .Values.pod.resources | nindent 4 }}

          # next
          other: 1
        -- values.yaml --
        web:
          port: 80
        pod:
          resources:
            limits:
              cpu: 100m
        "
      `);
  });

  test('a selection of the lines, or of the key with them; a list in the column of its key', () => {
    const body = '  args:\n  - «a\n  - "b"\n  # why\n  - 3»\n  x: 1';
    expect(extracted(`${POD}spec:\n${body.replace('- «a', '«- a')}`)).toMatchInlineSnapshot(`
      "pod.args (toYaml sorts keys and leaves comments out: what is rendered says the same in other lines.)
      -- templates/a.yaml --
      kind: Pod
      spec:
        args:
        {{- toYaml .Values.pod.args | nindent 2 }}
        x: 1
      -- values.yaml --
      web:
        port: 80
      pod:
        args:
          - a
          - "b"
          # why
          - 3
      "
    `);
    expect(extracted(`${POD}spec:\n  «args:\n  - a»\n  x: 1`)).toContain('toYaml .Values.pod.args');
    expect(extracted(`${POD}spec:\n  args:\n  «- a\n  - b»\n  - c`)).toBe('not offered');
  });

  test('in brackets, behind the dash of an item', () => {
    expect(extracted(`${POD}spec:\n  - name: x\n    args: [█"a", 'é']`)).toMatchInlineSnapshot(`
      "pod.args (toYaml sorts keys and leaves comments out: what is rendered says the same in other lines.)
      -- templates/a.yaml --
      kind: Pod
      spec:
        - name: x
          args:
            {{- toYaml .Values.pod.args | nindent 6 }}
      -- values.yaml --
      web:
        port: 80
      pod:
        args: ["a", 'é']
      "
    `);
    expect(extracted(`${POD}spec:\n  - args: {█}`)).toContain('nindent 6 }}');
  });

  test('in a helper that is handed the root in a dict', () => {
    const helper = '-- templates/_h.tpl --\n{{ define "r" }}\nresources:█\n  limits: {}\n{{ end }}\n';
    const pod = '-- templates/a.yaml --\nkind: Pod\nspec:\n  {{- include "r" (dict "ctx" $) | nindent 2 }}';
    expect(extracted(helper + pod)).toContain('{{- toYaml $.ctx.Values.resources | nindent 2 }}');
  });

  test('what cannot be told to stay the same', () => {
    expect(extracted(`${POD}spec:█\n  a: &x 1\n  b: *x`)).toBe('not offered');
    expect(extracted(`${POD}spec:█\n  a: {{ .Values.web.port }}`)).toBe('not offered');
    expect(extracted(`${POD}data:\n  c.yaml: |\n    spec:█\n      b: 1\n      a: 2`)).toBe('not offered');
    expect(extracted(`${POD}data:\n  c.yaml: |\n    spec:█\n      a: 1\n      b: 2`)).toContain('| nindent 6 }}');
    expect(extracted(`${POD}spec:█\n  a: [1\n  b`)).toBe('not offered');
    const more = (lines: string) => extracted(`${POD}spec:\n  labels:█\n    a: b\n${lines}`);
    expect(more('{{ toYaml .Values.web | indent 4 }}')).toBe('not offered');
    expect(more('{{- with .Values.web }}\n    c: d\n{{- end }}')).toBe('not offered');
    expect(more('{{- include "x" . }}')).toBe('not offered');
    expect(more('{{- with .Values.web }}\n  c: d\n{{- end }}')).toContain('toYaml .Values.pod.labels');
    expect(more('{{ toYaml .Values.web | indent 2 }}')).toContain('toYaml .Values.pod.labels');
    expect(more('{{- if true }}\n{{- end }}\n')).toContain('toYaml .Values.pod.labels');
    expect(extracted(`${POD}# spec:█\n#   a: 1`)).toBe('not offered');
  });
});

describe('text blocks', () => {
  test('their lines, with blank ones in them', () => {
    expect(
      extracted(`${POD}data:\n  run.sh: |█ # start\n    #!/bin/sh\n\n    echo "é"  \n      deeper\n\n  b: 1`),
    ).toMatchInlineSnapshot(`
        "pod.runSh
        -- templates/a.yaml --
        kind: Pod
        data:
          run.sh: | # start
            {{- .Values.pod.runSh | nindent 4 }}

          b: 1
        -- values.yaml --
        web:
          port: 80
        pod:
          runSh: |-
            #!/bin/sh

            echo "é"  
              deeper
        "
      `);
  });

  test.each(['>-', '|+', '|2', '>2-'])('%s stays in the template', (head) => {
    expect(extracted(`${POD}data:\n  a: ${head}█\n    x\n     y\n    z\n\nb: 1`)).toContain(
      `a: ${head}\n    {{- .Values.`,
    );
  });

  test('one that begins deeper is written in quotes', () => {
    expect(extracted(`${POD}data:\n  a: |2█\n      x\n    y`)).toContain('a: "  x\\ny"');
  });

  test('CRLF', () => {
    expect(extracted(`${POD}data:\n  a: |█\n    é😀\n    y`, { newline: '\r\n' })).toMatchInlineSnapshot(`
      "pod.a
      -- templates/a.yaml --
      kind: Pod␍
      data:␍
        a: |␍
          {{- .Values.pod.a | nindent 4 }}␍
      -- values.yaml --
      web:␍
        port: 80␍
      pod:␍
        a: |-␍
          é😀␍
          y␍
      "
    `);
  });
});

describe('literals of actions', () => {
  test.each([
    ['{{ default "n█ginx" .Values.web.name }}', '{{ default .Values.pod.k .Values.web.name }}', 'k: "nginx"'],
    ['{{ .Values.web.name | default █`a"b` | quote }}', 'default .Values.pod.k | quote', 'k: "a\\"b"'],
    ['{{ "«é😀»" | quote }}', '{{ .Values.pod.k | quote }}', 'k: "é😀"'],
    ['{{ "a" | indent 4█ }}', '{{ "a" | indent (int .Values.pod.k) }}', 'k: 4'],
    ['{{ if eq (int .Values.web.port) █80 }}x{{ end }}', 'eq (int .Values.web.port) (int .Values.pod.k)', 'k: 80'],
    ['{{ mulf 1.5█ 2 }}', '{{ mulf .Values.pod.k 2 }}', 'k: 1.5'],
    ['{{ ternary "a" "b" tr█ue }}', '{{ ternary "a" "b" .Values.pod.k }}', 'k: true'],
    [
      '{{ with .Values.web }}{{ default "x█" .name }}{{ end }}',
      '{{ with .Values.web }}{{ default $.Values.pod.k .name }}{{ end }}',
      'k: "x"',
    ],
    ['{{ $x := "a█" }}{{ $x }}', '{{ $x := .Values.pod.k }}{{ $x }}', 'k: "a"'],
    ['{{ printf "%c" \'a█\' }}', 'not offered', ''],
    ['{{ include "x█" . }}{{ define "x" }}{{ end }}', 'not offered', ''],
    ['{{ index .Values "we█b" "port" }}', 'not offered', ''],
    ['{{ get (dict "a█" "b") "a" }}', 'not offered', ''],
    ['{{ get (dict "a" "b█") "a" }}', '(dict "a" .Values.pod.k)', 'k: "b"'],
    ['{{/* "a█" */}}', 'not offered', ''],
  ])('%s', (action, template, value) => {
    const after = extracted(`${POD}k: ${action}`);
    expect(after).toContain(template);
    expect(after).toContain(value);
  });
});
