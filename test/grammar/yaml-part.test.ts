// The YAML of the templates' grammar: our own, coloured as VS Code's, with actions that win wherever they stand.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Piece, tokenize } from './tokenize.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8').replaceAll('\r', '');

/** What a theme colours by, from the innermost scope out. */
const COLOUR =
  /^(?:entity\.name\.(?:tag|type)|entity\.other|comment|string\.(?:quoted\.\w+|unquoted\.(?:plain|block))|constant\.(?:language|numeric|character|other)|keyword\.control|variable\.other|storage|punctuation\.(?:separator|definition\.(?:block|mapping|sequence)))/;

function colour({ scopes }: Piece): string {
  if (scopes.includes('meta.action.helm')) return 'action';
  for (const scope of [...scopes].reverse()) {
    const found = COLOUR.exec(scope)?.[0];
    if (found !== undefined) return found;
  }
  return 'none';
}

/** One letter string a line: the colour of every character that is not white space. */
function colours(lines: readonly Piece[][]): string[][] {
  return lines.map((line) =>
    line.flatMap((piece) => [...piece.text].filter((letter) => letter.trim() !== '').map(() => colour(piece))),
  );
}

/** Runs of one colour in a line: `text colour | text colour`. */
async function show(text: string): Promise<string[]> {
  return (await tokenize('source.helm', text)).map((line) => {
    const runs: { text: string; colour: string }[] = [];
    for (const piece of line) {
      const now = colour(piece);
      const last = runs[runs.length - 1];
      if (last !== undefined && (last.colour === now || piece.text.trim() === '')) last.text += piece.text;
      else if (piece.text.trim() !== '') runs.push({ text: piece.text, colour: now });
    }
    return runs.map((run) => `${run.text.trim()} ${run.colour}`).join(' | ');
  });
}

/** Which characters stand in an action or its comment, by Go's rule: from the braces to the braces, quotes skipped. */
function insideActions(text: string): boolean[] {
  const inside: boolean[] = Array.from({ length: text.length }, () => false);
  const action = /\{\{(?:- )?\/\*[\s\S]*?\*\/(?: -)?\}\}|\{\{(?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`}]|\}(?!\}))*\}\}/g;
  for (const found of text.matchAll(action)) inside.fill(true, found.index, found.index + found[0].length);
  return inside;
}

/** The lines where an action is not scoped as one, or something else is. */
async function wrongLines(text: string): Promise<string[]> {
  const inside = insideActions(text);
  let at = 0;
  return (await tokenize('source.helm', text)).flatMap((pieces) => {
    const start = at;
    for (const piece of pieces) at += piece.text.length;
    const scoped = pieces.flatMap((piece) => {
      const ours = piece.scopes.includes('meta.action.helm') || piece.scopes.includes('comment.block.helm');
      return [...piece.text.split('')].map(() => ours);
    });
    const wrong = scoped.some((ours, index) => ours !== inside[start + index]);
    const illegal = pieces.some((piece) => piece.scopes.some((scope) => scope.startsWith('invalid.')));
    at += 1;
    return wrong || illegal ? [text.slice(start, at - 1)] : [];
  });
}

/**
 * Files below a folder of the checkout whose path fits, in order; whole ones: what lies in `examples/broken/` is half written
 * on purpose, and its looks are no law.
 */
function filesIn(folder: string, fits: RegExp): string[] {
  const names = readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' });
  return names
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => fits.test(path) && !path.startsWith('examples/broken/'))
    .sort();
}

const TEMPLATE = /\/templates\/.*\.(?:yaml|tpl|txt)$/;
const templates = [...filesIn('examples', TEMPLATE), ...filesIn('test/editor/fixture', TEMPLATE)];

describe('every action of a template is scoped as one', () => {
  test('there are templates', () => expect(templates.length).toBeGreaterThan(20));
  test.each(templates)('%s', async (path) => {
    expect(await wrongLines(read(path))).toEqual([]);
  });
  test('at the end of a range, behind a value', async () => {
    expect(
      await show(
        'env:\n  {{- range .Values.env }}\n  - name: {{ .n }}\n    value: {{ .v | quote }}\n  {{- end }}\nb: c',
      ),
    ).toEqual([
      'env entity.name.tag | : punctuation.separator',
      '{{- range .Values.env }} action',
      '- punctuation.definition.block | name entity.name.tag | : punctuation.separator | {{ .n }} action',
      'value entity.name.tag | : punctuation.separator | {{ .v | quote }} action',
      '{{- end }} action',
      'b entity.name.tag | : punctuation.separator | c string.unquoted.plain',
    ]);
  });
});

describe('actions win at the start of a line behind', () => {
  test.each([
    ['a plain value', 'a: b'],
    ['a plain value over two lines', 'a: b\n  c'],
    ['a quoted value', 'a: "b"'],
    ['an open quote', 'a: "b'],
    ['a single-quoted value', "a: 'it''s'"],
    ['a literal block', 'a: |\n  b'],
    ['an empty block', 'a: >-'],
    ['a block in a list', '- a: |\n    b'],
    ['a list item', '- b'],
    ['an empty item', '-'],
    ['a key', 'a:'],
    ['a flow list', 'a: [b]'],
    ['an open flow map', 'a: {b: c,'],
    ['a comment', '# b'],
    ['an anchor', 'a: &b'],
    ['a tag', 'a: !!str'],
    ['a document start', '---'],
  ])('%s', async (_name, text) => {
    for (const indent of ['', '  ', '        ']) {
      const lines = await show(`${text}\n${indent}{{- end }}\n`);
      expect(lines[lines.length - 2]).toBe('{{- end }} action');
    }
  });
});

describe('values beside actions', () => {
  test.each([
    ['{{ .r }}:{{ .t }}', '{{ .r }} action | : string.unquoted.plain | {{ .t }} action'],
    ['{{ .r }}-{{ .t }}', '{{ .r }} action | - string.unquoted.plain | {{ .t }} action'],
    ['{{ .r }} - b', '{{ .r }} action | - b string.unquoted.plain'],
    ["{{ .r }}'s b", "{{ .r }} action | 's b string.unquoted.plain"],
    ['{{ .r }}"b"{{ .t }}', '{{ .r }} action | "b" string.quoted.double | {{ .t }} action'],
    ['{{ .r }} # b', '{{ .r }} action | # b comment'],
    ['1{{ end }}', '1 constant.numeric | {{ end }} action'],
    ['1{{ .x }}', '1 string.unquoted.plain | {{ .x }} action'],
    [
      '{b: {{ .x }}}',
      '{ punctuation.definition.mapping | b entity.name.tag | : punctuation.separator | {{ .x }} action | } punctuation.definition.mapping',
    ],
  ])('%s', async (value, expected) => {
    expect(await show(`a: ${value}`)).toEqual([`a entity.name.tag | : punctuation.separator | ${expected}`]);
  });
  test.each([
    [
      '{{ f "a: b" }}-c: 1',
      '{{ f "a: b" }} action | -c entity.name.tag | : punctuation.separator | 1 constant.numeric',
    ],
    [
      '"{{ f "a: b" }}": 1',
      '" entity.name.tag | {{ f "a: b" }} action | " entity.name.tag | : punctuation.separator | 1 constant.numeric',
    ],
  ])('key: %s', async (line, expected) => {
    expect(await show(line)).toEqual([expected]);
  });
  test.each(['a: {{ .Values.', 'a: b{{ .Values.', '- {{ if'])('YAML goes on below a half-typed %s', async (text) => {
    expect((await show(`${text}\n  b-c: 1`))[1]).toBe(
      'b-c entity.name.tag | : punctuation.separator | 1 constant.numeric',
    );
  });
  test.each(['a: {', 'a: [b,', 'a: {b: {{ .c }'])('an unindented key ends %s', async (text) => {
    const [, below] = await tokenize('source.helm', `${text}\nd: 1`);
    expect(below?.[0]?.scopes).toEqual(['source.helm', 'string.unquoted.plain.out.yaml', 'entity.name.tag.yaml']);
  });
});

describe('a block scalar', () => {
  const key = 'b entity.name.tag | : punctuation.separator';
  const item = `- punctuation.definition.block | ${key}`;
  test.each([
    ['ends at a key beside its own', '  a: |\n    x\n  b:', key],
    ['ends though it is all one action', '  a: |\n{{ f . | indent 4 }}\n  b:', key],
    ['ends in a list item', '- a: |\n    x\n  b:', key],
    ['ends in a list of lists', '- - a: |\n      x\n    b:', key],
    ['ends at the next item', '- a: |\n    x\n- b:', item],
    ['ends though it is an item', '- |\n  x\n- b:', item],
    ['ends behind a templated key', '  {{ $k }}: |-\n    x\n  b:', key],
    ['ends behind a templated key at column 0', '{{ $k }}: >2+\n  x\nb:', key],
    ['ends before a define', 'a: |\n  x\n{{- define "t" }}\n  b:', key],
    ['goes on behind an action at column 0', '  a: |\n    x\n{{- if .y }}\n    b:', 'b: string.unquoted.block'],
    ['goes on behind an empty line', '  a: | # c\n    x\n\n    b:', 'b: string.unquoted.block'],
    ['goes on deeper', '  a: |+\n    x\n        b:', 'b: string.unquoted.block'],
    ['is not what a comment ends with', '# a: |\n  b:', key],
    ['is not what a scalar ends with', 'a: x |\n  b:', key],
  ])('%s', async (_name, text, expected) => {
    const lines = await show(text);
    expect(lines[lines.length - 1]).toBe(expected);
  });
  test('colours its header', async () => {
    expect((await tokenize('source.helm', 'a: &x |2- # c')).flat().map((piece) => piece.scopes.at(-1))).toEqual([
      'entity.name.tag.yaml',
      'punctuation.separator.key-value.mapping.yaml',
      'source.helm',
      'punctuation.definition.anchor.yaml',
      'entity.name.type.anchor.yaml',
      'source.helm',
      'keyword.control.flow.block-scalar.literal.yaml',
      'constant.numeric.indentation-indicator.yaml',
      'storage.modifier.chomping-indicator.yaml',
      'source.helm',
      'punctuation.definition.comment.yaml',
      'comment.line.number-sign.yaml',
    ]);
  });
});

describe('YAML without actions looks as VS Code paints it', () => {
  const PLAIN = `---
<<: *r
a: b # c
q: 'it''s'
list:
- - 1
  - -0.5
- {a: [x-y, "z", *r], b: !!str c, d: ~}
- &r !t plain text: no
- true
...
été: "\\n multi
  line"
t: |2-
  x: y
   # z
u: 2024-01-02
v: http://a:80/b#c
? k
`;
  // Not compared: lines with braces, and versions, which its old grammar takes for numbers.
  const APART = /\{\{|: \d+\.\d+\.\d+$/;
  const files = filesIn('examples', /\/(?:values[^/]*|manifests\/.*)\.yaml$/);
  test.each([['PLAIN', PLAIN], ...files.map((path) => [path, read(path)])])('%s', async (_name, text = '') => {
    const [ours, theirs] = [await tokenize('source.helm', text), await tokenize('source.yaml', text)].map(colours);
    const lines = text.split('\n');
    const different = lines.filter((line, index) => !APART.test(line) && `${ours?.[index]}` !== `${theirs?.[index]}`);
    expect(different).toEqual([]);
  });
});

test('the grammar of templates includes no other for its own YAML, so no VS Code version changes it', () => {
  const { repository } = JSON.parse(read('syntaxes/helm.tmLanguage.json'));
  // Texts in another language are for the editor to colour.
  const { 'yaml-embedded': embedded, ...own } = repository;
  const includes = [...JSON.stringify(own).matchAll(/"include":"([^"]*)"/g)].map((found) => found[1]);
  expect(includes.length).toBeGreaterThan(50);
  expect(includes.filter((name) => !name?.startsWith('#'))).toEqual([]);
  expect(embedded.patterns.length).toBeGreaterThan(5);
});
