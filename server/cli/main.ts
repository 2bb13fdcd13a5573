// The Node door of the command line: files, standard streams, real time, real randomness, real keys.

import type * as NodeCrypto from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as Threads from 'node:worker_threads';
import type { KeyMaker } from '#engine/template/environment.ts';
import { memoryProblem } from '#engine/values/meter.ts';
import { DISK } from './disk.ts';
import { keyMaker } from './keys.ts';
import type * as LintAside from './lint-aside.ts';
import { run } from './run.ts';
import type { World } from './world.ts';

/** Put in by the build. */
declare const CHARTROOM_VERSION: string;

/** Writes all bytes, also to a pipe that is full for the moment. */
function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

/** Loaded when first asked for: few commands need it. */
const nodeCrypto = (): typeof NodeCrypto => createRequire(process.execPath)('node:crypto');
let keys: KeyMaker | undefined;
const now = () => process.hrtime.bigint() - START + STARTED_AT;

const lintAside = (): typeof LintAside => createRequire(__filename)('./cli-schemas.js');
const threads = (): typeof Threads => createRequire(process.execPath)('node:worker_threads');

/** What was to be written. It waits for the end of the run: one that needed a deeper stack is thrown away. */
const waiting: (() => void)[] = [];
/** What the engine says when the stack ended; Helm's own limits are far beyond what the main thread's holds. */
const TOO_DEEP = /the templates call each other too deeply|exceeded maximum template depth/;
let isTooDeep = false;
let input: Uint8Array | undefined;

const world: World = {
  ...DISK,
  write: (path, bytes, append) => {
    mkdirSync(dirname(path), { recursive: true });
    (append ? appendFileSync : writeFileSync)(path, bytes);
  },
  stdin: () => {
    input ??= (threads().workerData as Uint8Array | null) ?? readFileSync(0);
    return input;
  },
  out: (bytes) => waiting.push(() => writeAll(1, bytes)),
  err: (text) => {
    isTooDeep ||= TOO_DEEP.test(text);
    waiting.push(() => writeAll(2, Buffer.from(text)));
  },
  lintSchemas: () => lintAside().lintSchemas,
  aside: (task) => lintAside().aside?.(task),
  schemas: () => readFile(join(__dirname, 'schemas.bin')),
  variable: (name) => process.env[name],
  env: {
    now,
    // Asking for it loads the tables of all zones: some milliseconds that few charts need.
    get timeZone() {
      return Intl.DateTimeFormat().resolvedOptions().timeZone;
    },
    get zoneName() {
      return zoneName(process.env['TZ']);
    },
    random: (count) => new Uint8Array(nodeCrypto().randomBytes(count)),
    get crypto() {
      keys ??= keyMaker(nodeCrypto(), now);
      return keys;
    },
  },
};

function readFile(path: string): Uint8Array | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}

/** The name that Go gives the local zone, by the variable TZ and, without it, by the machine's own file. */
function zoneName(variable: string | undefined): string {
  if (variable === undefined) return existsSync('/etc/localtime') ? 'Local' : 'UTC';
  const name = variable.replace(/^:/, '');
  return name === '/etc/localtime' ? 'Local' : name || 'UTC';
}

const START = process.hrtime.bigint();
const STARTED_AT = BigInt(Date.now()) * 1_000_000n;

try {
  const status = run(world, process.argv.slice(2), CHARTROOM_VERSION);
  if (isTooDeep && threads().isMainThread) runDeeper();
  else {
    for (const write of waiting) write();
    // At once: whatever V8 would still tidy up is thrown away with the process.
    process.exit(status);
  }
} catch (error) {
  const problem = memoryProblem(error);
  if (problem !== undefined) {
    process.exitCode = 1;
    writeAll(2, Buffer.from(`Error: the ${problem}\n`));
  } else if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
}

/** The same run once more, on a thread whose stack is deep enough for a thousand includes. */
function runDeeper(): void {
  const { Worker } = threads();
  const options = { argv: process.argv.slice(2), workerData: input, resourceLimits: { stackSizeMb: 64 } };
  new Worker(__filename, options).on('exit', (status) => {
    process.exitCode = status;
  });
}
