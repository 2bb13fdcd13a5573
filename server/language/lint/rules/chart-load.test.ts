// What keeps the chart from loading, and dependencies that are not there.

import { expect, test } from 'vitest';
import { findingLines } from '../../../../test/support/findings.ts';

test('lock files, folders without Chart.yaml, bad ignore patterns', () => {
  expect(
    findingLines(`
      -- Chart.yaml --
      apiVersion: v2
      name: a
      version: 1.0.0
      -- Chart.lock --
      dependencies: {}
      -- charts/sub/values.yaml --
      a: 1
      -- .helmignore --
      ok
      a/**/b
    `),
  ).toMatchInlineSnapshot(`
    [
      ".helmignore:2:0-6 error chart-load: double-star (**) syntax is not supported",
      "Chart.lock:1:14-16 error chart-load: cannot load Chart.lock: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go struct field Lock.dependencies of type []*v2.Dependency",
      "charts/sub/values.yaml:1:0-0 error chart-load: error unpacking subchart sub in a: Chart.yaml file is missing",
    ]
  `);
});

test('a library chart is no error', () => {
  expect(
    findingLines(`
      -- Chart.yaml --
      apiVersion: v2
      name: lib
      version: 1.0.0
      type: library
      -- templates/_x.tpl --
      {{ define "x" }}{{ end }}
    `),
  ).toEqual([]);
});

test('one warning for each dependency that is not there, in Chart.yaml or requirements.yaml', () => {
  expect(
    findingLines(`
      -- Chart.yaml --
      apiVersion: v1
      name: a
      version: 1.0.0
      -- requirements.yaml --
      dependencies:
        - name: redis
          repository: file://../redis
          version: 1.0.0
        - name: "kafka"
          version: 1.0.0
    `),
  ).toMatchInlineSnapshot(`
    [
      "requirements.yaml:2:10-15 warning chart-dependencies: 'redis' is not in charts/: run helm dependency build",
      "requirements.yaml:5:10-17 warning chart-dependencies: 'kafka' is not in charts/: run helm dependency build",
    ]
  `);
});

test('of subcharts, what no chart of the release has; a folder that does not load is told by its own error', () => {
  expect(
    findingLines(`
      -- Chart.yaml --
      apiVersion: v2
      name: top
      version: 1.0.0
      dependencies: [{name: sub, version: 1.0.0}, {name: bad, version: 1.0.0}, {name: common, version: 1.0.0}]
      -- charts/sub/Chart.yaml --
      apiVersion: v2
      name: sub
      version: 1.0.0
      dependencies: [{name: common, version: 1.0.0}, {name: library, version: 1.0.0}]
      -- charts/sub/templates/a.yaml --
      a: {{ include "library.x" . }}
      -- charts/common/Chart.yaml --
      apiVersion: v2
      name: common
      version: 1.0.0
      -- charts/bad/Chart.yaml --
      apiVersion: v2
      version: 1.0.0
    `),
  ).toMatchInlineSnapshot(`
    [
      "charts/bad/Chart.yaml:1:0-0 error chart-metadata: validation: chart.metadata.name is required",
      "charts/sub/Chart.yaml:4:54-61 warning chart-dependencies: 'library' is not in charts/: run helm dependency build",
    ]
  `);
});
