// Writes the generated pages of docs/ (rules, functions, settings). `--check` writes nothing and fails when one is stale.

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes('--check');

/** The pages' module is TypeScript; it is bundled for this one run. */
async function loadPages() {
  const outfile = join(tmpdir(), `chartroom-docs-${process.pid}.cjs`);
  const entryPoints = [join(root, 'scripts/docs-pages.ts')];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
  try {
    return createRequire(import.meta.url)(outfile);
  } finally {
    await rm(outfile, { force: true });
  }
}

const { docsPages, GENERATED_FOLDERS } = await loadPages();
const pages = docsPages(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
const stale = [];

for (const [path, text] of pages) {
  const before = await readFile(join(root, path), 'utf8').catch(() => undefined);
  if (before === text) continue;
  stale.push(path);
  if (check) continue;
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}
for (const folder of GENERATED_FOLDERS) {
  for (const name of await readdir(join(root, folder)).catch(() => [])) {
    const path = `${folder}/${name}`;
    if (pages.has(path)) continue;
    stale.push(path);
    if (!check) await rm(join(root, path));
  }
}

if (check && stale.length > 0) {
  console.error(`Stale pages (run node scripts/generate-docs.mjs):\n${stale.join('\n')}`);
  process.exitCode = 1;
} else console.log(`${pages.size} pages, ${stale.length} ${check ? 'stale' : 'written'}`);
