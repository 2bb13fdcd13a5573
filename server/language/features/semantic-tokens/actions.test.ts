// What the actions in values files are told to be, as `text type` line by line.

import { expect, test } from 'vitest';
import { fixture } from '../../../../test/support/fixture.ts';
import { embeddedTokens } from '../semantic-tokens.ts';

function tokensOf(text: string, path: string, newline: '\n' | '\r\n' = '\n'): string {
  const { snapshot, files } = fixture(text, { newline });
  const file = files.get(path);
  if (file === undefined) throw new Error('no such file');
  const lines = new Map<number, string[]>();
  for (const { start, end, type } of embeddedTokens(snapshot, file.uri)) {
    const line = file.text.slice(0, start).split('\n').length;
    lines.set(line, [...(lines.get(line) ?? []), `${file.text.slice(start, end)} ${type.type}`]);
  }
  return [...lines].map(([line, tokens]) => `${line}: ${tokens.join(' | ')}`).join('\n');
}

test.each(['\n', '\r\n'] as const)(
  'the actions of values that reach tpl, and nothing else, with newline %j',
  (newline) => {
    const files = `
    -- values.yaml --
    # {{ .Values.comment }}
    a: "é {{ .Values.b | quote }} {{ include \\"x\\" . }}"
    b: '{{ .Values.a }}'
    c: |
      {{- if .Values.b }}
      x: 1
      {{- end }}
    d: "{{ .Values.a"
    -- templates/x.yaml --
    {{ tpl .Values.a . }}{{ tpl .Values.c . }}{{ tpl .Values.d . }}
  `;
    expect(tokensOf(files, 'values.yaml', newline)).toMatchInlineSnapshot(`
      "2: {{ delimiter | . accessor | Values variable | . accessor | b property | | operator | quote function | }} delimiter | {{ delimiter | include function | " quote | x function | \\ quote | . dot | }} delimiter
      5: {{- delimiter | if keyword | . accessor | Values variable | . accessor | b property | }} delimiter
      7: {{- delimiter | end keyword | }} delimiter
      8: {{ delimiter | . accessor | Values variable | . accessor | a property"
    `);
  },
);

test('a file that is given to tpl', () => {
  const files = `
    -- conf/a.yaml --
    a: {{ .Values.b }}
    -- templates/x.yaml --
    {{ tpl (.Files.Get "conf/a.yaml") . }}
  `;
  expect(tokensOf(files, 'conf/a.yaml')).toMatchInlineSnapshot(
    `"1: {{ delimiter | . accessor | Values variable | . accessor | b property | }} delimiter"`,
  );
  expect(tokensOf(files.replace('tpl', 'print'), 'conf/a.yaml')).toBe('');
});
