// What maps and lists owe their schema beside their children: known and required fields, numbers, items that differ.

import type { ListNode, MapNode, YamlNode } from '#engine/yaml/read-tree.ts';
import { isSlip, nearest } from '../near.ts';
import { behind, type SchemaNode } from './schema-node.ts';
import {
  type Field,
  fieldsOf,
  givenField,
  headSpan,
  isNothing,
  nameOf,
  placeOfValue,
  scalarValue,
  writtenText,
} from './validate-read.ts';
import { isTakenWithout } from './validate-required.ts';
import { report, type Walk } from './validate-walk.ts';

/** Unknown keys by the fields that they were probably meant to be: these are not told as missing once more. */
export type Meant = Map<string, YamlNode>;

/** What every object has, whether its schema says so or not. */
const OF_OBJECTS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

export function unknownField(
  walk: Walk,
  map: MapNode,
  schema: SchemaNode,
  key: YamlNode,
  name: string,
  meant: Meant,
): void {
  if (mayBeThere(walk, schema, name)) return;
  const known = Object.keys(schema.properties ?? {}).filter((one) => givenField(map, one) === undefined);
  const near = nearest(name, known);
  // The cluster's definition may be newer than the one that we bring: what is no slip may be a field of it.
  if (walk.mayHaveMore && !Object.keys(schema.properties ?? {}).some((one) => isSlip(name, one))) return;
  if (near !== undefined && !walk.isTrial) meant.set(near, key);
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  const isRequired = near !== undefined && isMissed(walk, schema, near);
  report(walk, {
    code: 'manifest-unknown-field',
    severity: isRequired ? 'error' : 'warning',
    span: headSpan({ key, value: key }),
    where: 'key',
    message: (path) => `unknown field "${path}"${hint}${isRequired ? ' It is required.' : ''}`,
    below: [name],
    fix: near && writtenText(near),
  });
}

/** Whether nothing is to be said of a key that has no schema. */
function mayBeThere(walk: Walk, schema: SchemaNode, name: string): boolean {
  const { additionalProperties, preservesUnknown, properties } = schema;
  if (walk.isOpen || additionalProperties === true || preservesUnknown === true) return true;
  if (additionalProperties !== false && (properties === undefined || walk.branches > 0)) return true;
  if ((walk.path.length === 0 || schema.isEmbeddedResource === true) && OF_OBJECTS.has(name)) return true;
  return namedInBranch(schema, name, 0);
}

const MOST_BRANCHES = 6;

/** JSON schemas that are no definition's may name fields in their alternatives alone. */
function namedInBranch(schema: SchemaNode, name: string, depth: number): boolean {
  if (depth > MOST_BRANCHES) return true;
  for (const branches of [schema.allOf, schema.anyOf, schema.oneOf]) {
    for (const one of branches ?? []) {
      const { properties, additionalProperties, preservesUnknown } = behind(one);
      if (properties !== undefined && Object.hasOwn(properties, name)) return true;
      if (preservesUnknown === true || (additionalProperties !== undefined && additionalProperties !== false))
        return true;
      if (namedInBranch(behind(one), name, depth + 1)) return true;
    }
  }
  return false;
}

export function checkRequired(walk: Walk, map: MapNode, schema: SchemaNode, field: Field, meant: Meant): void {
  const required = schema.required ?? [];
  if (walk.isPatch || walk.inStatus || isPartOfPod(walk, schema)) return;
  for (const name of required) {
    if (isGiven(map, schema, name) || meant.has(name) || !isMissed(walk, schema, name)) continue;
    missing(walk, field, name);
  }
  if (schema.isEmbeddedResource !== true) return;
  for (const name of ['apiVersion', 'kind']) {
    if (!required.includes(name) && givenField(map, name) === undefined) missing(walk, field, name);
  }
}

/** Operators fill in pods that their resources give in part; bundled definitions show them as whole ones. */
function isPartOfPod({ hearsay }: Walk, { properties }: SchemaNode): boolean {
  if (hearsay === undefined || properties === undefined) return false;
  return Object.hasOwn(properties, 'containers') && Object.hasOwn(properties, 'initContainers');
}

function missing(walk: Walk, field: Field, name: string): void {
  const span = headSpan(placeOfRoot(walk, field));
  report(walk, {
    code: 'manifest-required',
    span,
    where: 'key',
    message: (path) => `missing required field "${path}"`,
    below: [name],
  });
}

/** A whole object has no key: what it lacks is told at its kind. */
function placeOfRoot(walk: Walk, field: Field): Field {
  return (walk.path.length === 0 && field.key === undefined ? givenField(field.value, 'kind') : undefined) ?? field;
}

function isMissed(walk: Walk, schema: SchemaNode, name: string): boolean {
  if (schema.required?.includes(name) !== true || isPartOfPod(walk, schema)) return false;
  // Who asks for a schema knows these two already; and defaults come before anything is asked for.
  if (walk.path.length === 0 && OF_OBJECTS.has(name)) return false;
  if (walk.isBuiltin) return !isTakenWithout(walk.kind, walk.path, name);
  const { properties } = schema;
  const own = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return own === undefined || (own.default === undefined && behind(own).default === undefined);
}

function isGiven(map: MapNode, schema: SchemaNode, name: string): boolean {
  const { children } = map;
  for (let i = 0; i < children.length; i += 2) {
    const key = children[i] as YamlNode;
    if (key.kind === 'scalar' && key.text === name && !isNothing(children[i + 1])) return true;
  }
  if (givenField(map, name) !== undefined) return true;
  const { properties } = schema;
  const own = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
  const isNullable = own !== undefined && (own.nullable === true || behind(own).nullable === true);
  return isNullable && fieldsOf(map).some((key, i) => i % 2 === 0 && nameOf(key) === name);
}

export function checkFieldNumber(walk: Walk, map: MapNode, schema: SchemaNode, field: Field): void {
  const { minProperties, maxProperties } = schema;
  if ((minProperties === undefined && maxProperties === undefined) || walk.isPatch || walk.inStatus) return;
  const count = fieldsOf(map).length / 2;
  if (minProperties !== undefined && count < minProperties) {
    numbered(walk, field, `must have at least ${minProperties} fields, found ${count}`);
  } else if (maxProperties !== undefined && count > maxProperties) {
    numbered(walk, field, `must have no more than ${maxProperties} fields, found ${count}`);
  }
}

/** Of lists that definitions describe: Kubernetes' own are compared by checks, as its own code does it. */
export function checkItems(walk: Walk, list: ListNode, schema: SchemaNode, field: Field): void {
  const { minItems, maxItems, uniqueItems, listType, listKeys } = schema;
  const { items } = list;
  if (minItems !== undefined && items.length < minItems && !walk.isPatch) {
    numbered(walk, field, `must have at least ${minItems} items, found ${items.length}`);
  } else if (maxItems !== undefined && items.length > maxItems) {
    numbered(walk, field, `must have no more than ${maxItems} items, found ${items.length}`);
  }
  if (listType === 'map' && listKeys !== undefined) repeatedItems(walk, list, (item) => keyOf(item, schema, listKeys));
  else if (listType === 'set' || uniqueItems === true) repeatedItems(walk, list, scalarKey);
}

function repeatedItems(walk: Walk, list: ListNode, keyOfItem: (item: YamlNode) => string | undefined): void {
  const seen = new Set<string>();
  list.items.forEach((item, index) => {
    const key = keyOfItem(item);
    if (key === undefined) return;
    if (seen.has(key)) {
      const place = placeOfValue({ key: undefined, value: item });
      report(walk, {
        code: 'manifest-duplicate-item',
        ...place,
        message: `duplicate value ${shortened(key)}`,
        below: [index],
      });
    }
    seen.add(key);
  });
}

const LONGEST_SHOWN = 60;

function shortened(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** A key that is not given may have a default: such items are not compared. */
function keyOf(item: YamlNode, schema: SchemaNode, keys: readonly string[]): string | undefined {
  const parts: string[] = [];
  for (const name of keys) {
    const part = scalarKey(givenField(item, name)?.value);
    if (part === undefined) return undefined;
    parts.push(keys.length === 1 ? part : `${name} ${part}`);
  }
  return schema.items === undefined ? undefined : parts.join(', ');
}

function scalarKey(item: YamlNode | undefined): string | undefined {
  const node = item?.kind === 'alias' ? item.target : item;
  if (node?.kind !== 'scalar') return undefined;
  const value = scalarValue(node);
  return JSON.stringify(value);
}

function numbered(walk: Walk, field: Field, message: string): void {
  report(walk, { code: 'manifest-value', ...placeOfValue(field), message });
}
