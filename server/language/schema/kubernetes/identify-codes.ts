// The codes of what is wrong with a document's apiVersion and kind: one table, from which rules and their pages are made.

export type IdentityCode = 'manifest-identity' | 'manifest-kind' | 'manifest-removed-api' | 'manifest-deprecated-api';

/** Shaped as those of what a schema finds are (validate-codes.ts). */
export interface IdentityText {
  readonly severity: 'error' | 'warning';
  readonly title: string;
  /** Markdown. */
  readonly why: string;
  /** A manifest that has it, and the same mended. */
  readonly bad: string;
  readonly good: string;
}

export const IDENTITY_CODES: Readonly<Record<IdentityCode, IdentityText>> = {
  'manifest-identity': {
    severity: 'error',
    title: 'A document without apiVersion or kind',
    why: `Every object names its \`apiVersion\` and its \`kind\`, both as text: by them \`kubectl\` and Helm find the API that
it is sent to. The items of a \`List\` name their own.`,
    bad: 'kind: ConfigMap\nmetadata:\n  name: settings\n',
    good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n',
  },
  'manifest-kind': {
    severity: 'error',
    title: 'A kind that its apiVersion does not have',
    why: `\`no matches for kind "Deployment" in version "apps/v2"\`: the API server does not know it. This is told of the
groups that Kubernetes itself serves, for the Kubernetes version that the chart is rendered for. Custom resources may exist
in a cluster whatever Chartroom knows, and are never called unknown.`,
    bad: 'apiVersion: v1\nkind: Deployment\nmetadata:\n  name: web\n',
    good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n',
  },
  'manifest-removed-api': {
    severity: 'error',
    title: 'An API that this Kubernetes no longer has',
    why: `The API was removed, and the API server refuses the object. It counts for the Kubernetes version that the chart is
rendered for, and only for what is really rendered: a branch that asks \`.Capabilities\` and is not taken is silent.`,
    bad: 'apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata:\n  name: web\n',
    good: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n',
  },
  'manifest-deprecated-api': {
    severity: 'warning',
    title: 'An API that Kubernetes is about to drop',
    why: `The API still exists in the Kubernetes version that the chart is rendered for, and another one takes its place.
Nothing is said when the chart's \`kubeVersion\` allows versions that do not have the other one yet.`,
    bad: 'apiVersion: v1\nkind: Endpoints\nmetadata:\n  name: web\n',
    good: 'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\naddressType: IPv4\nendpoints: []\nmetadata:\n  name: web\n',
  },
};
