// dist/cli.js: starts the command line proper (cli-main.js) with the machine code's forerunner that the build left beside it.
//
// A process that lives for a tenth of a second spends most of it on reading and compiling JavaScript. V8 can store what it
// compiled; the store holds for one version of V8 only, and is passed over silently by another. docs/decisions/005.

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/** Optimizing what runs for so short costs more than it brings: functions are optimized after four times their usual work. */
setFlagsFromString('--interrupt-budget=500000');

const folder = dirname(__filename);
const file = join(folder, 'cli-main.js');
const cache = join(folder, 'cli-main.cache');
// The build writes plain ASCII, which is the cheapest text to read.
const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`;
const script = new Script(source, { filename: file, cachedData: stored() });
// Set by the build, which runs once for this: what was used is what the store holds.
if (process.env['CHARTROOM_STORE_CODE'] === cache) {
  process.on('exit', () => writeFileSync(cache, script.createCachedData()));
}
script.runInThisContext()({}, require, module, file, folder);

function stored(): Buffer | undefined {
  try {
    return readFileSync(cache);
  } catch {
    return undefined;
  }
}
