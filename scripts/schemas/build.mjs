// Builds dist/schemas.bin from the pinned packages and our tables, when it is missing or made of something else.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CRDS, KUBERNETES, MODELS, packageVersion, root } from './packages.mjs';
import { LIVES } from './tables.mjs';

export const POOL = join(root, 'dist', 'schemas.bin');

/**
 * Makes the pool unless it is fresh. Fresh: its note (`schemas.hash` beside it) is the hash of the scripts, tables and versions.
 * @param {{ file?: string }} options
 * @returns {Promise<boolean>} whether it was made
 */
export async function buildSchemas({ file = POOL } = {}) {
  const note = `${file.replace(/\.bin$/, '')}.hash`;
  const hash = hashOfInputs();
  if (existsSync(file) && existsSync(note) && readFileSync(note, 'utf8') === hash) return false;
  // Only here: to start TypeScript takes longer than to see that nothing changed.
  const { makePool } = await import('./make.mjs');
  mkdirSync(dirname(file), { recursive: true });
  // Written beside and moved: somebody may be reading it, or making it as well.
  writeFileSync(`${file}.${process.pid}`, await makePool());
  renameSync(`${file}.${process.pid}`, file);
  writeFileSync(note, hash);
  return true;
}

function hashOfInputs() {
  const hash = createHash('sha256');
  for (const folder of [join(root, 'scripts', 'schemas'), join(root, 'schemas'), join(root, 'schemas', 'open')]) {
    for (const name of readdirSync(folder).sort()) {
      if (!/\.(mjs|json)$/.test(name) || name === 'chart.schema.json') continue;
      hash.update(`${name}\n`).update(readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n'));
    }
  }
  for (const path of LIVES) hash.update(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'));
  const crds = CRDS.map((name) => `@kubernetes-models/${name}`);
  for (const name of [...MODELS, ...KUBERNETES.map(({ folder }) => folder), ...crds])
    hash.update(`${name} ${packageVersion(name)}\n`);
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  const made = await buildSchemas();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    made
      ? `dist/schemas.bin: ${Math.round(readFileSync(POOL).length / 1024)} KiB in ${seconds} s`
      : 'dist/schemas.bin is fresh',
  );
}
