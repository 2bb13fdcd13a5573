// Fields of Kubernetes in values files: a table that templates print whole (`toYaml .Values.resources`) has what the field has.

import { type Span, span } from '#engine/text/span.ts';
import { valuePlaceAt, valuesView } from '../documents/values.ts';
import { schemaLookup } from '../schema/kubernetes/lookup.ts';
import type { SchemaPlace } from '../schema/kubernetes/place.ts';
import { yamlCursor } from '../schema/yaml-cursor.ts';
import type { FieldWorld } from '../symbols/fields/field-places.ts';
import { type SchemaDocument, schemaDocument } from '../symbols/schema-document.ts';
import { printedPlace } from '../symbols/values-schema/printed-place.ts';
import type { RenderState } from '../workspace/render-state.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';
import type { ManifestCursor } from './manifest/cursor.ts';
import type { ManifestItem } from './manifest/item.ts';
import { choiceItems, fieldItems } from './manifest/key-items.ts';
import { placeMarkdown } from './manifest/place-text.ts';

/** The completions at an offset of a values file; none where no template prints the table. Not filtered by what was typed. */
export function manifestInValues(
  given: Snapshot,
  uri: string,
  offset: number,
  state?: RenderState,
): readonly ManifestItem[] {
  const snapshot = seenFrom(given, uri);
  const document = schemaDocument(snapshot, uri);
  const cursor = document?.kind === 'values' ? yamlCursor(document.file.text, offset) : undefined;
  if (document === undefined || cursor === undefined || cursor.path.length === 0) return [];
  const place = placeOf(document, worldOf(snapshot, document, state), cursor.path);
  if (place === undefined) return [];
  const head = place.head;
  const at: ManifestCursor = { file: document.file, cursor, isBlank: false, document: undefined, start: 0, head };
  const values = cursor.kind === 'key' ? [] : choiceItems(at, place);
  const items = cursor.kind === 'value' ? values : [...values, ...fieldItems(at, place)];
  // What the chart's own files say comes first.
  return items.map((item) => ({ ...item, sort: `3${item.sort}` }));
}

/** The hover on a key or a scalar of a values file: what Kubernetes says of it; undefined where nothing is known. */
export function manifestHoverInValues(
  given: Snapshot,
  uri: string,
  offset: number,
  state?: RenderState,
): { readonly span: Span; readonly markdown: string } | undefined {
  const snapshot = seenFrom(given, uri);
  const document = schemaDocument(snapshot, uri);
  const at = document?.kind === 'values' ? valuePlaceAt(valuesView(document.file), offset) : undefined;
  if (document === undefined || at === undefined) return undefined;
  const place = placeOf(document, worldOf(snapshot, document, state), at.path);
  const markdown = place && placeMarkdown(place);
  const node = at.isKey ? (at.key ?? at.value) : at.value;
  return markdown === undefined ? undefined : { span: span(node.start, node.end), markdown };
}

function worldOf(snapshot: Snapshot, { tree }: SchemaDocument, state: RenderState | undefined): FieldWorld {
  return { snapshot, lookup: schemaLookup(snapshot, tree.root.folder, state?.output), state };
}

function placeOf(
  { tree, chart }: SchemaDocument,
  world: FieldWorld,
  path: SchemaPlace['path'],
): SchemaPlace | undefined {
  const nodes = printedPlace(world, tree, chart, path);
  const head = { apiVersion: undefined, kind: undefined };
  return nodes.length === 0 ? undefined : { head, found: undefined, path, nodes, isRequired: false };
}
