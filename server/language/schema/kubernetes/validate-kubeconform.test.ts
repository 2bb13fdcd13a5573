// What kubeconform's own tests take and refuse, written anew and judged with the shipped schemas.

import { describe, expect, test } from 'vitest';
import { splitDocuments } from '#engine/yaml/documents.ts';
import { readTree } from '#engine/yaml/read-tree.ts';
import { pool } from '../../../../test/support/pool.ts';
import { identify } from './identify.ts';
import type { SchemaLookup } from './lookup.ts';
import { validateManifest } from './validate.ts';

const KUBERNETES = '1.36';

const lookup: SchemaLookup = {
  kubernetes: KUBERNETES,
  isLoaded: true,
  find: (gvk) => pool().find(gvk, KUBERNETES),
  kinds: () => pool().kinds(KUBERNETES),
};

/** Everything that is told of a stream, one line each; kinds without a schema by name. */
function told(text: string): string[] {
  return splitDocuments(text).documents.flatMap((document) => {
    const { root, error } = readTree(document.text);
    if (error !== undefined) return [`yaml: ${error.message}`];
    const { resources, problems, unknown } = identify(root, lookup);
    const violations = resources.flatMap(({ root: object, found }) =>
      found === undefined ? [] : validateManifest(object, found, lookup),
    );
    return [
      ...[...problems, ...violations].map(({ code, severity, message }) => `${severity} ${code}: ${message}`),
      ...unknown.map(({ group, kind }) => `no schema: ${group} ${kind}`),
    ];
  });
}

const CONTROLLER = `apiVersion: v1
kind: ReplicationController
metadata:
  name: bob
spec:
  replicas: 2
  selector:
    app: nginx
  template:
    metadata:
      name: nginx
      labels:
        app: nginx
    spec:
      containers:
        - name: nginx
          image: nginx
          ports:
            - containerPort: 80
`;

const BAD_CONTROLLER = CONTROLLER.replace('replicas: 2', 'replicas: asd"');

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: odd\n';

/** Name of the fixture, what it holds, what is told. */
const TAKEN: readonly (readonly [string, string])[] = [
  ['blank', ''],
  ['blank lines and separators', '\n---\n\n---\n'],
  ['comments alone', '# apiVersion: v1\n---\n# kind: Pod\n'],
  ['valid', CONTROLLER],
  ['valid with CRLF', CONTROLLER.replaceAll('\n', '\r\n')],
  ['comments among documents', `# a\n---\n${CONTROLLER}---\n# b\n`],
  [
    'a name that is made',
    'apiVersion: batch/v1\nkind: Job\nmetadata:\n  generateName: pi-\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - {name: pi, image: perl}\n',
  ],
  [
    'integer or string',
    'apiVersion: v1\nkind: Service\nmetadata: {name: heapster}\nspec:\n  ports:\n    - port: 80\n      targetPort: 8082\n    - {port: 81, targetPort: http, name: b}\n'.replace(
      '    - port: 80',
      '    - name: a\n      port: 80',
    ),
  ],
  [
    'a quantity as a number',
    'apiVersion: v1\nkind: LimitRange\nmetadata: {name: mem}\nspec:\n  limits:\n    - type: Container\n      default: {memory: 512, cpu: 0.5, storage: 1e3}\n',
  ],
  [
    'null for a list',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec:\n      volumes: null\n      containers:\n        - name: a\n          image: b\n          args:\n          env: ~\n',
  ],
  [
    'creationTimestamp null',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  creationTimestamp: null\n  name: a\nspec:\n  containers: [{name: a, image: b}]\n',
  ],
  ['odd keys of a ConfigMap', `${CONFIG}data:\n  5: "integer"\n  3.14: "float"\n  true: "boolean"\n`],
  [
    'List',
    `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    metadata: {name: a}\n    spec: {ports: [{port: 80}]}\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: a}\n`,
  ],
  ['an empty List', 'apiVersion: v1\nkind: List\nitems: []\n'],
  [
    'List among documents',
    `${CONTROLLER}---\napiVersion: v1\nkind: List\nitems:\n  - ${CONFIG.trim().replaceAll('\n', '\n    ')}\n`,
  ],
  [
    'a group that is written out',
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: "system:a:b"}\nsubjects:\n  - {kind: Group, name: manager, apiGroup: rbac.authorization.k8s.io}\nroleRef: {kind: ClusterRole, name: secret-reader, apiGroup: rbac.authorization.k8s.io}\n',
  ],
  [
    'a definition of a custom resource',
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: tests.example.com}\nspec:\n  group: example.com\n  scope: Namespaced\n  names: {plural: tests, kind: Test}\n  versions:\n    - name: v1\n      served: true\n      storage: true\n      schema:\n        openAPIV3Schema:\n          type: object\n          properties:\n            spec: {type: object, properties: {a: {type: string, default: x}, items: {items: {type: integer}}}}\n',
  ],
];

describe('what is taken', () => {
  test.each(TAKEN)('%s', (_, text) => {
    expect(told(text)).toEqual([]);
  });
});

describe('what is refused, or told', () => {
  test('a number that is none', () => {
    expect(told(BAD_CONTROLLER)).toMatchInlineSnapshot(`
      [
        "error manifest-type: spec.replicas: expected integer, found string "asd\\""",
      ]
    `);
  });

  test('no kind, kind null, no apiVersion', () => {
    expect(told('apiVersion: v1\nmetadata: {name: a}\n')).toMatchInlineSnapshot(`
      [
        "error manifest-identity: kind is not set",
      ]
    `);
    expect(told('apiVersion: v1\nkind: null\nmetadata: {name: a}\n')).toMatchInlineSnapshot(`
      [
        "error manifest-identity: kind is not set",
      ]
    `);
    expect(told('kind: ConfigMap\nmetadata: {name: a}\n')).toMatchInlineSnapshot(`
      [
        "error manifest-identity: apiVersion is not set",
      ]
    `);
  });

  test('one property too many', () => {
    expect(told(CONTROLLER.replace('  replicas: 2', '  replicas: 2\n  extra: 1'))).toMatchInlineSnapshot(`
      [
        "warning manifest-unknown-field: unknown field "spec.extra"",
      ]
    `);
  });

  test('a property that is there twice', () => {
    expect(told(CONTROLLER.replace('  replicas: 2', '  replicas: 2\n  replicas: 3'))).toMatchInlineSnapshot(`
      [
        "warning manifest-duplicate-key: key "spec.replicas" is already set: only the last one counts",
      ]
    `);
  });

  test('a bad item of a List, and a bad document among good ones', () => {
    const item = (text: string) => `  - ${text.trim().replaceAll('\n', '\n    ')}\n`;
    const list = `apiVersion: v1\nkind: List\nitems:\n${item(CONTROLLER)}${item(BAD_CONTROLLER)}`;
    expect(told(list)).toMatchInlineSnapshot(`
      [
        "error manifest-type: spec.replicas: expected integer, found string "asd\\""",
      ]
    `);
    expect(told(`${CONTROLLER}---\n${BAD_CONTROLLER}---\n${CONTROLLER}`)).toHaveLength(1);
  });

  test('a custom resource without a schema', () => {
    expect(
      told('apiVersion: bitnami.example/v1alpha1\nkind: SealedThing\nmetadata: {name: a}\nspec: {a: 1}\n'),
    ).toMatchInlineSnapshot(`
      [
        "no schema: bitnami.example SealedThing",
      ]
    `);
  });

  test('text that is no YAML', () => {
    expect(told('apiVersion: v1\nkind: [\n')).toMatchInlineSnapshot(`
      [
        "yaml: did not find expected node content",
      ]
    `);
  });
});

describe('much of it', () => {
  test('ten thousand documents', () => {
    const text = Array.from({ length: 10_000 }, () => `${CONFIG}data:\n  a: "1"\n`).join('---\n');
    expect(told(text)).toEqual([]);
  });

  test('fifty thousand lines in one: time grows with them, no faster', () => {
    const pod = (count: number) => {
      const env = Array.from({ length: count }, (_, i) => `        - name: A${i}\n          value: "x"\n`).join('');
      return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: b\n      env:\n${env}      bad: 1\n`;
    };
    const time = (count: number) => {
      const text = pod(count);
      const started = performance.now();
      expect(told(text)).toHaveLength(1);
      return performance.now() - started;
    };
    time(2500);
    expect(time(25_000)).toBeLessThan(Math.max(2000, 40 * time(2500)));
  });

  test('many findings: as many as there are', () => {
    const data = Array.from({ length: 5000 }, (_, i) => `  key${i}: ${i}\n`).join('');
    expect(told(`${CONFIG}data:\n${data}`)).toHaveLength(5000);
  });
});
