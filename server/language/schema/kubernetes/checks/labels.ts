// Label keys and values, and the keys of annotations, wherever an object or a template of one has them.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { fieldsOf, givenValue, itemsOf, nameOf, scalarValue } from '../validate-read.ts';
import { shown } from '../validate-scalar.ts';
import type { Check, Tell } from './check.ts';
import type { Manifest, Path } from './manifest.ts';
import { labelValueProblem, qualifiedNameProblem } from './syntax.ts';

export const labels: Check = {
  code: 'manifest-label',
  severity: 'error',
  title: 'A label whose key or value is not well formed',
  why: `A key is a name of at most 63 letters, digits, \`-\`, \`_\` and \`.\`, which begins and ends with a letter or digit; a
DNS name and \`/\` may stand before it. A value is written like such a name, or empty. A chart's version in a label
(\`1.2.3+build\`) needs \`replace "+" "_"\`, and a release's name may need \`trunc 63 | trimSuffix "-"\`.`,
  bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    version: 1.2.3+build\n',
  good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    version: 1.2.3_build\n',
  check: (manifest, tell) => {
    for (const { path, table } of metadatas(manifest))
      checkLabels(givenValue(table, 'labels'), [...path, 'labels'], tell);
    for (const { path, table } of selectors(manifest)) checkLabels(table, path, tell);
  },
};

export const annotations: Check = {
  code: 'manifest-annotation',
  severity: 'error',
  title: 'An annotation whose key is not well formed',
  why: `Keys of annotations are written like those of labels, in any case; values are free. All annotations of an object
together have at most 256 KiB.`,
  bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n    my key: x\n',
  good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n    my-key: x\n',
  check: (manifest, tell) => {
    for (const { path, table } of metadatas(manifest)) {
      eachField(givenValue(table, 'annotations'), (key, _, name) => {
        const problem = qualifiedNameProblem(name.toLowerCase());
        if (problem === undefined) return;
        const at = { key, value: key };
        tell({ path: [...path, 'annotations', name], at, isKey: true, message: `${shown(name)}: ${problem}` });
      });
    }
  },
};

interface Place {
  readonly path: Path;
  readonly table: YamlNode | undefined;
}

/** Where metadata stands: of the object, of the templates in it. */
function metadatas({ root, spec, pod, gvk }: Manifest): Place[] {
  const out: Place[] = [{ path: ['metadata'], table: givenValue(root, 'metadata') }];
  if (pod !== undefined && pod.templatePath.length > 0)
    out.push({ path: [...pod.templatePath, 'metadata'], table: givenValue(pod.template, 'metadata') });
  if (gvk.group === 'batch' && gvk.kind === 'CronJob') {
    const template = givenValue(spec, 'jobTemplate');
    out.push({ path: ['spec', 'jobTemplate', 'metadata'], table: givenValue(template, 'metadata') });
  }
  return out;
}

/** Whose `spec.selector` is a label selector. */
const SELECTING = /^(?:apps (?:Deployment|StatefulSet|DaemonSet|ReplicaSet)|policy PodDisruptionBudget)$/;

function selectors({ spec, pod, gvk: { group, kind } }: Manifest): Place[] {
  const out: Place[] = [];
  if (SELECTING.test(`${group} ${kind}`)) {
    const table = givenValue(givenValue(spec, 'selector'), 'matchLabels');
    out.push({ path: ['spec', 'selector', 'matchLabels'], table });
  }
  if (group === '' && kind === 'Service') out.push({ path: ['spec', 'selector'], table: givenValue(spec, 'selector') });
  if (pod !== undefined) out.push({ path: [...pod.path, 'nodeSelector'], table: givenValue(pod.spec, 'nodeSelector') });
  if (group === 'apps' && kind === 'StatefulSet') {
    itemsOf(spec, 'volumeClaimTemplates').forEach((claim, index) => {
      const table = givenValue(givenValue(claim, 'metadata'), 'labels');
      out.push({ path: ['spec', 'volumeClaimTemplates', index, 'metadata', 'labels'], table });
    });
  }
  return out;
}

function checkLabels(table: YamlNode | undefined, path: Path, tell: Tell): void {
  eachField(table, (key, value, name) => {
    const problem = qualifiedNameProblem(name);
    if (problem !== undefined) {
      tell({ path: [...path, name], at: { key, value: key }, isKey: true, message: `${shown(name)}: ${problem}` });
    }
    const target = value.kind === 'alias' ? value.target : value;
    const text = target?.kind === 'scalar' ? scalarValue(target) : undefined;
    const wrong = typeof text === 'string' ? labelValueProblem(text) : undefined;
    if (wrong !== undefined)
      tell({ path: [...path, name], at: { key, value }, message: `${shown(String(text))}: ${wrong}` });
  });
}

function eachField(table: YamlNode | undefined, see: (key: YamlNode, value: YamlNode, name: string) => void): void {
  if (table?.kind !== 'map') return;
  const fields = fieldsOf(table);
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const key = fields[i] as YamlNode;
    const name = nameOf(key);
    if (name !== undefined) see(key, fields[i + 1] as YamlNode, name);
  }
}
