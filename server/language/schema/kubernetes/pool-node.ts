// Definitions of the pool as linked SchemaNodes: a definition is linked when somebody arrives at it, a description read when asked for.

import type { SchemaNode } from './schema-node.ts';

/** A schema as the pool stores it: names for references, an index for the description; all else as in SchemaNode. */
export interface StoredSchema {
  readonly $ref?: string;
  /** Index of the description in the chunk's texts. */
  readonly d?: number;
  readonly properties?: Readonly<Record<string, StoredSchema>>;
  readonly patternProperties?: Readonly<Record<string, StoredSchema>>;
  readonly items?: StoredSchema;
  readonly additionalProperties?: StoredSchema | boolean;
  readonly allOf?: readonly StoredSchema[];
  readonly anyOf?: readonly StoredSchema[];
  readonly oneOf?: readonly StoredSchema[];
  readonly not?: StoredSchema;
}

/** What a stored schema names: other definitions of its version, and its chunk's texts. */
export interface Linker {
  definition(name: string): SchemaNode | undefined;
  text(index: number): string | undefined;
}

/** The schema, linked. Its `ref` and `description` are looked up when they are read; both may be copied. */
export function linkSchema(stored: StoredSchema, linker: Linker): SchemaNode {
  const { $ref, d, properties, patternProperties, items, additionalProperties, allOf, anyOf, oneOf, not, ...plain } =
    stored;
  const link = (one: StoredSchema): SchemaNode => linkSchema(one, linker);
  const node: Record<string, unknown> = plain;
  if (properties) node.properties = linkAll(properties, link);
  if (patternProperties) node.patternProperties = linkAll(patternProperties, link);
  if (items) node.items = link(items);
  if (additionalProperties !== undefined) {
    node.additionalProperties =
      typeof additionalProperties === 'boolean' ? additionalProperties : link(additionalProperties);
  }
  for (const [key, all] of Object.entries({ allOf, anyOf, oneOf })) if (all) node[key] = all.map(link);
  if (not) node.not = link(not);
  if ($ref !== undefined)
    lazily(
      node,
      'ref',
      once(() => linker.definition($ref)),
    );
  if (d !== undefined) lazily(node, 'description', () => linker.text(d));
  return node;
}

function linkAll(
  properties: Readonly<Record<string, StoredSchema>>,
  link: (one: StoredSchema) => SchemaNode,
): Record<string, SchemaNode> {
  // Without a prototype: a field may be called `constructor`, and one that is not named must be absent.
  const out: Record<string, SchemaNode> = Object.create(null);
  for (const [name, one] of Object.entries(properties)) out[name] = link(one);
  return out;
}

function lazily(node: Record<string, unknown>, key: string, get: () => unknown): void {
  Object.defineProperty(node, key, { get, enumerable: true, configurable: true });
}

/** Whoever judges arrives at a reference again and again. */
function once<T>(get: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => (found ??= { value: get() }).value;
}
