// One chart of the workspace as the engine loads it, memoized by the very texts it is made of.

import type { Chart, SourceFile } from '#engine/chart/chart.ts';
import { type LoadError, loadChart } from '#engine/chart/load.ts';
import { PROFILES, type Profile } from '#engine/chart/profile.ts';
import { type FileText, filesBelow, type Snapshot } from './snapshot.ts';
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
  const files = filesBelow(snapshot, folder);
  const known = views.get(folder);
  if (known?.view.profile === profile && sameItems(known.files, files)) return known.view;
  const view = load(folder, profile, files);
  views.set(folder, { files, view });
  return view;
}

function load(folder: string, profile: Profile, files: readonly FileText[]): ChartView {
  const all = files.map((file) => sourceOf(folder, file));
  const { chart, errors, warnings } = loadChart(all, {
    profile,
    origins: true,
    tolerant: true,
    unpackedBytes: MOST_UNPACKED,
  });
  return { folder, profile, chart, errors, warnings };
}

/** The same object for the same text, so that the loader can memoize by it. */
function sourceOf(folder: string, file: FileText): SourceFile {
  let byFolder = sources.get(file);
  if (byFolder === undefined) {
    byFolder = new Map();
    sources.set(file, byFolder);
  }
  let source = byFolder.get(folder);
  if (source === undefined) {
    source = { path: relativeUri(folder, file.uri) ?? '', text: file.text, source: file.uri };
    byFolder.set(folder, source);
  }
  return source;
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
