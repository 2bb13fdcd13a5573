// All that the pool holds, read from the packages: Kubernetes in its versions.

import { readKubernetes } from './kubernetes.mjs';
import { readModels } from './kubernetes-models.mjs';
import { KUBERNETES } from './packages.mjs';
import { encodePool } from './pool.mjs';

/** The bytes of the pool. */
export function makePool() {
  const models = readModels();
  const versions = KUBERNETES.map(({ version }) => version);
  const sources = [{ kind: 'kubernetes', name: 'kubernetes' }];
  const definitions = new Map();
  const kinds = new Map();
  let newer;
  for (const [index, release] of KUBERNETES.entries()) {
    const read = readKubernetes(release, models, newer);
    newer = read.schemas;
    for (const [name, schema] of read.schemas) addVariant(definitions, name, 1 << index, schema);
    for (const { gvk, name } of read.kinds) {
      const key = `${gvk.group}/${gvk.version}/${gvk.kind}`;
      if (!kinds.has(key)) kinds.set(key, [gvk.group, gvk.version, gvk.kind, name, 0, 0]);
      kinds.get(key)[4] |= 1 << index;
    }
  }
  return encodePool({ versions, sources, definitions, kinds: [...kinds.keys()].sort().map((key) => kinds.get(key)) });
}

/** Equal definitions of several versions are one. */
function addVariant(definitions, name, bit, schema) {
  const text = JSON.stringify(schema);
  if (!definitions.has(name)) definitions.set(name, []);
  const same = definitions.get(name).find(([, other]) => JSON.stringify(other) === text);
  if (same === undefined) definitions.get(name).push([bit, schema]);
  else same[0] |= bit;
}
