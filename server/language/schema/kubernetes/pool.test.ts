// How the pool answers: fields through references, kinds by version, and bytes that are none.

import { expect, test } from 'vitest';
import { pool } from '../../../../test/support/pool.ts';
import { openPool } from './pool.ts';
import { behind, descriptionOf, gvkOf, type SchemaNode } from './schema-node.ts';

/** The schema at a path of field names below a kind; `[]` stands for items, `*` for values of any key. */
function at(apiVersion: string, kind: string, path: string, kubernetes = '1.36'): SchemaNode | undefined {
  let node: SchemaNode | undefined = pool().find(gvkOf(apiVersion, kind), kubernetes)?.schema;
  for (const key of path.split('.')) {
    if (node === undefined || key === '') break;
    const schema: SchemaNode = behind(node);
    const values = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
    node = key === '[]' ? schema.items : key === '*' ? values : schema.properties?.[key];
  }
  return node;
}

test('a field is found through references, with its own words before its type’s', () => {
  const container = at('apps/v1', 'Deployment', 'spec.template.spec.containers.[]');
  expect(container && behind(container).required).toEqual(['name']);
  const policy = at('apps/v1', 'Deployment', 'spec.template.spec.containers.[].livenessProbe');
  expect(policy && descriptionOf(policy)).toMatch(/^Periodic probe of container liveness/);
  expect(at('v1', 'ConfigMap', 'data.*')).toMatchObject({ type: 'string' });
});

test('quantities, times, numbers and names of ports keep what they are', () => {
  const limit = at('v1', 'Pod', 'spec.containers.[].resources.limits.*');
  expect(limit && behind(limit).format).toBe('quantity');
  const port = at('v1', 'Service', 'spec.ports.[].targetPort');
  expect(port && behind(port).format).toBe('int-or-string');
  expect(at('v1', 'Service', 'spec.ports.[].port')).toMatchObject({ type: 'integer', format: 'int32' });
  const time = at('v1', 'Pod', 'metadata.creationTimestamp');
  expect(time && behind(time)).toMatchObject({ type: 'string', format: 'date-time' });
  expect(at('v1', 'Secret', 'data.*')).toMatchObject({ type: 'string', format: 'byte' });
});

test('a node may be copied: its reference and description come with it', () => {
  const spec = at('apps/v1', 'Deployment', 'spec');
  const copy: SchemaNode = { ...spec, required: [] };
  expect(copy.ref).toBe(spec?.ref);
  expect(copy.description).toBe(spec?.description);
});

test('a schema that leads to itself is one object', () => {
  const schema = pool().definition('io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps', '1.36');
  expect(schema?.properties?.not?.ref).toBe(schema);
});

test('which version answers', () => {
  const { versionFor, versions } = { versionFor: (v: string) => pool().versionFor(v), versions: pool().versions };
  expect(versions[0]).toBe('1.36');
  expect(['v1.34.2', '1.36+', '1.99', '1.12', 'latest'].map(versionFor)).toEqual([
    '1.34',
    '1.36',
    '1.36',
    '1.30',
    '1.36',
  ]);
});

test('what is not there is not found', () => {
  expect(pool().find(gvkOf('apps/v1', 'Deploymant'), '1.36')).toBeUndefined();
  expect(pool().find(gvkOf('extensions/v1beta1', 'Ingress'), '1.36')).toBeUndefined();
  expect(at('v1', 'ConfigMap', 'constructor')).toBeUndefined();
});

test('bytes that are no pool know nothing', () => {
  for (const bytes of [
    new Uint8Array(0),
    new TextEncoder().encode('CRPOOL1\n'),
    new TextEncoder().encode('CRPOOL1\n\u0004\0\0\0abcdef'),
  ]) {
    const broken = openPool(bytes);
    expect(broken.find(gvkOf('v1', 'Pod'), '1.36')).toBeUndefined();
    expect(broken.kinds('1.36')).toEqual([]);
    expect(broken.versionFor('1.36')).toBe('');
  }
});
