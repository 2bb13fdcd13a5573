// What a container has one of: an image, one way for each probe and hook, one source for each variable.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { type Field, givenField, itemsOf, textOf } from '../validate-read.ts';
import type { Check, Tell } from './check.ts';
import { type ContainerPlace, containerPath, type Path } from './manifest.ts';
import { POD } from './samples.ts';

export const probes: Check = {
  code: 'manifest-probe',
  severity: 'error',
  title: 'A probe or hook with two handlers, or none',
  why: `A probe has exactly one of \`exec\`, \`httpGet\`, \`tcpSocket\` and \`grpc\`, a hook one of \`exec\`, \`httpGet\`,
\`tcpSocket\` and \`sleep\`. This happens when values replace a default: Helm merges \`tcpSocket\` into the \`httpGet\` that was
there; set \`httpGet: null\` beside it. Init containers have probes and hooks only with \`restartPolicy: Always\`.`,
  bad: `${POD}      livenessProbe:
        httpGet:
          path: /
          port: 80
        tcpSocket:
          port: 80
`,
  good: `${POD}      livenessProbe:
        tcpSocket:
          port: 80
`,
  check: ({ pod }, tell) => {
    for (const container of pod?.containers ?? []) {
      checkHandlers(container, () => containerPath(pod as NonNullable<typeof pod>, container), tell);
    }
  },
};

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const PROBE_WAYS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const HOOK_WAYS = ['exec', 'httpGet', 'tcpSocket', 'sleep'];

function checkHandlers({ list, node }: ContainerPlace, path: () => Path, tell: Tell): void {
  const mayHave = list === 'containers' || (list === 'initContainers' && textOf(node, 'restartPolicy') === 'Always');
  for (const name of [...PROBES, 'lifecycle']) {
    const field = givenField(node, name);
    if (field === undefined) continue;
    if (!mayHave && list === 'initContainers') {
      const message = 'may not be set for init containers without restartPolicy=Always';
      tell({ path: [...path(), name], at: field, isKey: true, message });
    } else if (mayHave && name !== 'lifecycle') {
      checkHandler(field, PROBE_WAYS, () => [...path(), name], tell);
    } else if (mayHave) {
      for (const hook of ['postStart', 'preStop']) {
        const handler = givenField(field.value, hook);
        if (handler !== undefined) checkHandler(handler, HOOK_WAYS, () => [...path(), name, hook], tell);
      }
    }
  }
}

function checkHandler(field: Field, ways: readonly string[], path: () => Path, tell: Tell): void {
  if (mapOf(field.value) === undefined) return;
  const given = ways.flatMap((way) => givenField(field.value, way) ?? []);
  if (given.length === 0) tell({ path: path(), at: field, isKey: true, message: 'must specify a handler type' });
  const second = given.sort((a, b) => a.value.start - b.value.start)[1];
  if (second !== undefined)
    tell({ path: path(), at: second, isKey: true, message: 'may not specify more than 1 handler type' });
}

export const env: Check = {
  code: 'manifest-env',
  severity: 'error',
  title: 'A variable with a value and a source, with two sources, or with an empty one',
  why: `A variable has a \`value\` or a \`valueFrom\`, and that names one source. As with probes, values that are merged into a
default give both.`,
  bad: `${POD}      env:
        - name: PASSWORD
          value: secret
          valueFrom:
            secretKeyRef:
              name: web
              key: password
`,
  good: `${POD}      env:
        - name: PASSWORD
          valueFrom:
            secretKeyRef:
              name: web
              key: password
`,
  check: ({ pod }, tell) => {
    for (const container of pod?.containers ?? []) {
      itemsOf(container.node, 'env').forEach((item, index) => {
        const from = givenField(item, 'valueFrom');
        if (from === undefined || mapOf(from.value) === undefined) return;
        const path = [...containerPath(pod as NonNullable<typeof pod>, container), 'env', index, 'valueFrom'];
        const sources = SOURCES.flatMap((one) => givenField(from.value, one) ?? []);
        const second = sources.sort((a, b) => a.value.start - b.value.start)[1];
        if (sources.length === 0) {
          const message = 'must specify one of: fieldRef, resourceFieldRef, configMapKeyRef or secretKeyRef';
          tell({ path, at: from, isKey: true, message });
        } else if ((textOf(item, 'value') ?? '') !== '') {
          tell({ path, at: from, isKey: true, message: 'may not be specified when value is not empty' });
        } else if (second !== undefined) {
          tell({ path, at: second, isKey: true, message: 'may not have more than one field specified at a time' });
        }
      });
    }
  },
};

const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];

export const images: Check = {
  code: 'manifest-image',
  severity: 'error',
  title: 'A container without an image',
  why: "Kubernetes' schema calls the field optional, and the API server refuses a container without it: `Required value`.",
  bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: ""\n',
  good: POD,
  check: ({ pod }, tell) => {
    for (const container of pod?.containers ?? []) {
      const field = givenField(container.node, 'image');
      // A value of another type is the schema's affair.
      if (field !== undefined && textOf(container.node, 'image') !== '') continue;
      const at = field ?? givenField(container.node, 'name') ?? { key: undefined, value: container.node };
      const path = [...containerPath(pod as NonNullable<typeof pod>, container), 'image'];
      tell({ path, at, isKey: true, message: 'required value: the image' });
    }
  },
};

function mapOf(node: YamlNode): YamlNode | undefined {
  const target = node.kind === 'alias' ? node.target : node;
  return target?.kind === 'map' ? target : undefined;
}
