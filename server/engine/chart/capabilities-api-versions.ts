// The API versions that Helm assumes when it renders without a cluster: what client-go registers, in its order.

/** [group, its versions]; the core group has no name. This is the list of client-go 0.35. */
const GROUPS: readonly (readonly [group: string, versions: string])[] = [
  ['', 'v1'],
  ['admissionregistration.k8s.io', 'v1 v1alpha1 v1beta1'],
  ['internal.apiserver.k8s.io', 'v1alpha1'],
  ['apps', 'v1 v1beta1 v1beta2'],
  ['authentication.k8s.io', 'v1 v1alpha1 v1beta1'],
  ['authorization.k8s.io', 'v1 v1beta1'],
  ['autoscaling', 'v1 v2 v2beta1 v2beta2'],
  ['batch', 'v1 v1beta1'],
  ['certificates.k8s.io', 'v1 v1beta1 v1alpha1'],
  ['coordination.k8s.io', 'v1alpha2 v1beta1 v1'],
  ['discovery.k8s.io', 'v1 v1beta1'],
  ['events.k8s.io', 'v1 v1beta1'],
  ['extensions', 'v1beta1'],
  ['flowcontrol.apiserver.k8s.io', 'v1 v1beta1 v1beta2 v1beta3'],
  ['networking.k8s.io', 'v1 v1beta1'],
  ['node.k8s.io', 'v1 v1alpha1 v1beta1'],
  ['policy', 'v1 v1beta1'],
  ['rbac.authorization.k8s.io', 'v1 v1beta1 v1alpha1'],
  ['resource.k8s.io', 'v1 v1beta2 v1beta1 v1alpha3'],
  ['scheduling.k8s.io', 'v1alpha1 v1beta1 v1'],
  ['storage.k8s.io', 'v1beta1 v1 v1alpha1'],
  ['storagemigration.k8s.io', 'v1beta1'],
  ['apiextensions.k8s.io', 'v1beta1 v1'],
];

/** What the neighbouring releases of client-go have in place of the lines above. */
const CHANGES: Readonly<Record<'1.34' | '1.35' | '1.36', Readonly<Record<string, string>>>> = {
  '1.34': { 'storagemigration.k8s.io': 'v1alpha1' },
  '1.35': {},
  '1.36': { autoscaling: 'v1 v2', 'scheduling.k8s.io': 'v1alpha2 v1beta1 v1' },
};

/** The default list for a Kubernetes minor, as `group/version`; no kinds are in it. */
export function defaultApiVersions(release: '1.34' | '1.35' | '1.36'): string[] {
  const changes = CHANGES[release];
  return GROUPS.flatMap(([group, versions]) =>
    (changes[group] ?? versions).split(' ').map((version) => (group === '' ? version : `${group}/${version}`)),
  );
}
