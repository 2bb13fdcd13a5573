// What a Service's type asks for and forbids.

import { type Field, givenField, itemsOf, numberOf, textOf } from '../validate-read.ts';
import { shown } from '../validate-scalar.ts';
import type { Check, Tell } from './check.ts';
import type { Manifest } from './manifest.ts';
import { nameProblem } from './syntax.ts';

export const services: Check = {
  code: 'manifest-service',
  severity: 'error',
  title: 'A Service that its type does not allow',
  why: `A Service of type ExternalName has an \`externalName\`; any other has ports, unless it is headless (\`clusterIP:
None\`). Of several ports each has a name. Node ports, \`externalTrafficPolicy\`, \`allocateLoadBalancerNodePorts\` and
\`loadBalancerSourceRanges\` belong to the types that open ports to the outside.`,
  bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  type: ExternalName\n',
  good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  type: ExternalName\n  externalName: db.example.com\n',
  check: (manifest, tell) => {
    const { gvk, spec } = manifest;
    if (gvk.group !== '' || gvk.kind !== 'Service' || spec?.kind !== 'map') return;
    const field = givenField(spec, 'type');
    const given = textOf(spec, 'type');
    if (field !== undefined && given === undefined) return;
    const type = given === undefined || given === '' ? 'ClusterIP' : given;
    checkPorts(manifest, type, tell);
    checkType(manifest, type, tell);
    if (type === 'ExternalName') checkExternalName(manifest, tell);
  },
};

function checkExternalName({ root, spec }: Manifest, tell: Tell): void {
  const field = givenField(spec, 'externalName');
  const name = field === undefined ? '' : textOf(spec, 'externalName');
  if (name === undefined) return;
  const path = ['spec', 'externalName'];
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  const at = field ?? givenField(spec, 'type') ?? (givenField(root, 'spec') as Field);
  const problem =
    bare === '' ? 'required value: a Service of type ExternalName has one' : nameProblem(bare, 'subdomain');
  if (problem !== undefined) tell({ path, at, message: bare === '' ? problem : `${shown(name)}: ${problem}` });
}

function checkPorts({ root, spec }: Manifest, type: string, tell: Tell): void {
  const field = givenField(spec, 'ports');
  const ports = itemsOf(spec, 'ports');
  if (field !== undefined && ports.length === 0 && !isEmptyList(field)) return;
  const isHeadless = textOf(spec, 'clusterIP') === 'None' || isHeadlessByList(spec);
  if (ports.length === 0 && !isHeadless && type !== 'ExternalName') {
    const at = field ?? (givenField(root, 'spec') as Field);
    tell({ path: ['spec', 'ports'], at, isKey: true, message: 'required value: at least one port' });
  }
  ports.forEach((port, index) => {
    const path = ['spec', 'ports', index];
    const own = givenField(port, 'port') ?? { key: undefined, value: port };
    const name = givenField(port, 'name');
    if (ports.length > 1 && (name === undefined || textOf(port, 'name') === ''))
      tell({
        path: [...path, 'name'],
        at: name ?? own,
        isKey: true,
        message: 'required value: of several ports each has a name',
      });
    const nodePort = givenField(port, 'nodePort');
    if (type === 'ClusterIP' && nodePort !== undefined && (numberOf(port, 'nodePort') ?? 0) !== 0) {
      tell({
        path: [...path, 'nodePort'],
        at: nodePort,
        isKey: true,
        message: "may not be used when type is 'ClusterIP'",
      });
    }
  });
}

function isEmptyList({ value }: Field): boolean {
  return value.kind === 'list' && value.items.length === 0;
}

function isHeadlessByList(spec: Manifest['spec']): boolean {
  const [first] = itemsOf(spec, 'clusterIPs');
  return first?.kind === 'scalar' && first.text === 'None';
}

function checkType({ spec }: Manifest, type: string, tell: Tell): void {
  const only = (name: string, wanted: string, isGiven: boolean) => {
    const at = givenField(spec, name);
    if (at === undefined || !isGiven) return;
    tell({ path: ['spec', name], at, isKey: true, message: wanted });
  };
  if (type !== 'LoadBalancer') {
    const message = "may only be used when type is 'LoadBalancer'";
    only('loadBalancerSourceRanges', message, itemsOf(spec, 'loadBalancerSourceRanges').length > 0);
    only('allocateLoadBalancerNodePorts', message, true);
  }
  const isOpen = type !== 'ClusterIP' && type !== 'ExternalName';
  if (!isOpen && (type === 'ExternalName' || itemsOf(spec, 'externalIPs').length === 0)) {
    const isGiven = (textOf(spec, 'externalTrafficPolicy') ?? '') !== '';
    only('externalTrafficPolicy', 'may only be set for externally-accessible services', isGiven);
  }
}
