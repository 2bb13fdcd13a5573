// Completion in Chart.yaml and in values files: keys and values that schemas, defaults and subcharts know of.

import { shortValue } from '../documents/values.ts';
import { commentOf } from '../documents/values-comment.ts';
import { allowedValues, schemaMarkdown, typesOf, typeText, yamlScalar } from '../schema/describe.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { type YamlCursor, yamlCursor } from '../schema/yaml-cursor.ts';
import type { ValueSite } from '../symbols/values.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

import { type SchemaDocument, schemaDocument } from './schema/document.ts';
import type { SchemaItem } from './schema/item.ts';

/** The completions at an offset of a Chart.yaml or values file; none elsewhere. Not filtered by what was typed. */
export function schemaCompletion(snapshot: Snapshot, uri: string, offset: number): SchemaItem[] {
  const document = schemaDocument(snapshot, uri);
  const cursor = document && yamlCursor(document.file.text, offset);
  if (document === undefined || cursor === undefined) return [];
  const values = cursor.kind === 'key' ? [] : valueItems(document, cursor);
  return cursor.kind === 'value' ? values : [...values, ...keyItems(document, cursor)];
}

function valueItems(document: SchemaDocument, cursor: YamlCursor): SchemaItem[] {
  const schemas = document.schemasAt(cursor.path);
  const allowed = new Set(allowedValues(schemas));
  const known = cursor.kind === 'value' ? otherValues(document, cursor) : new Map<string, ValueSite>();
  const flags = [...known.keys()].some((text) => text === 'true' || text === 'false');
  if (allowed.size === 0 && flags) for (const flag of [true, false]) allowed.add(flag);
  const items = [...allowed].map((value, i) => valueItem(cursor, yamlScalar(value), String(value), undefined, i));
  const taken = new Set(items.map(({ insert }) => insert));
  for (const [text, site] of known) {
    if (taken.has(text)) continue;
    items.push(valueItem(cursor, text, text, site, items.length));
  }
  return items;
}

function valueItem(
  cursor: YamlCursor,
  insert: string,
  label: string,
  site: ValueSite | undefined,
  i: number,
): SchemaItem {
  const detail = site && fileName(site);
  return { label, kind: 'value', detail, replace: cursor.replace, insert, sort: String(i).padStart(4, '0') };
}

/** Scalars that other files give this key, as they write them. */
function otherValues(document: SchemaDocument, cursor: YamlCursor): Map<string, ValueSite> {
  const out = new Map<string, ValueSite>();
  for (const site of document.sitesAt(cursor.path)) {
    const { value, view } = site;
    if (view.file === document.file || value.kind !== 'scalar' || value.isAbsent) continue;
    const text = view.file.text.slice(value.start, value.end);
    if (!text.includes('\n') && !out.has(text)) out.set(text, site);
  }
  return out;
}

function keyItems(document: SchemaDocument, cursor: YamlCursor): SchemaItem[] {
  const named = document.keysAt(cursor.path);
  const set = document.setAt(cursor.path);
  const items: SchemaItem[] = [];
  for (const key of new Set([...named.keys(), ...set.keys()])) {
    if (cursor.siblings.has(key)) continue;
    const sites = (set.get(key) ?? []).filter((site) => site.view.file !== document.file || !isAt(site, cursor));
    // What only stands under the cursor is what is being typed.
    if (!named.has(key) && sites.length === 0 && (set.get(key) ?? []).length > 0) continue;
    items.push(keyItem(cursor, key, named.get(key) ?? [], sites, items.length));
  }
  return items;
}

function isAt({ key }: ValueSite, { replace }: YamlCursor): boolean {
  return key !== undefined && key.start <= replace.end && replace.start <= key.end;
}

function keyItem(
  cursor: YamlCursor,
  key: string,
  schemas: readonly JsonSchema[],
  sites: readonly ValueSite[],
  order: number,
): SchemaItem {
  const [site] = sites;
  const name = yamlScalar(key);
  return {
    label: key,
    kind: 'field',
    detail: site ? `${shortValue(site.view, site.value)} (${fileName(site)})` : typeText(schemas) || undefined,
    documentation: schemaMarkdown(schemas) ?? (site && commentOf(site.view, site)),
    replace: cursor.replace,
    insert: cursor.hasColon ? name : `${name}:${isNested(schemas, site) ? '' : ' '}`,
    filter: name === key ? undefined : name,
    sort: String(order).padStart(4, '0'),
  };
}

/** A table or list begins on the next line. */
function isNested(schemas: readonly JsonSchema[], site: ValueSite | undefined): boolean {
  const types = typesOf(schemas);
  if (types.length > 0) return types.every((type) => type === 'object' || type === 'array');
  const value = site?.value;
  return (value?.kind === 'map' || value?.kind === 'list') && !value.isFlow;
}

function fileName(site: ValueSite): string {
  const { uri } = site.view.file;
  const relative = uri.startsWith(`${site.chart.folder}/`) ? uri.slice(site.chart.folder.length + 1) : uri;
  return site.chart.parent ? `${site.chart.name}/${relative}` : relative;
}
