// Whole conversations about values files and Chart.yaml: completion, hover, definition, marks, the README's table, Helm's cache.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { CompletionItem, CompletionList, Hover, Location, LocationLink } from 'vscode-languageserver';
import type { UndocumentedValuesResult, ValueMarksResult, ValuesTableResult } from '#protocol';
import { startServer } from '../../server/lsp/server.ts';
import { connectionOf, nodeHost, serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const CHARTS = `
  -- ws/shop/Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  dependencies:
    - name: redis
      version: 1.0.0
  -- ws/shop/values.yaml --
  # -- é: how many
  replicas: 1
  image: {tag: v1}
  -- ws/shop/values-prod.yaml --
  replicas: 3
  image: {}
  -- ws/shop/templates/a.yaml --
  a: {{ .Values.replicas }}{{ .Values.image.tag }}
  -- ws/lib/Chart.yaml --
  apiVersion: v2
  name: lib
  version: 2.3.4
`;
const PROD = 'ws/shop/values-prod.yaml';
const VALUES = 'ws/shop/values.yaml';
const CHART = 'ws/shop/Chart.yaml';

let talk: Talk;
afterEach(() => talk.end());

test('completion, hover, definition and implementations in values files', async () => {
  talk = await Talk.begin(CHARTS, () => inMemory(serve), { folders: ['ws'] });
  talk.open(PROD);
  talk.type(PROD, 'image: {}', 'image: {ta}');
  const list = await talk.askAt<CompletionList>('textDocument/completion', PROD, 'image: {ta');
  const tag = list.items.find(({ label }) => label === 'tag');
  expect(tag).toMatchObject({ detail: 'v1 (values.yaml)', textEdit: { newText: 'tag: ' } });
  expect(tag?.documentation).toBeUndefined();
  await talk.ask<CompletionItem>('completionItem/resolve', tag ?? {});
  const hover = await talk.askAt<Hover>('textDocument/hover', PROD, 'repl');
  expect(JSON.stringify(hover.contents)).toMatch(/é: how many.*Overrides.*Used by 1 template/);
  const links = await talk.askAt<(LocationLink | Location)[]>('textDocument/definition', PROD, 'repl');
  expect(links.map((link) => ('targetUri' in link ? link.targetUri : link.uri))).toEqual([talk.uri(VALUES)]);
  const over = await talk.askAt<(LocationLink | Location)[]>('textDocument/implementation', VALUES, 'repl');
  expect(over.map((link) => ('targetUri' in link ? link.targetUri : link.uri))).toEqual([talk.uri(PROD)]);
});

test('marks, the table of a README and the values that nobody describes', async () => {
  talk = await Talk.begin(CHARTS, () => inMemory(serve), { folders: ['ws'] });
  const uri = talk.uri(VALUES);
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const marks = await talk.ask<NonNullable<ValueMarksResult>>('chartroom/valueMarks', { uri, range });
  expect(
    marks.map(({ kind, lines, range: { start } }) => [start.line, kind, ...lines.map(({ text }) => text)]),
  ).toEqual([
    [1, 'overridden', '1 use', 'overridden in values-prod.yaml'],
    [2, 'plain', '1 use'],
    [2, 'plain', '1 use'],
  ]);
  const readme = '# é\r\n<!-- chartroom:values -->\r\n<!-- /chartroom:values -->\r\n';
  const table = await talk.ask<ValuesTableResult>('chartroom/valuesTable', { uri, readme, append: false });
  expect(table.changes[0]?.range).toEqual({ start: { line: 1, character: 25 }, end: { line: 2, character: 0 } });
  expect(table.changes[0]?.newText).toContain('\r\n| replicas | int | `1` | é: how many |\r\n');
  const bare = await talk.ask<NonNullable<UndocumentedValuesResult>>('chartroom/undocumentedValues', { uri });
  expect(bare.map(({ path, value }) => `${path} ${value}`)).toEqual(['image.tag v1']);
});

test('dependencies are completed from the workspace, and from Helm’s cached indexes where the setting says so', async () => {
  let folder = '';
  const host = () => nodeHost({ helmCache: () => pathToFileURL(join(folder, 'cache')).href });
  const start = () => inMemory((input, output) => startServer(connectionOf(input, output), host()));
  talk = await Talk.begin(CHARTS, start, {
    folders: ['ws'],
    prepare: (made) => {
      folder = made;
      mkdirSync(join(made, 'cache'));
      const index = 'apiVersion: v1\nentries:\n  redis:\n  - version: 20.1.0\n  - version: 20.0.0\n';
      writeFileSync(join(made, 'cache/bitnami-index.yaml'), index);
      writeFileSync(join(made, 'cache/large-charts.txt'), 'nginx\n');
    },
  });
  await talk.rendered(() => talk.open(CHART));
  const offered = async (after: string) => {
    const list = await talk.askAt<CompletionList>('textDocument/completion', CHART, after);
    return list.items.map(({ label }) => label);
  };
  talk.type(CHART, 'name: redis', 'name: ');
  await until(
    () => offered('- name: '),
    (labels) => labels.includes('lib'),
  );
  expect(await offered('- name: ')).not.toContain('redis');
  const set = (readHelmCache: boolean) =>
    talk.notify('workspace/didChangeConfiguration', { settings: { chartroom: { dependencies: { readHelmCache } } } });
  set(true);
  const all = await until(
    () => offered('- name: '),
    (labels) => labels.includes('nginx') && labels.includes('redis'),
  );
  expect(all).toEqual(['lib', 'nginx', 'redis']);
  talk.type(CHART, '- name: ', '- name: redis');
  talk.type(CHART, 'version: 1.0.0', 'version: ');
  expect((await offered('  version: ')).slice(0, 2)).toEqual(['^20.1.0', '20.1.0']);
  set(false);
  await until(
    () => offered('  version: '),
    (labels) => labels.length === 0,
  );
});

async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const answer = await ask();
    if (fits(answer) || tries > 200) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
