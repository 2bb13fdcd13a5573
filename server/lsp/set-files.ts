// Values files of active sets that lie outside of their chart's folder: loaded when a set names them, and followed like the chart's own.

import type { Snapshot } from '#language/workspace/snapshot.ts';
import { normalizeUri } from '#language/workspace/uri.ts';
import { filesElsewhere } from '#language/workspace/values-set.ts';
import type { Charts } from './charts.ts';
import type { Within } from './host.ts';

/** The session as this part sees it. */
export interface SetFilesOwner {
  readonly snapshot: () => Snapshot;
  /** Root charts that are known. */
  readonly roots: () => Iterable<string>;
  readonly within: (root: string) => Within;
}

export class SetFiles {
  readonly #charts: Pick<Charts, 'refresh'>;
  readonly #owner: SetFilesOwner;
  /** Named and read, or found missing; what happens to them later is told by the client. */
  #read: ReadonlySet<string> = new Set();

  constructor(charts: Pick<Charts, 'refresh'>, owner: SetFilesOwner) {
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
  }

  /** Root charts whose sets name the file. */
  usersOf(uri: string): string[] {
    const snapshot = this.#owner.snapshot();
    const key = normalizeUri(uri);
    return [...new Set(this.#owner.roots())].filter((root) => filesElsewhere(snapshot, root).includes(key));
  }

  /** What the user chose may be read from anywhere; what a workspace's settings name, only where its links may lead. */
  #mayRead(snapshot: Snapshot, root: string, uri: string): boolean {
    const within = this.#owner.within(root);
    const isChosen = snapshot.sets.get(root)?.valuesFiles !== undefined;
    return isChosen || within === undefined || within.some((folder) => uri.startsWith(`${normalizeUri(folder)}/`));
  }
}
