// Where a values.schema.json names a value: the property, and the lists of what is required with it.

import { entryOf, type MapNode, type YamlNode } from '#engine/yaml/read-tree.ts';
import { ELEMENT, keyText, resolved, type Step, type ValuesView } from '../../documents/values.ts';

export interface SchemaPlace {
  readonly node: YamlNode;
  readonly kind: 'property' | 'required';
  /** The part of the schema is used by several properties through `$ref`, so that other values have the same name there. */
  readonly isShared: boolean;
}

/** A path that leads to the same place of the schema, by `$ref`. */
export type SchemaPath = readonly Step[];

export interface SchemaPlaces {
  readonly places: readonly SchemaPlace[];
  /** Keywords that judge keys by themselves, and stand where the value's table is described. */
  readonly judges: readonly string[];
}

/** More of them than any schema has; then not all are known. */
const MAX_PATHS = 2000;

/**
 * Every path of a value that the property (the place's node) describes; undefined when there are too many, as where a part
 * holds itself.
 */
export function pathsOfProperty(view: ValuesView, node: YamlNode): readonly SchemaPath[] | undefined {
  const { root } = view.tree;
  if (root?.kind !== 'map') return [];
  const out: SchemaPath[] = [];
  const rest: { readonly map: MapNode; readonly path: SchemaPath }[] = [{ map: root, path: [] }];
  let steps = 0;
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (steps++ > MAX_PATHS || next.path.length > 20) return undefined;
    for (const { map } of widened(view, [{ map: next.map, isShared: false }])) {
      for (const [step, child] of childParts(map)) {
        const path: SchemaPath = [...next.path, step];
        if (child.key === node) out.push(path);
        if (child.map) rest.push({ map: child.map, path });
      }
      if (holdsRequired(map, node) && node.kind === 'scalar') out.push([...next.path, node.text]);
    }
  }
  return out;
}

function holdsRequired(map: MapNode, node: YamlNode): boolean {
  const list = entryOf(map, 'required')?.value;
  return list?.kind === 'list' && list.items.includes(node);
}

function childParts(map: MapNode): [Step, { readonly key: YamlNode | undefined; readonly map: MapNode | undefined }][] {
  const out: [Step, { readonly key: YamlNode | undefined; readonly map: MapNode | undefined }][] = [];
  const mapOf = (value: YamlNode | undefined) => (value?.kind === 'map' ? value : undefined);
  const properties = mapOf(entryOf(map, 'properties')?.value);
  for (const { key, value } of properties?.entries ?? []) out.push([keyText(key) ?? '', { key, map: mapOf(value) }]);
  for (const word of ['items', 'additionalProperties']) {
    const part = mapOf(entryOf(map, word)?.value);
    if (part) out.push([ELEMENT, { key: undefined, map: part }]);
  }
  for (const { value } of mapOf(entryOf(map, 'patternProperties')?.value)?.entries ?? [])
    out.push([ELEMENT, { key: undefined, map: mapOf(value) }]);
  return out;
}

/** A part of the schema that describes a value. */
interface Part {
  readonly map: MapNode;
  readonly isShared: boolean;
}

/** What a schema says of the last step of a path. Parts behind `$ref` of other files are not looked at. */
export function schemaPlaces(view: ValuesView, path: readonly Step[]): SchemaPlaces {
  const last = path.at(-1);
  const { root } = view.tree;
  if (typeof last !== 'string' || root?.kind !== 'map') return { places: [], judges: [] };
  let parts = widened(view, [{ map: root, isShared: false }]);
  const constants = new Set<string>();
  for (const step of path.slice(0, -1)) {
    for (const { map } of parts) for (const word of CONSTANTS) if (entryOf(map, word)) constants.add(word);
    parts = widened(
      view,
      parts.flatMap((part) => partsBelow(part, step)),
    );
  }
  const judges = new Set(constants);
  const places = new Map<YamlNode, SchemaPlace>();
  for (const part of parts) {
    for (const word of [...CONSTANTS, 'propertyNames', 'patternProperties'])
      if (entryOf(part.map, word)) judges.add(word);
    for (const place of placesIn(part, last)) places.set(place.node, place);
  }
  return { places: [...places.values()], judges: [...judges] };
}

const CONSTANTS = ['const', 'enum'] as const;

function placesIn({ map, isShared }: Part, name: string): SchemaPlace[] {
  const out: SchemaPlace[] = [];
  const keyOf = (node: YamlNode | undefined, kind: SchemaPlace['kind']) => {
    if (node?.kind !== 'map') return;
    for (const { key } of node.entries) if (keyText(key) === name) out.push({ node: key, kind, isShared });
  };
  const itemOf = (node: YamlNode | undefined) => {
    if (node?.kind !== 'list') return;
    for (const item of node.items)
      if (item.kind === 'scalar' && item.text === name) out.push({ node: item, kind: 'required', isShared });
  };
  keyOf(entryOf(map, 'properties')?.value, 'property');
  itemOf(entryOf(map, 'required')?.value);
  for (const word of ['dependentRequired', 'dependencies', 'dependentSchemas']) {
    const table = entryOf(map, word)?.value;
    keyOf(table, 'required');
    if (table?.kind === 'map') for (const { value } of table.entries) itemOf(value);
  }
  return out;
}

function partsBelow({ map, isShared }: Part, step: Step): Part[] {
  const out: Part[] = [];
  const add = (node: YamlNode | undefined) => {
    if (node?.kind === 'map') out.push({ map: node, isShared });
    if (node?.kind === 'list') for (const item of node.items) add(item);
  };
  const isAny = step === ELEMENT;
  if (isAny || typeof step === 'number') {
    add(entryOf(map, 'items')?.value);
    add(entryOf(map, 'prefixItems')?.value);
    add(entryOf(map, 'additionalItems')?.value);
  }
  const properties = entryOf(map, 'properties')?.value;
  if (properties?.kind === 'map')
    for (const { key, value } of properties.entries) if (isAny || keyText(key) === step) add(value);
  const patterns = entryOf(map, 'patternProperties')?.value;
  if (patterns?.kind === 'map') for (const { value } of patterns.entries) add(value);
  add(entryOf(map, 'additionalProperties')?.value);
  return out;
}

const ONE = ['not', 'if', 'then', 'else'] as const;
const MANY = ['allOf', 'anyOf', 'oneOf'] as const;

/** The parts with all that judge the same value. */
function widened(view: ValuesView, parts: readonly Part[]): Part[] {
  const out = new Map<MapNode, Part>();
  const rest = [...parts];
  for (let part = rest.pop(); part !== undefined; part = rest.pop()) {
    const known = out.get(part.map);
    if (known && (known.isShared || !part.isShared)) continue;
    out.set(part.map, part);
    const { map, isShared } = part;
    const add = (node: YamlNode | undefined, shared = isShared) => {
      if (node?.kind === 'map') rest.push({ map: node, isShared: shared });
    };
    for (const word of ONE) add(entryOf(map, word)?.value);
    for (const word of MANY) {
      const list = entryOf(map, word)?.value;
      if (list?.kind === 'list') for (const item of list.items) add(item);
    }
    const dependent = entryOf(map, 'dependentSchemas')?.value;
    if (dependent?.kind === 'map') for (const { value } of dependent.entries) add(value);
    const ref = entryOf(map, '$ref')?.value;
    if (ref?.kind === 'scalar') add(refTarget(view, ref.text), isShared || timesNamed(view, ref.text) > 1);
  }
  return [...out.values()];
}

function refTarget(view: ValuesView, ref: string): YamlNode | undefined {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined;
  let node: YamlNode | null = view.tree.root;
  for (const part of ref.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    node = node?.kind === 'map' ? (entryOf(node, key)?.value ?? null) : null;
    node = node && resolved(node);
  }
  return node ?? undefined;
}

function timesNamed(view: ValuesView, ref: string): number {
  return view.file.text.split(`"${ref}"`).length - 1;
}
