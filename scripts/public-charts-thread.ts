// The thread of public-charts-warm.mjs: a command line's arguments come as a message, its exit code and texts go back.

import * as crypto from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { DISK } from '../server/cli/disk.ts';
import { keyMaker } from '../server/cli/keys.ts';
import { lintSchemas } from '../server/cli/lint-schemas.ts';
import { run } from '../server/cli/run.ts';
import type { World } from '../server/cli/world.ts';

const STARTED_AT = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();
const now = () => process.hrtime.bigint() + STARTED_AT;
const keys = keyMaker(crypto, now);

parentPort?.on('message', (argv: readonly string[]) => {
  const out: Uint8Array[] = [];
  let stderr = '';
  const world: World = {
    ...DISK,
    write: () => undefined,
    stdin: () => new Uint8Array(0),
    out: (bytes) => out.push(bytes),
    err: (text) => {
      stderr += text;
    },
    lintSchemas: () => lintSchemas,
    schemas: () => undefined,
    variable: (name) => process.env[name],
    env: {
      now,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      random: (count) => new Uint8Array(crypto.randomBytes(count)),
      crypto: keys,
    },
  };
  const code = run(world, argv, 'warm');
  const at = stderr.indexOf('Error:');
  const error = at < 0 ? '' : stderr.slice(at).trimEnd();
  parentPort?.postMessage({ code, stderr, error, stdout: Buffer.concat(out).toString('latin1') });
});
