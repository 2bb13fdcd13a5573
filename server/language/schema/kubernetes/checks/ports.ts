// Port numbers and names: of containers, probes and services.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { givenField, givenValue, itemsOf, numberOf, textOf } from '../validate-read.ts';
import { shown } from '../validate-scalar.ts';
import type { Check, Tell } from './check.ts';
import { containerPath, type Manifest, type Path } from './manifest.ts';
import { checkNetworking } from './networking-ports.ts';
import { name, number } from './port-fields.ts';
import { nameProblem } from './syntax.ts';

export const ports: Check = {
  code: 'manifest-port',
  severity: 'error',
  title: 'A port that is none',
  why: `Numbers go from 1 to 65535. The name of a container's port has at most 15 lower case letters, digits and single
hyphens, and at least one letter; a text where a number or name may stand is such a name, so that \`targetPort: "8080"\` is
refused. The name of a service's port is a label.`,
  bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
      targetPort: "8080"
`,
  good: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
      targetPort: 8080
`,
  check: (manifest, tell) => {
    checkContainers(manifest, tell);
    if (manifest.gvk.group === '' && manifest.gvk.kind === 'Service') checkService(manifest, tell);
    if (manifest.gvk.group === 'networking.k8s.io') checkNetworking(manifest, tell);
  },
};

function checkContainers({ pod }: Manifest, tell: Tell): void {
  for (const container of pod?.containers ?? []) {
    const base = () => containerPath(pod as NonNullable<typeof pod>, container);
    itemsOf(container.node, 'ports').forEach((port, index) => {
      const path = () => [...base(), 'ports', index];
      number(port, 'containerPort', path, tell);
      if (numberOf(port, 'hostPort') !== 0) number(port, 'hostPort', path, tell);
      name(port, 'name', path, tell);
    });
    for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
      const handler = givenValue(container.node, probe);
      if (handler !== undefined) checkHandler(handler, () => [...base(), probe], tell);
    }
    for (const hook of ['postStart', 'preStop']) {
      const handler = givenValue(givenValue(container.node, 'lifecycle'), hook);
      if (handler !== undefined) checkHandler(handler, () => [...base(), 'lifecycle', hook], tell);
    }
  }
}

function checkHandler(handler: YamlNode, path: () => Path, tell: Tell): void {
  for (const way of ['httpGet', 'tcpSocket', 'grpc']) {
    const action = givenValue(handler, way);
    if (action === undefined) continue;
    number(action, 'port', () => [...path(), way], tell);
    if (way !== 'grpc') name(action, 'port', () => [...path(), way], tell, true);
  }
}

function checkService({ spec }: Manifest, tell: Tell): void {
  itemsOf(spec, 'ports').forEach((port, index) => {
    const path = () => ['spec', 'ports', index];
    number(port, 'port', path, tell);
    // Zero and the empty text stand for "as port".
    if (numberOf(port, 'targetPort') !== 0) number(port, 'targetPort', path, tell);
    name(port, 'targetPort', path, tell, true);
    const label = textOf(port, 'name') ?? '';
    const problem = label === '' ? undefined : nameProblem(label, 'label');
    const at = givenField(port, 'name');
    if (problem !== undefined && at !== undefined)
      tell({ path: [...path(), 'name'], at, message: `${shown(label)}: ${problem}` });
  });
}
