// The two lists of findings together: nothing twice, nothing thrown, nothing from files of no chart.

import { gzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { fromBytes } from '#engine/text/bytes.ts';
import { findingLines, findingsOf } from '../../../test/support/findings.ts';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { tarBytes } from '../../../test/support/tar-writer.ts';
import { renderChart } from '../workspace/render-chart.ts';
import { applyChanges } from '../workspace/snapshot.ts';
import { chartFindings, syntaxFindings } from './diagnostics.ts';

const BROKEN = `
  -- Chart.yaml --
  apiVersion: v2
  name: shop
  version: one
  -- values.schema.json --
  {"properties": {"a": {"type": "string"}}}
  -- values.yaml --
  a: 1
  b: é
  -- values-dev.yaml --
  a: [
  -- templates/_helpers.tpl --
  {{ define "x" }}{{ .Values.p.q }}{{ end }}
  -- templates/a.yaml --
  a: {{ include "x" . }}
  -- templates/b.yaml --
  kind: A
   b: {{ .Values.a }}
  -- templates/c.yaml --
  {{ if .Values.a
`;

test('each cause is told once, by one of the two', () => {
  expect(findingLines(BROKEN)).toMatchInlineSnapshot(`
    [
      "Chart.yaml:3:9-12 error chart-metadata: validation: chart.metadata.version "one" is invalid",
      "templates/_helpers.tpl:1:19-30 error template-render: nil pointer evaluating interface {}.q",
      "  templates/a.yaml:1:6-19 in shop/templates/a.yaml: include "x" .",
      "templates/b.yaml:2:1-19 error manifest-yaml: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context
        1 | kind: A
    >   2 |  b: 1",
      "  values.yaml:1:3-4 the value",
      "templates/c.yaml:1:0-15 error template-syntax: unclosed action started at templates/c.yaml:1",
      "values-dev.yaml:2:0-0 error values-yaml: failed to parse values-dev.yaml: cannot unmarshal yaml document: error converting YAML to JSON: yaml: line 1: did not find expected node content",
      "values.yaml:1:3-4 error values-schema: got number, want string",
      "values.yaml:2:0-1 hint values-schema-drift: values.schema.json does not name b",
    ]
  `);
});

test('before the first render there is what needs none', () => {
  const { snapshot } = fixture(BROKEN);
  const codes = [...chartFindings(snapshot, FIXTURE_ROOT, undefined).values()].flat().map(({ code }) => code);
  expect(codes).toEqual(['values-schema', 'values-schema-drift']);
});

test('files of no chart, unknown files and other kinds have no findings', () => {
  const { snapshot } = fixture(
    '-- a/Chart.yaml --\nname: a\nversion: 1.0.0\napiVersion: v2\n-- b/values.yaml --\na: [\n-- a/notes.md --\n{{',
  );
  for (const path of ['b/values.yaml', 'a/notes.md', 'nowhere.yaml']) {
    expect(syntaxFindings(snapshot, `${FIXTURE_ROOT}/${path}`)).toEqual([]);
  }
  expect([...chartFindings(snapshot, `${FIXTURE_ROOT}/gone`, undefined)].length).toBeLessThanOrEqual(1);
});

test('whatever the text, nothing throws and every place lies in its file', () => {
  const texts = new Map([...fixture(BROKEN).files].map(([path, file]) => [path, file.text]));
  for (const [path, text] of texts) {
    for (let cut = 0; cut <= text.length; cut += 3) {
      const { snapshot } = fixture(BROKEN);
      const change = { kind: 'file', uri: `${FIXTURE_ROOT}/${path}`, text: text.slice(0, cut) } as const;
      const after = applyChanges(snapshot, [change]);
      for (const { uri, span } of findingsOf(after)) {
        const length = after.files.get(uri)?.text.length ?? 0;
        expect(0 <= span.start && span.start <= span.end && span.end <= length, `${path} ${cut} ${uri}`).toBe(true);
      }
    }
  }
});

test('a render of an older text still has places in the newer one', () => {
  const { snapshot } = fixture(BROKEN);
  const rendering = renderChart(snapshot, FIXTURE_ROOT);
  const emptied = [...snapshot.files.keys()].map((uri) => ({ kind: 'file', uri, text: '' }) as const);
  const after = applyChanges(snapshot, emptied);
  for (const { uri, span } of [...chartFindings(after, FIXTURE_ROOT, rendering).values()].flat()) {
    expect(span.end, uri).toBeLessThanOrEqual(after.files.get(uri)?.text.length ?? 0);
  }
});

test('what fails inside a packed subchart is told in the Chart.yaml of the root', () => {
  const packed = gzipSync(
    tarBytes([
      { name: 'sub/Chart.yaml', text: 'apiVersion: v2\nname: sub\nversion: 1.0.0\n' },
      { name: 'sub/templates/a.yaml', text: 'a: {{ .Values.x.y }}\n' },
      { name: 'sub/templates/b.yaml', text: 'a: b: c\n' },
      { name: 'sub/values.yaml', text: 'size: 1\n' },
      { name: 'sub/values.schema.json', text: '{"properties": {"size": {"type": "string"}}}' },
    ]),
  );
  const { snapshot } = fixture('-- values.yaml --\na: 1');
  const change = { kind: 'file', uri: `${FIXTURE_ROOT}/charts/sub.tgz`, text: fromBytes(packed) } as const;
  const findings = findingsOf(applyChanges(snapshot, [change]));
  expect(findings.map(({ uri, message }) => [uri, message.split('\n')[0]])).toMatchInlineSnapshot(`
    [
      [
        "file:///w/Chart.yaml",
        "charts/sub.tgz!/templates/a.yaml: nil pointer evaluating interface {}.y",
      ],
      [
        "file:///w/Chart.yaml",
        "charts/sub.tgz!/templates/b.yaml: error converting YAML to JSON: yaml: mapping values are not allowed in this context",
      ],
      [
        "file:///w/values.yaml",
        "at '/sub/size': got number, want string",
      ],
    ]
  `);
});
