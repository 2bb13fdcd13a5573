// Lenses over the protocol: none until the setting asks for them, then in two steps, the second with its command.

import { afterEach, expect, test } from 'vitest';
import type { CodeLens } from 'vscode-languageserver';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const CHART = `
  -- Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  -- values.yaml --
  port: 80
  none: 1
  -- templates/web.yaml --
  kind: Service
  metadata: {name: web}
  spec: {port: {{ .Values.port }}}
`;
const WEB = 'templates/web.yaml';

let talk: Talk;
afterEach(() => talk.end());

async function lenses(path: string): Promise<CodeLens[]> {
  const found = await talk.ask<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: talk.uri(path) } });
  return Promise.all(found.map((lens) => talk.ask<CodeLens>('codeLens/resolve', lens)));
}

test('lenses come with the setting', async () => {
  talk = await Talk.begin(CHART, () => inMemory(serve));
  expect(talk.capabilities).toMatchObject({ codeLensProvider: { resolveProvider: true } });
  await talk.rendered(() => talk.open(WEB));
  talk.open('values.yaml');
  expect(await lenses(WEB)).toEqual([]);
  await talk.rendered(() =>
    talk.notify('workspace/didChangeConfiguration', { settings: { chartroom: { codeLens: true } } }),
  );
  const at = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 0 } });
  expect(await lenses(WEB)).toMatchObject([
    {
      range: at(0),
      command: {
        title: 'Service/web · peek rendered',
        command: 'chartroom.peekRendered',
        arguments: [talk.uri(WEB), at(0).start],
      },
    },
  ]);
  const range = { start: { line: 2, character: 24 }, end: { line: 2, character: 28 } };
  expect(await lenses('values.yaml')).toMatchObject([
    {
      range: at(0),
      command: {
        title: '1 use',
        command: 'chartroom.showUses',
        arguments: [talk.uri('values.yaml'), at(0).start, [{ uri: talk.uri(WEB), range }]],
      },
    },
    { range: at(1), command: { title: 'no uses found', command: '' } },
  ]);
});
