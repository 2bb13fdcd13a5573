// Where what helm lint says stands: the file, the line and the severity of each kind of message.

import { describe, expect, test } from 'vitest';
import { allFindingsOf, findingLines } from '../../../../test/support/findings.ts';
import { type FixtureOptions, fixture } from '../../../../test/support/fixture.ts';
import { applyChanges } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';

const CHART = '-- Chart.yaml --\napiVersion: v2\nname: shop\nversion: 0.1.0\nicon: https://example.com/shop.svg\n';
const VALUES = '-- values.yaml --\n';

/** The findings, each cut after so many characters. */
function told(text: string, options?: FixtureOptions, length = 110): string[] {
  return findingLines(text, options, allFindingsOf).map((line) => line.slice(0, length));
}

function template(text: string, options?: FixtureOptions): string[] {
  return told(`${CHART}${VALUES}-- templates/a.yaml --\n${text}\n`, options);
}

describe('Chart.yaml', () => {
  test('keys that are there, and the name for what is not', () => {
    const chart = `-- Chart.yaml --
      # é
      apiVersion: v2
      name: shöp
      version: 0.1.0
      sources: [https://a.b, nowhere]
      maintainers:
        - {name: x, email: none}
      -- templates/a.txt --
      `.replace(/^ {6}/gm, '');
    expect(told(chart)).toEqual([
      'Chart.yaml:3:6-10 information helm-lint: icon is recommended',
      'Chart.yaml:3:6-10 information helm-lint: values.yaml: file does not exist',
      "Chart.yaml:5:23-30 error helm-lint: invalid source URL 'nowhere'",
      "Chart.yaml:7:21-25 error helm-lint: invalid email 'none' for maintainer 'x'",
    ]);
    expect(told(chart, { newline: '\r\n' })).toEqual(told(chart));
  });
  test('a folder that is not there, in Helm 4', () => {
    expect(told(CHART + VALUES)).toEqual(['Chart.yaml:2:6-10 warning helm-lint: templates/: directory does not exist']);
    expect(told(CHART + VALUES, { settings: { helmVersion: '3' } })).toEqual([]);
  });
  test('a key that only the strict reading refuses', () => {
    expect(told(`${CHART}engine: gotpl\n${VALUES}-- templates/a.txt --\n`)[0]).toMatch(/^Chart\.yaml:5:0-6 warning/);
  });
  test('subcharts that it does not name', () => {
    const sub = '-- charts/s/Chart.yaml --\napiVersion: v2\nname: s\nversion: 1.0.0\n-- templates/a.txt --\n';
    const line = 'error helm-lint: chart metadata is missing these dependencies: s';
    expect(told(CHART + VALUES + sub)).toEqual([`Chart.yaml:2:6-10 ${line}`]);
    expect(told(`${CHART}dependencies: []\n${VALUES}${sub}`)).toEqual([`Chart.yaml:5:0-12 ${line}`]);
  });
});

describe('templates', () => {
  test('the line that wrote what is wrong, with the helper and the value behind it', () => {
    const text = `${CHART}
      -- values.yaml --
      name: Wéb
      -- templates/_h.tpl --
      {{- define "name" -}}
      {{ .Values.name }}
      {{- end -}}
      -- templates/a.yaml --
      # é😀
      kind: A
      metadata:
        name: {{ include "name" . }}
      `
      .replace(/^ {6}/gm, '')
      .replace('\n\n', '\n');
    expect(told(text)).toEqual([
      'templates/a.yaml:4:2-30 warning helm-lint: object name does not conform to Kubernetes naming requirements: "Wé',
      '  templates/_h.tpl:2:0-18 written here',
      '  values.yaml:1:6-9 the value',
    ]);
  });
  test('turns of a range are one cause', () => {
    const lines = template('{{ range until 3 }}\n---\nkind: A\nmetadata:\n  name: A{{ . }}\n{{ end }}');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('a.yaml:5:2-16 warning');
  });
  test('the key of the manifest that each message is about', () => {
    expect(template('# matches\napiVersion: v1\nkind: Deployment\nmetadata: {name: a}')).toEqual([
      expect.stringContaining('a.yaml:3:0-16 error helm-lint: a Deployment must contain matchLabels'),
    ]);
    expect(template('metadata: {name: a}\napiVersion: v1\nkind: Endpoints')).toEqual([
      expect.stringContaining('a.yaml:2:0-14 warning helm-lint: v1 Endpoints is deprecated in v1.33+'),
    ]);
    expect(template('\n  {kind: A, metadata: {name: a}}')).toEqual([
      expect.stringContaining('a.yaml:2:2-32 warning helm-lint: document starts with an illegal indent'),
    ]);
    expect(template('\n# none\nkind: A')).toEqual([expect.stringContaining('a.yaml:3:0-7 warning helm-lint: object')]);
  });
  test('what is in no manifest', () => {
    const files = '-- templates/a.md --\n\n  # Title\n-- templates/b.txt --\n{{ .Release.Time }}\n';
    expect(told(CHART + VALUES + files, { settings: { helmVersion: '3' } })).toEqual([
      "templates/a.md:2:2-9 error helm-lint: file extension '.md' not valid. Valid extensions are .yaml, .yml, .tpl, ",
      expect.stringContaining('templates/b.txt'),
    ]);
  });
  test('CRDs', () => {
    const crd = '-- templates/a.txt --\n-- crds/a.yaml --\n# x\nkind: Pod\napiVersion: v1\n';
    expect(told(CHART + VALUES + crd)).toEqual([
      "crds/a.yaml:2:6-9 error helm-lint: object kind is not 'CustomResourceDefinition'",
      "crds/a.yaml:3:12-14 error helm-lint: apiVersion is not in 'apiextensions.k8s.io'",
    ]);
  });
});

describe('the release', () => {
  test('is called test-release, and has the values of the active set', () => {
    const text = `${CHART}${VALUES}-- values-x.yaml --\nname: X\n-- templates/a.yaml --\nkind: {{ .Release.Name }}\nmetadata: {name: a{{ .Values.name }}}\n`;
    expect(told(text)).toEqual([]);
    expect(told(text, { settings: { valuesFiles: ['values-x.yaml'] } })[0]).toMatch(/"aX$/);
  });
  test('is for the Kubernetes version of the settings', () => {
    const text = 'apiVersion: v1\nkind: Endpoints\nmetadata: {name: a}';
    expect(template(text, { settings: { kubeVersion: '1.30' } })).toEqual([]);
    expect(template(text, { settings: { kubeVersion: 'x' } }).join()).not.toContain('Endpoints');
  });
});

test('after each edit it says what it would say of the chart as it is', () => {
  const text = `${CHART}-- values.yaml --\nname: a\n-- templates/a.yaml --\nkind: A\nmetadata: {name: "{{ .Values.name }}"}\n-- templates/b.yaml --\nkind: B\nmetadata: {name: b{{ set .Values "x" "1" | len }}}\n-- templates/c.yaml --\nkind: C\nmetadata: {name: c{{ .Values.x }}}\n`;
  let { snapshot } = fixture(text);
  const root = 'file:///w';
  const edits: [string, string][] = [
    ['templates/a.yaml', 'kind: A\nmetadata: {name: "A"}\n'],
    ['templates/b.yaml', 'kind: B\nmetadata: {name: b{{ set .Values "x" "X" | len }}}\n'],
    ['templates/b.yaml', 'kind: B\nmetadata: {name: b}\n{{ if }}'],
    ['templates/b.yaml', 'kind: B\nmetadata: {name: b{{ set .Values "x" "é" | len }}}\n'],
    ['values.yaml', 'name: Z\n'],
    ['templates/a.yaml', 'kind: A\nmetadata: {name: "{{ .Values.name }}"}\n'],
    ['templates/d.yml', 'kind: D\nmetadata: {name: D}\n'],
  ];
  for (const [path, changed] of edits) {
    snapshot = applyChanges(snapshot, [{ kind: 'file', uri: joinUri(root, path), text: changed }]);
    // Elsewhere nothing is kept from before.
    const moved = [...snapshot.files.values()].map((file) => ({
      kind: 'file' as const,
      uri: file.uri.replace(root, 'file:///fresh'),
      text: file.text,
    }));
    const fresh = applyChanges({ ...snapshot, files: new Map() }, moved);
    const lines = (from: typeof snapshot, folder: string) =>
      allFindingsOf(from, folder).map(
        ({ uri, span, message }) => `${uri.slice(folder.length)} ${span.start} ${message}`,
      );
    const kept = lines(snapshot, root);
    expect(kept.length).toBeGreaterThan(0);
    const again = `file:///fresh`;
    expect(kept).toEqual(lines(fresh, again));
  }
});
