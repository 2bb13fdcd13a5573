// Semantic tokens on the wire: all of a file, the lines on a screen, and what an edit changed.

import { afterEach, expect, test } from 'vitest';
import type { SemanticTokens, SemanticTokensDelta, SemanticTokensOptions } from 'vscode-languageserver';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const WEB = 'templates/web.yaml';

let talk: Talk;
afterEach(() => talk.end());

async function begin(): Promise<void> {
  talk = await Talk.begin(
    `
      -- Chart.yaml --
      apiVersion: v2
      name: shop
      version: 0.1.0
      -- ${WEB} --
      kind: "é😀{{ .Values.a }}"
      name: b
      last: 1
    `,
    () => inMemory(serve),
  );
  await talk.rendered(() => talk.open(WEB));
}

/** `line:column+length type` of each token. */
function unpack(data: readonly number[]): string[] {
  const { legend } = talk.capabilities.semanticTokensProvider as SemanticTokensOptions;
  const tokens: string[] = [];
  let [line, column] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [lines, columns, length, type, modifiers] = data.slice(at, at + 5) as [
      number,
      number,
      number,
      number,
      number,
    ];
    column = lines === 0 ? column + columns : columns;
    line += lines;
    const names = legend.tokenModifiers.filter((_, bit) => (modifiers >> bit) & 1);
    tokens.push([`${line}:${column}+${length} ${legend.tokenTypes[type]}`, ...names].join('.'));
  }
  return tokens;
}

function ask<R>(method: string, params = {}): Promise<R> {
  return talk.ask<R>(`textDocument/semanticTokens/${method}`, { textDocument: { uri: talk.uri(WEB) }, ...params });
}

test('all, in UTF-16 units, and those of a range', async () => {
  await begin();
  const { data } = await ask<SemanticTokens>('full');
  expect(unpack(data)).toMatchInlineSnapshot(`
    [
      "0:0+4 yamlKey",
      "0:4+1 yamlColon",
      "0:6+1 yamlQuote",
      "0:7+3 yamlString",
      "0:10+2 delimiter",
      "0:13+1 accessor",
      "0:14+6 variable.defaultLibrary",
      "0:20+1 accessor",
      "0:21+1 property",
      "0:23+2 delimiter",
      "0:25+1 yamlQuote",
      "1:0+4 yamlKey",
      "1:4+1 yamlColon",
      "1:6+1 yamlPlain",
      "2:0+4 yamlKey",
      "2:4+1 yamlColon",
      "2:6+1 yamlInteger",
    ]
  `);
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
  expect(unpack((await ask<SemanticTokens>('range', { range })).data)).toMatchInlineSnapshot(`
    [
      "1:0+4 yamlKey",
      "1:4+1 yamlColon",
      "1:6+1 yamlPlain",
    ]
  `);
});

test('an edit is told as what changed; an answer nobody remembers as all', async () => {
  await begin();
  const first = await ask<SemanticTokens>('full');
  talk.type(WEB, 'name: b', 'name: {{ b }}\nmore: c');
  const delta = await ask<SemanticTokensDelta>('full/delta', { previousResultId: first.resultId });
  const data = [...first.data];
  for (const { start, deleteCount, data: added } of delta.edits) data.splice(start, deleteCount, ...(added ?? []));
  const all = await ask<SemanticTokens>('full');
  expect(data).toEqual(all.data);
  expect(delta.edits.length).toBe(1);
  const same = await ask<SemanticTokensDelta>('full/delta', { previousResultId: all.resultId });
  expect(same.edits).toEqual([]);
  const unknown = await ask<SemanticTokens>('full/delta', { previousResultId: 'x' });
  expect(unknown.data).toEqual(all.data);
});

test('a file that the server does not know has none', async () => {
  await begin();
  const textDocument = { uri: 'git:/x/templates/a.yaml' };
  expect(await talk.ask('textDocument/semanticTokens/full', { textDocument })).toBeNull();
});

test('a file of no chart, which VS Code takes for a template by its name, has colours and no findings', async () => {
  talk = await Talk.begin(
    `
      -- roles/web/templates/hosts.yml --
      - name: {{ item.name | join(",") }} {{ if }}
    `,
    () => inMemory(serve),
  );
  const hosts = 'roles/web/templates/hosts.yml';
  talk.open(hosts);
  const params = { textDocument: { uri: talk.uri(hosts) } };
  expect((await talk.ask<SemanticTokens>('textDocument/semanticTokens/full', params)).data.length).toBeGreaterThan(0);
  // This one waits for a chart.
  expect(await talk.ask('textDocument/documentSymbol', params)).toEqual([]);
  talk.type(hosts, 'if', 'end');
  await talk.ask('textDocument/documentSymbol', params);
  expect(await talk.diagnostics(hosts, () => true)).toEqual([]);
});

test('of a values file its templates alone, once the chart is known', async () => {
  talk = await Talk.begin(
    `
      -- Chart.yaml --
      apiVersion: v2
      name: shop
      version: 0.1.0
      -- values.yaml --
      a: "é😀{{ .Values.b }}"
      b: "{{ not a template }}"
      -- ${WEB} --
      kind: {{ tpl .Values.a . }}
    `,
    () => inMemory(serve),
  );
  talk.open('values.yaml');
  const params = { textDocument: { uri: talk.uri('values.yaml') } };
  const { data } = await talk.ask<SemanticTokens>('textDocument/semanticTokens/full', params);
  expect(unpack(data)).toMatchInlineSnapshot(`
    [
      "0:7+2 delimiter",
      "0:10+1 accessor",
      "0:11+6 variable.defaultLibrary",
      "0:17+1 accessor",
      "0:18+1 property",
      "0:20+2 delimiter",
    ]
  `);
});
