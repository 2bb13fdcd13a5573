// The workspace at one moment: every known file's text and the settings. Immutable; all features read from one.

import type { Span } from '#engine/text/span.ts';
import { DEFAULT_SETTINGS, type Settings, type ValuesSet } from '#protocol';
import { poolOf } from '../schema/kubernetes/pool.ts';
import type { SchemaStore } from '../schema/kubernetes/schema-store.ts';
import type { Assumption } from './assumption.ts';
import type { OfferedChart, Offers } from './offers.ts';
import { chartBySets, claimedElsewhere } from './set-index.ts';
import { joinUri, normalizeUri, parentUri, relativeUri } from './uri.ts';

/** One file as it is now. A new text is a new object, so the object itself is the key of every memo about the file. */
export interface FileText {
  /** Normalized (see uri.ts). */
  readonly uri: string;
  /** Without a byte order mark, as editors hold it; a Go string (engine/text/bytes.ts). */
  readonly text: string;
  /** Version of the open document; undefined: the text is from disk. */
  readonly version: number | undefined;
}

export interface Snapshot {
  readonly files: ReadonlyMap<string, FileText>;
  /** Folders whose files were all loaded (root charts). */
  readonly loaded: ReadonlySet<string>;
  readonly settings: Settings;
  /** Counts changes; a larger number is a later snapshot. */
  readonly generation: number;
  /** Texts at the last save, by URI, of files that are open: what "changed since the save" compares with. */
  readonly saved: ReadonlyMap<string, string>;
  /** What the previews of single templates take for given, by the template's URI. */
  readonly assumptions: ReadonlyMap<string, Assumption>;
  /** Values files that belong to a chart they do not lie in, by URI (see binding.ts). */
  readonly bound: ReadonlyMap<string, Bound>;
  /** The values sets that were chosen, by root chart's folder; who reads settings sees them `underSet`. */
  readonly sets: ReadonlyMap<string, ValuesSet>;
  /** The root that the user chose for a chart, both by folder; the chart itself: it is seen alone. */
  readonly chosenRoots: ReadonlyMap<string, string>;
  /** Root charts, by folder, that were previewed; the last one is the last. */
  readonly previewedRoots: readonly string[];
  /** Packed charts of Helm's own cache that may be read: URIs by file name (`redis-18.0.1.tgz`). */
  readonly cached: ReadonlyMap<string, string>;
  /** Charts that a dependency could name, by who offers them. */
  readonly offers: Offers;
  /** The schemas that Chartroom ships; undefined while they are not loaded. */
  readonly schemas: SchemaStore | undefined;
  /** What lies in the folders of schemas that the user named: URIs of files by folder, or by file; few of them are loaded. */
  readonly schemaFolders: ReadonlyMap<string, readonly string[]>;
}

/** The chart that a values file names: its folder once it was found, else what the user can do about it. */
export type Bound =
  | { readonly folder: string }
  | { readonly folder: undefined; readonly message: string; readonly span: Span; readonly command: string };

/** What the world says happened. `text: null` removes a file. */
export type Change =
  | {
      readonly kind: 'file';
      readonly uri: string;
      readonly text: string | null;
      readonly version?: number | undefined;
      /** It lies in an archive whose text is in the snapshot as well: renders unpack that themselves. */
      readonly isUnpacked?: true;
    }
  | { readonly kind: 'loaded'; readonly folder: string }
  | { readonly kind: 'forgotten'; readonly folder: string }
  | { readonly kind: 'saved'; readonly uri: string; readonly text: string }
  /** `null` ends it. */
  | { readonly kind: 'bound'; readonly uri: string; readonly bound: Bound | null }
  /** `null` ends it. */
  | { readonly kind: 'assumed'; readonly uri: string; readonly assumption: Assumption | null }
  /** `null`: the settings alone hold again. */
  | { readonly kind: 'set'; readonly root: string; readonly set: ValuesSet | null }
  /** `null`: no choice. */
  | { readonly kind: 'root'; readonly chart: string; readonly root: string | null }
  | { readonly kind: 'previewed'; readonly root: string }
  /** `null`: it may not be read any more. */
  | { readonly kind: 'cached'; readonly name: string; readonly uri: string | null }
  /** `null`: there is no such repository any more, or it may not be read. */
  | { readonly kind: 'offered'; readonly by: string; readonly charts: readonly OfferedChart[] | null }
  /** `null`: nobody names it any more. */
  | { readonly kind: 'schemaFolder'; readonly folder: string; readonly uris: readonly string[] | null }
  /** The shipped schemas; bytes that are no pool are none. */
  | { readonly kind: 'schemas'; readonly bytes: Uint8Array }
  | { readonly kind: 'settings'; readonly settings: Settings };

export const EMPTY_SNAPSHOT: Snapshot = {
  files: new Map(),
  loaded: new Set(),
  settings: DEFAULT_SETTINGS,
  generation: 0,
  saved: new Map(),
  assumptions: new Map(),
  bound: new Map(),
  sets: new Map(),
  chosenRoots: new Map(),
  previewedRoots: [],
  cached: new Map(),
  offers: new Map(),
  schemas: undefined,
  schemaFolders: new Map(),
};

/** The snapshot after the changes; files that did not change keep their objects. */
export function applyChanges(snapshot: Snapshot, changes: readonly Change[]): Snapshot {
  const files = new Map(snapshot.files);
  const loaded = new Set(snapshot.loaded);
  const saved = new Map(snapshot.saved);
  const assumptions = new Map(snapshot.assumptions);
  const bound = new Map(snapshot.bound);
  const sets = new Map(snapshot.sets);
  let { settings, chosenRoots, previewedRoots, cached, offers, schemas, schemaFolders } = snapshot;
  for (const change of changes) {
    switch (change.kind) {
      case 'file':
        applyFile(files, change);
        break;
      case 'loaded':
        loaded.add(normalizeUri(change.folder));
        break;
      case 'forgotten':
        loaded.delete(normalizeUri(change.folder));
        break;
      case 'saved':
        saved.set(normalizeUri(change.uri), change.text);
        break;
      case 'bound':
        if (change.bound === null) bound.delete(normalizeUri(change.uri));
        else bound.set(normalizeUri(change.uri), change.bound);
        break;
      case 'assumed':
        if (change.assumption === null) assumptions.delete(normalizeUri(change.uri));
        else assumptions.set(normalizeUri(change.uri), change.assumption);
        break;
      case 'set':
        if (change.set === null) sets.delete(normalizeUri(change.root));
        else sets.set(normalizeUri(change.root), change.set);
        break;
      case 'root':
        chosenRoots = withEntry(chosenRoots, normalizeUri(change.chart), change.root && normalizeUri(change.root));
        break;
      case 'previewed':
        previewedRoots = [...previewedRoots.filter((root) => root !== change.root), change.root];
        break;
      case 'cached':
        cached = withEntry(cached, change.name, change.uri && normalizeUri(change.uri));
        break;
      case 'offered':
        offers = withEntry(offers, change.by, change.charts);
        break;
      case 'schemaFolder':
        schemaFolders = withEntry(schemaFolders, normalizeUri(change.folder), change.uris);
        break;
      case 'schemas':
        schemas = poolOf(change.bytes);
        break;
      case 'settings':
        settings = change.settings;
    }
  }
  const generation = snapshot.generation + 1;
  const roots = { chosenRoots, previewedRoots, cached, offers, schemas, schemaFolders };
  return { files, loaded, saved, assumptions, bound, sets, settings, ...roots, generation };
}

/** A copy with the entry, or without it: memos compare maps by identity. */
function withEntry<T>(map: ReadonlyMap<string, T>, key: string, value: T | null): Map<string, T> {
  const copy = new Map(map);
  if (value === null) copy.delete(key);
  else copy.set(key, value);
  return copy;
}

function applyFile(files: Map<string, FileText>, change: Extract<Change, { kind: 'file' }>): void {
  const uri = normalizeUri(change.uri);
  if (change.text === null) {
    files.delete(uri);
    return;
  }
  const text = change.text.startsWith('\uFEFF') ? change.text.slice(1) : change.text;
  const known = files.get(uri);
  if (known?.text === text && known.version === change.version) return;
  files.set(uri, { uri, text, version: change.version });
}

export function fileAt(snapshot: Snapshot, uri: string): FileText | undefined {
  return snapshot.files.get(uri) ?? snapshot.files.get(normalizeUri(uri));
}

/**
 * The chart that a values file names, else the nearest folder at or above the file that holds a Chart.yaml, else the chart
 * with a values set that names it; undefined: the file belongs to no chart.
 */
export function chartFolderOf(snapshot: Snapshot, uri: string): string | undefined {
  let known = folders.get(snapshot);
  if (known === undefined) folders.set(snapshot, (known = new Map()));
  let folder = known.get(uri);
  if (folder === undefined) known.set(uri, (folder = findChartFolder(snapshot, normalizeUri(uri)) ?? ''));
  return folder === '' ? undefined : folder;
}

/** By snapshot and URI; empty for none. One request asks many times, and taking URIs apart costs. */
const folders = new WeakMap<Snapshot, Map<string, string>>();

function findChartFolder(snapshot: Snapshot, uri: string): string | undefined {
  return placedChartFolder(snapshot, uri) ?? chartBySets(snapshot, uri);
}

/** The chart that the file names or lies in, whatever sets say of it. `uri` is normalized. */
export function placedChartFolder(snapshot: Snapshot, uri: string): string | undefined {
  const bound = snapshot.bound.size === 0 ? undefined : snapshot.bound.get(uri)?.folder;
  if (bound !== undefined && snapshot.files.has(joinUri(bound, 'Chart.yaml'))) return bound;
  for (let folder = parentUri(uri); folder !== undefined; folder = parentUri(folder)) {
    if (snapshot.files.has(joinUri(folder, 'Chart.yaml'))) return folder;
  }
  return undefined;
}

export { rootChartFolder } from './root-chart.ts';

/** The files below a folder, by URI order. */
export function filesBelow(snapshot: Snapshot, folder: string): FileText[] {
  const prefix = `${normalizeUri(folder)}/`;
  const out: FileText[] = [];
  for (const file of snapshot.files.values()) if (file.uri.startsWith(prefix)) out.push(file);
  return out.sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0));
}

/** Values files outside of the chart's folder that are its own: those that name it, and those that its sets name, by URI. */
export function boundFiles(snapshot: Snapshot, folder: string): FileText[] {
  const uris = [...snapshot.bound].filter(([, bound]) => bound.folder === folder).map(([uri]) => uri);
  const all = new Set([...uris.sort(), ...claimedElsewhere(snapshot, folder)]);
  return [...all].flatMap((uri) => snapshot.files.get(uri) ?? []);
}

/** What a file is inside its chart. */
export type FileRole = 'template' | 'values' | 'chart' | 'schema' | 'crd' | 'other';

/** The role of a file of the chart in the folder; what its values sets name is a values file, whatever it is called. */
export function roleIn(snapshot: Snapshot, chartFolder: string, uri: string): FileRole {
  const role = roleOf(chartFolder, uri);
  return role === 'other' && chartBySets(snapshot, normalizeUri(uri)) === chartFolder ? 'values' : role;
}

/** The role of a file by its path below its chart's folder: Helm's routing, and values files by their usual names. */
export function roleOf(chartFolder: string, uri: string): FileRole {
  const path = relativeUri(chartFolder, uri);
  // Only a values file can belong to a chart that it does not lie in.
  if (path === undefined) return 'values';
  if (path === 'Chart.yaml') return 'chart';
  if (path === 'values.schema.json') return 'schema';
  if (path.startsWith('templates/')) return 'template';
  if (path.startsWith('crds/')) return 'crd';
  return isValuesPath(path) ? 'values' : 'other';
}

/** `values.yaml`, `values-prod.yaml`, `ci/small-values.yaml`. */
function isValuesPath(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!/\.ya?ml$/.test(name)) return false;
  if (/^values([-._].*)?\.ya?ml$/.test(name))
    return !path.includes('/') || path.startsWith('values/') || path.startsWith('ci/');
  return path.startsWith('ci/') && /-?values\.ya?ml$/.test(name);
}
