// The charts that a dependency may name, with their versions: of the workspace, in charts/, locked, or in Helm's cached repositories.

import { compareVersions, parseVersion, type Version } from '#engine/functions/semver-core.ts';
import { isArchived } from '../workspace/archives.ts';
import { type ChartIndex, chartIndex, type IndexedChart } from '../workspace/chart-index.ts';
import { type OfferedChart, WORKSPACE } from '../workspace/offers.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { joinUri, relativeUri } from '../workspace/uri.ts';

export interface Offer {
  /** Empty: nobody says. */
  readonly version: string;
  /** Whose word it is, for readers: `the workspace`, `charts/`, `Chart.lock`, `repository bitnami`. */
  readonly from: string;
  /** What `repository` says of it: an address, `@name`, `file://…`; undefined: nobody knows. */
  readonly repository: string | undefined;
  readonly description: string;
}

/** The names that a dependency of the chart in `folder` may have. */
export function offeredNames(snapshot: Snapshot, folder: string): string[] {
  const names = new Set<string>(localOffers(snapshot, folder).keys());
  for (const charts of snapshot.offers.values()) for (const { name } of charts) names.add(name);
  names.delete(chartIndex(snapshot).get(folder)?.name ?? '');
  return [...names].sort();
}

/** Who offers a chart of this name to the one in `folder`, the latest version first; of each repository at most `most` versions. */
export function offersOf(snapshot: Snapshot, folder: string, name: string, most = Number.POSITIVE_INFINITY): Offer[] {
  const out: Offer[] = [...(localOffers(snapshot, folder).get(name) ?? [])];
  for (const [by, charts] of snapshot.offers) {
    for (const { versions: all, description, folder: place } of byName(charts).get(name) ?? []) {
      const isLocal = by === WORKSPACE;
      if (place === folder) continue;
      const repository = isLocal ? place && fileAddress(folder, place) : `@${by}`;
      const from = isLocal ? 'the workspace' : `repository ${by}`;
      for (const version of all.length > 0 ? all.slice(0, most) : [''])
        out.push({ version, from, repository, description });
    }
  }
  const seen = new Set<string>();
  const distinct = out.filter(({ version, from }) => !seen.has(`${version} ${from}`) && seen.add(`${version} ${from}`));
  return distinct.sort((a, b) => compareTexts(b.version, a.version));
}

const named = new WeakMap<readonly OfferedChart[], ReadonlyMap<string, readonly OfferedChart[]>>();

function byName(charts: readonly OfferedChart[]): ReadonlyMap<string, readonly OfferedChart[]> {
  let map = named.get(charts);
  if (map === undefined) {
    const grown = new Map<string, OfferedChart[]>();
    for (const chart of charts) grown.set(chart.name, [...(grown.get(chart.name) ?? []), chart]);
    named.set(charts, (map = grown));
  }
  return map;
}

/** Addresses that dependencies of known charts name, those of one dependency's name first, each once. */
export function knownRepositories(snapshot: Snapshot, name: string): string[] {
  const declared = [...chartIndex(snapshot).values()].flatMap((chart) => chart.declared);
  const addresses = (all: typeof declared) =>
    all.map(({ repository }) => repository).filter((address) => /^(?:(?:https?|oci):\/\/.|@.|alias:.)/.test(address));
  return [...new Set([...addresses(declared.filter((one) => one.name === name)), ...addresses(declared)])];
}

const memo = new WeakMap<ChartIndex, Map<string, ReadonlyMap<string, readonly Offer[]>>>();

/** Of charts whose files are known: those of the workspace, and what lies in charts/ and in locks. */
function localOffers(snapshot: Snapshot, folder: string): ReadonlyMap<string, readonly Offer[]> {
  const index = chartIndex(snapshot);
  let byFolder = memo.get(index);
  if (byFolder === undefined) memo.set(index, (byFolder = new Map()));
  let offers = byFolder.get(folder);
  if (offers === undefined) {
    const grown = new Map<string, Offer[]>();
    for (const chart of index.values())
      for (const [name, offer] of offersFrom(chart, folder)) grown.set(name, [...(grown.get(name) ?? []), offer]);
    byFolder.set(folder, (offers = grown));
  }
  return offers;
}

function offersFrom(chart: IndexedChart, folder: string): [string, Offer][] {
  const out: [string, Offer][] = [];
  const isOwn = chart.folder === folder;
  const declared = new Map(chart.declared.map(({ name, repository }) => [name, repository]));
  const isSubchart = isArchived(chart.folder) || /\/charts\/[^/]+$/.test(chart.folder);
  if (chart.folder.startsWith(`${folder}/charts/`)) out.push([chart.name, inCharts(chart.version)]);
  else if (!isOwn && !isSubchart) {
    const repository = fileAddress(folder, chart.folder);
    out.push([chart.name, { version: chart.version, from: 'the workspace', repository, description: '' }]);
  }
  for (const file of chart.packed) {
    const [, name = '', version = ''] = /^(.+?)-(v?\d+\.\d+.*)\.tgz$/.exec(file) ?? [];
    const repository = declared.get(name) || undefined;
    out.push([
      name,
      isOwn ? inCharts(version) : { ...inCharts(version), repository, from: 'charts/ of another chart' },
    ]);
  }
  for (const [name, version] of chart.locked)
    out.push([name, { version, from: 'Chart.lock', repository: declared.get(name) || undefined, description: '' }]);
  return out.filter(([name]) => name !== '');
}

function inCharts(version: string): Offer {
  return { version, from: 'charts/', repository: undefined, description: '' };
}

/** `file://../lib`: how a dependency names a folder beside its own. */
function fileAddress(folder: string, other: string): string | undefined {
  let up = '';
  for (let from: string = folder; ; from = joinUri(from, '..'), up += '../') {
    const path = relativeUri(from, other);
    if (path !== undefined) return `file://${up === '' ? './' : up}${path}`;
    if (up.length > MAX_UP * 3 || joinUri(from, '..') === from) return undefined;
  }
}

const MAX_UP = 12;

/** By precedence; what is no version comes behind all that are. */
function compareTexts(a: string, b: string): number {
  const [first, second] = [versionOf(a), versionOf(b)];
  if (first && second) return compareVersions(first, second);
  return first ? 1 : second ? -1 : 0;
}

const versions = new Map<string, Version | undefined>();

function versionOf(text: string): Version | undefined {
  if (versions.size > MAX_VERSIONS) versions.clear();
  if (!versions.has(text)) versions.set(text, parsed(text));
  return versions.get(text);
}

const MAX_VERSIONS = 100_000;

function parsed(text: string): Version | undefined {
  try {
    return parseVersion(text);
  } catch {
    return undefined;
  }
}

/** The latest version that is no pre-release, else the latest; undefined: none is known. */
export function latestVersion(offers: readonly Offer[]): string | undefined {
  const known = offers.filter(({ version }) => versionOf(version) !== undefined);
  return (known.find(({ version }) => versionOf(version)?.prerelease === '') ?? known[0])?.version;
}
