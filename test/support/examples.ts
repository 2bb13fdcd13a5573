// The charts of examples/ as a workspace of their own: every file below `file:///w`, every chart loaded.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromBytes } from '#engine/text/bytes.ts';
import { applyChanges, type Change, EMPTY_SNAPSHOT, type Snapshot } from '#language/workspace/snapshot.ts';
import { joinUri, parentUri } from '#language/workspace/uri.ts';
import { DEFAULT_SETTINGS, type Settings } from '#protocol';
import { bindingsIn, FIXTURE_ROOT } from './fixture.ts';

export const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

/** The files below a folder of examples/, by their paths from examples/; bytes as Go strings. */
export function exampleFiles(folder = ''): ReadonlyMap<string, string> {
  const entries = readdirSync(join(EXAMPLES, folder), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths.sort().map((path) => [relative(EXAMPLES, path).split(sep).join('/'), fromBytes(readFileSync(path))]),
  );
}

/** A snapshot of these files. */
export function exampleSnapshot(files: ReadonlyMap<string, string>, settings: Partial<Settings> = {}): Snapshot {
  const changes: Change[] = [...files].map(([path, text]) => ({ kind: 'file', uri: exampleUri(path), text }));
  const charts = [...files.keys()].filter((path) => /(^|\/)Chart\.yaml$/.test(path));
  const loaded = charts.map((path): Change => ({ kind: 'loaded', folder: parentUri(exampleUri(path)) as string }));
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const snapshot = applyChanges(EMPTY_SNAPSHOT, [...changes, ...loaded, { kind: 'settings', settings: all }]);
  return applyChanges(snapshot, bindingsIn(snapshot));
}

/** The URI of a path from examples/. */
export function exampleUri(path: string): string {
  return joinUri(FIXTURE_ROOT, path);
}
