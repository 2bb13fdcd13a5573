// CRDs and JSON schemas as SchemaNodes, and what is told of those that are broken.

import { expect, test } from 'vitest';
import { behind, type SchemaNode } from '../schema-node.ts';
import { crdDocuments } from './crd.ts';
import { toSchemaNode } from './to-schema-node.ts';

function crd(schema: string): string {
  const indented = schema.trim().replace(/^/gm, '        ');
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: example.com
  names: {kind: Sample}
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
${indented}
`;
}

function read(schema: string): SchemaNode | undefined {
  return crdDocuments(crd(schema))[0]?.kinds()[0]?.schema;
}

/** `text: message` of each problem. */
function told(text: string): string[] {
  return crdDocuments(text).flatMap((document) =>
    document.problems().map(({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`),
  );
}

test('what the API server knows beside OpenAPI', () => {
  expect(
    read(`
type: object
properties:
  port: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}], pattern: '^a'}
  any: {x-kubernetes-preserve-unknown-fields: true, type: object}
  pod: {x-kubernetes-embedded-resource: true, type: object, properties: {spec: {type: string, nullable: true}}}
  items: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name], items: {type: object}}
  words: {type: object, additionalProperties: {type: string, enum: [a, "b", 1]}}
  bound: {type: number, minimum: 1, exclusiveMinimum: true, default: {a: 1}}
`),
  ).toMatchInlineSnapshot(`
    {
      "properties": {
        "any": {
          "preservesUnknown": true,
          "type": "object",
        },
        "bound": {
          "default": {
            "a": 1,
          },
          "exclusiveMinimum": true,
          "minimum": 1,
          "type": "number",
        },
        "items": {
          "items": {
            "properties": {},
            "type": "object",
          },
          "listKeys": [
            "name",
          ],
          "listType": "map",
          "type": "array",
        },
        "pod": {
          "isEmbeddedResource": true,
          "properties": {
            "spec": {
              "nullable": true,
              "type": "string",
            },
          },
          "type": "object",
        },
        "port": {
          "format": "int-or-string",
          "pattern": "^a",
        },
        "words": {
          "additionalProperties": {
            "enum": [
              "a",
              "b",
              1,
            ],
            "type": "string",
          },
          "type": "object",
        },
      },
      "type": "object",
    }
  `);
});

test('what is said in allOf and its like names no fields', () => {
  const schema = read(`
type: object
properties: {a: {type: string}, b: {type: string}}
oneOf:
- properties: {a: {pattern: x}}
  required: [a]
- required: [b]
not: {required: [c]}
`);
  expect(schema?.oneOf?.[0]).toEqual({
    properties: { a: { pattern: 'x' } },
    required: ['a'],
    additionalProperties: true,
  });
  expect(schema?.not).toEqual({ required: ['c'] });
});

test('what the API server would refuse is told in its place, and the rest goes on', () => {
  const text = crd(`
type: object
properties:
  a: {type: text}
  b: {$ref: '#/definitions/b'}
  c: {type: array}
  d: {type: object, properties: {x: {type: string}}, additionalProperties: {type: string}}
  é: {type: string}
`);
  expect(told(text)).toMatchInlineSnapshot(`
    [
      "text: type "text" is none of array, boolean, integer, number, object, string",
      "'#/definitions/b': $ref is not allowed in a CRD",
      "array: a list in a CRD says what its items are: items is missing",
      "additionalProperties: additionalProperties and properties exclude each other in a CRD",
    ]
  `);
  expect(Object.keys(crdDocuments(text)[0]?.kinds()[0]?.schema.properties ?? {})).toEqual(['a', 'b', 'c', 'd', 'é']);
  expect(told(text.replaceAll('\n', '\r\n'))).toEqual(told(text));
});

test('broken, empty and cyclic definitions disturb nothing', () => {
  expect(told(crd('type: [\n'))).toMatchInlineSnapshot(`
    [
      ": This CRD cannot be read: did not find expected node content",
    ]
  `);
  expect(told(crd('{}').replace(/ {4}schema:[\s\S]*/, ''))).toMatchInlineSnapshot(`
    [
      "v1: version v1 of Sample has no schema",
    ]
  `);
  expect(told(crd('&a {type: object, properties: {b: *a}}'))).toMatchInlineSnapshot(`
    [
      "b: a schema is a table, and this is nothing or holds itself",
    ]
  `);
  expect(told('apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: 5\n')).toEqual([]);
  expect(crdDocuments('kind: CustomResourceDefinition')).toEqual([]);
});

test('an alias bomb is as large as its text', () => {
  const bomb = ['a0: &a0 {type: object, properties: {x: {type: string}}}'];
  for (let i = 1; i < 40; i++) bomb.push(`a${i}: &a${i} {type: object, properties: {x: *a${i - 1}, z: *a${i - 1}}}`);
  const schema = read(`type: object\nproperties:\n${bomb.join('\n').replace(/^/gm, '  ')}`);
  let node = schema?.properties?.['a39'];
  for (let i = 0; i < 39; i++) node = node?.properties?.['z'];
  expect(node?.properties?.['x']?.type).toBe('string');
});

test('JSON schemas: local references are followed, others told once', () => {
  const { schema, faults } = toSchemaNode(
    {
      definitions: {
        node: { type: 'object', properties: { next: { $ref: '#/definitions/node' }, n: { type: 'integer' } } },
      },
      properties: {
        first: { $ref: '#/definitions/node', description: 'The first.' },
        a: { $ref: 'https://example.com/x.json' },
        b: { $ref: 'https://example.com/x.json' },
        c: { $ref: '#/definitions/none' },
        port: { oneOf: [{ type: 'string' }, { type: 'integer' }] },
        text: { type: ['string', 'null'] },
        closed: { type: 'object', properties: { a: {} }, additionalProperties: false },
      },
    },
    'json',
  );
  const first = schema.properties?.['first'];
  expect(first?.description).toBe('The first.');
  const node = first && behind(first);
  expect(node && behind(node.properties?.['next'] as SchemaNode)).toBe(node);
  expect(faults.map(({ path, message }) => `${path.join('.')}: ${message}`)).toMatchInlineSnapshot(`
    [
      "properties.a.$ref: https://example.com/x.json is not followed: other files are not fetched; anything is allowed here",
      "properties.c.$ref: #/definitions/none is not followed: there is no such place in this file; anything is allowed here",
    ]
  `);
  expect(schema.additionalProperties).toBe(true);
  expect([
    schema.properties?.['port'],
    schema.properties?.['text'],
    schema.properties?.['closed'],
  ]).toMatchInlineSnapshot(`
    [
      {
        "format": "int-or-string",
      },
      {
        "nullable": true,
        "type": "string",
      },
      {
        "properties": {
          "a": {},
        },
        "type": "object",
      },
    ]
  `);
});

test('anything may be a schema', () => {
  for (const data of [
    null,
    5,
    'x',
    [],
    true,
    false,
    { type: 7, properties: [], items: 3, allOf: {}, enum: 'a', required: 'b' },
  ])
    expect(toSchemaNode(data, 'crd').schema).toBeDefined();
  let deep: unknown = {};
  for (let i = 0; i < 5000; i++) deep = { properties: { a: deep } };
  expect(toSchemaNode(deep, 'json').schema).toBeDefined();
});
