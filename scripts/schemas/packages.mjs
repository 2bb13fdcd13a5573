// The packages that schemas are read from, and the folders they lie in; their versions are pinned in package.json.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Kubernetes by version, newest first, and the release of client-node that was generated from its API. */
export const KUBERNETES = [
  { version: '1.36', folder: '@kubernetes/client-node', models: 'dist/gen/models' },
  { version: '1.34', folder: 'client-node-1.34', models: 'dist/gen/models' },
  { version: '1.33', folder: 'client-node-1.33', models: 'dist/gen/models' },
  { version: '1.32', folder: 'client-node-1.32', models: 'dist/gen/models' },
  { version: '1.30', folder: 'client-node-1.30', models: 'dist/gen/model' },
];

/**
 * Versions that no client-node was generated from: the neighbour's schemas, less the kinds that are younger. The later
 * neighbour, since a field too many is silent where a field too few would be a false finding.
 */
export const NEIGHBOURS = [
  { version: '1.35', later: '1.36', earlier: '1.34' },
  { version: '1.31', later: '1.32', earlier: '1.30' },
];

/** Literal kinds, references and paragraphs of Kubernetes' own types. */
export const MODELS = ['@kubernetes-models/apimachinery', 'kubernetes-models'];

/** Packages of CRDs, below @kubernetes-models. */
export const CRDS = [
  'argo-cd',
  'argo-rollouts',
  'argo-workflows',
  'cert-manager',
  'cloudnative-pg',
  'elastic-cloud',
  'external-secrets',
  'flink',
  'flux-cd',
  'gateway-api',
  'istio',
  'karpenter',
  'keda',
  'knative',
  'kyverno',
  'opentelemetry-operator',
  'prometheus-operator',
  'sealed-secrets',
  'strimzi-kafka-operator',
  'traefik',
];

/**
 * Packages whose required fields are those of the CRD. The others were made from Go's types, in which a field with a default
 * (`instances` of a CloudNativePG cluster, `consolidateAfter` of Karpenter) looks like one that must be given.
 */
export const REQUIRED_HOLDS = new Set([
  'argo-cd',
  'cert-manager',
  'flink',
  'flux-cd',
  'gateway-api',
  'istio',
  'keda',
  'prometheus-operator',
  'sealed-secrets',
  'strimzi-kafka-operator',
  'traefik',
]);

/** Where a package lies in node_modules. */
export function packageFolder(name) {
  const folder = join(root, 'node_modules', name);
  if (!existsSync(join(folder, 'package.json'))) throw new Error(`${name} is not installed: run npm ci`);
  return folder;
}

export function packageVersion(name) {
  return JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')).version;
}

/**
 * Fields that the packages call required, and some version of the CRD does not, by the type that has them: found by comparing
 * with the CRDs that public charts bring (docs/decisions/013).
 */
export const OPTIONAL = {
  'flux-cd': [
    'CrossNamespaceSourceReference.kind',
    'HelmChartTemplateVerification.provider',
    'OCIRepositoryVerification.provider',
    'UpdateStrategy.strategy',
  ],
  'gateway-api': ['TCPRouteRule.backendRefs', 'TLSRouteRule.backendRefs', 'UDPRouteRule.backendRefs'],
  'prometheus-operator': [
    'EmbeddedPersistentVolumeClaim.apiVersion',
    'EmbeddedPersistentVolumeClaim.kind',
    'ServiceMonitorSpec.endpoints',
    'StaticConfig.targets',
    'VictorOpsConfig.routingKey',
  ],
};

/** Fields that take other words, or values of another type, in some version of the CRD. */
export const LOOSE = {
  'external-secrets': ['SecretStoreSpec.refreshInterval'],
  'prometheus-operator': [
    'EmbeddedPersistentVolumeClaim.apiVersion',
    'EmbeddedPersistentVolumeClaim.kind',
    'K8SSelectorConfig.role',
    'KubernetesSDConfig.role',
    'OpenStackSDConfig.role',
  ],
};
