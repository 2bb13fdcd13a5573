// What a preview assumes: values and API versions in, the template as it would be out, and nothing else changed.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { type Assumption, assumptionTexts, bothAssumptions, goesFurther } from './assumption.ts';
import { renderChart } from './render-chart.ts';
import { applyChanges, type Snapshot } from './snapshot.ts';

const T = `${FIXTURE_ROOT}/templates/t.yaml`;

const CHART = `
  -- values.yaml --
  a: {b: false, c: [1]}
  "é.x": 1
  keep: yes
  -- templates/t.yaml --
  b: {{ .Values.a.b }}
  c: {{ .Values.a.c }}
  é: {{ index .Values "é.x" }}
  keep: {{ .Values.keep }}
  none: {{ .Values.a.none }}
  has: {{ .Capabilities.APIVersions.Has "x/v1" }}
  -- templates/u.yaml --
  b: {{ .Values.a.b }}
`;

function assuming(assumption: Assumption): Snapshot {
  return applyChanges(fixture(CHART).snapshot, [{ kind: 'assumed', uri: T, assumption }]);
}

const ASSUMED: Assumption = {
  values: [
    { path: ['a', 'b'], value: true },
    { path: ['a', 'c'], value: null },
    { path: ['é.x'], value: 'ö\n"' },
  ],
  apiVersions: ['x/v1'],
};

test('the template is rendered as if, beside what it is', () => {
  const { templates, assumed, errors } = renderChart(assuming(ASSUMED), FIXTURE_ROOT);
  expect(assumed.map(({ uri, template }) => [uri, template?.output.text])).toMatchInlineSnapshot(`
    [
      [
        "file:///w/templates/t.yaml",
        "---
    # Source: fixture/templates/t.yaml
    b: true
    c: 
    é: ö
    "
    keep: true
    none: 
    has: true

    ",
      ],
    ]
  `);
  expect(templates.map(({ output }) => /^b: .*/m.exec(output.text)?.[0])).toEqual(['b: false', 'b: false']);
  expect(errors).toEqual([]);
});

test('an error under an assumption is no error of the chart', () => {
  const assumption: Assumption = { values: [{ path: ['a'], value: 1 }], apiVersions: [] };
  const { assumed, errors } = renderChart(assuming(assumption), FIXTURE_ROOT);
  expect(assumed[0]?.errors.length).toBeGreaterThan(0);
  expect(errors).toEqual([]);
});

test('a template that is rendered as if is not named to who watches for runaways', () => {
  const named: (string | undefined)[] = [];
  const stop = (file: string | undefined) => named.push(file) < 0;
  renderChart(assuming(ASSUMED), FIXTURE_ROOT, stop);
  expect(named.filter((file) => file !== undefined)).toEqual(['fixture/templates/u.yaml', 'fixture/templates/t.yaml']);
});

test('assumptions add up and are told as text', () => {
  const more: Assumption = { values: [{ path: ['a', 'b'], value: 2 }], apiVersions: ['x/v1', 'y/v1'] };
  const both = bothAssumptions(ASSUMED, more);
  expect(assumptionTexts(both)).toEqual([
    'a.c: null',
    '"é.x": "ö\\n\\""',
    'a.b: 2',
    'API version x/v1',
    'API version y/v1',
  ]);
  expect([goesFurther(ASSUMED, both), goesFurther(both, bothAssumptions(both, more))]).toEqual([true, false]);
});
