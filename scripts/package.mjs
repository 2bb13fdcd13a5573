// Packs the extension as chartroom.vsix: the built bundles, the data they read, and nothing else.

import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'chartroom.vsix');

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}

if (!process.argv.includes('--no-build')) run(join(root, 'scripts/build.mjs'));
const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
// Everything is bundled, so no node_modules travel; the repository is not public, so no links are rewritten.
run(vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', target);
console.log(`chartroom.vsix: ${Math.round(statSync(target).size / 1024)} KiB`);
