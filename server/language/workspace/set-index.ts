// Which values files belong to which chart since a values set names them: the active set of a chart, or one of the settings'.

import type { Settings, ValuesSet } from '#protocol';
import { type ChartIndex, chartIndex } from './chart-index.ts';
import { type FileNames, fileNames } from './file-names.ts';
import { usersOf } from './mounts.ts';
import { uriSetsOf } from './named-sets.ts';
import { placedChartFolder, roleOf, type Snapshot } from './snapshot.ts';
import { parentUri } from './uri.ts';
import { underSet, valuesFileUri } from './values-set.ts';

/** What values sets say of the files that are known. */
export interface SetIndex {
  /** Folders of the charts by URI of the file: files of no chart, and those of the chart that usually are no values. */
  readonly claims: ReadonlyMap<string, string>;
  /** The files that patterns of a chart's sets may fit, by URI: its own and those of no chart. */
  readonly candidatesOf: (root: string) => readonly string[];
  /** What was worked out of a chart's named sets; good as long as this is. */
  readonly named: Map<string, readonly NamedUris[]>;
}

/** A set of the settings with the files that it has for a chart, by URI. */
export interface NamedUris {
  readonly name: string;
  readonly uris: readonly string[];
}

/** The chart whose sets name the file; of several the one that it was picked for, else the nearest, else the first by path. */
export function chartBySets(snapshot: Snapshot, uri: string): string | undefined {
  return saysNothing(snapshot) ? undefined : setIndex(snapshot).claims.get(uri);
}

/** Files outside of the chart's folder that are its values files since sets name them, by URI. */
export function claimedElsewhere(snapshot: Snapshot, folder: string): string[] {
  if (saysNothing(snapshot)) return [];
  const own = [...setIndex(snapshot).claims].filter(
    ([uri, chart]) => chart === folder && !uri.startsWith(`${folder}/`),
  );
  return own.map(([uri]) => uri).sort();
}

/** A snapshot under one chart's set has lost the sets of the others: what it is made from tells which files they name. */
export function isMadeFrom(under: Snapshot, snapshot: Snapshot): void {
  origins.set(under, origins.get(snapshot) ?? snapshot);
}

const origins = new WeakMap<Snapshot, Snapshot>();

function saysNothing(given: Snapshot): boolean {
  const { settings, sets } = origins.get(given) ?? given;
  if (settings.valuesFiles.length > 0) return false;
  for (const set of sets.values()) if ((set.valuesFiles ?? []).length > 0) return false;
  for (const _ in settings.valuesSets) return false;
  return true;
}

/** Everything that the index is made of. */
interface Ground {
  readonly charts: ChartIndex;
  readonly settings: Settings;
  readonly sets: readonly (string | ValuesSet)[];
  readonly bound: readonly string[];
  readonly names: FileNames;
}

const bySnapshot = new WeakMap<Snapshot, SetIndex>();
let last: { readonly ground: Ground; readonly index: SetIndex } | undefined;

/** The same object while no file comes or goes, and no set changes. */
export function setIndex(given: Snapshot): SetIndex {
  const snapshot = origins.get(given) ?? given;
  let index = bySnapshot.get(snapshot);
  if (index === undefined) {
    const ground = groundOf(snapshot);
    if (last === undefined || !isSame(last.ground, ground)) last = { ground, index: build(snapshot, ground) };
    bySnapshot.set(snapshot, (index = last.index));
  }
  return index;
}

function groundOf(snapshot: Snapshot): Ground {
  return {
    charts: chartIndex(snapshot),
    settings: snapshot.settings,
    sets: [...snapshot.sets].flat(),
    bound: [...snapshot.bound].map(([uri, { folder }]) => `${uri} ${folder ?? ''}`),
    names: fileNames(snapshot),
  };
}

const MAY_BE_VALUES = /\.(?:ya?ml|json)$/;

function isSame(a: Ground, b: Ground): boolean {
  const isAlike = (x: readonly unknown[], y: readonly unknown[]) =>
    x.length === y.length && x.every((value, i) => value === y[i]);
  if (a.charts !== b.charts || a.settings !== b.settings || a.names !== b.names) return false;
  return isAlike(a.sets, b.sets) && isAlike(a.bound, b.bound);
}

function build(snapshot: Snapshot, { charts, names }: Ground): SetIndex {
  const byChart = new Map<string, string[]>();
  for (const uri of names.uris) {
    if (!MAY_BE_VALUES.test(uri)) continue;
    const folder = placedChartFolder(snapshot, uri) ?? '';
    const list = byChart.get(folder);
    if (list) list.push(uri);
    else byChart.set(folder, [uri]);
  }
  const candidatesOf = (root: string) => [...(byChart.get(root) ?? []), ...(byChart.get('') ?? [])];
  const claims = new Map<string, string>();
  const index: SetIndex = { claims, candidatesOf, named: new Map() };
  const roots = [...charts.keys()].filter(
    (folder) => snapshot.sets.has(folder) || usersOf(snapshot, folder).length === 0,
  );
  const claim = (uri: string, root: string) => {
    const placed = placedChartFolder(snapshot, uri);
    const isFree = placed === undefined || (placed === root && roleOf(root, uri) === 'other');
    if (isFree && !claims.has(uri)) claims.set(uri, root);
  };
  for (const root of roots.sort()) {
    for (const name of underSet(snapshot, root).settings.valuesFiles) claim(valuesFileUri(root, name), root);
  }
  const named = roots.flatMap((root) =>
    uriSetsOf(snapshot, index, root).flatMap((set) =>
      set.uris.map((uri) => ({ root, uri, near: nearness(root, uri) })),
    ),
  );
  for (const { root, uri } of named.sort((a, b) => b.near - a.near)) claim(uri, root);
  return index;
}

/** The more of their folders they share, the nearer they are. */
export function nearness(root: string, uri: string): number {
  let at = parentUri(uri);
  while (at !== undefined && root !== at && !root.startsWith(`${at}/`)) at = parentUri(at);
  return at?.length ?? 0;
}
