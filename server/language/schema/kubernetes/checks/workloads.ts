// What controllers ask of their pod templates: the labels that they select by, and a restart policy that they can have.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { fieldsOf, givenField, givenValue, itemsOf, nameOf, scalarValue, textOf } from '../validate-read.ts';
import { shown } from '../validate-scalar.ts';
import type { Check, Tell } from './check.ts';
import type { Manifest, PodPlace } from './manifest.ts';

const HEAD = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
`;

const CONTAINERS = `    spec:
      containers:
        - name: web
          image: nginx
`;

export const selectors: Check = {
  code: 'manifest-selector',
  severity: 'error',
  title: 'A selector that does not select its own pods',
  why: `The labels of a Deployment's, StatefulSet's, DaemonSet's or ReplicaSet's template must fit its \`selector\`:
\`selector does not match template labels\`. An empty selector is refused, too. A selector can never be changed later, so it
is best a helper of few labels which both places include.`,
  bad: `${HEAD}  template:\n    metadata:\n      labels:\n        app: webb\n${CONTAINERS}`,
  good: `${HEAD}  template:\n    metadata:\n      labels:\n        app: web\n${CONTAINERS}`,
  check: (manifest, tell) => {
    const { gvk, spec, pod } = manifest;
    const selector = givenField(spec, 'selector');
    if (gvk.group !== 'apps' || pod === undefined || selector === undefined) return;
    if (givenValue(spec, 'selector')?.kind !== 'map') return;
    const labels = labelsOf(givenValue(givenValue(pod.template, 'metadata'), 'labels'));
    if (labels === undefined) return;
    const wanted = labelFields(givenValue(selector.value, 'matchLabels'));
    const expressions = itemsOf(selector.value, 'matchExpressions');
    if (wanted.length === 0 && expressions.length === 0) {
      const message = `empty selector is invalid for ${gvk.kind.toLowerCase()}`;
      tell({ path: ['spec', 'selector'], at: selector, isKey: true, message });
    }
    for (const { key, value, name, text } of wanted) {
      const found = labels.get(name);
      if (text === undefined || found === text) continue;
      const has = found === undefined ? 'not there' : shown(found);
      const message = `selector does not match template labels: ${name} is ${has}`;
      tell({ path: ['spec', 'selector', 'matchLabels', name], at: { key, value }, message });
    }
    for (const [index, expression] of expressions.entries()) checkExpression(expression, index, labels, tell);
  },
};

function checkExpression(expression: YamlNode, index: number, labels: ReadonlyMap<string, string>, tell: Tell): void {
  const name = textOf(expression, 'key');
  const at = givenField(expression, 'key');
  if (name === undefined || at === undefined) return;
  const values = itemsOf(expression, 'values').map((item) => (item.kind === 'scalar' ? scalarValue(item) : undefined));
  const found = labels.get(name);
  const fits = matches(textOf(expression, 'operator'), values, found);
  if (fits) return;
  const message = `selector does not match template labels: ${name} is ${found === undefined ? 'not there' : shown(found)}`;
  tell({ path: ['spec', 'selector', 'matchExpressions', index, 'key'], at, message });
}

function matches(operator: string | undefined, values: readonly unknown[], found: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return found !== undefined && values.includes(found);
    case 'NotIn':
      return found === undefined || !values.includes(found);
    case 'Exists':
      return found !== undefined;
    case 'DoesNotExist':
      return found === undefined;
    default:
      return true;
  }
}

interface Label {
  readonly key: YamlNode;
  readonly value: YamlNode;
  readonly name: string;
  /** Undefined for what is no text: that is the schema's affair. */
  readonly text: string | undefined;
}

function labelFields(table: YamlNode | undefined): Label[] {
  if (table?.kind !== 'map') return [];
  const fields = fieldsOf(table);
  const out: Label[] = [];
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [key, value] = [fields[i] as YamlNode, fields[i + 1] as YamlNode];
    const name = nameOf(key);
    if (name === undefined) continue;
    const target = value.kind === 'alias' ? value.target : value;
    // Null is read as the empty text.
    const read = target?.kind === 'scalar' ? (scalarValue(target) ?? '') : undefined;
    out.push({ key, value, name, text: typeof read === 'string' ? read : undefined });
  }
  return out;
}

/** Undefined when one of them cannot be read: then nothing is known of what matches. */
function labelsOf(table: YamlNode | undefined): ReadonlyMap<string, string> | undefined {
  const fields = labelFields(table);
  if (fields.some(({ text }) => text === undefined)) return undefined;
  return new Map(fields.map(({ name, text }) => [name, text as string]));
}

const JOB = 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: load\nspec:\n  template:\n    spec:\n';
const JOB_CONTAINERS = '      containers:\n        - name: load\n          image: busybox\n';

export const restartPolicy: Check = {
  code: 'manifest-restart-policy',
  severity: 'error',
  title: 'A restart policy that the kind cannot have',
  why: `Pods of a Job or CronJob end: \`restartPolicy\` is \`OnFailure\` or \`Never\`, and must be given, since without it it is
\`Always\`. Pods of Deployments, StatefulSets, DaemonSets and ReplicaSets run for good: \`Always\`, or nothing.`,
  bad: `${JOB}      restartPolicy: Always\n${JOB_CONTAINERS}`,
  good: `${JOB}      restartPolicy: Never\n${JOB_CONTAINERS}`,
  check: (manifest, tell) => {
    const { gvk, pod } = manifest;
    if (pod === undefined) return;
    if (gvk.group === 'batch') checkJob(manifest, pod, tell);
    else if (gvk.kind !== 'Pod' && gvk.kind !== 'PodTemplate') checkController(pod, tell);
  },
};

function checkJob({ gvk }: Manifest, pod: PodPlace, tell: Tell): void {
  const field = givenField(pod.spec, 'restartPolicy');
  const policy = field === undefined ? '' : textOf(pod.spec, 'restartPolicy');
  if (policy !== '' && policy !== 'Always') return;
  const at = field ?? givenField(pod.template, 'spec') ?? { key: undefined, value: pod.spec };
  const missing = `a ${gvk.kind} needs restartPolicy, one of "OnFailure", "Never"`;
  const message = policy === '' ? missing : 'unsupported value "Always", supported values: "OnFailure", "Never"';
  tell({ path: [...pod.path, 'restartPolicy'], at, isKey: field === undefined, message });
}

function checkController(pod: PodPlace, tell: Tell): void {
  const policy = textOf(pod.spec, 'restartPolicy');
  const at = givenField(pod.spec, 'restartPolicy');
  if ((policy !== 'OnFailure' && policy !== 'Never') || at === undefined) return;
  const message = `unsupported value ${shown(policy)}, supported values: "Always"`;
  tell({ path: [...pod.path, 'restartPolicy'], at, message });
}
