// metadata.name as each kind demands it: most are subdomains, some labels, roles nearly anything.

import { isBuiltIn } from '../built-in.ts';
import { givenField, givenValue, textOf } from '../validate-read.ts';
import { shown } from '../validate-scalar.ts';
import { compareKubernetes } from '../version.ts';
import type { Check } from './check.ts';
import type { Manifest } from './manifest.ts';
import { type NameForm, nameProblem } from './syntax.ts';

export const names: Check = {
  code: 'manifest-name',
  severity: 'error',
  title: 'A name that the kind may not have, or none',
  why: `Most names are RFC 1123 subdomains: lower case letters, digits, \`-\` and \`.\`, at most 253 characters. Namespaces,
StatefulSets, containers and volumes are labels: no dots, at most 63. Services are labels, and before Kubernetes 1.36 begin
with a letter. A CronJob has at most 52 characters, since Jobs are named after it. Roles and bindings are nearly free. An
object has a \`name\`, or a \`generateName\`.`,
  bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: My_Config\n',
  good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: my-config\n',
  check: (manifest, tell) => {
    checkObject(manifest, tell);
    checkContainers(manifest, tell);
  },
};

/** By group and kind; of what is not here only what no object may be named is told. */
const FORMS: Readonly<Record<string, NameForm>> = {
  ' Namespace': 'label',
  'apps StatefulSet': 'label',
  ...subdomains('', 'Pod ReplicationController ConfigMap Secret ServiceAccount PersistentVolume PersistentVolumeClaim'),
  ...subdomains('', 'LimitRange ResourceQuota Endpoints Node'),
  ...subdomains('apps', 'Deployment DaemonSet ReplicaSet ControllerRevision'),
  ...subdomains('batch', 'Job CronJob'),
  ...subdomains('networking.k8s.io', 'NetworkPolicy Ingress IngressClass'),
  ...subdomains('autoscaling', 'HorizontalPodAutoscaler'),
  ...subdomains('discovery.k8s.io', 'EndpointSlice'),
  ...subdomains('coordination.k8s.io', 'Lease'),
  ...subdomains('storage.k8s.io', 'StorageClass VolumeAttributesClass CSIStorageCapacity'),
  ...subdomains('scheduling.k8s.io', 'PriorityClass'),
  ...subdomains('node.k8s.io', 'RuntimeClass'),
  ...subdomains('flowcontrol.apiserver.k8s.io', 'FlowSchema PriorityLevelConfiguration'),
  ...subdomains('admissionregistration.k8s.io', 'ValidatingWebhookConfiguration MutatingWebhookConfiguration'),
  ...subdomains('admissionregistration.k8s.io', 'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding'),
};

function subdomains(group: string, kinds: string): Record<string, NameForm> {
  return Object.fromEntries(kinds.split(' ').map((kind) => [`${group} ${kind}`, 'subdomain'] as const));
}

/** Service names may begin with a digit from here on. */
const RELAXED_SERVICE_NAMES = '1.36';

function formOf({ gvk: { group, kind }, kubernetes }: Manifest): NameForm {
  if (group === '' && kind === 'Service')
    return compareKubernetes(kubernetes, RELAXED_SERVICE_NAMES) < 0 ? 'label1035' : 'label';
  if (!isBuiltIn(group)) return 'subdomain';
  return FORMS[`${group} ${kind}`] ?? 'segment';
}

/** Some programs read files of their own that look like custom resources and have no name. */
function needsName({ gvk: { group, kind } }: Manifest): boolean {
  return isBuiltIn(group) && !REVIEWS.test(kind);
}

const REVIEWS = /^(?:.*Review|Binding|Status|.*List)$/;

/** The Job controller puts eleven characters behind it. */
const LONGEST_CRONJOB = 52;

const checkObject: Check['check'] = (manifest, tell) => {
  const metadata = givenValue(manifest.root, 'metadata');
  const field = givenField(metadata, 'name');
  const generated = givenField(metadata, 'generateName');
  const name = textOf(metadata, 'name') ?? '';
  if (name !== '' && field !== undefined) {
    const isLong = manifest.gvk.kind === 'CronJob' && manifest.gvk.group === 'batch' && name.length > LONGEST_CRONJOB;
    const problem = nameProblem(name, formOf(manifest)) ?? (isLong ? 'must be no more than 52 characters' : undefined);
    if (problem !== undefined) tell({ path: ['metadata', 'name'], at: field, message: `${shown(name)}: ${problem}` });
    return;
  }
  const prefix = textOf(metadata, 'generateName') ?? '';
  if (prefix !== '' && generated !== undefined) {
    const problem = nameProblem(masked(prefix), formOf(manifest));
    if (problem !== undefined)
      tell({ path: ['metadata', 'generateName'], at: generated, message: `${shown(prefix)}: ${problem}` });
    return;
  }
  // A name of another type is the schema's affair.
  if (!needsName(manifest) || (field !== undefined && textOf(metadata, 'name') === undefined)) return;
  const at = field ?? givenField(manifest.root, 'metadata') ?? givenField(manifest.root, 'kind');
  if (at !== undefined)
    tell({ path: ['metadata', 'name'], at, isKey: true, message: 'name or generateName is required' });
};

/** What is generated follows the last hyphen: maskTrailingDash, which puts an `a` for the last two characters. */
function masked(prefix: string): string {
  return prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;
}

const checkContainers: Check['check'] = ({ pod }, tell) => {
  if (pod === undefined) return;
  for (const { list, index, node } of pod.containers) {
    const field = givenField(node, 'name');
    const name = textOf(node, 'name');
    if (field === undefined || name === undefined) continue;
    const problem = name === '' ? 'must not be empty' : nameProblem(name, 'label');
    if (problem !== undefined)
      tell({ path: [...pod.path, list, index, 'name'], at: field, message: `${shown(name)}: ${problem}` });
  }
};
