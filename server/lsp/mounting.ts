// Keeps charts whole: loads what a chart is made of besides its own folder, and the charts that use it by file://.

import { isArchived, outermostArchive } from '#language/workspace/archives.ts';
import type { NamedChart } from '#language/workspace/binding.ts';
import { mountsOf } from '#language/workspace/mounts.ts';
import type { RenderState } from '#language/workspace/render-state.ts';
import { rootCandidates, rootChartFolder } from '#language/workspace/root-chart.ts';
import { type Change, chartFolderOf, type Snapshot } from '#language/workspace/snapshot.ts';
import { joinUri, normalizeUri } from '#language/workspace/uri.ts';
import { foldersElsewhere } from '#language/workspace/wants.ts';
import type { RenderedParams } from '#protocol';
import type { Charts } from './charts.ts';
import type { Host } from './host.ts';
import type { Libraries } from './library-users.ts';
import { Offering } from './offering.ts';
import type { Reach } from './reach.ts';
import { WarmUp } from './warm-up.ts';
import type { World } from './world.ts';

/** The session as this part sees it. */
export interface MountingOwner {
  readonly snapshot: () => Snapshot;
  readonly reach: Reach;
  readonly apply: (changes: readonly Change[]) => void;
  /** Root charts that are loaded or rendered. */
  readonly roots: () => Iterable<string>;
  /** Charts of which there is a render. */
  readonly rendered: () => Iterable<string>;
  /** The chart is a root no more: what was rendered of it as one is of no use. */
  readonly drop: (root: string) => void;
}

export class Mounting {
  readonly #host: Pick<Host, 'helmCache' | 'log'>;
  readonly #world: World;
  readonly #charts: Pick<Charts, 'loadWanted' | 'loadedRootOf' | 'forgetSought'>;
  readonly #libraries: Libraries;
  readonly #owner: MountingOwner;
  readonly #offering: Offering;
  readonly #warmUp: WarmUp;

  constructor(
    host: Pick<Host, 'helmCache' | 'log' | 'now' | 'after'>,
    world: World,
    charts: Pick<Charts, 'loadWanted' | 'loadedRootOf' | 'forgetSought'>,
    libraries: Libraries,
    owner: MountingOwner,
  ) {
    this.#host = host;
    this.#world = world;
    this.#charts = charts;
    this.#libraries = libraries;
    this.#owner = owner;
    this.#offering = new Offering(host, world, owner);
    this.#warmUp = new WarmUp(host, owner.snapshot);
  }

  /** After changes: what they make wanted is loaded, and charts that have become parts of others are dropped. */
  follow(changes: readonly Change[], before: Snapshot): void {
    const snapshot = this.#owner.snapshot();
    const isForgotten = before.settings.dependencies.readHelmCache && !snapshot.settings.dependencies.readHelmCache;
    if (isForgotten && snapshot.cached.size > 0) {
      this.#charts.forgetSought([...snapshot.cached.keys()]);
      const gone = [...snapshot.cached].flatMap(([name, uri]): Change[] => [
        { kind: 'cached', name, uri: null },
        { kind: 'file', uri, text: null },
      ]);
      this.#owner.apply(gone);
    }
    this.#offering.follow(changes);
    if (!changes.some((change) => isOfCharts(change))) return;
    for (const root of this.#owner.rendered()) if (rootChartFolder(snapshot, root) !== root) this.#owner.drop(root);
    for (const root of this.#owner.roots()) void this.#charts.loadWanted(root);
    const folders = changes.flatMap((change) => (change.kind === 'loaded' ? [normalizeUri(change.folder)] : []));
    const { reach } = this.#owner;
    for (const folder of folders) {
      this.#libraries.seekLocal(folder, reach.folders, reach.within(folder));
      this.#warmUp.begin(rootChartFolder(snapshot, folder));
    }
  }

  /** The loaded root chart that the file is a part of. */
  rootOf(uri: string): string | undefined {
    const snapshot = this.#owner.snapshot();
    const folder = chartFolderOf(snapshot, uri);
    const root = folder === undefined ? undefined : rootChartFolder(snapshot, folder);
    return root !== undefined && this.#charts.loadedRootOf(joinUri(root, 'Chart.yaml')) !== undefined
      ? root
      : undefined;
  }

  /** The loaded root charts that the file is a part of: the one that it is seen under first. */
  rootsOf(uri: string): string[] {
    const snapshot = this.#owner.snapshot();
    const folder = chartFolderOf(snapshot, uri);
    if (folder === undefined) return [];
    const all = [rootChartFolder(snapshot, folder), ...rootCandidates(snapshot, folder)];
    return [...new Set(all)].filter((root) => this.#charts.loadedRootOf(joinUri(root, 'Chart.yaml')) !== undefined);
  }

  /**
   * Root charts to render after a change of the file. Findings are made under each that it is a part of, when it is saved;
   * while it is typed only what it is seen under and what is previewed follow.
   */
  affected(uri: string, isSaved: boolean): string[] {
    const { previewedRoots, files } = this.#owner.snapshot();
    // A render reads the archive itself.
    if (isArchived(uri) && files.has(outermostArchive(uri) ?? '')) return [];
    const [own, ...others] = this.rootsOf(uri);
    if (own === undefined) return this.#readersOf(uri);
    return [own, ...others.filter((root) => isSaved || previewedRoots.includes(root))];
  }

  /** Those of the files that were seen under another root before. */
  moved(before: Snapshot, uris: Iterable<string>): string[] {
    const rootIn = (snapshot: Snapshot, uri: string) => {
      const folder = chartFolderOf(snapshot, uri);
      return folder && rootChartFolder(snapshot, folder);
    };
    return [...uris].filter((uri) => rootIn(before, uri) !== rootIn(this.#owner.snapshot(), uri));
  }

  /** What the client is told of a render. */
  told({ output: { root, milliseconds }, count }: RenderState, changed: readonly string[]): RenderedParams {
    const elsewhere = foldersElsewhere(this.#owner.snapshot(), root);
    return { chart: root, generation: count, changed, milliseconds, elsewhere };
  }

  /** Root charts that read the packed chart. */
  #readersOf(uri: string): string[] {
    if (!uri.endsWith('.tgz')) return [];
    const snapshot = this.#owner.snapshot();
    return [...this.#owner.roots()].filter((root) => mountsOf(snapshot, root).some(({ source }) => source === uri));
  }

  /** Packed charts of that name in Helm's cache, where the user wants it to be read. */
  async cachedArchives({ name }: NamedChart): Promise<string[]> {
    const folder = this.#owner.snapshot().settings.dependencies.readHelmCache ? this.#host.helmCache?.() : undefined;
    if (folder === undefined) return [];
    const entries = await this.#world.list(folder, [folder]);
    const own = entries.filter((entry) => entry.type === 'file' && entry.name.startsWith(`${name}-`));
    return own.filter((entry) => entry.name.endsWith('.tgz')).map((entry) => joinUri(folder, entry.name));
  }
}

/** Whether it may change what charts are made of. */
function isOfCharts(change: Change): boolean {
  if (change.kind === 'file') return /\/(?:Chart|requirements)\.(?:yaml|lock)$/.test(change.uri);
  return ['loaded', 'forgotten', 'settings', 'root'].includes(change.kind);
}
