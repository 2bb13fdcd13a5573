// Texts below keys that end like files of a language: they are in that language, with the template's actions among them.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { semanticTokens } from '#language/features/semantic-tokens.ts';
import { tokenize } from './tokenize.ts';

const TEXT = `data:
  é.sql: |-
    select 'open {{ .Values.x }}
  {{- include "y" . | nindent 4 }}

    {{ if .a }}
    from b
    {{ end }}
  "c.py": | # note
    '''open
  plain: |
    text
  - d.sh: |
    x
e.toml: >
  [a]
f: 1
`;

/** The language of each line's first letter. */
async function languages(text: string): Promise<string[]> {
  const lines = await tokenize('source.helm', text, 'none');
  return lines.map((pieces) => {
    const first = pieces.find((piece) => piece.text.trim() !== '');
    const scope = first?.scopes.find((one) => one.startsWith('meta.embedded.block.'));
    return scope?.replace('meta.embedded.block.', '') ?? '';
  });
}

test('each text, and no line more', async () => {
  const found = await languages(TEXT);
  expect(found.map((language, line) => `${language} ${TEXT.split('\n')[line]?.trim()}`.trim())).toEqual([
    'data:',
    'é.sql: |-',
    "sql select 'open {{ .Values.x }}",
    'sql {{- include "y" . | nindent 4 }}',
    '',
    'sql {{ if .a }}',
    'sql from b',
    'sql {{ end }}',
    '"c.py": | # note',
    "python '''open",
    'plain: |',
    'text',
    '- d.sh: |',
    'x',
    'e.toml: >',
    'toml [a]',
    'f: 1',
    '',
  ]);
});

test('actions in it have their colours, and its own text is left to the editor', () => {
  const tokens = semanticTokens({ uri: 'file:///x', text: TEXT, version: undefined });
  const line = TEXT.split('\n')[2] as string;
  const start = TEXT.indexOf(line);
  const inLine = tokens.filter((token) => token.start >= start && token.end <= start + line.length);
  expect(inLine.map((token) => `${TEXT.slice(token.start, token.end)} ${token.type.type}`)).toEqual([
    '{{ delimiter',
    '. accessor',
    'Values variable',
    '. accessor',
    'x property',
    '}} delimiter',
  ]);
});

test('package.json names the language of each', () => {
  const root = new URL('../../', import.meta.url);
  const { contributes } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const { patterns } = JSON.parse(readFileSync(new URL('syntaxes/helm.tmLanguage.json', root), 'utf8')).repository[
    'yaml-embedded'
  ];
  const scopes = patterns.map((one: { readonly contentName: string }) => one.contentName);
  expect(Object.keys(contributes.grammars[0].embeddedLanguages)).toEqual(scopes);
});
