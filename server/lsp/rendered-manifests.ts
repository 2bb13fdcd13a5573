// What renders show to be wrong with manifests: told after each render, with what somebody who is typing is spared.

import { type SetsCheck, withSets } from '#language/lint/manifests/sets.ts';
import type { Snapshot } from '#language/workspace/snapshot.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { ManifestCheck } from './features.ts';
import { type FindingsByFile, type Judged, toldWhileWriting } from './held-manifests.ts';
import type { SetsFound } from './renders.ts';
import type { WhileTyping } from './while-typing.ts';

/** What a render of a chart showed; it judges that snapshot. */
export interface JudgedRender {
  readonly root: string;
  readonly snapshot: Snapshot;
  readonly check: ManifestCheck;
}

/** What is counted and not told. */
function besides(check: ManifestCheck | undefined): string {
  return JSON.stringify([check?.foreign ?? [], check?.withoutSchema ?? []]);
}

export class RenderedManifests {
  readonly #diagnostics: Pick<Diagnostics, 'judged'>;
  readonly #typing: Pick<WhileTyping, 'isWriting' | 'writing' | 'owes'>;
  readonly #now: () => Snapshot;
  readonly #told = new Map<string, Judged>();
  readonly #anew: (root: string) => void;
  /** The last checks, whatever is told of them. */
  readonly #checks = new Map<string, ManifestCheck>();
  /** What the other values sets show, of the snapshot that was judged. */
  readonly #sets = new Map<string, { readonly snapshot: Snapshot; readonly check: SetsCheck }>();

  /** `anew`: what is counted and not told has changed. */
  constructor(
    diagnostics: Pick<Diagnostics, 'judged'>,
    typing: Pick<WhileTyping, 'isWriting' | 'writing' | 'owes'>,
    now: () => Snapshot,
    anew: (root: string) => void,
  ) {
    this.#diagnostics = diagnostics;
    this.#typing = typing;
    this.#now = now;
    this.#anew = anew;
  }

  judged({ root, snapshot, check }: JudgedRender): void {
    const before = besides(this.#checks.get(root));
    this.#checks.set(root, check);
    if (besides(check) !== before) this.#anew(root);
    let files: FindingsByFile = check.files;
    if (this.#typing.isWriting(snapshot)) {
      const told = toldWhileWriting(this.#told.get(root), snapshot, check, this.#typing.writing(snapshot));
      files = told.files;
      if (told.isHeld) this.#typing.owes(root, true, false);
    }
    this.#told.set(root, { snapshot, files });
    this.#tell(root);
  }

  /** What the chart shows under its other values sets; it stays until there is something newer. */
  setsJudged({ root, snapshot, check }: SetsFound): void {
    const before = JSON.stringify(this.#sets.get(root)?.check.unreached ?? []);
    this.#sets.set(root, { snapshot, check });
    if (JSON.stringify(check.unreached) !== before) this.#anew(root);
    this.#tell(root);
  }

  /** Parts of templates that no values set reaches. */
  unreached(root: string): SetsCheck['unreached'] {
    return this.#sets.get(root)?.check.unreached ?? [];
  }

  #tell(root: string): void {
    const told = this.#told.get(root);
    if (told === undefined) return;
    const { snapshot, files } = told;
    const sets = this.#sets.get(root);
    const all = sets ? withSets(snapshot, files, sets.snapshot, sets.check) : files;
    this.#diagnostics.judged(this.#now(), root, snapshot, all);
  }

  /** What the last render of the chart showed. */
  lastCheck(root: string): ManifestCheck | undefined {
    return this.#checks.get(root);
  }

  forget(root: string): void {
    this.#told.delete(root);
    this.#checks.delete(root);
    this.#sets.delete(root);
  }
}
