// `npm start`: builds, then opens the example charts in VS Code with Chartroom loaded; where `code` is not installed, in
// VS Code for the Web from npm packages, at an address that is printed. Ctrl-C ends it. CHARTROOM_PORT sets the port.
// What is open from the start, and where, says scripts/start/layout, a small extension of its own.

import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startWeb } from './vscode-web.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const example = join(root, 'examples');
const ownExtensions = join(root, 'scripts/start');
/** Opened at once, so that VS Code does not show its welcome page. */
const first = 'data-platform/values.yaml';
const tour = 'examples/TOUR.md';

const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--dev'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const hasCode = spawnSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0;
if (hasCode && !process.argv.includes('--web')) startDesktop();
else await startBrowser();

function startDesktop() {
  console.log(`Opening the example charts in VS Code. What to do there: ${tour}`);
  const extensions = [root, join(ownExtensions, 'layout')].map((folder) => `--extensionDevelopmentPath=${folder}`);
  const args = ['--profile-temp', ...extensions, example, join(example, first)];
  const code = spawn('code', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  code.on('exit', (status) => process.exit(status ?? 0));
}

async function startBrowser() {
  const port = Number(process.env.CHARTROOM_PORT ?? 3000);
  const server = await startWeb({ extension: root, extensions: ownExtensions, folder: example, port });
  const open = JSON.stringify([['openFile', `vscode-test-web://mount/${first}`]]);
  const address = `${server.url}/?payload=${encodeURIComponent(open)}`;
  const notes = `What to do there: ${tour}. Edits stay in the browser's memory. Ctrl-C ends it.`;
  console.log(`\n  Chartroom runs at\n\n  ${address}\n\n  ${notes}\n`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.stop());
  process.exitCode = await server.ended;
}
