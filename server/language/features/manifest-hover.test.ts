// Hover in plain manifests.

import { expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { SMALL_SCHEMAS } from '../../../test/support/small-schemas.ts';
import { manifestHover } from './manifest-hover.ts';

/** The word that is explained, and the words that explain it. */
function hoverAt(text: string, options?: FixtureOptions): string | undefined {
  const read = fixture(`-- Chart.yaml --\nname: c\n-- ../k/app.yaml --\n${text}`, options);
  const { uri, offset } = cursorOf(read);
  const found = manifestHover({ ...read.snapshot, schemas: SMALL_SCHEMAS }, uri, offset);
  const file = read.snapshot.files.get(uri);
  return found && `${file?.text.slice(found.span.start, found.span.end)}\n${found.markdown}`;
}

const POD = 'apiVersion: v1\nkind: Pod\nspec:\n';

test('a field: its path, type, words, default, and that it is required', () => {
  expect(hoverAt('apiVersion: apps/v1\nkind: Deployment\nspec:\n  rep█licas: 2')).toMatchInlineSnapshot(`
    "replicas
    **\`Deployment.spec.replicas\`**: \`integer\`

    How many pods.

    Default: \`1\`"
  `);
  expect(hoverAt(`${POD}  containers:\n    - na█me: a`)).toMatchInlineSnapshot(`
    "name
    **\`Pod.spec.containers[].name\`**: \`string\`, required

    Name of the container."
  `);
  expect(hoverAt(`${POD}  containers:\n    - image: n█ginx`)).toMatchInlineSnapshot(`
    "nginx
    **\`Pod.spec.containers[].image\`**: \`string\`

    Container image name, like \\<registry>/\\<name>."
  `);
  expect(hoverAt(`${POD}  containers:\n    - ports:\n        - proto█col: TCP`)).toMatchInlineSnapshot(`
    "protocol
    **\`Pod.spec.containers[].ports[].protocol\`**: \`string\`

    One of \`SCTP\`, \`TCP\`, \`UDP\`  
    Default: \`TCP\`"
  `);
  expect(hoverAt(`${POD}  containers:\n    - por█ts: []`)).toMatchInlineSnapshot(`
    "ports
    **\`Pod.spec.containers[].ports\`**: \`list of objects\`

    Items are told apart by \`containerPort\`, \`protocol\`"
  `);
  expect(
    hoverAt('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels:\n    app.kubernetes.io/na█me: x'),
  ).toMatchInlineSnapshot(`
    "app.kubernetes.io/name
    **\`ConfigMap.metadata.labels["app.kubernetes.io/name"]\`**: \`string\`"
  `);
});

test('a kind: what it is and who says so', () => {
  expect(hoverAt('apiVersion: apps/v1\nkind: Deploy█ment')).toMatchInlineSnapshot(`
    "Deployment
    **\`Deployment\`** (\`apps/v1\`)

    Deployment enables declarative updates.

    _Schema of Kubernetes 1.36._"
  `);
});

test('items of a List, later documents, CR LF and non-ASCII text', () => {
  const list = 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    immu█table: true';
  expect(hoverAt(list)).toMatchInlineSnapshot(`
    "immutable
    **\`ConfigMap.immutable\`**: \`boolean\`"
  `);
  const later = `# 😀\n${POD}---\napiVersion: v1\nkind: ConfigMap\ndata:\n  ä: "😀"\nimmu█table: true`;
  expect(hoverAt(later, { newline: '\r\n' })).toBe(hoverAt(later));
});

test('nothing for unknown kinds and fields, and in files that are no manifests', () => {
  expect(hoverAt('apiVersion: example.com/v1\nkind: Ot█her')).toBeUndefined();
  expect(hoverAt(`${POD}  cont█ainer: 1`)).toBeUndefined();
  expect(hoverAt('na█me: x\nversion: 2')).toBeUndefined();
});
