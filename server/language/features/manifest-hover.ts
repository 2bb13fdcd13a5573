// Hover in plain manifests: what a field is for, its type and what it may be; of a kind what it is and who gives its schema.

import { type Span, span } from '#engine/text/span.ts';
import { documentAt, documentsOf } from '../documents/manifest.ts';
import { isManifestFile, mayHoldManifests } from '../documents/manifest-file.ts';
import { valuePlaceAt } from '../documents/values.ts';
import { schemaPlace } from '../schema/kubernetes/place.ts';
import { fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { placeMarkdown } from './manifest/place-text.ts';
import { lookupOf, patchPlace } from './manifest/schemas.ts';

export interface ManifestHover {
  readonly span: Span;
  readonly markdown: string;
}

/** The hover on a key or a scalar of a manifest; undefined elsewhere, and where no schema says anything. */
export function manifestHover(snapshot: Snapshot, uri: string, offset: number): ManifestHover | undefined {
  const file = fileAt(snapshot, uri);
  if (file === undefined || !mayHoldManifests(snapshot, file)) return undefined;
  const placed = documentAt(documentsOf(file), offset);
  if (placed === undefined || offset > placed.end) return undefined;
  const { document, start } = placed;
  const at = valuePlaceAt({ file, tree: document.tree }, offset - start);
  if (at === undefined) return undefined;
  const { root } = document.tree;
  const patch = patchPlace(snapshot, file.uri, root, at.path);
  if (patch === undefined && !isManifestFile(snapshot, file)) return undefined;
  const place = patch ?? schemaPlace(root, document, at.path, lookupOf(snapshot, file.uri, offset));
  const markdown = placeMarkdown(place);
  const node = at.isKey ? (at.key ?? at.value) : at.value;
  return markdown === undefined ? undefined : { span: span(node.start + start, node.end + start), markdown };
}
