// The built server as a process of its own: `server.js --stdio`, with its second thread from the same bundle.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PreviewResult } from '#protocol';
import { inProcess, Talk } from './talk.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'chartroom-bundle-'));
const bundle = join(folder, 'server.js');

beforeAll(async () => {
  await build({
    absWorkingDir: root,
    entryPoints: ['server/lsp/node/main.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    loader: { '.json': 'json' },
    logLevel: 'error',
    define: { CHARTROOM_VERSION: '"test"' },
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const TEMPLATE = 'templates/big.yaml';
/** A chart that takes some time to render. */
const CHART = `
  -- Chart.yaml --
  apiVersion: v2
  name: big
  version: 0.1.0
  -- values.yaml --
  count: 60
  -- templates/big.yaml --
  {{- range $i := until (int .Values.count) }}
  kind: ConfigMap
  metadata: {name: "x-{{ $i }}"}
  data: {a: "{{ range until 100 }}{{ sha256sum (toString .) | trunc 2 }}{{ end }}"}
  ---
  {{- end }}
`;

test('it renders on its second thread, and many quick changes end in the last one', async () => {
  const talk = await Talk.begin(CHART, () => inProcess(process.execPath, [bundle, '--stdio']));
  try {
    await talk.rendered(() => talk.open(TEMPLATE));
    const preview = async () =>
      (await talk.ask<PreviewResult>('chartroom/preview', { uri: talk.uri(TEMPLATE), scope: 'file' })).text;
    expect(await preview()).toContain('name: "x-59"');
    for (let i = 0; i < 20; i++) talk.type(TEMPLATE, `"x${'x'.repeat(i)}-{`, `"x${'x'.repeat(i + 1)}-{`);
    const last = `name: "${'x'.repeat(21)}-59"`;
    let text = await preview();
    for (const begun = Date.now(); !text.includes(last) && Date.now() - begun < 30_000; text = await preview())
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(text).toContain(last);
    // Latest wins: renders of the changes in between were given up or never begun.
    expect(talk.renders.length).toBeLessThan(15);
  } finally {
    await talk.end();
  }
});

test('without a transport it says how it is meant to be started', async () => {
  const { child, output } = inProcess(process.execPath, [bundle]);
  output.resume();
  const code = await new Promise((resolve) => child.on('exit', resolve));
  expect(code).toBe(2);
});
