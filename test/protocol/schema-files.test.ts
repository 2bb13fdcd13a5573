// A whole conversation about a custom resource: its definition lies somewhere in the workspace, or in a folder that is named.

import { afterEach, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#protocol';
import { startServer } from '../../server/lsp/server.ts';
import { poolBytes } from '../support/pool.ts';
import { connectionOf, nodeHost } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const CRD = `
  apiVersion: apiextensions.k8s.io/v1
  kind: CustomResourceDefinition
  metadata: {name: samples.example.com}
  spec:
    group: example.com
    names: {kind: Sample, plural: samples}
    versions:
      - name: v1
        served: true
        storage: true
        schema:
          openAPIV3Schema:
            type: object
            properties:
              spec: {type: object, properties: {size: {type: integer}}}
`;

const CHART = `
  -- ws/chart/Chart.yaml --
  apiVersion: v2
  name: chart
  version: 1.0.0
  -- ws/chart/templates/sample.yaml --
  apiVersion: example.com/v1
  kind: Sample
  metadata: {name: a}
  spec:
    sise: 1
`;

let talk: Talk;
afterEach(() => talk.end());

async function begin(files: string, folders: readonly string[] = []): Promise<void> {
  const host = nodeHost({ schemas: async () => poolBytes() });
  const start = () => inMemory((input, output) => startServer(connectionOf(input, output), host));
  talk = await Talk.begin(files, start, {
    folders: ['ws'],
    initialization: { settings: { schema: { ...DEFAULT_SETTINGS.schema, folders } } },
  });
}

const TEMPLATE = 'ws/chart/templates/sample.yaml';
const isSome = (lines: readonly string[]) => lines.length > 0;
const EXPECTED = ['manifest-unknown-field: unknown field "spec.sise"; did you mean "size"? at "sise"'];

test('a definition beside the chart, which nobody opened', async () => {
  await begin(`${CHART}  -- ws/config/crd/bases/samples.yaml --${CRD}`);
  talk.open(TEMPLATE);
  expect(await talk.diagnostics(TEMPLATE, isSome)).toEqual(EXPECTED);
});

test('a folder that the settings name', async () => {
  await begin(`${CHART}  -- ws/other/samples.yaml --${CRD}`, ['other']);
  talk.open(TEMPLATE);
  expect(await talk.diagnostics(TEMPLATE, isSome)).toEqual(EXPECTED);
});
