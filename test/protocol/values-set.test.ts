// Whole conversations about values sets: one is chosen, everything of its chart follows, and a new server is told of it.

import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { Hover, InlayHint, Location } from 'vscode-languageserver';
import type { ChartOfResult, ChooseValuesSetResult, PreviewResult, ValuesSet, ValuesSetsResult } from '#protocol';
import { serve } from './node-server.ts';
import { inMemory, Talk, type TalkOptions } from './talk.ts';

const CHARTS = `
  -- shop/Chart.yaml --
  apiVersion: v2
  name: shop-chart
  version: 0.1.0
  -- shop/values.yaml --
  tag: v1
  -- shop/values-prod.yaml --
  tag: größe
  -- shop/ci/small-values.yaml --
  tag: small
  -- shop/templates/pod.yaml --
  kind: Pod
  metadata: {name: "{{ .Release.Name }}-{{ .Release.IsUpgrade }}"}
  tag: {{ .Values.tag }}
  {{- if .Values.needs }}
  {{- required "a host is needed" .Values.host }}
  {{- end }}
  -- other/Chart.yaml --
  apiVersion: v2
  name: other
  version: 0.1.0
  -- other/templates/pod.yaml --
  kind: Pod
  metadata: {name: {{ .Release.Name }}}
  -- shared/prod.yaml --
  tag: shared
`;

const POD = 'shop/templates/pod.yaml';
const OTHER = 'other/templates/pod.yaml';

let talk: Talk;
afterEach(() => talk.end());

async function begin(options?: TalkOptions): Promise<void> {
  talk = await Talk.begin(CHARTS, () => inMemory(serve), options);
  await talk.rendered(() => talk.open(POD));
}

const choose = (set: ValuesSet | null, path = POD) =>
  talk.ask<ChooseValuesSetResult>('chartroom/chooseValuesSet', { uri: talk.uri(path), set });
const sets = (path = POD) => talk.ask<ValuesSetsResult | null>('chartroom/valuesSets', { uri: talk.uri(path) });
const preview = (path = POD) => talk.ask<PreviewResult>('chartroom/preview', { uri: talk.uri(path), scope: 'file' });

/** Chooses, and waits for the render of it. */
async function chosen(set: ValuesSet | null): Promise<void> {
  await talk.rendered(() => void choose(set));
}

test('previews, hovers, hints and findings follow the set, and it can be taken back', async () => {
  await begin();
  expect((await preview()).text).toContain('tag: v1\n');
  await chosen({ valuesFiles: ['values-prod.yaml'], releaseName: 'web', upgrade: true });
  const { text, set } = await preview();
  expect(text).toContain('name: "web-true"}\ntag: größe\n');
  expect(set).toMatchObject({ valuesFiles: ['values-prod.yaml'], releaseName: 'web', upgrade: true, missing: [] });
  const hover = await talk.askAt<Hover>('textDocument/hover', POD, '.Values.ta');
  expect(JSON.stringify(hover.contents)).toContain('(active): `größe`');
  const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
  const hints = await talk.ask<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: talk.uri(POD) }, range });
  expect(hints.map(({ label }) => label)).toContain('größe');
  await chosen(null);
  expect((await preview()).text).toContain('name: "release-name-false"}\ntag: v1\n');
});

test('what is asked for with a set chosen is an error, with the defaults information', async () => {
  await begin();
  await talk.rendered(() => talk.open('shop/values.yaml'));
  await chosen({ setValues: ['needs=true'] });
  const told = await talk.diagnostics(POD, (lines) => lines.length > 0);
  expect(told).toEqual(['template-render: a host is needed at "required \\"a host is needed\\" .Values.host"']);
  await chosen({ setValues: ['needs=true', 'host=h'] });
  await talk.until(
    () => talk.isClear(POD),
    () => 'no findings',
  );
});

test('a preview that fails with the set shows the last good text, and with what it was rendered', async () => {
  await begin();
  await chosen({ valuesFiles: ['values-prod.yaml'] });
  await chosen({ setValues: ['needs=true'] });
  const { text, stale, set, older } = await preview();
  expect(text).toContain('tag: größe\n');
  expect({ stale, now: set?.setValues, before: older?.valuesFiles }).toEqual({
    stale: true,
    now: ['needs=true'],
    before: ['values-prod.yaml'],
  });
  await chosen({});
  expect(await preview()).toMatchObject({ stale: false, text: expect.stringContaining('tag: v1\n') });
  expect((await preview()).older).toBeUndefined();
});

test('the other chart is not rendered again', async () => {
  await begin();
  await talk.rendered(() => talk.open(OTHER));
  const before = talk.renders.length;
  await chosen({ releaseName: 'web' });
  expect(talk.renders.slice(before).map(({ chart }) => chart)).toEqual([talk.uri('shop')]);
  expect((await preview(OTHER)).text).toContain('{name: release-name}');
  expect((await preview(OTHER)).generation).toBe(1);
});

test('it is told what there is to choose, and what holds now', async () => {
  await begin();
  const told = await sets();
  expect(told).toMatchObject({
    chart: { uri: talk.uri('shop'), name: 'shop-chart' },
    files: ['values-prod.yaml', 'ci/small-values.yaml'],
    chosen: null,
    kubeVersion: expect.stringMatching(/^v1\./),
    render: { generation: 1, milliseconds: expect.any(Number) },
  });
  await chosen({ valuesFiles: ['gone.yaml', 'ci/small-values.yaml'], kubeVersion: '1.29.2' });
  expect(await sets()).toMatchObject({
    chosen: { valuesFiles: ['gone.yaml', 'ci/small-values.yaml'], kubeVersion: '1.29.2' },
    active: { missing: ['gone.yaml'], releaseName: 'release-name' },
    kubeVersion: 'v1.29.2',
    render: { generation: 2 },
  });
  expect(await sets('shared/prod.yaml')).toBeNull();
  expect(await choose({ releaseName: 'x' }, 'shared/prod.yaml')).toEqual({ root: null });
});

test('a server that starts is told what was chosen before', async () => {
  let folder = '';
  const sets: Record<string, ValuesSet> = {};
  const prepare = (path: string) => {
    folder = pathToFileURL(path).href;
    sets[`${folder}/shop`] = { valuesFiles: ['ci/small-values.yaml'] };
  };
  await begin({ prepare, initialization: { settings: { releaseName: 'set' }, sets } });
  expect(talk.renders).toHaveLength(1);
  expect((await preview()).text).toContain('name: "set-false"}\ntag: small\n');
});

test('a file elsewhere is read, and followed when it changes', async () => {
  await begin();
  await choose({ valuesFiles: ['../shared/prod.yaml'] });
  const shows = (text: string) => async () => {
    for (let tries = 0; tries < 200 && !(await preview()).text.includes(text); tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await preview()).text).toContain(text);
  };
  await shows('tag: shared\n')();
  expect((await sets())?.active.missing).toEqual([]);
  talk.disk('shared/prod.yaml', 'tag: newer\n');
  await shows('tag: newer\n')();
  talk.open('shared/prod.yaml');
  talk.type('shared/prod.yaml', 'newer', 'typed');
  await shows('tag: typed\n')();
  talk.close('shared/prod.yaml');
  await shows('tag: newer\n')();
  // Nobody names it for a while, so that it is forgotten when it is closed.
  await choose(null);
  talk.open('shared/prod.yaml');
  talk.close('shared/prod.yaml');
  await shows('tag: v1\n')();
  await choose({ valuesFiles: ['../shared/prod.yaml'] });
  await shows('tag: newer\n')();
  talk.disk('shared/prod.yaml', null);
  await shows('tag: v1\n')();
  expect((await sets())?.active.missing).toEqual(['../shared/prod.yaml']);
});

test('what is no set is none', async () => {
  await begin();
  const wrong = { valuesFiles: 'values-prod.yaml', releaseName: 7, namespace: 'ns', upgrade: 'yes', helmVersion: '5' };
  await chosen(wrong as unknown as ValuesSet);
  expect((await sets())?.chosen).toEqual({ namespace: 'ns' });
});

test('sets that settings name are offered with their files, those outside of the chart too', async () => {
  await begin({
    folders: [''],
    initialization: { settings: { valuesSets: { prod: ['values-prod.yaml', 'shared/*.yaml'] } } },
  });
  const named = async () => (await sets())?.named;
  for (let tries = 0; JSON.stringify(await named()) === '[{"name":"prod","files":["values-prod.yaml"]}]'; tries++) {
    if (tries > 200) throw new Error('the shared file never came');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const [set] = (await named()) ?? [];
  expect(set).toEqual({ name: 'prod', files: ['values-prod.yaml', talk.uri('shared/prod.yaml')] });
  await chosen({ valuesFiles: set?.files ?? [] });
  // The file that came has its own render, which may be the one that was waited for.
  for (let tries = 0; tries < 200 && !(await preview()).text.includes('tag: shared'); tries++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await preview()).text).toContain('tag: shared');
});

test('a file that a set names is opened first: its chart is found and loaded', async () => {
  const settings = { valuesSets: { prod: ['../shared/*.yaml'] } };
  talk = await Talk.begin(CHARTS, () => inMemory(serve), { folders: [''], initialization: { settings } });
  const file = 'shared/prod.yaml';
  // Both charts fit, and neither is nearer.
  await talk.rendered(() => talk.open(file));
  const asked = await talk.ask<ChartOfResult>('chartroom/chartOf', { uri: talk.uri(file) });
  expect(asked.chart?.name).toBe('other');
  const hover = await talk.askAt<Hover | null>('textDocument/hover', file, 'ta');
  expect(JSON.stringify(hover)).toContain('tag');
});

test('a file that only a set names is its chart’s in every respect, and no more once nothing names it', async () => {
  await begin({ folders: [''], initialization: { settings: { valuesSets: { prod: ['../shared/*.yaml'] } } } });
  talk.disk('shop/values.schema.json', '{"properties": {"tag": {"type": "string"}}}');
  const file = 'shared/prod.yaml';
  const chart = async () => (await talk.ask<ChartOfResult>('chartroom/chartOf', { uri: talk.uri(file) })).chart?.name;
  const becomes = async (name: string | undefined) => {
    for (let tries = 0; (await chart()) !== name && tries < 200; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await chart()).toBe(name);
  };
  await becomes('shop-chart');
  talk.open(file);
  talk.type(file, 'tag: shared', 'tag: é');
  const asked = { textDocument: { uri: talk.uri(file) }, position: talk.behind(file, 'tag') };
  const context = { includeDeclaration: false };
  const places = await talk.ask<Location[]>('textDocument/references', { ...asked, context });
  expect(places.map(({ uri }) => uri)).toEqual([talk.uri(POD)]);
  talk.type(file, 'tag: é', 'tag: 7');
  talk.save(file);
  expect(await talk.diagnostics(file, (lines) => lines.length > 0)).toEqual([expect.stringContaining('values-schema')]);
  talk.notify('workspace/didChangeConfiguration', { settings: { chartroom: { valuesSets: {} } } });
  await becomes(undefined);
  await talk.until(
    () => talk.isClear(file),
    () => 'no findings',
  );
});
