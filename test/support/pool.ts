// The shipped schemas for tests, opened once; test/support/build-schemas.ts made the file.

import { readFileSync } from 'node:fs';
import { openPool, type Pool } from '#language/schema/kubernetes/pool.ts';
import { POOL } from '../../scripts/schemas/build.mjs';

let opened: Pool | undefined;

/** All schemas that Chartroom ships. */
export function pool(): Pool {
  opened ??= openPool(readFileSync(POOL));
  return opened;
}
