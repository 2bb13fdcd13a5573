// Finds the chart that a values file names: by its path, else by name and version among the charts of the workspace.

import {
  compareVersions,
  parseConstraint,
  parseVersion,
  satisfies,
  type Version,
} from '#engine/functions/semver-core.ts';
import { fromBytes } from '#engine/text/bytes.ts';
import { GoError } from '#engine/values/errors.ts';
import { chartHead } from '#language/symbols/charts.ts';
import type { ChartReference, NamedChart } from '#language/workspace/binding.ts';
import { joinUri, parentUri } from '#language/workspace/uri.ts';
import { packedChart } from './archives.ts';
import type { Within } from './host.ts';
import type { World } from './world.ts';

export interface ChartSearch {
  /** Archives are folders in it. */
  readonly world: World;
  /** Folders of the workspace, which are looked through for names. */
  readonly folders: readonly string[];
  readonly within: Within;
  /** Further archives that may hold a named chart (Helm's cache), by URI. */
  readonly archives?: (chart: NamedChart) => Promise<readonly string[]>;
}

/** Deeper or more folders than a workspace that is looked through for this. */
const DEEPEST = 8;
const MOST_FOLDERS = 3000;
const SKIPPED = /^(?:\..*|node_modules|templates|crds|files)$/;

/** The chart's folder, which may stand for an archive; undefined when there is none. `from` is the file that names it. */
export async function findChart(
  search: ChartSearch,
  { path, chart }: ChartReference,
  from: string,
): Promise<string | undefined> {
  const byPath = path === undefined ? undefined : await atPath(search, path, from);
  return byPath ?? (chart && (await byName(search, chart)));
}

async function atPath(
  { world, folders, within }: ChartSearch,
  path: string,
  from: string,
): Promise<string | undefined> {
  for (const uri of placesFor(path, from, folders)) {
    const found = /\.tgz$/i.test(path)
      ? await packedChart(world, uri, within)
      : (await world.read(joinUri(uri, 'Chart.yaml'), within)) && joinUri(uri, '');
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A path begins at the file that names it, or at a folder of the workspace. */
function placesFor(path: string, from: string, folders: readonly string[]): string[] {
  if (path.startsWith('file:')) return [path];
  if (/^(?:\/|[A-Za-z]:\/)/.test(path)) return [joinUri(topOf(from), path)];
  return [parentUri(from) ?? from, ...folders].map((folder) => joinUri(folder, path));
}

function topOf(uri: string): string {
  let top = uri;
  for (let up = parentUri(uri); up !== undefined; up = parentUri(up)) top = up;
  return top;
}

interface Candidate {
  readonly folder: string;
  readonly version: string;
}

/** Of several the latest that fits; a folder before an archive of the same version. */
async function byName(search: ChartSearch, chart: NamedChart): Promise<string | undefined> {
  const found: Candidate[] = [];
  for await (const uri of chartFiles(search)) {
    const candidate = await candidateAt(search, uri, chart.name);
    if (candidate && fits(candidate.version, chart.version)) found.push(candidate);
  }
  for (const uri of found.length > 0 ? [] : ((await search.archives?.(chart)) ?? [])) {
    const candidate = await candidateAt(search, uri, chart.name);
    if (candidate && fits(candidate.version, chart.version)) found.push(candidate);
  }
  return found.reduce<Candidate | undefined>((best, one) => (best && !isLater(one, best) ? best : one), undefined)
    ?.folder;
}

/** Every Chart.yaml and .tgz below the workspace's folders; what lies inside a chart is a part of it. */
async function* chartFiles({ world, folders, within }: ChartSearch): AsyncIterable<string> {
  let level = [...folders];
  let seen = 0;
  for (let depth = 0; depth < DEEPEST && level.length > 0 && seen < MOST_FOLDERS; depth++) {
    const next: string[] = [];
    for (const folder of level.slice(0, MOST_FOLDERS - seen)) {
      seen++;
      const entries = await world.list(folder, within);
      const isChart = entries.some(({ name, type }) => name === 'Chart.yaml' && type === 'file');
      if (isChart) yield joinUri(folder, 'Chart.yaml');
      for (const { name, type } of entries) {
        if (type === 'directory' && !SKIPPED.test(name) && !(isChart && name === 'charts'))
          next.push(joinUri(folder, name));
        else if (type === 'file' && !isChart && /\.tgz$/i.test(name)) yield joinUri(folder, name);
      }
    }
    level = next;
  }
}

async function candidateAt({ world, within }: ChartSearch, uri: string, name: string): Promise<Candidate | undefined> {
  const isArchive = /\.tgz$/i.test(uri);
  // An archive is called after its chart; unpacking all of them to find out would take long.
  if (isArchive && !uri.slice(uri.lastIndexOf('/') + 1).startsWith(`${encodeURIComponent(name)}-`)) return undefined;
  const folder = isArchive ? await packedChart(world, uri, within) : parentUri(uri);
  const bytes = folder && (await world.read(joinUri(folder, 'Chart.yaml'), within));
  if (folder === undefined || !bytes) return undefined;
  const head = chartHead({ uri: joinUri(folder, 'Chart.yaml'), text: fromBytes(bytes), version: undefined });
  return head.name === name ? { folder, version: head.version } : undefined;
}

/** A version as it is written, or a range of Helm's. */
function fits(version: string, wanted: string): boolean {
  if (wanted === '' || version === wanted || `v${version}` === wanted || version === `v${wanted}`) return true;
  const parsed = versionOf(version);
  try {
    return parsed !== undefined && !isExact(wanted) && satisfies(parseConstraint(wanted), parsed);
  } catch (error) {
    if (error instanceof GoError) return false;
    throw error;
  }
}

/** `1.15.0` is that version and no range: a release of the same numbers with another suffix is another chart. */
function isExact(wanted: string): boolean {
  return /^v?\d+\.\d+\.\d+/.test(wanted) && !/[\s,|]/.test(wanted);
}

function isLater(one: Candidate, other: Candidate): boolean {
  const [a, b] = [versionOf(one.version), versionOf(other.version)];
  return a !== undefined && (b === undefined || compareVersions(a, b) > 0);
}

function versionOf(text: string): Version | undefined {
  try {
    return parseVersion(text);
  } catch (error) {
    if (error instanceof GoError) return undefined;
    throw error;
  }
}
