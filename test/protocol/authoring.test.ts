// Conversations of an author who writes a call: template names, the keys of a helper's dict, and the signature beside them.

import { afterEach, expect, test } from 'vitest';
import type { CompletionItem, CompletionList, SignatureHelp } from 'vscode-languageserver';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const CHART = `
  -- Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  -- values.yaml --
  port: 80
  -- templates/_helpers.tpl --
  {{/* The port of a container. */}}
  {{- define "shop.port" -}}
  {{ .port }} {{ .ctx.Release.Name }} {{ with .name }}{{ . }}{{ end }}
  {{- end -}}
  -- templates/web.yaml --
  a: {{ include "shop.port" (dict "port" .Values.port "ctx" $) }}
  é😀: {{ include "" }}
  c: {{ include "shop.port" (dict "port" 1 ) }}
`;
const WEB = 'templates/web.yaml';

let talk: Talk;
afterEach(() => talk.end());

test('a call is written: its name with what it takes, its keys, its signature', async () => {
  talk = await Talk.begin(CHART, () => inMemory(serve), { initialization: { settings: {} } });
  expect(talk.capabilities).toMatchObject({ signatureHelpProvider: { triggerCharacters: [' ', '('] } });

  const names = await talk.askAt<CompletionList>('textDocument/completion', WEB, 'é😀: {{ include "');
  const [port] = names.items;
  expect(port).toMatchObject({ label: 'shop.port', filterText: 'shop.port', insertTextFormat: 2 });
  expect(port).not.toHaveProperty('documentation');
  const told = await talk.ask<CompletionItem>('completionItem/resolve', port ?? {});
  expect(JSON.stringify(told.documentation)).toContain('The port of a container.');

  const keys = await talk.askAt<CompletionList>(
    'textDocument/completion',
    WEB,
    'c: {{ include "shop.port" (dict "port" 1 ',
  );
  expect(keys.items.map(({ label }) => label)).toEqual(['ctx', 'name']);

  const help = await talk.askAt<SignatureHelp>(
    'textDocument/signatureHelp',
    WEB,
    'c: {{ include "shop.port" (dict "port" 1 ',
  );
  expect(help).toMatchObject({ activeSignature: 0, activeParameter: 1 });
  expect(help.signatures[0]?.label).toBe('include "shop.port" (dict "port" "ctx" ["name"])');
  expect(await talk.askAt('textDocument/signatureHelp', WEB, 'a: ')).toBeNull();
});
