// A handful of kinds with a few fields, so that tests of manifests need no schemas of Kubernetes.

import type { GroupVersionKind, SchemaNode } from '#language/schema/kubernetes/schema-node.ts';
import type { FoundSchema, SchemaStore } from '#language/schema/kubernetes/schema-store.ts';

const TEXT: SchemaNode = { type: 'string' };
const TEXTS: SchemaNode = { type: 'object', additionalProperties: TEXT };
const HEAD: Readonly<Record<string, SchemaNode>> = {
  apiVersion: TEXT,
  kind: TEXT,
  metadata: {
    description: 'Standard metadata.',
    ref: {
      type: 'object',
      properties: {
        name: { type: 'string', description: 'The name, unique in its namespace.' },
        namespace: TEXT,
        labels: { ...TEXTS, description: 'Labels by key.' },
        annotations: TEXTS,
      },
    },
  },
};

const CONTAINER: SchemaNode = {
  type: 'object',
  description: 'A container of a pod.',
  required: ['name'],
  properties: {
    image: { type: 'string', description: 'Container image name, like <registry>/<name>.' },
    imagePullPolicy: { type: 'string', enum: ['Always', 'IfNotPresent', 'Never'] },
    name: { type: 'string', description: 'Name of the container.' },
    ports: {
      type: 'array',
      listKeys: ['containerPort', 'protocol'],
      items: {
        type: 'object',
        required: ['containerPort'],
        properties: {
          containerPort: { type: 'integer', format: 'int32' },
          name: TEXT,
          protocol: { type: 'string', enum: ['SCTP', 'TCP', 'UDP'], default: 'TCP' },
        },
      },
    },
    stdin: { type: 'boolean' },
    args: { type: 'array', items: TEXT },
    resources: {
      type: 'object',
      properties: { limits: { type: 'object', additionalProperties: { format: 'quantity' } } },
    },
  },
};

const POD_SPEC: SchemaNode = {
  type: 'object',
  required: ['containers'],
  properties: {
    containers: { type: 'array', description: 'The containers.', items: { ref: CONTAINER } },
    restartPolicy: { type: 'string', openEnum: ['Always', 'Never', 'OnFailure'] },
    nodeSelector: TEXTS,
  },
};

const TEMPLATE: SchemaNode = {
  type: 'object',
  properties: { metadata: HEAD['metadata'] as SchemaNode, spec: { ref: POD_SPEC } },
};

const KINDS: Readonly<Record<string, SchemaNode>> = {
  'apps/v1/Deployment': kind('Deployment enables declarative updates.', {
    spec: {
      description: 'What it shall be.',
      ref: {
        type: 'object',
        required: ['selector', 'template'],
        properties: {
          replicas: { type: 'integer', format: 'int32', description: 'How many pods.', default: 1 },
          selector: { type: 'object', properties: { matchLabels: TEXTS } },
          template: { ref: TEMPLATE },
        },
      },
    },
    status: { type: 'object', properties: { readyReplicas: { type: 'integer' } } },
  }),
  'v1/Pod': kind('A pod.', { spec: { ref: POD_SPEC } }),
  'v1/Secret': kind('A secret.', {
    data: { type: 'object', additionalProperties: { type: 'string', format: 'byte' } },
    stringData: TEXTS,
    type: TEXT,
  }),
  'v1/ConfigMap': kind('Settings.', { data: TEXTS, immutable: { type: 'boolean' } }),
  'autoscaling/v1/HorizontalPodAutoscaler': kind('The older one.', { spec: { type: 'object', properties: {} } }),
  'autoscaling/v2/HorizontalPodAutoscaler': kind('Scales.', {
    spec: { type: 'object', required: ['maxReplicas'], properties: { maxReplicas: { type: 'integer' } } },
  }),
};

export const SMALL_SCHEMAS: SchemaStore = {
  find: ({ group, version, kind: name }, kubernetes): FoundSchema | undefined => {
    const schema = KINDS[`${group === '' ? '' : `${group}/`}${version}/${name}`];
    return (
      schema && {
        gvk: { group, version, kind: name },
        schema,
        source: { kind: 'kubernetes', version: kubernetes },
        isOpen: false,
      }
    );
  },
  kinds: () => Object.keys(KINDS).map(gvk),
};

function kind(description: string, properties: Readonly<Record<string, SchemaNode>>): SchemaNode {
  return { type: 'object', description, properties: { ...HEAD, ...properties } };
}

function gvk(path: string): GroupVersionKind {
  const parts = path.split('/');
  const [name = '', version = '', group = ''] = parts.reverse();
  return { group, version, kind: name };
}
