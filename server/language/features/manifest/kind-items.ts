// Completion of apiVersion and kind, each with the other in mind, and of whole resources in an empty document.

import { entryOf } from '#engine/yaml/read-tree.ts';
import { resourceText } from '../../schema/kubernetes/complete.ts';
import { wordsOf } from '../../schema/kubernetes/describe.ts';
import { apiVersionOf, kindsByName, USUAL_KINDS } from '../../schema/kubernetes/kinds.ts';
import type { SchemaLookup } from '../../schema/kubernetes/lookup.ts';
import type { Head } from '../../schema/kubernetes/place.ts';
import type { GroupVersionKind } from '../../schema/kubernetes/schema-node.ts';
import type { ManifestCursor } from './cursor.ts';
import type { ManifestItem, TextEdit } from './item.ts';

/** Kinds; one of another apiVersion than the object's writes that as well. `head`: of the object that the key is in. */
export function kindItems(at: ManifestCursor, head: Head, lookup: SchemaLookup): ManifestItem[] {
  const { cursor } = at;
  const all = [...kindsByName(lookup.kinds()).values()].flat();
  return all.map((gvk, i) => {
    const apiVersion = apiVersionOf(gvk);
    const isSame = apiVersion === head.apiVersion;
    return {
      label: gvk.kind,
      kind: 'value',
      detail: apiVersion,
      document: () => kindWords(gvk, lookup),
      replace: cursor.replace,
      insert: gvk.kind,
      ...(!isSame && { also: apiVersionEdits(at, apiVersion) }),
      // Half an apiVersion is none that would be kept.
      sort: (isSame ? '0' : '1') + String(i).padStart(4, '0'),
    };
  });
}

/** apiVersions: those that have the object's kind, else all. */
export function apiVersionItems({ cursor }: ManifestCursor, head: Head, lookup: SchemaLookup): ManifestItem[] {
  const kinds = kindsByName(lookup.kinds());
  const own = (head.kind === undefined ? undefined : kinds.get(head.kind)) ?? [];
  const texts = new Map(own.map((gvk) => [apiVersionOf(gvk), head.kind]));
  for (const gvk of own.length > 0 ? [] : [...kinds.values()].flat())
    if (!texts.has(apiVersionOf(gvk))) texts.set(apiVersionOf(gvk), undefined);
  return [...texts].map(([label, detail], i) => ({
    label,
    kind: 'value',
    detail,
    replace: cursor.replace,
    insert: label,
    sort: `0${String(i).padStart(4, '0')}`,
  }));
}

/** Resources by their kinds, written with what they must have. */
export function resourceItems(at: ManifestCursor, lookup: SchemaLookup): ManifestItem[] {
  const kinds = kindsByName(lookup.kinds());
  return [...kinds].flatMap(([kind, [gvk]], i): ManifestItem[] => {
    if (gvk === undefined || kind === 'List') return [];
    const apiVersion = apiVersionOf(gvk);
    // Schemas are opened one by one: for the usual kinds that is worth it before one is chosen.
    const found = USUAL_KINDS.includes(kind) ? lookup.find(gvk) : undefined;
    return [
      {
        label: kind,
        kind: 'snippet',
        detail: `new resource, ${apiVersion}`,
        document: () => kindWords(gvk, lookup),
        replace: at.cursor.replace,
        insert: resourceText(apiVersion, kind, found ? [found.schema] : []),
        isSnippet: true,
        sort: `2${String(i).padStart(4, '0')}`,
      },
    ];
  });
}

function kindWords(gvk: GroupVersionKind, lookup: SchemaLookup): string | undefined {
  const found = lookup.find(gvk);
  return found && wordsOf([found.schema]);
}

/** The object's apiVersion gets this text; where it has none, it is written in front of the kind. */
function apiVersionEdits({ cursor, file, document, start }: ManifestCursor, apiVersion: string): readonly TextEdit[] {
  const lineStart = file.text.lastIndexOf('\n', cursor.replace.start - 1) + 1;
  const keyAt = file.text.lastIndexOf('kind', cursor.replace.start - 1);
  if (keyAt < lineStart) return [];
  if (cursor.siblings.has('apiVersion')) {
    const root = document?.tree.root;
    const value = cursor.path.length === 1 && root?.kind === 'map' ? entryOf(root, 'apiVersion')?.value : undefined;
    if (value?.kind !== 'scalar') return [];
    // Behind `apiVersion:` without a value nothing is written, not even a blank.
    const text =
      value.isAbsent && !/[ ]$/.test(file.text.slice(0, value.start + start)) ? ` ${apiVersion}` : apiVersion;
    return [{ span: { start: value.start + start, end: value.end + start }, text }];
  }
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  const text = `apiVersion: ${apiVersion}${newline}${' '.repeat(keyAt - lineStart)}`;
  return [{ span: { start: keyAt, end: keyAt }, text }];
}
