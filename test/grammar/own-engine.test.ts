// Our own reader of the grammar, behind semantic tokens, gives each piece the scopes that VS Code's engine gives it.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scopeNames } from '#language/documents/grammar/scope.ts';
import { readText } from '#language/documents/scopes.ts';
import { chance } from '../support/chance.ts';
import { tokenize } from './tokenize.ts';

const root = new URL('../../', import.meta.url);
const templates = execFileSync('git', ['ls-files', 'examples', 'test/conformance', 'test/editor'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /\/templates\/.*\.(ya?ml|tpl|txt)$/.test(path))
  .map((path) => readFileSync(new URL(path, root), 'utf8').replaceAll('\r', ''));

/** Line by line, runs of one scope path: `text scope scope …`. */
function ours(text: string): string[][] {
  const { starts, lines } = readText(text);
  return lines.map((pieces, line) => {
    let at = starts[line] as number;
    return pieces.map(({ end, scope }) => {
      const from = at;
      at = (starts[line] as number) + end;
      return `${text.slice(from, at)} ${scopeNames(scope).join(' ')}`;
    });
  });
}

async function theirs(text: string): Promise<string[][]> {
  return (await tokenize('source.helm', text, 'none')).map((line) => {
    const runs: { text: string; scopes: string }[] = [];
    for (const piece of line) {
      const scopes = piece.scopes.join(' ');
      const last = runs.at(-1);
      if (last?.scopes === scopes) last.text += piece.text;
      else if (piece.text !== '') runs.push({ text: piece.text, scopes });
    }
    return runs.map((run) => `${run.text} ${run.scopes}`);
  });
}

async function same(text: string): Promise<void> {
  const [mine, right] = [ours(text), await theirs(text)];
  const line = right.findIndex((pieces, index) => JSON.stringify(pieces) !== JSON.stringify(mine[index]));
  if (line >= 0) expect({ text, line, pieces: mine[line] }).toEqual({ text, line, pieces: right[line] });
  expect(mine.length).toBe(right.length);
}

describe('as VS Code reads it', () => {
  test('every template of the examples and of the comparison with helm', async () => {
    expect(templates.length).toBeGreaterThan(300);
    for (const text of templates) await same(text);
  });

  test('templates that are half typed, or joined where they do not fit', async () => {
    const draw = chance(7);
    const pick = () => templates[draw(templates.length)] as string;
    for (let round = 0; round < 300; round++) {
      const [one, other] = [pick(), pick()];
      const from = draw(one.length + 1);
      await same(one.slice(Math.max(0, from - 600), from) + other.slice(draw(other.length + 1)).slice(0, 300));
    }
  });

  test('templates with letters out of place', async () => {
    const draw = chance(11);
    const letters = [...'{}{}"\'`#:|>&*!<=-[](),.$%?@\\/ \n\tä😀'];
    const inserts = [...letters, '{{', '}}', '{{-', '-}}', '/*', '*/', ': ', '- '];
    for (let round = 0; round < 300; round++) {
      const text = templates[draw(templates.length)] as string;
      const from = draw(text.length + 1);
      let part = text.slice(from, from + 400);
      for (let edit = 0; edit < 6; edit++) {
        const at = draw(part.length + 1);
        part = part.slice(0, at) + inserts[draw(inserts.length)] + part.slice(at + draw(3));
      }
      await same(part);
    }
  });

  test.each([
    "a: \"é😀 {{ .Values.größe }} x\" # ü\nb: 'it''s'\n",
    '"key {{ a }}": |-2 # c\n  text {{ x }}\n\nnext: [a, {b: c}, "d"]',
    '- - "k": >+\n      t\n  ? q\n  : &a !t *b\n<<: *c\n%YAML 1.2\n---\n...',
    '{{- /* c\nc */ -}}{{ ( }}\nk: {{ ( ) ) "open\nx: `raw\nraw` }}',
    "{{ 'a' }}'s: 1.5e3 0x1F ~ null 2020-01-01T10:00:00Z",
    '{{ "😀\n#😀\na: 😀',
    'a: {{ b }}c: d\n{{ if x }}y: {a: {{ z }}, b: [1,{{ q }}]}{{ end }}',
  ])('%j', same);

  test('a line of nothing but brackets takes no stack and little time', () => {
    for (const text of [`a: ${'['.repeat(19_000)}`, `{{ ${'('.repeat(19_000)}`, `a: ${'{a: '.repeat(4_000)}`]) {
      const begun = performance.now();
      expect(readText(`${text}\nb: 1`).lines.length).toBe(2);
      expect(performance.now() - begun).toBeLessThan(5000);
    }
  });
});
