// All that the pool holds, put together: Kubernetes in its versions with our tables, the packages' CRDs, the open schemas.

import { RELAXED, readCrds, relax } from './crds.mjs';
import { readKubernetes } from './kubernetes.mjs';
import { readModels } from './kubernetes-models.mjs';
import { CRDS, KUBERNETES, NEIGHBOURS } from './packages.mjs';
import { encodePool } from './pool.mjs';
import { applyTables, introduced, readLives, readOpenSchemas } from './tables.mjs';

/** The bytes of the pool. */
export async function makePool() {
  const versions = readVersions(await readLives());
  const content = {
    versions: versions.map(({ version }) => version),
    sources: [],
    definitions: new Map(),
    kinds: new Map(),
  };
  content.sources.push({ kind: 'kubernetes', name: 'kubernetes' });
  for (const [index, version] of versions.entries()) addAll(content, version, 1 << index, 0);
  const always = 2 ** versions.length - 1;
  for (const name of CRDS) addAll(content, readCrds(name), always, content.sources.push({ kind: 'bundled', name }) - 1);
  addRelaxed(content, versions[0].schemas, always);
  const open = readOpenSchemas();
  for (const kind of open.kinds) {
    const schemas = new Map([[kind.name, open.schemas.get(kind.name)]]);
    const source = content.sources.findIndex((one) => one.kind === 'open' && one.name === kind.gvk.kind);
    const at = source >= 0 ? source : content.sources.push({ kind: 'open', name: kind.gvk.kind }) - 1;
    addAll(content, { schemas, kinds: [kind] }, always, at);
  }
  for (const variants of content.definitions.values()) {
    for (const [, schema] of variants) loosen(schema, content.definitions);
  }
  const kinds = [...content.kinds.keys()].sort().map((key) => content.kinds.get(key));
  return encodePool({ ...content, kinds });
}

/** Newest first, those of the packages and those between them. */
function readVersions(removedIn) {
  const models = readModels();
  const read = new Map();
  let newer;
  for (const release of KUBERNETES) {
    const definitions = readKubernetes(release, models, newer);
    newer = new Map([...definitions.schemas].map(([name, schema]) => [name, structuredClone(schema)]));
    applyTables(definitions.schemas);
    read.set(release.version, definitions);
  }
  for (const neighbour of NEIGHBOURS) read.set(neighbour.version, between(neighbour, read, removedIn));
  const minor = (version) => Number(version.split('.')[1]);
  return [...read]
    .map(([version, definitions]) => ({ version, ...definitions }))
    .sort((a, b) => minor(b.version) - minor(a.version));
}

/**
 * What a version has that no package was generated from: what the next one has, less kinds known to be younger, and what only
 * the one before has, less kinds known to be gone. Of a kind that nobody knows more of both are there: silence is no falsehood.
 */
function between({ version, later, earlier }, read, removedIn) {
  const since = introduced();
  const next = read.get(later);
  const last = read.get(earlier);
  const isThere = ({ gvk }) => {
    const first = since[`${gvk.group === '' ? '' : `${gvk.group}/`}${gvk.version} ${gvk.kind}`] ?? '1.0';
    return minorOf(first) <= minorOf(version) && minorOf(version) < minorOf(removedIn(gvk) ?? '1.999');
  };
  const known = new Set(next.kinds.map(({ name }) => name));
  const kinds = [...next.kinds, ...last.kinds.filter(({ name }) => !known.has(name))].filter(isThere);
  return { schemas: new Map([...last.schemas, ...next.schemas]), kinds };
}

function minorOf(version) {
  return Number(version.split('.')[1]);
}

/** Copies of the newest Kubernetes' types without required fields, as far as they are named. */
function addRelaxed({ definitions }, newest, mask) {
  const waiting = [...definitions.values()].flatMap((variants) => variants.flatMap(([, schema]) => relaxedIn(schema)));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const schema = newest.get(name.slice(RELAXED.length));
    if (schema === undefined || definitions.has(name)) continue;
    const copy = structuredClone(schema);
    relax(copy);
    addVariant(definitions, name, mask, copy);
    waiting.push(...relaxedIn(copy));
  }
}

function relaxedIn(schema) {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = typeof schema.$ref === 'string' && schema.$ref.startsWith(RELAXED) ? [schema.$ref] : [];
  return [...own, ...Object.values(schema).flatMap(relaxedIn)];
}

function addAll({ definitions, kinds }, read, mask, source) {
  for (const [name, schema] of read.schemas) addVariant(definitions, name, mask, schema);
  for (const { gvk, name } of read.kinds) {
    const key = `${gvk.group}/${gvk.version}/${gvk.kind}`;
    if (!kinds.has(key)) kinds.set(key, [gvk.group, gvk.version, gvk.kind, name, 0, source]);
    kinds.get(key)[4] |= mask;
  }
}

/** A reference to what no package has (a type of a removed API, of Go itself) demands nothing. In place. */
function loosen(schema, definitions) {
  if (typeof schema !== 'object' || schema === null) return;
  if (typeof schema.$ref === 'string' && !definitions.has(schema.$ref)) {
    delete schema.$ref;
    schema.preservesUnknown = true;
  }
  for (const value of Object.values(schema)) loosen(value, definitions);
}

/** Equal definitions of several versions are one. */
function addVariant(definitions, name, mask, schema) {
  const text = JSON.stringify(schema);
  if (!definitions.has(name)) definitions.set(name, []);
  const variants = definitions.get(name);
  const same = variants.find(([, , other]) => other === text);
  if (same === undefined) variants.push([mask, schema, text]);
  else same[0] |= mask;
}
