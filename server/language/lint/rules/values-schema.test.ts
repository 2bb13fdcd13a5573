// Values before values.schema.json: at the key that is wrong, and nothing that Helm would not say.

import { expect, test } from 'vitest';
import { findingLines } from '../../../../test/support/findings.ts';

const SCHEMA = JSON.stringify({
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  required: ['image', 'password'],
  properties: {
    image: {
      type: 'object',
      required: ['repository', 'tag'],
      additionalProperties: false,
      properties: {
        repository: { type: 'string', minLength: 1 },
        tag: { type: 'string' },
        pullPolicy: { enum: ['Always', 'IfNotPresent', 'Never'] },
      },
    },
    port: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    hosts: { type: 'array', items: { type: 'string', pattern: '^[a-z.]+$' } },
  },
});

test('what values.yaml gives is not missed elsewhere, and what another file gives not in values.yaml', () => {
  expect(
    findingLines(`
      -- values.schema.json --
      ${SCHEMA}
      -- values.yaml --
      image: {repository: nginx, tag: v1}
      -- values-prod.yaml --
      password: x
      image:
        tag: v2
    `),
  ).toEqual([]);
});

test('what nobody gives is missed in values.yaml', () => {
  expect(
    findingLines(`
      -- values.schema.json --
      ${SCHEMA}
      -- values.yaml --
      # defaults
      image:
        repository: nginx
      -- values-prod.yaml --
      port: 1
    `),
  ).toMatchInlineSnapshot(`
    [
      "values.yaml:1:0-0 error values-schema: missing property 'password'",
      "values.yaml:2:0-5 error values-schema: missing property 'tag'",
    ]
  `);
});

test('each error at its key or value, in the file that writes it', () => {
  expect(
    findingLines(`
      -- values.schema.json --
      ${SCHEMA}
      -- values.yaml --
      password: x
      image: {repository: "", tag: 1}
      port: true
      -- values-prod.yaml --
      image:
        pullPolicy: Allways
        tagg: v1
        tag: v1
        repository: r
      hosts:
        - a.b
        - A.B
    `),
  ).toMatchInlineSnapshot(`
    [
      "values-prod.yaml:2:14-21 error values-schema: value must be one of 'Always', 'IfNotPresent', 'Never'",
      "values-prod.yaml:3:2-6 error values-schema: additional property 'tagg' not allowed; did you mean 'tag'?",
      "values-prod.yaml:8:4-7 error values-schema: 'A.B' does not match pattern '^[a-z.]+$'",
      "values.yaml:2:20-22 error values-schema: minLength: got 0, want 1",
      "values.yaml:2:29-30 error values-schema: got number, want string",
      "values.yaml:3:6-10 error values-schema: got boolean, want string or integer",
    ]
  `);
});

test('a null takes the default away, and that file is told', () => {
  expect(
    findingLines(`
      -- values.schema.json --
      ${SCHEMA}
      -- values.yaml --
      password: x
      image: {repository: r, tag: t}
      -- values-prod.yaml --
      image:
        tag: null
    `),
  ).toMatchInlineSnapshot(`
    [
      "values-prod.yaml:2:2-5 error values-schema: missing property 'tag' (null removes the default)",
    ]
  `);
});

test('the active set is judged as one', () => {
  const text = `
    -- values.schema.json --
    ${SCHEMA}
    -- values.yaml --
    image: {repository: r, tag: t}
    -- values-a.yaml --
    password: 1
    -- values-b.yaml --
    image: {tag: 2}
  `;
  const settings = { valuesFiles: ['values-a.yaml', 'values-b.yaml'] };
  expect(findingLines(text, { settings })).toMatchInlineSnapshot(`
    [
      "values-b.yaml:1:13-14 error values-schema: got number, want string",
    ]
  `);
});

test('subcharts: what the parent sets is told there, what they set in their own file', () => {
  expect(
    findingLines(`
      -- Chart.yaml --
      apiVersion: v2
      name: top
      version: 1.0.0
      dependencies: [{name: db, version: 1.0.0, alias: store}]
      -- values.schema.json --
      {"additionalProperties": false, "properties": {"store": {}, "global": {}}}
      -- values.yaml --
      global: {region: eu}
      store: {size: big}
      -- charts/db/Chart.yaml --
      apiVersion: v2
      name: db
      version: 1.0.0
      -- charts/db/values.yaml --
      size: 1
      mode: 5
      -- charts/db/values.schema.json --
      {"properties": {"size": {"type": "integer"}, "mode": {"type": "string"}, "global": {"properties": {"region": {"enum": ["us"]}}}}}
    `),
  ).toMatchInlineSnapshot(`
    [
      "charts/db/values.yaml:2:6-7 error values-schema: got number, want string",
      "values.yaml:1:17-19 error values-schema: value must be 'us'",
      "values.yaml:2:14-17 error values-schema: got string, want integer",
    ]
  `);
});

test('a subchart whose schema knows no global', () => {
  expect(
    findingLines(`
      -- values.yaml --
      db: {a: 1}
      -- charts/db/Chart.yaml --
      apiVersion: v2
      name: db
      version: 1.0.0
      -- charts/db/values.schema.json --
      {"additionalProperties": false, "properties": {"a": {}}}
    `),
  ).toMatchInlineSnapshot(`
    [
      "values.yaml:1:0-2 error values-schema: at '/db/global': additional property 'global' not allowed",
    ]
  `);
});

test('a broken schema is one finding on the schema', () => {
  const broken = (schema: string) => findingLines(`-- values.schema.json --\n${schema}\n-- values.yaml --\na: 1\n`);
  expect(broken('{"type": "object",\n "properties": {"a": {"type": "strin"}}}')).toMatchInlineSnapshot(`
    [
      "values.schema.json:2:22-28 error values-schema: not a valid JSON schema: value must be one of 'array', 'boolean', 'integer', 'null', 'number', 'object', 'string'",
    ]
  `);
  expect(broken('{"type": "object",')).toMatchInlineSnapshot(`
    [
      "values.schema.json:2:0-0 error values-schema: not a valid JSON schema: unexpected EOF",
    ]
  `);
  expect(broken('{"properties": {"a": {"$ref": "#/definitions/nope"}}}')).toMatchInlineSnapshot(`
    [
      "values.schema.json:1:30-50 error values-schema: not a valid JSON schema: json-pointer in "file:///values.schema.json#/definitions/nope" not found",
    ]
  `);
  expect(broken('{"$ref": "https://example.com/x.json"}')).toMatchInlineSnapshot(`
    [
      "values.schema.json:1:0-0 information values-schema: refers to https://example.com/x.json, which Helm fetches from the network: values are not checked here",
    ]
  `);
});

test('every draft', () => {
  for (const draft of ['draft-04', 'draft-06', 'draft-07', 'draft/2019-09', 'draft/2020-12']) {
    const scheme = draft.startsWith('draft/') ? 'https' : 'http';
    const schema = `{"$schema": "${scheme}://json-schema.org/${draft}/schema#", "properties": {"a": {"type": "string"}}}`;
    expect(findingLines(`-- values.schema.json --\n${schema}\n-- values.yaml --\na: 1\n`)).toEqual([
      'values.yaml:1:3-4 error values-schema: got number, want string',
    ]);
  }
});
