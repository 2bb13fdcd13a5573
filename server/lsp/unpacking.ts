// Packed subcharts as files of the snapshot: what comes, changes or goes together with an archive.

import type { FastUnpacking } from '#engine/chart/archive.ts';
import { archiveFolder, archivePlace, filesOfArchive, isPackedSubchart } from '#language/workspace/archives.ts';
import { type Change, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { joinUri, normalizeUri } from '#language/workspace/uri.ts';

type FileChange = Extract<Change, { kind: 'file' }>;

/** Characters of unpacked text that are kept for one archive; no chart that is written down has as many. */
const MOST_KEPT = 48 * 1024 * 1024;

/** The packed subcharts among the changes whose text is another than the snapshot's: those to unpack, or to forget. */
export function archivesAmong(snapshot: Snapshot, changes: readonly Change[]): FileChange[] {
  const cached = new Set(changes.flatMap((change) => (change.kind === 'cached' && change.uri) || []));
  return changes.filter((change): change is FileChange => {
    if (change.kind !== 'file' || !change.uri.endsWith('.tgz')) return false;
    if (!isPackedSubchart(change.uri) && !cached.has(change.uri)) return false;
    const isThere = isUnpacked(snapshot, change.uri);
    return change.text === null ? isThere : !isThere || fileAt(snapshot, change.uri)?.text !== change.text;
  });
}

/** Whether the archive's files are in the snapshot. */
export function isUnpacked(snapshot: Snapshot, archive: string): boolean {
  return snapshot.files.has(joinUri(archiveFolder(archive), 'Chart.yaml'));
}

/** The archive's files as changes, and without those that it had before and has no more; what is no chart has none. */
export function unpacked(snapshot: Snapshot, { uri, text }: FileChange, fast: FastUnpacking | undefined): FileChange[] {
  const folder = archiveFolder(uri);
  const files = text === null ? [] : filesOfArchive(normalizeUri(uri), text, fast);
  const size = files.reduce((sum, file) => sum + file.text.length, 0);
  const isChart = size <= MOST_KEPT && files.some((file) => file.uri === joinUri(folder, 'Chart.yaml'));
  const kept = isChart ? files : [];
  const now = new Set(kept.map((file) => file.uri));
  const gone = isUnpacked(snapshot, uri) ? below(snapshot, folder).filter((known) => !now.has(known)) : [];
  return [
    ...kept.map((file): FileChange => ({ kind: 'file', ...file, isUnpacked: true })),
    ...gone.map((known): FileChange => ({ kind: 'file', uri: known, text: null })),
  ];
}

/** Files of the archive, and of those that are packed in it. */
function below(snapshot: Snapshot, folder: string): string[] {
  const archive = archivePlace(folder)?.archive;
  const isOf = (uri: string) => {
    for (let place = archivePlace(uri); place !== undefined; place = archivePlace(place.archive))
      if (place.archive === archive) return true;
    return false;
  };
  return [...snapshot.files.keys()].filter(isOf);
}
