// The keys of ConfigMaps and Secrets, and what a Secret's type demands of them.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { fieldsOf, givenField, givenValue, nameOf, textOf } from '../validate-read.ts';
import { shown } from '../validate-scalar.ts';
import type { Check, Tell } from './check.ts';
import type { Manifest } from './manifest.ts';
import { configKeyProblem } from './syntax.ts';

export const configKeys: Check = {
  code: 'manifest-config-key',
  severity: 'error',
  title: 'A key that a ConfigMap or Secret may not have, or lacks',
  why: `Keys become names of files: letters, digits, \`-\`, \`_\` and \`.\`, no \`/\`. A key stands in \`data\` or in
\`binaryData\`. Secrets of the types \`kubernetes.io/tls\`, \`…/dockerconfigjson\`, \`…/dockercfg\`, \`…/ssh-auth\` and
\`…/basic-auth\` have the keys that those are read from.`,
  bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  conf/app.yaml: x\n',
  good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  app.yaml: x\n',
  check: (manifest, tell) => {
    const { group, kind } = manifest.gvk;
    if (group !== '' || (kind !== 'ConfigMap' && kind !== 'Secret')) return;
    const first = kind === 'ConfigMap' ? 'binaryData' : 'stringData';
    const others = new Set<string>();
    eachKey(manifest.root, first, (name, key) => {
      others.add(name);
      told(name, key, first, tell);
    });
    eachKey(manifest.root, 'data', (name, key) => {
      if (kind === 'ConfigMap' && others.has(name)) {
        const message = 'duplicate of key present in binaryData';
        tell({ path: ['data', name], at: { key, value: key }, isKey: true, message });
      }
      told(name, key, 'data', tell);
      others.add(name);
    });
    if (kind === 'Secret') checkSecret(manifest, others, tell);
  },
};

function told(name: string, key: YamlNode, list: string, tell: Tell): void {
  const problem = configKeyProblem(name);
  if (problem === undefined) return;
  tell({ path: [list, name], at: { key, value: key }, isKey: true, message: `${shown(name)}: ${problem}` });
}

function eachKey(root: YamlNode, list: string, see: (name: string, key: YamlNode) => void): void {
  const table = givenValue(root, list);
  if (table?.kind !== 'map') return;
  fieldsOf(table).forEach((key, i) => {
    const name = i % 2 === 0 ? nameOf(key) : undefined;
    if (name !== undefined) see(name, key);
  });
}

/** All of these must be there; of the last ones, one. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

function checkSecret({ root }: Manifest, keys: ReadonlySet<string>, tell: Tell): void {
  const type = textOf(root, 'type') ?? '';
  const at = givenField(root, 'type');
  if (at === undefined) return;
  for (const name of NEEDED[type] ?? []) {
    if (!keys.has(name)) tell({ path: ['data', name], at, message: `required value: a Secret of type ${type} has it` });
  }
  if (type === 'kubernetes.io/basic-auth' && !keys.has('username') && !keys.has('password'))
    tell({ path: ['data', 'username'], at, message: `required value: a Secret of type ${type} has it, or password` });
}
