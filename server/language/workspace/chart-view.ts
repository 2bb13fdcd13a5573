// One chart of the workspace as the engine loads it, memoized by the very texts it is made of.

import type { Chart, SourceFile } from '#engine/chart/chart.ts';
import { applyIgnore } from '#engine/chart/helmignore.ts';
import { type LoadError, loadChart } from '#engine/chart/load.ts';
import { PROFILES, type Profile } from '#engine/chart/profile.ts';
import { filesOfRelease, type Mount, mountsOf } from './mounts.ts';
import { type FileText, fileAt, filesBelow, type Snapshot } from './snapshot.ts';
import { relativeUri } from './uri.ts';

export interface ChartView {
  /** Folder URI. */
  readonly folder: string;
  readonly profile: Profile;
  /** Undefined when Chart.yaml is missing or unreadable; `errors` say why. */
  readonly chart: Chart | undefined;
  readonly errors: readonly LoadError[];
  readonly warnings: readonly string[];
}

interface Entry {
  readonly files: readonly FileText[];
  readonly mounts: readonly Mount[];
  readonly view: ChartView;
}

/** Far more than any public umbrella chart holds, and less than an editor's memory. */
const MOST_UNPACKED = 256 * 1024 * 1024;

/** The last view of each folder; a view is good while all its files are the same objects. */
const views = new Map<string, Entry>();
const sources = new WeakMap<FileText, Map<string, SourceFile>>();

/** The chart in `folder`, loaded tolerantly from the snapshot's texts, open ones included. */
export function chartView(snapshot: Snapshot, folder: string): ChartView {
  const profile = PROFILES[snapshot.settings.helmVersion === '3' ? 3 : 4];
  const files = filesOfRelease(snapshot, folder);
  const mounts = mountsOf(snapshot, folder);
  const known = views.get(folder);
  const isSame = known?.view.profile === profile && known.mounts === mounts && sameItems(known.files, files);
  if (isSame) return known.view;
  const own = filesBelow(snapshot, folder).map((file) => sourceOf(file, relativeUri(folder, file.uri) ?? ''));
  const mounted = mounts.flatMap((mount) => mountedSources(snapshot, mount, profile));
  const view = load(folder, profile, own, mounted);
  views.set(folder, { files, mounts, view });
  return view;
}

/** What `helm dependency build` would pack: the folder's files without those that its own .helmignore leaves out. */
function mountedSources(snapshot: Snapshot, { source, path, isPacked }: Mount, { major }: Profile): SourceFile[] {
  const archive = isPacked ? fileAt(snapshot, source) : undefined;
  if (archive) return [sourceOf(archive, path)];
  const own = filesBelow(snapshot, source).map((file) => sourceOf(file, relativeUri(source, file.uri) ?? ''));
  return applyIgnore(own, major).files.map((file) => {
    const text = fileAt(snapshot, file.source);
    return text ? sourceOf(text, `${path}/${file.path}`) : file;
  });
}

function load(
  folder: string,
  profile: Profile,
  files: readonly SourceFile[],
  mounted: readonly SourceFile[],
): ChartView {
  const { chart, errors, warnings } = loadChart(files, {
    profile,
    origins: true,
    tolerant: true,
    unpackedBytes: MOST_UNPACKED,
    mounted,
  });
  return { folder, profile, chart, errors, warnings };
}

/** The same object for the same text and place, so that the loader can memoize by it. */
function sourceOf(file: FileText, path: string): SourceFile {
  let byPath = sources.get(file);
  if (byPath === undefined) {
    byPath = new Map();
    sources.set(file, byPath);
  }
  let source = byPath.get(path);
  if (source === undefined) byPath.set(path, (source = { path, text: file.text, source: file.uri }));
  return source;
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
