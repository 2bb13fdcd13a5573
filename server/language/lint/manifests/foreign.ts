// Which files of a release nobody edits here: packed charts, and charts that were fetched into charts/.

import { type ChartNode, chartTreeUnder } from '../../symbols/charts.ts';
import { isArchived } from '../../workspace/archives.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import type { IsForeign } from './carry.ts';

/** A subchart that merely lies in charts/, or is named by a path, is the workspace's own; one of a repository was fetched. */
export function foreignFiles(snapshot: Snapshot, root: string): IsForeign {
  const fetched = chartTreeUnder(snapshot, root)
    .charts.filter(({ uses, parent }) => parent !== undefined && uses.some(isOfRepository))
    .map(({ folder }) => `${folder}/`);
  return (uri) =>
    isArchived(uri) || fileAt(snapshot, uri) === undefined || fetched.some((folder) => uri.startsWith(folder));
}

function isOfRepository({ repository }: ChartNode['uses'][number]): boolean {
  return repository !== '' && !repository.startsWith('file://');
}
