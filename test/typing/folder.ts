// The files of a chart's folder on this machine, by path, as the server reads them.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fromBytes } from '#engine/text/bytes.ts';

export function filesOfFolder(folder: string, from = folder): Map<string, string> {
  const files = new Map<string, string>();
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) for (const [inner, text] of filesOfFolder(path, from)) files.set(inner, text);
    else files.set(relative(from, path).replaceAll('\\', '/'), fromBytes(readFileSync(path)));
  }
  return files;
}
