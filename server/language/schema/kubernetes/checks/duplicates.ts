// Items of Kubernetes' own lists that must differ, and those that only should: ports and variables that are there twice.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { type Field, givenField, itemsOf, numberOf, textOf } from '../validate-read.ts';
import { shown } from '../validate-scalar.ts';
import type { Check, Tell } from './check.ts';
import { type ContainerPlace, containerPath, fieldOrItem, type Manifest, type Path } from './manifest.ts';
import { POD } from './samples.ts';

export const duplicateNames: Check = {
  code: 'manifest-duplicate-name',
  severity: 'error',
  title: 'Two of a name, or of a port',
  why: `The API server answers \`Duplicate value\`: containers of a pod, init containers among them, its volumes, the names
of a container's ports, host ports, the names and ports of a service, and its node ports must differ. A container's port
that is listed twice with one protocol it takes with a warning; applied later, one of the two is lost.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: web
      image: busybox
  containers:
    - name: web
      image: nginx
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: init
      image: busybox
  containers:
    - name: web
      image: nginx
`,
  check: (manifest, tell) => {
    checkPod(manifest, tell);
    if (manifest.gvk.group === '' && manifest.gvk.kind === 'Service') checkService(manifest, tell);
  },
};

export const duplicateEnv: Check = {
  code: 'manifest-duplicate-env',
  severity: 'warning',
  title: 'A variable that is set twice',
  why: `The API server takes it and the last one counts, but \`kubectl apply\` and Helm's upgrades tell items of this list
apart by name: an upgrade may lose or mix them.`,
  bad: `${POD}      env:
        - name: LEVEL
          value: info
        - name: LEVEL
          value: debug
`,
  good: `${POD}      env:
        - name: LEVEL
          value: debug
`,
  check: ({ pod }, tell) => {
    for (const container of pod?.containers ?? []) {
      const seen = new Set<string>();
      itemsOf(container.node, 'env').forEach((item, index) => {
        const path = () => [...containerPath(pod as NonNullable<typeof pod>, container), 'env', index, 'name'];
        const message = (name: string) => `variable ${name} is already set: only the last one counts`;
        once(seen, textOf(item, 'name'), givenField(item, 'name'), path, tell, message);
      });
    }
  },
};

function checkPod({ pod, gvk, spec }: Manifest, tell: Tell): void {
  if (pod === undefined) return;
  const names = new Set<string>();
  // Kubernetes tells init containers that are named as a container; which comes first in the text does not count.
  for (const list of ['containers', 'initContainers', 'ephemeralContainers'] as const) {
    for (const container of pod.containers) {
      if (container.list !== list) continue;
      const { node, index } = container;
      once(names, textOf(node, 'name'), givenField(node, 'name'), () => [...pod.path, list, index, 'name'], tell);
      checkPorts(container, () => containerPath(pod, container), tell);
    }
  }
  checkHostPorts(pod.containers, pod.path, tell);
  const claims = gvk.kind === 'StatefulSet' ? itemsOf(spec, 'volumeClaimTemplates') : [];
  const claimed = new Set(claims.map((claim) => textOf(givenField(claim, 'metadata')?.value, 'name')));
  const volumes = new Set<string>();
  itemsOf(pod.spec, 'volumes').forEach((volume, index) => {
    const name = textOf(volume, 'name');
    // A claim template takes the place of the volumes of its name.
    if (claimed.has(name)) return;
    once(volumes, name, givenField(volume, 'name'), () => [...pod.path, 'volumes', index, 'name'], tell);
  });
}

function checkPorts({ node }: ContainerPlace, path: () => Path, tell: Tell): void {
  const names = new Set<string>();
  const numbers = new Set<string>();
  itemsOf(node, 'ports').forEach((port, index) => {
    once(names, textOf(port, 'name'), givenField(port, 'name'), () => [...path(), 'ports', index, 'name'], tell);
    const number = numberOf(port, 'containerPort');
    if (number === undefined) return;
    const key = `${protocolOf(port)} ${numberOf(port, 'hostPort') ?? ''} ${number}`;
    const at = fieldOrItem(port, 'containerPort');
    if (numbers.has(key)) {
      const message = `port ${number}/${protocolOf(port)} is already listed`;
      tell({ path: [...path(), 'ports', index, 'containerPort'], at, message, severity: 'warning' });
    }
    numbers.add(key);
  });
}

/** Containers run side by side, init containers one after the other. */
function checkHostPorts(containers: readonly ContainerPlace[], path: Path, tell: Tell): void {
  const together = new Set<string>();
  for (const { node, list, index } of containers) {
    const seen = list === 'containers' ? together : new Set<string>();
    itemsOf(node, 'ports').forEach((port, at) => {
      const number = numberOf(port, 'hostPort') ?? 0;
      const key = number === 0 ? undefined : `${protocolOf(port)}/${textOf(port, 'hostIP') ?? ''}/${number}`;
      once(seen, key, givenField(port, 'hostPort'), () => [...path, list, index, 'ports', at, 'hostPort'], tell);
    });
  }
}

function checkService({ spec }: Manifest, tell: Tell): void {
  const names = new Set<string>();
  const ports = new Set<string>();
  const nodePorts = new Set<string>();
  itemsOf(spec, 'ports').forEach((port, index) => {
    const path = (name: string) => () => ['spec', 'ports', index, name];
    const keyOf = (name: string) => {
      const number = numberOf(port, name) ?? 0;
      return number === 0 ? undefined : `${number}/${protocolOf(port)}`;
    };
    once(names, textOf(port, 'name') || undefined, givenField(port, 'name'), path('name'), tell);
    once(ports, keyOf('port'), givenField(port, 'port'), path('port'), tell);
    once(nodePorts, keyOf('nodePort'), givenField(port, 'nodePort'), path('nodePort'), tell);
  });
}

function protocolOf(port: YamlNode): string {
  return textOf(port, 'protocol') || 'TCP';
}

function once(
  seen: Set<string>,
  key: string | undefined,
  at: Field | undefined,
  path: () => Path,
  tell: Tell,
  message: (text: string) => string = (text) => `duplicate value ${shown(text)}`,
): void {
  if (key === undefined || at === undefined) return;
  if (seen.has(key)) tell({ path: path(), at, message: message(key) });
  seen.add(key);
}
