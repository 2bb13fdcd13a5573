// The order in which helm prints manifests: by kind, in install order, stable otherwise (helm-spec 4.3).

const INSTALL_ORDER = [
  'PriorityClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
];

/** Helm 4 knows two kinds more. */
const SINCE_4 = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

const RANKS: Readonly<Record<3 | 4, ReadonlyMap<string, number>>> = {
  3: new Map(INSTALL_ORDER.map((kind, rank) => [kind, rank])),
  4: new Map([...INSTALL_ORDER, ...SINCE_4].map((kind, rank) => [kind, rank])),
};

/** A stable sort by kind; kinds that Helm does not know come last, by name. */
export function sortByKind<T extends { readonly kind: string }>(items: readonly T[], major: 3 | 4): T[] {
  const ranks = RANKS[major];
  return [...items].sort((a, b) => {
    const x = ranks.get(a.kind);
    const y = ranks.get(b.kind);
    if (x !== undefined && y !== undefined) return x - y;
    if (x === undefined && y === undefined) return a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0;
    return x === undefined ? 1 : -1;
  });
}
