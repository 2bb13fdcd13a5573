// Completion in Chart.yaml of what lies around the chart: dependencies, versions, addresses, conditions.

import { expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { applyChanges } from '../workspace/snapshot.ts';
import { schemaCompletion } from './schema-completion.ts';

const AROUND = `
  -- charts/db/Chart.yaml --
  apiVersion: v2
  name: db
  version: 3.1.0
  -- charts/db/values.yaml --
  exports: {data: {a: 1}}
  auth: {user: {name: x}}
  -- lib/Chart.yaml --
  apiVersion: v2
  name: lib
  version: 0.2.0
  dependencies:
  - {name: redis, version: ^19.0.0, repository: "oci://registry.example/charts"}
  -- Chart.lock --
  dependencies:
  - name: redis
    version: 19.6.4
  -- values.yaml --
  redis: {enabled: true}
  tags: {backend: true}
  db: {enabled: false, size: 1}
`;

/** `label | inserted text | detail` of what is offered for Chart.yaml's text, without what its schema offers. */
function offered(text: string, options?: FixtureOptions): string[] {
  const read = fixture(
    `${AROUND}  -- Chart.yaml --\n${`apiVersion: v2\nname: top\nversion: 1.0.0\n${text}`.replace(/^/gm, '  ')}\n`,
    options,
  );
  const { uri, offset } = cursorOf(read);
  const repository = ['20.1.0', '20.0.0', '21.0.0-rc.1'];
  const snapshot = applyChanges(read.snapshot, [
    {
      kind: 'offered',
      by: 'bitnami',
      charts: [{ name: 'redis', versions: repository, description: 'A store', folder: undefined }],
    },
    {
      kind: 'offered',
      by: '',
      charts: [{ name: 'apps', versions: ['1.0.0'], description: '', folder: 'file:///other/apps' }],
    },
  ]);
  const items = [...schemaCompletion(snapshot, uri, offset)].sort((a, b) => (a.sort < b.sort ? -1 : 1));
  const own = items.filter(({ sort, kind }) => kind === 'value' && sort.length === 5);
  return own.map(({ label, insert, detail }) => [label, insert, ...(detail ? [detail] : [])].join(' | '));
}

for (const newline of ['\n', '\r\n'] as const) {
  test(`names and versions of dependencies, lines ending with ${JSON.stringify(newline)}`, () => {
    const at = (text: string) => offered(text, { newline });
    expect(at('dependencies:\n- name: █')).toEqual([
      'apps | apps | 1.0.0, the workspace',
      'db | db | 3.1.0, charts/',
      'lib | lib | 0.2.0, the workspace',
      'redis | redis | 20.1.0, repository bitnami, Chart.lock',
    ]);
    expect(at('dependencies:\n  - name: redis\n    version: █')).toEqual([
      '^20.1.0 | ^20.1.0 | the same major version',
      '20.1.0 | 20.1.0 | exactly',
      '~20.1.0 | ~20.1.0 | the same minor version',
      '>=20.1.0 | ">=20.1.0" | or later',
      '21.0.0-rc.1 | 21.0.0-rc.1 | repository bitnami',
      '20.0.0 | 20.0.0 | repository bitnami',
      '19.6.4 | 19.6.4 | Chart.lock',
    ]);
    expect(at('dependencies: [{name: db, version: █}]')[0]).toBe('^3.1.0 | ^3.1.0 | the same major version');
    expect(at('dependencies:\n- version: "█"\n  name: db')[0]).toBe('^3.1.0 | "^3.1.0" | the same major version');
    expect(at('dependencies:\n- name: nobody\n  version: █')).toEqual([]);
  });
}

test('repositories: where the chart is, then what others name', () => {
  expect(offered('dependencies:\n- name: redis\n  repository: █')).toEqual([
    '@bitnami | "@bitnami" | repository bitnami, 20.1.0',
    'oci://registry.example/charts | oci://registry.example/charts | named by another dependency',
  ]);
  expect(offered('dependencies:\n- name: lib\n  repository: fi█')).toEqual([
    'file://./lib | file://./lib | the workspace, 0.2.0',
    'oci://registry.example/charts | oci://registry.example/charts | named by another dependency',
  ]);
  expect(offered('dependencies:\n- repository: █').map((line) => line.split(' | ')[0])).toEqual([
    'oci://registry.example/charts',
    'file://../other/apps',
    'file://./lib',
  ]);
});

test('conditions, tags and imported values', () => {
  expect(offered('dependencies:\n- name: db\n  alias: store\n  condition: █')).toEqual([
    'store.enabled | store.enabled',
    'redis.enabled | redis.enabled',
    'db.enabled | db.enabled',
  ]);
  expect(offered('dependencies:\n- name: db\n  tags:\n  - █')).toEqual(['backend | backend']);
  expect(offered('dependencies:\n- name: db\n  import-values:\n  - █')).toEqual(['data | data | exports']);
  expect(offered('dependencies:\n- name: db\n  import-values:\n  - child: █')).toEqual([
    'exports | exports',
    'exports.data | exports.data',
    'auth | auth',
    'auth.user | auth.user',
  ]);
  expect(offered('dependencies:\n- name: db\n  import-values:\n  - child: auth\n    parent: █').length).toBe(3);
});

test('nothing of this elsewhere', () => {
  expect(offered('description: █')).toEqual([]);
  expect(offered('dependencies:\n  █')).toEqual([]);
});
