// Values files that cannot be read.

import { expect, test } from 'vitest';
import { findingLines } from '../../../../test/support/findings.ts';

test('each file by its name, at the place where reading stops', () => {
  const text = `
    -- values.yaml --
    a: 1
      b: 2
    -- values-prod.yaml --
    größe: "ö
    -- ci/x-values.yaml --
    - a
  `;
  expect(findingLines(text)).toMatchInlineSnapshot(`
    [
      "ci/x-values.yaml:1:0-0 error values-yaml: failed to parse ci/x-values.yaml: cannot unmarshal yaml document: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}",
      "values-prod.yaml:1:7-2:0 error values-yaml: failed to parse values-prod.yaml: cannot unmarshal yaml document: error converting YAML to JSON: yaml: line 2: found unexpected end of stream",
      "values.yaml:2:3-4 error values-yaml: cannot load values.yaml: cannot unmarshal yaml document: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context",
    ]
  `);
  expect(findingLines(text, { settings: { helmVersion: '3' } })).toMatchInlineSnapshot(`
    [
      "ci/x-values.yaml:1:0-0 error values-yaml: failed to parse ci/x-values.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}",
      "values-prod.yaml:1:7-2:0 error values-yaml: failed to parse values-prod.yaml: error converting YAML to JSON: yaml: line 2: found unexpected end of stream",
      "values.yaml:2:3-4 error values-yaml: cannot load values.yaml: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context",
    ]
  `);
});

test('an active file that is broken is told once', () => {
  const text = `
    -- values-prod.yaml --
    a: b: c
  `;
  expect(findingLines(text, { settings: { valuesFiles: ['values-prod.yaml'] } })).toHaveLength(1);
});

test('empty files, comments, duplicate keys and several documents are fine', () => {
  expect(
    findingLines(`
      -- values.yaml --
      # nothing yet
      -- values-a.yaml --
      a: 1
      a: 2
      -- values-b.yaml --
      a: 1
      ---
      b: 2
    `),
  ).toEqual([]);
});

test('what helm leaves out without a word is told', () => {
  const lines = (text: string, newline?: '\r\n') =>
    findingLines(`-- values.yaml --\n${text}`, newline ? { newline } : {});
  const told = (line: string) => [
    `values.yaml:${line} warning values-yaml: helm reads nothing from here on: this line stands further left than the first key`,
  ];
  expect(lines('# größe\n  a: 1\n\n # why\nimage: {tag: x}\nb: 2')).toEqual(told('5:0-15'));
  expect(lines('  a:\n    b: |\n      text\n\n c: 2', '\r\n')).toEqual(told('5:1-5'));
  for (const fine of [
    '  a: 1\n  b: 2\n',
    '  a: 1\n# end',
    '  a: 1\n---\nb: 2',
    '  a: 1\n...\n',
    '---\na: 1\nb: 2',
    'a: |\n  x\n\nb: 1',
  ])
    expect(lines(fine), fine).toEqual([]);
});
