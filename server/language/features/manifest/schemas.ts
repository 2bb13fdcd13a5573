// The schemas that a file of manifests is seen under: its chart's when it lies in one, else those of the workspace.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { isPatchFile } from '../../documents/kustomization.ts';
import { documentsOf } from '../../documents/manifest.ts';
import { JSON_PATCH } from '../../schema/kubernetes/json-patch.ts';
import { type SchemaLookup, schemaLookup } from '../../schema/kubernetes/lookup.ts';
import { modelineLookup } from '../../schema/kubernetes/modeline.ts';
import type { SchemaPlace } from '../../schema/kubernetes/place.ts';
import { fieldsOf, schemasAt } from '../../schema/kubernetes/walk.ts';
import { chartFolderOf, fileAt, rootChartFolder, type Snapshot } from '../../workspace/snapshot.ts';

/** `offset`: in the document that is asked about, which may name a schema in a comment. */
export function lookupOf(snapshot: Snapshot, uri: string, offset: number): SchemaLookup {
  const folder = chartFolderOf(snapshot, uri);
  const lookup = schemaLookup(snapshot, folder === undefined ? undefined : rootChartFolder(snapshot, folder));
  const file = fileAt(snapshot, uri);
  const around = file && documentsOf(file).documents.find(({ start, end }) => start <= offset && offset <= end);
  return (file && around && modelineLookup(snapshot, lookup, { ...file, span: around })) ?? lookup;
}

/** The place in a list of operations that a kustomization names as a patch; undefined in any other document. */
export function patchPlace(
  snapshot: Snapshot,
  uri: string,
  root: YamlNode | null,
  path: readonly (string | number)[],
): SchemaPlace | undefined {
  const isList = root === null ? typeof path[0] === 'number' : root.kind === 'list';
  if (!isList || !isPatchFile(snapshot, uri)) return undefined;
  const { schema } = JSON_PATCH;
  const last = path.at(-1);
  const isRequired = fieldsOf(schemasAt([schema], path.slice(0, -1))).some((one) => one.key === last && one.isRequired);
  const head = { apiVersion: undefined, kind: JSON_PATCH.gvk.kind };
  return { head, found: JSON_PATCH, path, nodes: schemasAt([schema], path), isRequired };
}
