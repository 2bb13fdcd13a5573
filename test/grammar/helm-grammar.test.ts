// The grammar of templates: actions in every place that YAML has, what stands inside them, and that YAML goes on behind them.

import { describe, expect, test } from 'vitest';
import { tokenize } from './tokenize.ts';

/** Each piece that is not white space with its innermost scope, ours without `.helm`. */
async function show(text: string): Promise<string> {
  const lines = await tokenize('source.helm', text);
  return lines
    .map((line) =>
      line
        .filter((piece) => piece.text.trim() !== '')
        .map((piece) => `${piece.text.trim()} ${(piece.scopes[piece.scopes.length - 1] ?? '').replace(/\.helm$/, '')}`)
        .join('\n'),
    )
    .join('\n');
}

/** Scopes of the first piece with this text. */
async function scopesOf(text: string, piece: string): Promise<readonly string[]> {
  const found = (await tokenize('source.helm', text)).flat().find((one) => one.text.trim() === piece);
  expect(found, `no piece ${piece}`).toBeDefined();
  return found?.scopes ?? [];
}

describe('words of an action', () => {
  test.each([
    ['.Values.a', '. punctuation.accessor|Values support.variable|. punctuation.accessor|a variable.other.property'],
    ['$.Values', '$ punctuation.definition.variable|. punctuation.accessor|Values support.variable'],
    [
      '.x.Values',
      '. punctuation.accessor|x variable.other.property|. punctuation.accessor|Values variable.other.property',
    ],
    [
      '$x := 1',
      '$ punctuation.definition.variable|x variable.other.readwrite|:= keyword.operator.assignment|1 constant.numeric',
    ],
    [
      '$x = .',
      '$ punctuation.definition.variable|x variable.other.readwrite|= keyword.operator.assignment|. variable.language.dot',
    ],
    ['f | g', 'f support.function|| keyword.operator.pipe|g support.function'],
    ['(f)', '( punctuation.section.parens.begin|f support.function|) punctuation.section.parens.end'],
    ['if true', 'if keyword.control|true constant.language'],
    ['else if nil', 'else keyword.control|if keyword.control|nil constant.language'],
    ['ifx', 'ifx support.function'],
    ['.if', '. punctuation.accessor|if variable.other.property'],
    [
      'range $i, $v',
      'range keyword.control|$ punctuation.definition.variable|i variable.other.readwrite|, punctuation.separator.comma|$ punctuation.definition.variable|v variable.other.readwrite',
    ],
    [
      '-1 1.5e3 0x1F 1_0 2i 1+2i .5',
      '-1 constant.numeric|1.5e3 constant.numeric|0x1F constant.numeric|1_0 constant.numeric|2i constant.numeric|1+2i constant.numeric|.5 constant.numeric',
    ],
    ["'a'", "'a' constant.character"],
    [
      '"a\\n\\q"',
      '" punctuation.definition.string.begin|a string.quoted.double|\\n constant.character.escape|\\q invalid.illegal.escape|" punctuation.definition.string.end',
    ],
    ['"{{ }}"', '" punctuation.definition.string.begin|{{ }} string.quoted.double|" punctuation.definition.string.end'],
    [
      '`a\\n`',
      '` punctuation.definition.string.begin|a\\n string.quoted.other.raw|` punctuation.definition.string.end',
    ],
    [
      'define "a.b"',
      'define keyword.control|" punctuation.definition.string.begin|a.b entity.name.function.template|" punctuation.definition.string.end',
    ],
    [
      'include "t" .',
      'include support.function|" punctuation.definition.string.begin|t entity.name.function.template|" punctuation.definition.string.end|. variable.language.dot',
    ],
    [
      'template "t" .',
      'template keyword.control|" punctuation.definition.string.begin|t entity.name.function.template|" punctuation.definition.string.end|. variable.language.dot',
    ],
  ])('%s', async (inside, expected) => {
    const all = await show(`{{ ${inside} }}`);
    const [begin, ...rest] = all.split('\n');
    const end = rest.pop();
    expect([begin, end]).toEqual(['{{ punctuation.section.embedded.begin', '}} punctuation.section.embedded.end']);
    expect(rest.join('|')).toBe(expected);
  });

  test.each([
    ['{{- .a -}}', '{{-', '-}}'],
    ['{{-1}}', '{{', '}}'],
    ['{{ .a }}', '{{', '}}'],
  ])('delimiters of %s', async (text, begin, end) => {
    const pieces = (await tokenize('source.helm', text)).flat().map((piece) => piece.text);
    expect([pieces[0], pieces[pieces.length - 1]]).toEqual([begin, end]);
  });
});

describe('comments', () => {
  test.each(['{{/* c */}}', '{{- /* c */ -}}', 'a: "{{/* c */}}"', '{{/* }} {{ c */}}'])('%s', async (text) => {
    const pieces = (await tokenize('source.helm', text)).flat();
    const comment = pieces.find((piece) => piece.text.includes(' c '));
    expect(comment?.scopes).toContain('comment.block.helm');
    expect(pieces.filter((piece) => piece.scopes.includes('meta.action.helm'))).toEqual([]);
  });
  test('over lines, and YAML behind it', async () => {
    const text = '{{- /*\nhere {{ .x }}\n*/}}\na: 1';
    expect(await scopesOf(text, 'here {{ .x }}')).toContain('comment.block.helm');
    expect(await scopesOf(text, 'a')).toContain('entity.name.tag.yaml');
  });
});

describe('actions in YAML', () => {
  test.each([
    ['a key', '{{ .Marker }}: 1'],
    ['part of a key', 'a-{{ .Marker }}-b: 1'],
    ['a plain value', 'a: {{ .Marker }}'],
    ['part of a plain value', 'a: b-{{ .Marker }}-c'],
    ['a double-quoted value', 'a: "b {{ .Marker }}"'],
    ['a single-quoted value', "a: 'b {{ .Marker }}'"],
    ['a quoted key', '"{{ .Marker }}": 1'],
    ['a list item', '- {{ .Marker }}'],
    ['a flow list', 'a: [b, {{ .Marker }}]'],
    ['a flow map', 'a: {b: {{ .Marker }}}'],
    ['a literal block', 'a: |\n  x {{ .Marker }}\n'],
    ['a folded block', 'a: >-\n  x\n  {{ .Marker }}\n'],
    ['a line of its own in a block', 'a: |\n  x\n{{ .Marker }}\n'],
    ['a YAML comment', 'a: 1 # {{ .Marker }}'],
    ['an anchor', 'a: &x {{ .Marker }}'],
  ])('%s', async (_name, text) => {
    const scopes = await scopesOf(text, 'Marker');
    expect(scopes).toContain('meta.action.helm');
    expect(scopes).toContain('meta.embedded.inline.helm');
    expect(scopes[scopes.length - 1]).toBe('variable.other.property.helm');
  });

  test.each([
    ['a: "{{ .x }} tail"', 'tail', 'string.quoted.double.yaml'],
    ['a: "{{ f "in" }} tail"', 'tail', 'string.quoted.double.yaml'],
    ["a: 'b {{ .x }} tail'", 'tail', 'string.quoted.single.yaml'],
    ['{{ .x }}: 1\nb: 2', 'b', 'entity.name.tag.yaml'],
    ['a: {{ .x }}\nb: 2', 'b', 'entity.name.tag.yaml'],
    ['{{- if .x }}\nb: 2\n{{- end }}', 'b', 'entity.name.tag.yaml'],
    ['a: {{ f (dict\n  "x" 1) }}\nb: 2', 'b', 'entity.name.tag.yaml'],
    ['a: |\n  t {{ .x }} tail\nb: 1', 'tail', 'string.unquoted.block.yaml'],
    ['a: |\n  t {{ .x }} tail\nb: 1', 'b', 'entity.name.tag.yaml'],
    ['a-{{ .x }}-tail: 1', '-tail', 'entity.name.tag.yaml'],
  ])('YAML goes on: %j', async (text, piece, scope) => {
    expect(await scopesOf(text, piece)).toContain(scope);
  });

  test('an action that is being typed gives way to the next one', async () => {
    const text = 'a: {{ .b.\nc: {{ .Marker }}';
    const begins = (await tokenize('source.helm', text)).flat().filter((one) => one.text === '{{');
    expect(begins.map((one) => one.scopes.filter((scope) => scope === 'meta.action.helm').length)).toEqual([1, 1]);
  });
});

test.each(['shipped', 'newer'] as const)(
  'rendered manifests are %s YAML with the name of their template',
  async (yaml) => {
    const lines = await tokenize('source.helm-rendered', '---\n# Source: c/templates/a.yaml\na: {{ 1 }}\n# b', yaml);
    expect(lines[1]?.map((piece) => piece.scopes[piece.scopes.length - 1])).toContain(
      'markup.underline.link.helm-rendered',
    );
    expect(lines[2]?.[0]?.scopes).toContain('entity.name.tag.yaml');
    expect(lines[3]?.[0]?.scopes).toContain('comment.line.number-sign.yaml');
    expect(lines.flat().some((piece) => piece.scopes.some((scope) => scope.endsWith('.helm')))).toBe(false);
  },
);
