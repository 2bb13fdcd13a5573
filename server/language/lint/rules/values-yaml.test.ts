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
