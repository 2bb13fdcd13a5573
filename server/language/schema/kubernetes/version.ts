// Which Kubernetes a chart is seen under: the version that `.Capabilities.KubeVersion` tells, as schemas and API lifecycles count.

import { parseKubeVersion } from '#engine/chart/kube-version.ts';
import { PROFILES } from '#engine/chart/profile.ts';
import type { Settings } from '#protocol';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';

/** `1.36`: of the root chart's values set, else the setting, else what helm itself assumes. No root: a file of no chart. */
export function kubernetesOf(snapshot: Snapshot, root: string | undefined): string {
  const { settings } = root === undefined ? snapshot : underSet(snapshot, root);
  return kubernetesVersion(settings);
}

/** What cannot be read as a version is refused by the render; schemas then are those of helm's own default. */
function kubernetesVersion(settings: Pick<Settings, 'kubeVersion' | 'helmVersion'>): string {
  let known = versions.get(settings);
  if (known === undefined) versions.set(settings, (known = versionOf(settings)));
  return known;
}

/** Every document that is judged asks, and settings are the same object until one of them is changed. */
const versions = new WeakMap<object, string>();

function versionOf({ kubeVersion, helmVersion }: Pick<Settings, 'kubeVersion' | 'helmVersion'>): string {
  const major = helmVersion === '3' ? 3 : 4;
  const given = kubeVersion === '' ? undefined : parseKubeVersion(kubeVersion, major);
  const parsed = given === undefined || 'error' in given ? parseKubeVersion(PROFILES[major].kubeVersion, major) : given;
  return 'error' in parsed ? '1.36' : `${parsed.major}.${parsed.minor}`;
}

/** The later of two versions is positive, as sort wants it. */
export function compareKubernetes(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}
