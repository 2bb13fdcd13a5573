// Rendered text that is no YAML, traced back to the line that wrote it.

import { expect, test } from 'vitest';
import { findingLines } from '../../../../test/support/findings.ts';

test('a wrong nindent is told where the value is printed, with the rendered lines', () => {
  expect(
    findingLines(`
      -- values.yaml --
      labels: {app: web, tier: front}
      -- templates/cm.yaml --
      kind: ConfigMap
      metadata:
        labels:
          app: x
      {{ toYaml .Values.labels | indent 3 }}
    `),
  ).toMatchInlineSnapshot(`
    [
      "templates/cm.yaml:5:0-38 error manifest-yaml: error converting YAML to JSON: yaml: line 4: did not find expected key
        3 |   labels:
        4 |     app: x
    >   5 |    app: web
        6 |    tier: front",
      "  values.yaml:1:14-17 the value",
    ]
  `);
});

test('text of the template itself is found to the letter, also behind CR LF and in a second document', () => {
  const text = `
    -- templates/cm.yaml --
    kind: ConfigMap
    ---
    kind: ConfigMap
    data:
      größe: a: b
  `;
  expect(findingLines(text)).toMatchInlineSnapshot(`
    [
      "templates/cm.yaml:5:2-13 error manifest-yaml: error converting YAML to JSON: yaml: line 3: mapping values are not allowed in this context
        1 | kind: ConfigMap
        2 | data:
    >   3 |   größe: a: b",
    ]
  `);
  expect(findingLines(text, { newline: '\r\n' })).toEqual(findingLines(text));
});

test('a helper that breaks the text is named beside the include', () => {
  const lines = findingLines(`
    -- templates/_helpers.tpl --
    {{ define "bad" }}
    a: b: c
    {{ end }}
    -- templates/cm.yaml --
    kind: ConfigMap
    {{ include "bad" . }}
    b: 2
  `);
  expect(lines).toMatchInlineSnapshot(`
    [
      "templates/cm.yaml:2:0-21 error manifest-yaml: error converting YAML to JSON: yaml: line 3: mapping values are not allowed in this context
        1 | kind: ConfigMap
        2 | 
    >   3 | a: b: c
        4 | 
        5 | b: 2",
      "  templates/_helpers.tpl:2:0-7 written here",
    ]
  `);
});

test('each pass of a range that breaks in the same way is one finding', () => {
  const lines = findingLines(`
    -- templates/cm.yaml --
    {{ range list 1 2 3 }}
    ---
    kind: ConfigMap
     name: {{ . }}
    {{ end }}
  `);
  expect(lines).toMatchInlineSnapshot(`
    [
      "templates/cm.yaml:4:1-14 error manifest-yaml: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context
        1 | kind: ConfigMap
    >   2 |  name: 1",
      "  templates/cm.yaml:1:0-22 written here",
    ]
  `);
});

test('a document that is no table', () => {
  expect(
    findingLines(`
      -- templates/cm.yaml --
      just a text
    `),
  ).toMatchInlineSnapshot(`
    [
      "templates/cm.yaml:1:0-11 error manifest-yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type util.SimpleHead
    >   1 | just a text",
    ]
  `);
});

test('notes, partials, empty and comment-only documents are fine', () => {
  expect(
    findingLines(`
      -- templates/NOTES.txt --
      a: b: c
      -- templates/_x.yaml --
      a: b: c
      -- templates/empty.yaml --
      # nothing
      ---
      ---
    `),
  ).toEqual([]);
});
