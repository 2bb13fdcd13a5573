// What scripts/bench-manifests.mjs takes from our rooms: the shipped schemas as JSON schemas, for kubeconform to read.

import { openPool } from '#language/schema/kubernetes/pool.ts';
import { behind, type SchemaNode } from '#language/schema/kubernetes/schema-node.ts';

export interface Wanted {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** One schema by the file name that kubeconform looks for: `deployment-apps-v1.json`. */
export function jsonSchemas(bytes: Uint8Array, kinds: readonly Wanted[], kubernetes: string): [string, string][] {
  const pool = openPool(bytes);
  return kinds.map(({ group, version, kind }): [string, string] => {
    const found = pool.find({ group, version, kind }, kubernetes);
    if (found === undefined) throw new Error(`no schema of ${group}/${version} ${kind}`);
    const name = [kind, ...(group === '' ? [] : [group.split('.')[0]]), version].join('-').toLowerCase();
    return [`${name}.json`, JSON.stringify(asJsonSchema(found.schema))];
  });
}

function asJsonSchema(root: SchemaNode): object {
  const names = new Map<SchemaNode, string>();
  const definitions: Record<string, object> = {};
  const reference = (node: SchemaNode): object => {
    const target = behind(node);
    if (target.properties === undefined) return written(target);
    let name = names.get(target);
    if (name === undefined) {
      names.set(target, (name = `d${names.size}`));
      definitions[name] = {};
      definitions[name] = written(target);
    }
    return { $ref: `#/definitions/${name}` };
  };
  const written = (node: SchemaNode): object => {
    const { type, format, properties, items, additionalProperties } = node;
    if (format === 'int-or-string') return { type: ['string', 'integer', 'null'] };
    if (format === 'quantity') return { type: ['string', 'number', 'null'] };
    const out: Record<string, unknown> = {};
    if (type !== undefined) out['type'] = [type, 'null'];
    if (node.required) out['required'] = node.required;
    if (node.enum) out['enum'] = [...node.enum, null];
    if (items) out['items'] = reference(items);
    if (properties) {
      out['properties'] = Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, reference(one)]));
      out['additionalProperties'] = false;
    }
    if (typeof additionalProperties === 'object') out['additionalProperties'] = reference(additionalProperties);
    return out;
  };
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...reference(root), definitions };
}
