// Symbols as lines: kind, name, the chart that holds it, the text it stands on.

import { expect, test } from 'vitest';
import { renderChart } from '#language/workspace/render-chart.ts';
import { nextState } from '#language/workspace/render-state.ts';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { workspaceSymbols } from './workspace-symbols.ts';

const { snapshot } = fixture(`
  -- a/Chart.yaml --
  apiVersion: v2
  name: alpha
  version: 0.1.0
  -- a/values.yaml --
  image: {tag: x}
  -- a/values-prod.yaml --
  other: 1
  -- a/templates/_helpers.tpl --
  {{ define "alpha.image" }}{{ end }}{{ define "alpha.é" }}
  -- a/templates/d.yaml --
  apiVersion: v1
  kind: Service
  metadata:
    name: web
  -- b/Chart.yaml --
  apiVersion: v2
  name: beta
  version: 0.1.0
`);

function symbols(query: string): string[] {
  return workspaceSymbols(snapshot, query).map(({ kind, name, container, uri, span }) => {
    const text = snapshot.files.get(uri)?.text.slice(span.start, span.end);
    return `${kind} ${name} in ${container} <${text}>`;
  });
}

test('all, and by letters', () => {
  expect(symbols('')).toEqual([
    'chart alpha in alpha <alpha>',
    'value image in alpha <image>',
    'define alpha.image in alpha <"alpha.image">',
    'define alpha.é in alpha <"alpha.é">',
    'resource Service/web in alpha <Service>',
    'chart beta in beta <beta>',
  ]);
  expect(symbols('IMAGE')).toEqual(['value image in alpha <image>', 'define alpha.image in alpha <"alpha.image">']);
  expect(symbols('webs')).toEqual([]);
  expect(symbols('srvw')).toEqual(['resource Service/web in alpha <Service>']);
});

test('resources are called what they were rendered as, and are found by what is written', () => {
  const { snapshot } = fixture(`
    -- Chart.yaml --
    apiVersion: v2
    name: app
    version: 0.1.0
    -- templates/_h.tpl --
    {{ define "app.full" }}{{ .Release.Name }}-app{{ end }}
    -- templates/a.yaml --
    apiVersion: v1
    kind: Secret
    metadata:
      name: {{ include "app.full" . }}
    ---
    apiVersion: v1
    kind: Service
    metadata:
      name: {{ include "app.full" . }}-web
    -- templates/b.yaml --
    {{- range list "x" "y" }}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: {{ . }}
    {{- end }}
  `);
  const state = nextState(undefined, renderChart(snapshot, FIXTURE_ROOT), snapshot);
  const names = (query: string) => workspaceSymbols(snapshot, query, () => state).map(({ name }) => name);
  expect(names('service/')).toEqual(['Service/release-name-app-web']);
  expect(names('secret/include "app.full"')).toEqual(['Secret/release-name-app']);
  expect(names('configmap')).toEqual(['ConfigMap/.']);
});
