// For each pair a chart in which helm lint gives the message: the rule's finding stands there, and helm's does not.

import { describe, expect, test } from 'vitest';
import { allFindingsOf, findingLines } from '../../../../test/support/findings.ts';
import { FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../../test/support/fixture.ts';
import { poolBytes } from '../../../../test/support/pool.ts';
import { renderChart } from '../../workspace/render-chart.ts';
import { applyChanges } from '../../workspace/snapshot.ts';
import type { HelmLintCode } from '../helm/lint.ts';
import { manifestFindings } from '../manifests/findings.ts';
import { helmLint } from './messages.ts';
import { SAME_CAUSE } from './same-cause.ts';

const NAME = 'apiVersion: v2\nname: shop\nversion: 0.1.0\n';
const ICON = 'icon: https://example.com/shop.svg\n';
const OK = '-- values.yaml --\n-- templates/a.txt --\n';

interface Case {
  readonly helm: HelmLintCode;
  readonly rule: string;
  readonly chart: string;
  readonly version?: '3' | '4';
  readonly kubeVersion?: string;
}

const POD = '{metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a}]}}';

const chartYaml = (text: string) => `-- Chart.yaml --\n${text}${OK}`;
const files = (text: string) => `-- Chart.yaml --\n${NAME}${ICON}${text}`;
const template = (text: string) => files(`-- values.yaml --\n-- templates/a.yaml --\n${text}`);

const CASES: readonly Case[] = [
  { helm: 'helm-chart-file', rule: 'chart-metadata', chart: chartYaml('name: [a\n') },
  { helm: 'helm-chart-file', rule: 'chart-metadata', chart: chartYaml(`${NAME}${ICON}keywords: x\n`) },
  { helm: 'helm-chart-strict', rule: 'chart-metadata', chart: chartYaml(`${NAME}${ICON}dependancies: []\n`) },
  { helm: 'helm-chart-strict', rule: 'chart-metadata', chart: chartYaml(`${NAME}${ICON}name: two\n`) },
  { helm: 'helm-chart-name', rule: 'chart-metadata', chart: chartYaml(`apiVersion: v2\nversion: 0.1.0\n${ICON}`) },
  {
    helm: 'helm-chart-name',
    rule: 'chart-metadata',
    chart: chartYaml(`apiVersion: v2\nname: a/b\nversion: 0.1.0\n${ICON}`),
  },
  { helm: 'helm-chart-api-version', rule: 'chart-metadata', chart: chartYaml(`name: shop\nversion: 0.1.0\n${ICON}`) },
  {
    helm: 'helm-chart-api-version',
    rule: 'chart-metadata',
    chart: chartYaml(`apiVersion: v7\nname: shop\nversion: 0.1.0\n${ICON}`),
  },
  {
    helm: 'helm-chart-api-version',
    rule: 'chart-metadata',
    chart: chartYaml(`apiVersion: v7\nname: shop\nversion: 0.1.0\n${ICON}`),
    version: '3',
  },
  {
    helm: 'helm-chart-version',
    rule: 'chart-metadata',
    chart: chartYaml(`apiVersion: v2\nname: shop\nversion: 1\n${ICON}`),
    version: '3',
  },
  {
    helm: 'helm-chart-version',
    rule: 'chart-metadata',
    chart: chartYaml(`apiVersion: v2\nname: shop\nversion: one\n${ICON}`),
  },
  { helm: 'helm-chart-version', rule: 'chart-metadata', chart: chartYaml(`apiVersion: v2\nname: shop\n${ICON}`) },
  {
    helm: 'helm-chart-strict-version',
    rule: 'chart-metadata',
    chart: chartYaml(`apiVersion: v2\nname: shop\nversion: v1.0\n${ICON}`),
  },
  { helm: 'helm-chart-app-version', rule: 'chart-metadata', chart: chartYaml(`${NAME}${ICON}appVersion: 1.10\n`) },
  {
    helm: 'helm-chart-maintainer',
    rule: 'chart-metadata',
    chart: chartYaml(`${NAME}${ICON}maintainers:\n- email: a@b.c\n`),
  },
  {
    helm: 'helm-chart-type',
    rule: 'chart-metadata',
    chart: chartYaml(`apiVersion: v1\nname: shop\nversion: 0.1.0\n${ICON}type: application\n`),
  },
  {
    helm: 'helm-chart-dependencies',
    rule: 'chart-metadata',
    chart: `${chartYaml(`apiVersion: v1\nname: shop\nversion: 0.1.0\n${ICON}dependencies: [{name: s, version: 1.0.0}]\n`)}-- charts/s/Chart.yaml --\nname: s\nversion: 1.0.0\napiVersion: v2\n`,
  },
  {
    helm: 'helm-values-file',
    rule: 'values-yaml',
    chart: files('-- values.yaml --\na: b: c\n-- templates/a.txt --\n'),
  },
  { helm: 'helm-chart-load', rule: 'values-yaml', chart: files('-- values.yaml --\na: b: c\n-- templates/a.txt --\n') },
  { helm: 'helm-chart-load', rule: 'chart-load', chart: files(`${OK}-- Chart.lock --\n[a\n`) },
  { helm: 'helm-chart-load', rule: 'chart-metadata', chart: chartYaml(`apiVersion: v2\nname: shop\n${ICON}`) },
  { helm: 'helm-chart-load', rule: 'chart-metadata', chart: `${files(OK)}-- charts/s/Chart.yaml --\nname: s\n` },
  {
    helm: 'helm-values-schema',
    rule: 'values-schema',
    chart: files(
      '-- values.yaml --\na: 1\n-- values.schema.json --\n{"properties": {"a": {"type": "string"}}}\n-- templates/a.txt --\n',
    ),
  },
  { helm: 'helm-render', rule: 'template-syntax', chart: template('a: {{ .Values.a | quoted }}\n') },
  { helm: 'helm-render', rule: 'template-render', chart: template('a: {{ .Values.a.b }}\n') },
  {
    helm: 'helm-manifest-indent',
    rule: 'manifest-yaml',
    chart: template('  kind: A\n  metadata: {name: a}\n  x: y: z\n'),
  },
  { helm: 'helm-manifest-yaml', rule: 'manifest-yaml', chart: template('kind: A\nmetadata: {name: a}\nx: y: z\n') },
  {
    helm: 'helm-manifest-name',
    rule: 'template-render',
    chart: template('kind: A\nmetadata:\n  name: {{ required "give a name" .Values.name }}\n'),
  },
  {
    helm: 'helm-manifest-deprecated',
    rule: 'manifest-removed-api',
    chart: template('apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\n'),
  },
  {
    helm: 'helm-manifest-deprecated',
    rule: 'manifest-deprecated-api',
    chart: template('apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\n'),
    kubeVersion: '1.24',
  },
  {
    helm: 'helm-manifest-name',
    rule: 'manifest-name',
    chart: template('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: A}\n'),
  },
  {
    helm: 'helm-manifest-selector',
    rule: 'manifest-required',
    chart: template(`apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template: ${POD}\n`),
  },
  {
    helm: 'helm-manifest-selector',
    rule: 'manifest-selector',
    chart: template(
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  selector: {}\n  template: ${POD}\n`,
    ),
  },
  {
    helm: 'helm-dependencies-missing',
    rule: 'chart-dependencies',
    chart: chartYaml(`${NAME}${ICON}dependencies:\n- {name: redis, version: 1.0.0}\n`),
  },
];

describe.each(CASES)('$helm and $rule: $chart', ({ helm, rule, chart, version = '4', kubeVersion = '' }: Case) => {
  test('told once', () => {
    const read = fixture(chart, { settings: { helmVersion: version, kubeVersion } });
    const snapshot = applyChanges(read.snapshot, [{ kind: 'schemas', bytes: poolBytes() }]);
    const said = helmLint({ snapshot, root: FIXTURE_ROOT, stop: () => false })?.messages ?? [];
    expect(said.map(({ code }) => code)).toContain(helm);
    const rendering = renderChart(snapshot, FIXTURE_ROOT);
    const inManifests = manifestFindings(snapshot, FIXTURE_ROOT, rendering).findings;
    const found = [...allFindingsOf(snapshot), ...inManifests].map(({ code }) => code);
    expect(found).toContain(rule);
    expect(found).not.toContain('helm-lint');
  });
});

/** What is told of one fixture, each as a line. */
function lines(text: string, options?: FixtureOptions): string[] {
  return findingLines(text, options, allFindingsOf);
}

test('every pair has its case; what the schema of Chart.yaml does not judge, helm tells', () => {
  const tested = new Set(CASES.map(({ helm, rule }) => `${helm} ${rule}`));
  const missing = SAME_CAUSE.map(({ helm, rule }) => `${helm} ${rule}`).filter((pair) => !tested.has(pair));
  expect(missing).toEqual([]);
});

describe('not the same cause', () => {
  test('another thing at the same place', () => {
    expect(lines(chartYaml(`apiVersion: v2\nname: shop\nversion: 1.10\n${ICON}`))).toEqual([
      expect.stringContaining("chart-metadata: version should be of type string but it's of type float64"),
      expect.stringContaining("helm-lint: version '1.1' is not a valid SemVerV2"),
    ]);
  });
  test('another file', () => {
    const chart = template('a: {{ .Values.a.b }}\n');
    expect(lines(`${chart}-- templates/b.md --\n`)).toEqual([expect.stringContaining('template-render')]);
    const name = '-- templates/b.yaml --\nkind: A\nmetadata: {name: B}\n';
    expect(lines(`${template('kind: A\nmetadata: {name: a}\nx: {{ required "x" .Values.x }}\n')}${name}`)).toEqual([
      expect.stringContaining('template-render: x'),
      expect.stringContaining('b.yaml:2:0-19 warning helm-lint: object name does not conform'),
    ]);
  });
});

describe('excused', () => {
  test('what a subchart that is not there may explain', () => {
    const needs = `${NAME}${ICON}dependencies:\n- {name: redis, version: 1.0.0}\n`;
    const chart = `-- Chart.yaml --\n${needs}-- values.yaml --\n-- templates/a.yaml --\n{{ include "redis.name" . }}\n`;
    expect(lines(chart)).toEqual([expect.stringContaining("chart-dependencies: 'redis' is not in charts/")]);
  });
  test('values that only some file gives are information', () => {
    const schema = '-- values.schema.json --\n{"required": ["host"]}\n-- templates/a.txt --\n';
    const chart = files(`-- values.yaml --\na: 1\n-- values-prod.yaml --\nhost: x\n${schema}`);
    expect(lines(chart)).toEqual([
      expect.stringMatching(/^values\.yaml:1:0-4 information helm-lint: - at '': missing property/),
    ]);
    expect(lines(chart, { settings: { valuesFiles: ['values-prod.yaml'] } })).toEqual([]);
  });
  test('a template that takes too much', () => {
    const chart = template('{{ range until 100000 }}{{ . }}{{ end }}\n');
    const render = { maxSteps: 1000, maxOutputSize: 1 };
    expect(lines(chart, { settings: { render } })).toEqual([expect.stringContaining('template-render: stopped')]);
  });
});

test('a branch for old clusters, which only Helm without a cluster renders, is no mistake', () => {
  const old = (question: string, kind = 'CronJob') =>
    template(
      `{{- if .Capabilities.APIVersions.Has "${question}" }}\napiVersion: batch/v1\n{{- else }}\napiVersion: batch/v1beta1\n{{- end }}\nkind: ${kind}\nmetadata: {name: a}\n`,
    );
  const removed = (text: string) => {
    const snapshot = applyChanges(fixture(text).snapshot, [{ kind: 'schemas', bytes: poolBytes() }]);
    const { findings } = manifestFindings(snapshot, FIXTURE_ROOT, renderChart(snapshot, FIXTURE_ROOT));
    return findings.filter(({ code }) => ['manifest-removed-api', 'manifest-kind'].includes(code)).length;
  };
  expect(removed(old('batch/v1/CronJob'))).toBe(0);
  expect(removed(old('batch/v1/Job', 'Job'))).toBe(0);
  expect(removed(old('batch/v9'))).toBe(1);
  expect(removed(old('batch/v9', 'Job'))).toBe(1);
});
