// Completion of a key's value: what is allowed, the default, and what other files say.

import { allowedValues, yamlScalar } from '../../schema/describe.ts';
import type { YamlCursor } from '../../schema/yaml-cursor.ts';
import { switchKeys } from '../../symbols/dependencies.ts';
import type { SchemaDocument } from '../../symbols/schema-document.ts';
import type { ValueSite } from '../../symbols/values.ts';
import type { SchemaItem } from './item.ts';
import { anyItem, fileName } from './key-items.ts';

/** `first` is the place of the first item in the order that is shown. */
export function valueItems(document: SchemaDocument, cursor: YamlCursor, first = 0): SchemaItem[] {
  const path = anyItem(cursor.path);
  const schemas = document.schemasAt(path);
  const items = new Map<string, { readonly label: string; readonly detail?: string | undefined }>();
  for (const value of allowedValues(schemas)) items.set(yamlScalar(value), { label: String(value) });
  const known = cursor.kind === 'value' ? otherValues(document, cursor) : new Map<string, ValueSite>();
  const isFlag = [...known.keys()].some((text) => text === 'true' || text === 'false') || isSwitch(document, cursor);
  if (items.size === 0 && isFlag) for (const flag of ['true', 'false']) items.set(flag, { label: flag });
  const fallback = schemas.find((schema) => 'default' in schema)?.['default'];
  const isScalar = ['string', 'number', 'boolean'].includes(typeof fallback) && fallback !== '';
  if (isScalar) mark(items, fallback as string | number | boolean);
  for (const [text, site] of known) if (!items.has(text)) items.set(text, { label: text, detail: fileName(site) });
  return [...items].map(([insert, { label, detail }], i) => ({
    label,
    kind: 'value',
    detail,
    replace: cursor.replace,
    insert,
    filter: insert === label ? undefined : filterOf(document, cursor, insert, label),
    sort: String(first + i).padStart(4, '0'),
  }));
}

/** Whoever began with a quote goes on to compare with one. */
function filterOf({ file }: SchemaDocument, { replace }: YamlCursor, insert: string, label: string): string {
  return file.text[replace.start] === '"' ? insert : label;
}

function mark(
  items: Map<string, { readonly label: string; readonly detail?: string | undefined }>,
  fallback: string | number | boolean,
): void {
  items.set(yamlScalar(fallback), { label: String(fallback), detail: 'default' });
}

function isSwitch({ kind, chart }: SchemaDocument, { path }: YamlCursor): boolean {
  return kind === 'values' && switchKeys(chart, path.slice(0, -1)).get(String(path.at(-1))) === 'flag';
}

/** Scalars that other files give this key, or other items of the list in this one, as they write them. */
function otherValues(document: SchemaDocument, cursor: YamlCursor): Map<string, ValueSite> {
  const out = new Map<string, ValueSite>();
  for (const site of document.sitesAt(anyItem(cursor.path))) {
    const { value, view } = site;
    const isHere =
      view.file === document.file && value.start <= cursor.replace.end && cursor.replace.start <= value.end;
    if (isHere || value.kind !== 'scalar' || value.isAbsent) continue;
    const text = view.file.text.slice(value.start, value.end);
    if (!text.includes('\n') && text.length <= MAX_LENGTH && !out.has(text)) out.set(text, site);
  }
  return out;
}

/** Nobody chooses a longer text from a list. */
const MAX_LENGTH = 200;
