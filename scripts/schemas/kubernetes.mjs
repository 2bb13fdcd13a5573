// Definitions of one Kubernetes version: client-node's fields under OpenAPI's names, with what kubernetes-models knows of references.

import { BY_HAND, FIELDS_BY_HAND, INT_OR_STRING, LIST, LIST_SCHEMA, MICRO_TIME, TIME } from './by-hand.mjs';
import { readClientGroups, readClientTypes } from './client-node.mjs';
import { MACHINERY, prefixOf } from './kubernetes-models.mjs';

/**
 * @typedef {{ group: string, version: string, kind: string }} Gvk
 * @typedef {{ schemas: Map<string, import('./declarations.mjs').Schema>, kinds: { gvk: Gvk, name: string }[] }} Definitions
 */

/**
 * @param {{ version: string, folder: string, models: string }} release
 * @param {Map<string, import('./kubernetes-models.mjs').Model>} models
 * @param {Map<string, import('./declarations.mjs').Schema> | undefined} newer the next version's, for formats
 * @returns {Definitions}
 */
export function readKubernetes(release, models, newer) {
  const types = readClientTypes(release);
  const groups = readClientGroups(release);
  const names = namesOf(types, groups, models);
  const hints = hintsOf(models);
  const schemas = new Map(Object.entries(BY_HAND));
  for (const type of types) {
    const name = names.get(type.name);
    if (!schemas.has(name)) schemas.set(name, definitionOf(type, name, { names, models, hints, newer }));
  }
  schemas.set(LIST, LIST_SCHEMA);
  return { schemas, kinds: kindsOf(types, groups, names, models) };
}

function capital(text) {
  return text === '' ? '' : text[0].toUpperCase() + text.slice(1);
}

/** OpenAPI's name of each type: as kubernetes-models has it, else by the group whose requests lead to it. */
function namesOf(types, groups, models) {
  const known = new Map(groups.map(({ group, version }) => [`${prefixOf(group)}.${version}`, true]));
  const out = new Map();
  for (const { name, kind, version } of models.values()) {
    const place = name.slice(0, -kind.length - 1);
    if (!place.startsWith(MACHINERY) && !known.has(place)) continue;
    const short = place.split('.').at(-2);
    out.set(`${capital(short)}${capital(version)}${kind}`, name);
    // Names that two groups have stand with their group only.
    const plain = `${capital(version)}${kind}`;
    out.set(plain, out.has(plain) ? undefined : name);
  }
  const byName = new Map(types.map((type) => [type.name, type]));
  for (const { group, version, types: roots } of groups) {
    for (const root of roots) nameFrom(root, `${prefixOf(group)}.${version}`, capital(version), byName, out);
  }
  for (const { name } of types) {
    if (out.get(name) === undefined) throw new Error(`no group is known of ${name}`);
  }
  return out;
}

/** Names what a type leads to, as far as it is of the same version; what is left of v1 belongs to all groups. */
function nameFrom(name, place, version, byName, out) {
  const type = byName.get(name);
  if (type === undefined || out.get(name) !== undefined) return;
  if (name.startsWith(version) && !/^[a-z]/.test(name.slice(version.length)))
    out.set(name, `${place}.${name.slice(version.length)}`);
  else if (/^V1[A-Z]/.test(name)) out.set(name, `${MACHINERY}.apis.meta.v1.${name.slice(2)}`);
  else return;
  for (const field of type.fields) nameFrom(innermost(field.type), place, version, byName, out);
}

function innermost(type) {
  const inner = /^Array<(.*)>$/.exec(type)?.[1] ?? /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  return inner === undefined ? type : innermost(inner);
}

/** Fields that are references, by type and field without the version: what v1 says of them holds in v1beta1, too. */
function hintsOf(models) {
  const out = new Map();
  for (const { group, kind, declaration } of models.values()) {
    for (const property of declaration.properties ?? []) out.set(`${group}.${kind}.${property.name}`, property);
  }
  return out;
}

function definitionOf(type, name, { names, models, hints, newer }) {
  const model = models.get(name);
  const declared = new Map((model?.declaration.properties ?? []).map((property) => [property.name, property]));
  const kind = name.slice(name.lastIndexOf('.') + 1);
  const group = model?.group ?? [...models.values()].find((one) => one.name.startsWith(groupOf(name)))?.group;
  const properties = {};
  for (const field of type.fields) {
    const place = `${name}#${field.name}`;
    const same = declared.get(field.name) ?? hints.get(`${group}.${kind}.${field.name}`);
    const hint = FIELDS_BY_HAND[place] ?? same?.schema;
    const schema = withFormat(refine(schemaOf(field, names), hint), newer?.get(name)?.properties?.[field.name]);
    const description = descriptionOf(field.description, same?.description);
    properties[field.name] = description === undefined ? schema : { ...schema, description };
  }
  const required = type.fields.filter(({ isRequired }) => isRequired).map(({ name: field }) => field);
  const description = descriptionOf(type.description, model?.declaration.description);
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    ...(type.fields.length === 0 ? {} : { properties }),
    ...(required.length === 0 ? {} : { required }),
  };
}

/** `io.k8s.api.resource.` of `io.k8s.api.resource.v1beta1.Device`. */
function groupOf(name) {
  return `${name.split('.').slice(0, -2).join('.')}.`;
}

/** The text of this release; where the other has the same words it also has their paragraphs. */
function descriptionOf(own, other) {
  if (own === undefined) return other;
  return other !== undefined && words(own) === words(other) ? other : own;
}

function words(text) {
  return text.replace(/\s+/g, ' ').trim();
}

const SCALARS = new Map([
  ['string', { type: 'string' }],
  ['boolean', { type: 'boolean' }],
  ['any', { preservesUnknown: true }],
  ['object', { preservesUnknown: true }],
  ['Date', { $ref: TIME }],
  ['V1MicroTime', { $ref: MICRO_TIME }],
  ['IntOrString', { $ref: INT_OR_STRING }],
]);

function schemaOf({ type, format }, names) {
  const items = /^Array<(.*)>$/.exec(type)?.[1];
  if (items !== undefined) return { type: 'array', items: schemaOf({ type: items, format }, names) };
  const values = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (values !== undefined) return { type: 'object', additionalProperties: schemaOf({ type: values, format }, names) };
  if (type === 'number') return numberOf(format);
  const scalar = SCALARS.get(type);
  if (scalar !== undefined) return type === 'string' && format !== '' ? { ...scalar, format } : { ...scalar };
  const name = names.get(type);
  if (name === undefined) throw new Error(`nothing is called ${type}`);
  return { $ref: name };
}

/** A release without formats (1.30) has those of the next one; a number that is in no other stays a number. */
function withFormat(schema, newer) {
  if (newer === undefined) return schema;
  const isNumber = schema.type === 'number' && (newer.type === 'integer' || newer.type === 'number');
  const isText = schema.type === 'string' && newer.type === 'string';
  if (schema.format === undefined && (isNumber || isText)) {
    return { ...schema, type: newer.type, ...(newer.format === undefined ? {} : { format: newer.format }) };
  }
  for (const key of ['items', 'additionalProperties']) {
    if (typeof schema[key] === 'object' && typeof newer[key] === 'object')
      schema[key] = withFormat(schema[key], newer[key]);
  }
  return schema;
}

function numberOf(format) {
  if (format.startsWith('int')) return { type: 'integer', format };
  return format === '' ? { type: 'number' } : { type: 'number', format };
}

/** What kubernetes-models knows to be a reference to a scalar or to a free-form type. */
function refine(schema, hint) {
  if (hint === undefined) return schema;
  if (typeof hint.$ref === 'string')
    return hint.$ref in BY_HAND && schema.$ref === undefined ? { $ref: hint.$ref } : schema;
  for (const key of ['items', 'additionalProperties']) {
    if (typeof schema[key] === 'object' && typeof hint[key] === 'object') schema[key] = refine(schema[key], hint[key]);
  }
  return schema;
}

/** Objects of a kind: those that requests name and that have apiVersion and kind of their own. */
function kindsOf(types, groups, names, models) {
  const out = new Map([[LIST, { gvk: { group: '', version: 'v1', kind: 'List' }, name: LIST }]]);
  const byName = new Map(types.map((type) => [names.get(type.name), type]));
  const places = new Map(groups.map(({ group, version }) => [`${prefixOf(group)}.${version}`, { group, version }]));
  for (const [name, type] of byName) {
    const at = name.lastIndexOf('.');
    const place = places.get(name.slice(0, at));
    const isTyped = ['apiVersion', 'kind', 'metadata'].every((key) => type.fields.some((field) => field.name === key));
    const isKind = models.get(name)?.isKind ?? isTyped;
    if (place !== undefined && isKind) out.set(name, { gvk: { ...place, kind: name.slice(at + 1) }, name });
  }
  return [...out.values()];
}
