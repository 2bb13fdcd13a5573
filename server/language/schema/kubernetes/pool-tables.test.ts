// Our tables as the pool shows them: enums, keys of lists, defaults, lives of APIs, open schemas.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import introduced from '../../../../schemas/api-introduced.json';
import defaults from '../../../../schemas/defaults.json';
import enums from '../../../../schemas/enums.json';
import listKeys from '../../../../schemas/list-keys.json';
import { pool } from '../../../../test/support/pool.ts';
import { lifecycleOf } from './lifecycle.ts';
import { gvkOf, type SchemaNode } from './schema-node.ts';
import { compareKubernetes } from './version.ts';

/** `io.k8s.api.core.v1.Container#ports` in the newest version. */
function fieldAt(place: string): SchemaNode | undefined {
  const [name = '', field = ''] = place.split('#');
  return pool().definition(name, '1.36')?.properties?.[field];
}

const scalarAt = (place: string) => fieldAt(place)?.items ?? fieldAt(place);

test('closed lists are enums, open ones are for completion only', () => {
  const closed = Object.entries(enums.closed).filter(([place, words]) => !same(scalarAt(place)?.enum, words));
  const open = Object.entries(enums.open).filter(
    ([place, words]) => !same(scalarAt(place)?.openEnum, words) || scalarAt(place)?.enum !== undefined,
  );
  expect([...closed, ...open]).toEqual([]);
  expect(Object.keys(enums.closed).length + Object.keys(enums.open).length).toBe(171);
  expect(scalarAt('io.k8s.api.core.v1.Container#imagePullPolicy')?.enum).toEqual(['Always', 'Never', 'IfNotPresent']);
});

test('no enum lists the empty text', () => {
  for (const words of [...Object.values(enums.closed), ...Object.values(enums.open)]) expect(words).not.toContain('');
});

test('lists that are told apart by keys know them, and items have them', () => {
  for (const [place, keys] of Object.entries(listKeys)) {
    if (/v1(alpha|beta)/.test(place) && fieldAt(place) === undefined) continue;
    expect({ place, ...pick(fieldAt(place)) }).toEqual({ place, listType: 'map', listKeys: keys });
    const item = fieldAt(place)?.items?.ref;
    expect(keys.filter((key) => item?.properties?.[key] === undefined)).toEqual([]);
  }
});

test('defaults are of the type of their field', () => {
  for (const [place, value] of Object.entries(defaults)) {
    const field = fieldAt(place);
    expect([place, field?.default]).toEqual([place, value]);
    const type = field?.ref?.format === 'int-or-string' ? 'string' : field?.type === 'integer' ? 'number' : field?.type;
    expect([place, typeof value]).toEqual([place, type]);
  }
});

test('the versions have what their time had', () => {
  const there = (api: string, kind: string) =>
    pool().versions.filter((version) => pool().find(gvkOf(api, kind), version));
  expect(there('apps/v1', 'Deployment')).toEqual(pool().versions);
  expect(there('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema')).toEqual(['1.31', '1.30']);
  expect(there('resource.k8s.io/v1', 'ResourceClaim')).toEqual(['1.36', '1.35', '1.34']);
  expect(there('admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy')).toEqual(['1.36', '1.35', '1.34']);
  expect(there('networking.k8s.io/v1', 'IPAddress')).toEqual(['1.36', '1.35', '1.34', '1.33']);
  expect(there('policy/v1beta1', 'PodDisruptionBudget')).toEqual([]);
  expect(there('argoproj.io/v1alpha1', 'Application')).toEqual(pool().versions);
});

test('no API was removed before it was there', () => {
  const odd = Object.entries(introduced).filter(([name, first]) => {
    const [api = '', kind = ''] = name.split(' ');
    const removed = lifecycleOf(gvkOf(api, kind))?.removed;
    return removed !== undefined && compareKubernetes(removed, first) <= 0;
  });
  expect(odd).toEqual([]);
  expect(Object.keys(introduced).length).toBe(298);
});

test('open schemas know their fields and allow others', () => {
  const files = readdirSync(new URL('../../../../schemas/open', import.meta.url));
  const listed = files.map((file) => {
    const read = readFileSync(new URL(`../../../../schemas/open/${file}`, import.meta.url), 'utf8');
    const { group, versions, kind } = JSON.parse(read) as { group: string; versions: string[]; kind: string };
    const found = versions.map((version) => pool().find({ group, version, kind }, '1.36'));
    expect(found.map((one) => [one?.isOpen, one?.source])).toEqual(
      versions.map(() => [true, { kind: 'open', name: kind }]),
    );
    return `${group}/${versions.join(',')} ${kind}`;
  });
  expect(listed.join('\n')).toMatchInlineSnapshot(`
    "serving.kserve.io/v1beta1 InferenceService
    kubeflow.org/v1,v1beta1,v1alpha1 Notebook
    operators.coreos.com/v1,v1alpha2 OperatorGroup
    acid.zalan.do/v1 postgresql
    rabbitmq.com/v1beta1 RabbitmqCluster
    ray.io/v1,v1alpha1 RayCluster
    route.openshift.io/v1 Route
    sparkoperator.k8s.io/v1beta2 ScheduledSparkApplication
    sparkoperator.k8s.io/v1beta2 SparkApplication
    operators.coreos.com/v1alpha1 Subscription"
  `);
  const spark = pool().find(gvkOf('sparkoperator.k8s.io/v1beta2', 'SparkApplication'), '1.36')?.schema.properties?.spec;
  expect(spark?.preservesUnknown).toBe(true);
  expect(spark?.properties?.driver?.properties?.cores?.type).toBe('integer');
  expect(spark?.properties?.volumes?.items?.ref?.required).toEqual(['name']);
});

test('custom resources have what their types inherit, and no required fields where those are not known', () => {
  const spec = (api: string, kind: string) => {
    const found = pool().find(gvkOf(api, kind), '1.36')?.schema.properties?.spec;
    return found?.ref ?? found;
  };
  const endpoint = spec('monitoring.coreos.com/v1', 'ServiceMonitor')?.properties?.endpoints?.items?.ref;
  expect(Object.keys(endpoint?.properties ?? {})).toEqual(expect.arrayContaining(['port', 'tlsConfig', 'basicAuth']));
  expect(spec('cert-manager.io/v1', 'Certificate')?.required).toEqual(['issuerRef', 'secretName']);
  expect(spec('postgresql.cnpg.io/v1', 'Cluster')?.required).toBeUndefined();
  expect(spec('kafka.strimzi.io/v1beta2', 'Kafka')?.required).toEqual(['kafka']);
  const steps = spec('argoproj.io/v1alpha1', 'Workflow')?.properties?.templates?.items?.ref?.properties?.steps;
  expect(steps?.items?.ref?.type).toBe('array');
});

function same(found: readonly unknown[] | undefined, words: readonly string[]): boolean {
  return JSON.stringify(found) === JSON.stringify(words);
}

function pick(node: SchemaNode | undefined): Pick<SchemaNode, 'listType' | 'listKeys'> {
  return { listType: node?.listType, listKeys: node?.listKeys };
}
