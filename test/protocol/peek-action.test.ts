// "Peek rendered" is offered on a resource, to whoever asks what can be done there.

import { afterEach, expect, test } from 'vitest';
import type { PeekResult } from '#protocol';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const WEB = 'templates/web.yaml';

let talk: Talk;
afterEach(() => talk.end());

interface Action {
  readonly title: string;
  readonly kind: string;
  readonly command: { readonly command: string };
}

async function offered(path: string, text: string, context: object = {}): Promise<string[]> {
  const position = talk.behind(path, text);
  const range = { start: position, end: position };
  const params = { textDocument: { uri: talk.uri(path) }, range, context: { diagnostics: [], ...context } };
  const actions = await talk.ask<Action[]>('textDocument/codeAction', params);
  const own = actions.filter(({ kind }) => kind.startsWith('chartroom.'));
  return own.map(({ title, kind, command }) => `${kind} ${command.command}: ${title}`);
}

test('a code action names the resource at the cursor and peeks at it', async () => {
  const chart = `
    -- Chart.yaml --
    apiVersion: v2
    name: shop
    version: 0.1.0
    -- values.yaml --
    port: 80
    -- templates/_h.tpl --
    {{ define "x" }}x: y{{ end }}
    -- ${WEB} --
    kind: Service
    metadata: {name: web}
    spec: {port: {{ .Values.port }}}
    ---
    kind: Deployment
    metadata: {name: {{ .Release.Name }}-web}
    -- templates/none.yaml --
    {{- if .Values.none }}
    kind: Pod
    {{- end }}
  `;
  talk = await Talk.begin(chart, () => inMemory(serve));
  await talk.rendered(() => talk.open(WEB));
  expect(await offered(WEB, '.Values.port')).toEqual([
    'chartroom.peek chartroom.peekRendered: Peek rendered Service/web',
  ]);
  expect(await offered(WEB, 'Deployment', { triggerKind: 1 })).toEqual([
    'chartroom.peek chartroom.peekRendered: Peek rendered Deployment/release-name-web',
  ]);
  const position = talk.behind(WEB, 'Deployment');
  const peeked = await talk.ask<PeekResult>('chartroom/peek', { uri: talk.uri(WEB), position });
  expect(peeked).toMatchObject({ title: 'Deployment/release-name-web' });
  talk.open('values.yaml');
  talk.open('templates/none.yaml');
  // No light bulb in every line, no place among the fixes, and nothing where nothing is rendered.
  expect(await offered(WEB, 'Deployment', { triggerKind: 2 })).toEqual([]);
  expect(await offered(WEB, 'Deployment', { only: ['quickfix'] })).toEqual([]);
  expect(await offered(WEB, 'Deployment', { only: ['chartroom'] })).toHaveLength(1);
  expect(await offered('values.yaml', 'port')).toEqual([]);
  expect((await offered('templates/none.yaml', 'Pod')).filter((title) => title.includes('Peek'))).toEqual([]);
});
