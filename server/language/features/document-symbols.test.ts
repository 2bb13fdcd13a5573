// Outlines as indented lines.

import { expect, test } from 'vitest';
import { renderChart } from '#language/workspace/render-chart.ts';
import { nextState } from '#language/workspace/render-state.ts';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { type DocumentSymbol, documentSymbols } from './document-symbols.ts';

function outline(path: string, text: string): string {
  const { snapshot, files } = fixture(`-- ${path} --\n${text}`);
  const source = files.get(path)?.text ?? '';
  const show = (symbol: DocumentSymbol, depth: number): string => {
    expect(symbol.span.start).toBeLessThanOrEqual(symbol.selection.start);
    expect(symbol.span.end).toBeGreaterThanOrEqual(symbol.selection.end);
    const selected = source.slice(symbol.selection.start, symbol.selection.end);
    const line = `${'  '.repeat(depth)}${symbol.kind} ${symbol.name}${symbol.detail && ` = ${symbol.detail}`} <${selected}>\n`;
    return line + symbol.children.map((child) => show(child, depth + 1)).join('');
  };
  return documentSymbols(snapshot, `${FIXTURE_ROOT}/${path}`)
    .map((symbol) => show(symbol, 0))
    .join('');
}

test('a template', () => {
  const text =
    '{{ define "é" }}{{ if .a }}{{ range .b }}{{ else }}{{ with .c }}{{ end }}{{ end }}{{ end }}{{ end }}{{ block "b" . }}{{ end }}';
  expect(outline('templates/x.yaml', text)).toMatchInlineSnapshot(`
    "define é <"é">
      if if .a <{{ if .a }}>
        range range .b <{{ range .b }}>
          with with .c <{{ with .c }}>
    block b <"b">
    "
  `);
});

const DEPLOYMENT = `{{- if .Values.on }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "x.fullname" . }} # é
  labels:
    {{- include "x.labels" . | nindent 4 }}
spec:
  {{- range .Values.ports }}
  ports:
  - name: http
    port: 80
  {{- end }}
  script: |
    if: true
      then: x
{{- end }}
---
kind: NotOne
---
kind: "Service"
apiVersion: v1
metadata: {name: a}
{{ define "kept" }}
kind: a
{{ end }}
`;

test('resources by kind and name, their keys and blocks', () => {
  expect(outline('templates/x.yaml', DEPLOYMENT)).toMatchInlineSnapshot(`
    "if if .Values.on <{{- if .Values.on }}>
      resource Deployment/include "x.fullname" . <Deployment>
        key metadata <metadata>
          key labels <labels>
        key spec <spec>
          range range .Values.ports <{{- range .Values.ports }}>
            key ports <ports>
              key - name: http <name>
          key script <script>
    resource Service/a <"Service">
    define kept <"kept">
    "
  `);
  expect(outline('templates/x.yaml', DEPLOYMENT.replaceAll('\n', '\r\n'))).toBe(
    outline('templates/x.yaml', DEPLOYMENT),
  );
});

test('what the last render called a resource', () => {
  const text = `
    -- values.yaml --
    names: [a, b]
    -- templates/x.yaml --
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: {{ .Release.Name }}-x
    {{- range .Values.names }}
    ---
    apiVersion: v1
    kind: Secret
    metadata:
      name: {{ . }}
    {{- end }}
  `;
  const { snapshot } = fixture(text);
  const state = nextState(undefined, renderChart(snapshot, FIXTURE_ROOT), snapshot);
  const symbols = documentSymbols(snapshot, `${FIXTURE_ROOT}/templates/x.yaml`, state);
  const named = symbols.flatMap((one) => [one, ...one.children]).filter(({ kind }) => kind === 'resource');
  expect(named.map(({ name, detail }) => `${name} ${detail}`.trim())).toEqual([
    'ConfigMap/release-name-x',
    'Secret/a +1',
  ]);
});

test('a resource keeps its name while what is typed makes it no YAML', () => {
  const { snapshot } = fixture(`
    -- values.yaml --
    image: {tag: v1}
    -- templates/x.yaml --
    apiVersion: v1
    kind: ConfigMap
    metadata:
      labels: {}
      name: {{ .Release.Name }}-x
    data:
      image: {{ .Values }}
  `);
  const state = nextState(undefined, renderChart(snapshot, FIXTURE_ROOT), snapshot);
  const [symbol] = documentSymbols(snapshot, `${FIXTURE_ROOT}/templates/x.yaml`, state);
  expect(symbol?.name).toBe('ConfigMap/release-name-x');
});

test('a template that is not finished', () => {
  expect(outline('templates/x.yaml', '{{ define "a" }}{{ if .x')).toBe('define a <"a">\n  if if .x <{{ if .x>\n');
});

test('manifests: a resource for each document', () => {
  const text =
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ä\n---\n# no\n---\napiVersion: v1\nkind: Pod\nspec: {}\n';
  expect(outline('crds/x.yaml', text)).toMatchInlineSnapshot(`
    "resource ConfigMap/ä <ä>
      string apiVersion = v1 <apiVersion>
      string kind = ConfigMap <kind>
      map metadata <metadata>
        string name = ä <name>
    resource Pod <>
      string apiVersion = v1 <apiVersion>
      string kind = Pod <kind>
      map spec <spec>
    "
  `);
  expect(outline('crds/x.yaml', 'a: 1\n')).toBe('');
});

test('a values file, broken at its end', () => {
  expect(
    outline('values.yaml', 'a: 1\nb:\n  - c: "x"\n  - true\nd: # none\n"q r": &x {e: null}\nf: *x\ng: [1'),
  ).toMatchInlineSnapshot(`
    "number a = 1 <a>
    list b <b>
      map [0] <c: "x">
        string c = "x" <c>
      boolean [1] = true <true>
    null d = null <d>
    map q r <"q r">
      null e = null <e>
    map f = map, 1 key <f>
    list g <g>
      number [0] = 1 <1>
    "
  `);
});

test('of a file with very many keys as many levels as have room', () => {
  const keys = Array.from({ length: 6000 }, (_, i) => `  k${i}: {a: 1}\n`).join('');
  const shown = outline('crds/x.yaml', `apiVersion: v1\nkind: ConfigMap\ndata:\n${keys}`).split('\n');
  expect(shown.length).toBe(6005);
  expect(shown.slice(3, 5)).toEqual(['  map data <data>', '    map k0 <k0>']);
});
