// What a values file says about its chart, and what a setting says for it.

import { describe, expect, test } from 'vitest';
import { bindingComment, bindingOf, globExpression, parseReference, pullCommand } from './binding.ts';

const FOLDER = 'file:///ws';

function bound(text: string, uri = 'file:///ws/airflow-values.yaml', settings = {}): string {
  const binding = bindingOf({ uri, text }, settings, [FOLDER]);
  if (binding === undefined) return 'none';
  return `${binding.from}: ${binding.reference.text} at "${text.slice(binding.span.start, binding.span.end)}"`;
}

describe('a first-line comment', () => {
  test.each([
    ['# chartroom: chart=../charts/airflow\nimage: {}\n', 'comment: ../charts/airflow at "../charts/airflow"'],
    ['#chartroom:chart=airflow@1.15.0', 'comment: airflow@1.15.0 at "airflow@1.15.0"'],
    ['#  chartroom: chart = airflow@1.15.0  \r\na: 1\r\n', 'comment: airflow@1.15.0 at "airflow@1.15.0"'],
    ['# chartroom: chart="my charts/größe"\n', 'comment: my charts/größe at "my charts/größe"'],
    ["# chartroom: chart='my charts/a'\n", 'comment: my charts/a at "my charts/a"'],
    ['# chartroom: chart=\n', 'none'],
    ['# chartroom: chart=a b\n', 'none'],
    ['a: 1\n# chartroom: chart=a\n', 'none'],
    ['\n# chartroom: chart=a\n', 'none'],
    ['', 'none'],
  ])('%j', (text, expected) => {
    expect(bound(text)).toBe(expected);
  });

  test('is no word of a file that is no YAML', () => {
    expect(bound('# chartroom: chart=a\n', 'file:///ws/notes.txt')).toBe('none');
  });

  test('is what the command writes', () => {
    for (const reference of ['a/b@1', 'my charts/a']) expect(bound(bindingComment(reference))).toContain(reference);
  });
});

describe('the setting', () => {
  const settings = { 'env/*/kafka.yaml': 'bitnami/kafka@~31', '*-values.yaml': './airflow' };

  test.each([
    ['file:///ws/airflow-values.yaml', 'setting: ./airflow at "a: 1"'],
    ['file:///ws/deep/er/x-values.yaml', 'setting: ./airflow at "a: 1"'],
    ['file:///ws/env/prod/kafka.yaml', 'setting: bitnami/kafka@~31 at "a: 1"'],
    ['file:///ws/env/prod/eu/kafka.yaml', 'none'],
    ['file:///else/airflow-values.yaml', 'none'],
  ])('%s', (uri, expected) => {
    expect(bound('a: 1\r\nb: 2\r\n', uri, settings)).toBe(expected);
  });

  test('stands back behind a comment', () => {
    expect(bound('# chartroom: chart=b\n', 'file:///ws/a-values.yaml', settings)).toBe('comment: b at "b"');
  });
});

test.each([
  ['../airflow', 'path ../airflow'],
  ['/opt/airflow', 'path /opt/airflow'],
  ['airflow-1.15.0.tgz', 'path airflow-1.15.0.tgz'],
  ['charts\\airflow\\', 'path charts/airflow/'],
  ['airflow', 'path airflow; chart  airflow '],
  ['charts/airflow', 'path charts/airflow; chart charts airflow '],
  ['airflow@1.15.0', 'path airflow@1.15.0; chart  airflow 1.15.0'],
  ['apache-airflow/airflow@~1.15', 'path apache-airflow/airflow@~1.15; chart apache-airflow airflow ~1.15'],
  ['oci://registry.example/x/airflow@1.15.0', 'chart oci://registry.example/x airflow 1.15.0'],
])('the reference %s', (text, expected) => {
  const { path, chart } = parseReference(text);
  const parts = [
    ...(path === undefined ? [] : [`path ${path}`]),
    ...(chart ? [`chart ${chart.repository} ${chart.name} ${chart.version}`] : []),
  ];
  expect(parts.join('; ')).toBe(expected);
});

test('the command that gets a chart', () => {
  const command = (text: string) => pullCommand(parseReference(text).chart as never);
  expect(command('airflow')).toBe('helm pull REPOSITORY/airflow');
  expect(command('apache-airflow/airflow@1.15.0')).toBe('helm pull apache-airflow/airflow --version 1.15.0');
  expect(command('apache-airflow/airflow@>=1, <2')).toBe('helm pull apache-airflow/airflow --version ">=1, <2"');
  expect(command('oci://h/x/a@1')).toBe('helm pull oci://h/x/a --version 1');
});

test.each([
  ['*.yaml', 'a/b.yaml', true],
  ['a/*.yaml', 'a/b/c.yaml', false],
  ['a/**/c.yaml', 'a/c.yaml', true],
  ['a/**/c.yaml', 'a/b/b/c.yaml', true],
  ['**/{dev,prod}/x.yaml', 'env/prod/x.yaml', true],
  ['x,y.yaml', 'x,y.yaml', true],
  ['[ab].yaml', 'b.yaml', true],
  ['[!ab].yaml', 'b.yaml', false],
  ['a+(b).yaml', 'a+(b).yaml', true],
  ['{a', 'a', false],
])('glob %s on %s: %s', (pattern, path, fits) => {
  expect(globExpression(pattern)?.test(path) ?? false).toBe(fits);
});
