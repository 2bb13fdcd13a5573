// What each piece of a template is told to be, as `text type` line by line.

import { expect, test } from 'vitest';
import { type Span, span } from '#engine/text/span.ts';
import { semanticTokens } from './semantic-tokens.ts';

function tokensOf(text: string, within?: Span): string {
  const lines = new Map<number, string[]>();
  for (const { start, end, type } of semanticTokens({ uri: 'file:///c/templates/a.yaml', text, version: 1 }, within)) {
    const line = text.slice(0, start).split('\n').length;
    const name = type.modifier === undefined ? type.type : `${type.type}.${type.modifier}`;
    lines.set(line, [...(lines.get(line) ?? []), `${text.slice(start, end)} ${name}`]);
  }
  return [...lines].map(([line, tokens]) => `${line}: ${tokens.join(' | ')}`).join('\n');
}

test('a template: YAML around actions, and what stands in them', () => {
  expect(
    tokensOf('{{- define "x" -}}\na: {{ $v := .Values.b | quote }} # c\n- "d{{ . }}": &e |-\n    t {{ f 1 true }}\n'),
  ).toMatchInlineSnapshot(`
    "1: {{- delimiter | define keyword | " quote | x function.declaration | " quote | -}} delimiter
    2: a yamlKey | : yamlColon | {{ delimiter | $ sigil | v variable | := assignment | . accessor | Values variable.defaultLibrary | . accessor | b property | | operator | quote function | }} delimiter | # comment | c comment
    3: - yamlItem | "d yamlKey | {{ delimiter | . dot | }} delimiter | " yamlKey | : yamlColon | & yamlAnchorMark | e yamlAnchor | | yamlBlockMark | - yamlChomping
    4: t yamlBlock | {{ delimiter | f function | 1 number | true constant | }} delimiter"
  `);
});

test('half-typed text and CR LF are read as far as they go', () => {
  expect(tokensOf('a: {{ .Values.é\r\nb: 😀 {{ if (\r\nc: 1\r\n')).toMatchInlineSnapshot(`
    "1: a yamlKey | : yamlColon | {{ delimiter | . accessor | Values variable.defaultLibrary | . accessor | é property
    2: b yamlKey | : yamlColon | 😀 yamlPlain | {{ delimiter | if keyword | ( parenthesis
    3: c yamlKey | : yamlColon | 1 yamlInteger"
  `);
});

test('only the lines that are asked for', () => {
  expect(tokensOf('a: 1\nb: 2\nc: 3\n', span(6, 7))).toMatchInlineSnapshot(
    `"2: b yamlKey | : yamlColon | 2 yamlInteger"`,
  );
});

test('a line as long as nobody writes has none, and those behind it have', () => {
  expect(tokensOf(`a: ${'x'.repeat(20_000)}\nb: 1\n`)).toMatchInlineSnapshot(
    `"2: b yamlKey | : yamlColon | 1 yamlInteger"`,
  );
});
