// Whole conversations about plain manifests: problems, completion, patches of a kustomization that nobody opened, decoding.

import { afterEach, expect, test } from 'vitest';
import type { CompletionList, Hover } from 'vscode-languageserver';
import type { DecodeSecretResult } from '#protocol';
import { startServer } from '../../server/lsp/server.ts';
import { poolBytes } from '../support/pool.ts';
import { connectionOf, nodeHost } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const FILES = `
  -- ws/base/app.yaml --
  apiVersion: v1
  kind: Pod
  metadata: {name: app, annotations: {a: ä}}
  spec:
    containrs: []
  ---
  apiVersion: v1
  kind: Secret
  metadata: {name: s}
  data: {a: aGVsbG8=}
  -- ws/base/kustomization.yaml --
  patches: [{path: patches/part.yaml}]
  -- ws/base/patches/part.yaml --
  apiVersion: v1
  kind: Pod
  metadata: {name: app}
  spec: {restartPolicy: Always, hostNam: x}
  -- ws/compose.yaml --
  services: {web: {image: nginx}}
`;

let talk: Talk;
afterEach(() => talk.end());

async function begin(): Promise<void> {
  const host = nodeHost({ schemas: async () => poolBytes() });
  talk = await Talk.begin(FILES, () => inMemory((input, output) => startServer(connectionOf(input, output), host)), {
    folders: ['ws'],
  });
}

const isSome = (lines: readonly string[]) => lines.length > 0;

test('a manifest that belongs to no chart', async () => {
  await begin();
  talk.open('ws/base/app.yaml');
  expect(await talk.diagnostics('ws/base/app.yaml', isSome)).toEqual([
    'manifest-unknown-field: unknown field "spec.containrs"; did you mean "containers"? It is required. at "containrs"',
  ]);
  const list = await talk.askAt<CompletionList>('textDocument/completion', 'ws/base/app.yaml', '\n  ');
  expect(list.items.map(({ label }) => label)).toContain('restartPolicy');
  const hover = await talk.askAt<Hover>('textDocument/hover', 'ws/base/app.yaml', 'data: {a');
  expect(JSON.stringify(hover.contents)).toMatch(/Secret\.data\.a.*\[Decode\]\(command:chartroom\.decodeSecret/);
  const decoded = await talk.askAt<DecodeSecretResult>('chartroom/decodeSecret', 'ws/base/app.yaml', 'aGV');
  expect(decoded).toEqual({ key: 'a', text: 'hello', size: 5 });
});

test('a patch needs nothing that its kustomization says elsewhere, opened or not', async () => {
  await begin();
  const isPatch = (lines: readonly string[]) => lines.length === 1;
  const unknown = 'manifest-unknown-field: unknown field "spec.hostNam"; did you mean "hostname"? at "hostNam"';
  talk.open('ws/base/patches/part.yaml');
  expect(await talk.diagnostics('ws/base/patches/part.yaml', isPatch)).toEqual([unknown]);
  talk.open('ws/base/kustomization.yaml');
  talk.type('ws/base/kustomization.yaml', 'part.yaml', 'other.yaml');
  expect(await talk.diagnostics('ws/base/patches/part.yaml', (lines) => lines.length === 2)).toContain(unknown);
  talk.close('ws/base/kustomization.yaml');
  expect(await talk.diagnostics('ws/base/patches/part.yaml', isPatch)).toEqual([unknown]);
});

test('a kustomization that changes on disk, comes or goes while nobody has it open', async () => {
  await begin();
  const [part, kustomization] = ['ws/base/patches/part.yaml', 'ws/base/kustomization.yaml'];
  talk.open(part);
  await talk.diagnostics(part, (lines) => lines.length === 1);
  talk.disk(kustomization, 'patches: []\n');
  expect((await talk.diagnostics(part, (lines) => lines.length === 2)).length).toBe(2);
  talk.disk(kustomization, 'patches: [{path: patches/part.yaml}]\n');
  expect((await talk.diagnostics(part, (lines) => lines.length === 1)).length).toBe(1);
  talk.disk(kustomization, null);
  expect((await talk.diagnostics(part, (lines) => lines.length === 2)).length).toBe(2);
});
