// Whole conversations with charts that mean no good: renders that are stopped and go on, links that lead elsewhere.

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import type { ContinueRenderResult, PreviewResult } from '#protocol';
import { startServer } from '../../server/lsp/server.ts';
import { connectionOf, nodeHost, serve } from './node-server.ts';
import { inMemory, Talk, type TalkOptions } from './talk.ts';

let talk: Talk;
afterEach(() => talk.end());

const preview = (path: string, scope: 'file' | 'chart' = 'file') =>
  talk.ask<PreviewResult>('chartroom/preview', { uri: talk.uri(path), scope });

describe('a template that takes too much', () => {
  const CHART = `
    -- shop/Chart.yaml --
    apiVersion: v2
    name: shop
    version: 0.1.0
    -- shop/templates/loop.yaml --
    kind: Loop
    size: {{ range 30000 }}{{ end }}30000
    -- shop/templates/pod.yaml --
    kind: Pod
  `;
  const FILE = 'shop/templates/loop.yaml';
  const MESSAGE = 'stopped: the template takes more than 10000 steps';

  async function begin(): Promise<void> {
    const settings = { render: { maxSteps: 10_000, maxOutputSize: 1 } };
    talk = await Talk.begin(CHART, () => inMemory(serve), { initialization: { settings } as object });
    await talk.rendered(() => talk.open(FILE));
  }

  test('is stopped where it is, and the other files render', async () => {
    await begin();
    const told = await talk.diagnostics(FILE, (lines) => lines.length > 0);
    expect(told).toEqual([`template-render: ${MESSAGE} at "{{ range 30000 }}{{ end }}"`]);
    const { text, stopped, errors } = await preview(FILE);
    expect([stopped, errors.map(({ message }) => message)]).toEqual([true, [MESSAGE]]);
    expect(text).toMatch(/kind: Loop\nsize: \n$/);
    expect((await preview('shop/templates/pod.yaml')).text).toContain('kind: Pod');
    expect((await preview(FILE, 'chart')).text).toContain('kind: Pod');
  });

  test('goes on with ten times the limit when that is asked for, until the server ends', async () => {
    await begin();
    await talk.diagnostics(FILE, (lines) => lines.length > 0);
    const textDocument = { uri: talk.uri(FILE) };
    const at = { line: 1, character: 6 };
    const diagnostic = { range: { start: at, end: at }, code: 'template-render', message: MESSAGE } as Diagnostic;
    const asked = { textDocument, range: diagnostic.range, context: { diagnostics: [diagnostic], triggerKind: 2 } };
    const [action, ...more] = await talk.ask<CodeAction[]>('textDocument/codeAction', asked);
    expect(more).toEqual([]);
    expect(action?.command).toEqual({
      title: 'Continue this render with ten times the limit',
      command: 'chartroom.continueRender',
      arguments: [talk.uri(FILE)],
    });
    const others = { ...asked, context: { diagnostics: [{ ...diagnostic, message: 'another' }], triggerKind: 2 } };
    expect(await talk.ask<CodeAction[]>('textDocument/codeAction', others)).toEqual([]);

    const uri = talk.uri(FILE);
    let answer: ContinueRenderResult | undefined;
    await talk.rendered(() => {
      void talk.ask<ContinueRenderResult>('chartroom/continueRender', { uri }).then((result) => {
        answer = result;
      });
    });
    expect(answer).toEqual({ continued: true });
    const { text, stopped, errors } = await preview(FILE);
    expect([stopped, errors]).toEqual([false, []]);
    expect(text).toContain('size: 30000');
    await talk.rendered(() => talk.type(FILE, 'size: {{ range 30000', 'size: {{ range 30001'));
    expect((await preview(FILE)).stopped).toBe(false);
    await talk.rendered(() => talk.type(FILE, '30001', '300000'));
    expect((await preview(FILE)).stopped).toBe(true);
  });

  test('of no chart cannot go on', async () => {
    await begin();
    const asked = { uri: talk.uri('nowhere/x.yaml') };
    expect(await talk.ask('chartroom/continueRender', asked)).toEqual({ continued: false });
  });
});

describe('links', () => {
  const CHART = `
    -- w/shop/Chart.yaml --
    apiVersion: v2
    name: shop
    version: 0.1.0
    -- w/shop/templates/a.yaml --
    kind: A
    files: {{ .Files.Glob "**.txt" | len }}
    -- w/other/inside.txt --
    inside
    -- out/secret.txt --
    secret
    -- out/folder/secret.txt --
    secret
  `;
  const FILE = 'w/shop/templates/a.yaml';
  let lines: string[];

  async function begin(options: TalkOptions = {}): Promise<string> {
    lines = [];
    const prepare = (folder: string) => {
      const link = (target: string, path: string) => symlinkSync(target, join(folder, 'w/shop', path));
      link('../other/inside.txt', 'inside.txt');
      link(join(folder, 'out/secret.txt'), 'absolute.txt');
      link('../../out/secret.txt', 'relative.txt');
      link('../../out/folder', 'folder');
      link('nowhere', 'broken.txt');
      symlinkSync(join(folder, 'w/shop/folder'), join(folder, 'w/other/chain'));
      link('../other/chain', 'chain');
    };
    const host = nodeHost({ log: (line) => lines.push(line) });
    const start = () => inMemory((input, output) => startServer(connectionOf(input, output), host));
    talk = await Talk.begin(CHART, start, { folders: ['w'], prepare, ...options });
    await talk.rendered(() => talk.open(FILE));
    return (await preview(FILE)).text;
  }

  test('that stay in the workspace are followed, others are left out and named', async () => {
    expect(await begin()).toContain('files: 1\n');
    expect(talk.warnings).toEqual([expect.stringMatching(/^Chartroom: links that lead out of the workspace/)]);
    const named = lines.flatMap((line) => /shop\/(\S+) leads out of the workspace/.exec(line)?.[1] ?? []);
    expect(named.sort()).toEqual(['absolute.txt', 'chain', 'folder', 'relative.txt']);
  });

  test('lead anywhere in a trusted workspace', async () => {
    expect(await begin({ initialization: { trusted: true } })).toContain('files: 5\n');
    expect(talk.warnings).toEqual([]);
  });

  test('are followed as soon as there is trust', async () => {
    expect(await begin()).toContain('files: 1\n');
    await talk.rendered(() => talk.notify('chartroom/trust', {}));
    expect((await preview(FILE)).text).toContain('files: 5\n');
  });

  test('lead further when the workspace gets another folder', async () => {
    expect(await begin()).toContain('files: 1\n');
    const event = { added: [{ uri: talk.uri('out'), name: 'out' }], removed: [] };
    await talk.rendered(() => talk.notify('workspace/didChangeWorkspaceFolders', { event }));
    expect((await preview(FILE)).text).toContain('files: 5\n');
  });

  test('of a chart outside of the workspace stay in the chart', async () => {
    expect(await begin({ folders: [] })).toContain('files: 0\n');
  });

  test('a change on disk does not lead out either', async () => {
    await begin();
    mkdirSync(join(talk.folder, 'w/shop/more'));
    symlinkSync('../../../out/secret.txt', join(talk.folder, 'w/shop/more/late.txt'));
    writeFileSync(join(talk.folder, 'w/shop/more/plain.txt'), 'plain');
    const changes = ['late.txt', 'plain.txt'].map((name) => ({ uri: talk.uri(`w/shop/more/${name}`), type: 1 }));
    await talk.rendered(() => talk.notify('workspace/didChangeWatchedFiles', { changes }));
    expect((await preview(FILE)).text).toContain('files: 2\n');
  });

  test('a whole chart that lies elsewhere is not read through its link', async () => {
    const prepare = (folder: string) => symlinkSync(join(folder, 'out'), join(folder, 'w/linked'));
    const text = CHART.replace(
      '-- out/secret.txt --',
      '-- out/Chart.yaml --\n    apiVersion: v2\n    name: out\n    version: 0.1.0\n    -- out/templates/a.yaml --\n    kind: Out\n    -- out/secret.txt --',
    );
    talk = await Talk.begin(text, () => inMemory(serve), { folders: ['w'], prepare });
    talk.open('w/linked/templates/a.yaml');
    const uri = talk.uri('w/linked/templates/a.yaml');
    expect(await talk.ask('chartroom/chartOf', { uri })).toEqual({ chart: null, role: null, bound: false });
  });
});
