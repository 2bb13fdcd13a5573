// What the scripts about other people's charts share: where their charts are, and a room of ours in TypeScript, made to run.

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every folder at or below this one with a Chart.yaml and templates/ that lies in no other chart. */
export function chartsBelow(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  if (existsSync(join(folder, 'Chart.yaml')) && existsSync(join(folder, 'templates'))) return [folder];
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules')
    .flatMap((entry) => chartsBelow(join(folder, entry.name)));
}

/** What a module of scripts/ exports, bundled for this one run. */
export async function roomOf(name) {
  const scratch = mkdtempSync(join(tmpdir(), 'chartroom-room-'));
  const outfile = join(scratch, 'room.mjs');
  const entryPoints = [join(root, 'scripts', name)];
  await build({ absWorkingDir: root, entryPoints, bundle: true, format: 'esm', platform: 'node', outfile });
  const made = await import(pathToFileURL(outfile).href);
  rmSync(scratch, { recursive: true });
  return made;
}
