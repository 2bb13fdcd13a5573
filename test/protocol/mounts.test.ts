// Whole conversations about charts that are made of others: by file://, from Helm's cache, and under which root they are seen.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import type { ChooseRootResult, PreviewResult, RootsResult } from '#protocol';
import { startServer } from '../../server/lsp/server.ts';
import { tarBytes } from '../support/tar-writer.ts';
import { connectionOf, nodeHost, serve } from './node-server.ts';
import { inMemory, Talk, type TalkOptions } from './talk.ts';

const CHARTS = `
  -- ws/apps/shop/Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  dependencies:
    - {name: common, version: 1.x.x, repository: "file://../../libs/common"}
  -- ws/apps/shop/templates/a.yaml --
  kind: A
  metadata: {name: {{ include "common.name" . }}}
  -- ws/apps/admin/Chart.yaml --
  apiVersion: v2
  name: admin
  version: 0.1.0
  dependencies:
    - {name: common, version: 1.x.x, repository: "file://../../libs/common"}
  -- ws/apps/admin/templates/b.yaml --
  kind: B
  metadata: {name: {{ include "common.name" . }}, x: {{ include "common.shout" . }}}
  -- ws/libs/common/Chart.yaml --
  apiVersion: v2
  name: common
  type: library
  version: 1.0.0
  -- ws/libs/common/templates/_name.tpl --
  {{- define "common.name" }}{{ .Chart.Name }}-first{{ end }}
  {{- define "common.shout" }}{{ .Values.shout.loud }}{{ end }}
  -- outside/Chart.yaml --
  apiVersion: v2
  name: outside
  version: 1.0.0
  -- outside/templates/_x.tpl --
  {{ define "outside.x" }}from outside{{ end }}
`;
const SHOP = 'ws/apps/shop/templates/a.yaml';
const ADMIN = 'ws/apps/admin/templates/b.yaml';
const NAME = 'ws/libs/common/templates/_name.tpl';

let talk: Talk;
afterEach(() => talk.end());

async function begin(options: TalkOptions = {}, start = () => inMemory(serve)): Promise<void> {
  talk = await Talk.begin(CHARTS, start, { folders: ['ws'], ...options });
}

const preview = (path: string, opened = false) =>
  talk.ask<PreviewResult>('chartroom/preview', { uri: talk.uri(path), scope: 'file', opened });

const roots = async (path: string) => {
  const answer = await talk.ask<RootsResult | null>('chartroom/roots', { uri: talk.uri(path) });
  return answer && { active: answer.active.name, candidates: answer.candidates.map(({ name }) => name) };
};

/** Asks until the answer is as wanted: renders and loads have their own pace. */
async function until<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const answer = await ask();
    if (isWanted(answer) || tries > 400) return answer;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

test('the first preview has what is used by file://, and an edit there is seen in it', async () => {
  await begin();
  const first = await talk.rendered(() => talk.open(SHOP));
  expect(first.elsewhere).toEqual([talk.uri('ws/libs/common')]);
  expect(await preview(SHOP)).toMatchObject({
    text: expect.stringContaining('name: shop-first'),
    without: [],
    errors: [],
  });
  talk.open(NAME);
  talk.type(NAME, '-first', '-second');
  const { text } = await until(
    () => preview(SHOP),
    (now) => now.text.includes('second'),
  );
  expect(text).toContain('shop-second');
  // On disk, too, when nobody has it open.
  talk.close(NAME);
  await until(
    () => preview(SHOP),
    (now) => now.text.includes('first'),
  );
  talk.disk(NAME, '{{ define "common.name" }}third{{ end }}{{ define "common.shout" }}{{ end }}');
  expect(
    (
      await until(
        () => preview(SHOP),
        (now) => now.text.includes('third'),
      )
    ).text,
  ).toContain('name: third');
});

test('a library is seen under the chart that was previewed last, or chosen, and findings come from each', async () => {
  await begin();
  await talk.rendered(() => talk.open(NAME));
  const both = await until(
    () => roots(NAME),
    (now) => now?.candidates.length === 2,
  );
  expect(both).toEqual({ active: 'admin', candidates: ['admin', 'shop'] });
  // What only the other one of the two meets is told as well.
  const findings = await talk.diagnostics(NAME, (lines) => lines.length > 0);
  expect(findings.join()).toContain('nil pointer evaluating interface {}.loud');
  talk.open(SHOP);
  await until(
    () => preview(SHOP, true),
    (now) => now.text !== '',
  );
  await until(
    () => roots(NAME),
    (now) => now?.active === 'shop',
  );
  expect(await roots(NAME)).toMatchObject({ active: 'shop' });
  expect((await talk.diagnostics(NAME, (lines) => lines.length > 0)).join()).toContain(
    'nil pointer evaluating interface {}.loud',
  );
  const choose = (root: string | null) =>
    talk.ask<ChooseRootResult>('chartroom/chooseRoot', { uri: talk.uri(NAME), root: root && talk.uri(root) });
  const told = () =>
    talk.renders.filter(
      ({ chart, changed }) => chart === talk.uri('ws/apps/admin') && changed.includes(talk.uri(ADMIN)),
    );
  const before = told().length;
  expect(await choose('ws/apps/admin')).toEqual({ chart: talk.uri('ws/libs/common'), root: talk.uri('ws/apps/admin') });
  await until(
    async () => told().length,
    (now) => now > before,
  );
  expect(told().length).toBeGreaterThan(before);
  expect(await choose('ws/libs/common')).toMatchObject({ root: talk.uri('ws/libs/common') });
  expect(await roots(NAME)).toMatchObject({ active: 'common' });
  // What is not offered is not taken.
  expect(await choose('outside')).toMatchObject({ root: talk.uri('ws/libs/common') });
  expect(await choose(null)).toMatchObject({ root: talk.uri('ws/apps/shop') });
  expect(await roots(ADMIN)).toEqual({ active: 'admin', candidates: ['admin'] });
});

test('a chart that is named later is loaded then; one outside of an untrusted workspace only once there is trust', async () => {
  await begin();
  await talk.rendered(() => talk.open(SHOP));
  const chart = 'ws/apps/shop/Chart.yaml';
  talk.open(chart);
  talk.type(
    chart,
    'dependencies:',
    'dependencies:\n  - {name: outside, version: 1.0.0, repository: "file://../../../outside"}',
  );
  talk.type(SHOP, 'kind: A', 'kind: A\ntext: {{ include "outside.x" . }}');
  const untrusted = await until(
    () => preview(SHOP),
    (now) => now.without.length > 0 && now.text.includes('outside'),
  );
  expect(untrusted).toMatchObject({ without: ['outside'], text: expect.stringContaining('text: <outside.x>') });
  expect(talk.warnings.join()).toContain('not followed before you trust it');
  talk.notify('chartroom/trust', {});
  const trusted = await until(
    () => preview(SHOP),
    (now) => now.without.length === 0 && now.text.includes('outside'),
  );
  expect(trusted.text).toContain('text: from outside');
});

test('a packed chart of a certain version comes from the cache, where the setting says so', async () => {
  const chart = 'ws/apps/shop/Chart.yaml';
  const host = (folder: string) => nodeHost({ helmCache: () => pathToFileURL(join(folder, 'cache')).href });
  let folder = '';
  const start = () => inMemory((input, output) => startServer(connectionOf(input, output), host(folder)));
  await begin(
    {
      initialization: { settings: { dependencies: { readHelmCache: false } } },
      prepare: (made) => {
        folder = made;
        const path = join(made, chart);
        const more = '\n  - {name: redis, version: 1.0.0, repository: "https://charts.example.com"}\n';
        writeFileSync(path, readFileSync(path, 'utf8').trimEnd() + more);
        mkdirSync(join(made, 'cache'));
        const files = [
          { name: 'redis/Chart.yaml', text: 'apiVersion: v2\nname: redis\nversion: 1.0.0\n' },
          { name: 'redis/templates/r.yaml', text: 'kind: R\n' },
        ];
        writeFileSync(join(made, 'cache/redis-1.0.0.tgz'), gzipSync(tarBytes(files)));
      },
    },
    start,
  );
  const whole = () => talk.ask<PreviewResult>('chartroom/preview', { uri: talk.uri(SHOP), scope: 'chart' });
  await talk.rendered(() => talk.open(SHOP));
  expect(await whole()).toMatchObject({ without: ['redis'] });
  const set = (readHelmCache: boolean) =>
    talk.notify('workspace/didChangeConfiguration', { settings: { chartroom: { dependencies: { readHelmCache } } } });
  set(true);
  expect(await until(whole, (now) => now.text.includes('kind: R'))).toMatchObject({ without: [] });
  set(false);
  expect(await until(whole, (now) => !now.text.includes('kind: R'))).toMatchObject({ without: ['redis'] });
  set(true);
  expect(await until(whole, (now) => now.text.includes('kind: R'))).toMatchObject({ without: [] });
});

test('helm dependency build is offered where the client can start helm, and once there is trust', async () => {
  const chart = 'ws/apps/shop/Chart.yaml';
  await begin({ initialization: { runsHelm: true } });
  talk.open(chart);
  const [diagnostic] = await talk.diagnostics(chart, (lines) => lines.length > 0);
  expect(diagnostic).toContain("'common' is not in charts/");
  const range = { start: { line: 4, character: 5 }, end: { line: 4, character: 5 } };
  const offered = async () => {
    const told = [{ range, message: "'common' is not in charts/; it is shown as in", code: 'chart-dependencies' }];
    const asked = { textDocument: { uri: talk.uri(chart) }, range, context: { diagnostics: told, triggerKind: 2 } };
    const actions = await talk.ask<CodeAction[]>('textDocument/codeAction', asked);
    return actions.map(({ title, command }) => [title, command?.command, ...(command?.arguments ?? [])]);
  };
  expect(await offered()).toEqual([]);
  talk.notify('chartroom/trust', {});
  const folder = talk.uri('ws/apps/shop');
  expect(await offered()).toEqual([['Run helm dependency build', 'chartroom.dependencyBuild', folder]]);
});
