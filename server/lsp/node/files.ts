// Files of `file:` URIs through Node. Links are followed, as far as they may; what cannot be read is undefined.

import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DirectoryEntry } from '#protocol';
import { MAX_FILE_BYTES, type Within } from '../host.ts';

/** The pool of schemas in the folder of the bundles; undefined when it is not there. */
export function shippedSchemas(folder: string): Promise<Uint8Array | undefined> {
  return readFile(join(folder, 'schemas.bin')).catch(() => undefined);
}

export async function listFolder(uri: string, within?: Within): Promise<readonly DirectoryEntry[] | undefined> {
  try {
    const folder = fileURLToPath(uri);
    if (!(await isWithin(folder, within))) return undefined;
    const entries = await readdir(folder, { withFileTypes: true });
    return await Promise.all(
      entries.map(async (entry): Promise<DirectoryEntry> => {
        if (entry.isSymbolicLink()) return linked(folder, entry.name, within);
        return { name: entry.name, type: entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other' };
      }),
    );
  } catch {
    return undefined;
  }
}

async function linked(folder: string, name: string, within: Within): Promise<DirectoryEntry> {
  const type = await linkedType(folder, name);
  if (type === 'other' || (await isWithin(join(folder, name), within))) return { name, type };
  return { name, type: 'other', outside: true };
}

/** Whether the path, with all links on the way followed, lies in one of the folders. Rejects when there is no such path. */
async function isWithin(path: string, within: Within): Promise<boolean> {
  if (within === undefined) return true;
  const real = await realpath(path);
  const roots = await Promise.all(within.map((folder) => realpath(fileURLToPath(folder)).catch(() => undefined)));
  return roots.some((root) => root !== undefined && (real === root || real.startsWith(withSeparator(root))));
}

function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

/** A link to a folder that holds it would lead round and round. */
async function linkedType(folder: string, name: string): Promise<DirectoryEntry['type']> {
  try {
    const path = join(folder, name);
    const found = await stat(path);
    if (found.isFile()) return 'file';
    if (!found.isDirectory()) return 'other';
    const [target, own] = await Promise.all([realpath(path), realpath(folder)]);
    return own === target || own.startsWith(withSeparator(target)) ? 'other' : 'directory';
  } catch {
    return 'other';
  }
}

export async function readBytes(uri: string, within?: Within): Promise<Uint8Array | undefined> {
  try {
    const path = fileURLToPath(uri);
    if (!(await isWithin(path, within))) return undefined;
    const found = await stat(path);
    return found.isFile() && found.size <= MAX_FILE_BYTES ? await readFile(path) : undefined;
  } catch {
    return undefined;
  }
}
