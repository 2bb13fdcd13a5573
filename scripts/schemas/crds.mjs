// CRDs of the @kubernetes-models packages: each type by package and path, references to Kubernetes' own types by their names.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { BY_HAND as SCALARS } from './by-hand.mjs';
import { readDeclarations } from './declarations.mjs';
import { placeOf, qualify } from './kubernetes-models.mjs';
import { LOOSE, OPTIONAL, packageFolder, REQUIRED_HOLDS } from './packages.mjs';

/**
 * @typedef {{ group: string, version: string, kind: string }} Gvk
 */

/** What the names of copies without required fields begin with: Knative's containers need no name. */
export const RELAXED = 'relaxed/';

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const ARGO = 'argo-workflows/argoproj.io/v1alpha1';

/** Types that are written in Go as something else than they are in YAML. */
const BY_HAND = {
  [`${ARGO}/ParallelSteps`]: { type: 'array', items: { $ref: `${ARGO}/WorkflowStep` } },
  [`${ARGO}/AnyString`]: { preservesUnknown: true },
  [`${ARGO}/Amount`]: { preservesUnknown: true },
  'kyverno/json.kyverno.io/v1alpha1/Any': { preservesUnknown: true },
};

/**
 * @param {string} name the package's, below @kubernetes-models
 * @returns {{ schemas: Map<string, import('./declarations.mjs').Schema>, kinds: { gvk: Gvk, name: string }[] }}
 */
export function readCrds(name) {
  const folder = packageFolder(`@kubernetes-models/${name}`);
  const schemas = new Map();
  const kinds = [];
  for (const path of typesBelow(folder, '')) {
    const at = `${name}/${path}`;
    const schema = BY_HAND[at] ?? typeAt(folder, name, path);
    const gvk = gvkAt(folder, path);
    if (schema !== undefined && !REQUIRED_HOLDS.has(name)) relax(schema);
    if (schema !== undefined) soften(schema, posix.basename(path), OPTIONAL[name] ?? [], LOOSE[name] ?? []);
    if (schema !== undefined) schemas.set(at, gvk === undefined ? schema : asObject(schema));
    if (schema !== undefined && gvk !== undefined) kinds.push({ gvk, name: at });
  }
  return { schemas, kinds };
}

/** Paths of types without the ending: `cert-manager.io/v1/Certificate`. */
function typesBelow(folder, path) {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const at = path === '' ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory())
      return entry.name === '_schemas' || entry.name === 'node_modules' ? [] : typesBelow(folder, at);
    const isType = path !== '' && entry.name.endsWith('.d.ts') && entry.name !== 'index.d.ts';
    return isType ? [at.slice(0, -'.d.ts'.length)] : [];
  });
}

/** The interface of the file, with references by full names. */
function typeAt(folder, name, path) {
  const file = join(folder, `${path}.d.ts`);
  const [declaration, ...others] = readDeclarations(file);
  if (declaration === undefined) return undefined;
  inherit(declaration.schema, others[0]);
  const imports = importsOf(readFileSync(file, 'utf8'), name, path);
  const { schema, description } = declaration;
  qualify(schema, (one) => (one === declaration.name ? `${name}/${path}` : imports.get(one)));
  return description === undefined ? schema : { ...schema, description };
}

/** A schema without required fields; it names Kubernetes' types in their copies without any. In place. */
export function relax(schema) {
  delete schema.required;
  if (schema.$ref?.startsWith('io.k8s.') && !(schema.$ref in SCALARS)) schema.$ref = `${RELAXED}${schema.$ref}`;
  const parts = [
    schema.items,
    schema.additionalProperties,
    ...(schema.anyOf ?? []),
    ...Object.values(schema.properties ?? {}),
  ];
  for (const one of parts) if (typeof one === 'object') relax(one);
}

/** Takes back what not every version of the CRD demands of a type. In place. */
function soften(schema, type, optional, loose) {
  const required = schema.required?.filter((field) => !optional.includes(`${type}.${field}`)) ?? [];
  if (required.length > 0) schema.required = required;
  else delete schema.required;
  for (const [field, one] of Object.entries(schema.properties ?? {})) {
    if (!loose.includes(`${type}.${field}`)) continue;
    schema.properties[field] = { ...(one.description && { description: one.description }), preservesUnknown: true };
  }
}

/** What an interface extends stands in its class only, which repeats all members. */
function inherit(schema, repeated) {
  if (repeated?.properties === undefined || schema.type !== 'object') return;
  const own = schema.properties ?? {};
  const more = repeated.properties.filter(({ name }) => own[name] === undefined);
  if (more.length === 0) return;
  const inherited = more.map((one) => [
    one.name,
    one.description ? { ...one.schema, description: one.description } : one.schema,
  ]);
  schema.properties = { ...own, ...Object.fromEntries(inherited) };
  const required = more.filter(({ isOptional }) => !isOptional).map(({ name }) => name);
  if (required.length > 0) schema.required = [...(schema.required ?? []), ...required];
}

function importsOf(text, name, path) {
  const out = new Map();
  for (const [, names, from] of text.matchAll(/^import (?:type )?\{([^}]*)\} from "([^"]+)";/gm)) {
    const target = targetOf(from, name, path);
    for (const one of names.split(','))
      out.set(
        one
          .trim()
          .split(/\s+as\s+/)
          .at(-1),
        target,
      );
  }
  return out;
}

function targetOf(from, name, path) {
  if (from.startsWith('.')) return `${name}/${posix.join(dirname(path), from).replace(/\.js$/, '')}`;
  const [, other, below] = /^@kubernetes-models\/([^/]+)\/(.+)$/.exec(from) ?? [];
  const kubernetes = /^kubernetes-models\/(.+)$/.exec(from)?.[1];
  if (other !== undefined && other !== 'apimachinery') return `${other}/${below}`;
  const place = kubernetes ?? below;
  if (place === undefined) return undefined;
  const slash = place.lastIndexOf('/');
  return placeOf(place.slice(0, slash), place.slice(slash + 1), other === 'apimachinery').name;
}

/** The literals of the class that stands for a kind. */
function gvkAt(folder, path) {
  const text = readFileSync(join(folder, `${path}.js`), 'utf8');
  const [, apiVersion, kind] = /this\.apiVersion="([^"]+)"\}static\{this\.kind="([^"]+)"/.exec(text) ?? [];
  if (apiVersion === undefined || kind === undefined) return undefined;
  const slash = apiVersion.indexOf('/');
  return { group: slash < 0 ? '' : apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1), kind };
}

/** A CRD's root: apiVersion and kind are texts, metadata is ObjectMeta, whatever the package says. */
function asObject(schema) {
  const properties = {
    ...schema.properties,
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
  };
  const isList =
    schema.properties?.items?.type === 'array' && /ListMeta$/.test(schema.properties?.metadata?.$ref ?? '');
  if (!isList) properties.metadata = { $ref: META };
  const required = (schema.required ?? []).filter((key) => !['apiVersion', 'kind', 'metadata'].includes(key));
  const { required: _, ...rest } = schema;
  return { ...rest, properties, ...(required.length === 0 ? {} : { required }) };
}
