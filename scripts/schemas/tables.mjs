// Our own tables, laid over Kubernetes' definitions: enums, keys of lists, defaults; lives of APIs; and the open schemas of kinds without a package.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './packages.mjs';

const FOLDER = join(root, 'schemas');

function table(name) {
  return JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
}

/**
 * Writes what the tables say into definitions of one version. A type or field that this version lacks is passed over.
 * @param {Map<string, import('./declarations.mjs').Schema>} schemas
 * @returns {Set<string>} the entries that found their field
 */
export function applyTables(schemas) {
  const used = new Set();
  const { closed, open } = table('enums.json');
  const each = (entries, write) => {
    for (const [place, value] of Object.entries(entries)) {
      const field = fieldAt(schemas, place);
      if (field === undefined) continue;
      write(field, value);
      used.add(place);
    }
  };
  each(closed, (field, values) => Object.assign(field.items ?? field, { enum: values }));
  each(open, (field, values) => Object.assign(field.items ?? field, { openEnum: values }));
  each(table('list-keys.json'), (field, keys) => Object.assign(field, { listType: 'map', listKeys: keys }));
  each(table('defaults.json'), (field, value) => Object.assign(field, { default: value }));
  return used;
}

/** All places that the tables name. */
export function tablePlaces() {
  const { closed, open } = table('enums.json');
  return [closed, open, table('list-keys.json'), table('defaults.json')].flatMap((entries) => Object.keys(entries));
}

/** `io.k8s.api.core.v1.Container#ports` */
function fieldAt(schemas, place) {
  const [name, field] = place.split('#');
  return schemas.get(name)?.properties?.[field];
}

/** Since when an API is there, by `apps/v1 Deployment`. */
export function introduced() {
  return table('api-introduced.json');
}

/** The files that `readLives` reads: what the checks tell of APIs is what the pool goes by. */
export const LIVES = ['deprecated-apis.ts', 'lifecycle.ts'].map((name) =>
  join(root, 'server', 'language', 'schema', 'kubernetes', name),
);

/**
 * The first Kubernetes without an API; undefined while it is there.
 * @returns {Promise<(gvk: { group: string, version: string, kind: string }) => string | undefined>}
 */
export async function readLives() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [LIVES[1]],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  const { lifecycleOf } = await import(`data:text/javascript;base64,${code}`);
  return (gvk) => lifecycleOf(gvk)?.removed;
}

/**
 * Open schemas, as definitions of a source called `open`: objects may have fields that nobody names.
 * @returns {{ schemas: Map<string, object>, kinds: { gvk: { group: string, version: string, kind: string }, name: string }[] }}
 */
export function readOpenSchemas() {
  const schemas = new Map();
  const kinds = [];
  for (const file of readdirSync(join(FOLDER, 'open')).sort()) {
    const { group, versions, kind, schema } = table(join('open', file));
    const name = `open/${kind}`;
    const metadata = { $ref: 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' };
    const common = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata };
    schemas.set(name, opened({ ...schema, properties: { ...common, ...schema.properties } }));
    for (const version of versions) kinds.push({ gvk: { group, version, kind }, name });
  }
  return { schemas, kinds };
}

function opened(schema) {
  const out = { ...schema };
  if (schema.items) out.items = opened(schema.items);
  if (typeof schema.additionalProperties === 'object') out.additionalProperties = opened(schema.additionalProperties);
  if (schema.properties) {
    out.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, opened(one)]));
    out.preservesUnknown = true;
  }
  return out;
}
