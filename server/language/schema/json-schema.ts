// JSON schemas as plain data: the schema of Chart.yaml, a chart's values.schema.json, and what they say of one place.

import chartSchema from '../../../schemas/chart.schema.json';
import type { FileText } from '../workspace/snapshot.ts';

/** One schema object; keywords are read as they are met, since users write anything. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** The schema of Chart.yaml. */
export const CHART_SCHEMA: JsonSchema = chartSchema;

const parsed = new WeakMap<FileText, JsonSchema | null>();

/** The schema in a file; undefined when the text is no JSON object. */
export function schemaIn(file: FileText): JsonSchema | undefined {
  let schema = parsed.get(file);
  if (schema === undefined) parsed.set(file, (schema = parseSchema(file.text)));
  return schema ?? undefined;
}

function parseSchema(text: string): JsonSchema | null {
  try {
    return asSchema(JSON.parse(text)) ?? null;
  } catch {
    return null;
  }
}

export function asSchema(value: unknown): JsonSchema | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : undefined;
}

function schemaList(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value.map(asSchema).filter((schema) => schema !== undefined) : [];
}

/** Schemas that lead to each other or nest too deeply end here. */
const MAX_SCHEMAS = 200;

/** The schema and every one that speaks of the same value: references, combinations, conditions. */
export function expand(root: JsonSchema, schema: JsonSchema): JsonSchema[] {
  const out = new Set<JsonSchema>();
  const open = [schema];
  for (let next = open.shift(); next !== undefined && out.size < MAX_SCHEMAS; next = open.shift()) {
    if (out.has(next)) continue;
    out.add(next);
    open.push(...sameValue(root, next));
  }
  return [...out];
}

function sameValue(root: JsonSchema, schema: JsonSchema): JsonSchema[] {
  const target = typeof schema['$ref'] === 'string' ? resolve(root, schema['$ref']) : undefined;
  return [
    ...(target ? [target] : []),
    ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => schemaList(schema[keyword])),
    ...schemaList([schema['then'], schema['else']]),
  ];
}

/** What a reference inside the same document means: a pointer or an anchor. */
function resolve(root: JsonSchema, reference: string): JsonSchema | undefined {
  if (!reference.startsWith('#')) return undefined;
  const fragment = decode(reference.slice(1));
  if (fragment === '') return root;
  if (!fragment.startsWith('/')) return anchored(root, fragment);
  let at: unknown = root;
  for (const token of fragment.slice(1).split('/')) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[token.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return asSchema(at);
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function anchored(root: JsonSchema, name: string): JsonSchema | undefined {
  const definitions = [root['$defs'], root['definitions']].flatMap((table) => Object.values(asSchema(table) ?? {}));
  return schemaList(definitions).find(({ $anchor, $id }) => $anchor === name || $id === `#${name}`);
}

/** The schemas of the value at a path below the root; a number steps into a list. */
export function schemasAt(root: JsonSchema, path: readonly (string | number)[]): JsonSchema[] {
  return path.reduce((schemas, step) => schemasBelow(root, schemas, step), expand(root, root));
}

/** The schemas of a value one step below what `schemas` speak of. */
export function schemasBelow(root: JsonSchema, schemas: readonly JsonSchema[], step: string | number): JsonSchema[] {
  const inner = schemas.flatMap((schema) =>
    typeof step === 'number' ? itemSchemas(schema, step) : propertySchemas(schema, step),
  );
  return [...new Set(inner.flatMap((schema) => expand(root, schema)))].slice(0, MAX_SCHEMAS);
}

function itemSchemas(schema: JsonSchema, index: number): JsonSchema[] {
  const { items, prefixItems, additionalItems } = schema;
  const tuple = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : [];
  const rest = Array.isArray(items) ? additionalItems : items;
  return schemaList([tuple[index] ?? rest]);
}

function propertySchemas(schema: JsonSchema, key: string): JsonSchema[] {
  const own = asSchema(schema['properties']);
  const named = own && Object.hasOwn(own, key) ? [own[key]] : [];
  const matched = Object.entries(asSchema(schema['patternProperties']) ?? {})
    .filter(([pattern]) => matches(pattern, key))
    .map(([, value]) => value);
  const found = [...named, ...matched];
  return schemaList(found.length > 0 ? found : [schema['additionalProperties']]);
}

/** Patterns are RE2's, which differ from ours in little; one that we cannot read matches nothing here. */
function matches(pattern: string, key: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(key);
  } catch {
    return false;
  }
}

/** The keys that the schemas at a path name, each with what is said of its value. */
export function keysAt(root: JsonSchema, path: readonly (string | number)[]): Map<string, JsonSchema[]> {
  const out = new Map<string, JsonSchema[]>();
  for (const schema of schemasAt(root, path)) {
    for (const [key, value] of Object.entries(asSchema(schema['properties']) ?? {})) {
      const inner = asSchema(value);
      const known = out.get(key) ?? [];
      out.set(key, inner ? [...known, ...expand(root, inner)] : known);
    }
  }
  return out;
}
