// The schemas that a file of manifests is seen under: its chart's when it lies in one, else those of the workspace.

import { documentsOf } from '../../documents/manifest.ts';
import { type SchemaLookup, schemaLookup } from '../../schema/kubernetes/lookup.ts';
import { modelineLookup } from '../../schema/kubernetes/modeline.ts';
import { chartFolderOf, fileAt, rootChartFolder, type Snapshot } from '../../workspace/snapshot.ts';

/** `offset`: in the document that is asked about, which may name a schema in a comment. */
export function lookupOf(snapshot: Snapshot, uri: string, offset: number): SchemaLookup {
  const folder = chartFolderOf(snapshot, uri);
  const lookup = schemaLookup(snapshot, folder === undefined ? undefined : rootChartFolder(snapshot, folder));
  const file = fileAt(snapshot, uri);
  const around = file && documentsOf(file).documents.find(({ start, end }) => start <= offset && offset <= end);
  return (file && around && modelineLookup(snapshot, lookup, { ...file, span: around })) ?? lookup;
}
