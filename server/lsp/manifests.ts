// Open files of plain manifests: what kustomizations above them say is read, and they are judged again when what they are
// judged by changes.

import { KUSTOMIZATION_NAMES, mayBePatch } from '#language/documents/kustomization.ts';
import { isKustomization, mayHoldManifests } from '#language/documents/manifest-file.ts';
import { crdFiles } from '#language/schema/kubernetes/harvest/sources.ts';
import { fileNames, memoByNames } from '#language/workspace/file-names.ts';
import { chartFolderOf, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { joinUri, normalizeUri, parentUri } from '#language/workspace/uri.ts';
import type { Session } from './session.ts';

type Owner = Pick<Session, 'snapshot' | 'charts' | 'reach' | 'host'>;

/** Deeper below its kustomization no patch lies. */
const MOST_FOLDERS = 8;

export class Manifests {
  readonly #session: Owner;
  readonly #open: () => Iterable<string>;
  readonly #recheck: (uris: Iterable<string>) => void;

  /** `open`: the files that are; `recheck` looks at them once more. */
  constructor(session: Owner, open: () => Iterable<string>, recheck: (uris: Iterable<string>) => void) {
    this.#session = session;
    this.#open = open;
    this.#recheck = recheck;
  }

  /** A file was opened: whether a kustomization above it takes it for a patch is found out. */
  opened(uri: string): void {
    const snapshot = this.#session.snapshot;
    const file = fileAt(snapshot, uri);
    if (file === undefined || chartFolderOf(snapshot, uri) !== undefined || !mayHoldManifests(snapshot, file)) return;
    if (mayBePatch(file)) this.#read(uri);
  }

  /** One that was open and is no longer known is still there on disk. */
  closed(uri: string): void {
    if (!isKustomization(uri)) return;
    for (const open of this.#open()) if (open.startsWith(`${parentUri(uri)}/`)) this.opened(open);
  }

  /** Something happened on disk: kustomizations above open files are read again. */
  moved(uris: readonly string[]): void {
    const open = [...this.#open()];
    const ours = uris
      .map(normalizeUri)
      .filter((uri) => isKustomization(uri) && !open.includes(uri))
      .filter((uri) => open.some((one) => one.startsWith(`${parentUri(uri)}/`)));
    if (ours.length > 0) this.#refresh(ours);
  }

  /** The snapshot is another one than before. */
  follow(before: Snapshot): void {
    const now = this.#session.snapshot;
    const isSame =
      now.schemas === before.schemas &&
      now.schemaFolders === before.schemaFolders &&
      (now.files === before.files || (crdFiles(now) === crdFiles(before) && !this.#isKustomizationNew(before, now)));
    if (isSame) return;
    const isOurs = (uri: string) => {
      const file = fileAt(now, uri);
      return file !== undefined && mayHoldManifests(now, file);
    };
    this.#recheck([...this.#open()].filter(isOurs));
  }

  #isKustomizationNew(before: Snapshot, now: Snapshot): boolean {
    const all = new Set([...kustomizations(fileNames(before), ''), ...kustomizations(fileNames(now), '')]);
    const changed = [...all].filter((uri) => before.files.get(uri) !== now.files.get(uri));
    if (changed.length === 0) return false;
    const open = [...this.#open()];
    return changed.some((uri) => open.some((one) => one.startsWith(`${parentUri(uri)}/`)));
  }

  #read(uri: string): void {
    const { files } = this.#session.snapshot;
    const open = new Set(this.#open());
    const wanted = namesAbove(uri, this.#session.reach.folders).filter((one) => !open.has(one) && !files.has(one));
    if (wanted.length > 0) this.#refresh(wanted);
  }

  #refresh(uris: readonly string[]): void {
    this.#session.charts
      .refresh(uris)
      .catch((error) => this.#session.host.log(`looking for kustomizations failed: ${String(error)}`));
  }
}

/** Every key asks, and nearly every one leaves the names as they are. */
const kustomizations = memoByNames(({ uris }) => uris.filter(isKustomization));

/** The kustomizations that could name the file, up to the folder of the workspace that it lies in. */
function namesAbove(uri: string, folders: readonly string[]): string[] {
  const out: string[] = [];
  let folder = parentUri(uri);
  for (let i = 0; folder !== undefined && i < MOST_FOLDERS; i++) {
    for (const name of KUSTOMIZATION_NAMES) out.push(joinUri(folder, name));
    if (folders.includes(folder)) break;
    folder = parentUri(folder);
  }
  return out;
}
