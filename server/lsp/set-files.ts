// Values files of active sets that lie outside of their chart's folder: loaded when a set names them, and followed like the chart's own.

import { mayName } from '#language/workspace/named-sets.ts';
import { nearness } from '#language/workspace/set-index.ts';
import { chartFolderOf, type Snapshot } from '#language/workspace/snapshot.ts';
import { joinUri, normalizeUri } from '#language/workspace/uri.ts';
import { filesElsewhere } from '#language/workspace/values-set.ts';
import type { Charts } from './charts.ts';
import type { Within } from './host.ts';
import type { Libraries } from './library-users.ts';
import { candidates } from './named-sets.ts';

/** The session as this part sees it. */
export interface SetFilesOwner {
  readonly snapshot: () => Snapshot;
  /** Root charts that are known. */
  readonly roots: () => Iterable<string>;
  readonly within: (root: string) => Within;
  /** Folders of the workspace. */
  readonly folders: () => readonly string[];
}

export class SetFiles {
  readonly #charts: Pick<Charts, 'refresh' | 'list' | 'ensure'>;
  readonly #libraries: Pick<Libraries, 'charts'>;
  readonly #owner: SetFilesOwner;
  /** Named and read, or found missing; what happens to them later is told by the client. */
  #read: ReadonlySet<string> = new Set();
  /** What named sets may have, by chart, and the settings that say so. */
  readonly #named = new Map<string, ReadonlySet<string>>();
  #sets = '{}';

  constructor(
    charts: Pick<Charts, 'refresh' | 'list' | 'ensure'>,
    libraries: Pick<Libraries, 'charts'>,
    owner: SetFilesOwner,
  ) {
    this.#charts = charts;
    this.#libraries = libraries;
    this.#owner = owner;
  }

  /** A set or a setting changed, or a chart was loaded: files that it names and nobody has read are read. */
  load(): void {
    const snapshot = this.#owner.snapshot();
    const named = new Set<string>();
    for (const root of this.#owner.roots())
      for (const uri of filesElsewhere(snapshot, root)) if (this.#mayRead(snapshot, root, uri)) named.add(uri);
    const wanted = [...named].filter((uri) => !snapshot.files.has(uri) && !this.#read.has(uri));
    // What no set names any more may be forgotten, and is read again when one does.
    this.#read = named;
    if (wanted.length > 0) void this.#charts.refresh(wanted);
    void this.#loadNamed();
  }

  /** A file that lies in no chart was opened: the chart whose sets may name it is loaded, and then knows it. */
  async opened(uri: string): Promise<void> {
    const snapshot = this.#owner.snapshot();
    if (!/\.(?:ya?ml|json)$/.test(uri) || chartFolderOf(snapshot, uri) !== undefined) return;
    const [picked] = [...snapshot.sets.keys()].filter((root) => filesElsewhere(snapshot, root).includes(uri)).sort();
    const root = picked ?? (await this.#namedBy(snapshot, uri));
    if (root !== undefined) await this.#charts.ensure(joinUri(root, 'Chart.yaml'));
  }

  /** Of the charts of the workspace whose named sets may have the file, the nearest. */
  async #namedBy({ settings }: Snapshot, uri: string): Promise<string | undefined> {
    const patterns = Object.values(settings.valuesSets).flat();
    if (patterns.length === 0) return undefined;
    const charts = await this.#libraries.charts(this.#owner.folders(), this.#owner.within(uri));
    const folders = new Set(charts.map(({ folder }) => folder));
    const fitting = [...folders].filter((folder) => {
      const isInside = folders.has(folder.replace(/\/charts\/[^/]+$/, '')) && /\/charts\/[^/]+$/.test(folder);
      return !isInside && patterns.some((pattern) => mayName(folder, pattern, uri));
    });
    return fitting.sort().sort((a, b) => nearness(b, uri) - nearness(a, uri))[0];
  }

  /** Files of the sets that settings name, once for each chart while the settings stay. */
  async #loadNamed(): Promise<void> {
    const snapshot = this.#owner.snapshot();
    const sets = JSON.stringify(snapshot.settings.valuesSets);
    if (sets !== this.#sets) this.#named.clear();
    this.#sets = sets;
    if (sets === '{}') return;
    for (const root of this.#owner.roots()) {
      if (this.#named.has(root)) continue;
      this.#named.set(root, new Set());
      const within = this.#owner.within(root);
      const found = await candidates(this.#charts, snapshot, root, this.#owner.folders(), within);
      this.#named.set(root, new Set(found));
      const unread = found.filter((uri) => !this.#owner.snapshot().files.has(uri));
      if (unread.length > 0) await this.#charts.refresh(unread);
    }
  }

  /** Root charts whose sets name the file. */
  usersOf(uri: string): string[] {
    const snapshot = this.#owner.snapshot();
    const key = normalizeUri(uri);
    const isOf = (root: string) => this.#named.get(root)?.has(key) || filesElsewhere(snapshot, root).includes(key);
    return [...new Set(this.#owner.roots())].filter(isOf);
  }

  /** What the user chose may be read from anywhere; what a workspace's settings name, only where its links may lead. */
  #mayRead(snapshot: Snapshot, root: string, uri: string): boolean {
    const within = this.#owner.within(root);
    const isChosen = snapshot.sets.get(root)?.valuesFiles !== undefined;
    return isChosen || within === undefined || within.some((folder) => uri.startsWith(`${normalizeUri(folder)}/`));
  }
}
