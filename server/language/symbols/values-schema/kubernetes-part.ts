// A field's schema of Kubernetes as a part of values.schema.json: types and words, without what only whole objects must have.

import type { JsonSchema } from '../../schema/json-schema.ts';
import { behind, type SchemaNode } from '../../schema/kubernetes/schema-node.ts';

/** As much as somebody might have written by hand: deeper tables are just tables. */
const DEEPEST = 6;
const MOST_NODES = 250;

/** Undefined for a schema that says nothing. */
export function kubernetesPart(node: SchemaNode): JsonSchema | undefined {
  for (let depth = DEEPEST; depth > 0; depth--) {
    const count = { nodes: 0 };
    const part = partOf(behind(node), depth, count);
    if (count.nodes <= MOST_NODES) return Object.keys(part).length > 0 ? part : undefined;
  }
  return undefined;
}

function partOf(node: SchemaNode, depth: number, count: { nodes: number }): Record<string, unknown> {
  count.nodes++;
  const { format, type, properties, items, additionalProperties } = node;
  if (format === 'int-or-string') return { type: ['integer', 'string'] };
  if (format === 'quantity') return { type: ['string', 'number'] };
  const out: Record<string, unknown> = type === undefined ? {} : { type };
  if (node.enum !== undefined && type === 'string') out['enum'] = node.enum.filter((word) => word !== null);
  if (depth <= 1 || count.nodes > MOST_NODES) return out;
  const inner = (one: SchemaNode) => partOf(behind(one), depth - 1, count);
  if (properties !== undefined)
    out['properties'] = Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, inner(one)]));
  if (items !== undefined) out['items'] = inner(items);
  if (typeof additionalProperties === 'object') out['additionalProperties'] = inner(additionalProperties);
  return out;
}
