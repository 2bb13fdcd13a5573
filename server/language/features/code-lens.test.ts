// Code lenses: where they stand, what they count, and that large files are no matter.

import { expect, test } from 'vitest';
import { renderChart } from '#language/workspace/render-chart.ts';
import { nextState } from '#language/workspace/render-state.ts';
import { applyChanges } from '#language/workspace/snapshot.ts';
import type { Settings } from '#protocol';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { codeLenses, lensUses } from './code-lens.ts';

const ON: Partial<Settings> = { codeLens: true };

/** The file with a line `⟦…⟧` above each line that has a lens, uses with their places. */
function lensed(path: string, text: string, edit = (same: string) => same, settings = ON): string {
  const { snapshot } = fixture(text, { settings });
  const state = nextState(undefined, renderChart(snapshot, FIXTURE_ROOT), snapshot);
  const uri = `${FIXTURE_ROOT}/${path}`;
  const now = edit(snapshot.files.get(uri)?.text ?? '');
  const later = applyChanges(snapshot, [{ kind: 'file', uri, text: now }]);
  let out = '';
  let at = 0;
  for (const { span, subject } of codeLenses(later, state, uri)) {
    const lineStart = now.lastIndexOf('\n', span.start - 1) + 1;
    const uses = subject.kind === 'resource' ? undefined : lensUses(later, uri, subject);
    const places = (uses?.places ?? []).map((use) => {
      const line = (later.files.get(use.uri)?.text ?? '').slice(0, use.span.start).split('\n').length;
      return ` ${use.uri.slice(FIXTURE_ROOT.length + 1)}:${line}`;
    });
    out += `${now.slice(at, lineStart)}⟦${subject.kind === 'resource' ? subject.title : `${uses?.title}${places.join()}`}⟧\n`;
    at = lineStart;
  }
  return out + now.slice(at);
}

const CHART = `
  -- Chart.yaml --
  apiVersion: v2
  name: fixture
  version: 0.1.0
  dependencies: [{name: sub, version: 0.1.0}]
  -- values.yaml --
  image: {tag: v1}
  "my-key": 1
  ports: [80, 443]
  global: {zone: a}
  unused: 1
  sub: {image: x}
  aliased: 1
  inside: {image: 1}
  -- charts/sub/Chart.yaml --
  apiVersion: v2
  name: sub
  version: 0.1.0
  -- charts/sub/values.yaml --
  image: y
  -- charts/sub/templates/x.yaml --
  kind: ConfigMap
  metadata: {name: {{ .Values.image }}-{{ .Values.global.zone }}}
  -- templates/_h.tpl --
  {{- define "name" -}}{{ .Values.image.tag }}{{- end -}}
  {{- define "none" -}}{{ .values.aliased }}{{- end -}}
  {{- define "other" -}}{{ include "none" (dict "values" .Values) }}{{ end }}
  -- templates/t.yaml --
  # A pod.

  kind: Pod
  metadata:
    name: {{ include "name" . }}{{ template "name" . }}
    zone: {{ .Values.global.zone }}{{ include "other" . }}
  {{- range .Values.ports }}
  ---
  kind: Service
  metadata:
    name: {{ $.Values.image.tag }}-{{ . }}
  {{- end }}
  ---
  {{ include "whole" . }}
  {{- with .Values.inside }}
  # {{ .image }}
  {{- end }}
  {{- with .Values }}
  # {{ .image }} {{ index $.Values "my-key" }} {{ get . "my-key" }} {{ dig "my-key" 1 $.Values }}
  {{- end }}
  -- templates/u.yaml --
  {{ define "whole" }}
  kind: ConfigMap
  metadata: {name: é}
  {{ end }}
`;

test('a template: where its resources begin', () => {
  expect(lensed('templates/t.yaml', CHART, (text) => `# é\n${text}`)).toMatchInlineSnapshot(`
    "# é
    # A pod.

    ⟦Pod/v1v1 · peek rendered⟧
    kind: Pod
    metadata:
      name: {{ include "name" . }}{{ template "name" . }}
      zone: {{ .Values.global.zone }}{{ include "other" . }}
    {{- range .Values.ports }}
    ---
    ⟦Service/v1-80 (+1) · peek rendered⟧
    kind: Service
    metadata:
      name: {{ $.Values.image.tag }}-{{ . }}
    {{- end }}
    ---
    ⟦ConfigMap/é · peek rendered⟧
    {{ include "whole" . }}
    {{- with .Values.inside }}
    # {{ .image }}
    {{- end }}
    {{- with .Values }}
    # {{ .image }} {{ index $.Values "my-key" }} {{ get . "my-key" }} {{ dig "my-key" 1 $.Values }}
    {{- end }}
    "
  `);
});

test('helpers and values keys: who uses them', () => {
  expect(lensed('templates/_h.tpl', CHART)).toMatchInlineSnapshot(`
    "⟦2 uses templates/t.yaml:5, templates/t.yaml:5⟧
    {{- define "name" -}}{{ .Values.image.tag }}{{- end -}}
    ⟦1 use templates/_h.tpl:3⟧
    {{- define "none" -}}{{ .values.aliased }}{{- end -}}
    ⟦1 use templates/t.yaml:6⟧
    {{- define "other" -}}{{ include "none" (dict "values" .Values) }}{{ end }}
    "
  `);
  expect(lensed('templates/u.yaml', CHART)).toMatchInlineSnapshot(`
    "⟦1 use templates/t.yaml:14⟧
    {{ define "whole" }}
    kind: ConfigMap
    metadata: {name: é}
    {{ end }}
    "
  `);
  expect(lensed('values.yaml', CHART)).toMatchInlineSnapshot(`
    "⟦3 uses templates/_h.tpl:1, templates/t.yaml:11, templates/t.yaml:19⟧
    image: {tag: v1}
    ⟦3 uses templates/t.yaml:19, templates/t.yaml:19, templates/t.yaml:19⟧
    "my-key": 1
    ⟦1 use templates/t.yaml:7⟧
    ports: [80, 443]
    ⟦2 uses templates/t.yaml:6, charts/sub/templates/x.yaml:2⟧
    global: {zone: a}
    ⟦no uses found⟧
    unused: 1
    sub: {image: x}
    ⟦1 use templates/_h.tpl:2⟧
    aliased: 1
    ⟦1 use templates/t.yaml:15⟧
    inside: {image: 1}
    "
  `);
  expect(lensed('charts/sub/values.yaml', CHART)).toMatchInlineSnapshot(`
    "⟦1 use charts/sub/templates/x.yaml:2⟧
    image: y
    "
  `);
});

test('off by default, and broken text does no harm', () => {
  expect(lensed('values.yaml', CHART, undefined, {})).not.toContain('⟦');
  expect(lensed('templates/t.yaml', CHART, undefined, {})).not.toContain('⟦');
  expect(lensed('templates/t.yaml', CHART, (text) => text.slice(0, 20))).not.toContain('Service/');
  expect(lensed('values.yaml', CHART, () => 'a: [\n\t- b: {{')).toBeTypeOf('string');
});

test('a large values file and many templates take milliseconds', () => {
  const keys = Array.from({ length: 500 }, (_value, i) => `  key${i}:\n${'    a: 1\n'.repeat(9)}`).join('');
  const template = Array.from(
    { length: 50 },
    (_value, i) => `  a${i}: {{ .Values.key${i}.a }}{{ with .Values }}{{ .key${i} }}{{ end }}\n`,
  );
  const templates = Array.from({ length: 100 }, (_value, i) => `  -- templates/t${i}.yaml --\n${template.join('')}`);
  const { snapshot } = fixture(`  -- values.yaml --\n${keys}${templates.join('')}`, { settings: ON });
  const uri = `${FIXTURE_ROOT}/values.yaml`;
  const typed = applyChanges(snapshot, [{ kind: 'file', uri, text: `${snapshot.files.get(uri)?.text}x: 1\n` }]);
  lensUses(snapshot, uri, { kind: 'value', key: 'key1' });
  const begun = performance.now();
  expect(codeLenses(typed, undefined, uri)).toHaveLength(501);
  const listed = performance.now();
  expect(lensUses(typed, uri, { kind: 'value', key: 'key1' })?.places).toHaveLength(200);
  const counted = performance.now();
  // 30 and 20 ms on a machine with nothing else to do.
  expect(listed - begun).toBeLessThan(1500);
  expect(counted - listed).toBeLessThan(1500);
});
