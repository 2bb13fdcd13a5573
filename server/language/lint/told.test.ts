// Levels by code, and comments that silence the next line.

import { expect, test } from 'vitest';
import { findingLines } from '../../../test/support/findings.ts';

const SCHEMA = '{"properties": {"a": {"type": "string"}, "b": {"type": "string"}}}';

test('a comment silences the next line, for the codes that it names', () => {
  expect(
    findingLines(`
      -- values.schema.json --
      ${SCHEMA}
      -- values.yaml --
      # chartroom-disable-next-line values-schema -- it is read as a text
      a: 1
      # chartroom-disable-next-line manifest-yaml
      b: 1
    `),
  ).toEqual(['values.yaml:4:3-4 error values-schema: got number, want string']);
});

test('without a code it silences all; comments may stand one under the other', () => {
  const text = `
    -- values.schema.json --
    ${SCHEMA}
    -- values.yaml --
    # chartroom-disable-next-line
    a: 1
    # chartroom-disable-next-line manifest-yaml
    # chartroom-disable-next-line values-schema, values-yaml
    b: 1
  `;
  expect(findingLines(text)).toEqual([]);
  expect(findingLines(text, { newline: '\r\n' })).toEqual([]);
});

test('a comment of a template does the same, whether it trims or not', () => {
  expect(
    findingLines(`
      -- templates/a.yaml --
      {{- /* chartroom-disable-next-line template-render */}}
      a: {{ .Values.p.q }}
      -- templates/b.yaml --
      kind: B
      {{/* chartroom-disable-next-line template-render -- never mind */ -}}
      a: {{ .Values.p.q }}
      -- templates/c.yaml --
      a: "chartroom-disable-next-line"
      b: {{ .Values.p.q }}
    `),
  ).toEqual(['templates/c.yaml:2:6-17 error template-render: nil pointer evaluating interface {}.q']);
});

test('each code has the level that the settings give it', () => {
  const text = `
    -- values.schema.json --
    ${SCHEMA}
    -- values.yaml --
    a: 1
    -- templates/a.yaml --
    a: {{ .Values.p.q }}
  `;
  expect(
    findingLines(text, { settings: { diagnostics: { levels: { 'values-schema': 'hint', '*': 'off' } } } }),
  ).toEqual(['values.yaml:1:3-4 hint values-schema: got number, want string']);
});
