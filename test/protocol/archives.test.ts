// Packed subcharts: what they define is found in them, also from inside, and they may come, change and go on disk.

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { Hover, LocationLink } from 'vscode-languageserver';
import type { ArchivedResult } from '#protocol';
import { tarBytes } from '../support/tar-writer.ts';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const FILES = `
  -- shop/Chart.yaml --
  apiVersion: v2
  name: shop
  version: 1.0.0
  -- shop/values.yaml --
  kafka:
    port: 9093
  -- shop/templates/a.yaml --
  name: {{ include "kafka.name" . }}
  zone: {{ .Values.kafka.zone }}
`;
const ARCHIVE = 'shop/charts/kafka-31.0.0.tgz';
const TEMPLATE = 'shop/templates/a.yaml';
const HELPERS = '{{ define "kafka.name" }}\nkafka-{{ .Values.kafka.port }}{{ end }}\n';

let talk: Talk;
afterEach(() => talk.end());

function pack(folder: string, helpers: string): void {
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: kafka\nversion: 31.0.0\n',
    'values.yaml': 'port: 9092\n# Where it runs.\nzone: größe\n',
    'templates/_h.tpl': helpers,
  };
  const specs = Object.entries(files).map(([name, text]) => ({ name: `kafka/${name}`, text }));
  mkdirSync(dirname(join(folder, ARCHIVE)), { recursive: true });
  writeFileSync(join(folder, ARCHIVE), gzipSync(tarBytes(specs)));
}

async function begin(): Promise<void> {
  const prepare = (folder: string) => pack(folder, HELPERS);
  talk = await Talk.begin(FILES, () => inMemory(serve), { folders: [''], prepare });
  talk.open(TEMPLATE);
}

/** `PATH:LINE` of the first target. */
async function definition(after: string, path = TEMPLATE): Promise<string | undefined> {
  const links = await talk.askAt<LocationLink[] | null>('textDocument/definition', path, after);
  const [first] = links ?? [];
  return first && `${first.targetUri.replace(/^.*\/shop\//, '')}:${first.targetSelectionRange.start.line}`;
}

async function becomes(ask: () => Promise<unknown>, wanted: unknown): Promise<void> {
  for (let tries = 0; (await ask()) !== wanted; tries++) {
    if (tries > 300) throw new Error(`it never became ${String(wanted)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const moved = (type: number) =>
  talk.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: talk.uri(ARCHIVE), type }] });

const INSIDE = `charts/kafka-31.0.0.tgz%21`;

test('helpers and values of a packed subchart are found in it, and nothing is written', async () => {
  await begin();
  expect(await definition('"kafka.na')).toBe(`${INSIDE}/templates/_h.tpl:0`);
  expect(await definition('.kafka.zo')).toBe(`${INSIDE}/values.yaml:2`);
  const hover = await talk.askAt<Hover>('textDocument/hover', TEMPLATE, '.kafka.zo');
  expect(JSON.stringify(hover)).toContain('Where it runs.');
});

test('a file of an archive is opened as it is, seen from the chart that holds it, and never judged', async () => {
  await begin();
  const [link] = await talk.askAt<LocationLink[]>('textDocument/definition', TEMPLATE, '"kafka.na');
  const uri = link?.targetUri ?? '';
  const { text } = await talk.ask<ArchivedResult>('chartroom/archived', { uri });
  expect(text).toBe(HELPERS);
  talk.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'helm', version: 1, text } });
  const position = { line: 1, character: HELPERS.split('\n')[1]?.indexOf('port') ?? 0 };
  const hover = await talk.ask<Hover>('textDocument/hover', { textDocument: { uri }, position });
  expect(JSON.stringify(hover)).toContain('9093');
  talk.notify('textDocument/didClose', { textDocument: { uri } });
  expect(await talk.ask<ArchivedResult>('chartroom/archived', { uri })).toEqual({ text: HELPERS });
});

test('an archive that is packed again is read again; one that is gone takes its files along', async () => {
  await begin();
  expect(await definition('"kafka.na')).toBe(`${INSIDE}/templates/_h.tpl:0`);
  pack(talk.folder, `\n\n${HELPERS}`);
  moved(2);
  await becomes(() => definition('"kafka.na'), `${INSIDE}/templates/_h.tpl:2`);
  rmSync(join(talk.folder, ARCHIVE));
  moved(3);
  await becomes(() => definition('"kafka.na'), undefined);
  expect(await definition('.kafka.zo')).toBeUndefined();
});

test('a tab inside an archive that an editor restores first loads the chart around it', async () => {
  const prepare = (folder: string) => pack(folder, HELPERS);
  talk = await Talk.begin(FILES, () => inMemory(serve), { folders: [''], prepare });
  const uri = `chartroom-archive://file${new URL(talk.uri(`shop/${INSIDE}`)).pathname}/values.yaml`;
  const { text } = await talk.ask<ArchivedResult>('chartroom/archived', { uri });
  expect(text).toContain('größe');
  const { chart } = await talk.ask<{ chart: { root: string } | null }>('chartroom/chartOf', { uri });
  expect(chart?.root).toBe(talk.uri('shop'));
});

test('a folder that is renamed takes its files along, those that it packs as well', async () => {
  await begin();
  expect(await definition('"kafka.na')).toBe(`${INSIDE}/templates/_h.tpl:0`);
  renameSync(join(talk.folder, 'shop'), join(talk.folder, 'store'));
  const changes = [
    { uri: talk.uri('shop'), type: 3 },
    { uri: talk.uri('store'), type: 1 },
    { uri: talk.uri('store/Chart.yaml'), type: 1 },
  ];
  talk.close(TEMPLATE);
  talk.notify('workspace/didChangeWatchedFiles', { changes });
  const moved = 'store/templates/a.yaml';
  talk.open(moved);
  const links = () => talk.askAt<LocationLink[] | null>('textDocument/definition', moved, '"kafka.na');
  await becomes(async () => (await links())?.[0]?.targetUri.replace(/^.*\/store\//, ''), `${INSIDE}/templates/_h.tpl`);
  const old = `chartroom-archive://file${new URL(talk.uri(`shop/${INSIDE}`)).pathname}/values.yaml`;
  await becomes(async () => (await talk.ask<ArchivedResult>('chartroom/archived', { uri: old })).text, null);
});
