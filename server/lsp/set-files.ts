// Values files of active sets that lie outside of their chart's folder: loaded when a set names them, and followed like the chart's own.

import type { Snapshot } from '#language/workspace/snapshot.ts';
import { normalizeUri } from '#language/workspace/uri.ts';
import { filesElsewhere } from '#language/workspace/values-set.ts';
import type { Charts } from './charts.ts';
import type { Within } from './host.ts';
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
  readonly #charts: Pick<Charts, 'refresh' | 'list'>;
  readonly #owner: SetFilesOwner;
  /** Named and read, or found missing; what happens to them later is told by the client. */
  #read: ReadonlySet<string> = new Set();
  /** What named sets may have, by chart, and the settings that say so. */
  readonly #named = new Map<string, ReadonlySet<string>>();
  #sets = '{}';

  constructor(charts: Pick<Charts, 'refresh' | 'list'>, owner: SetFilesOwner) {
    this.#charts = charts;
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
