// A values set in words.

import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type ShownSet, type ValuesSetsResult } from '#protocol';
import { setName, statusText, statusTooltip, valuesText } from './texts.ts';

const set = (more: Partial<ShownSet> = {}): ShownSet => ({ ...DEFAULT_SETTINGS, missing: [], ...more });

const result = (active: ShownSet, name = 'data-platform'): ValuesSetsResult => ({
  chart: { uri: 'file:///w/x', name },
  files: [],
  named: [],
  chosen: null,
  active,
  kubeVersion: 'v1.36.0',
  render: { generation: 3, milliseconds: 41.6 },
});

test.each([
  [[], [], 'defaults'],
  [['values-prod.yaml'], [], 'prod'],
  [['ci/small-values.yaml'], ['a=1'], 'small + --set'],
  [['values.eu.yml', 'values/prod.yaml'], [], 'eu + prod'],
  [['a.yaml', 'b.yaml', 'values_c.yaml'], [], 'c + 2 more'],
  [['../env/values.yaml'], [], 'values'],
  [['file:///w/gr%C3%B6%C3%9Fe.yaml'], [], 'größe'],
  [['file:///w/100%.yaml'], [], '100%'],
] as const)('%s %s is %s', (valuesFiles, setValues, name) => {
  expect(setName(set({ valuesFiles, setValues }))).toBe(name);
});

test('files in the order in which they are merged', () => {
  const valuesFiles = ['b.yaml', '../a.yaml'];
  expect(valuesText(set({ valuesFiles, setValues: ['x=1'], missing: ['../a.yaml'] }))).toBe(
    'values.yaml + b.yaml + ../a.yaml (missing) + --set',
  );
});

test('the status item names chart and set, and makes no icon of them', () => {
  expect(statusText(result(set({ valuesFiles: ['values-prod.yaml'] })))).toBe('$(layers) data-platform: prod');
  expect(statusText(result(set({ valuesFiles: ['x.yaml'], missing: ['x.yaml'] })))).toBe('$(warning) data-platform: x');
  expect(statusText(result(set(), 'a $(flame)\nb'))).toBe('$(layers) a $\u200b(flame) b: defaults');
});

test('the tooltip tells everything, with links', () => {
  expect(statusTooltip(result(set({ namespace: 'ns', upgrade: true }), 'a|b [x](y)'))).toMatchInlineSnapshot(`
    "| | |
    |:--|:--|
    | Chart | a\\|b \\[x\\]\\(y\\) |
    | Values | values\\.yaml |
    | Release | release\\-name in ns, upgraded |
    | Helm | 4 |
    | Kubernetes | v1\\.36\\.0 |
    | Last render | 42 ms |

    [$(list-selection) Select Values Set…](command:chartroom.selectValuesSet) &nbsp; [$(output) Show Log](command:chartroom.showLog) &nbsp; [$(debug-restart) Restart Server](command:chartroom.restartServer)"
  `);
});

test('a chart that is a part of others says so, and leads to the choice', () => {
  const common = { uri: 'file:///w/common', name: 'common' };
  const shop = { uri: 'file:///w/shop', name: 'shop' };
  const part = statusTooltip(result(set(), 'shop'), { chart: common, candidates: [shop], active: shop, chosen: null });
  expect(part).toContain('| Chart | shop |\n| Its part | common |');
  expect(part).toContain('Select Root Chart…](command:chartroom.selectRoot)');
  const alone = statusTooltip(result(set(), 'shop'), { chart: shop, candidates: [shop], active: shop, chosen: null });
  expect(alone).not.toContain('part');
  expect(alone).not.toContain('Root');
});
