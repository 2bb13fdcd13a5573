// What a snapshot lacks to show its charts whole: the doors load it, apply it as changes, and ask again.

import { cacheable, mountable, mountsOf } from './mounts.ts';
import type { Snapshot } from './snapshot.ts';

export interface Wants {
  /** Folders, by URI, that hold charts which are used by file://. */
  readonly folders: readonly string[];
  /** Packed charts, by file name, of Helm's own cache. */
  readonly archives: readonly string[];
}

/** What the root chart in `root` needs and the snapshot does not have. What cannot be had is wanted for ever. */
export function wants(snapshot: Snapshot, root: string): Wants {
  const folders = mountable(snapshot, root).filter((folder) => !isLoaded(snapshot, folder));
  const archives = cacheable(snapshot, root).filter((name) => !snapshot.cached.has(name));
  return { folders, archives: [...new Set(archives)] };
}

/** Folders outside of its own that the root chart is made of. */
export function foldersElsewhere(snapshot: Snapshot, root: string): string[] {
  const mounted = mountsOf(snapshot, root).flatMap(({ source, isPacked }) => (isPacked ? [] : [source]));
  const all = new Set([...mounted, ...mountable(snapshot, root)]);
  return [...all].filter((folder) => folder !== root && !folder.startsWith(`${root}/`));
}

function isLoaded({ loaded }: Snapshot, folder: string): boolean {
  return [...loaded].some((known) => folder === known || folder.startsWith(`${known}/`));
}
