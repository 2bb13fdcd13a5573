// Completion in the YAML of templates: fields, values, items, apiVersion and kind, and whole resources in an empty template.

import { readTree } from '#engine/yaml/read-tree.ts';
import { intoFile } from '../documents/holes.ts';
import { type FieldCursor, fieldCursor } from '../symbols/fields/field-cursor.ts';
import { writtenHead } from '../symbols/fields/field-places.ts';
import type { RenderState } from '../workspace/render-state.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { baseNameOf } from '../workspace/uri.ts';
import type { ManifestCursor } from './manifest/cursor.ts';
import { HEAD_KEYS, headItems } from './manifest/head-items.ts';
import type { ManifestItem } from './manifest/item.ts';
import { choiceItems, fieldItems } from './manifest/key-items.ts';
import { apiVersionItems, kindItems, resourceItems } from './manifest/kind-items.ts';
import { schemaPlaces, type TemplateWorld, templateWorld, withModeline } from './manifest/template-world.ts';

/** The completions at an offset in the text of a template; none in its actions. Not filtered by what was typed. */
export function manifestInTemplate(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  state?: RenderState,
): readonly ManifestItem[] {
  const given = templateWorld(snapshot, uri, state);
  const found = given && fieldCursor(given.view, offset);
  if (given === undefined || found === undefined) return [];
  const world = withModeline(given, found);
  const { cursor } = found;
  const last = cursor.path.at(-1);
  const isHead = cursor.kind === 'value' && cursor.path.length === 1 && (last === 'kind' || last === 'apiVersion');
  if (isHead && isObject(found)) return headValues(world, found, last);
  const { place, taken } = schemaPlaces(world, found, cursor.path);
  if (place === undefined) return cursor.kind === 'value' ? [] : beginnings(world, found);
  const at = manifestCursor(found, taken);
  const values = cursor.kind === 'key' ? [] : choiceItems(at, place);
  return cursor.kind === 'value' ? values : [...values, ...fieldItems(at, place)];
}

/** The cursor is in a document's outermost table, or in that of a named template that has the keys of an object. */
function isObject({ part, view, cursor }: FieldCursor): boolean {
  if (part.body === undefined && !isHelperFile(view.file.uri)) return true;
  return cursor.siblings.has('apiVersion') || cursor.siblings.has('kind');
}

/** Files that print nothing of their own. */
function isHelperFile(uri: string): boolean {
  return baseNameOf(uri).startsWith('_') || !/\.ya?ml$/i.test(uri);
}

function headValues({ lookup }: TemplateWorld, found: FieldCursor, key: string): readonly ManifestItem[] {
  const at = withTree(manifestCursor(found), found);
  if (key === 'apiVersion') return apiVersionItems(at, at.head, lookup);
  const { text } = found.view.file;
  return kindItems(at, at.head, lookup).map((item) => {
    // What an action computes, and what branches write, is left alone.
    const isPlain = item.also?.every(({ span: { start, end } }) => !/[{}]/.test(text.slice(start, end)));
    return item.also === undefined || (isPlain && countOf(found, 'apiVersion') < 2) ? item : { ...item, also: [] };
  });
}

function countOf({ part, document }: FieldCursor, key: string): number {
  const text = part.text.slice(document.start, document.end);
  return [...text.matchAll(new RegExp(`^ *${key}:`, 'gm'))].length;
}

/** Where no kind is known yet: the keys that every object begins with, and whole ones where there is nothing else. */
function beginnings({ lookup }: TemplateWorld, found: FieldCursor): readonly ManifestItem[] {
  const { cursor, part, view } = found;
  if (part.body !== undefined || isHelperFile(view.file.uri) || cursor.path.length > 0 || cursor.kind !== 'key')
    return [];
  if (![...cursor.siblings].every((key) => HEAD_KEYS.has(key))) return [];
  const at = manifestCursor(found);
  // What an action prints alone may be the object as a whole.
  if (cursor.siblings.size === 0 && !at.isBlank) return [];
  return [...headItems(at), ...(at.isBlank ? resourceItems(at, lookup) : [])];
}

/** The tree tells where the apiVersion stands; where lines were moved, its places are none in the file. */
function withTree(at: ManifestCursor, { part, document }: FieldCursor): ManifestCursor {
  if (part.shifts.size > 0) return at;
  const text = part.text.slice(document.start, document.end);
  return { ...at, document: { text, tree: readTree(text), ...at.head } };
}

function manifestCursor(found: FieldCursor, taken: ReadonlySet<string> = new Set()): ManifestCursor {
  const { part, document, cursor, view } = found;
  const text = part.text.slice(document.start, document.end);
  const head = writtenHead(text);
  const lineStart = found.at === 0 ? 0 : part.text.lastIndexOf('\n', found.at - 1) + 1;
  const lineEnd = part.text.indexOf('\n', found.at);
  const others =
    part.text.slice(document.start, lineStart) + part.text.slice(lineEnd < 0 ? document.end : lineEnd, document.end);
  const isBlank =
    cursor.replace.start === intoFile(part, lineStart) &&
    !part.outputs.some((at) => document.start <= at && at < document.end) &&
    others.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
  return {
    file: view.file,
    cursor: taken.size === 0 ? cursor : { ...cursor, siblings: new Set([...cursor.siblings, ...taken]) },
    isBlank,
    document: undefined,
    start: intoFile(part, document.start),
    head,
  };
}
