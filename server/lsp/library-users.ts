// Which charts of the workspace name a chart among their dependencies: looked up when somebody previews a library chart.

import { fromBytes } from '#engine/text/bytes.ts';
import { chartHead } from '#language/symbols/charts.ts';
import { joinUri } from '#language/workspace/uri.ts';
import type { Within } from './host.ts';
import type { World } from './world.ts';

/** Deeper or more folders than a workspace that is looked through for this. */
const DEEPEST = 8;
const MOST_FOLDERS = 3000;
/** Folders that hold no charts. */
const SKIPPED = /^(?:\..*|node_modules|templates|crds|files)$/;

/** URIs of the Chart.yaml files below `folders` that name the chart. */
export async function libraryUsers(
  world: World,
  folders: readonly string[],
  within: Within,
  name: string,
): Promise<string[]> {
  const users: string[] = [];
  let level = [...folders];
  let seen = 0;
  for (let depth = 0; depth < DEEPEST && level.length > 0 && seen < MOST_FOLDERS; depth++) {
    const next: string[] = [];
    for (const folder of level.slice(0, MOST_FOLDERS - seen)) {
      seen++;
      for (const { name: entry, type } of await world.list(folder, within)) {
        const uri = joinUri(folder, entry);
        if (type === 'directory' && !SKIPPED.test(entry)) next.push(uri);
        else if (entry === 'Chart.yaml' && (await names(world, uri, within, name))) users.push(uri);
      }
    }
    level = next;
  }
  return users;
}

async function names(world: World, uri: string, within: Within, name: string): Promise<boolean> {
  const bytes = await world.read(uri, within);
  if (bytes === undefined) return false;
  const { dependencies } = chartHead({ uri, text: fromBytes(bytes), version: undefined });
  return dependencies.some((entry) => entry.name === name);
}
