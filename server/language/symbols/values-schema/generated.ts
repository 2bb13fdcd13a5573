// The schema that a chart's values.yaml amounts to: its shape, what its comments say, and how templates use what has no default.

import { isMergeKey } from '#engine/yaml/read-tree.ts';
import { isEncryptedValue } from '../../documents/encrypted.ts';
import { entriesOf, resolved, type ValuePlace, type ValuesView, valuesView } from '../../documents/values.ts';
import { descriptionOf as describedBy } from '../../documents/values-comment.ts';
import { commentSchema } from '../../schema/comment-schema.ts';
import { asSchema, type JsonSchema } from '../../schema/json-schema.ts';
import { schemaLookup } from '../../schema/kubernetes/lookup.ts';
import { plainData } from '../../schema/validate.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import type { ChartNode } from '../charts.ts';
import type { FieldWorld } from '../fields/field-places.ts';
import { valuesFilesOf } from '../occurrences.ts';
import type { JsonType } from './insert.ts';
import { kubernetesPart } from './kubernetes-part.ts';
import { printedFields } from './printed-fields.ts';
import { typesFromUses } from './uses.ts';

/** Read by every Helm release, and by editors. */
const DRAFT = 'http://json-schema.org/draft-07/schema#';

interface Run {
  readonly snapshot: Snapshot;
  readonly chart: ChartNode;
  readonly view: ValuesView;
  /** The chart's other values files: what they set must be allowed as well. */
  readonly others: readonly FileText[];
  /** Keys of subcharts, which have schemas of their own. */
  readonly subcharts: ReadonlyMap<string, string>;
  readonly world: FieldWorld;
}

/** Undefined for a chart without a readable values.yaml. `release`: the folder of the root chart, under whose schemas it renders. */
export function generatedSchema(snapshot: Snapshot, chart: ChartNode, release = chart.folder): JsonSchema | undefined {
  const { defaults } = chart;
  if (defaults === undefined) return undefined;
  const view = valuesView(defaults);
  const { root, error } = view.tree;
  if (error !== undefined) return undefined;
  const others = valuesFilesOf(chart).filter((file) => file !== defaults && valuesView(file).tree.error === undefined);
  const world: FieldWorld = { snapshot, lookup: schemaLookup(snapshot, release), state: undefined };
  const run: Run = { snapshot, chart, view, others, subcharts: subchartsOf(chart), world };
  const head = { $schema: DRAFT };
  if (root === null) return { ...head, type: 'object', properties: {} };
  if (resolved(root)?.kind !== 'map') return undefined;
  return { ...head, ...schemaOf(run, { key: undefined, value: root, path: [] }, 0) };
}

function subchartsOf(chart: ChartNode): Map<string, string> {
  const out = new Map<string, string>();
  for (const { name, keys } of chart.subcharts) for (const key of keys) out.set(key, name);
  for (const { name, alias } of chart.dependencies) out.set(alias || name, name);
  return out;
}

/** What an alias puts into itself has no end. */
const MAX_DEPTH = 40;

function schemaOf(run: Run, place: ValuePlace, depth: number): Record<string, unknown> {
  const said = commentSchema(run.view, place) ?? {};
  const { required: _required, ...keywords } = schemaKeywords(said);
  const description = place.key === undefined ? undefined : descriptionOf(run, place, said);
  const head = description === undefined ? {} : { description };
  if (SETS_ALL.some((keyword) => keyword in keywords)) return { ...head, ...keywords };
  const shape = shapeOf(run, place, depth);
  const out: Record<string, unknown> = { ...head, ...shape, ...keywords };
  const known = [keywords['type'], shape['type']].filter((one) => one !== undefined);
  // What a comment says must not refuse the default itself.
  const own = isEncryptedValue(place.value) ? [] : ownTypes(place.value);
  const type = known.length > 0 ? typesTogether(...known, own) : undefined;
  if (type !== undefined) out['type'] = type;
  // Any of several things has no one shape.
  if (Array.isArray(type) && !type.includes('object')) delete out['properties'];
  return out;
}

/** A comment with one of these says what the value is all by itself. */
const SETS_ALL = ['$ref', 'anyOf', 'oneOf', 'allOf', 'const'];

/** Words of schema tools that are no keywords. */
const TOOL_WORDS = new Set([
  'hidden',
  'skipProperties',
  'mergeProperties',
  'noAdditionalProperties',
  'item',
  'itemRef',
]);

function schemaKeywords(said: JsonSchema): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(said)) {
    if (TOOL_WORDS.has(keyword)) continue;
    // Descriptions are read from comments; `required` may stand for the key itself.
    if (keyword === 'description') continue;
    out[keyword] = value;
  }
  if (said['noAdditionalProperties'] === true) out['additionalProperties'] = false;
  return out;
}

function descriptionOf({ view }: Run, place: ValuePlace, said: JsonSchema): string | undefined {
  const comment = describedBy(view, place)
    ?.replace(/\n\nDefault: .*$|^Default: .*$/s, '')
    .trim();
  const written = typeof said['description'] === 'string' ? said['description'] : undefined;
  const text = written ?? comment;
  return text === undefined || text === '' || isNoSentence(text) ? undefined : text;
}

/** Values that are commented out, and lines that only draw. */
function isNoSentence(text: string): boolean {
  return !/\p{L}{2}/u.test(text) || /^\s*(?:- )?[\w.-]+:(?:\s|$)/.test(text);
}

function shapeOf(run: Run, place: ValuePlace, depth: number): Record<string, unknown> {
  const node = resolved(place.value);
  const [first] = place.path;
  if (depth > MAX_DEPTH) return {};
  if (place.path.length === 1 && (first === 'global' || run.subcharts.has(String(first)))) return { type: 'object' };
  const field = fieldShape(run, place);
  if (field !== undefined) return field;
  if (node?.kind === 'map') return { type: 'object', ...tableShape(run, place, depth) };
  if (node?.kind === 'list') return { type: 'array', ...listShape(node.items.map((item) => plainData(item))) };
  return scalarShape(run, place);
}

/** What a field of Kubernetes wants that the value is printed into as it is; not of texts, which may be rendered first. */
function fieldShape(run: Run, place: ValuePlace): Record<string, unknown> | undefined {
  const own = plainData(place.value);
  if (place.path.length === 0 || typeof own === 'string' || !run.world.lookup.isLoaded) return undefined;
  const [node] = printedFields(run.world, run.chart, place.path);
  const part = node && kubernetesPart(node);
  if (part === undefined) return undefined;
  // Neither the default nor another file of the chart may be refused.
  const type = typesTogether(part['type'], own === null ? [] : ownTypes(place.value));
  const set = run.others.flatMap((file) => dataIn(file, place.path));
  if (![own, ...set].every((data) => data === null || fits(part, data))) return undefined;
  return own === null ? { ...part, type: typesTogether(type, 'null') } : part;
}

/** Whether data has the types that a part of a schema wants; the words of enums are the cluster's to judge. */
function fits(part: JsonSchema, data: unknown): boolean {
  const type = typeOfData(data);
  const wanted = [part['type'] ?? type].flat();
  if (type !== 'null' && !wanted.includes(type) && !(type === 'integer' && wanted.includes('number'))) return false;
  const words = part['enum'];
  if (Array.isArray(words) && !words.includes(data)) return false;
  const items = asSchema(part['items']);
  if (Array.isArray(data)) return items === undefined || data.every((one) => fits(items, one));
  if (type !== 'object') return true;
  const properties = asSchema(part['properties']) ?? {};
  const rest = asSchema(part['additionalProperties']);
  return Object.entries(data as object).every(([key, value]) => {
    const one = asSchema(properties[key]) ?? rest;
    return one === undefined || (value !== null && fits(one, value));
  });
}

function tableShape(run: Run, place: ValuePlace, depth: number): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  const required: string[] = [];
  for (const entry of entriesOf(place)) {
    const name = entry.path.at(-1);
    if (typeof name !== 'string' || (entry.key && isMergeKey(entry.key))) continue;
    const said = commentSchema(run.view, entry);
    if (said?.['hidden'] === true || (place.path.length === 0 && name === 'sops')) continue;
    if (said?.['required'] === true) required.push(name);
    properties[name] = schemaOf(run, entry, depth + 1);
  }
  const isEmpty = Object.keys(properties).length === 0;
  const own = place.key && commentSchema(run.view, place);
  if (own?.['skipProperties'] === true || isEmpty) return {};
  return required.length > 0 ? { properties, required } : { properties };
}

/** Items are examples: what all of them have in common is said, and nothing more. */
function listShape(items: readonly unknown[]): Record<string, unknown> {
  const types = new Set(items.map(typeOfData));
  if (types.size === 0 || types.has('null')) return {};
  if (types.has('integer') && types.has('number')) types.delete('integer');
  const [type, second] = types;
  if (second !== undefined) return { items: { type: [...types] } };
  return { items: { type } };
}

function scalarShape(run: Run, place: ValuePlace): Record<string, unknown> {
  if (isEncryptedValue(place.value)) return {};
  const own = ownTypes(place.value);
  const elsewhere = run.others.flatMap((file) => typesIn(file, place.path));
  const isOpen = own.includes('null') || plainData(place.value) === '';
  const used = isOpen ? typesFromUses(run.snapshot, run.chart, place.path) : undefined;
  // Nothing is known of a value that is not given and not used as anything.
  if (used === undefined && own.includes('null')) return {};
  return { type: typesTogether(undefined, own, used, elsewhere) };
}

/** What another values file of the chart has at a path; nothing of what it does not set. */
function dataIn(file: FileText, path: ValuePlace['path']): unknown[] {
  const node = nodeIn(file, path);
  return node === undefined ? [] : [plainData(node)];
}

/** What the other values files of the chart have at a path. */
function typesIn(file: FileText, path: ValuePlace['path']): JsonType[] {
  const node = nodeIn(file, path);
  // A null takes the default away before any schema sees it.
  return node === undefined || isEncryptedValue(node) ? [] : ownTypes(node).filter((type) => type !== 'null');
}

function nodeIn(file: FileText, path: ValuePlace['path']): ValuePlace['value'] | undefined {
  let node = valuesView(file).tree.root;
  for (const step of path) {
    const target = node && resolved(node);
    if (target?.kind !== 'map') return undefined;
    const entry = entriesOf({ key: undefined, value: target, path: [] }).find((one) => one.path.at(-1) === step);
    if (entry === undefined) return undefined;
    node = entry.value;
  }
  return node ?? undefined;
}

function ownTypes(value: ValuePlace['value']): JsonType[] {
  return [typeOfData(plainData(value))];
}

function typeOfData(data: unknown): JsonType {
  if (data === null || data === undefined) return 'null';
  if (Array.isArray(data)) return 'array';
  if (typeof data === 'number' || typeof data === 'bigint')
    return Number.isInteger(Number(data)) ? 'integer' : 'number';
  return typeof data === 'object' ? 'object' : (typeof data as 'string' | 'boolean');
}

/** All of them, each once; a number may be whole, too. One alone stands without a list. */
function typesTogether(...given: readonly unknown[]): JsonType | JsonType[] | undefined {
  const types = new Set(given.flatMap((one) => one ?? []) as JsonType[]);
  if (types.has('number')) types.delete('integer');
  if (types.delete('null')) types.add('null');
  const [only] = types;
  return types.size < 2 ? only : [...types];
}

/** The text of a schema as a file: two blanks, and a line break at its end. */
export function schemaText(schema: JsonSchema, newline: '\n' | '\r\n'): string {
  return `${JSON.stringify(asSchema(schema), null, 2)}\n`.replaceAll('\n', newline);
}
