// Builds dist/: the CLI, the two language servers, the two extensions. `--watch` keeps building, `--dev` leaves names readable.

import { spawnSync } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { buildSchemas } from './schemas/build.mjs';

const require = createRequire(import.meta.url);
const packageJson = require('../package.json');
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  sourcemap: dev ? 'linked' : false,
  minify: !dev,
  keepNames: false,
  legalComments: 'none',
  logLevel: 'warning',
  target: 'es2023',
  charset: 'utf8',
  loader: { '.json': 'json' },
  define: { CHARTROOM_VERSION: JSON.stringify(packageJson.version) },
};

/** VS Code's extension host loads CommonJS; so does a plain `node dist/cli.js`, since package.json has no "type". */
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // fflate's build for Node starts worker_threads, which we never use; its other build is the same code without them.
  alias: { fflate: 'fflate/browser' },
};
/** What the command line does without, or loads late, to start faster: bcryptjs asks `crypto` for salts that we give it. */
const cliAlias = {
  crypto: join(root, 'scripts', 'no-crypto.cjs'),
  fflate: join(root, 'scripts', 'lazy-inflate.cjs'),
  'fflate/browser': 'fflate/browser',
};
const web = { ...common, platform: 'browser', mainFields: ['browser', 'module', 'main'] };

/** @type {import('esbuild').BuildOptions[]} */
const targets = [
  { ...node, entryPoints: { server: 'server/lsp/node/main.ts' }, outdir: 'dist' },
  // Loaded by dist/cli.js for `lint --schemas` alone.
  { ...node, entryPoints: { 'cli-schemas': 'server/cli/lint-aside.ts' }, outdir: 'dist', sourcemap: false },
  { ...node, entryPoints: { extension: 'client/extension/node.ts' }, outdir: 'dist', external: ['vscode'] },
  {
    ...web,
    entryPoints: { 'extension-web': 'client/extension/web.ts' },
    outdir: 'dist',
    format: 'cjs',
    external: ['vscode'],
  },
  { ...web, entryPoints: { 'server-web': 'server/lsp/browser/main.ts' }, outdir: 'dist', format: 'iife' },
];

/** Where the command line proper begins in dist/cli.js. */
const MAIN = '/*! The command line.';

/** One file: what starts the command line, and in a comment the command line itself (server/cli/start.ts says why). */
async function buildCli() {
  const cli = { ...node, write: false, charset: 'ascii', sourcemap: false };
  const outputs = await Promise.all([
    build({ ...cli, entryPoints: ['server/cli/start.ts'], define: { CHARTROOM_MAIN: JSON.stringify(MAIN) } }),
    build({ ...cli, entryPoints: ['server/cli/main.ts'], alias: cliAlias }),
  ]);
  const [start, main] = outputs.map(({ outputFiles }) => outputFiles[0].text);
  // What would end the comment is taken apart; start.ts puts it together again.
  const text = `#!/usr/bin/env node\n${start}\n${MAIN}\n${main.replaceAll('*/', '*\u0001/')}\n*/\n`;
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(join(root, 'dist', 'cli.js'), text);
}

if (watch) {
  await buildSchemas();
  await buildCli();
  for (const target of targets) await (await context(target)).watch();
  console.log('watching');
} else {
  await clean();
  await Promise.all([buildSchemas(), buildCli(), ...targets.map((target) => build(target))]);
  storeCode();
}

/** Empties dist/ but for the schemas, which are made again only when what they are made of changed. */
async function clean() {
  const dist = join(root, 'dist');
  const names = await readdir(dist).catch(() => []);
  const old = names.filter((name) => !/^schemas\.(bin|hash)$/.test(name));
  await Promise.all(old.map((name) => rm(join(dist, name), { recursive: true, force: true })));
}

/** Runs the command line once on the example, so that it stores what V8 compiled: the next starts are faster. */
function storeCode() {
  const env = { ...process.env, CHARTROOM_STORE_CODE: join(root, 'dist', 'cli.cache') };
  const example = join(root, 'examples', 'data-platform');
  const { status } = spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), 'template', 'example', example], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('the command line failed on the example');
}
