// Literals that become values: the files afterwards, and a render that is the same to the byte.

import { describe, expect, test } from 'vitest';
import { changed, filesAfter, questionAt, rendered } from '../../../../test/support/code-actions.ts';
import type { FixtureOptions } from '../../../../test/support/fixture.ts';
import { extractActions, extractValue } from './extract-value.ts';

/** The proposed key, and the files afterwards; the render is compared on the way. */
function extracted(text: string, key?: string, options?: FixtureOptions): string {
  const question = questionAt(text, options);
  const found = extractValue(question, key);
  if (found === undefined) return 'nothing';
  if (found.problem !== undefined) return found.problem;
  expect(rendered(changed(question.snapshot, found.changes))).toBe(rendered(question.snapshot));
  return `${found.proposed}\n${filesAfter(question.snapshot, found.changes)}`;
}

const WEB = `
-- values.yaml --
service:
  type: ClusterIP
-- templates/web.yaml --
`.trim();

test('a number becomes a number, below the kind of its resource', () => {
  expect(extracted(`${WEB}\nkind: Deployment\nspec:\n  replicas: 3█ # enough`)).toMatchInlineSnapshot(`
    "deployment.replicas
    -- templates/web.yaml --
    kind: Deployment
    spec:
      replicas: {{ .Values.deployment.replicas }} # enough
    -- values.yaml --
    service:
      type: ClusterIP
    deployment:
      replicas: 3
    "
  `);
});

test('a text keeps its quotes, and is a text whatever is set', () => {
  expect(extracted(`${WEB}\nkind: Service\nspec:\n  type: "Node█Port"`, 'service.kind')).toMatchInlineSnapshot(`
    "serviceType
    -- templates/web.yaml --
    kind: Service
    spec:
      type: {{ .Values.service.kind | quote }}
    -- values.yaml --
    service:
      type: ClusterIP
      kind: "NodePort"
    "
  `);
});

test('a table that is there is completed', () => {
  expect(extracted(`${WEB}\nkind: Foo\nservice:\n  port: 8█0`)).toMatchInlineSnapshot(`
    "service.port
    -- templates/web.yaml --
    kind: Foo
    service:
      port: {{ .Values.service.port }}
    -- values.yaml --
    service:
      type: ClusterIP
      port: 80
    "
  `);
});

test('a part of a text', () => {
  expect(extracted(`${WEB}\nimage: "nginx:«1.20»-alpine"`, 'image.tag')).toMatchInlineSnapshot(`
    "image
    -- templates/web.yaml --
    image: "nginx:{{ .Values.image.tag }}-alpine"
    -- values.yaml --
    service:
      type: ClusterIP
    image:
      tag: "1.20"
    "
  `);
});

test('a schema learns of the key', () => {
  const schema =
    '{\n  "properties": {\n    "service": {\n      "additionalProperties": false,\n      "properties": {"type": {"type": "string"}}\n    }\n  }\n}';
  const text = `-- values.schema.json --\n${schema}\n${WEB}\nservice:\n  port: 80█`;
  expect(extracted(text, 'service.port')).toMatchInlineSnapshot(`
    "service.port
    -- templates/web.yaml --
    service:
      port: {{ .Values.service.port }}
    -- values.yaml --
    service:
      type: ClusterIP
      port: 80
    -- values.schema.json --
    {
      "properties": {
        "service": {
          "additionalProperties": false,
          "properties": {"type": {"type": "string"}, "port": {"type": "integer"}}
        }
      }
    }
    "
  `);
});

test('a schema whose keys stand behind references learns of the key; of one that takes no others the user is told', () => {
  const text = (schema: string) => `-- values.schema.json --\n${schema}\n${WEB}\nservice:\n  port: 80█`;
  const referring =
    '{"$ref": "#/$defs/v", "$defs": {"v": {"additionalProperties": false, "properties": {"service": {"$ref": "#/$defs/s"}}}, "s": {"additionalProperties": false, "properties": {"type": {}}}}}';
  expect(extracted(text(referring), 'service.port')).toContain(
    '"s": {"additionalProperties": false, "properties": {"type": {}, "port": {"type": "integer"}}}',
  );
  const closed =
    '{"additionalProperties": false, "allOf": [{"$ref": "x.json"}], "properties": {"service": {"allOf": []}}}';
  expect(extractValue(questionAt(text(closed)), 'service.port')?.warning).toBe(
    'values.schema.json may refuse the key: name it there as well.',
  );
});

test('a chart without values gets a file', () => {
  expect(extracted('-- templates/a.yaml --\nkind: Pod\nname: █web')).toMatchInlineSnapshot(`
    "pod.name
    -- templates/a.yaml --
    kind: Pod
    name: {{ .Values.pod.name }}
    -- values.yaml --
    pod:
      name: web
    "
  `);
});

test('CRLF and other letters', () => {
  const text = '-- values.yaml --\nä: 1\n-- templates/a.yaml --\nkind: Pod\nname: "é😀 «ü»"';
  expect(extracted(text, 'name', { newline: '\r\n' })).toMatchInlineSnapshot(`
    "pod.name
    -- templates/a.yaml --
    kind: Pod␍
    name: "é😀 {{ .Values.name }}"␍
    -- values.yaml --
    ä: 1␍
    name: ü␍
    "
  `);
});

describe('how the place names the values', () => {
  test.each([
    ['{{ with .Values.service }}\na: █x\n{{ end }}', '$.Values.k'],
    ['{{ if .Values.service }}\na: █x\n{{ end }}', ' .Values.k'],
    ['{{ range $k, $v := .Values.service }}\na: █x\n{{ end }}', '$.Values.k'],
    ['{{ define "d" }}\na: █x\n{{ end }}{{ include "d" . }}', ' .Values.k'],
    ['{{ define "d" }}\na: █x\n{{ end }}{{ include "d" (dict "root" $ "n" 1) }}', '$.root.Values.k'],
    [
      '{{ define "d" }}\n{{ with .n }}\na: █x\n{{ end }}{{ end }}{{ include "d" (dict "root" $ "n" .Values.service) }}',
      '$.root.Values.k',
    ],
    ['{{ define "d" }}\na: █x\n{{ end }}{{ include "d" .Values }}', 'nothing'],
  ])('%s', (template, expected) => {
    expect(extracted(`${WEB}\n${template}`, 'k')).toContain(expected);
  });
});

describe('every literal prints as before', () => {
  test.each([
    '3',
    '-3',
    '0',
    '1.5',
    '1.20',
    '1e3',
    '0x1F',
    '0644',
    '0o17',
    '1_000',
    '1000000',
    '123456789012',
    '9223372036854775807',
    'true',
    'yes',
    'on',
    'null',
    '~',
    'web',
    'a b',
    'nginx:1.2',
    'http://x/y?z=1#f',
    "it's",
    '2024-01-01',
    '12:30:45',
    '.5',
    '1.',
    '+1',
    '"3"',
    '"true"',
    '"a b"',
    '"a\\nb"',
    '"a\\tb"',
    '"a\\"b"',
    '"\\u00e9"',
    '"\\x41"',
    '""',
    "''",
    "'x'",
    "'it''s'",
    "'a\"b'",
    "'\\d'",
    '"é😀"',
    'é😀',
    'a, b',
    '.inf',
    '.nan',
    '"$x"',
    '100m',
    '1Gi',
    '50%',
    '/var/lib',
    'a:b',
    '=x',
    '<<',
    'x|y',
    '1 2',
    '"1" "2"',
  ])('%s', (literal) => {
    const text = `-- values.yaml --\na: 1\n-- templates/a.yaml --\nkind: X\nk: «${literal}»\nl: 1`;
    expect(extracted(text, 'b.c')).toContain('.Values.b.c');
    expect(extracted(text.replace('k: «', 'k: |\n  «'), 'b.c')).toBeDefined();
  });
});

test('what a key may be', () => {
  const text = `-- charts/redis/Chart.yaml --\nname: redis\nversion: 1.0.0\n${WEB}\na: 3█`;
  expect(extracted(text, 'a-b')).toContain('is no name');
  expect(extracted(text, '')).toContain('A key looks like');
  expect(extracted(text, 'a..b')).toContain('A key looks like');
  expect(extracted(text, 'service')).toBe('service is set already.');
  expect(extracted(text, 'service.type')).toBe('service.type is set already.');
  expect(extracted(text, 'service.type.x')).toBe('service.type is no table.');
  expect(extracted(text, 'redis.x')).toBe('redis is a subchart: its values belong to it.');
});

test('a new key changes nothing else', () => {
  const text = (more: string) => `-- templates/z.yaml --\n${more}\n${WEB}\nkind: X\nservice:\n  port: 8█0`;
  expect(extracted(text('{{ toYaml .Values.service }}'), 'service.port')).toBe(
    'templates/z.yaml reads all of service: a new key in it would be rendered.',
  );
  expect(extracted(text('{{ range $k, $v := .Values.service }}{{ $k }}{{ end }}'))).toContain('x.service.port\n');
  expect(extracted(text('{{ .Values.service.port | default 1 }}'), 'service.port')).toBe(
    'service.port is read already, by templates/z.yaml, which would get this value.',
  );
  expect(extracted(text('{{ with .Values.service }}{{ .type }}{{ end }}'), 'service.port')).toContain('port: 80');
  expect(extracted(text('{{ if .Values.opts }}x{{ end }}'), 'opts.port')).toBe(
    'opts has nothing in it, and templates/z.yaml may go by that.',
  );
  const all = questionAt(text('{{ toYaml .Values | sha256sum }}'));
  expect(extractValue(all, 'k')?.warning).toBe(
    'templates/z.yaml reads all values: the new key will be rendered there as well.',
  );
  expect(
    extractValue(questionAt(text('{{ include "x" . }}{{ define "x" }}{{ .Values.a }}{{ end }}')), 'k')?.warning,
  ).toBeUndefined();
});

test('what can be extracted, and when it is offered', () => {
  const offered = (line: string, isAsked = true) =>
    extractActions(questionAt(`${WEB}\nkind: X\n${line}`, undefined, isAsked)).length;
  expect(offered('a: █3')).toBe(1);
  expect(offered('a: █3', false)).toBe(0);
  expect(offered('a: «3»', false)).toBe(1);
  expect(offered('- «a»', false)).toBe(1);
  expect(offered('a█: 3')).toBe(0);
  expect(offered('a: # █3')).toBe(0);
  expect(offered('# a: «3»')).toBe(0);
  expect(offered('a: █{{ .Values.x }}')).toBe(0);
  expect(offered('a: «x{{ .Values.x }}»')).toBe(0);
  expect(offered('a: {{ "«x»" }}')).toBe(1);
  expect(offered('just █words')).toBe(0);
});

test('names that say something', () => {
  const proposed = (lines: string) => extractValue(questionAt(`${WEB}\n${lines}`))?.proposed;
  expect(
    proposed(
      'kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          imagePullPolicy: Al█ways',
    ),
  ).toBe('deployment.imagePullPolicy');
  expect(proposed('kind: Deployment\nspec:\n  env:\n    - name: LOG_LEVEL\n      value: in█fo')).toBe(
    'deployment.env.logLevel',
  );
  // What is set already, in a table that is no place for more, gets one name for all of it.
  expect(proposed('kind: Service\nspec:\n  type: Node█Port')).toBe('serviceType');
  const taken = (lines: string) =>
    extractValue(questionAt(`-- values.yaml --\nweb: x\n-- templates/a.yaml --\n${lines}`));
  expect(taken('kind: Web\nspec:\n  type: Node█Port')?.proposed).toBe('webType');
  expect(proposed('metadata:\n  labels:\n    app.kubernetes.io/part-of: sh█op')).toBe('labels.partOf');
  expect(proposed('kind: A\na: 1\n---\nkind: B\nx:\n- 1\n- y: «2»')).toBe('b.x.y');
});
