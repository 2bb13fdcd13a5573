// `npm start`: builds, then opens the example charts in VS Code with Chartroom loaded; where `code` is not installed, in
// VS Code for the Web from npm packages, at an address that is printed. Ctrl-C ends it. CHARTROOM_PORT sets the port.

import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startWeb } from './vscode-web.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const example = join(root, 'examples');
/** Open from the start: a template that shows what Chartroom does. */
const template = 'data-platform/templates/ingest/deployment.yaml';

const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--dev'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const hasCode = spawnSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0;
if (hasCode && !process.argv.includes('--web')) startDesktop();
else await startBrowser();

function startDesktop() {
  console.log('Opening the example charts in VS Code …');
  const args = ['--profile-temp', `--extensionDevelopmentPath=${root}`, example, join(example, template)];
  const code = spawn('code', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  code.on('exit', (status) => process.exit(status ?? 0));
}

async function startBrowser() {
  const server = await startWeb({ extension: root, folder: example, port: Number(process.env.CHARTROOM_PORT ?? 3000) });
  const open = JSON.stringify([['openFile', `vscode-test-web://mount/${template}`]]);
  const address = `${server.url}/?payload=${encodeURIComponent(open)}`;
  console.log(
    `\n  Chartroom runs at\n\n  ${address}\n\n  Ctrl+K V opens the preview. Edits stay in the browser's memory. Ctrl-C ends it.\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.stop());
  process.exitCode = await server.ended;
}
