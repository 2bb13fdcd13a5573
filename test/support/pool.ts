// The shipped schemas for tests, opened once; test/support/build-schemas.ts made the file.

import { readFileSync } from 'node:fs';
import { openPool, type Pool } from '#language/schema/kubernetes/pool.ts';
import { POOL } from '../../scripts/schemas/build.mjs';

let opened: Pool | undefined;
let bytes: Uint8Array | undefined;

/** All schemas that Chartroom ships. */
export function pool(): Pool {
  opened ??= openPool(poolBytes());
  return opened;
}

/** The same as the file has them. */
export function poolBytes(): Uint8Array {
  bytes ??= readFileSync(POOL);
  return bytes;
}
