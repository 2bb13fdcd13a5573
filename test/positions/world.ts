// The charts of the labelled positions: the files below charts/, with what must not lie in a repository as it is made here.

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tarBytes } from '../support/tar-writer.ts';

export interface World {
  /** Bytes by path; a packed chart is one file. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Texts by path; those inside a packed chart lie below `….tgz!/`. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Packed charts: where each lies, and the folder below packed/ that it is made of. */
const PACKED: readonly (readonly [path: string, name: string])[] = [
  ['shop/charts/cache-1.2.0.tgz', 'cache'],
  ['shop/charts/telemetry-0.9.0.tgz', 'telemetry'],
];

/** Git would not keep such lines on every machine. */
const CRLF: ReadonlySet<string> = new Set(['jobs/templates/windows.yaml']);

/** Reads `test/positions`; the caller says where that is, since this file may run bundled. */
export function readWorld(folder: string): World {
  const files = new Map<string, Uint8Array>();
  const texts = new Map<string, string>();
  for (const path of pathsBelow(join(folder, 'charts'))) {
    const read = readFileSync(join(folder, 'charts', path), 'utf8');
    const text = CRLF.has(path) ? read.replaceAll('\n', '\r\n') : read;
    files.set(path, Buffer.from(text));
    texts.set(path, text);
  }
  for (const [path, name] of PACKED) {
    const inner = pathsBelow(join(folder, 'packed', name));
    const specs = inner.map((file) => ({
      name: `${name}/${file}`,
      text: readFileSync(join(folder, 'packed', name, file), 'utf8'),
    }));
    files.set(path, gzipSync(tarBytes(specs)));
    inner.forEach((file, i) => void texts.set(`${path}!/${file}`, specs[i]?.text ?? ''));
  }
  return { files, texts };
}

/** Writes the charts below a folder, for servers that read from a disk. */
export function writeWorld(world: World, folder: string): void {
  for (const [path, bytes] of world.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

function pathsBelow(folder: string, prefix = ''): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? pathsBelow(path, `${prefix}${name}/`) : [`${prefix}${name}`];
    });
}
