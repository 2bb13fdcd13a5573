// Which object of a manifest a path leads into (the document's own, an item of a List, one that lies in another), and the
// schemas at the path's end.

import { entryOf, type YamlNode } from '#engine/yaml/read-tree.ts';
import { resolved } from '../../documents/values.ts';
import type { SchemaLookup } from './lookup.ts';
import { gvkOf, type SchemaNode } from './schema-node.ts';
import type { FoundSchema } from './schema-store.ts';
import { branchesOf, fieldsOf, stepInto } from './walk.ts';

export interface Head {
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
}

export interface SchemaPlace {
  /** The kind of the innermost object around the place; empty when it says none. */
  readonly head: Head;
  readonly found: FoundSchema | undefined;
  /** The steps from that object. */
  readonly path: readonly (string | number)[];
  /** What the place's value is judged by; none where nothing is known. */
  readonly nodes: readonly SchemaNode[];
  /** The last step is a key that its table must have. */
  readonly isRequired: boolean;
}

/** `root` and `head`: of the document. The tree may be of half a document; it tells only kinds of inner objects. */
export function schemaPlace(
  root: YamlNode | null,
  head: Head,
  path: readonly (string | number)[],
  lookup: Pick<SchemaLookup, 'find'>,
): SchemaPlace {
  let object = objectOf(head, lookup);
  let from = 0;
  let nodes: readonly SchemaNode[] = object.nodes;
  let isRequired = false;
  let node: YamlNode | null = root;
  for (const [i, step] of path.entries()) {
    isRequired = typeof step === 'string' && fieldsOf(nodes).some(({ key, isRequired: must }) => key === step && must);
    nodes = stepInto(nodes, step);
    node = childOf(node, step);
    const isItem = i === 1 && path[0] === 'items' && typeof step === 'number' && /List$/.test(head.kind ?? '');
    if (!isItem && !branchesOf(nodes).some(({ isEmbeddedResource }) => isEmbeddedResource === true)) continue;
    const own = headOf(node);
    if (own.apiVersion === undefined && own.kind === undefined) continue;
    object = objectOf(own, lookup);
    from = i + 1;
    // An unknown kind inside a known one has at least what the place itself says.
    if (object.found !== undefined || isItem) nodes = object.nodes;
  }
  return { head: object.head, found: object.found, path: path.slice(from), nodes, isRequired };
}

/** apiVersion and kind of a table, as texts. */
export function headOf(node: YamlNode | null): Head {
  return { apiVersion: textOf(childOf(node, 'apiVersion')), kind: textOf(childOf(node, 'kind')) };
}

function objectOf(head: Head, lookup: Pick<SchemaLookup, 'find'>) {
  const { apiVersion, kind } = head;
  const found = apiVersion === undefined || kind === undefined ? undefined : lookup.find(gvkOf(apiVersion, kind));
  return { head, found, nodes: found === undefined ? [] : [found.schema] };
}

function childOf(given: YamlNode | null, step: string | number): YamlNode | null {
  const node = given && resolved(given);
  if (node?.kind === 'map') return entryOf(node, String(step))?.value ?? null;
  return (node?.kind === 'list' && typeof step === 'number' && node.items[step]) || null;
}

function textOf(given: YamlNode | null): string | undefined {
  const node = given && resolved(given);
  return node?.kind === 'scalar' && node.text !== '' ? node.text : undefined;
}
