// Completion in plain manifests: fields, values, items, apiVersion and kind, whole resources.

import { isManifestFile, mayHoldManifests } from '../documents/manifest-file.ts';
import type { SchemaLookup } from '../schema/kubernetes/lookup.ts';
import { type SchemaPlace, schemaPlace } from '../schema/kubernetes/place.ts';
import { fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { type ManifestCursor, manifestCursor } from './manifest/cursor.ts';
import { HEAD_KEYS, headItems } from './manifest/head-items.ts';
import type { ManifestItem } from './manifest/item.ts';
import { choiceItems, fieldItems } from './manifest/key-items.ts';
import { apiVersionItems, kindItems, resourceItems } from './manifest/kind-items.ts';
import { lookupOf, patchPlace } from './manifest/schemas.ts';

/** The completions at an offset of a YAML file with manifests, or of one that is none yet. Not filtered by what was typed. */
export function manifestCompletion(snapshot: Snapshot, uri: string, offset: number): readonly ManifestItem[] {
  const file = fileAt(snapshot, uri);
  if (file === undefined || !mayHoldManifests(snapshot, file)) return [];
  const at = manifestCursor(file, offset);
  if (at === undefined) return [];
  const patch = patchPlace(snapshot, file.uri, at.document?.tree.root ?? null, at.cursor.path);
  if (patch !== undefined) return at.cursor.kind === 'value' ? choiceItems(at, patch) : fieldItems(at, patch);
  if (!isManifestFile(snapshot, file) && !mayBecomeManifest(at)) return [];
  return itemsAt(at, lookupOf(snapshot, file.uri, offset));
}

/** A file with no other keys than those that Kubernetes' objects begin with. */
function mayBecomeManifest({ cursor, isBlank, file }: ManifestCursor): boolean {
  if (isBlank) return !/^---/m.test(file.text);
  const top = cursor.path.length === 0 ? cursor.siblings : new Set<string>();
  const isHead = cursor.path.length === 1 && (cursor.path[0] === 'kind' || cursor.path[0] === 'apiVersion');
  return (isHead || top.size > 0) && [...cursor.siblings].every((key) => HEAD_KEYS.has(key));
}

function itemsAt(at: ManifestCursor, lookup: SchemaLookup): readonly ManifestItem[] {
  const { cursor } = at;
  const last = cursor.path.at(-1);
  if (cursor.kind === 'value' && (last === 'kind' || last === 'apiVersion')) {
    const owner = placeAt(at, cursor.path.slice(0, -1), lookup);
    if (owner.path.length === 0) {
      const head = cursor.path.length === 1 ? at.head : owner.head;
      return last === 'kind' ? kindItems(at, head, lookup) : apiVersionItems(at, head, lookup);
    }
  }
  const place = placeAt(at, cursor.path, lookup);
  const values = cursor.kind === 'key' ? [] : choiceItems(at, place);
  if (cursor.kind === 'value') return values;
  const isObject = place.path.length === 0 && place.found === undefined;
  const fields = isObject ? headItems(at) : fieldItems(at, place);
  const resources = at.isBlank ? resourceItems(at, lookup) : [];
  return [...values, ...fields, ...resources];
}

function placeAt(
  { document, head }: ManifestCursor,
  path: readonly (string | number)[],
  lookup: SchemaLookup,
): SchemaPlace {
  return schemaPlace(document?.tree.root ?? null, head, path, lookup);
}
