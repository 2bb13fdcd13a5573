// Subcharts of every kind: packed ones, packed ones in those, several of one name, entries of requirements.yaml.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture, fixtureUri } from '../../../test/support/fixture.ts';
import { archivePlace, filesOfArchive, outermostArchive } from '../workspace/archives.ts';
import { rootChartFolder } from '../workspace/root-chart.ts';
import { type ChartNode, chartTreeOf } from './charts.ts';
import { templateIndex } from './templates.ts';
import { valueSites } from './values.ts';

const SHOP = `
  -- Chart.yaml --
  name: shop
  version: 1.0.0
  dependencies:
    - {name: redis, version: 1.x, repository: "https://example.com", alias: cache}
    - {name: redis, version: 2.x, repository: "https://example.com", alias: queue}
  -- values.yaml --
  cache: {port: 1}
  -- templates/a.yaml --
  {{ include "redis.name" . }}
  -- charts/redis-1.0.0.tgz!/Chart.yaml --
  name: redis
  version: 1.0.0
  -- charts/redis-1.0.0.tgz!/values.yaml --
  port: 6379
  -- charts/redis-1.0.0.tgz!/templates/_h.tpl --
  {{ define "redis.name" }}{{ .Values.port }}{{ end }}
  -- charts/redis-1.0.0.tgz!/charts/common-3.0.0.tgz!/Chart.yaml --
  name: common
  version: 3.0.0
  -- charts/redis-1.0.0.tgz!/charts/common-3.0.0.tgz!/values.yaml --
  deep: true
  -- charts/redis-2.0.0.tgz!/Chart.yaml --
  name: redis
  version: 2.0.0
  -- charts/redis-1.9.0.tgz!/Chart.yaml --
  name: redis
  version: 1.9.0
`;

function outline(chart: ChartNode): unknown {
  const { name, keys, isLeftOut } = chart;
  const inner = chart.subcharts.map(outline);
  return [`${name} as ${keys.join(', ')}${isLeftOut ? ' (left out)' : ''}`, ...inner];
}

test('packed charts are subcharts, those in them too; of several versions each entry takes the first that fits', () => {
  const { snapshot } = fixture(SHOP);
  const tree = chartTreeOf(snapshot, `${FIXTURE_ROOT}/values.yaml`);
  expect(tree && outline(tree.root)).toEqual([
    'shop as ',
    ['redis as cache', ['common as common']],
    ['redis as redis (left out)'],
    ['redis as queue'],
  ]);
});

test('a file of a packed chart is seen under the chart that holds it, and leads back to its archive', () => {
  const { snapshot, files } = fixture(SHOP);
  const path = 'charts/redis-1.0.0.tgz!/charts/common-3.0.0.tgz!/values.yaml';
  const uri = fixtureUri(path);
  const folder = uri.slice(0, uri.lastIndexOf('/'));
  expect(files.get(path)?.text).toBe('deep: true\n');
  expect(rootChartFolder(snapshot, folder)).toBe(FIXTURE_ROOT);
  expect(archivePlace(uri)?.archive).toBe(fixtureUri('charts/redis-1.0.0.tgz!/charts/common-3.0.0.tgz'));
  expect(outermostArchive(uri)).toBe(`${FIXTURE_ROOT}/charts/redis-1.0.0.tgz`);
});

test('what an archive holds is what was packed, nested ones unpacked, too', () => {
  const { snapshot } = fixture(SHOP);
  const archive = snapshot.files.get(`${FIXTURE_ROOT}/charts/redis-1.0.0.tgz`);
  const files = filesOfArchive(archive?.uri ?? '', archive?.text ?? '');
  expect(files.length).toBe(5);
  for (const { uri, text } of files) expect(snapshot.files.get(uri)?.text).toBe(text);
});

test('values and helpers of packed charts are known', () => {
  const { snapshot } = fixture(SHOP);
  const tree = chartTreeOf(snapshot, `${FIXTURE_ROOT}/values.yaml`);
  if (tree === undefined) throw new Error('no tree');
  const sites = valueSites(tree, tree.root, ['cache', 'port']).map(({ view }) => view.file.uri);
  expect(sites).toEqual([`${FIXTURE_ROOT}/values.yaml`, fixtureUri('charts/redis-1.0.0.tgz!/values.yaml')]);
  const [site] = templateIndex(snapshot, tree).sitesOf('redis.name');
  expect(site?.file.uri).toBe(fixtureUri('charts/redis-1.0.0.tgz!/templates/_h.tpl'));
});

test('requirements.yaml names subcharts as Chart.yaml does', () => {
  const { snapshot } = fixture(`
    -- Chart.yaml --
    apiVersion: v1
    name: old
    version: 1.0.0
    -- requirements.yaml --
    dependencies:
      - {name: sub, version: "*", alias: other, repository: ""}
    -- charts/sub/Chart.yaml --
    name: sub
    version: 1.0.0
  `);
  const tree = chartTreeOf(snapshot, `${FIXTURE_ROOT}/Chart.yaml`);
  expect(tree && outline(tree.root)).toEqual(['old as ', ['sub as other']]);
});
