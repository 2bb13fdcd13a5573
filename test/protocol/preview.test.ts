// Whole conversations about previews: what they show, when they change, and the way between them and their sources.

import { afterEach, expect, test } from 'vitest';
import type { PeekResult, PreviewResult, RenderedAtResult, SourceOfResult } from '#protocol';
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
  -- shop/templates/_helpers.tpl --
  {{- define "labels" -}}
  app: {{ .Chart.Name }}
  {{- end -}}
  -- shop/templates/web.yaml --
  kind: Pod
  metadata:
    name: web
    labels:
      {{- include "labels" . | nindent 4 }}
  spec:
    image: "é:{{ .Values.image.tag }}"
  ---
  kind: Service
  metadata:
    name: second
  -- shop/templates/other.yaml --
  kind: ConfigMap
  metadata:
    name: other
`;

let talk: Talk;
afterEach(() => talk.end());

async function begin(settings = {}): Promise<void> {
  talk = await Talk.begin(CHART, () => inMemory(serve), { initialization: { settings } });
}

const preview = (path = 'shop/templates/web.yaml', scope: 'file' | 'chart' = 'file') =>
  talk.ask<PreviewResult>('chartroom/preview', { uri: talk.uri(path), scope });

test('a preview follows what is typed, in the template and in the values', async () => {
  await begin();
  await talk.rendered(() => talk.open('shop/templates/web.yaml'));
  const first = await preview();
  expect(first.text).toContain('name: web\n  labels:\n    app: shop\nspec:\n  image: "é:v1"');
  expect(first).toMatchObject({ generation: 1, stale: false, errors: [] });

  const render = await talk.rendered(() => talk.type('shop/templates/web.yaml', 'name: web', 'name: shopfront'));
  expect(render.changed).toEqual([talk.uri('shop/templates/web.yaml')]);
  expect((await preview()).text).toContain('name: shopfront');

  await talk.rendered(() => talk.open('shop/values.yaml'));
  await talk.rendered(() => talk.type('shop/values.yaml', 'tag: v1', 'tag: v2'));
  expect((await preview()).text).toContain('é:v2');
  expect((await preview('shop/values.yaml', 'chart')).text).toContain('é:v2');
});

test('a template that fails keeps its last good preview, every other file lives on', async () => {
  await begin();
  await talk.rendered(() => talk.open('shop/templates/web.yaml'));
  await talk.rendered(() => talk.type('shop/templates/web.yaml', 'name: web', 'name: {{ fail "no web" }}'));
  const broken = await preview();
  expect(broken.text).toContain('name: web');
  expect(broken.stale).toBe(true);
  expect(broken.errors.map(({ message, range }) => [message, talk.text('shop/templates/web.yaml', range)])).toEqual([
    ['no web', 'fail "no web"'],
  ]);
  expect(await preview('shop/templates/other.yaml')).toMatchObject({ stale: false, errors: [] });
  const release = await preview('shop/values.yaml', 'chart');
  expect(release.stale).toBe(true);
  // Its documents stay where they were among the live ones.
  expect(release.text.match(/^kind: .*|^ {2}name: .*/gm)).toEqual([
    'kind: ConfigMap',
    '  name: other',
    'kind: Service',
    '  name: second',
    'kind: Pod',
    '  name: web',
  ]);

  await talk.rendered(() => talk.type('shop/templates/web.yaml', '{{ fail "no web" }}', 'mended'));
  expect(await preview()).toMatchObject({ stale: false, errors: [], text: expect.stringContaining('name: mended') });
});

test('values that cannot be read leave all previews as they were', async () => {
  await begin();
  await talk.rendered(() => talk.open('shop/values.yaml'));
  await talk.rendered(() => talk.type('shop/values.yaml', 'tag: v1', 'tag: [v1'));
  const broken = await preview();
  expect(broken.text).toContain('é:v1');
  expect(broken.stale).toBe(true);
  expect(broken.errors.length).toBeGreaterThan(0);
});

test('the way from a preview to its sources and back', async () => {
  await begin();
  await talk.rendered(() => talk.open('shop/templates/web.yaml'));
  talk.type('shop/templates/web.yaml', 'kind: Pod', '# first\nkind: Pod');
  await talk.until(
    () => talk.renders.length > 1,
    () => 'a second render',
  );
  const { text } = await preview();
  const position = (needle: string) => {
    const before = text.slice(0, text.indexOf(needle) + 1).split('\n');
    return { line: before.length - 1, character: (before.at(-1) ?? '').length };
  };
  const asked = { uri: talk.uri('shop/templates/web.yaml'), scope: 'file' as const };
  const source = async (needle: string) => {
    const found = await talk.ask<SourceOfResult>('chartroom/sourceOf', { ...asked, position: position(needle) });
    const shown = (place: SourceOfResult['template']) => {
      const path = place?.uri.slice(talk.uri('').length) ?? '';
      return place && `${path}: ${talk.text(path, place.range)}`;
    };
    return { template: shown(found.template), caller: shown(found.caller), value: shown(found.value) };
  };
  expect(await source('v1')).toEqual({
    template: 'shop/templates/web.yaml: {{ .Values.image.tag }}',
    caller: 'shop/templates/web.yaml: {{ .Values.image.tag }}',
    value: 'shop/values.yaml: v1',
  });
  expect(await source('app:')).toEqual({
    template: 'shop/templates/_helpers.tpl: app: ',
    caller: 'shop/templates/web.yaml: include "labels" .',
    value: null,
  });
  expect((await source('name: web')).template).toBe('shop/templates/web.yaml:   name: web');
  expect(await source('---')).toEqual({ template: null, caller: null, value: null });

  const written = async (path: string, after: string) => {
    const params = { uri: talk.uri(path), position: talk.behind(path, after), preview: asked };
    const { ranges } = await talk.ask<RenderedAtResult>('chartroom/renderedAt', params);
    const lines = text.split('\n');
    return ranges.map(({ start, end }) =>
      start.line === end.line
        ? lines[start.line]?.slice(start.character, end.character)
        : `${lines[start.line]?.slice(start.character)}…${lines[end.line]?.slice(0, end.character)}`,
    );
  };
  expect(await written('shop/templates/web.yaml', 'name: w')).toEqual(['  name: web']);
  expect(await written('shop/templates/web.yaml', '.Values.ima')).toEqual(['v1']);
  expect(await written('shop/templates/web.yaml', 'include "la')).toEqual(['…    app: shop']);
  expect(await written('shop/values.yaml', 'tag: ')).toEqual(['v1']);
  expect(await written('shop/templates/_helpers.tpl', '{{ .Chart')).toEqual(['shop']);
});

test('the resource around a place', async () => {
  await begin();
  await talk.rendered(() => talk.open('shop/templates/web.yaml'));
  const peek = (after: string) =>
    talk.ask<PeekResult | null>('chartroom/peek', {
      uri: talk.uri('shop/templates/web.yaml'),
      position: talk.behind('shop/templates/web.yaml', after),
    });
  expect(await peek('include "la')).toMatchObject({ title: 'Pod/web', text: expect.stringMatching(/^kind: Pod/) });
  const second = await peek('name: sec');
  expect(second).toMatchObject({ title: 'Service/second', text: expect.stringMatching(/^kind: Service/) });
  const lines = (await preview()).text.split('\n');
  expect(lines[second?.range.start.line ?? -1]).toBe('kind: Service');
});

test('settings change what is rendered', async () => {
  await begin({ releaseName: 'one' });
  talk.disk('shop/templates/other.yaml', 'kind: ConfigMap\nmetadata: {name: "{{ .Release.Name }}"}\n');
  await talk.rendered(() => talk.open('shop/templates/web.yaml'));
  expect((await preview('shop/templates/other.yaml')).text).toContain('"one"');
  const settings = { chartroom: { releaseName: 'two', apiVersions: 'nonsense' } };
  await talk.rendered(() => talk.notify('workspace/didChangeConfiguration', { settings }));
  expect((await preview('shop/templates/other.yaml')).text).toContain('"two"');
});

test('before anything is rendered, and for files of no chart, a preview is empty', async () => {
  await begin();
  expect(await preview('nowhere/x.yaml')).toEqual({
    text: '',
    generation: 0,
    stale: false,
    errors: [],
    stopped: false,
    changed: [],
    of: '',
    assumed: [],
    assumable: [],
    set: null,
    without: [],
  });
});
