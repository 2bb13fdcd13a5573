// A world for the command line that lives in memory: a folder tree of texts, captured output.

import { stillEnvironment } from '#engine/template/environment.ts';
import { fromBytes, toBytes } from '#engine/text/bytes.ts';
import { lintSchemas } from '../../server/cli/lint-schemas.ts';
import type { Entry, World } from '../../server/cli/world.ts';

export interface MemoryWorld extends World {
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly files: Map<string, string>;
}

/** `files` by path from the working folder; `root` is the working folder's absolute path. */
export function memoryWorld(files: Iterable<readonly [string, string]>, root = '<ROOT>'): MemoryWorld {
  const all = new Map(files);
  let out = '';
  let err = '';
  const relative = (path: string) =>
    (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path).replace(/^\.\//, '').replace(/\/+$/, '');
  const isFolder = (path: string) => [...all.keys()].some((name) => name.startsWith(`${relative(path)}/`));
  const text = (path: string) => all.get(relative(path));
  return {
    files: all,
    list: (path) => (isFolder(path) ? entriesOf(all.keys(), `${relative(path)}/`) : undefined),
    read: (path) => {
      const found = text(path);
      return found === undefined ? undefined : toBytes(found);
    },
    isFolder,
    exists: (path) => isFolder(path) || text(path) !== undefined,
    absolute: (path) => (path.startsWith('/') || path.startsWith(root) ? path : `${root}/${relative(path)}`),
    write: (path, bytes, append) => all.set(relative(path), (append ? (text(path) ?? '') : '') + fromBytes(bytes)),
    stdin: () => new Uint8Array(0),
    out: (bytes) => {
      out += fromBytes(bytes);
    },
    err: (more) => {
      err += more;
    },
    lintSchemas: () => lintSchemas,
    schemas: () => undefined,
    variable: () => undefined,
    env: stillEnvironment(),
    stdout: () => out,
    stderr: () => err,
  };
}

function entriesOf(names: Iterable<string>, prefix: string): Entry[] {
  const entries = new Map<string, boolean>();
  for (const name of names) {
    if (!name.startsWith(prefix)) continue;
    const [first = '', ...rest] = name.slice(prefix.length).split('/');
    entries.set(first, rest.length > 0);
  }
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, isFolder]) => ({ name, isFolder }));
}
