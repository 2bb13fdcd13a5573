// Reading of what helm keeps of repositories.

import { expect, test } from 'vitest';
import { chartsInIndex, chartsInNames, repositoryFile } from './offers.ts';

const INDEX = `apiVersion: v1
entries:
  redis:
  - annotations:
      category: Database
      version: no
    apiVersion: v2
    dependencies:
    - name: common
      version: 2.x.x
    description: "Fast: a store"
    name: redis
    urls:
    - oci://registry.example/redis:20.1.0
    version: 20.1.0
  - description: Older
    version: 20.0.0
  my-app:
  - version: "1.0"
generated: "2026-01-01T00:00:00Z"
serverInfo:
  version: 9.9.9
`;

for (const newline of ['\n', '\r\n']) {
  test(`an index gives names, versions and the first description, lines ending with ${JSON.stringify(newline)}`, () => {
    expect(chartsInIndex(INDEX.replaceAll('\n', newline))).toEqual([
      { name: 'redis', versions: ['20.1.0', '20.0.0'], description: 'Fast: a store', folder: undefined },
      { name: 'my-app', versions: ['1.0'], description: '', folder: undefined },
    ]);
  });
}

test('an index in JSON, and what is none', () => {
  const json = { entries: { a: [{ version: '1.0.0', description: 'A' }, { version: 2 }], b: null } };
  expect(chartsInIndex(JSON.stringify(json))).toEqual([
    { name: 'a', versions: ['1.0.0'], description: 'A', folder: undefined },
    { name: 'b', versions: [], description: '', folder: undefined },
  ]);
  for (const text of ['', '{', 'entries:', 'a: [', '[]', '{"entries": 3}']) expect(chartsInIndex(text)).toEqual([]);
});

test('names alone, and how the files are called', () => {
  expect(chartsInNames('redis\r\n\nnginx\n').map(({ name }) => name)).toEqual(['redis', 'nginx']);
  expect(repositoryFile('my-repo-index.yaml')).toEqual({ repository: 'my-repo', kind: 'index' });
  expect(repositoryFile('my-repo-charts.txt')).toEqual({ repository: 'my-repo', kind: 'names' });
  expect(repositoryFile('redis-18.0.0.tgz')).toBeUndefined();
});
