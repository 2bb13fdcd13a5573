// Which files a snapshot has, whatever their texts: what is worked out of names alone holds while nobody adds or removes a file.

import type { FileText, Snapshot } from './snapshot.ts';
import { normalizeUri } from './uri.ts';

/** The names of a snapshot's files; the same object from snapshot to snapshot while they are the same, in the same order. */
export interface FileNames {
  readonly uris: readonly string[];
}

const byFiles = new WeakMap<Snapshot['files'], FileNames>();
let last: FileNames = { uris: [] };

export function fileNames({ files }: Pick<Snapshot, 'files'>): FileNames {
  let names = byFiles.get(files);
  if (names === undefined) {
    if (!isSame(last.uris, files)) last = { uris: [...files.keys()] };
    byFiles.set(files, (names = last));
  }
  return names;
}

function isSame(uris: readonly string[], files: Snapshot['files']): boolean {
  if (uris.length !== files.size) return false;
  let i = 0;
  for (const uri of files.keys()) if (uri !== uris[i++]) return false;
  return true;
}

/** What `make` works out of the names, once for each key; it must read nothing else. */
export function memoByNames<T>(make: (names: FileNames, key: string) => T): (names: FileNames, key: string) => T {
  const memo = new WeakMap<FileNames, Map<string, T>>();
  return (names, key) => {
    let byKey = memo.get(names);
    if (byKey === undefined) memo.set(names, (byKey = new Map()));
    let known = byKey.get(key);
    if (known === undefined) byKey.set(key, (known = make(names, key)));
    return known;
  };
}

const urisBelow = memoByNames(({ uris }, prefix) => uris.filter((uri) => uri.startsWith(prefix)).sort());

/** The files below a folder, by URI order. */
export function filesInFolder(snapshot: Snapshot, folder: string): FileText[] {
  const uris = urisBelow(fileNames(snapshot), `${normalizeUri(folder)}/`);
  return uris.map((uri) => snapshot.files.get(uri) as FileText);
}
