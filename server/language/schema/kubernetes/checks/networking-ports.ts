// The ports that Ingresses and NetworkPolicies name.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { type Field, givenField, givenValue, itemsOf, numberOf, textOf } from '../validate-read.ts';
import type { Tell } from './check.ts';
import type { Manifest, Path } from './manifest.ts';
import { name, number } from './port-fields.ts';

export function checkNetworking(manifest: Manifest, tell: Tell): void {
  if (manifest.gvk.kind === 'Ingress') checkIngress(manifest, tell);
  else if (manifest.gvk.kind === 'NetworkPolicy') checkPolicy(manifest, tell);
}

function checkIngress({ spec }: Manifest, tell: Tell): void {
  checkBackend(givenField(spec, 'defaultBackend'), () => ['spec', 'defaultBackend'], tell);
  itemsOf(spec, 'rules').forEach((rule, i) => {
    itemsOf(givenValue(rule, 'http'), 'paths').forEach((path, j) => {
      const at = () => ['spec', 'rules', i, 'http', 'paths', j, 'backend'];
      checkBackend(givenField(path, 'backend'), at, tell);
    });
  });
}

function checkBackend(backend: Field | undefined, path: () => Path, tell: Tell): void {
  if (backend === undefined || asMap(backend.value) === undefined) return;
  const service = givenField(backend.value, 'service');
  const resource = givenField(backend.value, 'resource');
  if (resource !== undefined) {
    const message = 'cannot set both resource and service backends';
    if (service !== undefined) tell({ path: path(), at: backend, isKey: true, message });
    return;
  }
  if (service === undefined) {
    tell({ path: path(), at: backend, isKey: true, message: 'resource or service backend is required' });
    return;
  }
  if (asMap(service.value) === undefined) return;
  const at = () => [...path(), 'service', 'port'];
  const field = givenField(service.value, 'port');
  const port = field && asMap(field.value);
  if (field !== undefined && port === undefined) return;
  const byNumber = (numberOf(port, 'number') ?? 0) !== 0;
  const byName = (textOf(port, 'name') ?? '') !== '';
  if (byNumber && byName) {
    tell({ path: at(), at: field ?? service, isKey: true, message: 'cannot set both port name & port number' });
  } else if (byNumber) number(port, 'number', at, tell);
  else if (byName) name(port, 'name', at, tell);
  else if (givenField(port, 'number') === undefined || numberOf(port, 'number') === 0) {
    // A name or number of another type is the schema's affair.
    if (givenField(port, 'name') !== undefined && textOf(port, 'name') === undefined) return;
    tell({ path: at(), at: field ?? service, isKey: true, message: 'port name or number is required' });
  }
}

function checkPolicy({ spec }: Manifest, tell: Tell): void {
  for (const way of ['ingress', 'egress']) {
    itemsOf(spec, way).forEach((rule, i) => {
      itemsOf(rule, 'ports').forEach((port, j) => {
        const path = () => ['spec', way, i, 'ports', j];
        number(port, 'port', path, tell);
        name(port, 'port', path, tell, true);
        if (givenField(port, 'port') !== undefined) number(port, 'endPort', path, tell);
        const [first, last] = [numberOf(port, 'port'), numberOf(port, 'endPort')];
        const at = givenField(port, 'endPort');
        if (first !== undefined && last !== undefined && at !== undefined && last < first)
          tell({ path: [...path(), 'endPort'], at, message: 'must be greater than or equal to port' });
      });
    });
  }
}

function asMap(node: YamlNode): YamlNode | undefined {
  const target = node.kind === 'alias' ? node.target : node;
  return target?.kind === 'map' ? target : undefined;
}
