// Files of `file:` URIs through Node. Links are followed; what cannot be read is undefined.

import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DirectoryEntry } from '#protocol';
import { MAX_FILE_BYTES } from '../host.ts';

export async function listFolder(uri: string): Promise<readonly DirectoryEntry[] | undefined> {
  try {
    const folder = fileURLToPath(uri);
    const entries = await readdir(folder, { withFileTypes: true });
    return await Promise.all(
      entries.map(async (entry): Promise<DirectoryEntry> => {
        if (entry.isSymbolicLink()) return { name: entry.name, type: await linkedType(folder, entry.name) };
        return { name: entry.name, type: entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other' };
      }),
    );
  } catch {
    return undefined;
  }
}

/** A link to a folder that holds it would lead round and round. */
async function linkedType(folder: string, name: string): Promise<DirectoryEntry['type']> {
  try {
    const path = join(folder, name);
    const found = await stat(path);
    if (found.isFile()) return 'file';
    if (!found.isDirectory()) return 'other';
    const [target, own] = await Promise.all([realpath(path), realpath(folder)]);
    return own === target || own.startsWith(target.endsWith(sep) ? target : target + sep) ? 'other' : 'directory';
  } catch {
    return 'other';
  }
}

export async function readBytes(uri: string): Promise<Uint8Array | undefined> {
  try {
    const path = fileURLToPath(uri);
    const found = await stat(path);
    return found.isFile() && found.size <= MAX_FILE_BYTES ? await readFile(path) : undefined;
  } catch {
    return undefined;
  }
}
