// What the pool holds, counted, and that every reference in it leads somewhere.

import { expect, test } from 'vitest';
import { pool } from '../../../../test/support/pool.ts';
import { descriptionOf, type SchemaNode } from './schema-node.ts';

/** What there is of a version: definitions, their fields, and how many of those say what they are. */
function counts(kubernetes: string) {
  const all = pool()
    .definitionNames(kubernetes)
    // `kind: List` is ours: the API does not have it.
    .filter((name) => name.startsWith('io.k8s.') && name !== 'io.k8s.api.core.v1.List')
    .flatMap((name) => pool().definition(name, kubernetes) ?? []);
  const fields = all.flatMap((one) => Object.values(one.properties ?? {}));
  const formatted = ({ format, items, additionalProperties }: SchemaNode): boolean =>
    (format ??
      items?.format ??
      (typeof additionalProperties === 'object' ? additionalProperties.format : undefined)) !== undefined;
  return {
    definitions: all.length,
    fields: fields.length,
    required: all.reduce((sum, { required }) => sum + (required?.length ?? 0), 0),
    formats: fields.filter(({ format }) => format !== undefined).length,
    formatsWithin: fields.filter(formatted).length,
    described: fields.filter(({ description }) => description !== undefined).length,
    describedByType: fields.filter((field) => descriptionOf(field) !== undefined).length,
    kinds: pool().kinds(kubernetes).length,
  };
}

/** Upstream's OpenAPI of 1.36 has 771 definitions, 3137 fields and 235 formats. */
test('Kubernetes 1.36 is there as a whole', () => {
  expect(counts('1.36')).toMatchInlineSnapshot(`
    {
      "definitions": 771,
      "described": 3033,
      "describedByType": 3096,
      "fields": 3137,
      "formats": 235,
      "formatsWithin": 244,
      "kinds": 780,
      "required": 701,
    }
  `);
});

test('the other versions are there', () => {
  const versions = pool().versions.map((version) => {
    const { definitions, fields, required, formats, kinds } = counts(version);
    return `${version}: ${definitions} definitions, ${fields} fields, ${required} required, ${formats} formats, ${kinds} kinds`;
  });
  expect(versions.join('\n')).toMatchInlineSnapshot(`
    "1.36: 771 definitions, 3137 fields, 701 required, 235 formats, 780 kinds
    1.35: 785 definitions, 3193 fields, 719 required, 238 formats, 776 kinds
    1.34: 731 definitions, 2990 fields, 670 required, 221 formats, 770 kinds
    1.33: 708 definitions, 2868 fields, 642 required, 218 formats, 766 kinds
    1.32: 639 definitions, 2601 fields, 570 required, 201 formats, 749 kinds
    1.31: 723 definitions, 2869 fields, 628 required, 201 formats, 762 kinds
    1.30: 627 definitions, 2555 fields, 538 required, 191 formats, 748 kinds"
  `);
});

test('the packages of CRDs are there, each with its kinds', () => {
  const sources = new Map<string, number>();
  for (const gvk of pool().kinds('1.36')) {
    const source = pool().find(gvk, '1.36')?.source;
    const name = source?.kind === 'bundled' ? source.name : (source?.kind ?? 'nothing');
    sources.set(name, (sources.get(name) ?? 0) + 1);
  }
  expect([...sources].map(([name, kinds]) => `${name} ${kinds}`).join('\n')).toMatchInlineSnapshot(`
    "kubernetes 187
    open 14
    cert-manager 22
    elastic-cloud 32
    argo-rollouts 10
    argo-cd 6
    argo-workflows 16
    knative 72
    sealed-secrets 2
    strimzi-kafka-operator 24
    keda 14
    istio 33
    external-secrets 48
    flink 4
    gateway-api 42
    flux-cd 78
    karpenter 8
    kyverno 94
    prometheus-operator 22
    opentelemetry-operator 12
    cloudnative-pg 20
    traefik 20"
  `);
});

test('every reference leads somewhere', () => {
  const seen = new Set<SchemaNode>();
  const lost: string[] = [];
  const walk = (node: SchemaNode | undefined, at: string): void => {
    if (node === undefined || seen.has(node)) return;
    seen.add(node);
    if ('ref' in node && node.ref === undefined) lost.push(at);
    walk(node.ref, `${at}->`);
    walk(node.items, `${at}[]`);
    if (typeof node.additionalProperties === 'object') walk(node.additionalProperties, `${at}.*`);
    for (const [name, one] of Object.entries(node.properties ?? {})) walk(one, `${at}.${name}`);
    for (const one of [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])]) walk(one, at);
  };
  for (const version of pool().versions) {
    for (const name of pool().definitionNames(version)) walk(pool().definition(name, version), `${version} ${name}`);
  }
  expect(lost).toEqual([]);
});
