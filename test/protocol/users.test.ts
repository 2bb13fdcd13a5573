// Whole conversations about charts that nobody opened: who uses a chart is found, and they are left as they are.

import { afterEach, expect, test } from 'vitest';
import type { Location, SymbolInformation } from 'vscode-languageserver';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const CHARTS = `
  -- ws/lib/Chart.yaml --
  apiVersion: v2
  name: lib
  version: 1.0.0
  -- ws/lib/templates/_lib.tpl --
  {{- define "lib.name" }}{{ .Chart.Name }}{{ end }}
  -- ws/user/Chart.yaml --
  apiVersion: v2
  name: user
  version: 0.1.0
  dependencies:
    - {name: lib, version: 1.x.x, repository: "https://charts.example.org"}
  -- ws/user/templates/a.yaml --
  a: {{ include "lib.name" . }}
  b: {{ fail "never rendered" }}
  -- ws/other/Chart.yaml --
  apiVersion: v2
  name: other
  version: 0.1.0
  -- ws/other/templates/b.yaml --
  {{- define "other.kept" }}{{ end }}
  {{ fail "never rendered" }}
`;

let talk: Talk;
afterEach(() => talk.end());

test('references reach charts that name this one, whether they were opened or not', async () => {
  talk = await Talk.begin(CHARTS, () => inMemory(serve), { folders: ['ws'] });
  const path = 'ws/lib/templates/_lib.tpl';
  talk.open(path);
  const answer = await talk.ask<Location[]>('textDocument/references', {
    textDocument: { uri: talk.uri(path) },
    position: { line: 0, character: 16 },
    context: { includeDeclaration: true },
  });
  expect(answer.map(({ uri }) => uri.replace(talk.uri(''), ''))).toEqual([path, 'ws/user/templates/a.yaml']);
});

test('symbols of the workspace come from all its charts, and nothing of those is in Problems before one is opened', async () => {
  talk = await Talk.begin(CHARTS, () => inMemory(serve), { folders: ['ws'] });
  const symbols = await talk.ask<SymbolInformation[]>('workspace/symbol', { query: 'kept' });
  expect(symbols.map(({ name, containerName }) => `${name} in ${containerName}`)).toEqual(['other.kept in other']);
  // One that is opened is rendered and judged; the others are not, however long one waits.
  talk.open('ws/other/templates/b.yaml');
  await talk.diagnostics('ws/other/templates/b.yaml', (lines) => lines.some((line) => line.includes('never rendered')));
  expect(talk.renders.map(({ chart }) => chart)).toEqual([talk.uri('ws/other')]);
});
