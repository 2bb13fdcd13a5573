// What a cluster is asked for in texts: API versions, kinds for `lookup`, constraints on the Kubernetes version.

import { defaultApiVersions } from '#engine/chart/capabilities-api-versions.ts';
import { PROFILES } from '#engine/chart/profile.ts';
import type { Place } from '../../documents/place.ts';
import { templateView, unwrapped, walkNodes } from '../../documents/template.ts';
import { kubeVersionOf } from '../../symbols/builtin-value.ts';
import { pathIn } from '../../symbols/charts.ts';
import type { Context } from '../../symbols/context.ts';
import type { FileText } from '../../workspace/snapshot.ts';
import type { Choice } from './choice.ts';

/** What `.Capabilities.APIVersions.Has` may be asked: versions that Helm assumes or the settings name, and the chart's CRDs. */
export function apiVersionChoices(context: Context): Choice[] {
  const { settings } = context.snapshot;
  const profile = PROFILES[settings.helmVersion === '3' ? 3 : 4];
  const known = new Set([...defaultApiVersions(profile.apiVersions), ...settings.apiVersions]);
  const own = customResources(context).flatMap(({ version, kind }) => [version, `${version}/${kind}`]);
  const other = [...asked(context), ...COMMON, ...own].filter((version) => !known.has(version));
  return [
    ...[...known].map((label) => choice(label, '0', 'known to Helm without a cluster')),
    ...[...new Set(other)].map((label) => choice(label, '1', 'only if the cluster offers it')),
  ];
}

/** Versions of custom resources that charts ask for most. */
const COMMON: readonly string[] = [
  'monitoring.coreos.com/v1',
  'cert-manager.io/v1',
  'gateway.networking.k8s.io/v1',
  'route.openshift.io/v1',
  'security.openshift.io/v1',
  'policy/v1/PodDisruptionBudget',
  'autoscaling/v2/HorizontalPodAutoscaler',
  'networking.k8s.io/v1/Ingress',
  'batch/v1/CronJob',
  'traefik.io/v1alpha1',
  'networking.istio.io/v1',
  'keda.sh/v1alpha1',
  'external-secrets.io/v1',
  'autoscaling.k8s.io/v1',
  'snapshot.storage.k8s.io/v1',
];

function choice(label: string, rank: string, detail?: string): Choice {
  return { label, kind: 'value', detail, sort: `${rank}${label}` };
}

/** The kinds of Kubernetes that charts look up, by API version. */
const KINDS: Readonly<Record<string, string>> = {
  v1:
    'ConfigMap Secret Service ServiceAccount Namespace Pod PersistentVolumeClaim PersistentVolume Node Endpoints ' +
    'ReplicationController LimitRange ResourceQuota',
  'apps/v1': 'Deployment StatefulSet DaemonSet ReplicaSet ControllerRevision',
  'batch/v1': 'Job CronJob',
  'networking.k8s.io/v1': 'Ingress IngressClass NetworkPolicy',
  'rbac.authorization.k8s.io/v1': 'Role RoleBinding ClusterRole ClusterRoleBinding',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'policy/v1': 'PodDisruptionBudget',
  'storage.k8s.io/v1': 'StorageClass CSIDriver CSINode VolumeAttachment',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
  'admissionregistration.k8s.io/v1': 'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
  'coordination.k8s.io/v1': 'Lease',
  'discovery.k8s.io/v1': 'EndpointSlice',
  'certificates.k8s.io/v1': 'CertificateSigningRequest',
};

export function lookupVersionChoices(context: Context): Choice[] {
  const own = customResources(context).map(({ version }) => version);
  return [...new Set([...Object.keys(KINDS), ...own])].map((label, i) => ({
    ...choice(label, '', undefined),
    sort: `0${String(i).padStart(2, '0')}`,
  }));
}

/** `lookup "v1" "`: the kinds of that version; all of them where it is not written out. */
export function kindChoices(context: Context, place: Place): Choice[] {
  const version = /^"(.*)"$/.exec(place.before[1]?.text ?? '')?.[1];
  const all = [
    ...Object.entries(KINDS).flatMap(([of, kinds]) => kinds.split(' ').map((kind) => ({ version: of, kind }))),
    ...customResources(context),
  ];
  const fitting = version === undefined ? all : all.filter((one) => one.version === version);
  return fitting.map(({ version: of, kind }, i) => ({
    ...choice(kind, '', of),
    sort: `0${String(i).padStart(3, '0')}`,
  }));
}

interface Resource {
  readonly version: string;
  readonly kind: string;
}

const resources = new WeakMap<FileText, readonly Resource[]>();

/** Custom resources that the release's own crds/ define. */
function customResources({ tree }: Context): Resource[] {
  return tree.charts.flatMap((chart) =>
    chart.files.filter((file) => pathIn(chart.folder, file).startsWith('crds/')).flatMap(definedIn),
  );
}

function definedIn(file: FileText): readonly Resource[] {
  let known = resources.get(file);
  if (known === undefined) {
    const parts = file.text.split(/^---.*$/m).filter((part) => /^kind:\s*CustomResourceDefinition\s*$/m.test(part));
    known = parts.flatMap((part): Resource[] => {
      const group = /^ {2}group:\s*["']?([\w.-]+)/m.exec(part)?.[1];
      const kind = /^ {4}kind:\s*["']?(\w+)/m.exec(part)?.[1];
      const versions = [...part.matchAll(/^ {2,4}(?:- )? ?name:\s*["']?(v\d\w*)["']?\s*$/gm)].map((match) => match[1]);
      return group && kind ? versions.map((version) => ({ version: `${group}/${version}`, kind })) : [];
    });
    resources.set(file, known);
  }
  return known;
}

/** Constraints that this release's templates use, and the usual ones about the Kubernetes version that is rendered for. */
export function constraintChoices(context: Context): Choice[] {
  const minor = /^v?1\.(\d+)/.exec(kubeVersionOf(context.snapshot.settings))?.[1];
  const usual = minor === undefined ? [] : [`>=1.${minor}-0`, `<1.${minor}-0`, `^1.${minor}-0`];
  const used = argumentsOf(context, 'semverCompare');
  return [...new Set([...used, ...usual])].map((label, i) => ({
    ...choice(
      label,
      '',
      used.includes(label) ? 'used in this chart' : '`-0` lets pre-releases such as v1.30.1-gke.5 pass',
    ),
    sort: `0${String(i).padStart(3, '0')}`,
  }));
}

/** API versions that the release's templates ask for. */
function asked(context: Context): string[] {
  return argumentsOf(context, 'Has');
}

const firstArguments = new WeakMap<FileText, ReadonlyMap<string, readonly string[]>>();

/** Each text that is the first argument of a function or method somewhere in the release. */
function argumentsOf({ snapshot, tree }: Context, name: string): string[] {
  const out = new Set<string>();
  for (const chart of tree.charts) {
    for (const file of chart.templates) {
      if (!file.text.includes(name)) continue;
      let known = firstArguments.get(file);
      if (known === undefined) firstArguments.set(file, (known = readArguments(templateView(file, snapshot.settings))));
      for (const text of known.get(name) ?? []) out.add(text);
    }
  }
  return [...out].sort();
}

function readArguments(view: ReturnType<typeof templateView>): Map<string, string[]> {
  const out = new Map<string, string[]>();
  walkNodes(view.parsed.main.root, (node) => {
    if (node.kind !== 'command') return;
    const [first, text] = node.args.map(unwrapped);
    const name =
      first?.kind === 'identifier'
        ? first.ident
        : first?.kind === 'field' || first?.kind === 'variable'
          ? first.ident.at(-1)
          : undefined;
    if ((name !== 'semverCompare' && name !== 'Has') || text?.kind !== 'string' || text.text === '') return;
    out.set(name, [...(out.get(name) ?? []), text.text]);
  });
  return out;
}
