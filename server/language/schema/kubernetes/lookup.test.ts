// Schemas of kinds as a chart sees them: who brings them, in which order, and what they say.

import { expect, test } from 'vitest';
import { fixture } from '../../../../test/support/fixture.ts';
import { applyChanges, type Snapshot } from '../../workspace/snapshot.ts';
import { kindsFor, schemaFor } from './lookup.ts';
import { gvkOf, type SchemaNode } from './schema-node.ts';
import type { SchemaStore } from './schema-store.ts';

const ROOT = 'file:///w';

function crd(options: { field?: string; group?: string; more?: string } = {}): string {
  const { field = 'size', group = 'example.com', more = '' } = options;
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: samples.${group}}
spec:
  group: ${group}
  names: {kind: Sample, plural: samples}
  versions:
  - name: v1
    served: true
    schema:
      openAPIV3Schema:
        type: object
        required: [spec]
        properties:
          spec:
            type: object
            properties:
              ${field}: {type: integer}
${more}`;
}

const SHIPPED: Readonly<Record<string, SchemaNode>> = {
  ConfigMap: { type: 'object', properties: { metadata: { type: 'object', description: 'ObjectMeta' } } },
  Sample: { type: 'object', properties: { open: {} } },
};

const STORE: SchemaStore = {
  find: (gvk) => {
    const schema = SHIPPED[gvk.kind];
    return schema && { gvk, schema, source: { kind: 'open', name: 'ours' }, isOpen: true };
  },
  kinds: () => [gvkOf('v1', 'ConfigMap'), gvkOf('example.com/v1', 'Sample')],
};

function snapshotOf(text: string): Snapshot {
  return { ...fixture(text).snapshot, schemas: STORE };
}

/** Who gives it, and the names of the fields of its spec. */
function answer(snapshot: Snapshot, api = 'example.com/v1', root: string | undefined = ROOT): string {
  const found = schemaFor(snapshot, root, gvkOf(api, 'Sample'));
  if (found === undefined) return 'none';
  const from = found.source.kind === 'file' ? found.source.uri : found.source.kind;
  const spec = found.schema.properties?.['spec'];
  return `${from}${found.isOpen ? ' (open)' : ''}: ${Object.keys(spec?.properties ?? {}).join(' ')}`;
}

test('CRDs of crds/, of subcharts, of packed ones and of templates', () => {
  expect(answer(snapshotOf(`-- crds/sample.yaml --\n${crd()}`))).toBe('file:///w/crds/sample.yaml: size');
  expect(
    answer(snapshotOf(`-- charts/sub/Chart.yaml --\nname: sub\n-- charts/sub/crds/sample.yaml --\n${crd()}`)),
  ).toBe('file:///w/charts/sub/crds/sample.yaml: size');
  const packed = `-- charts/op-1.0.0.tgz!/Chart.yaml --\nname: op\nversion: 1.0.0\napiVersion: v2\n-- charts/op-1.0.0.tgz!/crds/sample.yaml --\n${crd()}`;
  expect(answer(snapshotOf(packed))).toBe('chartroom-archive://file/w/charts/op-1.0.0.tgz%21/crds/sample.yaml: size');
  const template = `-- templates/crds.yaml --\n{{- if .Values.crds }}\n${crd().replace('metadata: {', 'metadata: {labels: {a: "{{ .Release.Name }}"}, ')}{{- end }}\n`;
  expect(answer(snapshotOf(template))).toBe('file:///w/templates/crds.yaml (open): size');
});

test('what the chart has comes before its dependencies, and a file of the workspace before both', () => {
  const sub = `-- charts/sub/Chart.yaml --\nname: sub\n-- charts/sub/crds/sample.yaml --\n${crd({ field: 'ofSub' })}`;
  const own = `-- crds/sample.yaml --\n${crd({ field: 'own' })}`;
  const both = snapshotOf(`${sub}${own}`);
  expect(answer(both)).toContain(': own');
  const text = crd({ field: 'elsewhere' });
  const change = { kind: 'file', uri: 'file:///crds/sample.yaml', text } as const;
  expect(answer({ ...applyChanges(both, [change]), schemas: STORE })).toBe('file:///crds/sample.yaml: elsewhere');
});

test('what is shipped comes last, an edit of a CRD counts, and its end', () => {
  const snapshot = snapshotOf(`-- crds/sample.yaml --\n${crd()}`);
  const uri = 'file:///w/crds/sample.yaml';
  const edited = applyChanges(snapshot, [{ kind: 'file', uri, text: crd({ field: 'other' }) }]);
  expect(answer({ ...edited, schemas: STORE })).toContain(': other');
  const gone = applyChanges(edited, [{ kind: 'file', uri, text: null }]);
  expect(answer({ ...gone, schemas: STORE })).toBe('open (open): ');
  expect(answer({ ...gone, schemas: undefined })).toBe('none');
});

test("the root's metadata is ObjectMeta, and the same object is given again", () => {
  const snapshot = snapshotOf(`-- crds/sample.yaml --\n${crd()}`);
  const found = schemaFor(snapshot, ROOT, gvkOf('example.com/v1', 'Sample'));
  expect(found?.schema.properties?.['metadata']?.description).toBe('ObjectMeta');
  expect(Object.keys(found?.schema.properties ?? {})).toEqual(['apiVersion', 'kind', 'spec', 'metadata']);
  expect(found?.schema.required).toEqual(['spec']);
  expect(schemaFor(snapshot, ROOT, gvkOf('example.com/v1', 'Sample'))).toBe(found);
});

test('all kinds, each once, and the same list while nothing changes', () => {
  const snapshot = snapshotOf(`-- crds/sample.yaml --\n${crd({ group: 'a.example.com' })}\n---\n${crd()}`);
  const kinds = kindsFor(snapshot, ROOT);
  expect(kinds.map(({ group, version, kind }) => `${group}/${version} ${kind}`)).toEqual([
    'a.example.com/v1 Sample',
    'example.com/v1 Sample',
    '/v1 ConfigMap',
  ]);
  expect(kindsFor(snapshot, ROOT)).toBe(kinds);
});

test('folders that the user named, by the names that tools write', () => {
  const schema = (field: string) => JSON.stringify({ properties: { spec: { properties: { [field]: {} } } } });
  const at = (name: string, field: string) => {
    const uri = `file:///schemas/${name}`;
    const named = { kind: 'schemaFolder', folder: 'file:///schemas/', uris: [uri] } as const;
    return { ...applyChanges(snapshotOf(''), [named, { kind: 'file', uri, text: schema(field) }]), schemas: STORE };
  };
  expect(answer(at('example.com/sample_v1.json', 'catalog'))).toBe(
    'file:///schemas/example.com/sample_v1.json: catalog',
  );
  expect(answer(at('master/sample-example.com-v1.json', 'long'))).toContain(': long');
  expect(answer(at('sample-example-v1.json', 'kubeconform'))).toContain(': kubeconform');
  expect(answer(at('sample-example-v2.json', 'other'))).toBe('open (open): ');
  expect(answer(at('example.com/sample_v1.json', 'x'), 'example.com/v1', undefined)).toContain(': x');
});

test('of v1beta1: unknown fields are kept unless it says otherwise, and one schema may be for all versions', () => {
  const old = (more: string) => `-- crds/sample.yaml --
apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
spec:
  group: example.com
  version: v1
  ${more}
  names: {kind: Sample}
  validation:
    openAPIV3Schema:
      properties: {spec: {properties: {size: {type: integer}}}}
`;
  expect(answer(snapshotOf(old('')))).toBe('file:///w/crds/sample.yaml (open): size');
  expect(answer(snapshotOf(old('preserveUnknownFields: false')))).toBe('file:///w/crds/sample.yaml: size');
});

test('versions that are not served, and definitions that cannot be read, are none', () => {
  expect(answer(snapshotOf(`-- crds/a.yaml --\n${crd().replace('served: true', 'served: false')}`))).toBe(
    'open (open): ',
  );
  expect(
    answer(snapshotOf(`-- crds/a.yaml --\n${crd()}  broken: [\n-- crds/b.yaml --\n${crd({ field: 'good' })}`)),
  ).toBe('file:///w/crds/b.yaml: good');
});
