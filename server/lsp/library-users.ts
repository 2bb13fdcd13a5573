// Which charts of the workspace name a chart among their dependencies: looked up when somebody previews a library chart.

import { fromBytes } from '#engine/text/bytes.ts';
import { chartHead } from '#language/symbols/charts.ts';
import { fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { joinUri } from '#language/workspace/uri.ts';
import type { Charts } from './charts.ts';
import type { Within } from './host.ts';
import type { World } from './world.ts';

/** Deeper or more folders than a workspace that is looked through for this. */
const DEEPEST = 8;
const MOST_FOLDERS = 3000;
/** Folders that hold no charts. */
const SKIPPED = /^(?:\..*|node_modules|templates|crds|files)$/;

/** Looks for the users of library charts, once for each. */
export class Libraries {
  readonly #world: World;
  readonly #charts: Pick<Charts, 'ensure'>;
  readonly #log: (line: string) => void;
  readonly #sought = new Set<string>();

  constructor(world: World, charts: Pick<Charts, 'ensure'>, log: (line: string) => void) {
    this.#world = world;
    this.#charts = charts;
    this.#log = log;
  }

  /** Loads the charts below `folders` that use the chart in `root`, when that is a library. */
  seek(snapshot: Snapshot, root: string, folders: readonly string[], within: Within): void {
    const chartYaml = fileAt(snapshot, joinUri(root, 'Chart.yaml'));
    if (chartYaml === undefined || this.#sought.has(root)) return;
    const { name, type } = chartHead(chartYaml);
    if (type.toLowerCase() !== 'library') return;
    this.#sought.add(root);
    void libraryUsers(this.#world, folders, within, name)
      .then((users) => users.forEach((user) => void this.#charts.ensure(user)))
      .catch((error: unknown) => this.#log(`looking for the users of ${root} failed: ${String(error)}`));
  }

  /** A Chart.yaml came or went. */
  lookAgain(): void {
    this.#sought.clear();
  }
}

/** URIs of the Chart.yaml files below `folders` that name the chart. */
async function libraryUsers(world: World, folders: readonly string[], within: Within, name: string): Promise<string[]> {
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
