// Runs test/electron in a VS Code of the desktop. VSCODE_PATH names one; else @vscode/test-electron downloads its own,
// so this is for machines with a network. `npm run test:editor` needs none.

import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
await build({
  absWorkingDir: root,
  entryPoints: { electron: 'test/electron/run.ts', 'electron-suite': 'test/electron/suite.ts' },
  outdir: 'dist/test',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['vscode', 'mocha'],
  logLevel: 'warning',
});
try {
  await runTests({
    ...(process.env.VSCODE_PATH ? { vscodeExecutablePath: process.env.VSCODE_PATH } : {}),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'dist', 'test', 'electron.cjs'),
    launchArgs: [join(root, 'examples', 'data-platform'), '--disable-extensions', '--disable-workspace-trust'],
  });
} catch (error) {
  console.error(`electron: ${error instanceof Error ? error.message : error}`);
  console.error('electron: VS Code could not be had or its tests failed; VSCODE_PATH may name an installed one');
  process.exit(1);
}
