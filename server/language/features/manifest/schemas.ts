// The schemas that a file of manifests is seen under: its chart's when it lies in one, else those of the workspace.

import { type SchemaLookup, schemaLookup } from '../../schema/kubernetes/lookup.ts';
import { chartFolderOf, rootChartFolder, type Snapshot } from '../../workspace/snapshot.ts';

export function lookupOf(snapshot: Snapshot, uri: string): SchemaLookup {
  const folder = chartFolderOf(snapshot, uri);
  return schemaLookup(snapshot, folder === undefined ? undefined : rootChartFolder(snapshot, folder));
}
