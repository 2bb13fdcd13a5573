// A server without open files reads the schemas by itself; one with a file leaves them to it.

import { expect, test } from 'vitest';
import { applyChanges, type Change, EMPTY_SNAPSHOT } from '#language/workspace/snapshot.ts';
import type { Host } from './host.ts';
import { readSchemasAhead } from './schemas-ahead.ts';
import { ShippedSchemas } from './shipped-schemas.ts';

/** What was asked, and what was logged, after all timers were run. */
async function after(changes: readonly Change[], bytes: Uint8Array | undefined) {
  const waiting: (() => void)[] = [];
  const lines: string[] = [];
  let reads = 0;
  const host = {
    after: (_: number, call: () => void) => {
      waiting.push(call);
      return () => {};
    },
    log: (line: string) => lines.push(line),
  } as Pick<Host, 'after' | 'log'> as Host;
  const session = { host, snapshot: applyChanges(EMPTY_SNAPSHOT, changes), shipped: undefined as never };
  const apply = (more: readonly Change[]) => {
    session.snapshot = applyChanges(session.snapshot, more);
  };
  const schemas = async () => {
    reads++;
    return bytes;
  };
  const shipped = new ShippedSchemas({ schemas }, apply, host.log);
  readSchemasAhead({ ...session, shipped, get snapshot() { return session.snapshot; } }); // biome-ignore format: short
  for (let round = 0; round < 8; round++) {
    for (const call of waiting.splice(0)) call();
    await Promise.resolve();
  }
  return { reads, lines, files: [...session.snapshot.files.keys()], has: session.snapshot.schemas !== undefined };
}

test('the schemas are read once, and no file comes of it', async () => {
  expect(await after([], new Uint8Array(4))).toEqual({ reads: 1, lines: [], files: [], has: true });
});

test('without schemas nothing is said', async () => {
  expect(await after([], undefined)).toEqual({ reads: 1, lines: [], files: [], has: false });
});

test('an open file needs no reading ahead', async () => {
  const open: Change = { kind: 'file', uri: 'file:///a.yaml', text: 'a: 1\n', version: 1 };
  expect(await after([open], new Uint8Array(4))).toMatchObject({ reads: 0, lines: [] });
});
