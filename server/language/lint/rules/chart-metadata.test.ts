// Chart.yaml: what Helm refuses, what lint complains about, and what is fine.

import { expect, test } from 'vitest';
import { findingLines } from '../../../../test/support/findings.ts';

const chart = (text: string) => `-- Chart.yaml --\n${text}\n`;

test('nothing false: what Helm takes', () => {
  const text = chart(`apiVersion: v2
name: shop
version: 1.2.3
appVersion: "1.10"
description: 12
kubeVersion:
icon: ./icon.png
keywords:
sources: []
home: null
deprecated: false
engine: gotpl
annotations: {artifacthub.io/prerelease: true, n: 1}
maintainers: [{name: Ada, email: ada@example.com}]
dependencies:
  - {name: a, version: 1.0.0, repository: ""}
  - {name: b, version: ">=1 <2", repository: "@repo", tags: [x], condition: b.enabled}
  - {name: c, version: "*", repository: "alias:repo", alias: sea, import-values: [data, {child: a.b, parent: c}]}`);
  expect(findingLines(text).filter((line) => line.includes('chart-metadata'))).toEqual([]);
});

test('keys in another case are read by Helm', () => {
  expect(findingLines(chart('APIVersion: v2\nName: shop\nVERSION: 1.0.0\nAppVersion: "1"'))).toEqual([]);
});

test('what is missing', () => {
  expect(findingLines(chart('description: x'))).toMatchInlineSnapshot(`
    [
      "Chart.yaml:1:0-0 error chart-metadata: validation: chart.metadata.name is required",
      "Chart.yaml:1:0-0 warning chart-metadata: apiVersion is required. The value must be either "v1" or "v2"",
      "Chart.yaml:1:0-0 error chart-metadata: validation: chart.metadata.version is required",
    ]
  `);
  expect(findingLines(chart('apiVersion: v2\nname: x'))).toMatchInlineSnapshot(`
    [
      "Chart.yaml:1:0-0 error chart-metadata: validation: chart.metadata.version is required",
    ]
  `);
});

test('wrong types and words', () => {
  expect(
    findingLines(
      chart(`apiVersion: v2
name: a/b
version: 1.0
appVersion: 1.10
type: libary
keywords: one
maintainers:
  - email: x@example.com
    nmae: y`),
    ),
  ).toMatchInlineSnapshot(`
    [
      "Chart.yaml:3:9-12 warning chart-metadata: version should be of type string but it's of type float64; quote it: "1.0"",
      "Chart.yaml:4:12-16 warning chart-metadata: appVersion should be of type string but it's of type float64; quote it: "1.10"",
      "Chart.yaml:5:6-12 error chart-metadata: 'libary' is not one of 'application', 'library'; did you mean 'library'?",
      "Chart.yaml:6:10-13 error chart-metadata: cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field Metadata.keywords of type []string",
      "Chart.yaml:8:4-24 warning chart-metadata: 'name' is missing",
      "Chart.yaml:9:4-8 warning chart-metadata: unknown field 'nmae'; did you mean 'name'?",
    ]
  `);
});

test('apiVersion', () => {
  expect(findingLines(chart('apiVersion: v9\nname: a\nversion: 1.0.0'))).toMatchInlineSnapshot(`
    [
      "Chart.yaml:1:12-14 error chart-metadata: unsupported chart version",
    ]
  `);
  expect(
    findingLines(chart('apiVersion: v9\nname: a\nversion: 1.0.0'), { settings: { helmVersion: '3' } }),
  ).toMatchInlineSnapshot(`
    [
      "Chart.yaml:1:12-14 warning chart-metadata: apiVersion 'v9' is not valid. The value must be either "v1" or "v2"",
    ]
  `);
  expect(findingLines(chart('apiVersion: v1\nname: a\nversion: 1.0.0\ntype: application'))).toMatchInlineSnapshot(`
    [
      "Chart.yaml:4:0-4 warning chart-metadata: chart type is not valid in apiVersion 'v1'. It is valid in apiVersion 'v2'",
    ]
  `);
});

test('unknown keys: a warning in Helm 4, in Helm 3 a hint where a known one is near', () => {
  const text = chart('apiVersion: v2\nname: a\nversion: 1.0.0\nmaintainer: []\nown: 1');
  expect(findingLines(text)).toMatchInlineSnapshot(`
    [
      "Chart.yaml:4:0-10 warning chart-metadata: unknown field 'maintainer'; did you mean 'maintainers'?",
      "Chart.yaml:5:0-3 warning chart-metadata: unknown field 'own'",
    ]
  `);
  expect(findingLines(text, { settings: { helmVersion: '3' } })).toMatchInlineSnapshot(`
    [
      "Chart.yaml:4:0-10 information chart-metadata: unknown field 'maintainer'; did you mean 'maintainers'?",
    ]
  `);
});

test('broken YAML is one error', () => {
  expect(findingLines(chart('apiVersion: v2\nname: [a\nversion: 1'))).toMatchInlineSnapshot(`
    [
      "Chart.yaml:3:7-8 error chart-metadata: cannot load Chart.yaml: error converting YAML to JSON: yaml: line 2: did not find expected ',' or ']'",
    ]
  `);
});

test('a subchart is judged like any chart', () => {
  expect(
    findingLines(`
      -- Chart.yaml --
      apiVersion: v2
      name: top
      version: 1.0.0
      -- charts/sub/Chart.yaml --
      apiVersion: v2
      name: sub
    `),
  ).toMatchInlineSnapshot(`
    [
      "charts/sub/Chart.yaml:1:0-0 error chart-metadata: validation: chart.metadata.version is required",
    ]
  `);
});

test('loose versions and repeated keys: complaints of the lint of Helm 4', () => {
  const text = chart('apiVersion: v2\nname: a\nname: b\nversion: v1.2\nmaintainers:\n- {name: x, name: y}');
  expect(findingLines(text)).toMatchInlineSnapshot(`
    [
      "Chart.yaml:3:0-4 warning chart-metadata: key "name" already set in map",
      "Chart.yaml:4:9-13 warning chart-metadata: version 'v1.2' is not a valid SemVerV2",
      "Chart.yaml:6:12-16 warning chart-metadata: key "name" already set in map",
    ]
  `);
  expect(findingLines(text, { settings: { helmVersion: '3' } })).toEqual([]);
});

test('aliases that unfold without end are refused as Helm refuses them', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 40; i++)
    lines.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  const found = findingLines(`-- Chart.yaml --\napiVersion: v2\nname: c\nversion: 0.1.0\n${lines.join('\n')}`);
  expect(found.filter((line) => line.includes('document contains excessive aliasing'))).toHaveLength(1);
});
