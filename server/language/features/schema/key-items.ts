// Completion of keys: what schemas, comments, defaults, subcharts and Chart.yaml's conditions know, required keys first.

import { commentMarkdown } from '../../documents/comment-markdown.ts';
import { ELEMENT, type Step, shortValue, valuesView } from '../../documents/values.ts';
import { commentOf } from '../../documents/values-comment.ts';
import { descriptionIn, factsText, typesOf, typeText, yamlScalar } from '../../schema/describe.ts';
import type { JsonSchema } from '../../schema/json-schema.ts';
import type { YamlCursor } from '../../schema/yaml-cursor.ts';
import { anchorsOf } from '../../symbols/anchors.ts';
import { switchKeys } from '../../symbols/dependencies.ts';
import { readKeys } from '../../symbols/read-paths.ts';
import type { SchemaDocument } from '../../symbols/schema-document.ts';
import type { ValueSite } from '../../symbols/values.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { SchemaItem } from './item.ts';

/** What other items of a list have, this one may have, too. */
export function anyItem(path: readonly (string | number)[]): Step[] {
  return path.map((step) => (typeof step === 'number' ? ELEMENT : step));
}

export function keyItems(snapshot: Snapshot, document: SchemaDocument, cursor: YamlCursor): SchemaItem[] {
  const path = anyItem(cursor.path);
  const named = document.keysAt(path);
  const set = document.setAt(path);
  const required = document.requiredAt(path);
  const items: SchemaItem[] = [];
  const switches = document.kind === 'values' ? switchKeys(document.chart, path) : new Map<string, string>();
  for (const key of new Set([...named.keys(), ...set.keys(), ...switches.keys()])) {
    if (cursor.siblings.has(key)) continue;
    const sites = (set.get(key) ?? []).filter((site) => site.view.file !== document.file || !isAt(site, cursor));
    const isSwitch = switches.has(key);
    // What only stands under the cursor is what is being typed.
    if (!named.has(key) && !isSwitch && sites.length === 0 && (set.get(key) ?? []).length > 0) continue;
    const known: Known = {
      key,
      schemas: [...(named.get(key) ?? []), ...(isSwitch ? [SWITCHES[switches.get(key) as 'flag']] : [])],
      sites,
      // What a default gives need not be written again.
      isRequired: required.has(key) && sites.length === 0,
    };
    items.push(keyItem(document, cursor, known, items.length));
  }
  const known = new Set([...named.keys(), ...set.keys(), ...switches.keys(), ...cursor.siblings]);
  return [...items, ...readItems(snapshot, document, cursor, known), ...mergeItem(document, cursor)];
}

const SWITCHES: Readonly<Record<'flag' | 'table', JsonSchema>> = {
  flag: { type: 'boolean', description: 'Switches dependencies on or off, as Chart.yaml says.' },
  table: { type: 'object' },
};

interface Known {
  readonly key: string;
  readonly schemas: readonly JsonSchema[];
  readonly sites: readonly ValueSite[];
  readonly isRequired: boolean;
}

function isAt({ key }: ValueSite, { replace }: YamlCursor): boolean {
  return key !== undefined && key.start <= replace.end && replace.start <= key.end;
}

function keyItem(document: SchemaDocument, cursor: YamlCursor, known: Known, order: number): SchemaItem {
  const { key, schemas, sites, isRequired } = known;
  const [site] = sites;
  const name = yamlScalar(key);
  const detail = site ? `${shortValue(site.view, site.value)} (${fileName(site)})` : typeText(schemas) || undefined;
  return {
    label: key,
    kind: 'field',
    detail: isRequired && detail ? `${detail}, required` : isRequired ? 'required' : detail,
    document: () => documentationOf(document, cursor, known),
    replace: cursor.replace,
    insert: cursor.hasColon ? name : `${name}:${isNested(schemas, site) && !cursor.isFlow ? '' : ' '}`,
    filter: name === key ? undefined : name,
    sort: (isRequired ? '' : '1') + String(order).padStart(4, '0'),
  };
}

/** The words beside the value, else a schema's; then type, default, limits. */
function documentationOf(document: SchemaDocument, cursor: YamlCursor, known: Known): string | undefined {
  const schemas = [...known.schemas, ...document.schemasAt([...anyItem(cursor.path), known.key])];
  const comment = known.sites.map((site) => commentOf(site.view, site)).find((text) => text !== undefined);
  const parts = [comment === undefined ? descriptionIn(schemas) : commentMarkdown(comment), factsText(schemas)].filter(
    (part) => part !== undefined,
  );
  return parts.length > 0 ? parts.join('\n\n') : undefined;
}

/** A table or list begins on the next line. */
function isNested(schemas: readonly JsonSchema[], site: ValueSite | undefined): boolean {
  const types = typesOf(schemas);
  if (types.length > 0) return types.every((type) => type === 'object' || type === 'array');
  const value = site?.value;
  return (value?.kind === 'map' || value?.kind === 'list') && !value.isFlow;
}

/** Keys that templates read and nobody knows of yet: what is missing in the values, or what is optional. */
function readItems(
  snapshot: Snapshot,
  { kind, chart }: SchemaDocument,
  cursor: YamlCursor,
  known: ReadonlySet<string>,
): SchemaItem[] {
  const { path, replace, hasColon } = cursor;
  if (kind !== 'values' || !path.every((step) => typeof step === 'string')) return [];
  const keys = readKeys(snapshot, chart, path as readonly string[]).filter((key) => !known.has(key));
  return keys.map((key, i) => {
    const name = yamlScalar(key);
    const isTable = readKeys(snapshot, chart, [...(path as readonly string[]), key]).length > 0;
    return {
      label: key,
      kind: 'field',
      detail: 'read by templates',
      replace,
      insert: hasColon ? name : `${name}:${isTable && !cursor.isFlow ? '' : ' '}`,
      sort: `2${String(i).padStart(4, '0')}`,
    };
  });
}

/** `<<: *` where a table above has an anchor. */
function mergeItem({ file, kind }: SchemaDocument, cursor: YamlCursor): SchemaItem[] {
  if (kind !== 'values' || cursor.siblings.has('<<') || cursor.path.length === 0 || !file.text.includes('&')) return [];
  const isUseful = anchorsOf(valuesView(file)).some(
    ({ node, span }) => node?.kind === 'map' && span.start < cursor.replace.start && node.end < cursor.replace.start,
  );
  if (!isUseful) return [];
  const insert = cursor.hasColon ? '<<' : '<<: *';
  const detail = 'merge a table that has an anchor';
  return [{ label: '<<', kind: 'field', detail, replace: cursor.replace, insert, sort: '9' }];
}

/** A values file as completion names it: its path in the chart, behind the name of a subchart. */
export function fileName(site: ValueSite): string {
  const { uri } = site.view.file;
  const relative = uri.startsWith(`${site.chart.folder}/`) ? uri.slice(site.chart.folder.length + 1) : uri;
  return site.chart.parent ? `${site.chart.name}/${relative}` : relative;
}
