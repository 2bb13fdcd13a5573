// Hover in plain manifests: what a field is for, its type and what it may be; of a kind what it is and who gives its schema.

import { type Span, span } from '#engine/text/span.ts';
import { documentAt, documentsOf } from '../documents/manifest.ts';
import { isManifestFile, mayHoldManifests } from '../documents/manifest-file.ts';
import { valuePlaceAt } from '../documents/values.ts';
import { fieldMarkdown, wordsOf } from '../schema/kubernetes/describe.ts';
import { type SchemaPlace, schemaPlace } from '../schema/kubernetes/place.ts';
import type { FoundSchema } from '../schema/kubernetes/schema-store.ts';
import { fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { pathText } from './manifest/path-text.ts';
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
  const markdown = kindMarkdown(place) ?? fieldText(place);
  const node = at.isKey ? (at.key ?? at.value) : at.value;
  return markdown === undefined ? undefined : { span: span(node.start + start, node.end + start), markdown };
}

/** On `kind` and `apiVersion`: the object itself. */
function kindMarkdown({ path, found }: SchemaPlace): string | undefined {
  if (found === undefined || path.length !== 1 || (path[0] !== 'kind' && path[0] !== 'apiVersion')) return undefined;
  const { group, version, kind } = found.gvk;
  const head = `**\`${kind}\`** (\`${group === '' ? version : `${group}/${version}`}\`)`;
  return [head, wordsOf([found.schema]), sourceText(found)].filter((part) => part !== undefined).join('\n\n');
}

function fieldText(place: SchemaPlace): string | undefined {
  if (place.nodes.length === 0 || place.path.length === 0) return undefined;
  return fieldMarkdown({
    path: pathText(place.head.kind, place.path),
    nodes: place.nodes,
    isRequired: place.isRequired,
  });
}

function sourceText({ source, isOpen }: FoundSchema): string {
  const more = isOpen ? ' It may have more fields than are known here.' : '';
  switch (source.kind) {
    case 'kubernetes':
      return `_Schema of Kubernetes ${source.version}._`;
    case 'file':
      return `_Schema from [${source.uri.slice(source.uri.lastIndexOf('/') + 1)}](${source.uri})._${more}`;
    default:
      return `_Schema of ${source.name}, shipped with Chartroom._${more}`;
  }
}
