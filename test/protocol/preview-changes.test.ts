// What a preview marks as changed, in whole conversations.

import { afterEach, expect, test } from 'vitest';
import type { PreviewResult } from '#protocol';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const CHART = `
  -- shop/Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  -- shop/values.yaml --
  # é before
  image:
    tag: v1
  -- shop/templates/web.yaml --
  kind: Pod
  metadata:
    name: web
  spec:
    image: "é:{{ .Values.image.tag }}"
  -- shop/templates/other.yaml --
  kind: ConfigMap
  metadata:
    name: other
`;

let talk: Talk;
afterEach(() => talk.end());

const preview = (path = 'shop/templates/web.yaml', scope: 'file' | 'chart' = 'file') =>
  talk.ask<PreviewResult>('chartroom/preview', { uri: talk.uri(path), scope });

test('a preview tells which lines changed since the last save, whichever file was typed in', async () => {
  talk = await Talk.begin(CHART, () => inMemory(serve));
  await talk.rendered(() => talk.open('shop/templates/web.yaml'));
  await talk.rendered(() => talk.open('shop/values.yaml'));
  const changed = async (path?: string, scope?: 'file' | 'chart') => {
    const { text, changed } = await preview(path, scope);
    const lines = text.split('\n');
    return changed.map(({ kind, from, to }) => `${kind}: ${lines.slice(from, Math.max(to, from + 1)).join('|')}`);
  };
  expect(await changed()).toEqual([]);
  await talk.rendered(() => talk.type('shop/values.yaml', 'tag: v1', 'tag: v2'));
  expect(await changed()).toEqual(['modified:   image: "é:v2"']);
  await talk.rendered(() => talk.type('shop/templates/web.yaml', 'spec:\n', 'spec:\n  restartPolicy: Never\n'));
  await talk.rendered(() => talk.type('shop/templates/web.yaml', 'kind: Pod\n', ''));
  expect(await changed()).toEqual(['deleted: metadata:', 'modified:   restartPolicy: Never|  image: "é:v2"']);
  expect(await changed('shop/templates/other.yaml')).toEqual([]);
  expect(await changed('shop/values.yaml', 'chart')).toHaveLength(2);
  // One file saved and another not: the marks stay until all is saved.
  await talk.rendered(() => talk.save('shop/values.yaml'));
  expect(await changed()).toHaveLength(2);
  await talk.rendered(() => talk.save('shop/templates/web.yaml'));
  expect(await changed()).toEqual([]);
  await talk.rendered(() => talk.type('shop/values.yaml', 'tag: v2', 'tag: v3'));
  expect(await changed()).toEqual(['modified:   image: "é:v3"']);
  // Another values set is no edit.
  const settings = { chartroom: { releaseName: 'two' } };
  await talk.rendered(() => talk.notify('workspace/didChangeConfiguration', { settings }));
  expect(await changed()).toEqual([]);
});

test('a checkout under an open file leaves no marks once the editor has read it again', async () => {
  talk = await Talk.begin(CHART, () => inMemory(serve));
  await talk.rendered(() => talk.open('shop/templates/web.yaml'));
  await talk.rendered(() => talk.open('shop/values.yaml'));
  await talk.rendered(() => talk.type('shop/values.yaml', 'tag: v1', 'tag: v2'));
  expect((await preview()).changed).toHaveLength(1);
  await talk.rendered(() => talk.disk('shop/values.yaml', '# é before\nimage:\n  tag: v2\n'));
  expect((await preview()).changed).toEqual([]);
});
