// Keeps what schemas are made of in the snapshot: the folders that the user named, and files with CRDs anywhere in the workspace.

import { fromBytes } from '#engine/text/bytes.ts';
import { manifestView } from '#language/documents/manifest.ts';
import { isBuiltIn } from '#language/schema/kubernetes/built-in.ts';
import { mentionsCrd } from '#language/schema/kubernetes/harvest/crd.ts';
import { wantedSchemas } from '#language/schema/kubernetes/harvest/named.ts';
import { modelineFile, modelinesIn } from '#language/schema/kubernetes/modeline.ts';
import { type GroupVersionKind, gvkOf } from '#language/schema/kubernetes/schema-node.ts';
import type { Rendering } from '#language/workspace/rendering.ts';
import { type Change, type FileText, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { joinUri, normalizeUri, parentUri } from '#language/workspace/uri.ts';
import type { Charts } from './charts.ts';
import { crdFilesBelow, schemaFilesBelow } from './crd-files.ts';
import type { Host } from './host.ts';
import type { Reach } from './reach.ts';
import type { World } from './world.ts';

/** The session as this part sees it. */
export interface SchemaFilesOwner {
  readonly snapshot: Snapshot;
  readonly reach: Pick<Reach, 'folders' | 'everywhere'>;
  readonly charts: Pick<Charts, 'loadedRootOf'>;
  readonly host: Pick<Host, 'log'>;
  readonly isOpen: (uri: string) => boolean;
  readonly apply: (changes: readonly Change[]) => void;
}

/** JSON schemas of larger folders are read one by one, when their kinds are met. */
const FEW = 200;

export class SchemaFiles {
  readonly #world: World;
  readonly #owner: SchemaFilesOwner;
  readonly #judgeAgain: () => void;
  /** Files that are in the snapshot because of this. */
  readonly #held = new Set<string>();
  /** Files that were read and are not there, or hold no schema. */
  readonly #missed = new Set<string>();
  /** The setting and the folders of the workspace that were looked up. */
  #setting = '';
  #searched = '';

  /** `judgeAgain` is called when other schemas are there: what was judged is judged again. */
  constructor(world: World, owner: SchemaFilesOwner, judgeAgain: () => void) {
    this.#world = world;
    this.#owner = owner;
    this.#judgeAgain = judgeAgain;
  }

  /** After changes of settings, or of the folders of the workspace. */
  follow(): void {
    const { folders } = this.#owner.snapshot.settings.schema;
    const key = JSON.stringify([
      folders,
      folders.length === 0 ? [] : this.#owner.reach.folders,
      this.#owner.reach.everywhere,
    ]);
    if (key === this.#setting || (this.#setting === '' && folders.length === 0)) return;
    this.#setting = key;
    this.#missed.clear();
    this.#guarded(() => this.#loadNamed(folders));
  }

  /** Kinds were met in a render. */
  rendered(rendering: Rendering): void {
    this.#need(rendering.templates.flatMap(({ documents }) => documents));
  }

  /** A file was opened or saved: a manifest has kinds. */
  opened(uri: string): void {
    const file = fileAt(this.#owner.snapshot, uri);
    if (file === undefined || !/\.ya?ml$/i.test(file.uri)) return;
    // One that was edited may say something else now.
    if (this.#held.has(file.uri)) this.#judgeAgain();
    this.#named(file);
    this.#need(manifestView(file).documents.map(({ document }) => document));
  }

  /** Whether the snapshot has the file because of this. */
  holds(uri: string): boolean {
    return this.#held.has(normalizeUri(uri));
  }

  /** Something happened on disk: of the folders that the user named everything is looked up again. */
  moved(uris: readonly string[]): void {
    const named = [...this.#owner.snapshot.schemaFolders.keys()];
    const isNamed = uris
      .map(normalizeUri)
      .some((uri) => named.some((folder) => uri === folder || uri.startsWith(`${folder}/`)));
    if (!isNamed) return;
    this.#setting = 'again';
    this.follow();
  }

  /** Folders that a client watches for this. */
  watched(): string[] {
    const named = [...this.#owner.snapshot.schemaFolders].map(([folder, [only]]) =>
      only === folder ? (parentUri(folder) ?? folder) : folder,
    );
    const held = [...this.#held].map((uri) => parentUri(uri) ?? uri);
    return [
      ...new Set([...named, ...held.filter((uri) => !named.some((folder) => `${uri}/`.startsWith(`${folder}/`)))]),
    ];
  }

  #need(named: readonly { readonly apiVersion: string | undefined; readonly kind: string | undefined }[]): void {
    const gvks = new Map<string, GroupVersionKind>();
    for (const { apiVersion, kind } of named) {
      if (!apiVersion?.includes('.') || !kind) continue;
      const gvk = gvkOf(apiVersion, kind);
      if (!isBuiltIn(gvk.group)) gvks.set(`${apiVersion} ${kind}`, gvk);
    }
    if (gvks.size === 0) return;
    const wanted = wantedSchemas(this.#owner.snapshot, gvks.values()).filter((uri) => !this.#missed.has(uri));
    if (wanted.length > 0) this.#guarded(() => this.#load(wanted));
    this.#guarded(() => this.#searchWorkspace());
  }

  /** Schemas that comments of the file name, wherever the user lets that lead. */
  #named(file: FileText): void {
    const targets = modelinesIn(file.text).flatMap((modeline) => modelineFile(file.uri, modeline) ?? []);
    const wanted = targets.filter((uri) => !this.#missed.has(uri) && !this.#owner.snapshot.files.has(uri));
    if (wanted.length > 0) this.#guarded(() => this.#load(wanted, () => true));
  }

  async #loadNamed(said: readonly string[]): Promise<void> {
    const { reach } = this.#owner;
    const places = [...new Set(said.flatMap((path) => placesOf(path, reach.folders)))];
    const changes: Change[] = [];
    const texts: string[] = [];
    for (const folder of places) {
      const uris = await schemaFilesBelow(this.#world, folder, reach.everywhere);
      if (uris.length === 0) continue;
      changes.push({ kind: 'schemaFolder', folder, uris });
      const isFew = uris.filter((uri) => /\.json$/i.test(uri)).length <= FEW;
      texts.push(...uris.filter((uri) => isFew || !/\.json$/i.test(uri)));
    }
    const kept = new Set(changes.map((change) => (change.kind === 'schemaFolder' ? change.folder : '')));
    for (const folder of this.#owner.snapshot.schemaFolders.keys())
      if (!kept.has(folder)) changes.push({ kind: 'schemaFolder', folder, uris: null }, ...this.#released(folder));
    if (changes.length === 0) return;
    this.#owner.apply(changes);
    await this.#load(texts);
  }

  /** Files that nobody needs any more, once the folder is named no more. */
  #released(folder: string): Change[] {
    const gone = [...this.#held].filter((uri) => uri === folder || uri.startsWith(`${folder}/`));
    for (const uri of gone) this.#held.delete(uri);
    const unused = gone.filter((uri) => !this.#owner.isOpen(uri) && !this.#isOfChart(uri));
    return unused.map((uri) => ({ kind: 'file', uri, text: null }));
  }

  async #load(uris: readonly string[], isWanted = holdsSchema): Promise<void> {
    const files: { uri: string; text: string }[] = [];
    for (const uri of uris) {
      const bytes = await this.#world.read(uri, this.#owner.reach.everywhere);
      const text = bytes && fromBytes(bytes);
      if (text === undefined || !isWanted(uri, text)) this.#missed.add(uri);
      else files.push({ uri, text });
    }
    this.#applyTexts(files);
  }

  /** Once for the folders that the workspace has. */
  async #searchWorkspace(): Promise<void> {
    const { reach } = this.#owner;
    const key = reach.folders.join(' ');
    if (key === this.#searched) return;
    this.#searched = key;
    const isKnown = (uri: string) => this.#owner.snapshot.files.has(uri) || this.#isOfChart(uri);
    this.#applyTexts(await crdFilesBelow(this.#world, reach.folders, reach.everywhere, isKnown));
  }

  #applyTexts(files: readonly { readonly uri: string; readonly text: string }[]): void {
    for (const { uri } of files) this.#held.add(normalizeUri(uri));
    // The editor's text stands, and what a chart has is read with it.
    const fresh = files.filter(({ uri }) => !this.#owner.isOpen(uri) && !this.#isOfChart(uri));
    if (fresh.length > 0) this.#owner.apply(fresh.map(({ uri, text }) => ({ kind: 'file', uri, text })));
    this.#judgeAgain();
  }

  /** Files of a chart are its own affair. */
  #isOfChart(uri: string): boolean {
    return this.#owner.charts.loadedRootOf(uri) !== undefined;
  }

  #guarded(work: () => Promise<void>): void {
    void work().catch((error: unknown) => this.#owner.host.log(`looking for schemas failed: ${String(error)}`));
  }
}

/** JSON, or YAML with CRDs. */
function holdsSchema(uri: string, text: string): boolean {
  return /\.json$/i.test(uri) || mentionsCrd(text);
}

/** A path from each folder of the workspace, from the root of the file system, or a URI. */
function placesOf(path: string, folders: readonly string[]): string[] {
  const text = path.trim().replaceAll('\\', '/');
  if (text === '') return [];
  if (/^[a-zA-Z][a-zA-Z0-9+.-]+:\//.test(text)) return [normalizeUri(text)];
  if (/^[a-zA-Z]:\//.test(text)) return [joinUri('file:///', text)];
  if (text.startsWith('/')) return [joinUri('file:///', text)];
  return folders.map((folder) => joinUri(folder, text));
}
