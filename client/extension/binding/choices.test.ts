// The charts that a values file may be bound to, and the line that binds it.

import { expect, test } from 'vitest';
import { bindingEdit, chartChoices, problemOfReference, relativeReference } from './choices.ts';

test('charts and archives of the workspace are offered, parts of charts are not', () => {
  const paths = [
    'charts/airflow/Chart.yaml',
    'charts/airflow/charts/redis/Chart.yaml',
    'charts/airflow/charts/common-1.0.0.tgz',
    'packed/kafka-31.0.0.tgz',
    'env/Chart.yaml.txt',
  ];
  const choices = chartChoices(
    paths.map((path) => ({ path })),
    'env/prod/airflow.yaml',
  );
  expect(choices.map(({ label, description, reference }) => `${label} | ${description} | ${reference}`)).toEqual([
    '$(package) airflow | charts/airflow | ../../charts/airflow',
    '$(package) kafka-31.0.0.tgz | packed/kafka-31.0.0.tgz | ../../packed/kafka-31.0.0.tgz',
  ]);
});

test('the nearest chart comes first', () => {
  const files = ['a/airflow/Chart.yaml', 'z/env/airflow/Chart.yaml', 'z/kafka-1.0.0.tgz'].map((path) => ({ path }));
  const choices = chartChoices(files, 'z/env/airflow-values.yaml');
  expect(choices.map(({ reference }) => reference)).toEqual(['./airflow', '../kafka-1.0.0.tgz', '../../a/airflow']);
});

test('a reference begins as a path does', () => {
  expect(relativeReference('', 'airflow')).toBe('./airflow');
  expect(relativeReference('env', 'env/airflow')).toBe('./airflow');
  expect(relativeReference('env', 'charts')).toBe('../charts');
  expect(relativeReference('env', '')).toBe('..');
});

test('the line is put first, or takes the place of the one that was there, with the line ends of the file', () => {
  const bound = (text: string, reference: string) => {
    const { end, newText } = bindingEdit(text, reference);
    return newText + text.slice(end);
  };
  expect(bound('a: 1\n', '../airflow')).toBe('# chartroom: chart=../airflow\na: 1\n');
  expect(bound('a: 1\r\n', '../airflow')).toBe('# chartroom: chart=../airflow\r\na: 1\r\n');
  expect(bound('', 'a@1')).toBe('# chartroom: chart=a@1\n');
  expect(bound('#chartroom: chart = "old one"\r\na: 1', 'my charts/a')).toBe(
    '# chartroom: chart="my charts/a"\r\na: 1',
  );
});

test('a reference typed by hand', () => {
  expect(problemOfReference(' ')).toContain('airflow@1.15.0');
  expect(problemOfReference('"a"')).toBe('Quotes are part of no reference.');
  expect(problemOfReference('apache-airflow/airflow@~1.15')).toBeUndefined();
});
