// Kinds as people look for them: apiVersions of a kind and kinds of an apiVersion, the best one first.

import type { GroupVersionKind } from './schema-node.ts';

/** `apps/v1`; the core group is not written. */
export function apiVersionOf({ group, version }: GroupVersionKind): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Each kind with its apiVersions: lists of objects are left out, since nobody writes them by their names. */
export function kindsByName(all: readonly GroupVersionKind[]): ReadonlyMap<string, readonly GroupVersionKind[]> {
  const names = new Set(all.map(({ group, kind }) => `${group}/${kind}`));
  const out = new Map<string, GroupVersionKind[]>();
  for (const gvk of [...all].sort(byUse)) {
    const isList = gvk.kind.endsWith('List') && names.has(`${gvk.group}/${gvk.kind.slice(0, -4)}`);
    const list = out.get(gvk.kind);
    if (isList) continue;
    if (list === undefined) out.set(gvk.kind, [gvk]);
    else if (!list.some((one) => one.group === gvk.group && one.version === gvk.version)) list.push(gvk);
  }
  return out;
}

/** What a cluster is most often told of; these come first where nothing is typed yet. */
export const USUAL_KINDS: readonly string[] = [
  'Deployment',
  'Service',
  'ConfigMap',
  'Secret',
  'Ingress',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'Namespace',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'NetworkPolicy',
  'Pod',
];

/** Usual kinds first, then those of Kubernetes, then by name; the newest stable version of each. */
function byUse(a: GroupVersionKind, b: GroupVersionKind): number {
  return (
    usualRank(a) - usualRank(b) ||
    groupRank(a) - groupRank(b) ||
    compare(a.kind, b.kind) ||
    compare(a.group, b.group) ||
    versionRank(b.version) - versionRank(a.version)
  );
}

function usualRank({ group, kind }: GroupVersionKind): number {
  const at = groupRank({ group }) === 2 ? -1 : USUAL_KINDS.indexOf(kind);
  return at < 0 ? USUAL_KINDS.length : at;
}

/** Groups of Kubernetes itself have no dot, or end in k8s.io. */
function groupRank({ group }: Pick<GroupVersionKind, 'group'>): number {
  return group === '' ? 0 : !group.includes('.') || group.endsWith('.k8s.io') ? 1 : 2;
}

/** Kubernetes' own order: stable before beta before alpha, later ones first. */
function versionRank(version: string): number {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) return -1;
  const stage = match[2] === undefined ? 2 : match[2] === 'beta' ? 1 : 0;
  return stage * 1_000_000 + Number(match[1]) * 1000 + Number(match[3] ?? 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
