// Which charts of the workspace name a chart among their dependencies: the users of a library, when somebody previews that;
// those that name a chart by file://, as soon as it is loaded, since it is seen as a part of them; and all users of a chart
// when somebody asks who they are.

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
/** More charts than anybody looks through at once. */
const MOST_CHARTS = 300;
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
  readonly #charts: Pick<Charts, 'ensure' | 'loadedRootOf'>;
  readonly #log: (line: string) => void;
  readonly #hush: (folder: string) => void;
  readonly #sought = new Set<string>();
  readonly #quiet = new Map<string, Promise<void>>();
  /** The charts below the folders of the workspace, looked up once. */
  #known: { readonly key: string; readonly charts: Promise<readonly Found[]> } | undefined;

  /** `hush` is told of each chart that is loaded to be looked into, and not because somebody sees what it renders. */
  constructor(
    world: World,
    charts: Pick<Charts, 'ensure' | 'loadedRootOf'>,
    log: (line: string) => void,
    hush: (folder: string) => void,
  ) {
    this.#world = world;
    this.#charts = charts;
    this.#log = log;
    this.#hush = hush;
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

  /** Loads the charts below `folders` that name the chart in `folder`, by its name or its place; done when they are there. */
  users(snapshot: Snapshot, folder: string, folders: readonly string[], within: Within): Promise<void> {
    const chartYaml = fileAt(snapshot, joinUri(folder, 'Chart.yaml'));
    if (chartYaml === undefined) return Promise.resolve();
    const { name } = chartHead(chartYaml);
    return this.#quietly(`users ${folder}`, folders, within, ({ folder: user, head }) =>
      head.dependencies.some((entry) => entry.name === name || localFolder(user, entry.repository) === folder),
    );
  }

  /** Loads every chart below `folders`; done when they are there. */
  all(folders: readonly string[], within: Within): Promise<void> {
    return this.#quietly('all', folders, within, () => true);
  }

  /** A Chart.yaml came or went. */
  lookAgain(): void {
    this.#sought.clear();
    this.#quiet.clear();
    this.#known = undefined;
  }

  #quietly(key: string, folders: readonly string[], within: Within, wanted: (chart: Found) => boolean): Promise<void> {
    let work = this.#quiet.get(key);
    if (work === undefined) {
      work = this.charts(folders, within)
        .then((charts) => this.#loadQuietly(charts.filter(wanted).slice(0, MOST_CHARTS)))
        .catch((error: unknown) => this.#log(`looking for charts failed: ${String(error)}`));
      this.#quiet.set(key, work);
    }
    return work;
  }

  async #loadQuietly(charts: readonly Found[]): Promise<void> {
    for (const { folder } of charts) {
      const uri = joinUri(folder, 'Chart.yaml');
      if (this.#charts.loadedRootOf(uri) !== undefined) continue;
      this.#hush(folder);
      await this.#charts.ensure(uri);
    }
  }

  /** The charts below folders of the workspace, looked up once. */
  charts(folders: readonly string[], within: Within): Promise<readonly Found[]> {
    const key = `${folders.join(' ')} within ${within?.join(' ')}`;
    if (this.#known?.key !== key) this.#known = { key, charts: chartsBelow(this.#world, folders, within) };
    return this.#known.charts;
  }

  #load(root: string, folders: readonly string[], within: Within, uses: (chart: Found) => boolean): void {
    void this.charts(folders, within)
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
