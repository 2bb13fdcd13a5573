// What an editor shows of a chart whose dependencies are absent: everything else, with a name in place of each gap.

import { expect, test } from 'vitest';
import { findingLines } from '../../../test/support/findings.ts';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { inlayHints } from '../features/inlay-hints.ts';
import { renderChart } from './render-chart.ts';
import { nextState, viewOf } from './render-state.ts';

const CHART = `
  -- Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  dependencies:
    - {name: common, version: 2.x.x, repository: "https://charts.example.com"}
    - {name: redis, alias: cache, version: 1.x.x, repository: "https://charts.example.com", condition: cache.enabled}
`;

/** Output and errors of templates/t.yaml after the others. */
function rendered(text: string): string {
  const { snapshot } = fixture(CHART + text);
  const { templates, errors, without } = renderChart(snapshot, FIXTURE_ROOT);
  expect(without).toEqual(['common', 'redis']);
  const template = templates.find(({ name }) => name.endsWith('/t.yaml'));
  const told = errors.map(({ code, message }) => `${code}: ${message}\n`).join('');
  return `${template?.output.text ?? ''}${told}`.replace('---\n# Source: shop/templates/t.yaml\n', '');
}

test('a template of an absent library prints its name; alone on a line it becomes a comment', () => {
  expect(
    rendered(`
  -- templates/t.yaml --
  kind: Pod
  metadata:
    name: {{ include "common.names.fullname" . }}-web
    labels: {{- include "common.labels.standard" (dict "context" $) | nindent 4 }}
      app: web
  {{- template "common.annotations" . }}
  spec:
    replicas: 1
`),
  ).toMatchInlineSnapshot(`
    "kind: Pod
    metadata:
      name: <common.names.fullname>-web
      labels:
        # <common.labels.standard>
        app: web<common.annotations>
    spec:
      replicas: 1

    "
  `);
});

test('values that an absent chart would bring, and what is computed from gaps, are no errors', () => {
  expect(
    rendered(`
  -- templates/_helpers.tpl --
  {{- define "shop.host" }}{{ .Values.cache.master.host }}{{ end }}
  {{- define "shop.port" }}{{ .port | int }}{{ .port.number }}{{ end }}
  -- templates/t.yaml --
  kind: Pod
  host: {{ include "shop.host" . }}
  port: {{ include "shop.port" (dict "port" (include "common.port" .)) }}
  {{- $version := include "common.version" . }}
  {{- if semverCompare ">=1.2" $version }}
  new: true
  {{- else }}
  old: true
  {{- end }}
  {{- if not (include "common.valid" .) | eq "no" }}{{ fail "not valid" }}{{ end }}
  {{- range .Values.cache.list.items }}
  {{ .name }}: 1
  {{- end }}
  password: {{ required "a password" .Values.cache.auth.password }}
  last: true
`),
  ).toMatchInlineSnapshot(`
    "kind: Pod
    host: <.Values.cache>
    port: 0<common.port>
    old: true
    password: <.Values.cache>
    last: true

    "
  `);
});

test('what no absent chart explains stays an error', () => {
  expect(
    rendered(`
  -- templates/t.yaml --
  kind: Pod
  name: {{ include "common.names.fullname" . }}
  image: {{ .Values.image.tag.name }}
  -- templates/u.yaml --
  kind: Pod
  name: {{ include "shop.fulname" . }}
  -- templates/v.yaml --
  kind: Pod
  name: {{ include "common.names.fullname" . }}
  {{ fail "never" }}
`),
  ).toMatchInlineSnapshot(`
    "kind: Pod
    name: <common.names.fullname>
    image: 
    template-fail: never
    template-exec: error calling include: template: no template "shop.fulname" associated with template "gotpl"
    template-exec: nil pointer evaluating interface {}.tag
    "
  `);
});

test('one warning for each absent chart, and nothing else', () => {
  expect(
    findingLines(`${CHART}
  -- templates/t.yaml --
  kind: {{ include "common.kind" . | nindent 2 }}
  name: [{{ .Values.cache.a.b }}
  -- templates/NOTES.txt --
  {{ .Subcharts.cache.Values.x.y }}
`),
  ).toMatchInlineSnapshot(`
    [
      "Chart.yaml:5:11-17 warning chart-dependencies: 'common' is not in charts/: run helm dependency build",
      "Chart.yaml:6:11-16 warning chart-dependencies: 'redis' is not in charts/: run helm dependency build",
    ]
  `);
});

test('what is nothing but a gap is not empty, and no hint tells what nobody knows', () => {
  const { snapshot } = fixture(`${CHART}
  -- templates/t.yaml --
  {{- include "common.all" . }}
  -- templates/u.yaml --
  {{- if include "common.wanted" . }}
  kind: {{ include "common.kind" . }}
  name: {{ .Release.Name }}
  {{- end }}
`);
  const rendering = renderChart(snapshot, FIXTURE_ROOT);
  const state = nextState(undefined, rendering, snapshot);
  const uri = (name: string) => `${FIXTURE_ROOT}/templates/${name}`;
  const view = viewOf(state, uri('t.yaml'), 'file');
  expect([view.text.text, view.judgements]).toEqual([
    '---\n# Source: shop/templates/t.yaml\n# <common.all>\n\n',
    undefined,
  ]);
  expect(inlayHints(snapshot, state, uri('u.yaml'), undefined).map(({ label }) => label)).toEqual(['release-name']);
});

test('after a template that would have prepared the values, nobody knows what they lack', () => {
  expect(
    rendered(`
  -- templates/t.yaml --
  {{ include "common.values.setup" . }}
  kind: Pod
  host: {{ (first .Values.ingress.main.hosts).host }}
`),
  ).toMatchInlineSnapshot(`
    "# <common.values.setup>
    kind: Pod
    host: <common.values.setup>

    "
  `);
});
