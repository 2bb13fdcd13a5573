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

test('parts that no values set reaches are named, a few of them', () => {
  const part = (line: number, condition: string) => {
    return { uri: 'file:///w/templates/a.yaml', path: 'templates/a.yaml', line, condition };
  };
  const judged = { foreign: [], withoutSchema: [], unreached: [part(0, 'if .Values.a'), part(7, 'with .Values.b')] };
  expect(statusTooltip(result(set()), undefined, judged)).toContain(
    '| Not judged | templates/a\\.yaml:1 if \\.Values\\.a, templates/a\\.yaml:8 with \\.Values\\.b: false in all that was rendered |',
  );
  const many = [part(0, `if ${'x'.repeat(60)}`), part(1, 'if b'), part(2, 'if c'), part(3, 'if d')];
  const told = statusTooltip(result(set()), undefined, { ...judged, unreached: many });
  expect(told).toMatch(/if x{36}…, .*and 1 more:/);
});
