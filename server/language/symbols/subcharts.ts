// The subcharts of a chart as Helm would load them: folders of charts/, packed ones, those that are seen there, and by which
// entries of Chart.yaml each is used.

import { isCompatible } from '#engine/chart/dependencies.ts';
import { compareBytes } from '#engine/text/bytes.ts';
import { archiveFolder, archivePlace, outermostArchive } from '../workspace/archives.ts';
import { type ChartIndex, chartIndex } from '../workspace/chart-index.ts';
import { filesInFolder } from '../workspace/file-names.ts';
import { mountsOf } from '../workspace/mounts.ts';
import { type FileText, fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { baseNameOf, joinUri } from '../workspace/uri.ts';
import { chartHead, type DependencyHead } from './charts.ts';

export interface Subchart {
  /** Folder URI, which may stand for an archive. */
  readonly folder: string;
  /** All files below the folder. */
  readonly files: readonly FileText[];
  readonly name: string;
  /** The entries of the parent's Chart.yaml that it answers to: each is one use of it, under a name of its own. */
  readonly uses: readonly DependencyHead[];
  /** Entries ask for it, and other charts of the same name answer to all of them: it is no part of the release. */
  readonly isLeftOut: boolean;
}

/** A chart whose subcharts are asked for. */
export interface Holder {
  readonly folder: string;
  /** Of the tree's root. */
  readonly root: string;
  /** The folders of its charts/ that are charts, with the files of each. */
  readonly inner: ReadonlyMap<string, readonly FileText[]>;
}

/** In the order in which Helm loads them. */
export function subchartsOf(snapshot: Snapshot, holder: Holder): Subchart[] {
  const found = [...foundIn(snapshot, holder)].sort((a, b) => compareBytes(a.place, b.place));
  const entries = dependenciesOf(snapshot, holder.folder);
  const charts = found.map(({ folder, files }) => {
    const chartYaml = fileAt(snapshot, joinUri(folder, 'Chart.yaml'));
    const head = chartYaml && chartHead(chartYaml);
    return { folder, files, name: head?.name || baseNameOf(folder), version: head?.version ?? '' };
  });
  const answers = entries.map((entry) => charts.findIndex((chart) => fits(entry, chart)));
  return charts.map(({ folder, files, name, ...chart }, i) => {
    const uses = entries.filter((_, at) => answers[at] === i);
    const isAsked = entries.some((entry) => fits(entry, { name, ...chart }));
    return { folder, files, name, uses, isLeftOut: isAsked && uses.length === 0 };
  });
}

/** What the chart says it is made of; requirements.yaml, where there is one, stands above Chart.yaml. */
export function dependenciesOf(snapshot: Snapshot, folder: string): readonly DependencyHead[] {
  const index = chartIndex(snapshot);
  let byFolder = dependencies.get(index);
  if (byFolder === undefined) dependencies.set(index, (byFolder = new Map()));
  let known = byFolder.get(folder);
  if (known === undefined) byFolder.set(folder, (known = findDependencies(snapshot, folder)));
  return known;
}

/** The index is another one as soon as one of the files says something else. */
const dependencies = new WeakMap<ChartIndex, Map<string, readonly DependencyHead[]>>();

function findDependencies(snapshot: Snapshot, folder: string): readonly DependencyHead[] {
  for (const name of ['requirements.yaml', 'Chart.yaml']) {
    const file = fileAt(snapshot, joinUri(folder, name));
    if (file && chartHead(file).dependencies.length > 0) return chartHead(file).dependencies;
  }
  return [];
}

function fits(entry: DependencyHead, chart: { readonly name: string; readonly version: string }): boolean {
  if (entry.name !== chart.name) return false;
  // What is not written yet fits.
  return entry.version === '' || chart.version === '' || isCompatible(entry.version, chart.version);
}

interface Place {
  readonly folder: string;
  readonly files: readonly FileText[];
  /** The name below charts/. */
  readonly place: string;
}

function* foundIn(snapshot: Snapshot, { folder, root, inner }: Holder): Iterable<Place> {
  for (const [sub, files] of inner)
    if (!/^[_.]/.test(baseNameOf(sub))) yield { folder: sub, files, place: baseNameOf(sub) };
  for (const sub of chartIndex(snapshot).get(folder)?.unpacked ?? []) {
    const place = baseNameOf(archivePlace(sub)?.archive ?? sub);
    yield { folder: sub, files: unpackedFiles(snapshot, sub), place };
  }
  const seen = new Set<string>();
  for (const { user, source, path, isPacked } of mountsOf(snapshot, root)) {
    const sub = isPacked ? archiveFolderOf(snapshot, source) : source;
    if (user !== folder || sub === undefined || seen.has(sub)) continue;
    seen.add(sub);
    const files = isPacked ? unpackedFiles(snapshot, sub) : filesInFolder(snapshot, sub);
    yield { folder: sub, files, place: path.slice(path.lastIndexOf('/') + 1) };
  }
}

function archiveFolderOf(snapshot: Snapshot, archive: string): string | undefined {
  const folder = archiveFolder(archive);
  return snapshot.files.has(joinUri(folder, 'Chart.yaml')) ? folder : undefined;
}

interface Unpacked {
  readonly chartYaml: FileText | undefined;
  readonly files: readonly FileText[];
}

/** By the text of the archive, then by folder. */
const unpacked = new WeakMap<FileText, Map<string, Unpacked>>();

/** The files of a packed chart, the same list while the archive stays what it is. */
function unpackedFiles(snapshot: Snapshot, folder: string): readonly FileText[] {
  const archive = snapshot.files.get(outermostArchive(folder) ?? '');
  if (archive === undefined) return filesInFolder(snapshot, folder);
  let folders = unpacked.get(archive);
  if (folders === undefined) unpacked.set(archive, (folders = new Map()));
  const chartYaml = snapshot.files.get(joinUri(folder, 'Chart.yaml'));
  let known = folders.get(folder);
  // All files of an archive come and go together.
  if (known?.chartYaml !== chartYaml)
    folders.set(folder, (known = { chartYaml, files: filesInFolder(snapshot, folder) }));
  return known?.files ?? [];
}
