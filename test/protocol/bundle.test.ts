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

const ENDLESS = `
  -- Chart.yaml --
  apiVersion: v2
  name: big
  version: 0.1.0
  -- templates/a.yaml --
  kind: A
  -- templates/deep.yaml --
  {{ define "deep" }}{{ include "deep" . }}{{ end }}{{ include "deep" . }}
  -- templates/endless.yaml --
  {{ range 9000000000000 }}{{ end }}
  -- templates/hungry.yaml --
  {{ $all := dict }}{{ range $i := 9000000000000 }}{{ $_ := set $all (toString $i) (repeat 1000 (toString $i) | upper) }}{{ end }}
  -- templates/z.yaml --
  kind: Z
`;

test('a template that ends neither by itself nor at a limit is ended with its thread, and the others render', async () => {
  // Far beyond what a machine counts in the seconds that a template is given.
  const settings = { render: { maxSteps: 1e15, maxOutputSize: 1e9 } };
  const start = () => inProcess(process.execPath, ['--max-old-space-size=300', bundle, '--stdio']);
  const talk = await Talk.begin(ENDLESS, start, { initialization: { settings } as object });
  try {
    const rendered = talk.rendered(() => talk.open('templates/z.yaml'));
    let answers = 0;
    let isRendered = false;
    void rendered.then(() => {
      isRendered = true;
    });
    for (; !isRendered; answers++) {
      await talk.ask('textDocument/documentSymbol', { textDocument: { uri: talk.uri('templates/z.yaml') } });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(answers).toBeGreaterThan(20);
    const shown = async (name: string) => {
      const params = { uri: talk.uri(`templates/${name}.yaml`), scope: 'file' };
      const { text, errors, stopped } = await talk.ask<PreviewResult>('chartroom/preview', params);
      return errors.length === 0 ? (/kind: ./.exec(text)?.[0] ?? text) : `${stopped}: ${errors[0]?.message}`;
    };
    expect(await shown('a')).toBe('kind: A');
    expect(await shown('z')).toBe('kind: Z');
    expect(await shown('endless')).toBe('true: stopped: the template takes longer than 10 s');
    expect(await shown('hungry')).toMatch(
      /^true: stopped: the template takes (longer than 10 s|more memory than there is)$/,
    );
    expect(await shown('deep')).toContain(
      'rendering template has a nested reference name: deep: unable to execute template',
    );
  } finally {
    await talk.end();
  }
}, 120_000);

test('without a transport it says how it is meant to be started', async () => {
  const { child, output } = inProcess(process.execPath, [bundle]);
  output.resume();
  const code = await new Promise((resolve) => child.on('exit', resolve));
  expect(code).toBe(2);
});
