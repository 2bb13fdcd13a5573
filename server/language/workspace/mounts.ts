// What a chart's charts/ would hold after `helm dependency build` and does not: charts elsewhere in the workspace that are
// named by file://, and packed charts of Helm's own cache. They are seen as if they lay there, and stay where they are.

import { archivePlace, isArchived } from './archives.ts';
import { type ChartIndex, chartIndex, type Declared, hasInside, type IndexedChart } from './chart-index.ts';
import { type FileText, filesBelow, type Snapshot } from './snapshot.ts';
import { baseNameOf, joinUri, normalizeUri, parentUri, relativeUri } from './uri.ts';

export interface Mount {
  /** Where it is seen, from the root chart's folder: `charts/common`; a packed chart with its file name. */
  readonly path: string;
  /** URI of the folder where it lies, or of the packed chart. */
  readonly source: string;
  readonly isPacked: boolean;
  /** Folder of the chart that names it. */
  readonly user: string;
  readonly declared: Declared;
}

/** Deeper or more of them than any release has: charts that name each other. */
const DEEPEST = 16;
const MOST = 200;

const known = new WeakMap<ChartIndex, { readonly cached: Snapshot['cached']; readonly roots: Map<string, Mount[]> }>();

/** What is mounted into the root chart, and into what is mounted; parents first. */
export function mountsOf(snapshot: Snapshot, root: string): readonly Mount[] {
  const index = chartIndex(snapshot);
  let all = known.get(index);
  if (all?.cached !== snapshot.cached) known.set(index, (all = { cached: snapshot.cached, roots: new Map() }));
  let mounts = all.roots.get(root);
  if (mounts === undefined) all.roots.set(root, (mounts = collect(snapshot, index, root)));
  return mounts;
}

function collect(snapshot: Snapshot, index: ChartIndex, root: string): Mount[] {
  const out: Mount[] = [];
  const visit = (folder: string, path: string, trail: readonly string[]) => {
    const chart = index.get(folder);
    if (chart === undefined || trail.includes(folder) || trail.length > DEEPEST) return;
    const way = [...trail, folder];
    for (const dependency of absentOf(index, chart)) {
      const mount = mountOf(snapshot, index, folder, dependency, path);
      if (mount === undefined || way.some((other) => isIn(other, mount.source)) || out.length >= MOST) continue;
      out.push(mount);
      visit(mount.source, `${mount.path}/`, way);
    }
    for (const sub of chart.inside) visit(sub, `${path}charts/${baseNameOf(sub)}/`, way);
  };
  visit(root, '', []);
  return out;
}

/** What the chart names and does not have, each once. */
function absentOf(index: ChartIndex, chart: IndexedChart): Declared[] {
  const names = new Set<string>();
  return chart.declared.filter(({ name }) => {
    if (!/^[\w.-]+$/.test(name) || names.has(name) || hasInside(index, chart, name)) return false;
    return names.add(name);
  });
}

function mountOf(
  snapshot: Snapshot,
  index: ChartIndex,
  user: string,
  declared: Declared,
  path: string,
): Mount | undefined {
  const folder = localFolder(user, declared.repository);
  const base = { user, declared };
  if (folder !== undefined) {
    if (index.get(folder)?.name !== declared.name) return undefined;
    // A folder that is there and is no chart is told by what is wrong with it.
    if (filesBelow(snapshot, joinUri(user, `charts/${declared.name}`)).length > 0) return undefined;
    return { ...base, path: `${path}charts/${declared.name}`, source: folder, isPacked: false };
  }
  const name = archiveName(index.get(user) as IndexedChart, declared);
  const source = name && snapshot.cached.get(name);
  return source && snapshot.files.has(source)
    ? { ...base, path: `${path}charts/${name}`, source, isPacked: true }
    : undefined;
}

/** The folder that `file://…` names, from the chart's folder; undefined for any other repository. */
export function localFolder(chart: string, repository: string): string | undefined {
  if (!repository.startsWith('file://')) return undefined;
  const path = repository.slice('file://'.length);
  return normalizeUri(joinUri(path.startsWith('/') ? topOf(chart) : chart, path));
}

function topOf(uri: string): string {
  const up = parentUri(uri);
  return up === undefined ? uri : topOf(up);
}

/** What the packed chart is called whose version is certain: by the lock, or since only one version would do. */
function archiveName(chart: IndexedChart, { name, version }: Declared): string | undefined {
  const exact = chart.locked.get(name) ?? version;
  return /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(exact) ? `${name}-${exact}.tgz` : undefined;
}

function isIn(uri: string, folder: string): boolean {
  return uri === folder || uri.startsWith(`${folder}/`);
}

/** The mount that holds the file. */
export function mountAround(snapshot: Snapshot, root: string, uri: string): Mount | undefined {
  return mountsOf(snapshot, root).find(({ source }) => isIn(uri, source));
}

/** The files of a root chart with those that are mounted into it, by URI order in each; packed ones are files themselves. */
export function filesOfRelease(snapshot: Snapshot, root: string): FileText[] {
  const folders = mountsOf(snapshot, root).filter(({ source }) => !isIn(source, root));
  if (folders.length === 0) return filesBelow(snapshot, root);
  const more = [...new Set(folders.map(({ source }) => source))].flatMap((source) => {
    const file = snapshot.files.get(source);
    return file ? [file] : filesBelow(snapshot, source);
  });
  return [...new Set([...filesBelow(snapshot, root), ...more])];
}

/** The file's path as Helm would see it below the root; undefined when it is no part of it. */
export function pathInRelease(snapshot: Snapshot, root: string, uri: string): string | undefined {
  const mount = mountAround(snapshot, root, uri);
  if (mount === undefined) return relativeUri(root, uri);
  const path = relativeUri(mount.source, uri);
  return path === '' ? mount.path : `${mount.path}/${path}`;
}

/** Charts that use the chart in `folder` directly: it lies in their charts/, or is mounted there. */
export function usersOf(snapshot: Snapshot, folder: string): readonly string[] {
  const index = chartIndex(snapshot);
  let users = direct.get(index);
  if (users === undefined) direct.set(index, (users = allUsers(index)));
  return users.get(folder) ?? (isArchived(folder) ? usersOfCached(snapshot, index, folder) : []);
}

/** Of a packed chart of Helm's cache, those that lack it. */
function usersOfCached(snapshot: Snapshot, index: ChartIndex, folder: string): string[] {
  const archive = archivePlace(folder)?.archive ?? '';
  const name = baseNameOf(archive);
  if (snapshot.cached.get(name) !== archive) return [];
  const users = [...index.values()].filter((chart) =>
    absentOf(index, chart).some((one) => archiveName(chart, one) === name && !one.repository.startsWith('file://')),
  );
  return users.map((chart) => chart.folder).filter((user) => user !== folder);
}

const direct = new WeakMap<ChartIndex, ReadonlyMap<string, readonly string[]>>();

function allUsers(index: ChartIndex): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const chart of index.values()) {
    const mounted = absentOf(index, chart).flatMap(({ name, repository }) => {
      const folder = localFolder(chart.folder, repository);
      const isIt = folder !== undefined && index.get(folder)?.name === name && !isIn(chart.folder, folder);
      return isIt ? [folder] : [];
    });
    for (const used of [...chart.inside, ...chart.unpacked, ...mounted]) {
      const list = users.get(used);
      if (list) list.push(chart.folder);
      else users.set(used, [chart.folder]);
    }
  }
  return users;
}

/** What is named by file://, is not in charts/, and would be mounted once it is known: folders, by the charts in `roots`. */
export function mountable(snapshot: Snapshot, root: string): readonly string[] {
  const index = chartIndex(snapshot);
  const folders = [root, ...mountsOf(snapshot, root).map(({ source }) => source)];
  const charts = folders.flatMap((folder) => [...subtree(index, folder)]);
  const named = charts.flatMap((chart) =>
    absentOf(index, chart).flatMap(({ repository }) => localFolder(chart.folder, repository) ?? []),
  );
  return [...new Set(named)];
}

/** Packed charts, by file name, that would be mounted if Helm's cache has them. */
export function cacheable(snapshot: Snapshot, root: string): readonly string[] {
  const index = chartIndex(snapshot);
  const folders = [root, ...mountsOf(snapshot, root).map(({ source }) => source)];
  const charts = folders.flatMap((folder) => [...subtree(index, folder)]);
  return charts.flatMap((chart) =>
    absentOf(index, chart).flatMap((dependency) => {
      const isElsewhere = dependency.repository !== '' && !dependency.repository.startsWith('file://');
      return (isElsewhere && archiveName(chart, dependency)) || [];
    }),
  );
}

function* subtree(index: ChartIndex, folder: string): Iterable<IndexedChart> {
  const chart = index.get(folder);
  if (chart === undefined) return;
  yield chart;
  for (const sub of chart.inside) yield* subtree(index, sub);
}
