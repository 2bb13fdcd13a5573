// Documents and what they are: found kinds, kinds that do not exist, lists, and APIs that came to their end.

import { expect, test } from 'vitest';
import { readTree } from '#engine/yaml/read-tree.ts';
import { identify } from './identify.ts';
import { IDENTITY_CODES } from './identify-codes.ts';
import { apiOf } from './identify-violation.ts';
import type { SchemaLookup } from './lookup.ts';
import { gvkOf } from './schema-node.ts';

const KINDS = [
  'v1 ConfigMap',
  'v1 Pod',
  'v1 PodList',
  'v1 Event',
  'v1 Endpoints',
  'events.k8s.io/v1 Event',
  'discovery.k8s.io/v1 EndpointSlice',
  'apps/v1 Deployment',
  'apps/v1 StatefulSet',
  'autoscaling/v1 HorizontalPodAutoscaler',
  'autoscaling/v2 HorizontalPodAutoscaler',
  'networking.k8s.io/v1 Ingress',
  'example.com/v1 Sample',
].map((one) => gvkOf(one.split(' ')[0] ?? '', one.split(' ')[1] ?? ''));

function lookup(kubernetes: string): SchemaLookup {
  return {
    kubernetes,
    isLoaded: true,
    kinds: () => KINDS,
    find: (gvk) => {
      const known = KINDS.find((one) => apiOf(one) === apiOf(gvk) && one.kind === gvk.kind);
      return known && { gvk, schema: {}, source: { kind: 'kubernetes', version: kubernetes }, isOpen: false };
    },
  };
}

function answer(text: string, kubernetes = '1.36', kubeVersionRange?: string): string {
  const { resources, problems, unknown } = identify(readTree(text).root, lookup(kubernetes), { kubeVersionRange });
  return [
    ...resources.map(
      ({ gvk, found, path }) => `${[...path, ''].join('.')}${apiOf(gvk)} ${gvk.kind}${found ? '' : ': no schema'}`,
    ),
    ...problems.map(({ code, span, message, fix, severity, where }) => {
      const marked = text.slice(span.start, span.end).split('\n')[0];
      return `${severity} ${code} at ${where} ${marked}: ${message}${fix ? ` -> ${fix.text}` : ''}`;
    }),
    ...unknown.map((gvk) => `unknown: ${apiOf(gvk)} ${gvk.kind}`),
  ].join('\n');
}

test('found by apiVersion and kind', () => {
  expect(answer('apiVersion: apps/v1\nkind: Deployment\n')).toBe('apps/v1 Deployment');
  expect(answer('{"kind": "ConfigMap", "apiVersion": "v1"}')).toBe('v1 ConfigMap');
  expect(answer('')).toBe('');
  expect(answer('# a comment\n')).toBe('');
});

test('an object says what it is, in text', () => {
  expect(answer('kind: ConfigMap\n')).toBe('error manifest-identity at key kind: apiVersion is not set');
  expect(answer('apiVersion: v1\nkind:\n')).toBe('error manifest-identity at key kind: kind is not set');
  expect(answer('apiVersion: v1\nkind: null\n')).toBe('error manifest-identity at key kind: kind is not set');
  expect(answer('apiVersion: 1\nkind: ConfigMap\n')).toBe(
    'error manifest-identity at value 1: apiVersion: expected a text',
  );
  const neither = 'apiVersion and kind are not set: this is no Kubernetes object';
  expect(answer('{}')).toBe(`error manifest-identity at key {}: ${neither}`);
  expect(answer('suite: a\nkind:\n')).toBe(`error manifest-identity at key suite: ${neither}`);
  expect(answer('- a\n')).toBe(
    'error manifest-identity at value - a: a Kubernetes object is a table with apiVersion and kind, not a list',
  );
});

test('kinds that do not exist in groups of Kubernetes itself', () => {
  expect(answer('apiVersion: apps/v1\nkind: Deploymnt\n')).toMatchInlineSnapshot(`
    "apps/v1 Deploymnt: no schema
    error manifest-kind at value Deploymnt: apps/v1 has no kind 'Deploymnt' in Kubernetes 1.36; did you mean 'Deployment'? -> Deployment"
  `);
  expect(answer('apiVersion: v1\nkind: "Deployment"\n')).toMatchInlineSnapshot(`
    "v1 Deployment: no schema
    error manifest-kind at value v1: v1 has no Deployment in Kubernetes 1.36: it is in apps/v1 -> apps/v1"
  `);
  expect(answer('apiVersion: autoscaling/v3\nkind: HorizontalPodAutoscaler\n')).toMatchInlineSnapshot(`
    "autoscaling/v3 HorizontalPodAutoscaler: no schema
    error manifest-kind at value autoscaling/v3: autoscaling/v3 has no HorizontalPodAutoscaler in Kubernetes 1.36: it is in autoscaling/v2 or autoscaling/v1 -> autoscaling/v2"
  `);
  expect(answer('apiVersion: apps/v2\nkind: Event\n')).toMatchInlineSnapshot(`
    "apps/v2 Event: no schema
    error manifest-kind at value apps/v2: apps/v2 has no Event in Kubernetes 1.36: it is in v1 or events.k8s.io/v1"
  `);
  expect(answer('apiVersion: v1\nkind: Zebra\n')).toMatchInlineSnapshot(`
    "v1 Zebra: no schema
    error manifest-kind at value Zebra: v1 has no kind 'Zebra' in Kubernetes 1.36"
  `);
});

test('of a Kubernetes whose kinds are not known, only slips of the fingers are told', () => {
  expect(answer('apiVersion: v1\nkind: Zebra\n', '1.22')).toBe('v1 Zebra: no schema');
  expect(answer('apiVersion: autoscaling/v2beta9\nkind: HorizontalPodAutoscaler\n', '1.22')).not.toContain('error');
  expect(answer('apiVersion: apps/v1\nkind: Statefulset\n', '1.22')).toContain("did you mean 'StatefulSet'?");
});

test('kinds of third parties are silent', () => {
  expect(answer('apiVersion: v1\nkind: Config\n')).toBe('v1 Config: no schema');
  expect(answer('apiVersion: v1\nkind: DeploymentConfig\n')).toBe('v1 DeploymentConfig: no schema');
  expect(answer('apiVersion: example.org/v1\nkind: Sample\n')).toMatchInlineSnapshot(`
    "example.org/v1 Sample: no schema
    unknown: example.org/v1 Sample"
  `);
  expect(answer('apiVersion: example.com/v1\nkind: Sample\n')).toBe('example.com/v1 Sample');
});

test('lists are their items', () => {
  expect(
    answer(
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod}\n- {apiVersion: v1, kind: Pd}\n- {kind: Pod}\n',
    ),
  ).toMatchInlineSnapshot(`
    "items.0.v1 Pod
    items.1.v1 Pd: no schema
    error manifest-kind at value Pd: v1 has no kind 'Pd' in Kubernetes 1.36
    error manifest-identity at key kind: apiVersion is not set"
  `);
  expect(answer('apiVersion: v1\nkind: PodList\nitems: [{metadata: {}}]\n')).toBe('items.0.v1 Pod');
  expect(answer('apiVersion: v1\nkind: List\n')).toBe('');
  expect(answer('apiVersion: v1\nkind: List\nitems: []\n')).toBe('');
  expect(answer('apiVersion: v1\nkind: List\nitems: &a [{apiVersion: v1, kind: List, items: []}]\n')).toBe('');
});

test('APIs that were removed, and those that are deprecated', () => {
  const ingress = 'apiVersion: extensions/v1beta1\nkind: Ingress\n';
  expect(answer(ingress)).toMatchInlineSnapshot(`
    "extensions/v1beta1 Ingress: no schema
    error manifest-removed-api at value extensions/v1beta1: extensions/v1beta1 Ingress was removed in Kubernetes 1.22; use networking.k8s.io/v1 Ingress -> networking.k8s.io/v1"
  `);
  expect(answer(ingress, '1.21')).toContain(
    'warning manifest-deprecated-api at value extensions/v1beta1: extensions/v1beta1 Ingress is deprecated since Kubernetes 1.14 and removed in 1.22',
  );
  expect(answer(ingress, '1.13')).toBe('extensions/v1beta1 Ingress: no schema');
  // A replacement that is gone, too, is no help.
  expect(answer('apiVersion: flowcontrol.apiserver.k8s.io/v1beta1\nkind: FlowSchema\n')).toContain(
    '-> flowcontrol.apiserver.k8s.io/v1',
  );
  expect(answer('apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\n')).toContain(
    'PodSecurityPolicy was removed in Kubernetes 1.25',
  );
});

test("a chart's kubeVersion keeps warnings back, never errors", () => {
  const endpoints = 'apiVersion: v1\nkind: Endpoints\n';
  expect(answer(endpoints, '1.36', '>=1.33.0-0')).toContain('warning manifest-deprecated-api');
  expect(answer(endpoints, '1.36', '>=1.25.0-0')).toBe('v1 Endpoints');
  expect(answer('apiVersion: extensions/v1beta1\nkind: Ingress\n', '1.36', '>=1.10.0-0')).toContain('error');
  expect(answer(endpoints, '1.36', 'nonsense')).toContain('warning');
});

test.each(Object.entries(IDENTITY_CODES))('the samples of %s', (code, { severity, bad, good }) => {
  const told = (text: string) => identify(readTree(text).root, lookup('1.36')).problems;
  expect(told(bad).map((problem) => [problem.code, problem.severity])).toEqual([[code, severity]]);
  expect(told(good)).toEqual([]);
});

test('line ends and other letters', () => {
  expect(answer('# é𝄞\r\napiVersion: v1\r\nkind: Pdo\r\n')).toContain('at value Pdo');
});
