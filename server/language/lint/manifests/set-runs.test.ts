// What a chart shows under all of its values sets and in probes: text in, text out.

import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '#protocol';
import { findingLines } from '../../../../test/support/findings.ts';
import { FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../../test/support/fixture.ts';
import { SMALL_SCHEMAS } from '../../../../test/support/small-schemas.ts';
import { manifestCheck } from '../../features/manifest-check.ts';
import { renderChart } from '../../workspace/render-chart.ts';
import { applyChanges, type Snapshot } from '../../workspace/snapshot.ts';
import { relativeUri } from '../../workspace/uri.ts';
import { runSets, type SetRunOptions } from './set-runs.ts';
import { type SetsCheck, withSets } from './sets.ts';

const NEVER: SetRunOptions = { stop: () => false, isTooLong: () => false, isSpent: () => false };

const DEPLOYMENT = `
    -- templates/deployment.yaml --
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: {{ .Values.replicas }}
      selector: {}
      template: {}
      {{- if .Values.strict }}
      größe: {{ .Values.strict }}
      {{- end }}
`;

test('a finding names its sets when not all show it, and is told once', () => {
  const text = `
    -- values.yaml --
    replicas: 1
    strict: yes please
    -- values-dev.yaml --
    replicas: many
    -- values-prod.yaml --
    strict: null
    -- ci/small-values.yaml --
    # nothing
  ${DEPLOYMENT}`;
  const expected = [
    'templates/deployment.yaml:9:2-7 warning manifest-unknown-field: unknown field "spec[größe]" [with the defaults, values-dev.yaml and ci/small-values.yaml]',
    'values-dev.yaml:1:10-14 error manifest-type: spec.replicas: expected integer, found string "many" (Deployment/web) [with values-dev.yaml]',
    '  templates/deployment.yaml:5:12-34 rendered here',
  ];
  expect(lines(text)).toEqual(expected);
  expect(lines(text, { newline: '\r\n' })).toEqual(expected);
  const [first = ''] = lines(text, { settings: { schema: { ...DEFAULT_SETTINGS.schema, otherSets: false } } });
  expect(first).toBe('templates/deployment.yaml:9:2-7 warning manifest-unknown-field: unknown field "spec[größe]"');
});

test('what all sets show names none; the sets of the settings have their names', () => {
  const text = `
    -- values.yaml --
    replicas: 1
    strict: "yes"
    -- env/prod.yaml --
    replicas: two
  ${DEPLOYMENT}`;
  expect(lines(text, { settings: { valuesSets: { 'in production': ['env/prod.yaml'] } } })).toEqual([
    'env/prod.yaml:1:10-13 error manifest-type: spec.replicas: expected integer, found string "two" (Deployment/web) [with in production]',
    '  templates/deployment.yaml:5:12-34 rendered here',
    'templates/deployment.yaml:9:2-7 warning manifest-unknown-field: unknown field "spec[größe]"',
  ]);
});

test('of a set that Helm refuses nothing is said: by the schema of the values, by a template, unread, encrypted', () => {
  const text = `
    -- values.schema.json --
    {"properties": {"replicas": {"type": "integer"}}}
    -- values.yaml --
    replicas: 1
    -- values-a.yaml --
    replicas: many
    strict: 1
    -- values-b.yaml --
    strict: 1
    fail: true
    -- values-c.yaml --
    strict: 1
    }
    -- values-d.yaml --
    strict: ENC[AES256_GCM,data:aaaa,iv:bbbb,tag:cccc,type:str]
    -- templates/b.yaml --
    {{ if .Values.fail }}{{ fail "no" }}{{ end }}
  ${DEPLOYMENT}`;
  expect(lines(text)).toEqual([]);
  expect(found(text).names).toEqual(['the defaults']);
});

test('switches that are off everywhere are switched on, those behind them too, with the versions that are asked for', () => {
  const text = `
    -- values.yaml --
    replicas: 1
    ingress: {enabled: false, tls: {enabled: false}}
    metrics: {}
    broken: {}
    name: ""
    -- templates/ingress.yaml --
    {{- if .Values.ingress.enabled }}
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: a}
    daten: {}
    {{- if and .Values.ingress.tls.enabled }}
    dateien: {}
    {{- end }}
    {{- end }}
    -- templates/metrics.yaml --
    {{- if and .Values.metrics.enabled (.Capabilities.APIVersions.Has "monitoring.example.com/v1") }}
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: b, label: {}}
    {{- end }}
    {{- if $.Capabilities.APIVersions.Has "example.com/v2" }}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: c, label: {}}
    {{- end }}
    {{- if .Capabilities.APIVersions.Has "apps/v9" }}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: d, label: {}}
    {{- end }}
    {{- if .Capabilities.APIVersions.Has "apps/v1/Deployment" }}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: e, labelled: {}}
    {{- end }}
    {{- with .Values.name }}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: {{ . }}, label: {}}
    {{- end }}
    -- templates/broken.yaml --
    {{- if .Values.broken.enabled }}
    {{- fail "needs more" }}
    text: 1
    {{- end }}
  ${DEPLOYMENT}`;
  expect(lines(text)).toMatchInlineSnapshot(`
    [
      "templates/ingress.yaml:5:0-5 warning manifest-unknown-field: when ingress.enabled is true: unknown field "daten"",
      "templates/ingress.yaml:7:0-7 warning manifest-unknown-field: when ingress.enabled and ingress.tls.enabled are true: unknown field "dateien"",
      "templates/metrics.yaml:4:20-25 warning manifest-unknown-field: when metrics.enabled is true and monitoring.example.com/v1 is there: unknown field "metadata.label"; did you mean "labels"?",
      "templates/metrics.yaml:10:20-25 warning manifest-unknown-field: when monitoring.example.com/v1, example.com/v2 and apps/v1/Deployment are there: unknown field "metadata.label"; did you mean "labels"?",
      "templates/metrics.yaml:22:20-28 warning manifest-unknown-field: when monitoring.example.com/v1, example.com/v2 and apps/v1/Deployment are there: unknown field "metadata.labelled"",
    ]
  `);
  const { unreached } = found(text);
  expect(
    unreached.map(({ uri, line, condition }) => `${relativeUri(FIXTURE_ROOT, uri)}:${line + 1} ${condition}`),
  ).toMatchInlineSnapshot(`
    [
      "templates/broken.yaml:1 if .Values.broken.enabled",
      "templates/deployment.yaml:8 if .Values.strict",
      "templates/metrics.yaml:12 if .Capabilities.APIVersions.Has "apps/v9"",
      "templates/metrics.yaml:24 with .Values.name",
    ]
  `);
  expect(lines(text, { settings: { schema: { ...DEFAULT_SETTINGS.schema, probes: false } } })).toEqual([]);
});

test('a subchart is not switched on, its own parts are; texts and lists are no switches', () => {
  const text = `
    -- Chart.yaml --
    apiVersion: v2
    name: shop
    version: 0.1.0
    dependencies:
      - {name: db, version: 1.0.0, condition: db.enabled, repository: "file://charts/db"}
      - {name: web, version: 1.0.0, repository: "file://charts/web"}
    -- values.yaml --
    db: {enabled: false}
    list: []
    text: ""
    -- templates/a.yaml --
    {{- if .Values.db.enabled }}
    a: 1
    {{- end }}
    {{- if .Values.list }}
    b: 1
    {{- end }}
    {{- if .Values.text }}
    c: 1
    {{- end }}
    -- charts/db/Chart.yaml --
    apiVersion: v2
    name: db
    version: 1.0.0
    -- charts/web/Chart.yaml --
    apiVersion: v2
    name: web
    version: 1.0.0
    -- charts/web/values.yaml --
    job: {enabled: false}
    -- charts/web/templates/job.yaml --
    {{- if .Values.job.enabled }}
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: a}
    daten: {}
    {{- end }}
  `;
  expect(lines(text)).toEqual([
    'charts/web/templates/job.yaml:5:0-5 warning manifest-unknown-field: when web.job.enabled is true: unknown field "daten"',
  ]);
  expect(found(text).unreached.map(({ condition }) => condition)).toEqual([
    'if .Values.db.enabled',
    'if .Values.list',
    'if .Values.text',
  ]);
});

test('a render that is given up is begun anew; one that takes too long is left out', () => {
  const { snapshot } = seen(`
    -- values.yaml --
    replicas: 1
    -- values-dev.yaml --
    replicas: many
  ${DEPLOYMENT}`);
  const run = (isTooLong: boolean) => {
    let asked = 0;
    // The second set is stopped twice.
    const stop = () => [4, 6].includes(++asked);
    return steps(runSets(snapshot, FIXTURE_ROOT, { ...NEVER, stop, isTooLong: () => isTooLong }));
  };
  expect(run(false).check.names).toEqual(['the defaults', 'values-dev.yaml']);
  expect(run(true).check.names.length).toBeLessThan(2);
  expect(steps(runSets(snapshot, FIXTURE_ROOT, { ...NEVER, isSpent: () => true })).check.names).toEqual([]);
});

test('findings of other sets move with the text, and go where it is edited; what came since names no sets', () => {
  const text = `
    -- values.yaml --
    replicas: 1
    -- values-dev.yaml --
    strict: 1
    replicas: many
  ${DEPLOYMENT}`;
  const { snapshot } = seen(text);
  const check = found(text);
  const told = (path: string, from: string, to: string) => {
    const uri = `${FIXTURE_ROOT}/${path}`;
    const content = (snapshot.files.get(uri)?.text ?? '').replace(from, to);
    const now = { ...applyChanges(snapshot, [{ kind: 'file', uri, text: content }]), schemas: SMALL_SCHEMAS };
    const active = manifestCheck(now, FIXTURE_ROOT, renderChart(now, FIXTURE_ROOT)).files;
    return [...withSets(now, active, snapshot, check).values()]
      .flat()
      .map(({ uri: where, span, message }) => `${now.files.get(where)?.text.slice(span.start, span.end)}: ${message}`)
      .sort();
  };
  expect(told('templates/deployment.yaml', 'kind:', '# ä\nkind:')).toEqual([
    'größe: unknown field "spec[größe]" [with values-dev.yaml]',
    'many: spec.replicas: expected integer, found string "many" (Deployment/web) [with values-dev.yaml]',
  ]);
  expect(told('templates/deployment.yaml', 'größe', 'grösse')).toEqual([
    'many: spec.replicas: expected integer, found string "many" (Deployment/web) [with values-dev.yaml]',
  ]);
  expect(told('templates/deployment.yaml', 'selector:', 'other: {}\n  selector:')).toContain(
    'other: unknown field "spec.other"',
  );
});

function seen(text: string, options: FixtureOptions = {}): { readonly snapshot: Snapshot } {
  return { snapshot: { ...fixture(text, options).snapshot, schemas: SMALL_SCHEMAS } };
}

function found(text: string, options: FixtureOptions = {}): SetsCheck {
  return steps(runSets(seen(text, options).snapshot, FIXTURE_ROOT, NEVER)).check;
}

function steps(run: ReturnType<typeof runSets>): { readonly check: SetsCheck; readonly count: number } {
  for (let count = 0; ; count++) {
    const step = run.next();
    if (step.done) return { check: step.value, count };
  }
}

function lines(text: string, options: { newline?: '\n' | '\r\n'; settings?: Partial<Settings> } = {}): string[] {
  return findingLines(text, options, (given) => {
    const snapshot = { ...given, schemas: SMALL_SCHEMAS };
    const active = manifestCheck(snapshot, FIXTURE_ROOT, renderChart(snapshot, FIXTURE_ROOT)).files;
    const { check } = steps(runSets(snapshot, FIXTURE_ROOT, NEVER));
    const all = [...withSets(snapshot, active, snapshot, check).values()].flat();
    return all
      .filter(({ code }) => ['manifest-unknown-field', 'manifest-type'].includes(code))
      .sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.span.start - b.span.start));
  });
}
