// How the shipped schemas reach a snapshot: from the runtime's own file, or through the client where there is none.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bytesOf } from '#language/schema/kubernetes/pool.ts';
import { gvkOf } from '#language/schema/kubernetes/schema-node.ts';
import { applyChanges, type Change, EMPTY_SNAPSHOT } from '#language/workspace/snapshot.ts';
import { POOL } from '../../scripts/schemas/build.mjs';
import type { Host } from './host.ts';
import { ShippedSchemas } from './shipped-schemas.ts';
import { worldOf } from './world.ts';

const BYTES = new Uint8Array(readFileSync(POOL));

function hostWith(schemas: Host['schemas']): Host {
  const none = async () => undefined;
  return {
    reads: () => false,
    list: none,
    read: none,
    schemas,
    after: () => () => {},
    now: () => 0,
    startRenderThread: () => ({ post: () => {}, end: () => {} }),
    log: () => {},
  };
}

/** The changes that come of asking twice, with what the client was asked. */
async function changesOf(host: Host, uri?: string): Promise<{ changes: Change[]; asked: unknown[] }> {
  const asked: unknown[] = [];
  const ask = async <R>(method: string, params: unknown): Promise<R> => {
    asked.push([method, params]);
    return Buffer.from(BYTES).toString('base64') as R;
  };
  const changes: Change[] = [];
  const shipped = new ShippedSchemas(worldOf(host, ask, [], uri), (more) => changes.push(...more), host.log);
  shipped.want();
  shipped.want();
  await new Promise((go) => setTimeout(go, 50));
  return { changes, asked };
}

const kindsAfter = (changes: readonly Change[]) =>
  applyChanges(EMPTY_SNAPSHOT, changes).schemas?.find(gvkOf('apps/v1', 'Deployment'), '1.36')?.source;

test('a runtime with files reads them once, and asks nobody', async () => {
  let reads = 0;
  const host = hostWith(async () => {
    reads++;
    return BYTES;
  });
  const { changes, asked } = await changesOf(host, 'vscode://there');
  expect([reads, changes.length, asked]).toEqual([1, 1, []]);
  expect(kindsAfter(changes)).toEqual({ kind: 'kubernetes', version: '1.36' });
});

test('a runtime without files asks the client for the file that it named', async () => {
  const { changes, asked } = await changesOf(hostWith(undefined), 'https://host/dist/schemas.bin');
  expect(asked).toEqual([['chartroom/read', { uri: 'https://host/dist/schemas.bin' }]]);
  expect(kindsAfter(changes)).toEqual({ kind: 'kubernetes', version: '1.36' });
});

test('where there is none nothing changes', async () => {
  expect((await changesOf(hostWith(async () => undefined))).changes).toEqual([]);
});

test('the other thread gets the same bytes', () => {
  const { schemas } = applyChanges(EMPTY_SNAPSHOT, [{ kind: 'schemas', bytes: BYTES }]);
  expect(schemas && bytesOf(schemas)).toBe(BYTES);
});
