// What expressions came to, in whole conversations: it is recorded when somebody looks, and follows what is typed.

import { afterEach, expect, test } from 'vitest';
import type { Hover, InlayHint, MarkupContent } from 'vscode-languageserver';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const CHART = `
  -- shop/Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  -- shop/values.yaml --
  tag: größe
  -- shop/templates/_helpers.tpl --
  {{- define "shop.image" -}}
  {{ .tag | upper }}
  {{- end }}
  -- shop/templates/web.yaml --
  kind: Pod
  image: {{ include "shop.image" (dict "tag" .Values.tag) }}
  length: {{ len .Values.tag }}
`;

const WEB = 'shop/templates/web.yaml';
const HELPERS = 'shop/templates/_helpers.tpl';

let talk: Talk;
afterEach(() => talk.end());

/** Asks until the answer has the text: nobody is told when records are there. */
async function until(ask: () => Promise<string>, text: string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if ((await ask()).includes(text)) return;
    await new Promise((go) => setTimeout(go, 25));
  }
  expect(await ask()).toContain(text);
}

/** The first line. */
async function hover(path: string, after: string): Promise<string> {
  const found = await talk.askAt<Hover | null>('textDocument/hover', path, after);
  return (found?.contents as MarkupContent | undefined)?.value.split('\n')[0] ?? '';
}

async function hints(path: string): Promise<string> {
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const found = await talk.ask<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: talk.uri(path) }, range });
  return found
    .map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')))
    .join();
}

test('of a template that is open, then of a helper that is opened later, and after edits', async () => {
  talk = await Talk.begin(CHART, () => inMemory(serve));
  await talk.rendered(() => talk.open(WEB));
  await until(() => hover(WEB, '{{ le'), '`7`');
  talk.open(HELPERS);
  await until(() => hover(HELPERS, '| up'), 'GRÖßE');
  await until(() => hints(HELPERS), 'GRÖßE');
  talk.open('shop/values.yaml');
  await talk.rendered(() => talk.type('shop/values.yaml', 'größe', 'é'));
  // While somebody types, hints do not go and come back.
  expect(await hints(HELPERS)).not.toBe('');
  await until(() => hints(HELPERS), 'É');
  await until(() => hover(WEB, '{{ le'), '`2`');
  await talk.rendered(() => talk.type(HELPERS, '| upper', '| lower'));
  await until(() => hover(HELPERS, '| lo'), '`"é"`');
  // A file that fails is told of as it was when it rendered.
  await talk.rendered(() => talk.type(WEB, 'len .Values.tag', 'len .Values.tag }}{{ fail "no"'));
  await until(() => hover(HELPERS, '| lo'), '`"é"`');
});
