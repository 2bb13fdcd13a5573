// Which charts of the workspace name a chart among their dependencies: the users of a library, when somebody previews that;
// and those that name a chart by file://, as soon as it is loaded, since it is seen as a part of them.

import { fromBytes } from '#engine/text/bytes.ts';
import { type ChartHead, chartHead } from '#language/symbols/charts.ts';
import { localFolder } from '#language/workspace/mounts.ts';
import { fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { joinUri, parentUri } from '#language/workspace/uri.ts';
import type { Charts } from './charts.ts';
import type { Within } from './host.ts';
import type { World } from './world.ts';

/** Deeper or more folders than a workspace that is looked through for this. */
const DEEPEST = 8;
const MOST_FOLDERS = 3000;
/** The client is asked for each folder of another file system, which may lie far away. */
const MOST_FAR_FOLDERS = 200;
/** Folders that hold no charts. */
const SKIPPED = /^(?:\..*|node_modules|templates|crds|files)$/;

export interface Found {
  /** Folder URI. */
  readonly folder: string;
  readonly head: ChartHead;
}

/** Looks for the users of charts, once for each. */
export class Libraries {
  readonly #world: World;
  readonly #charts: Pick<Charts, 'ensure'>;
  readonly #log: (line: string) => void;
  readonly #sought = new Set<string>();
  /** The charts below the folders of the workspace, looked up once. */
  #known: { readonly key: string; readonly charts: Promise<readonly Found[]> } | undefined;

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
    this.#load(root, folders, within, ({ head }) => head.dependencies.some((entry) => entry.name === name));
  }

  /** Loads the charts below `folders` that name the chart in `folder` by file://. */
  seekLocal(folder: string, folders: readonly string[], within: Within): void {
    const key = `file ${folder}`;
    if (this.#sought.has(key)) return;
    this.#sought.add(key);
    this.#load(folder, folders, within, ({ folder: user, head }) =>
      head.dependencies.some(({ repository }) => localFolder(user, repository) === folder),
    );
  }

  /** A Chart.yaml came or went. */
  lookAgain(): void {
    this.#sought.clear();
    this.#known = undefined;
  }

  #load(root: string, folders: readonly string[], within: Within, uses: (chart: Found) => boolean): void {
    const key = `${folders.join(' ')} within ${within?.join(' ')}`;
    if (this.#known?.key !== key) this.#known = { key, charts: chartsBelow(this.#world, folders, within) };
    void this.#known.charts
      .then((charts) =>
        charts.filter(uses).forEach(({ folder }) => void this.#charts.ensure(joinUri(folder, 'Chart.yaml'))),
      )
      .catch((error: unknown) => this.#log(`looking for the users of ${root} failed: ${String(error)}`));
  }
}

/** The charts below `folders`, as far as one looks. */
export async function chartsBelow(world: World, folders: readonly string[], within: Within): Promise<Found[]> {
  const charts: Found[] = [];
  const most = folders.every((folder) => folder.startsWith('file:')) ? MOST_FOLDERS : MOST_FAR_FOLDERS;
  let level = [...folders];
  let seen = 0;
  for (let depth = 0; depth < DEEPEST && level.length > 0 && seen < most; depth++) {
    const next: string[] = [];
    for (const folder of level.slice(0, most - seen)) {
      seen++;
      for (const { name: entry, type } of await world.list(folder, within)) {
        const uri = joinUri(folder, entry);
        if (type === 'directory' && !SKIPPED.test(entry)) next.push(uri);
        else if (entry === 'Chart.yaml') charts.push(...(await chartAt(world, uri, within)));
      }
    }
    level = next;
  }
  return charts;
}

async function chartAt(world: World, uri: string, within: Within): Promise<Found[]> {
  const bytes = await world.read(uri, within);
  const folder = parentUri(uri);
  if (bytes === undefined || folder === undefined) return [];
  return [{ folder, head: chartHead({ uri, text: fromBytes(bytes), version: undefined }) }];
}
