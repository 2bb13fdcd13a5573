// What the picker offers, and what each choice makes of the set.

import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type ShownSet, type ValuesSet, type ValuesSetsResult } from '#protocol';
import { inOrder, offersOf, problemOf, relativePath, withText } from './choices.ts';

function result(active: Partial<ShownSet> = {}, chosen: ValuesSet | null = null): ValuesSetsResult {
  return {
    chart: { uri: 'file:///w/shop', name: 'shop' },
    files: ['values-prod.yaml', 'ci/small-values.yaml'],
    named: [],
    chosen,
    active: { ...DEFAULT_SETTINGS, missing: [], ...active },
    kubeVersion: 'v1.36.0',
    render: null,
  };
}

/** Each line of the list as it reads. */
function lines(told: ValuesSetsResult): string[] {
  return offersOf(told).flatMap(({ title, offers }) => [
    `-- ${title}`,
    ...offers.map(({ label, description }) => `${label}  ${description}`.trimEnd()),
  ]);
}

test('the list shows what is active', () => {
  expect(lines(result())).toMatchInlineSnapshot(`
    [
      "-- Values files",
      "$(check) Defaults  values.yaml",
      "$(blank) values-prod.yaml",
      "$(blank) ci/small-values.yaml",
      "$(list-ordered) Several files in order…",
      "$(folder-opened) Any file…",
      "-- Release",
      "$(edit) --set…",
      "$(tag) Release name…  release-name",
      "$(symbol-namespace) Namespace…  default",
      "$(cloud-upload) Upgrade instead  now: helm install",
      "$(versions) Helm version…  4",
      "$(server-environment) Kubernetes version…  v1.36.0, as helm template assumes",
      "-- Chartroom",
      "$(type-hierarchy) Root chart…",
      "$(output) Show Log",
      "$(debug-restart) Restart Server",
    ]
  `);
  const active = { valuesFiles: ['gone.yaml'], setValues: ['a=1', 'b=2'], upgrade: true, missing: ['gone.yaml'] };
  expect(lines(result(active, { valuesFiles: ['gone.yaml'] }))).toMatchInlineSnapshot(`
    [
      "-- Values files",
      "$(blank) Defaults  values.yaml",
      "$(blank) values-prod.yaml",
      "$(blank) ci/small-values.yaml",
      "$(check) gone.yaml  not there",
      "$(list-ordered) Several files in order…",
      "$(folder-opened) Any file…",
      "$(discard) As the settings say",
      "-- Release",
      "$(edit) --set…  a=1,b=2",
      "$(tag) Release name…  release-name",
      "$(symbol-namespace) Namespace…  default",
      "$(cloud-upload) Install instead  now: helm upgrade",
      "$(versions) Helm version…  4",
      "$(server-environment) Kubernetes version…  v1.36.0, as helm template assumes",
      "-- Chartroom",
      "$(type-hierarchy) Root chart…",
      "$(output) Show Log",
      "$(debug-restart) Restart Server",
    ]
  `);
});

test('a file that is chosen takes the place of those before; all else of the set stays', () => {
  const chosen: ValuesSet = { valuesFiles: ['values-prod.yaml'], namespace: 'shop' };
  const sets = offersOf(result(chosen, chosen))[0]?.offers.flatMap(({ choice }) =>
    choice.kind === 'set' ? [choice.set] : [],
  );
  expect(sets).toEqual([
    { valuesFiles: [], namespace: 'shop' },
    { valuesFiles: ['values-prod.yaml'], namespace: 'shop' },
    { valuesFiles: ['ci/small-values.yaml'], namespace: 'shop' },
    null,
  ]);
});

test('several files keep the order of picking', () => {
  expect(inOrder([], ['b'])).toEqual(['b']);
  expect(inOrder(['b'], ['a', 'b'])).toEqual(['b', 'a']);
  expect(inOrder(['b', 'a'], ['a', 'b', 'c'])).toEqual(['b', 'a', 'c']);
  expect(inOrder(['b', 'a', 'c'], ['a', 'c'])).toEqual(['a', 'c']);
});

test('an empty name leaves it to the settings; an empty version means what helm assumes', () => {
  expect(withText({ releaseName: 'a', namespace: 'b' }, 'releaseName', '')).toEqual({ namespace: 'b' });
  expect(withText(null, 'namespace', 'c')).toEqual({ namespace: 'c' });
  expect(withText({ kubeVersion: '1.30' }, 'kubeVersion', '')).toEqual({ kubeVersion: '' });
});

describe('input', () => {
  test.each([
    ['releaseName', ['', 'web', 'a.b-c', 'x'.repeat(53)], ['Web', '-web', 'web-', 'a..b', 'ö', 'x'.repeat(54)]],
    ['namespace', ['', 'shop', 'a-b', 'x'.repeat(63)], ['a.b', 'Shop', 'x'.repeat(64)]],
    ['kubeVersion', ['', '1.33', 'v1.33.2', 'v1.33.2-gke.100'], ['1', 'latest', '1.', 'v']],
  ] as const)('of %s', (field, good, bad) => {
    for (const text of good) expect([text, problemOf(field, text)]).toEqual([text, undefined]);
    for (const text of bad) expect([text, typeof problemOf(field, text)]).toEqual([text, 'string']);
  });
});

test('a path from the folder of the chart', () => {
  expect(relativePath('/w/shop', '/w/shop/ci/a.yaml')).toBe('ci/a.yaml');
  expect(relativePath('/w/charts/shop', '/w/env/größe 1.yaml')).toBe('../../env/größe 1.yaml');
  expect(relativePath('/w/shop', '/other/a.yaml')).toBeUndefined();
});

test('named sets come before files, and the one that is active is marked', () => {
  const named = [{ name: 'production', files: ['values-prod.yaml', '../env/prod.yaml'] }];
  const active = { valuesFiles: ['values-prod.yaml', '../env/prod.yaml'] };
  expect(lines({ ...result(active), named }).slice(1, 6)).toEqual([
    '$(blank) Defaults  values.yaml',
    '$(check) production  values.yaml + values-prod.yaml + ../env/prod.yaml',
    '$(blank) values-prod.yaml',
    '$(blank) ci/small-values.yaml',
    '$(blank) ../env/prod.yaml',
  ]);
});
