// The example charts keep what is promised of them: the kinds a data team knows, no name twice, an archive as its source.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { unpackArchive } from '#engine/chart/archive.ts';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: { readonly type?: string; readonly clusterIP?: string };
}

const recorded = new URL('examples/data-platform/expected/', import.meta.url);
const chart = new URL('../../examples/data-platform/', import.meta.url);
const source = new URL('../../examples/schema-registry/', import.meta.url);

function manifests(run: string): Manifest[] {
  return parseAllDocuments(readFileSync(new URL(`${run}.4.txt`, recorded), 'utf8')).map(
    (document) => document.toJS() as Manifest,
  );
}

const runs = readdirSync(recorded).flatMap((name) => /^(.+)\.4\.txt$/.exec(name)?.[1] ?? []);

test.each(runs.filter((run) => run !== 'typo'))('%s: no resource twice', (run) => {
  const names = manifests(run).map((m) => `${m.apiVersion} ${m.kind} ${m.metadata.namespace ?? ''}/${m.metadata.name}`);
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

test('the kinds that the example promises', () => {
  const kinds = new Set([...manifests('prod'), ...manifests('ingress')].map((manifest) => manifest.kind));
  const promised = `
    StatefulSet Service Deployment HorizontalPodAutoscaler ConfigMap Secret CronJob Job Ingress NetworkPolicy
    ServiceAccount Role RoleBinding ClusterRole ClusterRoleBinding ResourceQuota PodDisruptionBudget SparkApplication
    CustomResourceDefinition PrometheusRule ServiceMonitor HTTPRoute DaemonSet LimitRange Namespace PersistentVolume
    PersistentVolumeClaim Pod`;
  expect(
    promised
      .trim()
      .split(/\s+/)
      .filter((kind) => !kinds.has(kind)),
  ).toEqual([]);
});

test('all five types of services', () => {
  const services = manifests('defaults').filter((manifest) => manifest.kind === 'Service');
  const types = services.map(({ spec }) => (spec?.clusterIP === 'None' ? 'headless' : (spec?.type ?? 'ClusterIP')));
  expect([...new Set(types)].sort()).toEqual(['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort', 'headless']);
});

test('the Ingress is off by default', () => {
  expect(manifests('defaults').filter((manifest) => manifest.kind === 'Ingress')).toEqual([]);
});

test('the packed subchart is its source', () => {
  const name = 'schema-registry-0.2.1.tgz';
  const unpacked = unpackArchive(readFileSync(new URL(`charts/${name}`, chart)), { major: 4, source: name });
  if ('error' in unpacked) throw new Error(unpacked.error);
  const root = fileURLToPath(source);
  const texts = unpacked.files.filter((file) => file.path !== 'Chart.yaml');
  expect(texts.length).toBeGreaterThan(3);
  for (const file of texts) {
    expect(file.text, file.path).toBe(readFileSync(`${root}${file.path}`, 'utf8'));
  }
});
