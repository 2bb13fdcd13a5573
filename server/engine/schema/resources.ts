// The documents of one compilation and the addresses inside them: `$id`, anchors, and the dialect that holds where.

import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import { GoMap, GoSlice, type Value } from '../values/value.ts';
import { type Draft, idOf, splitHash, stringAt, subschemasOf } from './drafts.ts';
import { encodeFragment, pathUnescape, unescapeToken } from './pointer.ts';
import { parseUrl, printUrl, resolveUrl } from './url.ts';

/** A draft with the vocabularies in force; undefined: the draft's own choice. */
export interface Dialect {
  readonly draft: Draft;
  readonly vocabularies: readonly string[] | undefined;
}

/** A schema with an address of its own, and its anchors by name. */
export interface Resource {
  readonly pointer: string;
  readonly id: string;
  dialect: Dialect;
  readonly anchors: Map<string, string>;
  readonly dynamicAnchors: string[];
}

/** One document. */
export interface Root {
  readonly url: string;
  readonly document: Value;
  readonly resources: Map<string, Resource>;
  readonly processed: Set<string>;
}

/** An address of a document and a decoded fragment. */
export interface Reference {
  readonly url: string;
  readonly fragment: string;
}

export interface Place {
  readonly url: string;
  readonly pointer: string;
}

/** What collecting asks of the loader: the dialect that a `$schema` asks for. */
export interface DialectSource {
  readonly draftFor: (place: Place, schema: GoMap, fallback: Draft) => Draft;
  readonly vocabulariesFor: (schema: GoMap, draft: Draft) => readonly string[] | undefined;
}

export function placeText(place: Place): string {
  return `${place.url}#${encodeFragment(place.pointer)}`;
}

/** A reference as it stands in a schema, against the address of the resource it stands in. */
export function joinReference(base: string, text: string): Reference {
  const parse = (url: string) => {
    try {
      return parseUrl(url);
    } catch (error) {
      if (error instanceof GoError) throw new GoError(`error in parsing ${quoteGo(url)}: ${error.message}`);
      throw error;
    }
  };
  const baseUrl = parse(base);
  const { url, fragment } = splitFragment(text);
  return { url: printUrl(resolveUrl(baseUrl, parse(url))), fragment };
}

/** An address and its fragment, decoded. */
function splitFragment(text: string): Reference {
  const [url, raw] = splitHash(text);
  const decoded = pathUnescape(raw);
  if ('bad' in decoded) {
    throw new GoError(`error in parsing ${quoteGo(text)}: invalid URL escape ${quoteGo(decoded.bad)}`);
  }
  return { url, fragment: decoded.text };
}

/** A fragment is a pointer or the name of an anchor. */
export function isPointer(fragment: string): boolean {
  return fragment === '' || fragment.startsWith('/');
}

/** The anchor that a `$dynamicRef` names, empty for a pointer. */
export function dynamicAnchorOf(text: string): string {
  const { fragment } = splitFragment(text);
  return isPointer(fragment) ? '' : fragment;
}

/** The resource that a pointer lies in. */
export function resourceAt(root: Root, pointer: string): Resource {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const resource = root.resources.get(at);
    if (resource) return resource;
    if (!at.includes('/')) return root.resources.get('') as Resource;
  }
}

/** The place that a reference means inside this document; undefined when it means another one. */
export function resolveIn(root: Root, reference: Reference): Place | undefined {
  if (reference.url === root.url) return resolveFragment(root, reference.fragment, root.resources.get('') as Resource);
  for (const resource of root.resources.values()) {
    if (resource.id === reference.url) return resolveFragment(root, reference.fragment, resource);
  }
  return undefined;
}

/** Throws GoError for an anchor that is not there; pointers are only followed when their schema is compiled. */
export function resolveFragment(root: Root, fragment: string, resource: Resource): Place {
  if (isPointer(fragment)) return { url: root.url, pointer: resource.pointer + fragment };
  const pointer = resource.anchors.get(fragment);
  if (pointer === undefined) {
    const reference = `${resource.id}#${encodeFragment(fragment)}`;
    throw new GoError(`anchor in ${quoteGo(reference)} not found in schema ${quoteGo(root.url)}`);
  }
  return { url: root.url, pointer };
}

/** The value at a place; throws GoError when there is none. */
export function lookup(document: Value, place: Place): Value {
  let value = document;
  for (const part of place.pointer.split('/').slice(1)) {
    const token = unescapeToken(part);
    if (token === undefined) throw new GoError(`invalid json-pointer ${quoteGo(placeText(place))}`);
    const next = childOf(value, token);
    if (next === undefined) throw new GoError(`json-pointer in ${quoteGo(placeText(place))} not found`);
    value = next;
  }
  return value;
}

function childOf(value: Value, token: string): Value | undefined {
  if (value instanceof GoMap) return value.get(token);
  if (!(value instanceof GoSlice) || !/^[+-]?[0-9]+$/.test(token)) return undefined;
  const index = Number(token);
  return index >= 0 && index < value.length ? value.at(index) : undefined;
}

/** Finds the resources and anchors of `schema` and of all subschemas below it, once for each place. */
export function collectResources(
  source: DialectSource,
  root: Root,
  schema: Value,
  base: string,
  pointer: string,
  fallback: Dialect,
): void {
  if (root.processed.has(pointer)) return;
  if (schema instanceof GoMap) collectMap(source, root, schema, base, pointer, fallback);
  else if (pointer === '') root.resources.set('', newResource('', base, fallback));
  root.processed.add(pointer);
}

function collectMap(
  source: DialectSource,
  root: Root,
  schema: GoMap,
  base: string,
  pointer: string,
  fallback: Dialect,
): void {
  let hasSchema = stringAt(schema, '$schema') !== undefined;
  let draft = source.draftFor({ url: root.url, pointer }, schema, fallback.draft);
  let id = idOf(draft, schema);
  if (id === '' && pointer !== '') {
    // A `$schema` counts only where a resource begins.
    draft = fallback.draft;
    hasSchema = false;
    id = idOf(draft, schema);
  }
  const address = id === '' ? base : addressOf(base, id, { url: root.url, pointer });
  if (id !== '' || pointer === '') {
    const dialect = hasSchema ? () => ({ draft, vocabularies: source.vocabulariesFor(schema, draft) }) : () => fallback;
    addResource(root, pointer, address, dialect);
  }
  const owner = [...root.resources.values()].find((resource) => resource.id === address) as Resource;
  collectAnchors(root, schema, pointer, owner);
  for (const [at, subschema] of sortedEntries(subschemasOf(draft, schema, pointer))) {
    collectResources(source, root, subschema, address, at, owner.dialect);
  }
}

function addressOf(base: string, id: string, place: Place): string {
  try {
    return joinReference(base, id).url;
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`error in parsing id at ${quoteGo(placeText(place))}`);
    throw error;
  }
}

function newResource(pointer: string, id: string, dialect: Dialect): Resource {
  return { pointer, id, dialect, anchors: new Map(), dynamicAnchors: [] };
}

function addResource(root: Root, pointer: string, id: string, dialect: () => Dialect): void {
  for (const known of root.resources.values()) {
    if (known.id !== id) continue;
    if (known.pointer === pointer) return;
    const places = `${quoteGo(pointer)} and ${quoteGo(known.pointer)}`;
    throw new GoError(`duplicate id ${quoteGo(id)} in ${quoteGo(root.url)} at ${places}`);
  }
  root.resources.set(pointer, newResource(pointer, id, dialect()));
}

/** Anchors: a fragment inside the id before 2019, `$anchor` since, `$dynamicAnchor` since 2020. */
export function collectAnchors(root: Root, schema: Value, pointer: string, resource: Resource): void {
  if (!(schema instanceof GoMap)) return;
  const { draft } = resource.dialect;
  const add = (name: string) => addAnchor(root, resource, name, pointer);
  if (draft.version < 2019) {
    if (schema.has('$ref')) return;
    const id = stringAt(schema, draft.id);
    const fragment = id === undefined ? '' : anchorOf(id, { url: root.url, pointer });
    if (!isPointer(fragment)) add(fragment);
    return;
  }
  const anchor = stringAt(schema, '$anchor');
  if (anchor !== undefined) add(anchor);
  const dynamic = draft.version >= 2020 ? stringAt(schema, '$dynamicAnchor') : undefined;
  if (dynamic !== undefined) {
    add(dynamic);
    resource.dynamicAnchors.push(dynamic);
  }
}

function anchorOf(id: string, place: Place): string {
  const decoded = pathUnescape(splitHash(id)[1]);
  if ('bad' in decoded) throw new GoError(`error in parsing anchor at ${quoteGo(placeText(place))}`);
  return decoded.text;
}

function addAnchor(root: Root, resource: Resource, name: string, pointer: string): void {
  const known = resource.anchors.get(name);
  if (known === pointer) return;
  if (known !== undefined) {
    const places = `${quoteGo(known)} and ${quoteGo(pointer)}`;
    throw new GoError(`duplicate anchor ${quoteGo(name)} in ${quoteGo(root.url)} at ${places}`);
  }
  resource.anchors.set(name, pointer);
}

function sortedEntries(map: Map<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
