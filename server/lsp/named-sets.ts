// Loads the files of the values sets that settings name, where they lie outside of their charts.

import { basesOf, isPattern } from '#language/workspace/named-sets.ts';
import type { Snapshot } from '#language/workspace/snapshot.ts';
import { joinUri, normalizeUri, parentUri } from '#language/workspace/uri.ts';
import type { Charts } from './charts.ts';
import type { Within } from './host.ts';

/** Deeper than folders of values files are nested. */
const DEEPEST = 6;
const MOST = 400;

/** The files outside of the chart in `root` that its named sets may have, by URI: paths as they are, patterns by a look. */
export async function candidates(
  charts: Pick<Charts, 'list'>,
  snapshot: Snapshot,
  root: string,
  folders: readonly string[],
  within: Within,
): Promise<string[]> {
  const patterns = [...new Set(Object.values(snapshot.settings.valuesSets).flat())];
  const bases = basesOf(root).filter(
    (base) => base === root || folders.some((folder) => isIn(base, normalizeUri(folder))),
  );
  const found = new Set<string>();
  for (const pattern of patterns) {
    for (const base of bases) {
      if (!isPattern(pattern)) found.add(joinUri(base, pattern));
      else for (const uri of await filesBelow(charts, startOf(base, pattern), within)) found.add(uri);
    }
  }
  return [...found].filter((uri) => !isIn(uri, root) && /\.(?:ya?ml|json)$/.test(uri)).slice(0, MOST);
}

/** The folder below which everything lies that the pattern can fit. */
function startOf(base: string, pattern: string): string {
  const plain = pattern.slice(0, pattern.search(/[*?{[]/));
  return joinUri(base, plain.slice(0, plain.lastIndexOf('/') + 1));
}

/** Values files that lie in no chart: charts hold their own. */
async function filesBelow(charts: Pick<Charts, 'list'>, folder: string, within: Within): Promise<string[]> {
  const files: string[] = [];
  let level = [folder];
  for (let depth = 0; depth < DEEPEST && level.length > 0 && files.length < MOST; depth++) {
    const next: string[] = [];
    for (const at of level.slice(0, MOST)) {
      const entries = await charts.list(at, within);
      if (entries.some(({ name }) => name === 'Chart.yaml')) continue;
      for (const { name, type } of entries) {
        if (type === 'file') files.push(joinUri(at, name));
        else if (type === 'directory' && !/^\.|^node_modules$/.test(name)) next.push(joinUri(at, name));
      }
    }
    level = next;
  }
  return files;
}

function isIn(uri: string, folder: string): boolean {
  return uri === folder || parentUri(uri) === folder || uri.startsWith(`${folder}/`);
}
