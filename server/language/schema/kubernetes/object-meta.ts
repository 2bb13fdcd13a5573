// What a CRD leaves to the API server: the root's apiVersion, kind and metadata, which is ObjectMeta whatever the CRD says of it.

import type { SchemaNode } from './schema-node.ts';
import type { FoundSchema, SchemaStore } from './schema-store.ts';

const made = new WeakMap<SchemaNode, { readonly meta: SchemaNode | undefined; readonly found: FoundSchema }>();

/** The same with the three fields; the same object for the same schema. */
export function withObjectMeta(found: FoundSchema, store: SchemaStore | undefined, kubernetes: string): FoundSchema {
  const meta = objectMeta(store, kubernetes);
  const known = made.get(found.schema);
  if (known !== undefined && known.meta === meta && known.found.source === found.source) return known.found;
  const { schema } = found;
  const whole = {
    ...found,
    schema: { ...schema, properties: { ...TEXTS, ...schema.properties, metadata: meta ?? OPEN } },
  };
  made.set(schema, { meta, found: whole });
  return whole;
}

const TEXTS: Readonly<Record<string, SchemaNode>> = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
};

/** Before the schemas of Kubernetes are there, nothing is said of metadata. */
const OPEN: SchemaNode = { type: 'object', preservesUnknown: true };

function objectMeta(store: SchemaStore | undefined, kubernetes: string): SchemaNode | undefined {
  return store?.find({ group: '', version: 'v1', kind: 'ConfigMap' }, kubernetes)?.schema.properties?.['metadata'];
}
