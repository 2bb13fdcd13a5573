// What scripts/bench-schemas.mjs takes from our rooms: the shipped schemas, all kinds of one version found, and every field too.

import { openPool } from '#language/schema/kubernetes/pool.ts';
import { behind, type SchemaNode } from '#language/schema/kubernetes/schema-node.ts';

/** All kinds that the pool knows for a version of Kubernetes, each found; keeps the pool alive with them. */
export function allKinds(bytes: Uint8Array, kubernetes: string): { readonly schemas: readonly SchemaNode[] } {
  const pool = openPool(bytes);
  const schemas = pool.kinds(kubernetes).flatMap((gvk) => pool.find(gvk, kubernetes)?.schema ?? []);
  return { schemas, ...{ pool } };
}

/** Looks at every field of the schemas, as judging all of them would; returns how many nodes there are. */
export function walkAll(schemas: readonly SchemaNode[]): number {
  const seen = new Set<SchemaNode>();
  const rest = [...schemas];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    const target = behind(node);
    if (seen.has(target)) continue;
    seen.add(target);
    const { properties, items, additionalProperties } = target;
    rest.push(...Object.values(properties ?? {}), ...(items ? [items] : []));
    if (typeof additionalProperties === 'object') rest.push(additionalProperties);
  }
  return seen.size;
}
