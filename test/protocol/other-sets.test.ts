// A whole conversation about values sets that are not the active one, and about parts that none of them reaches.

import { afterEach, expect, test } from 'vitest';
import type { JudgedResult } from '#protocol';
import { startServer } from '../../server/lsp/server.ts';
import { poolBytes } from '../support/pool.ts';
import { connectionOf, nodeHost } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const FILES = `
  -- shop/Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  -- shop/values.yaml --
  data: {a: b}
  ingress: {enabled: false}
  existing: ""
  -- shop/values-prod.yaml --
  data: 1
  -- shop/templates/a.yaml --
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: a}
  data: {{ toJson .Values.data }}
  -- shop/templates/b.yaml --
  {{- if .Values.ingress.enabled }}
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: b}
  dta: {}
  {{- else if .Values.existing }}
  text: 1
  {{- end }}
`;

const PROBED =
  'manifest-unknown-field: when ingress.enabled is true: unknown field "dta"; did you mean "data"? at "dta"';

let talk: Talk;
afterEach(() => talk.end());

test('problems of other sets and of probes come by themselves, follow a save, and never wait for typing', async () => {
  const host = nodeHost({ schemas: async () => poolBytes() });
  talk = await Talk.begin(FILES, () => inMemory((input, output) => startServer(connectionOf(input, output), host)));
  talk.open('shop/templates/b.yaml');
  talk.open('shop/values-prod.yaml');
  expect(await talk.diagnostics('shop/templates/b.yaml', (lines) => lines.length > 0)).toEqual([PROBED]);
  const [prod = ''] = await talk.diagnostics('shop/values-prod.yaml', (lines) => lines.length > 0);
  expect(prod).toMatch(/^manifest-type: data: .* \[with values-prod\.yaml\] at "1"$/);
  const judged = await talk.ask<JudgedResult>('chartroom/judged', { uri: talk.uri('shop/templates/b.yaml') });
  expect(judged.unreached).toEqual([
    { uri: talk.uri('shop/templates/b.yaml'), path: 'templates/b.yaml', line: 5, condition: 'if .Values.existing' },
  ]);

  talk.type('shop/values-prod.yaml', 'data: 1', 'data: {c: d}');
  talk.save('shop/values-prod.yaml');
  expect(await talk.diagnostics('shop/values-prod.yaml', (lines) => lines.length === 0)).toEqual([]);
  talk.type('shop/templates/b.yaml', 'dta', 'data');
  expect(await talk.diagnostics('shop/templates/b.yaml', (lines) => lines.length === 0)).toEqual([]);
});
