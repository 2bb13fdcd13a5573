// Finds the chart of a file and loads all files below its root folder, once.

import type { FastUnpacking } from '#engine/chart/archive.ts';
import { fromBytes } from '#engine/text/bytes.ts';
import { archiveFolder, holderOfArchive, outermostArchive } from '#language/workspace/archives.ts';
import { applyChanges, type Change, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { baseNameOf, joinUri, normalizeUri, parentUri } from '#language/workspace/uri.ts';
import { wants } from '#language/workspace/wants.ts';
import type { DirectoryEntry } from '#protocol';
import type { Within } from './host.ts';
import { archivesAmong, isUnpacked, unpacked } from './unpacking.ts';
import type { World } from './world.ts';

/** The session as the loader sees it. */
export interface ChartsOwner {
  readonly snapshot: () => Snapshot;
  readonly isOpen: (uri: string) => boolean;
  readonly apply: (changes: readonly Change[]) => void;
  readonly log: (line: string) => void;
  /** Lets whatever waits run first. */
  readonly rest: () => Promise<void>;
  /** Folders that links of the chart in this folder may lead to. */
  readonly within: (root: string) => Within;
  /** A link that may not be followed: the chart is not whole. */
  readonly leftOut: (uri: string) => void;
  /** The folder in which Helm keeps packed charts; undefined where there is none. */
  readonly helmCache: () => string | undefined;
}

const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git']);
/** Deeper or more files than any chart has: a folder that links into itself. */
const DEEPEST = 24;
const MOST_FILES = 20_000;
const READS_AT_ONCE = 24;

/** A world that may come with what the runtime does faster of unpacking. */
type UnpackingWorld = World & { readonly unpacking?: FastUnpacking | undefined };

export class Charts {
  readonly #world: UnpackingWorld;
  readonly #owner: ChartsOwner;
  /** The way from a file to its loaded chart, while it is under way. */
  readonly #finding = new Map<string, Promise<void>>();
  /** Folders that were found to belong to no chart. */
  readonly #alone = new Set<string>();
  readonly #loading = new Map<string, Promise<void>>();
  /** What charts want besides and was looked for: what is not there is not looked for again and again. */
  readonly #sought = new Set<string>();

  constructor(world: UnpackingWorld, owner: ChartsOwner) {
    this.#world = world;
    this.#owner = owner;
  }

  /** The root chart's folder that is loaded and holds the URI. */
  loadedRootOf(uri: string): string | undefined {
    const { loaded } = this.#owner.snapshot();
    let root: string | undefined;
    for (let folder = parentUri(normalizeUri(uri)); folder !== undefined; folder = parentUri(folder))
      if (loaded.has(folder)) root = folder;
    const archive = root === undefined ? outermostArchive(uri) : undefined;
    return archive !== undefined && isUnpacked(this.#owner.snapshot(), archive) ? this.#rootOfArchive(archive) : root;
  }

  /** The loaded root chart that a packed chart is a part of; one of Helm's cache is as good as loaded itself. */
  #rootOfArchive(archive: string): string | undefined {
    const isCached = [...this.#owner.snapshot().cached.values()].includes(archive);
    return isCached ? archiveFolder(archive) : this.loadedRootOf(archive);
  }

  /** Whether the file or folder is a part of a loaded chart, or has one in it. */
  isLoaded(uri: string): boolean {
    return this.loadedRootOf(uri) !== undefined || this.#loadedIn(uri).length > 0;
  }

  #loadedIn(folder: string): string[] {
    return [...this.#owner.snapshot().loaded].filter((root) => root === folder || root.startsWith(`${folder}/`));
  }

  /** Loads the chart of the file unless it is there; undefined when there is nothing to wait for. */
  ensure(uri: string): Promise<void> | undefined {
    const key = normalizeUri(uri);
    const known = this.#finding.get(key);
    if (known) return known;
    if (this.loadedRootOf(key) !== undefined || this.#alone.has(parentUri(key) ?? '')) return undefined;
    const work = this.#ensure(key).finally(() => this.#finding.delete(key));
    this.#finding.set(key, work);
    return work;
  }

  list(folder: string, within: Within): Promise<readonly DirectoryEntry[]> {
    return this.#world.list(folder, within);
  }

  /** A Chart.yaml came or went: what belonged to no chart may belong to one. */
  lookAgain(): void {
    this.#alone.clear();
    this.#sought.clear();
  }

  /** These may be looked for again. */
  forgetSought(names: readonly string[]): void {
    for (const name of names) this.#sought.delete(name);
  }

  /** Loads what the root chart is made of besides its own folder and nobody has looked for. */
  async loadWanted(root: string): Promise<void> {
    try {
      const changes = await this.#wanted(root, this.#owner.snapshot());
      if (changes.length > 0) await this.#applyWithArchives(changes);
    } catch (error) {
      this.#owner.log(`loading what ${root} is made of failed: ${String(error)}`);
    }
  }

  /** Waits for loads under way, so that what is read later is not overtaken by them. */
  async settled(): Promise<void> {
    await Promise.all(this.#loading.values());
  }

  /** Reads a file, or everything in a folder, and applies it; what is gone is removed. Open texts stay as they are. */
  async refresh(uris: readonly string[]): Promise<void> {
    await this.settled();
    const changes = await inTurns(uris.filter(isInside), async (uri) => {
      const within = this.#owner.within(this.loadedRootOf(uri) ?? uri);
      const unpacked = this.#unpackedText(uri);
      if (unpacked !== undefined) return [{ kind: 'file' as const, uri, text: unpacked, isUnpacked: true as const }];
      const text = await this.#text(uri, within);
      if (text !== undefined) return [{ kind: 'file' as const, uri, text }];
      const inside = await this.#filesBelow(uri, within);
      return inside.length > 0 ? this.#read(inside, within) : this.#removals(uri);
    });
    await this.#applyWithArchives(changes.flat());
  }

  async #ensure(uri: string): Promise<void> {
    try {
      const root = await this.#rootOf(uri);
      if (root === undefined) this.#alone.add(parentUri(uri) ?? '');
      if (root === undefined || this.#owner.snapshot().loaded.has(root)) return;
      let load = this.#loading.get(root);
      if (load === undefined) {
        load = this.#load(root).finally(() => this.#loading.delete(root));
        this.#loading.set(root, load);
      }
      await load;
    } catch (error) {
      this.#owner.log(`loading the chart of ${uri} failed: ${String(error)}`);
    }
  }

  async #rootOf(uri: string): Promise<string | undefined> {
    const holder = await this.#holderOf(uri);
    let root = holder ?? parentUri(uri);
    while (root !== undefined && !(await this.#isChart(root))) root = parentUri(root);
    for (;;) {
      const charts = root === undefined ? undefined : parentUri(root);
      const parent = charts === undefined || baseNameOf(charts) !== 'charts' ? undefined : parentUri(charts);
      if (parent === undefined || !(await this.#isChart(parent))) return root;
      root = parent;
    }
  }

  /** The chart that has the archive of this file in its charts/. */
  async #holderOf(uri: string): Promise<string | undefined> {
    const archive = outermostArchive(uri);
    const holder = archive === undefined ? undefined : holderOfArchive(archiveFolder(archive));
    return holder !== undefined && (await this.#isChart(holder)) ? holder : undefined;
  }

  async #isChart(folder: string): Promise<boolean> {
    const uri = joinUri(folder, 'Chart.yaml');
    return (
      this.#owner.snapshot().files.has(uri) || (await this.#world.read(uri, this.#owner.within(folder))) !== undefined
    );
  }

  async #load(root: string): Promise<void> {
    const within = this.#owner.within(root);
    const files = await this.#filesBelow(root, within);
    if (files.length >= MOST_FILES)
      this.#owner.log(`${root} holds more than ${MOST_FILES} files; the rest is left out`);
    const changes: Change[] = [...(await this.#read(files, within)), { kind: 'loaded', folder: root }];
    // What is used by file:// comes with it, so that no render lacks it.
    changes.push(...(await this.#wanted(root, applyChanges(this.#owner.snapshot(), changes))));
    await this.#applyWithArchives(changes);
  }

  /** Changes that bring what the root chart wants in the snapshot, and what that wants in turn. */
  async #wanted(root: string, snapshot: Snapshot): Promise<Change[]> {
    const all: Change[] = [];
    const within = this.#owner.within(root);
    let now = snapshot;
    for (let depth = 0; depth < DEEPEST; depth++) {
      const { folders, archives } = wants(now, root);
      const cache = now.settings.dependencies.readHelmCache ? this.#owner.helmCache() : undefined;
      const found = [
        ...(await inTurns(this.#unsought(folders), (folder) => this.#usedFolder(folder, within))),
        ...(await inTurns(cache ? this.#unsought(archives) : [], (name) => this.#cachedArchive(cache ?? '', name))),
      ].flat();
      if (found.length === 0) break;
      all.push(...found);
      now = applyChanges(now, found);
    }
    return all;
  }

  #unsought(names: readonly string[]): string[] {
    const fresh = names.filter((name) => !this.#sought.has(name));
    for (const name of fresh) this.#sought.add(name);
    return fresh;
  }

  /** A chart that is used by file://, wherever the user lets links lead. */
  async #usedFolder(folder: string, within: Within): Promise<Change[]> {
    if (within?.every((allowed) => folder !== allowed && !folder.startsWith(`${normalizeUri(allowed)}/`))) {
      this.#owner.leftOut(folder);
      return [];
    }
    if ((await this.#world.read(joinUri(folder, 'Chart.yaml'), within)) === undefined) return [];
    const files = await this.#filesBelow(folder, within);
    return [...(await this.#read(files, within)), { kind: 'loaded', folder }];
  }

  async #cachedArchive(cache: string, name: string): Promise<Change[]> {
    const uri = joinUri(cache, name);
    const text = await this.#text(uri, [cache]);
    return text === undefined
      ? []
      : [
          { kind: 'file', uri, text },
          { kind: 'cached', name, uri },
        ];
  }

  async #read(uris: readonly string[], within: Within): Promise<Change[]> {
    const changes = await inTurns(uris, async (uri) => ({ uri, text: await this.#text(uri, within) }));
    return changes.flatMap(({ uri, text }) => (text === undefined ? [] : [{ kind: 'file' as const, uri, text }]));
  }

  async #text(uri: string, within: Within): Promise<string | undefined> {
    const bytes = await this.#world.read(uri, within);
    return bytes && fromBytes(bytes);
  }

  async #filesBelow(folder: string, within: Within): Promise<string[]> {
    const files: string[] = [];
    let level = [folder];
    for (let depth = 0; depth < DEEPEST && level.length > 0 && files.length < MOST_FILES; depth++) {
      const lists = await inTurns(level, async (uri) => ({ uri, entries: await this.#world.list(uri, within) }));
      level = [];
      for (const { uri, entries } of lists) {
        for (const entry of entries) {
          if (entry.outside) this.#owner.leftOut(joinUri(uri, entry.name));
          if (isWanted(entry)) (entry.type === 'file' ? files : level).push(joinUri(uri, entry.name));
        }
      }
    }
    return files.slice(0, MOST_FILES);
  }

  /** The file is gone, or it was a folder, and all that was below it is gone. */
  #removals(uri: string): Change[] {
    const gone = normalizeUri(uri);
    const known = [...this.#owner.snapshot().files.keys()].filter((key) => key === gone || key.startsWith(`${gone}/`));
    const files = known.map((key): Change => ({ kind: 'file', uri: key, text: null }));
    return [...files, ...this.#loadedIn(gone).map((folder): Change => ({ kind: 'forgotten', folder }))];
  }

  /** What an archive of charts/ holds is what it was when it was unpacked: it does not change by itself. */
  #unpackedText(uri: string): string | undefined {
    const snapshot = this.#owner.snapshot();
    const archive = outermostArchive(uri);
    return archive !== undefined && snapshot.files.has(archive) ? fileAt(snapshot, uri)?.text : undefined;
  }

  /**
   * Applies changes, and what lies in the packed subcharts among them. Those that were unpacked before change together with
   * their files; new ones follow one by one, so that renders and requests need not wait for all.
   */
  async #applyWithArchives(changes: readonly Change[]): Promise<void> {
    const snapshot = this.#owner.snapshot();
    const archives = archivesAmong(snapshot, changes);
    const known = archives.filter(({ uri }) => isUnpacked(snapshot, uri));
    this.#apply([...changes, ...known.flatMap((change) => unpacked(snapshot, change, this.#world.unpacking))]);
    for (const archive of archives) {
      if (known.includes(archive)) continue;
      const inside = unpacked(this.#owner.snapshot(), archive, this.#world.unpacking);
      if (inside.length === 0) continue;
      // Another load may have brought a later text meanwhile.
      if (fileAt(this.#owner.snapshot(), archive.uri)?.text === archive.text) this.#apply(inside);
      await this.#owner.rest();
    }
  }

  #apply(changes: readonly Change[]): void {
    const kept = changes.flatMap((change): Change[] => {
      if (change.kind !== 'file' || !this.#owner.isOpen(change.uri)) return [change];
      // The editor's text stands. Where the disk has the same (a checkout under an open file), it is as good as saved.
      const { uri, text } = change;
      const open = fileAt(this.#owner.snapshot(), uri)?.text;
      return text !== null && text === open ? [{ kind: 'saved', uri, text }] : [];
    });
    if (kept.length > 0) this.#owner.apply(kept);
  }
}

/** Whether a load would have gone down to it. */
function isInside(uri: string): boolean {
  return !uri.split('/').some((segment) => SKIPPED_FOLDERS.has(segment));
}

function isWanted(entry: DirectoryEntry): boolean {
  return entry.type === 'file' || (entry.type === 'directory' && !SKIPPED_FOLDERS.has(entry.name));
}

/** Runs the work on all items, a few at a time; results keep the order of the items. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const run = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i] as T);
  };
  await Promise.all(Array.from({ length: Math.min(READS_AT_ONCE, items.length) }, run));
  return results;
}
