// A chart folder on disk as a snapshot, as the server loads it.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fromBytes } from '#engine/text/bytes.ts';
import { filesOfArchive, isPackedSubchart } from '#language/workspace/archives.ts';
import { applyChanges, type Change, EMPTY_SNAPSHOT, type Snapshot } from '#language/workspace/snapshot.ts';
import { normalizeUri } from '#language/workspace/uri.ts';

/** All files below a folder of this machine, loaded as one chart. */
export function diskSnapshot(folder: string): { readonly snapshot: Snapshot; readonly root: string } {
  const changes: Change[] = filesBelow(folder).map((path) => ({
    kind: 'file',
    uri: pathToFileURL(path).href,
    text: fromBytes(readFileSync(path)),
  }));
  const root = normalizeUri(pathToFileURL(folder).href);
  const all = [...changes, ...changes.flatMap(unpackedFiles), { kind: 'loaded', folder: root } as const];
  return { snapshot: applyChanges(EMPTY_SNAPSHOT, all), root };
}

/** The files of a packed subchart, which a session adds to those of the disk. */
export function unpackedFiles(change: Change): Change[] {
  if (change.kind !== 'file' || change.text === null || !isPackedSubchart(change.uri)) return [];
  return filesOfArchive(normalizeUri(change.uri), change.text).map(({ uri, text }) => ({ kind: 'file', uri, text }));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
