// What is wrong with manifests in files of their own.

import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#protocol';
import { type FixtureOptions, fixture } from '../../../../test/support/fixture.ts';
import { SMALL_SCHEMAS } from '../../../../test/support/small-schemas.ts';
import { syntaxFindings } from '../../features/diagnostics.ts';
import { applyChanges, type Change } from '../../workspace/snapshot.ts';

interface Options extends FixtureOptions {
  readonly isClosed?: boolean;
}

/** `path:line:column 'underlined' severity code: message (fix)` of every file, which are all open. */
function findings(text: string, options: Options = {}): string[] {
  const read = fixture(`-- Chart.yaml --\nname: c\n${text}`, options);
  const opened = [...read.files].map(([path, { uri, text: content }]): Change => {
    return { kind: 'file', uri, text: content, version: options.isClosed || path === 'Chart.yaml' ? undefined : 1 };
  });
  const snapshot = { ...applyChanges(read.snapshot, opened), schemas: SMALL_SCHEMAS };
  return [...read.files].flatMap(([path, { uri, text: content }]) =>
    path === 'Chart.yaml'
      ? []
      : syntaxFindings(snapshot, uri).map(({ span, severity, code, message, fix }) => {
          const before = content.slice(0, span.start);
          const place = `${before.split('\n').length}:${before.length - before.lastIndexOf('\n')}`;
          const word = content.slice(span.start, span.end);
          return `${path}:${place} '${word}' ${severity} ${code}: ${message}${fix ? ` (${fix})` : ''}`;
        }),
  );
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replica: two
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - image: nginx
`;

test('fields of every document, at their places', () => {
  const text = `-- ../k/a.yaml --\n# 😀ä\n---\n${DEPLOYMENT}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\nimmutable: "ä"\n`;
  const found = findings(text);
  expect(found).toMatchInlineSnapshot(`
    [
      "../k/a.yaml:7:3 'replica' warning manifest-unknown-field: unknown field "spec.replica"; did you mean "replicas"? (replicas)",
      "../k/a.yaml:13:11 'image' error manifest-required: missing required field "spec.template.spec.containers[0].name"",
      "../k/a.yaml:18:12 '"ä"' error manifest-type: immutable: expected boolean, found string "ä"",
    ]
  `);
  expect(findings(text, { newline: '\r\n' })).toEqual(found);
});

test('items of a List by their own kinds, and kinds that do not exist', () => {
  expect(
    findings(`-- ../k/a.yaml --
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata: {name: c}
    dat: {}
  - apiVersion: v1
    kind: ConfgMap
    metadata: {name: c}
---
apiVersion: v1
metadata: {name: x}
---
apiVersion: example.com/v1
kind: Anything
spec: {a: b}
`),
  ).toMatchInlineSnapshot(`
    [
      "../k/a.yaml:9:11 'ConfgMap' error manifest-kind: v1 has no kind 'ConfgMap' in Kubernetes 1.36; did you mean 'ConfigMap'? (ConfigMap)",
      "../k/a.yaml:7:5 'dat' warning manifest-unknown-field: unknown field "dat"; did you mean "data"? (data)",
      "../k/a.yaml:12:1 'apiVersion' error manifest-identity: kind is not set",
    ]
  `);
});

test('YAML that cannot be read is told in manifests alone, and not where braces wait to be filled in', () => {
  const broken = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "c\n';
  expect(findings(`-- ../k/a.yaml --\n${broken}`)).toMatchInlineSnapshot(`
    [
      "../k/a.yaml:4:9 '"c
    ' error manifest-yaml: found unexpected end of stream",
    ]
  `);
  // What stands before it is still told.
  const later = 'apiVersion: v1\nkind: ConfigMap\nimmutable: x\ndat: {}\nmetadata:\n  name: c\n  lab\n';
  expect(findings(`-- ../k/a.yaml --\n${later}`).map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual([
    "../k/a.yaml:3:12 'x' error manifest-type:",
    "../k/a.yaml:4:1 'dat' warning manifest-unknown-field:",
    "../k/a.yaml:7:3 'l' error manifest-yaml:",
  ]);
  expect(findings('-- ../k/a.yaml --\nname: "c\n')).toEqual([]);
  expect(findings('-- ../k/a.yaml --\napiVersion: v1\nkind: ConfigMap\n{% if a %}\ndata: {}\n')).toEqual([]);
});

test('what is filled in later is not judged', () => {
  expect(
    findings(`-- ../k/a.yaml --
apiVersion: v1
kind: ConfigMap
metadata: {name: c}
immutable: \${IMMUTABLE}
---
apiVersion: v1
kind: Secret
metadata: {name: c}
data:
  password: ENC[AES256_GCM,data:abc=,type:str]
sops: {version: 3.9.0}
`),
  ).toEqual([]);
});

test('comments and settings silence it', () => {
  const text = '-- ../k/a.yaml --\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n';
  expect(findings(`${text}# chartroom-disable-next-line manifest-unknown-field\ndat: {}\n`)).toEqual([]);
  expect(
    findings(`${text}dat: {}\n`, { settings: { schema: { ...DEFAULT_SETTINGS.schema, skipKinds: ['ConfigMap'] } } }),
  ).toEqual([]);
  expect(
    findings(`${text}dat: {}\n`, { settings: { diagnostics: { levels: { 'manifest-unknown-field': 'hint' } } } }),
  ).toMatchInlineSnapshot(`
    [
      "../k/a.yaml:4:1 'dat' hint manifest-unknown-field: unknown field "dat"; did you mean "data"? (data)",
    ]
  `);
});

test('files that are no manifests stay untouched', () => {
  const other = `
-- ../k/docker-compose.yml --
services: {web: {image: nginx}}
-- ../.github/workflows/ci.yaml --
on: push
apiVersion: v1
kind: Nothing
-- ../k/kustomization.yaml --
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resourcs: []
-- ../k/kubeconfig.yaml --
apiVersion: v1
kind: Config
clusters: []
-- ../k/openapi.yaml --
openapi: 3.0.0
paths: {}
-- ../k/backstage.yaml --
apiVersion: backstage.io/v1alpha1
kind: Component
spec: {}
-- ../k/other.yaml --
apiVersion: v1
kind: ENVIRONMENT
settings: {}
-- ../k/play.yaml --
- hosts: all
  tasks:
    - k8s: {definition: {apiVersion: v1, kind: Pod, spc: {}}}
-- values.yaml --
apiVersion: v1
kind: Pod
spc: {}
-- templates/a.yaml --
apiVersion: v1
kind: Pod
spc: {}
`;
  expect(findings(other)).toEqual([]);
});

test('a chart’s crds/ are judged unopened, its other files when they are open', () => {
  const crd =
    '-- crds/a.yaml --\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndat: {}\n-- files/a.yaml --\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndat: {}\n';
  expect(findings(crd, { isClosed: true })).toMatchInlineSnapshot(`
    [
      "crds/a.yaml:4:1 'dat' warning manifest-unknown-field: unknown field "dat"; did you mean "data"? (data)",
    ]
  `);
  expect(findings(crd)).toHaveLength(2);
});

test('patches of a kustomization: nothing is required of a part, and a list is a JSON patch', () => {
  expect(
    findings(`
-- ../k/kustomization.yaml --
resources: [app.yaml]
patches:
  - path: patches/part.yaml
  - path: ops.yaml
    target: {kind: Deployment}
  - patch: |-
      - op: remove
        path: /a
-- ../k/app.yaml --
apiVersion: v1
kind: Pod
metadata: {name: a}
spec: {}
-- ../k/patches/part.yaml --
apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
    - $patch: delete
      name: x
    - imagPullPolicy: Always
-- ../k/ops.yaml --
- op: replce
  path: /spec/replicas
  value: 2
- op: add
  value: {a: [1]}
`),
  ).toMatchInlineSnapshot(`
    [
      "../k/app.yaml:4:1 'spec' error manifest-required: missing required field "spec.containers"",
      "../k/patches/part.yaml:8:7 'imagPullPolicy' warning manifest-unknown-field: unknown field "spec.containers[1].imagPullPolicy"; did you mean "imagePullPolicy"? (imagePullPolicy)",
      "../k/ops.yaml:1:7 'replce' error manifest-enum: [0].op: unsupported value "replce", supported values: "add", "remove", "replace", "move", "copy", "test"; did you mean "replace"? (replace)",
      "../k/ops.yaml:4:3 'op' error manifest-required: missing required field "[1].path"",
    ]
  `);
});

test('every document is judged once, whatever happens to the others', () => {
  const many = (count: number, last: string) =>
    `${Array.from({ length: count }, (_, i) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${i}}\ndat: {}\n`).join('---\n')}${last}`;
  const read = fixture(`-- Chart.yaml --\nname: c\n-- ../k/a.yaml --\n${many(2000, '')}`);
  const uri = 'file:///k/a.yaml';
  const open = (text: string, version: number) => ({
    ...applyChanges(read.snapshot, [{ kind: 'file', uri, text, version }]),
    schemas: SMALL_SCHEMAS,
  });
  expect(syntaxFindings(open(many(2000, ''), 1), uri)).toHaveLength(2000);
  const before = performance.now();
  expect(syntaxFindings(open(`# more\n${many(2000, 'x: 1\n')}`, 2), uri)).toHaveLength(2001);
  expect(performance.now() - before).toBeLessThan(1000);
});
