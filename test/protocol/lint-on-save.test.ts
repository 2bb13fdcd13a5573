// What helm lint says, after a save by hand at once and after auto-save once nobody types; carried along while one types.

import { afterEach, expect, test } from 'vitest';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const CHART = `
  -- Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  icon: https://example.com/shop.svg
  -- values.yaml --
  name: shop
  -- values-prod.yaml --
  name: PROD
  -- templates/web.yaml --
  kind: A
  metadata:
    # é😀
    name: {{ .Values.name }}
  -- charts/sub/Chart.yaml --
  apiVersion: v2
  name: sub
  version: 0.1.0
  -- charts/sub/values.yaml --
  x: 1
`;
const WEB = 'templates/web.yaml';

let talk: Talk;
afterEach(() => talk.end());

const helmLint = (lines: readonly string[]) => lines.filter((line) => line.startsWith('helm-lint: object name'));
const told = (until: (lines: readonly string[]) => boolean) =>
  talk.diagnostics(WEB, (lines) => until(helmLint(lines)), { helmLint: true }).then(helmLint);
const NAME = [expect.stringMatching(/"Shop"[\s\S]* at "name: \{\{ \.Values\.name \}\}"$/)];

/** The editor saves by itself, a second after the last keystroke. */
function autoSave(path: string): void {
  talk.notify('textDocument/willSave', { textDocument: { uri: talk.uri(path) }, reason: 2 });
  talk.save(path);
}

async function begin(settings = {}): Promise<void> {
  talk = await Talk.begin(CHART, () => inMemory(serve), { initialization: { settings } });
  await talk.rendered(() => talk.open(WEB));
  talk.open('values.yaml');
}

test('a save is followed by what helm lint says, on the line of the template, and the next one takes it away', async () => {
  await begin();
  talk.type('values.yaml', 'shop', 'Shop');
  talk.save('values.yaml');
  expect(await told((lines) => lines.length > 0)).toEqual(NAME);
  // It stands where its line stands now.
  await talk.rendered(() => talk.type(WEB, 'kind', '# 😀\nkind'));
  expect(await told((lines) => talk.toldVersion(WEB) === 2 && lines.length > 0)).toEqual(NAME);
  talk.type('values.yaml', 'Shop', 'shop');
  talk.save('values.yaml');
  expect(await told((lines) => lines.length === 0)).toEqual([]);
});

test('with auto-save it is told once nobody has typed for two seconds', async () => {
  await begin();
  talk.type('values.yaml', 'shop', 'Shop');
  const begun = Date.now();
  autoSave('values.yaml');
  await told((lines) => lines.length > 0);
  expect(Date.now() - begun).toBeGreaterThan(1900);
});

test('a subchart is linted as a part of its root, under the active set', async () => {
  await begin({ valuesFiles: ['values-prod.yaml'] });
  expect(await told((lines) => lines.length > 0)).toEqual([expect.stringContaining('"PROD"')]);
  await talk.rendered(() => talk.open('charts/sub/values.yaml'));
  talk.type('values.yaml', 'shop', 'other');
  talk.save('charts/sub/values.yaml');
  const lines = await talk.diagnostics('Chart.yaml', (all) => all.length > 0, { helmLint: true });
  expect(lines).toEqual([expect.stringContaining('chart metadata is missing these dependencies: sub')]);
});
