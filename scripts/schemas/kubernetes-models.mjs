// Kubernetes' types as kubernetes-models names them: full names, groups, kinds, and which fields are references.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readDeclaration } from './declarations.mjs';
import { MODELS, packageFolder } from './packages.mjs';

/**
 * @typedef {object} Model
 * @property {string} name the name that OpenAPI has for it: `io.k8s.api.apps.v1.Deployment`
 * @property {string} group empty for the core group
 * @property {string} version
 * @property {string} kind its own name, whether or not it is an object of a kind
 * @property {boolean} isKind it has apiVersion and kind of its own
 * @property {import('./declarations.mjs').Declaration} declaration with references by full names
 */

/** Folders of one version that are not called by their group. */
export const MACHINERY = 'io.k8s.apimachinery.pkg';
const LONG_GROUPS = new Map([
  ['apiextensions.k8s.io', 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions'],
  ['apiregistration.k8s.io', 'io.k8s.kube-aggregator.pkg.apis.apiregistration'],
  ['internal.apiserver.k8s.io', 'io.k8s.api.apiserverinternal'],
]);

/**
 * All types, by full name.
 * @returns {Map<string, Model>}
 */
export function readModels() {
  const models = MODELS.flatMap((name) => modelsBelow(packageFolder(name), ''));
  const names = new Map(models.map(({ name }) => [aliasOf(name), name]));
  for (const model of models) {
    const own = new Map([
      [`I${model.kind}`, model.name],
      [model.kind, model.name],
    ]);
    qualify(model.declaration.schema, (name) => own.get(name) ?? names.get(name) ?? names.get(name.slice(1)));
    for (const property of model.declaration.properties ?? []) {
      qualify(property.schema, (name) => own.get(name) ?? names.get(name) ?? names.get(name.slice(1)));
    }
  }
  return new Map(models.map((model) => [model.name, model]));
}

function modelsBelow(folder, path) {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const at = path === '' ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === '_schemas' ? [] : modelsBelow(folder, at);
    if (!entry.name.endsWith('.d.ts') || entry.name === 'index.d.ts' || path === '') return [];
    const kind = entry.name.slice(0, -'.d.ts'.length);
    const declaration = readDeclaration(join(folder, at));
    if (declaration === undefined) return [];
    return [
      { ...placeOf(path, kind, existsSync(join(folder, 'apis'))), kind, isKind: declaration.isTyped, declaration },
    ];
  });
}

/** The full name of a type by its folder in the packages. */
export function placeOf(path, kind, isMachinery) {
  const parts = path.split('/');
  const version = parts.at(-1);
  if (isMachinery) {
    const dots = path.replaceAll('/', '.');
    return { name: `${MACHINERY}.${dots}.${kind}`, group: '', version };
  }
  const group = parts.length === 1 ? '' : parts[0];
  return { name: `${prefixOf(group)}.${version}.${kind}`, group, version };
}

/** What the full names of a group's types begin with. */
export function prefixOf(group) {
  return LONG_GROUPS.get(group) ?? `io.k8s.api.${group === '' ? 'core' : group.split('.')[0]}`;
}

/** `io.k8s.api.core.v1.Container` as the packages' own names have it: `IoK8sApiCoreV1Container`. */
function aliasOf(name) {
  return name.replace(/(^|[.-])([a-z])/g, (_, __, letter) => letter.toUpperCase()).replaceAll('.', '');
}

/** Gives references full names, in place. */
export function qualify(schema, nameOf) {
  if (typeof schema.$ref === 'string') {
    const name = nameOf(schema.$ref);
    if (name === undefined) throw new Error(`nothing is called ${schema.$ref}`);
    schema.$ref = name;
  }
  for (const key of ['items', 'additionalProperties']) if (isTable(schema[key])) qualify(schema[key], nameOf);
  for (const each of Object.values(schema.properties ?? {})) qualify(each, nameOf);
}

function isTable(value) {
  return typeof value === 'object' && value !== null;
}
