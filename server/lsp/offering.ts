// Finds out which charts a dependency could name: the charts of the workspace, and where a setting says so Helm's cached indexes.

import { fromBytes } from '#engine/text/bytes.ts';
import {
  chartsInIndex,
  chartsInNames,
  type OfferedChart,
  repositoryFile,
  WORKSPACE,
} from '#language/workspace/offers.ts';
import type { Change, Snapshot } from '#language/workspace/snapshot.ts';
import { joinUri } from '#language/workspace/uri.ts';
import type { DirectoryEntry } from '#protocol';
import type { Host } from './host.ts';
import { chartsBelow } from './library-users.ts';
import type { Reach } from './reach.ts';
import type { World } from './world.ts';

/** The session as this part sees it. */
export interface OfferingOwner {
  readonly snapshot: () => Snapshot;
  readonly reach: Reach;
  readonly apply: (changes: readonly Change[]) => void;
}

/** `helm repo update` may have changed the indexes: they are read again when somebody writes a Chart.yaml so much later. */
const OLD_MS = 5 * 60_000;

export class Offering {
  readonly #host: Pick<Host, 'helmCache' | 'log' | 'now'>;
  readonly #world: World;
  readonly #owner: OfferingOwner;
  /** The folders that were looked through; charts that come later are known once they are loaded. */
  #looked = '';
  /** When the indexes were read; undefined: not, or they may not be. */
  #read: number | undefined;

  constructor(host: Pick<Host, 'helmCache' | 'log' | 'now'>, world: World, owner: OfferingOwner) {
    this.#host = host;
    this.#world = world;
    this.#owner = owner;
  }

  /** After changes of the snapshot: looks for what they make worth knowing. */
  follow(changes: readonly Change[]): void {
    const isLoad = changes.some(({ kind }) => kind === 'loaded');
    const folders = this.#owner.reach.folders.join(' ');
    if (isLoad && this.#looked !== folders) {
      this.#looked = folders;
      void this.#guarded(() => this.#lookInWorkspace());
    }
    const isChart = changes.some((change) => change.kind === 'file' && change.uri.endsWith('/Chart.yaml'));
    if (!isLoad && !isChart && !changes.some(({ kind }) => kind === 'settings')) return;
    const { settings, offers, loaded } = this.#owner.snapshot();
    if (!settings.dependencies.readHelmCache) {
      this.#read = undefined;
      const gone = [...offers.keys()].filter((by) => by !== WORKSPACE);
      if (gone.length > 0) this.#owner.apply(gone.map((by) => ({ kind: 'offered', by, charts: null })));
    } else if (loaded.size > 0 && (this.#read === undefined || this.#host.now() - this.#read > OLD_MS)) {
      this.#read = this.#host.now();
      void this.#guarded(() => this.#readIndexes());
    }
  }

  async #lookInWorkspace(): Promise<void> {
    const { reach } = this.#owner;
    const found = await chartsBelow(this.#world, reach.folders, reach.everywhere);
    const charts = found.flatMap(({ folder, head: { name, version } }): OfferedChart[] =>
      name === '' ? [] : [{ name, versions: version === '' ? [] : [version], description: '', folder }],
    );
    this.#offer(WORKSPACE, charts);
  }

  async #readIndexes(): Promise<void> {
    const folder = this.#host.helmCache?.();
    if (folder === undefined) return;
    const entries = await this.#world.list(folder, [folder]);
    for (const repository of repositoriesIn(entries)) {
      const charts = await this.#chartsOf(folder, repository);
      // The user may have thought better of it meanwhile.
      if (!this.#owner.snapshot().settings.dependencies.readHelmCache) return;
      this.#offer(repository, charts);
    }
  }

  /** An index that is too large to read still has its names in a file beside it. */
  async #chartsOf(folder: string, repository: string): Promise<OfferedChart[]> {
    const index = await this.#world.read(joinUri(folder, `${repository}-index.yaml`), [folder]);
    const charts = index ? chartsInIndex(fromBytes(index)) : [];
    if (charts.length > 0) return charts;
    const names = await this.#world.read(joinUri(folder, `${repository}-charts.txt`), [folder]);
    return names ? chartsInNames(fromBytes(names)) : [];
  }

  #offer(by: string, charts: readonly OfferedChart[]): void {
    const known = this.#owner.snapshot().offers.get(by);
    if (JSON.stringify(known ?? []) !== JSON.stringify(charts)) this.#owner.apply([{ kind: 'offered', by, charts }]);
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#host.log(`looking for charts that dependencies could name failed: ${String(error)}`);
    }
  }
}

function repositoriesIn(entries: readonly DirectoryEntry[]): string[] {
  const files = entries.filter(({ type }) => type === 'file');
  return [...new Set(files.flatMap(({ name }) => repositoryFile(name)?.repository ?? []))];
}
