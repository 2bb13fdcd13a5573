// What a preview shows: header, stale output, the marked error.

import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type PreviewResult, type ShownSet } from '#protocol';
import { HEADER_LINES, previewText } from './text.ts';

const WHOLE: PreviewResult = {
  text: 'kind: Pod\n',
  generation: 1,
  stale: false,
  errors: [],
  stopped: false,
  of: '',
  assumed: [],
  assumable: [],
  changed: [],
  set: { ...DEFAULT_SETTINGS, missing: [] },
  without: [],
};
const RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function shown(result: Partial<PreviewResult> | undefined, set: Partial<ShownSet> = {}): string {
  const whole = { ...WHOLE, ...result, set: { ...DEFAULT_SETTINGS, missing: [], ...set } };
  return previewText(result && whole);
}

test('a preview begins with the line that says what it was rendered with', () => {
  expect(shown({})).toBe('# Helm 4, values.yaml, release-name in default\nkind: Pod\n');
  const set = {
    helmVersion: '3',
    kubeVersion: '1.30',
    valuesFiles: ['ci/a.yaml', 'file:///x/%C3%B6.yaml', 'b.yaml'],
    setValues: ['a=1', 'b=2'],
    releaseName: 'web',
    upgrade: true,
    missing: ['b.yaml'],
  } as const;
  expect(shown({}, set)).toBe(
    '# Helm 3, Kubernetes 1.30, values.yaml + ci/a.yaml + ö.yaml + b.yaml (missing) + --set, web in default, upgraded\nkind: Pod\n',
  );
});

test('a stale preview names the first error on that line', () => {
  const errors = [1, 2].map((n) => ({ message: `no ${n}:\n  \t"why"`, uri: 'file:///a', range: RANGE }));
  expect(shown({ stale: true, errors })).toBe('# Last good output, 2 errors: no 1: "why"\nkind: Pod\n');
  expect(shown({ stale: true, errors, text: '' })).toBe('# Not rendered, 2 errors: no 1: "why"\n');
  expect(shown({ stale: true })).toBe('# Last output: what is being typed leaves a template empty.\nkind: Pod\n');
});

test('a long message is folded where nothing else is shown', () => {
  const message =
    'Provide a schema, since it is another one for every cluster ($& and \n so on). See the page about storage.';
  const errors = [{ message, uri: 'file:///a', range: RANGE }];
  expect(shown({ errors, text: '' })).toMatchInlineSnapshot(`
    "# Not rendered:
    #   Provide a schema, since it is another one for
    #   every cluster ($& and so on). See the page
    #   about storage.
    "
  `);
  expect(shown({ errors, text: '', stopped: true, assumed: ['a: true'] })).toMatchInlineSnapshot(`
    "# As if a: true: Not rendered: (to go on: "Chartroom: Continue Stopped Render")
    #   Provide a schema, since it is another one for
    #   every cluster ($& and so on). See the page
    #   about storage.
    "
  `);
  expect(shown({ errors, stale: true })).toMatch(/^# Last good output: Provide .* storage\.\nkind: Pod\n$/);
});

test('what was written before the error is no whole output', () => {
  const errors = [{ message: 'no', uri: 'file:///a', range: RANGE }];
  expect(shown({ errors })).toBe('# Rendered in part: no\nkind: Pod\n');
});

test('a stale preview that was rendered with another set says with which', () => {
  const errors = [{ message: 'no', uri: 'file:///a', range: RANGE }];
  const older = { ...DEFAULT_SETTINGS, missing: [] };
  expect(shown({ stale: true, errors, older }, { valuesFiles: ['values-prod.yaml'] })).toBe(
    '# Last good output (Helm 4, values.yaml, release-name in default): no\nkind: Pod\n',
  );
});

test('a stopped render names the way to go on', () => {
  const errors = [{ message: 'stopped: the template takes more than 10000000 steps', uri: 'file:///a', range: RANGE }];
  expect(shown({ stale: true, stopped: true, errors })).toBe(
    '# Last good output: stopped: the template takes more than 10000000 steps (to go on: "Chartroom: Continue Stopped Render")\nkind: Pod\n',
  );
});

test('what is assumed, and which template is shown for another file, stands on that line', () => {
  expect(shown({ assumed: ['a.b: true', 'c: 1'] })).toBe(
    '# As if a.b: true, c: 1; Helm 4, values.yaml, release-name in default\nkind: Pod\n',
  );
  expect(shown({ of: 'web.yaml, which uses _helpers.tpl' })).toBe(
    '# web.yaml, which uses _helpers.tpl; Helm 4, values.yaml, release-name in default\nkind: Pod\n',
  );
  const errors = [{ message: 'no', uri: 'file:///a', range: RANGE }];
  expect(shown({ assumed: ['a: true'], errors, text: '' })).toBe('# As if a: true: Not rendered: no\n');
});

test('before the first render it says so', () => {
  expect(shown({ generation: 0, text: '' })).toBe('# Rendering …\n');
  expect(shown(undefined)).toBe('# Chartroom has no preview of this file.\n');
});

test('the rendered text always begins on the same line', () => {
  for (const result of [undefined, {}, { stale: true }, { generation: 0 }]) {
    expect(
      shown(result && { ...result, text: 'X' })
        .split('\n')
        .indexOf('X'),
    ).toBe(result ? HEADER_LINES : -1);
  }
});

test('a preview begins with the charts that are not there', () => {
  const without = ['redis', 'common'];
  expect(shown({ without })).toBe(
    '# Without redis, common (not in charts/: run helm dependency build); Helm 4, values.yaml, release-name in default\nkind: Pod\n',
  );
  expect(shown({ without: ['a', 'b', 'c', 'd', 'e', 'f'] })).toContain('# Without a, b, c, d and 2 more (not');
});
