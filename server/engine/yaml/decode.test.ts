// Structs and heads of manifests, with the answers of sigs.k8s.io/yaml.

import { expect, test } from 'vitest';
import { decodeStruct, type StructShape } from './decode.ts';
import { readHead } from './decode-head.ts';

const CHART: StructShape = {
  type: 'chart.Metadata',
  name: 'Metadata',
  fields: {
    name: 'string',
    version: 'string',
    keywords: { list: 'string' },
    deprecated: 'bool',
    annotations: { map: 'string' },
    maintainers: { list: { type: 'chart.Maintainer', name: 'Maintainer', pointer: true, fields: { name: 'string' } } },
    extra: 'any',
  },
};

function decode(text: string, strict = false): unknown {
  try {
    return plain(decodeStruct(text, CHART, { strict }));
  } catch (error) {
    return (error as Error).message.replace('while decoding JSON: ', '');
  }
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, child]) => [key, plain(child)]));
  return Array.isArray(value) ? value.map(plain) : value;
}

test.each<[string, unknown]>([
  ['', {}],
  ['name: x\nversion: 1.10\n', { name: 'x', version: '1.1' }],
  ['version: 12345678901234567890\nname: yes', { name: 'true', version: '12345678901234567890' }],
  ['version: 123456789.0\nname: ~', { version: '1.2345679e+08' }],
  ['name: .inf', { name: '+Inf' }],
  ['NAME: a\nother: 1', { name: 'a' }],
  ['Name: a\nname: b', { name: 'b' }],
  ['keywords: [a, 1, ~]\nannotations: {a: 1, b: ~}', { keywords: ['a', '1', ''], annotations: { a: '1', b: '' } }],
  ['maintainers: [{name: 1}, ~]\nextra: 1', { maintainers: [{ name: '1' }, null], extra: 1 }],
  ['[]', 'error unmarshaling JSON: json: cannot unmarshal array into Go value of type chart.Metadata'],
  [
    'name: [a]',
    'error unmarshaling JSON: json: cannot unmarshal array into Go struct field Metadata.name of type string',
  ],
  [
    'deprecated: maybe',
    'error unmarshaling JSON: json: cannot unmarshal string into Go struct field Metadata.deprecated of type bool',
  ],
  [
    'maintainers: x',
    'error unmarshaling JSON: json: cannot unmarshal string into Go struct field Metadata.maintainers of type []*chart.Maintainer',
  ],
  [
    'maintainers: [{name: {}}]',
    'error unmarshaling JSON: json: cannot unmarshal object into Go struct field Maintainer.maintainers.name of type string',
  ],
  [
    'name: {}\nannotations: {x: []}',
    'error unmarshaling JSON: json: cannot unmarshal array into Go struct field Metadata.annotations of type string',
  ],
  ['extra: .nan', 'error converting YAML to JSON: json: unsupported value: NaN'],
  ['a: b: c', 'error converting YAML to JSON: yaml: mapping values are not allowed in this context'],
])('%j', (text, expected) => {
  expect(decode(text)).toEqual(expected);
});

test.each<[string, unknown]>([
  ['name: a\nfoo: 1', 'error unmarshaling JSON: json: unknown field "foo"'],
  [
    'name: a\nname: b\nfoo: 1',
    'error converting YAML to JSON: yaml: unmarshal errors:\n  line 2: key "name" already set in map',
  ],
  [
    'extra: {1: a, 0x1: b}\nextra: 1',
    'error converting YAML to JSON: yaml: unmarshal errors:\n  line 1: key 1 already set in map\n  line 2: key "extra" already set in map',
  ],
  ['name: a', { name: 'a' }],
])('strict: %j', (text, expected) => {
  expect(decode(text, true)).toEqual(expected);
});

function head(text: string): unknown {
  try {
    const { annotations, ...rest } = readHead(text, 'releaseutil');
    return { ...rest, annotations: annotations && Object.fromEntries(annotations) };
  } catch (error) {
    return (error as Error).message.replace('error unmarshaling JSON: while decoding JSON: ', '');
  }
}

const EMPTY = { apiVersion: '', kind: '', name: '', annotations: null, hasMetadata: false };

test.each<[string, unknown]>([
  ['# nothing', EMPTY],
  ['kind: A\napiVersion: 1.0\nspec: {a: [1]}', { ...EMPTY, kind: 'A', apiVersion: '1' }],
  [
    'kind: A\nmetadata:\n  name: 0x10\n  annotations: {helm.sh/hook: x, n: 1.50, "e": ~}',
    { ...EMPTY, kind: 'A', name: '16', hasMetadata: true, annotations: { 'helm.sh/hook': 'x', false: '1.5', e: '' } },
  ],
  ['Kind: A\nmetadata: &m {name: b}\nx: *m', { ...EMPTY, kind: 'A', name: 'b', hasMetadata: true }],
  ['metadata: ~', EMPTY],
  ['- a', 'json: cannot unmarshal array into Go value of type releaseutil.SimpleHead'],
  ['text', 'json: cannot unmarshal string into Go value of type releaseutil.SimpleHead'],
  ['kind: [a]', 'json: cannot unmarshal array into Go struct field SimpleHead.kind of type string'],
  [
    'metadata: {annotations: {a: []}}',
    'json: cannot unmarshal array into Go struct field .metadata.annotations of type string',
  ],
  [
    'metadata: []',
    'json: cannot unmarshal array into Go struct field SimpleHead.metadata of type struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }',
  ],
  [
    'kind: A\nspec: {~: 1}',
    'error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, value: 1',
  ],
  ['kind: A\nspec: {a: -.inf}', 'error converting YAML to JSON: json: unsupported value: -Inf'],
  ['kind: A\n b: c', 'error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context'],
])('head %j', (text, expected) => {
  expect(head(text)).toEqual(expected);
});
