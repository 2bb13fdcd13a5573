// References and renames over the wire: edits name the versions they are meant for, a refusal comes as an error with its reason.

import { afterEach, expect, test } from 'vitest';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const WEB = 'templates/web.yaml';

let talk: Talk;
afterEach(() => talk.end());

const CHART = `
  -- Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  -- values.yaml --
  # ü
  pörts: {web: 80}
  resources: {cpu: 1}
  -- templates/_h.tpl --
  {{ define "x" }}{{ .port }}{{ end }}
  -- ${WEB} --
  # ü
  port: {{ .Values.pörts.web }}{{ include "x" (dict "port" .Values.pörts.web) }}
  resources: {{ toYaml .Values.resources }}
`;

interface Location {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

function params(path: string, text: string): object {
  return { textDocument: { uri: talk.uri(path) }, position: talk.behind(path, text) };
}

test('references', async () => {
  talk = await Talk.begin(CHART, () => inMemory(serve));
  await talk.rendered(() => talk.open(WEB));
  const context = { includeDeclaration: true };
  const found = await talk.ask<Location[]>('textDocument/references', { ...params(WEB, '.pörts.we'), context });
  const places = found.map(({ uri, range: { start } }) => `${uri.split('/').at(-1)} ${start.line}:${start.character}`);
  expect(places.sort()).toEqual(['values.yaml 1:8', 'web.yaml 1:23', 'web.yaml 1:71']);
});

test('a rename', async () => {
  talk = await Talk.begin(CHART, () => inMemory(serve));
  await talk.rendered(() => talk.open(WEB));
  expect(await talk.ask('textDocument/prepareRename', params(WEB, '.pörts.we'))).toEqual({
    range: { start: { line: 1, character: 23 }, end: { line: 1, character: 26 } },
    placeholder: 'web',
  });
  const edit = await talk.ask('textDocument/rename', { ...params(WEB, '.pörts.we'), newName: 'http' });
  const at = (line: number, character: number) => ({
    range: { start: { line, character }, end: { line, character: character + 3 } },
    newText: 'http',
  });
  expect(edit).toEqual({
    documentChanges: [
      { textDocument: { uri: talk.uri(WEB), version: 1 }, edits: [at(1, 23), at(1, 71)] },
      { textDocument: { uri: talk.uri('values.yaml'), version: null }, edits: [at(1, 8)] },
    ],
  });
});

test('a refusal', async () => {
  talk = await Talk.begin(CHART, () => inMemory(serve));
  await talk.rendered(() => talk.open(WEB));
  await expect(talk.ask('textDocument/prepareRename', params('values.yaml', '{cp'))).rejects.toThrow(
    'templates/web.yaml:3 takes the table that holds `cpu` as a whole with `toYaml`, so that the output would change.',
  );
  await expect(talk.ask('textDocument/rename', { ...params(WEB, '.pörts.we'), newName: 'a b' })).rejects.toThrow(
    '`a b` cannot be a key: it needs one word without white space and quotes.',
  );
});

test('what a chart that is not there may read is changed when somebody has looked', async () => {
  const chart = `
    -- Chart.yaml --
    apiVersion: v2
    name: shop
    version: 0.1.0
    dependencies: [{name: common, version: 1.0.0, repository: "https://charts.test"}]
    -- values.yaml --
    port: 80
    -- ${WEB} --
    name: {{ include "common.name" . }}
    port: {{ .Values.port }}
  `;
  const ask = () => talk.ask('textDocument/rename', { ...params(WEB, '.Values.po'), newName: 'http' });
  const told =
    'templates/web.yaml:1 calls "common.name" of a chart that is not there with all values: whether it reads `port` cannot be seen.';
  talk = await Talk.begin(chart, () => inMemory(serve), {
    client: { workspace: { workspaceEdit: { changeAnnotationSupport: {} } } },
  });
  talk.open(WEB);
  expect(await ask()).toMatchObject({
    documentChanges: [{ edits: [{ newText: 'http', annotationId: 'all' }] }, { edits: [{ annotationId: 'all' }] }],
    changeAnnotations: {
      all: { label: 'A chart that is not there may read this key', description: told, needsConfirmation: true },
    },
  });
  await talk.end();
  talk = await Talk.begin(chart, () => inMemory(serve));
  talk.open(WEB);
  await expect(ask()).rejects.toThrow(told);
});
