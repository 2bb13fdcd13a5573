// The folders of the workspace, and how far links and file:// may lead out of them: anywhere once the user trusts it.

import { normalizeUri } from '#language/workspace/uri.ts';
import type { Within } from './host.ts';

export interface ReachOptions {
  /** The user trusts the workspace. */
  readonly isTrusted: boolean;
  /** URIs of the workspace's folders. */
  readonly folders: readonly string[];
  /** The client can start helm on this machine. */
  readonly runsHelm: boolean;
}

export class Reach {
  #isTrusted: boolean;
  #folders: readonly string[];
  readonly #runsHelm: boolean;

  constructor({ isTrusted, folders, runsHelm }: ReachOptions) {
    this.#isTrusted = isTrusted;
    this.#folders = folders.map(normalizeUri);
    this.#runsHelm = runsHelm;
  }

  /** Whether the user may be offered to start helm; nothing else ever does. */
  get mayRunHelm(): boolean {
    return this.#runsHelm && this.#isTrusted;
  }

  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  /** URIs of the workspace's folders. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  trust(): void {
    this.#isTrusted = true;
  }

  foldersChanged(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.map(normalizeUri));
    this.#folders = [...this.#folders, ...added.map(normalizeUri)].filter((folder) => !gone.has(folder));
  }

  /** Where what is said in the workspace may lead. */
  get everywhere(): Within {
    return this.#isTrusted ? undefined : this.#folders;
  }

  /** Where links of a chart may lead. A chart outside of the workspace stays in itself. */
  readonly within = (root: string): Within => {
    const isInside = this.#folders.some((folder) => root === folder || root.startsWith(`${folder}/`));
    return isInside || this.#isTrusted ? this.everywhere : [root];
  };
}
