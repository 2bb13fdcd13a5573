// values.schema.json from values.yaml: what is written, what is added to one that is there, and that Helm accepts it.

import { describe, expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { poolBytes } from '../../../test/support/pool.ts';
import { applied } from '../documents/edits.ts';
import { renderChart } from '../workspace/render-chart.ts';
import { applyChanges, fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { valuesSchemaUpdate } from './values-schema.ts';

function updated(snapshot: Snapshot): { readonly text: string; readonly snapshot: Snapshot } {
  const update = valuesSchemaUpdate(snapshot, `${FIXTURE_ROOT}/values.yaml`);
  if (update === undefined) throw new Error('no schema');
  const text = applied(fileAt(snapshot, update.uri)?.text ?? '', update.edits);
  return { text, snapshot: applyChanges(snapshot, [{ kind: 'file', uri: update.uri, text }]) };
}

/** The properties of a new schema, without their outer table. */
function properties(files: string): unknown {
  const made = updated(fixture(files).snapshot);
  expect(renderChart(made.snapshot, FIXTURE_ROOT).errors).toEqual([]);
  const schema = JSON.parse(made.text) as Record<string, unknown>;
  expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
  expect(schema['type']).toBe('object');
  return schema['properties'];
}

describe('a new schema', () => {
  test('has the shape of the values', () => {
    expect(
      properties(
        '-- values.yaml --\na: 1\nb: x\nc: true\nd: 1.5\ne: {}\nf: []\ng: {h: {i: "1"}}\nj: [1, 2]\nk: [{a: 1}]\nl: [1, x]\nm:\n',
      ),
    ).toEqual({
      a: { type: 'integer' },
      b: { type: 'string' },
      c: { type: 'boolean' },
      d: { type: 'number' },
      e: { type: 'object' },
      f: { type: 'array' },
      g: { type: 'object', properties: { h: { type: 'object', properties: { i: { type: 'string' } } } } },
      j: { type: 'array', items: { type: 'integer' } },
      k: { type: 'array', items: { type: 'object' } },
      l: { type: 'array', items: { type: ['integer', 'string'] } },
      m: {},
    });
  });

  test('takes descriptions, types and keywords from comments', () => {
    expect(
      properties(`-- values.yaml --
# -- (int) How many pods
replicas: 1
# @schema type:[string, null];minLength:2
# -- Its name
name: null
# @schema
# enum: [a, b]
# required: true
# @schema
kind: a
## @param tag [string, nullable] Version of the image
tag: ""
# plain words about it
port: 80
# kept: out
x: 1
# @schema hidden:true
secret: 1
# @schema $ref: #/definitions/x
`),
    ).toEqual({
      replicas: { description: 'How many pods', type: 'integer' },
      name: { description: 'Its name', type: ['string', 'null'], minLength: 2 },
      kind: { enum: ['a', 'b'], type: 'string' },
      tag: { description: 'Version of the image', type: 'string' },
      port: { description: 'plain words about it', type: 'integer' },
      x: { type: 'integer' },
    });
  });

  test('knows what is not given from how templates use it', () => {
    expect(
      properties(`-- values.yaml --
a:
b:
c:
d:
e: ""
f:
g: ""
h:
-- templates/a.yaml --
a: {{ .Values.a | int }}
b: {{ range .Values.b }}x{{ end }}
c: {{ with .Values.c }}{{ . | b64enc }}{{ end }}
d: {{ if .Values.d }}{{ .Values.d.x }}{{ end }}
e: {{ .Values.e | trunc 3 }}
f: {{ if .Values.f }}{{ upper .Values.f }}{{ end }}
g: {{ .Values.g | quote }}
h: {{ .Values.h | quote }}
`),
    ).toEqual({
      a: { type: ['integer', 'null'] },
      b: { type: ['array', 'object', 'null'] },
      c: {},
      d: { type: ['object', 'null'] },
      e: { type: 'string' },
      f: { type: ['string', 'null'] },
      g: { type: 'string' },
      h: {},
    });
  });

  test('allows what the other values files set, and leaves subcharts to themselves', () => {
    expect(
      properties(`-- Chart.yaml --
apiVersion: v2
name: app
version: 1.0.0
dependencies:
  - {name: sub, version: 1.0.0, alias: db}
-- charts/sub/Chart.yaml --
apiVersion: v2
name: sub
version: 1.0.0
-- values.yaml --
cpu: 1
db: {size: 1}
global: {x: 1}
-- values-prod.yaml --
cpu: 500m
`),
    ).toEqual({ cpu: { type: ['integer', 'string'] }, db: { type: 'object' }, global: { type: 'object' } });
  });

  test('takes the types of the fields of Kubernetes that a value is printed into whole', () => {
    const read = fixture(`-- values.yaml --
resources: {}
tolerations: []
nodeSelector: {disk: ssd}
affinity:
extra: {}
strategy: {type: Fast}
-- templates/_h.tpl --
{{- define "pod" }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
-- templates/d.yaml --
apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
  annotations: {{- toYaml .Values.extra | nindent 4 }}
  labels: {{- toYaml .Values.extra.x | nindent 4 }}
spec:
  strategy:
    {{- toYaml .Values.strategy | nindent 4 }}
  template:
    spec:
      {{- include "pod" . | nindent 6 }}
      {{- with .Values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- if .Values.affinity }}
      affinity: {{- .Values.affinity | toYaml | nindent 8 }}
      {{- end }}
      containers:
        - name: a
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`);
    const snapshot = applyChanges(read.snapshot, [{ kind: 'schemas', bytes: poolBytes() }]);
    const made = JSON.parse(updated(snapshot).text).properties;
    const quantities = { type: 'object', additionalProperties: { type: ['string', 'number'] } };
    expect(made.resources).toMatchObject({ type: 'object', properties: { limits: quantities, requests: quantities } });
    expect(made.tolerations.items.properties.operator.type).toBe('string');
    expect(made.nodeSelector).toEqual({ type: 'object', additionalProperties: { type: 'string' } });
    expect(made.affinity.type).toEqual(['object', 'null']);
    expect(Object.keys(made.affinity.properties)).toEqual(['nodeAffinity', 'podAffinity', 'podAntiAffinity']);
    expect(made.extra).toEqual({ type: 'object', additionalProperties: { type: 'string' } });
    // The field would refuse the default.
    expect(made.strategy).toEqual({ type: 'object', properties: { type: { type: 'string' } } });
  });

  test('CRLF stays, and words beyond ASCII', () => {
    const { text } = updated(fixture('-- values.yaml --\n# -- Größe\r\ngröße: 1\r\n').snapshot);
    expect(text).toContain('\r\n');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(JSON.parse(text).properties).toEqual({ größe: { description: 'Größe', type: 'integer' } });
  });

  test('broken values give none', () => {
    expect(valuesSchemaUpdate(fixture('-- values.yaml --\na: [\n').snapshot, `${FIXTURE_ROOT}/values.yaml`)).toBe(
      undefined,
    );
  });
});

describe('a schema that is there', () => {
  const schema = `{
    "type": "object",
    "properties": {
        "a": {"type": "string", "pattern": "^x"},
        "b": {
            "type": "object",
            "properties": {
                "c": {"type": "integer"},
                "old": {}
            }
        },
        "open": {"type": "object"}
    }
}
`;
  test('gets what it lacks, and keeps the rest to the letter', () => {
    const values = 'a: x\nb:\n  c: 1\n  # -- New\n  d: true\nopen: {x: 1}\ne: [a]\n';
    const { text } = updated(fixture(`-- values.yaml --\n${values}-- values.schema.json --\n${schema}`).snapshot);
    expect(text).toBe(
      schema
        .replace(
          '"old": {}',
          `"old": {},
                "d": {
                    "description": "New",
                    "type": "boolean"
                }`,
        )
        .replace(
          '"open": {"type": "object"}',
          `"open": {"type": "object"},
        "e": {
            "type": "array",
            "items": {
                "type": "string"
            }
        }`,
        ),
    );
  });

  test.each([
    ['is whole', '{"properties": {"a": {}, "b": {}}}', 'a: 1\nb: 2\n'],
    ['names few of its keys', '{"properties": {"a": {}}}', 'a: 1\nb: 2\nc: 3\n'],
    ['judges other keys', '{"properties": {"a": {}}, "additionalProperties": {"type": "integer"}}', 'a: 1\nb: 2\n'],
    [
      'refuses other keys, which Helm tells',
      '{"properties": {"a": {}}, "additionalProperties": false}',
      'a: 1\nb: 2\n',
    ],
    ['is put together elsewhere', '{"$ref": "#/definitions/x", "definitions": {"x": {"type": "object"}}}', 'a: 1\n'],
    ['is broken', '{"properties": {', 'a: 1\n'],
  ])('that %s is left alone', (_name, text, values) => {
    const { snapshot } = fixture(`-- values.yaml --\n${values}-- values.schema.json --\n${text}\n`);
    expect(valuesSchemaUpdate(snapshot, `${FIXTURE_ROOT}/values.yaml`)?.edits).toEqual([]);
  });
});
