// Which files a named set has: paths and patterns, from the chart's folder and from those above it.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { chartTreeUnder } from '../symbols/charts.ts';
import { valueSites } from '../symbols/values.ts';
import { namedSets } from './named-sets.ts';

const FILES = `
  -- apps/shop/Chart.yaml --
  name: shop
  version: 1.0.0
  -- apps/shop/values.yaml --
  tag: v1
  -- apps/shop/values-prod.yaml --
  tag: prod
  -- apps/shop/env/b.yaml --
  tag: inside
  -- apps/shop/templates/values-t.yaml --
  kind: Pod
  -- apps/other/Chart.yaml --
  name: other
  version: 1.0.0
  -- apps/other/values-prod.yaml --
  tag: other
  -- env/prod/10-größe.yaml --
  tag: ten
  -- env/prod/20.yaml --
  tag: twenty
  -- env/prod/deep/x.yaml --
  tag: deep
`;
const SHOP = `${FIXTURE_ROOT}/apps/shop`;

test.each([
  [
    ['values-prod.yaml', 'env/prod/*.yaml'],
    ['apps/shop/values-prod.yaml', 'env/prod/10-größe.yaml', 'env/prod/20.yaml'],
  ],
  [
    ['env/prod/20.yaml', '../../env/prod/10*.yaml'],
    ['env/prod/20.yaml', 'env/prod/10-größe.yaml'],
  ],
  [['**/values-*.yaml'], ['apps/shop/values-prod.yaml']],
  [['env/**/*.yaml'], ['apps/shop/env/b.yaml']],
  [['*.yaml'], ['apps/shop/values-prod.yaml', 'apps/shop/values.yaml']],
  [['nowhere/*.yaml', '{bad', '../../../../../*.yaml'], []],
])('%j', (patterns, expected) => {
  const { snapshot } = fixture(FILES, { settings: { valuesSets: { set: patterns } } });
  const files = namedSets(snapshot, SHOP).flatMap((set) => set.files);
  expect(files.map(({ uri }) => decodeURIComponent(uri.slice(FIXTURE_ROOT.length + 1)))).toEqual(expected);
});

test('their files are values files of the chart, not in use until the set is chosen', () => {
  const { snapshot } = fixture(FILES, { settings: { valuesSets: { prod: ['env/prod/20.yaml'] } } });
  const tree = chartTreeUnder(snapshot, SHOP);
  const sites = valueSites(tree, tree.root, ['tag']).map(({ view, role }) => `${view.file.text.trim()} ${role}`);
  expect(sites).toContain('tag: twenty other');
  expect(sites[0]).toBe('tag: v1 default');
});
