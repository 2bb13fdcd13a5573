// The generated pages are fresh: `node scripts/generate-docs.mjs` makes them so.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { REQUESTS } from '../server/lsp/requests/index.ts';
import { docsPages, GENERATED_FOLDERS } from './docs-pages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = docsPages(JSON.parse(readFileSync(`${root}package.json`, 'utf8')));

test.each([...pages.keys()])('%s is fresh', (path) => {
  expect(readFileSync(root + path, 'utf8')).toBe(pages.get(path));
});

test.each(GENERATED_FOLDERS)('%s holds nothing else', (folder) => {
  for (const name of readdirSync(root + folder)) expect([...pages.keys()]).toContain(`${folder}/${name}`);
});

test('every request of the protocol that stands by itself is a feature', () => {
  const serving = /resolve$|^callHierarchy\/|\/(?:delta|range)$|\/prepareRename$/;
  const nameless = REQUESTS.filter(({ feature }) => feature === undefined).map(({ method }) => method);
  expect(nameless.filter((method) => !method.startsWith('chartroom/') && !serving.test(method))).toEqual([]);
});
