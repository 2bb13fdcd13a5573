// A values file that lies beside no chart: bound to one by its first line or by a setting, found as a folder or an archive.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { CompletionList, Hover } from 'vscode-languageserver';
import type { ChartOfResult, ChooseValuesSetResult, PreviewResult } from '#protocol';
import { tarBytes } from '../support/tar-writer.ts';
import { serve } from './node-server.ts';
import { inMemory, Talk, type TalkOptions } from './talk.ts';

const FILES = `
  -- charts/airflow/Chart.yaml --
  apiVersion: v2
  name: airflow
  version: 1.15.0
  -- charts/airflow/values.yaml --
  # -- How the work is done.
  executor: Celery
  workers:
    replicas: 1
  -- charts/airflow/values.schema.json --
  {"properties": {"workers": {"properties": {"replicas": {"type": "integer"}}}}}
  -- charts/airflow/templates/worker.yaml --
  kind: Worker
  replicas: {{ .Values.workers.replicas }}
  -- env/airflow-values.yaml --
  # chartroom: chart=../charts/airflow
  workers:
    replicas: many
  ex
  -- env/plain.yaml --
  workers: {replicas: 5}
`;
const VALUES = 'env/airflow-values.yaml';

let talk: Talk;
afterEach(() => talk.end());

async function begin(options: TalkOptions = {}, text = FILES): Promise<void> {
  talk = await Talk.begin(text, () => inMemory(serve), { folders: [''], ...options });
}

/** Waits until the file was found to belong to a chart. */
async function bound(path: string): Promise<NonNullable<ChartOfResult['chart']>> {
  for (;;) {
    const { chart } = await talk.ask<ChartOfResult>('chartroom/chartOf', { uri: talk.uri(path) });
    if (chart) return chart;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const completions = async (path: string, after: string) =>
  (await talk.askAt<CompletionList>('textDocument/completion', path, after)).items.map(({ label }) => label);

/** What the chart's template becomes with the values file as the active set. */
async function previewWith(path: string, template: string): Promise<string> {
  const uri = talk.uri(path);
  await talk.rendered(() => {
    void talk.ask<ChooseValuesSetResult>('chartroom/chooseValuesSet', { uri, set: { valuesFiles: [uri] } });
  });
  const params = { uri: template, scope: 'file' };
  return (await talk.ask<PreviewResult>('chartroom/preview', params)).text;
}

test('a first-line comment gives a values file the keys, the schema and the preview of its chart', async () => {
  await begin();
  talk.open(VALUES);
  const chart = await bound(VALUES);
  expect(chart).toMatchObject({ name: 'airflow', uri: talk.uri('charts/airflow') });
  expect(await completions(VALUES, '\nex')).toContain('executor');
  const hover = await talk.askAt<Hover>('textDocument/hover', VALUES, '\nwork');
  expect(JSON.stringify(hover.contents)).toContain('workers');
  talk.type(VALUES, 'ex\n', 'executor: Local\n');
  talk.save(VALUES);
  const isJudged = (lines: readonly string[]) => lines.some((line) => line.startsWith('values-schema'));
  expect(await talk.diagnostics(VALUES, isJudged)).toEqual(['values-schema: got string, want integer at "many"']);
  talk.type(VALUES, 'many', '7');
  const template = talk.uri('charts/airflow/templates/worker.yaml');
  expect(await previewWith(VALUES, template)).toContain('replicas: 7');
  await talk.rendered(() => talk.type(VALUES, '7', '9'));
  const { text } = await talk.ask<PreviewResult>('chartroom/preview', { uri: template, scope: 'file' });
  expect(text).toContain('replicas: 9');
});

test('another reference is another chart, and none is none', async () => {
  await begin({}, `${FILES}  -- other/Chart.yaml --\n  name: other\n  version: 1.0.0\n  apiVersion: v2\n`);
  talk.open(VALUES);
  expect((await bound(VALUES)).name).toBe('airflow');
  talk.type(VALUES, '../charts/airflow', '../other');
  for (let name = 'airflow'; name !== 'other'; ) name = (await bound(VALUES)).name;
  talk.type(VALUES, 'chartroom: chart=../other', 'nothing');
  for (let chart: unknown = ''; chart !== null; )
    ({ chart } = await talk.ask<ChartOfResult>('chartroom/chartOf', { uri: talk.uri(VALUES) }));
});

test('a setting binds files by pattern', async () => {
  const settings = { valuesFileCharts: { 'env/pl*.yaml': 'airflow' } };
  await begin({ initialization: { settings } });
  talk.open('env/plain.yaml');
  expect((await bound('env/plain.yaml')).name).toBe('airflow');
  expect(await previewWith('env/plain.yaml', talk.uri('charts/airflow/templates/worker.yaml'))).toContain(
    'replicas: 5',
  );
});

function pack(folder: string, path: string, version: string): void {
  mkdirSync(join(folder, 'packed'), { recursive: true });
  const files = {
    'Chart.yaml': `apiVersion: v2\nname: kafka\nversion: ${version}\n`,
    'values.yaml': 'brokers: 3\n',
    'templates/broker.yaml': `kind: Broker\nversion: ${version}\nbrokers: {{ .Values.brokers }}\n`,
  };
  const specs = Object.entries(files).map(([name, text]) => ({ name: `kafka/${name}`, text }));
  writeFileSync(join(folder, path), gzipSync(tarBytes(specs)));
}

test('what is nowhere is a note with the command that gets it, until it is there', async () => {
  const text = '\n-- kafka-values.yaml --\n# chartroom: chart=bitnami/kafka@31.0.0\nbrokers: 5\n';
  await begin({}, text);
  talk.open('kafka-values.yaml');
  expect(await talk.diagnostics('kafka-values.yaml', (lines) => lines.length > 0)).toEqual([
    `values-binding: no chart 'bitnami/kafka@31.0.0' is in the workspace: helm pull bitnami/kafka --version 31.0.0 at "bitnami/kafka@31.0.0"`,
  ]);
  pack(talk.folder, 'packed/kafka-31.0.0.tgz', '31.0.0');
  talk.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: talk.uri('packed/kafka-31.0.0.tgz'), type: 1 }] });
  const chart = await bound('kafka-values.yaml');
  expect(chart.name).toBe('kafka');
  await talk.until(
    () => talk.isClear('kafka-values.yaml'),
    () => 'no note',
  );
  const shown = await previewWith('kafka-values.yaml', `${chart.root}/templates/broker.yaml`);
  expect(shown).toContain('brokers: 5');
  // Packed again with another text: it is read again.
  pack(talk.folder, 'packed/kafka-31.0.0.tgz', '31.0.0-again');
  const rendered = talk.rendered(() =>
    talk.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: talk.uri('packed/kafka-31.0.0.tgz'), type: 2 }],
    }),
  );
  await rendered;
});

test('before there is trust, no path leads out of the workspace', async () => {
  const text = FILES.replace('chart=../charts/airflow', 'chart=../../charts/airflow').replaceAll(
    '-- env/',
    '-- in/env/',
  );
  await begin({ folders: ['in'] }, text);
  talk.open('in/env/airflow-values.yaml');
  const [note] = await talk.diagnostics('in/env/airflow-values.yaml', (lines) => lines.length > 0);
  expect(note).toContain(`values-binding: there is no chart at '../../charts/airflow'`);
  talk.notify('chartroom/trust', {});
  expect((await bound('in/env/airflow-values.yaml')).name).toBe('airflow');
});
