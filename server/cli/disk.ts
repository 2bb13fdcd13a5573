// This machine's files as commands see them: what is read, nothing that is written.

import {
  type Dirent,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { Entry, World } from './world.ts';

export const DISK: Pick<World, 'list' | 'read' | 'isFolder' | 'exists' | 'absolute' | 'toSlash'> = {
  list,
  read: (path) => attempt(() => readFileSync(path)),
  isFolder: (path) => attempt(() => statSync(path).isDirectory()) === true,
  exists: (path) => existsSync(path),
  absolute: (path) => resolve(path),
  toSlash: (path) => path.replaceAll(sep, '/'),
};

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function list(path: string): Entry[] | undefined {
  const entries = attempt(() => readdirSync(path, { withFileTypes: true }));
  return entries?.sort((a, b) => bytewise(a.name, b.name)).map((entry) => described(path, entry));
}

function described(folder: string, entry: Dirent): Entry {
  const { name } = entry;
  if (!entry.isSymbolicLink()) return { name, ...kindOf(entry) };
  const path = join(folder, name);
  return { name, ...kindOf(attempt(() => statSync(path))), ...followed(path) };
}

function kindOf(found: Dirent | Stats | undefined): Pick<Entry, 'isFolder' | 'isIrregular'> {
  const isFolder = found?.isDirectory() === true;
  return { isFolder, isIrregular: found !== undefined && !isFolder && !found.isFile() };
}

function followed(path: string): Pick<Entry, 'target' | 'missing'> {
  const target = attempt(() => realpathSync(path));
  return target === undefined ? { missing: firstMissing(path) } : { target };
}

/** Where the way through a broken symlink, and those that it leads to, ends. */
function firstMissing(link: string): string {
  let path = link;
  for (let steps = 0; steps < 40; steps++) {
    const next = attempt(() => readlinkSync(path));
    if (next === undefined) break;
    path = resolve(dirname(path), next);
  }
  while (!existsSync(dirname(path))) path = dirname(path);
  return path;
}

function bytewise(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
