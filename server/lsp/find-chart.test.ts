// Where the chart of a values file is found: by path, by name and version, in folders and in archives.

import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fromBytes, toBytes } from '#engine/text/bytes.ts';
import { archiveFolder, archivePlace } from '#language/workspace/archives.ts';
import { parseReference } from '#language/workspace/binding.ts';
import { tarBytes } from '../../test/support/tar-writer.ts';
import { Archives } from './archives.ts';
import { findChart } from './find-chart.ts';
import type { World } from './world.ts';

function packed(name: string, version: string): Uint8Array {
  return gzipSync(
    tarBytes([
      { name: `${name}/Chart.yaml`, text: chart(name, version) },
      { name: `${name}/templates/größe.yaml`, text: 'kind: Größe\n' },
    ]),
  );
}

function chart(name: string, version: string): string {
  return `apiVersion: v2\nname: ${name}\nversion: ${version}\n`;
}

/** A world of these files, by path below `file:///ws`. */
function worldOf(files: Readonly<Record<string, string | Uint8Array>>): World {
  const all = new Map(Object.entries(files).map(([path, content]) => [`file:///ws/${path}`, content]));
  return {
    list: async (uri) => {
      const names = new Map<string, 'file' | 'directory'>();
      for (const key of all.keys()) {
        if (!key.startsWith(`${uri}/`)) continue;
        const [name = '', ...rest] = key.slice(uri.length + 1).split('/');
        names.set(name, rest.length > 0 ? 'directory' : 'file');
      }
      return [...names].map(([name, type]) => ({ name, type }));
    },
    read: async (uri) => {
      const content = all.get(uri);
      return typeof content === 'string' ? toBytes(content) : content;
    },
  };
}

const FILES = {
  'env/airflow-values.yaml': '',
  'charts/airflow/Chart.yaml': chart('airflow', '1.15.0'),
  'charts/airflow/charts/redis/Chart.yaml': chart('redis', '1.0.0'),
  'old/airflow/Chart.yaml': chart('airflow', '1.14.0'),
  'node_modules/x/Chart.yaml': chart('hidden', '1.0.0'),
  'packed/kafka-31.0.0.tgz': packed('kafka', '31.0.0'),
  'packed/kafka-32.1.0.tgz': packed('kafka', '32.1.0'),
  'packed/kafka-32.1.0-rc.1.tgz': packed('kafka', '32.1.0-rc.1'),
  'packed/broken-1.0.0.tgz': 'no archive',
};

async function found(reference: string): Promise<string> {
  const world = new Archives(worldOf(FILES));
  const search = { world, folders: ['file:///ws'], within: undefined };
  const folder = await findChart(search, parseReference(reference), 'file:///ws/env/airflow-values.yaml');
  return folder?.replace('file:///ws', '') ?? 'none';
}

describe('a chart is found', () => {
  test.each([
    ['../charts/airflow', '/charts/airflow'],
    ['./charts/airflow', '/charts/airflow'],
    ['charts/airflow', '/charts/airflow'],
    ['file:///ws/old/airflow', '/old/airflow'],
    ['/ws/old/airflow', '/old/airflow'],
    ['airflow', '/charts/airflow'],
    ['airflow@1.14.0', '/old/airflow'],
    ['airflow@v1.14.0', '/old/airflow'],
    ['airflow@<1.15', '/old/airflow'],
    ['apache-airflow/airflow@~1.15', '/charts/airflow'],
    ['../packed/kafka-31.0.0.tgz', 'chartroom-archive://file/ws/packed/kafka-31.0.0.tgz%21'],
    ['oci://registry.example/x/kafka', 'chartroom-archive://file/ws/packed/kafka-32.1.0.tgz%21'],
    ['kafka@32.1.0-rc.1', 'chartroom-archive://file/ws/packed/kafka-32.1.0-rc.1.tgz%21'],
    ['kafka@^31', 'chartroom-archive://file/ws/packed/kafka-31.0.0.tgz%21'],
  ])('%s', async (reference, expected) => {
    expect(await found(reference)).toBe(expected);
  });

  test.each([
    '../nowhere',
    'airflow@2',
    'airflow@not a version',
    'redis',
    'hidden',
    'broken@1.0.0',
    '../packed/broken-1.0.0.tgz',
  ])('but not %s', async (reference) => {
    expect(await found(reference)).toBe('none');
  });

  test('in further archives, when the workspace has none', async () => {
    const world = new Archives(worldOf({ 'cache/trino-1.0.0.tgz': packed('trino', '1.0.0') }));
    const archives = async () => ['file:///ws/cache/trino-1.0.0.tgz'];
    const search = { world, folders: [], within: undefined, archives };
    const folder = await findChart(search, parseReference('trino@1.0.0'), 'file:///ws/a.yaml');
    expect(folder).toBe('chartroom-archive://file/ws/cache/trino-1.0.0.tgz%21');
  });
});

test('an archive is a folder of its own scheme, and its files lead back to it', () => {
  for (const uri of ['file:///ws/my%20charts/a.tgz', 'vscode-vfs://github/o/r/a.tgz', 'memfs:/a.tgz']) {
    const folder = archiveFolder(uri);
    expect(archivePlace(folder)?.path).toBe('');
    const place = archivePlace(`${folder}/templates/gr%C3%B6%C3%9Fe.yaml`);
    expect(place?.path).toBe('templates/größe.yaml');
    expect(place?.archive).toBe(uri);
  }
  expect(archivePlace('file:///ws/a.tgz!/x')).toBeUndefined();
});

test('files of an archive are listed and read as any others, and again when it changed', async () => {
  const files: Record<string, string | Uint8Array> = { 'a.tgz': packed('a', '1.0.0') };
  const world = new Archives({ ...worldOf(files), read: (uri, within) => worldOf(files).read(uri, within) });
  const folder = archiveFolder('file:///ws/a.tgz');
  expect(await world.list(folder, undefined)).toEqual([
    { name: 'Chart.yaml', type: 'file' },
    { name: 'templates', type: 'directory' },
  ]);
  const text = async (path: string) =>
    fromBytes((await world.read(`${folder}/${path}`, undefined)) ?? new Uint8Array());
  expect(await text('templates/gr%C3%B6%C3%9Fe.yaml')).toBe('kind: Größe\n');
  files['a.tgz'] = packed('a', '2.0.0');
  expect(await text('Chart.yaml')).toContain('version: 1.0.0');
  world.forget('file:///ws/a.tgz');
  expect(await text('Chart.yaml')).toContain('version: 2.0.0');
});
