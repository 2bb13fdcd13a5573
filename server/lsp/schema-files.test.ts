// Folders with schemas and files with CRDs: what is read into the snapshot, when, and what goes again.

import { expect, test } from 'vitest';
import { toBytes } from '#engine/text/bytes.ts';
import { applyChanges, type Change, EMPTY_SNAPSHOT, type Snapshot } from '#language/workspace/snapshot.ts';
import type { DirectoryEntry } from '#protocol';
import { SchemaFiles } from './schema-files.ts';
import type { World } from './world.ts';

const CRD = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n';
const SAMPLE = 'apiVersion: example.com/v1\nkind: Sample\n';

/** A room with these files on disk, all below `file:///w`, and a way to wait for what was begun. */
function room(disk: Map<string, string>, options: { charts?: readonly string[] } = {}) {
  const reads: string[] = [];
  const world: World = {
    list: async (uri) => entriesOf(disk, uri),
    read: async (uri) => {
      reads.push(uri);
      const text = disk.get(uri);
      return text === undefined ? undefined : toBytes(text);
    },
  };
  const owner = {
    snapshot: EMPTY_SNAPSHOT as Snapshot,
    reach: { folders: ['file:///w'], everywhere: undefined },
    charts: { loadedRootOf: (uri: string) => options.charts?.find((root) => uri.startsWith(`${root}/`)) },
    host: { log: (line: string) => expect(line).toBe('') },
    isOpen: () => false,
    apply: (changes: readonly Change[]) => {
      owner.snapshot = applyChanges(owner.snapshot, changes);
    },
  };
  let judged = 0;
  const files = new SchemaFiles(world, owner, () => judged++);
  const settled = async () => {
    for (let i = 0; i < 50; i++) await Promise.resolve();
  };
  const name = async (...folders: string[]) => {
    const { settings } = owner.snapshot;
    owner.apply([{ kind: 'settings', settings: { ...settings, schema: { ...settings.schema, folders } } }]);
    files.follow();
    await settled();
  };
  const open = async (text: string) => {
    owner.apply([{ kind: 'file', uri: 'file:///w/open.yaml', text, version: 1 }]);
    files.opened('file:///w/open.yaml');
    await settled();
  };
  const known = () => [...owner.snapshot.files.keys()].filter((uri) => uri !== 'file:///w/open.yaml');
  return { owner, files, reads, name, open, known, settled, judged: () => judged };
}

function entriesOf(disk: Map<string, string>, folder: string): DirectoryEntry[] {
  const names = new Map<string, DirectoryEntry>();
  for (const uri of disk.keys()) {
    if (!uri.startsWith(`${folder}/`)) continue;
    const [name = '', more] = uri.slice(folder.length + 1).split('/');
    names.set(name, { name, type: more === undefined ? 'file' : 'directory' });
  }
  return [...names.values()];
}

test('folders that are named: CRDs are read, the rest is known by its names; what is named no more goes', async () => {
  const disk = new Map([
    ['file:///w/schemas/a.yaml', CRD],
    ['file:///w/schemas/notes.yaml', 'a: 1'],
    ['file:///w/schemas/example.com/sample_v1.json', '{}'],
    ['file:///elsewhere/b.yaml', CRD],
  ]);
  const { owner, name, known, judged, files } = room(disk);
  await name('schemas', '/elsewhere/b.yaml', 'absent');
  expect(known()).toEqual([
    'file:///w/schemas/a.yaml',
    'file:///w/schemas/example.com/sample_v1.json',
    'file:///elsewhere/b.yaml',
  ]);
  expect([...owner.snapshot.schemaFolders.keys()]).toEqual(['file:///w/schemas', 'file:///elsewhere/b.yaml']);
  expect(files.watched()).toEqual(['file:///w/schemas', 'file:///elsewhere']);
  expect(judged()).toBe(1);
  await name();
  expect([known(), [...owner.snapshot.schemaFolders.keys()]]).toEqual([[], []]);
});

test('of a whole catalog only the schemas of kinds that are met are read', async () => {
  const disk = new Map([['file:///w/catalog/example.com/sample_v1.json', '{}']]);
  for (let i = 0; i < 300; i++) disk.set(`file:///w/catalog/example.com/other${i}_v1.json`, '{}');
  const { name, open, known, reads } = room(disk);
  await name('catalog');
  expect(reads).toEqual([]);
  await open(SAMPLE);
  expect(known()).toEqual(['file:///w/catalog/example.com/sample_v1.json']);
});

test('CRDs of the workspace are looked for when a kind of a third party is met, by names that speak of them', async () => {
  const disk = new Map([
    ['file:///w/config/crd/bases/sample.yaml', CRD],
    ['file:///w/deploy/kafka-crd.yml', CRD],
    ['file:///w/deploy/other.yaml', CRD],
    ['file:///w/deploy/crds/values.yaml', 'a: 1'],
    ['file:///w/chart/crds/sample.yaml', CRD],
    ['file:///w/node_modules/x/crds/sample.yaml', CRD],
  ]);
  const { open, known, files, reads } = room(disk, { charts: ['file:///w/chart'] });
  await open('apiVersion: apps/v1\nkind: Deployment\n');
  expect(reads).toEqual([]);
  await open(SAMPLE);
  expect(known().sort()).toEqual(['file:///w/config/crd/bases/sample.yaml', 'file:///w/deploy/kafka-crd.yml']);
  expect(files.holds('file:///w/deploy/kafka-crd.yml')).toBe(true);
  const before = reads.length;
  await open(SAMPLE);
  expect(reads.length).toBe(before);
});

test('a schema that a comment names is read, what is on the net never', async () => {
  const disk = new Map([['file:///other/s.yaml', 'type: object']]);
  const { open, known, reads } = room(disk);
  await open('# $schema: ../other/s.yaml\n# yaml-language-server: $schema=https://example.com/s.json\na: 1\n');
  expect(known()).toEqual(['file:///other/s.yaml']);
  expect(reads).toEqual(['file:///other/s.yaml']);
});

test('what happens in a named folder is followed', async () => {
  const disk = new Map([['file:///w/schemas/a.yaml', CRD]]);
  const { name, known, files, settled } = room(disk);
  await name('schemas');
  disk.set('file:///w/schemas/b.yaml', CRD);
  files.moved(['file:///w/schemas/b.yaml']);
  await settled();
  expect(known()).toEqual(['file:///w/schemas/a.yaml', 'file:///w/schemas/b.yaml']);
});
