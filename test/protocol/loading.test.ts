// Whole conversations about files: what is loaded, what the disk changes, what the client is asked for.

import { afterEach, expect, test } from 'vitest';
import type { ChartOfResult, PreviewResult } from '#protocol';
import type { RenderThreadEvents } from '../../server/lsp/host.ts';
import { startServer } from '../../server/lsp/server.ts';
import { connectionOf, nodeHost, serve } from './node-server.ts';
import { inMemory, Talk, type TalkOptions } from './talk.ts';

const CHART = `
  -- shop/Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  -- shop/values.yaml --
  greeting: hello
  -- shop/templates/a.yaml --
  kind: A
  metadata: {name: "{{ .Values.greeting }}"}
  -- shop/charts/sub/Chart.yaml --
  apiVersion: v2
  name: sub
  version: 0.1.0
  -- shop/charts/sub/templates/s.yaml --
  kind: S
  metadata: {name: s}
  -- shop/node_modules/x/templates/n.yaml --
  kind: N
  -- alone/templates/b.yaml --
  kind: B
`;

let talk: Talk;
afterEach(() => talk.end());

async function begin(options?: TalkOptions): Promise<void> {
  talk = await Talk.begin(CHART, () => inMemory(serve), options);
}

const preview = async (path: string, scope: 'file' | 'chart' = 'file') =>
  (await talk.ask<PreviewResult>('chartroom/preview', { uri: talk.uri(path), scope })).text;

const chartOf = async (path: string) => {
  const { chart, role } = await talk.ask<ChartOfResult>('chartroom/chartOf', { uri: talk.uri(path) });
  const short = (uri = '') => uri.slice(talk.uri('').length);
  return chart ? `${chart.name} ${short(chart.uri)} in ${short(chart.root)}: ${role}` : role;
};

test('a file of a subchart loads and renders the outermost chart', async () => {
  await begin();
  await talk.rendered(() => talk.open('shop/charts/sub/templates/s.yaml'));
  expect(talk.renders[0]?.chart).toBe(talk.uri('shop'));
  expect(await preview('shop/values.yaml', 'chart')).toContain('name: "hello"');
  expect(await chartOf('shop/charts/sub/templates/s.yaml')).toBe('sub shop/charts/sub in shop: template');
  expect(await chartOf('shop/values.yaml')).toBe('shop shop in shop: values');
  expect(await chartOf('alone/templates/b.yaml')).toBeNull();
});

test('a file that is broken when it is opened is told so, however slowly its chart loads', async () => {
  const real = nodeHost();
  const host = nodeHost({
    read: (uri) => new Promise((resolve) => void real.after(60, () => resolve(real.read(uri)))),
  });
  talk = await Talk.begin(CHART, () => inMemory((input, output) => startServer(connectionOf(input, output), host)));
  talk.open('shop/templates/a.yaml', 'kind: {{ if .Values.x }}\n');
  const told = await talk.diagnostics('shop/templates/a.yaml', (lines) => lines.length > 0);
  expect(told).toEqual([expect.stringMatching(/^template-syntax: /)]);
});

test('a request waits for its chart, but not for long, and never again for a file of no chart', async () => {
  let reads = 0;
  const real = nodeHost();
  const host = nodeHost({
    list: () => new Promise(() => {}),
    read: (uri) => {
      reads++;
      return real.read(uri);
    },
  });
  talk = await Talk.begin(CHART, () => inMemory((input, output) => startServer(connectionOf(input, output), host)));
  talk.open('shop/templates/a.yaml');
  const begun = performance.now();
  expect(await preview('shop/templates/a.yaml')).toBe('');
  const first = performance.now() - begun;
  expect(first).toBeGreaterThan(900);
  await preview('shop/templates/a.yaml');
  expect(performance.now() - begun - first).toBeLessThan(first);
  await chartOf('alone/templates/b.yaml');
  const before = reads;
  await chartOf('alone/templates/b.yaml');
  expect(reads).toBe(before);
});

test('nobody hears that there is no chart while it is read', async () => {
  const real = nodeHost();
  const host = nodeHost({
    list: (uri) => new Promise((resolve) => void real.after(600, () => resolve(real.list(uri)))),
  });
  talk = await Talk.begin(CHART, () => inMemory((input, output) => startServer(connectionOf(input, output), host)));
  expect(await chartOf('shop/templates/a.yaml')).toBe('shop shop in shop: template');
});

test('files that come, change and go on disk', async () => {
  await begin();
  await talk.rendered(() => talk.open('shop/templates/a.yaml'));
  await talk.rendered(() => talk.disk('shop/templates/new.yaml', 'kind: New\nmetadata: {name: new}\n'));
  expect(await preview('shop/templates/new.yaml')).toContain('kind: New');
  const render = await talk.rendered(() => talk.disk('shop/templates/new.yaml', null));
  expect(render.changed).toEqual([talk.uri('shop/templates/new.yaml')]);
  expect(await preview('shop/templates/new.yaml')).toBe('');
  await talk.rendered(() => talk.disk('shop/values.yaml', 'greeting: bye\n'));
  expect(await preview('shop/templates/a.yaml')).toContain('"bye"');
  // A folder goes with all that is in it.
  await talk.rendered(() => talk.disk('shop/charts/sub', null));
  expect(await preview('shop/values.yaml', 'chart')).not.toContain('kind: S');
});

test('open text wins over the disk until the file is closed', async () => {
  await begin();
  await talk.rendered(() => talk.open('shop/values.yaml', 'greeting: open\n'));
  expect(await preview('shop/templates/a.yaml')).toContain('"open"');
  talk.disk('shop/values.yaml', 'greeting: disk\n');
  await talk.rendered(() => talk.type('shop/values.yaml', 'open', 'typed'));
  expect(await preview('shop/templates/a.yaml')).toContain('"typed"');
  await talk.rendered(() => talk.close('shop/values.yaml'));
  expect(await preview('shop/templates/a.yaml')).toContain('"disk"');
});

test('a chart that is made around an open file', async () => {
  await begin();
  talk.open('alone/templates/b.yaml');
  expect(await chartOf('alone/templates/b.yaml')).toBeNull();
  await talk.rendered(() => talk.disk('alone/Chart.yaml', 'apiVersion: v2\nname: alone\nversion: 0.1.0\n'));
  expect(await preview('alone/templates/b.yaml')).toContain('kind: B');
  expect(await chartOf('alone/templates/b.yaml')).toBe('alone alone in alone: template');
});

test('other schemes are read through the client', async () => {
  const files: Record<string, string> = {
    '/c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 0.1.0\n',
    '/c/templates/t.yaml': 'kind: T\nmetadata: {name: é}\n',
  };
  const path = (uri: string) => decodeURIComponent(uri.slice('mem://box'.length));
  const list = (uri: string) => {
    const prefix = `${path(uri)}/`;
    const names = Object.keys(files).filter((name) => name.startsWith(prefix));
    const heads = new Map(names.map((name) => [name.slice(prefix.length).split('/')[0], name] as const));
    return [...heads].map(([name, full]) => ({ name, type: full === prefix + name ? 'file' : 'directory' }));
  };
  const read = (uri: string) => {
    const text = files[path(uri)];
    return text === undefined ? null : Buffer.from(text).toString('base64');
  };
  await begin({
    base: 'mem://box',
    initialization: { askClientFor: ['mem'] },
    answers: { 'chartroom/list': ({ uri }) => list(uri), 'chartroom/read': ({ uri }) => read(uri) },
  });
  await talk.rendered(() => talk.open('c/Chart.yaml', files['/c/Chart.yaml']));
  expect(await preview('c/templates/t.yaml')).toContain('name: é');
});

test('a client that cannot read leaves the file alone, and all requests are answered', async () => {
  await begin({ base: 'mem://box', initialization: { askClientFor: ['mem'] } });
  talk.open('c/templates/t.yaml', 'kind: {{ .Values.x }}\n');
  expect(await chartOf('c/templates/t.yaml')).toBeNull();
  expect(await talk.askAt('textDocument/hover', 'c/templates/t.yaml', '.Val')).toBeNull();
});

test('a render that never ends is ended, told once, and tried again when the chart changes', async () => {
  let threads = 0;
  const real = nodeHost();
  const host = nodeHost({
    after: (milliseconds, call) => real.after(milliseconds > 5000 ? 50 : milliseconds, call),
    startRenderThread: (events: RenderThreadEvents) =>
      ++threads === 1 ? { post: () => {}, end: () => {} } : real.startRenderThread(events),
  });
  talk = await Talk.begin(CHART, () => inMemory((input, output) => startServer(connectionOf(input, output), host)));
  talk.open('shop/templates/a.yaml');
  await talk.until(
    () => talk.warnings.length > 0,
    () => 'a warning',
  );
  expect(talk.warnings).toEqual([expect.stringContaining('too long')]);
  await talk.rendered(() => talk.type('shop/templates/a.yaml', 'kind: A', 'kind: AA'));
  expect(await preview('shop/templates/a.yaml')).toContain('kind: AA');
  expect([threads, talk.warnings.length]).toEqual([2, 1]);
});
