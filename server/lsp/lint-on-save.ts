// When a saved file's chart is checked: at once after a save by hand, and after a quiet while where the editor saves by itself.

import type { Snapshot } from '#language/workspace/snapshot.ts';
import { normalizeUri } from '#language/workspace/uri.ts';
import type { SetFiles } from './set-files.ts';
import type { Timers } from './timers.ts';

/** After a save that nobody asked for, nothing may be typed for so long. */
const IDLE_MS = 2000;

/** The session as this part sees it. */
interface SaveOwner {
  readonly snapshot: Snapshot;
  readonly rootsOf: (uri: string) => readonly string[];
}

export class LintOnSave {
  readonly #owner: SaveOwner;
  readonly #timers: Timers;
  readonly #setFiles: Pick<SetFiles, 'usersOf'>;
  readonly #check: (root: string) => void;
  /** Files that the editor is about to save by itself. */
  readonly #unasked = new Set<string>();
  /** Root charts whose check waits for a quiet while. */
  readonly #waiting = new Set<string>();

  constructor(owner: SaveOwner, timers: Timers, setFiles: Pick<SetFiles, 'usersOf'>, check: (root: string) => void) {
    this.#owner = owner;
    this.#timers = timers;
    this.#setFiles = setFiles;
    this.#check = check;
  }

  /** The file is about to be saved, because somebody asked for it or because time has passed or the focus went elsewhere. */
  willSave(uri: string, isAsked: boolean): void {
    if (isAsked) this.#unasked.delete(normalizeUri(uri));
    else this.#unasked.add(normalizeUri(uri));
  }

  saved(uri: string): void {
    const key = normalizeUri(uri);
    const isUnasked = this.#unasked.delete(key);
    if (!this.#owner.snapshot.settings.lintOnSave) return;
    for (const root of this.#usersOf(key)) {
      if (isUnasked) this.#later(root);
      else this.#now(root);
    }
  }

  /** Whoever types is not idle. */
  edited(uri: string): void {
    if (this.#waiting.size === 0) return;
    for (const root of this.#usersOf(normalizeUri(uri))) if (this.#waiting.has(root)) this.#later(root);
  }

  #later(root: string): void {
    this.#waiting.add(root);
    this.#timers.later(`lint ${root}`, IDLE_MS, () => {
      if (this.#waiting.has(root)) this.#now(root);
    });
  }

  #now(root: string): void {
    this.#waiting.delete(root);
    this.#check(root);
  }

  #usersOf(uri: string): readonly string[] {
    const roots = this.#owner.rootsOf(uri);
    return roots.length === 0 ? this.#setFiles.usersOf(uri) : roots;
  }
}
