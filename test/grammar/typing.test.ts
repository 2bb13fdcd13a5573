// What the editor does while one types: which pair closes, where none does, and which brackets are coloured.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { metadataOf, type PieceMetadata } from './tokenize.ts';

interface Pair {
  readonly open: string;
  readonly close: string;
  readonly notIn?: readonly string[];
}

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const helm = read('syntaxes/helm.language-configuration.json') as {
  readonly autoClosingPairs: readonly Pair[];
  readonly autoCloseBefore: string;
};
const manifest = read('package.json') as {
  readonly contributes: {
    readonly grammars: readonly {
      readonly language: string;
      readonly tokenTypes?: Readonly<Record<string, string>>;
      readonly unbalancedBracketScopes?: readonly string[];
    }[];
  };
};
const grammar = manifest.contributes.grammars.find(({ language }) => language === 'helm');

function tokens(text: string): Promise<PieceMetadata[][]> {
  return metadataOf('source.helm', text, grammar?.tokenTypes ?? {}, grammar?.unbalancedBracketScopes ?? []);
}

/** Types `keys` at `█` as VS Code does with these pairs, in a place that is neither a comment nor a string. */
function typed(text: string, keys: string): string {
  let [before = '', after = ''] = text.split('█');
  for (const key of keys) {
    const close = closing(before + key, after);
    before += key;
    after = close + after;
  }
  return `${before}█${after}`;
}

/** VS Code's cursorTypeEditOperations: the longest pair that opens here, less the pair inside it that is there already. */
function closing(before: string, after: string): string {
  const pairs = helm.autoClosingPairs;
  const pair = longest(pairs.filter(({ open }) => before.endsWith(open)));
  if (pair === undefined) return '';
  const opens = pairs.some(({ open }) => after.startsWith(open));
  const closes = pairs.some(({ close }) => after.startsWith(close));
  if (after !== '' && !(closes && !opens) && !helm.autoCloseBefore.includes(after[0] as string)) return '';
  const inner =
    pair.open.length > 1
      ? longest(pairs.filter((x) => x !== pair && pair.open.includes(x.open) && pair.close.endsWith(x.close)))
      : undefined;
  const has = inner !== undefined && after.startsWith(inner.close);
  return has ? pair.close.slice(0, pair.close.length - inner.close.length) : pair.close;
}

function longest(pairs: readonly Pair[]): Pair | undefined {
  return [...pairs].sort((a, b) => b.open.length - a.open.length)[0];
}

test.each([
  ['a: █', '{', 'a: {█}'],
  ['a: █', '{{', 'a: {{█}}'],
  ['a: █', '{{ ', 'a: {{ █ }}'],
  ['a: █', '{{- ', 'a: {{- █ }}'],
  ['a: "█"', '{{ ', 'a: "{{ █ }}"'],
  ["a: '█'", '{{- ', "a: '{{- █ }}'"],
  ['a: █:v1', '{{ ', 'a: {{ █ }}:v1'],
  ['█', '{{/*', '{{/*█*/}}'],
  ['a: {b: █}', '{{ ', 'a: {b: {{ █ }}}'],
  ['a: {{ █ }}', '(', 'a: {{ (█) }}'],
  ['a: {{ f █ }}', '"', 'a: {{ f "█" }}'],
  // The braces are there, or text follows that they may be meant for.
  ['a: {{█}}', ' ', 'a: {{ █ }}'],
  ['a: █ .x }}', '{{', 'a: {{█ .x }}'],
  ['a: █.x }}', '{{ ', 'a: {{ █.x }}'],
])('%j and %j', (text, keys, expected) => {
  expect(typed(text, keys)).toBe(expected);
});

test('braces close neither in comments nor in raw strings', async () => {
  const braces = helm.autoClosingPairs.filter(({ open }) => open.startsWith('{'));
  expect(braces.every(({ notIn }) => notIn?.includes('comment') && !notIn.includes('string'))).toBe(true);
  const kinds = async (text: string, what: string) =>
    (await tokens(text)).flat().find((piece) => piece.text.includes(what))?.type;
  expect(await kinds('{{/* about é */}}', 'about')).toBe('comment');
  expect(await kinds('{{ tpl `raw` . }}', 'raw')).toBe('comment');
  expect(await kinds('{{ tpl `one\nraw` . }}', 'raw')).toBe('comment');
  expect(await kinds('a: "quoted {{ .x }}"', 'quoted')).toBe('string');
  expect(await kinds('a: {{ include "name" . }}', 'name')).toBe('string');
});

/** The text with all characters that VS Code takes for brackets of a pair, others as dots. */
async function counted(text: string): Promise<string> {
  const lines = await tokens(text);
  return lines
    .map((line) => line.map((piece) => piece.text.replace(/[()[\]]|./gsu, (c) => mark(c, piece))).join(''))
    .join('\n');
}

function mark(char: string, { balanced }: PieceMetadata): string {
  return balanced && /[()[\]]/.test(char) ? char : '.';
}

test.each([
  ['a: {{ f (g .x) (h) }}', '........(....).(.).' + '..'],
  ['a: {{ f .x) }}', '..............'],
  ['a: {{ f (g .x }}', '........(.......'],
  ['a: {{ f (g .x\nb: {{ (h) }}', '........(....\n......(.)...'],
  ['a: 1) text (x', '.............'],
  ['# :) ]', '......'],
  ['a: "x)"', '.......'],
  ['a: [b, {{ c }}]', '...[..........]'],
])('brackets of %j', async (text, expected) => {
  expect(await counted(text)).toBe(expected);
});
