// dist/cli.js: starts the command line proper, which stands in a comment at this file's end, with the code that V8 stored for it.
//
// A process that lives for a tenth of a second spends most of it on reading and compiling JavaScript. V8 can store what it
// compiled (dist/cli.cache); the store holds for one version of V8 only, and is passed over silently by another. In a comment
// the command line costs nothing before it is asked for. docs/decisions/005.

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/** Optimizing what runs for so short costs more than it brings: functions are optimized after four times their usual work. */
setFlagsFromString('--interrupt-budget=500000');

/** Put in by the build, since the words must not stand here themselves. */
declare const CHARTROOM_MAIN: string;

const folder = dirname(__filename);
const cache = join(folder, 'cli.cache');
// The build writes plain ASCII, which is the cheapest text to read.
const file = readFileSync(__filename, 'latin1');
const inside = file.slice(file.lastIndexOf(CHARTROOM_MAIN) + CHARTROOM_MAIN.length, file.lastIndexOf('*/'));
const source = inside.replaceAll('*\u0001/', '*/');
const wrapped = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
const script = new Script(wrapped, { filename: __filename, cachedData: stored() });
// Set by the build, which runs once for this: what was used is what the store holds.
if (process.env['CHARTROOM_STORE_CODE'] === cache) {
  process.on('exit', () => writeFileSync(cache, script.createCachedData()));
}
script.runInThisContext()({}, require, module, __filename, folder);

function stored(): Buffer | undefined {
  try {
    return readFileSync(cache);
  } catch {
    return undefined;
  }
}
