// What the schema finds in manifests, as lines of text: underlined text, code, message.

import { describe, expect, test } from 'vitest';
import { readTree } from '#engine/yaml/read-tree.ts';
import type { SchemaNode } from './schema-node.ts';
import type { FoundSchema } from './schema-store.ts';
import { type ManifestContext, validateManifest } from './validate.ts';

const TEXT: SchemaNode = { type: 'string' };
const INT32: SchemaNode = { type: 'integer', format: 'int32' };
const ANY: SchemaNode = {};
const INT_OR_STRING: SchemaNode = { format: 'int-or-string' };
const QUANTITY: SchemaNode = { format: 'quantity' };

function object(properties: Record<string, SchemaNode>, required: string[] = []): SchemaNode {
  return { type: 'object', properties, required };
}

/** Judges `text` as an object with this `spec`. */
function judged(text: string, spec: SchemaNode, options: Partial<FoundSchema & ManifestContext> = {}): string[] {
  const { isPatch, ...rest } = options;
  const properties = { apiVersion: TEXT, kind: TEXT, metadata: { type: 'object' as const }, spec };
  const found: FoundSchema = {
    gvk: { group: 'example.com', version: 'v1', kind: 'Sample' },
    schema: { type: 'object', properties },
    source: { kind: 'file', uri: 'file:///crd.yaml' },
    isOpen: false,
    ...rest,
  };
  const { root } = readTree(text);
  if (root === null) return [];
  return validateManifest(root, found, { kubernetes: '1.36', isPatch }).map(
    ({ code, span, message, fix, severity }) =>
      `${text.slice(span.start, span.end)} | ${code.replace('manifest-', '')}${severity === 'warning' ? ' (warning)' : ''}: ${message}${fix ? ` -> ${fix.text}` : ''}`,
  );
}

const BUILTIN: Partial<FoundSchema> = { source: { kind: 'kubernetes', version: '1.36' } };

describe('types', () => {
  const spec = object({
    text: TEXT,
    count: INT32,
    ratio: { type: 'number' },
    is: { type: 'boolean' },
    list: { type: 'array', items: TEXT },
    table: object({}),
    port: INT_OR_STRING,
    size: QUANTITY,
  });

  test('each type takes what Kubernetes reads into it', () => {
    const text = `spec:
  text: '5'
  count: 3.0
  ratio: 1
  is: yes
  list: [a, "1"]
  table: {}
  port: http
  size: 1.5Gi
`;
    expect(judged(text, spec)).toEqual([]);
    expect(judged('spec: {text: 12:30, count: 0x10, port: 80, size: 0.5}', spec)).toEqual([]);
    expect(judged('spec: {text: 2026-01-31, count: , is: ~, list: null, table: null}', spec)).toEqual([]);
  });

  test('and refuses the rest, in its own words', () => {
    const text = `spec:
  text: yes
  count: three
  ratio: "1.5"
  is: "true"
  list: a
  table: [a]
  port: 1.5
  size: 5 GB
`;
    expect(judged(text, spec, BUILTIN)).toMatchInlineSnapshot(`
      [
        "yes | type: spec.text: expected string, found boolean yes -> "yes"",
        "three | type: spec.count: expected integer, found string "three"",
        ""1.5" | type: spec.ratio: expected number, found string "1.5" -> 1.5",
        ""true" | type: spec.is: expected boolean, found string "true" -> true",
        "a | type: spec.list: expected array, found string "a"",
        "[a] | type: spec.table: expected object, found array",
        "1.5 | type: spec.port: expected integer or string, found number 1.5",
        "5 GB | format: spec.size: expected quantity, found "5 GB"",
      ]
    `);
  });

  test('numbers have a width', () => {
    expect(judged('spec: {count: 3000000000, port: 3000000000}', spec, BUILTIN)).toMatchInlineSnapshot(`
      [
        "3000000000 | format: spec.count: 3000000000 does not fit an int32",
        "3000000000 | format: spec.port: 3000000000 does not fit an int32",
      ]
    `);
  });

  test('what stands in a block is underlined by its key', () => {
    const text = `spec:
  text:
    a: 1
  list:
    a: 1
  table: |
    long
`;
    expect(judged(text, spec)).toMatchInlineSnapshot(`
      [
        "text | type: spec.text: expected string, found object",
        "list | type: spec.list: expected array, found object",
        "table | type: spec.table: expected object, found string "long\\n"",
      ]
    `);
  });

  test('null is refused in lists of custom resources alone', () => {
    expect(judged('spec: {list: [null]}', spec)).toMatchInlineSnapshot(`
      [
        "null | type: spec.list[0]: expected string, found null",
      ]
    `);
    expect(judged('spec: {list: [null]}', spec, BUILTIN)).toEqual([]);
  });
});

describe('fields', () => {
  const spec = object(
    { replicas: INT32, selector: object({ matchLabels: { type: 'object', additionalProperties: TEXT } }), name: TEXT },
    ['selector', 'name'],
  );

  test('unknown ones are warnings with what was meant', () => {
    const text = 'spec:\n  replica: 1\n  name: a\n  selector:\n    matchlabels: {}\n  zzz: 1\n';
    expect(judged(text, spec)).toMatchInlineSnapshot(`
      [
        "replica | unknown-field (warning): unknown field "spec.replica"; did you mean "replicas"? -> replicas",
        "matchlabels | unknown-field (warning): unknown field "spec.selector.matchlabels"; did you mean "matchLabels"? -> matchLabels",
        "zzz | unknown-field (warning): unknown field "spec.zzz"",
      ]
    `);
  });

  test('missing ones are told at the key of their table, those that were meant by another name are not', () => {
    expect(judged('spec:\n  selecter: {}\n', spec)).toMatchInlineSnapshot(`
      [
        "spec | required: missing required field "spec.name"",
        "selecter | unknown-field: unknown field "spec.selecter"; did you mean "selector"? It is required. -> selector",
      ]
    `);
  });

  test('null is missing, a default is not', () => {
    const withDefault = object({ a: { type: 'string', default: 'x' }, b: { type: 'string', nullable: true } }, [
      'a',
      'b',
    ]);
    expect(judged('spec: {name: null, selector: {}}', spec)).toMatchInlineSnapshot(`
      [
        "spec | required: missing required field "spec.name"",
      ]
    `);
    expect(judged('spec: {b: null}', withDefault)).toEqual([]);
  });

  test('a patch lacks nothing', () => {
    expect(judged('spec: {replica: 1}', spec, { isPatch: true })).toMatchInlineSnapshot(`
      [
        "replica | unknown-field (warning): unknown field "spec.replica"; did you mean "replicas"? -> replicas",
      ]
    `);
  });

  test('open schemas know of no unknown fields', () => {
    expect(judged('spec: {foo: 1, name: a, selector: {}}', spec, { isOpen: true })).toEqual([]);
    expect(judged('spec: {foo: 1}', { ...object({}), preservesUnknown: true })).toEqual([]);
    expect(judged('spec: {foo: 1}', { type: 'object' })).toEqual([]);
  });

  test('what only a bundled definition says is a warning that names it', () => {
    const source = { kind: 'bundled', name: 'samples' } as const;
    expect(judged('spec: {replicas: x, selector: {}}', spec, { source })).toMatchInlineSnapshot(`
      [
        "spec | required (warning): missing required field "spec.name" (bundled schema of samples)",
        "x | type (warning): spec.replicas: expected integer, found string "x" (bundled schema of samples)",
      ]
    `);
    const pod = object({ containers: ANY, initContainers: ANY }, ['containers']);
    expect(judged('spec: {initContainers: []}', pod, { source })).toEqual([]);
    expect(judged('spec: {initContainers: []}', pod)).toHaveLength(1);
    const volume = object({ type: { type: 'string', enum: ['File'] } });
    expect(judged('spec: {type: ""}', volume, { source })).toEqual([]);
    expect(judged('spec: {type: ""}', volume)).toHaveLength(1);
  });

  test('of a Kubernetes that is newer than the newest known one only slips are told', () => {
    const text = 'spec: {name: a, selector: {}, repliacs: 1, brandNew: 2}';
    const unknown = (version: string) => judged(text, spec, { source: { kind: 'kubernetes', version } });
    expect(unknown('1.36')).toHaveLength(2);
    expect(unknown('1.35')).toMatchInlineSnapshot(`
      [
        "repliacs | unknown-field (warning): unknown field "spec.repliacs"; did you mean "replicas"? -> replicas",
      ]
    `);
  });

  test('names that objects have anyway are unknown like others', () => {
    expect(judged('spec: {name: a, selector: {}, constructor: 1, __proto__: 2}', spec)).toMatchInlineSnapshot(`
      [
        "constructor | unknown-field (warning): unknown field "spec.constructor"",
        "__proto__ | unknown-field (warning): unknown field "spec.__proto__"",
      ]
    `);
  });

  test('a key that stands twice counts once, the last time', () => {
    const text = 'spec:\n  name: 5\n  selector: {}\n  name: a\n';
    expect(judged(text, spec)).toMatchInlineSnapshot(`
      [
        "name | duplicate-key (warning): key "spec.name" is already set: only the last one counts",
      ]
    `);
  });

  test('aliases and merged keys are looked into', () => {
    const text = 'x: &a {replica: 1, name: 5}\nspec:\n  <<: *a\n  selector: {}\n';
    const root = object({ x: ANY, spec });
    expect(judged(text, spec, { schema: root })).toMatchInlineSnapshot(`
      [
        "replica | unknown-field (warning): unknown field "spec.replica"; did you mean "replicas"? -> replicas",
        "5 | type: spec.name: expected string, found number 5 -> "5"",
      ]
    `);
  });

  test('numbers and booleans as keys are texts', () => {
    const table: SchemaNode = { type: 'object', additionalProperties: TEXT };
    expect(judged('spec: {5: a, 3.14: b, true: c, yes: 1}', table)).toMatchInlineSnapshot(`
      [
        "1 | type: spec.true: expected string, found number 1 -> "1"",
      ]
    `);
  });

  test('status is not judged beyond what cannot be read', () => {
    const status = object({ phase: { type: 'string', enum: ['A'] }, count: INT32 }, ['phase', 'count']);
    const schema = object({ status });
    expect(judged('status: {phase: B}', spec, { schema, ...BUILTIN })).toEqual([]);
    expect(judged('status: {count: x}', spec, { schema, ...BUILTIN })).toMatchInlineSnapshot(`
      [
        "x | type: status.count: expected integer, found string "x"",
      ]
    `);
    expect(judged('status: {count: x}', spec, { schema })).toEqual([]);
  });
});

describe('values', () => {
  const spec = object({
    type: { type: 'string', enum: ['ClusterIP', 'NodePort'] },
    data: { type: 'string', format: 'byte' },
    time: { type: 'string', format: 'date-time' },
    uri: { type: 'string', format: 'uri' },
    name: { type: 'string', pattern: '^[a-z]+$', minLength: 2, maxLength: 5 },
    size: { type: 'integer', minimum: 1, maximum: 10 },
    open: { type: 'number', minimum: 0, exclusiveMinimum: true },
    set: { type: 'array', items: TEXT, listType: 'set', minItems: 1 },
    map: { type: 'array', items: object({ name: TEXT }), listType: 'map', listKeys: ['name'] },
  });

  test('enums tell what they take', () => {
    expect(judged('spec: {type: nodePort}', spec)).toMatchInlineSnapshot(`
      [
        "nodePort | enum: spec.type: unsupported value "nodePort", supported values: "ClusterIP", "NodePort"; did you mean "NodePort"? -> NodePort",
      ]
    `);
    expect(judged('spec: {type: ""}', spec, BUILTIN)).toEqual([]);
  });

  test('formats', () => {
    const good = 'spec: {data: YWJj, time: "2026-01-31T12:00:00Z", uri: "https://a/b"}';
    expect([judged(good, spec), judged(good, spec, BUILTIN)]).toEqual([[], []]);
    const bad = 'spec: {data: YWJ, time: 2026-01-31, uri: x}';
    expect(judged(bad, spec, BUILTIN)).toMatchInlineSnapshot(`
      [
        "YWJ | format: spec.data: illegal base64 data",
        "2026-01-31 | format: spec.time: expected a time as 2026-01-31T12:00:00Z (RFC 3339), found "2026-01-31"",
      ]
    `);
    expect(judged(bad, spec)).toMatchInlineSnapshot(`
      [
        "YWJ | format: spec.data: expected base64, found "YWJ"",
        "2026-01-31 | format: spec.time: expected a time as 2026-01-31T12:00:00Z (RFC 3339), found "2026-01-31"",
        "x | format: spec.uri: expected a URI, found "x"",
      ]
    `);
  });

  test('bounds, patterns, lengths, lists', () => {
    const text = 'spec: {name: Abcdefg, size: 11, open: 0, set: [a, b, a], map: [{name: x}, {name: x}]}';
    expect(judged(text, spec)).toMatchInlineSnapshot(`
      [
        "Abcdefg | value: spec.name: "Abcdefg" should match ^[a-z]+$",
        "11 | value: spec.size: must be less than or equal to 10, found 11",
        "0 | value: spec.open: must be greater than 0, found 0",
        "a | duplicate-item: spec.set[2]: duplicate value "a"",
        "{name: x} | duplicate-item: spec.map[1]: duplicate value "x"",
      ]
    `);
    expect(judged('spec: {name: é, size: 0, set: []}', spec)).toMatchInlineSnapshot(`
      [
        "é | value: spec.name: "é" should match ^[a-z]+$",
        "0 | value: spec.size: must be greater than or equal to 1, found 0",
        "[] | value: spec.set: must have at least 1 items, found 0",
      ]
    `);
  });

  test('a pattern that is none demands nothing', () => {
    expect(judged('spec: {a: b}', object({ a: { type: 'string', pattern: '(?=x)' } }))).toEqual([]);
  });
});

describe('alternatives', () => {
  const has = (...required: string[]): SchemaNode => ({ required });
  const fields = { git: ANY, oci: ANY, helm: ANY };

  test('exactly one field', () => {
    const spec: SchemaNode = { type: 'object', properties: fields, oneOf: [has('git'), has('oci')] };
    expect(judged('spec: {git: {}, oci: {}}', spec)).toMatchInlineSnapshot(`
      [
        "{git: {}, oci: {}} | alternatives: spec: only one of "git", "oci" may be set",
      ]
    `);
    expect(judged('spec: {helm: {}}', spec)).toMatchInlineSnapshot(`
      [
        "{helm: {}} | alternatives: spec: one of "git", "oci" is required",
      ]
    `);
    expect(judged('spec: {oci: {}}', spec)).toEqual([]);
  });

  test('none of them, or one', () => {
    const none: SchemaNode = { not: { anyOf: [has('git'), has('oci')] } };
    const spec: SchemaNode = { type: 'object', properties: fields, oneOf: [none, has('git'), has('oci')] };
    expect(judged('spec: {}', spec)).toEqual([]);
    expect(judged('spec: {git: {}}', spec)).toEqual([]);
    expect(judged('spec: {git: {}, oci: {}}', spec)).toMatchInlineSnapshot(`
      [
        "{git: {}, oci: {}} | alternatives: spec: only one of "git", "oci" may be set",
      ]
    `);
  });

  test('the alternative that fits best is told', () => {
    const spec: SchemaNode = {
      type: 'object',
      properties: { kind: TEXT, url: TEXT, path: TEXT },
      anyOf: [
        { properties: { kind: { enum: ['git'] }, url: { minLength: 1 } }, required: ['url'] },
        { properties: { kind: { enum: ['file'] }, path: { minLength: 1 } }, required: ['path'] },
      ],
    };
    expect(judged('spec: {kind: file}', spec)).toMatchInlineSnapshot(`
      [
        "spec | required: missing required field "spec.path"",
      ]
    `);
    expect(judged('spec: {kind: file, path: x}', spec)).toEqual([]);
  });

  test('types', () => {
    const spec: SchemaNode = { anyOf: [{ type: 'string' }, { type: 'integer' }] };
    expect(judged('spec: true', spec)).toMatchInlineSnapshot(`
      [
        "true | type: spec: expected string or integer",
      ]
    `);
    expect(judged('spec: 5', spec)).toEqual([]);
  });

  test('what may not be together', () => {
    const spec: SchemaNode = { type: 'object', properties: fields, not: has('git', 'oci'), allOf: [has('helm')] };
    expect(judged('spec: {git: 1, oci: 1, helm: 1}', spec)).toMatchInlineSnapshot(`
      [
        "{git: 1, oci: 1, helm: 1} | alternatives: spec: "git", "oci" may not be set together",
      ]
    `);
    expect(judged('spec: {git: 1}', spec)).toMatchInlineSnapshot(`
      [
        "spec | required: missing required field "spec.helm"",
      ]
    `);
  });

  test('embedded objects have a version and a kind', () => {
    const spec: SchemaNode = { type: 'object', isEmbeddedResource: true, preservesUnknown: true };
    expect(judged('spec: {template: {kind: Pod}}', object({ template: spec }))).toMatchInlineSnapshot(`
      [
        "template | required: missing required field "spec.template.apiVersion"",
      ]
    `);
  });
});

describe('bad input takes bounded time', () => {
  test('schemas that contain themselves', () => {
    const cyclic: { -readonly [K in keyof SchemaNode]: SchemaNode[K] } = { type: 'object' };
    cyclic.properties = { props: cyclic, n: INT32 };
    cyclic.allOf = [cyclic];
    cyclic.anyOf = [cyclic, { ref: cyclic }];
    expect(judged('spec: {props: {props: {n: 1}}}', cyclic).length).toBeLessThan(3);
    const ref: { ref?: SchemaNode } = {};
    ref.ref = ref;
    expect(judged('spec: {a: 1}', ref)).toEqual([]);
  });

  test('deep nesting', () => {
    const tree: { -readonly [K in keyof SchemaNode]: SchemaNode[K] } = { type: 'array' };
    tree.items = tree;
    expect(judged(`spec: ${'['.repeat(5000)}${']'.repeat(5000)}`, tree)).toEqual([]);
  });

  test('aliases that unfold without end', () => {
    const lines = ['spec:', '  a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 20; i++) {
      const [before, name] = [String.fromCharCode(96 + i), String.fromCharCode(97 + i)];
      lines.push(`  ${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
    }
    const tree: { -readonly [K in keyof SchemaNode]: SchemaNode[K] } = { type: 'array' };
    tree.items = { anyOf: [TEXT, tree] };
    const started = performance.now();
    judged(lines.join('\n'), { type: 'object', additionalProperties: tree });
    const plain: { -readonly [K in keyof SchemaNode]: SchemaNode[K] } = {};
    plain.items = plain;
    judged(lines.join('\n'), { type: 'object', additionalProperties: plain });
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
