// Findings about what a chart renders, where they are told, and each cause once.

import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#protocol';
import { findingLines } from '../../../../test/support/findings.ts';
import { FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../../test/support/fixture.ts';
import { SMALL_SCHEMAS } from '../../../../test/support/small-schemas.ts';
import { chartFindings } from '../../features/diagnostics.ts';
import { type ManifestCheck, manifestCheck } from '../../features/manifest-check.ts';
import { SCHEMA_CODES } from '../../schema/kubernetes/validate-codes.ts';
import { renderChart } from '../../workspace/render-chart.ts';
import type { Finding } from '../../workspace/rendering.ts';
import { applyChanges, type Snapshot } from '../../workspace/snapshot.ts';

const DEPLOYMENT = `
  -- templates/deployment.yaml --
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
  spec:
    replicas: {{ .Values.replicas }}
    selector: {}
    template:
      spec:
        containers:
          - name: web
            {{- include "container" . | nindent 10 }}
            resources: {{- toYaml .Values.resources | nindent 14 }}
            ports:
            {{- range .Values.ports }}
              - {containerPort: {{ . }}, protcol: TCP}
            {{- end }}
  -- templates/_helpers.tpl --
  {{- define "container" }}
  imagePullPolice: Always
  image: {{ .Values.image }}
  {{- end }}
`;

const VALUES = `
  -- values.yaml --
  # größe
  replicas: three
  image: nginx
  ports: [80, 8080]
  resources:
    limit:
      cpu: 1
`;

test('a field of a helper, of a range, of a block and of a value: each where it is written, once', () => {
  const expected = `
    [
      "templates/_helpers.tpl:2:0-15 warning manifest-unknown-field: unknown field "spec.template.spec.containers[0].imagePullPolice"; did you mean "imagePullPolicy"? (Deployment/web)",
      "  templates/deployment.yaml:12:14-35 called here",
      "templates/deployment.yaml:16:39-46 warning manifest-unknown-field: unknown field "spec.template.spec.containers[0].ports[0].protcol"; did you mean "protocol"?",
      "values.yaml:2:10-15 error manifest-type: spec.replicas: expected integer, found string "three" (Deployment/web)",
      "  templates/deployment.yaml:6:12-34 rendered here",
      "values.yaml:6:2-7 warning manifest-unknown-field: unknown field "spec.template.spec.containers[0].resources.limit"; did you mean "limits"? (Deployment/web)",
      "  templates/deployment.yaml:13:21-65 rendered here",
    ]
  `;
  expect(lines(VALUES + DEPLOYMENT)).toMatchInlineSnapshot(expected);
  expect(lines(VALUES + DEPLOYMENT, { newline: '\r\n' })).toEqual(lines(VALUES + DEPLOYMENT));
});

test('what a parent gives a packed subchart is told in its values; what the subchart does itself is counted', () => {
  const text = `
    -- Chart.yaml --
    apiVersion: v2
    name: shop
    version: 0.1.0
    -- values.yaml --
    web: {replicas: many}
    -- charts/web-1.0.0.tgz!/Chart.yaml --
    apiVersion: v2
    name: web
    version: 1.0.0
    -- charts/web-1.0.0.tgz!/values.yaml --
    replicas: 1
    -- charts/web-1.0.0.tgz!/templates/a.yaml --
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replcas: 1
      replicas: {{ .Values.replicas }}
      selector: {}
      template: {}
  `;
  expect(lines(text)).toEqual([
    'values.yaml:1:16-20 error manifest-type: spec.replicas: expected integer, found string "many" (Deployment/web)',
  ]);
  expect(checkOf(fixture(text).snapshot).foreign.map(({ resource, code }) => `${resource} ${code}`)).toEqual([
    'Deployment/web manifest-unknown-field',
  ]);
});

test('a chart that was fetched into charts/ is nobody’s to mend, one that lies there is', () => {
  const text = (repository: string) => `
    -- Chart.yaml --
    apiVersion: v2
    name: shop
    version: 0.1.0
    dependencies:
      - {name: web, version: 1.0.0, repository: "${repository}"}
    -- charts/web/Chart.yaml --
    apiVersion: v2
    name: web
    version: 1.0.0
    -- charts/web/templates/a.yaml --
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: web}
    dat: {}
  `;
  expect(lines(text('https://example.com/charts'))).toEqual([]);
  expect(lines(text(''))).toEqual([
    'charts/web/templates/a.yaml:4:0-3 warning manifest-unknown-field: unknown field "dat"; did you mean "data"?',
  ]);
});

test('the same field of one helper in several resources is one finding', () => {
  expect(
    lines(`
      -- templates/_h.tpl --
      {{- define "meta" }}
      metadata:
        nam: {{ . }}
      {{- end }}
      -- templates/a.yaml --
      {{- range list "a" "b" }}
      ---
      apiVersion: v1
      kind: ConfigMap
      {{- include "meta" . }}
      {{- end }}
      -- templates/b.yaml --
      apiVersion: v1
      kind: Secret
      {{- include "meta" "c" }}
    `),
  ).toEqual([
    'templates/_h.tpl:3:2-5 warning manifest-unknown-field: unknown field "metadata.nam"; did you mean "name"? (ConfigMap and 1 more)',
    '  templates/a.yaml:5:4-20 called here',
    '  templates/b.yaml:3:4-22 called here',
  ]);
});

test('a block that the template puts in the wrong place is the template’s doing, and told once', () => {
  expect(
    lines(`
      -- values.yaml --
      limits:
        cpu: 1
        memory: 1Gi
      -- templates/a.yaml --
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        {{- toYaml .Values.limits | nindent 2 }}
        containers: []
    `),
  ).toMatchInlineSnapshot(`
    [
      "templates/a.yaml:5:2-42 warning manifest-unknown-field: unknown field "spec.cpu", and 1 more: does the block stand in the right place?
        3 | metadata: {name: a}
        4 | spec:
    >   5 |   cpu: 1
        6 |   memory: 1Gi
        7 |   containers: []",
      "  values.yaml:2:7-8 the value",
      "  values.yaml:3:10-13 the value",
    ]
  `);
});

test('what is computed is told with the rendered lines', () => {
  expect(
    lines(`
      -- values.yaml --
      size: 2
      -- templates/a.yaml --
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: web}
      spec:
        maxReplicas: {{ printf "%v pods" .Values.size }}
    `),
  ).toMatchInlineSnapshot(`
    [
      "templates/a.yaml:5:15-50 error manifest-type: spec.maxReplicas: expected integer, found string "2 pods"
        3 | metadata: {name: web}
        4 | spec:
    >   5 |   maxReplicas: 2 pods",
      "  values.yaml:1:6-7 the value",
    ]
  `);
});

test('what is missing is told on the key of the table that lacks it', () => {
  expect(
    lines(`
      -- values.yaml --
      ports:
        - name: http
      -- templates/a.yaml --
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: b}
      spec:
        containers:
          - image: nginx
            ports: {{- toYaml .Values.ports | nindent 8 }}
    `),
  ).toMatchInlineSnapshot(`
    [
      "templates/a.yaml:4:0-4 error manifest-required: missing required field "spec.containers"",
      "templates/a.yaml:11:6-11 error manifest-required: missing required field "spec.containers[0].name"",
      "values.yaml:2:4-8 error manifest-required: missing required field "spec.containers[0].ports[0].containerPort" (Pod/b)",
      "  templates/a.yaml:12:13-52 rendered here",
    ]
  `);
});

test('nothing is said of what is no YAML, what failed, kinds that are skipped and lines that are silenced', () => {
  const text = `
    -- templates/a.yaml --
    apiVersion: v1
    kind: ConfigMap
    dat: {}
     x: 1
    -- templates/b.yaml --
    apiVersion: v1
    kind: ConfigMap
    dat: {}
    x: {{ fail "no" }}
    -- templates/c.yaml --
    apiVersion: v1
    kind: Secret
    dat: {}
    -- templates/d.yaml --
    apiVersion: v1
    kind: ConfigMap
    # chartroom-disable-next-line manifest-unknown-field
    dat: {}
    {{- /* chartroom-disable-next-line manifest-unknown-field */}}
    {{ include "x" . }}
    -- templates/_h.tpl --
    {{- define "x" }}dta: {}{{ end }}
  `;
  const settings = { schema: { ...DEFAULT_SETTINGS.schema, skipKinds: ['v1/Sec*'] } };
  expect(lines(text, { settings })).toEqual([]);
  expect(checkOf(fixture(text, { settings }).snapshot).unsure.map((uri) => uri.slice(-6))).toEqual([
    'a.yaml',
    'b.yaml',
  ]);
});

test('kinds of third parties without a schema are named, and nothing is told of them', () => {
  const text = '-- templates/a.yaml --\napiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nx: 1';
  expect(lines(text)).toEqual([]);
  expect(checkOf(fixture(text).snapshot).withoutSchema).toEqual([
    { group: 'example.com', version: 'v1', kind: 'Widget' },
  ]);
});

test('a wrong field may be replaced where it stands, in values as in templates', () => {
  const { snapshot } = fixture(VALUES + DEPLOYMENT);
  const fixes = [...checkOf(snapshot).files.values()]
    .flat()
    .filter(isOfSchema)
    .map(({ fix }) => fix);
  expect(fixes.sort()).toEqual(['imagePullPolicy', 'limits', 'protocol', undefined]);
});

test('after an edit of one template nothing but its documents is judged again', () => {
  const { snapshot } = fixture(VALUES + DEPLOYMENT);
  const before = checkOf(snapshot);
  const file = [...snapshot.files.values()].find(({ uri }) => uri.endsWith('deployment.yaml'));
  const text = file?.text.replace('protcol', 'protocol') ?? '';
  const after = checkOf(applyChanges(snapshot, [{ kind: 'file', uri: file?.uri ?? '', text }]));
  const count = ({ files }: ManifestCheck) => [...files.values()].flat().filter(isOfSchema).length;
  expect([count(before), count(after)]).toEqual([4, 3]);
});

test('what is told of a manifest is not told again in the words of helm lint', () => {
  const text = `
    -- templates/_h.tpl --
    {{- define "name" }}Web_1{{ end }}
    -- templates/a.yaml --
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: {{ include "name" . }}
  `;
  const lint = (schemas: Snapshot['schemas']) => {
    const snapshot = { ...fixture(text).snapshot, schemas };
    const found = chartFindings(snapshot, FIXTURE_ROOT, renderChart(snapshot, FIXTURE_ROOT));
    return [...found.values()].flat().filter(({ message }) => message.includes('object name'));
  };
  expect([lint(undefined).length, lint(SMALL_SCHEMAS).length]).toEqual([1, 0]);
});

function lines(text: string, options: FixtureOptions = {}): string[] {
  return findingLines(text, options, (snapshot) =>
    [...checkOf(snapshot).files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, findings]) => findings.filter(isOfSchema)),
  );
}

/** What checks beside the schema say is tested beside them. */
function isOfSchema({ code }: Finding): boolean {
  return Object.hasOwn(SCHEMA_CODES, code);
}

function checkOf(given: Snapshot): ManifestCheck {
  const snapshot = { ...given, schemas: SMALL_SCHEMAS };
  return manifestCheck(snapshot, FIXTURE_ROOT, renderChart(snapshot, FIXTURE_ROOT));
}
