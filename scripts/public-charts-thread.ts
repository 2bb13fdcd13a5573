// The thread of public-charts-warm.mjs: a command line's arguments come as a message, its exit code and texts go back.

import * as crypto from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { keyMaker } from '../server/cli/keys.ts';
import { run } from '../server/cli/run.ts';
import type { Entry, World } from '../server/cli/world.ts';

const STARTED_AT = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();
const now = () => process.hrtime.bigint() + STARTED_AT;
const keys = keyMaker(crypto, now);

parentPort?.on('message', (argv: readonly string[]) => {
  const out: Uint8Array[] = [];
  let stderr = '';
  const world: World = {
    list,
    read: (path) => attempt(() => readFileSync(path)),
    isFolder: (path) => attempt(() => statSync(path).isDirectory()) === true,
    exists: (path) => existsSync(path),
    absolute: (path) => resolve(path),
    write: () => undefined,
    stdin: () => new Uint8Array(0),
    out: (bytes) => out.push(bytes),
    err: (text) => {
      stderr += text;
    },
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

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function list(path: string): Entry[] | undefined {
  const names = attempt(() => readdirSync(path));
  return names
    ?.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map((name) => entry(join(path, name), name));
}

function entry(path: string, name: string): Entry {
  const isFolder = attempt(() => statSync(path).isDirectory()) === true;
  if (attempt(() => lstatSync(path).isSymbolicLink()) !== true) return { name, isFolder };
  const target = attempt(() => realpathSync(path));
  return { name, isFolder, ...(target === undefined ? { missing: firstMissing(path) } : { target }) };
}

/** As the command line's own door has it. */
function firstMissing(link: string): string {
  let path = link;
  for (let steps = 0; steps < 40; steps++) {
    const next = attempt(() => readlinkSync(path));
    if (next === undefined) break;
    path = resolve(dirname(path), next);
  }
  while (!existsSync(dirname(path))) path = dirname(path);
  return path;
}
