// What comments in a values file say of a key beyond its description, as a JSON schema: type, default, allowed values.

import { readTree } from '#engine/yaml/read-tree.ts';
import type { ValuePlace, ValuesView } from '../documents/values.ts';
import { commentBehind, commentLines } from '../documents/values-comment.ts';
import type { FileText } from '../workspace/snapshot.ts';
import { asSchema, type JsonSchema } from './json-schema.ts';
import { plainData } from './validate.ts';

/**
 * The schema that the comments of a place amount to; undefined when they say nothing of the kind. Read are helm-docs'
 * `# -- (int) text` and `# @default -- text`, dadav's block between two lines `# @schema`, losisin's `# @schema type:string;enum:[a,b]`
 * above or behind the key, and Bitnami's `## @param path [array, nullable, default: x] text`. What cannot be read is left out.
 */
export function commentSchema(view: ValuesView, place: ValuePlace): JsonSchema | undefined {
  if (place.key === undefined) return undefined;
  let ofText = memo.get(view.file);
  if (ofText === undefined) memo.set(view.file, (ofText = new Map()));
  const known = ofText.get(place.key);
  if (known !== undefined) return known ?? undefined;
  const dotted = place.path.join('.');
  const said: Record<string, unknown> = { ...namedSchemas(view.file).get(dotted), ...schemaIn(view, place, dotted) };
  // YAML reads the word null in a list of types as nothing at all.
  if (Array.isArray(said['type'])) said['type'] = said['type'].map((type: unknown) => type ?? 'null');
  const schema = Object.keys(said).length > 0 ? said : null;
  ofText.set(place.key, schema);
  return schema ?? undefined;
}

/** By text, then by key: a node may outlive its text, and comments far from it name keys. */
const memo = new WeakMap<FileText, Map<object, JsonSchema | null>>();

function schemaIn(view: ValuesView, place: ValuePlace, dotted: string): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  let block: string[] | undefined;
  for (const line of commentLines(view.file.text, place)) {
    if (/^\s*@schema\s*$/.test(line)) {
      if (block) Object.assign(out, blockSchema(block));
      block = block ? undefined : [];
    } else if (block) block.push(line);
    else Object.assign(out, lineSchema(line, dotted));
  }
  const behind = /^@schema\s+(.+)$/.exec(commentBehind(view.file.text, place))?.[1];
  return behind === undefined ? out : { ...out, ...oneLine(behind) };
}

/** A YAML text whose keywords are JSON Schema's. */
function blockSchema(lines: readonly string[]): JsonSchema {
  const { root } = readTree(lines.join('\n'));
  return (root && asSchema(plainData(root))) ?? {};
}

function lineSchema(line: string, dotted: string): Record<string, unknown> {
  const written = /^\s*@schema\s+(\S.*)$/.exec(line)?.[1];
  if (written !== undefined) return oneLine(written);
  const typed = /^\s*(?:([A-Za-z_][\w.\-[\]"]*) )?--\s*\(([\w./]+)\)/.exec(line);
  if (typed && (typed[1] === undefined || typed[1] === dotted)) return typeNamed(typed[2] as string);
  const fallback = /^\s*@default\s+--\s+(.*)$/.exec(line)?.[1];
  return fallback === undefined ? {} : defaultOf(fallback);
}

/** `type:[string, null];minimum:1;item:string`: YAML behind each colon. Two keywords are called differently here. */
function oneLine(text: string): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const part of text.split(/;(?![^[\]{}]*[\]}])/)) {
    const [, keyword, written] = /^\s*([A-Za-z]+)\s*(?::\s*(.*?))?\s*$/.exec(part) ?? [];
    if (keyword === undefined) continue;
    const value = written === undefined || written === '' ? true : yamlData(written);
    if (keyword === 'item') out['items'] = { ...asSchema(out['items']), type: value };
    else if (keyword === 'itemEnum') out['items'] = { ...asSchema(out['items']), enum: value };
    else out[keyword] = value;
  }
  return out;
}

function yamlData(text: string): unknown {
  const { root, error } = readTree(text);
  return root === null || error ? text : plainData(root);
}

/** helm-docs puts code marks around what is one; else it is words about the default, which no editor could insert. */
function defaultOf(text: string): Record<string, unknown> {
  const marked = /^`([^`]+)`$/.exec(text.trim())?.[1];
  return marked === undefined ? {} : { default: yamlData(marked) };
}

const TYPES: Readonly<Record<string, string>> = {
  int: 'integer',
  integer: 'integer',
  float: 'number',
  number: 'number',
  bool: 'boolean',
  boolean: 'boolean',
  string: 'string',
  list: 'array',
  array: 'array',
  map: 'object',
  dict: 'object',
  object: 'object',
};

/** helm-docs takes any word for a type, `tpl/yaml` say; one that no schema knows is only shown. */
function typeNamed(name: string): Record<string, unknown> {
  const type = TYPES[name.toLowerCase()];
  return type === undefined ? {} : { type };
}

const named = new WeakMap<FileText, ReadonlyMap<string, JsonSchema>>();

const PARAM = /^[ \t]*#+[ \t]*@(?:param|extra)[ \t]+([^\s[]+)[ \t]*(?:\[([^\]\r\n]*)\])?[ \t]*(.*?)[ \t]*\r?$/;

/** Keys that a values file's `@param` lines name by their whole path, whether or not they are set. */
export function namedSchemas(file: FileText): ReadonlyMap<string, JsonSchema> {
  let known = named.get(file);
  if (known === undefined) {
    const found = new Map<string, JsonSchema>();
    if (file.text.includes('@param') || file.text.includes('@extra')) {
      for (const line of file.text.split('\n')) {
        const match = line.includes('#') ? PARAM.exec(line) : null;
        if (match) found.set(match[1] as string, paramSchema(match[2] ?? '', match[3] ?? ''));
      }
    }
    named.set(file, (known = found));
  }
  return known;
}

function paramSchema(modifiers: string, description: string): JsonSchema {
  const out: Record<string, unknown> = description === '' ? {} : { description };
  for (const modifier of modifiers.split(',').map((word) => word.trim())) {
    const fallback = /^default:\s*(.*)$/.exec(modifier)?.[1];
    if (fallback !== undefined) out['default'] = yamlData(fallback);
    else Object.assign(out, typeNamed(modifier));
  }
  return out;
}

/** What the comments of a file say of the keys below a path that are named and not set. */
export function namedKeys(file: FileText, path: readonly (string | number)[]): Map<string, JsonSchema> {
  const out = new Map<string, JsonSchema>();
  const prefix = path.length === 0 ? '' : `${path.join('.')}.`;
  for (const [dotted, schema] of namedSchemas(file)) {
    if (!dotted.startsWith(prefix)) continue;
    const [key = '', ...rest] = dotted.slice(prefix.length).split('.');
    if (!/^[\w-]+$/.test(key)) continue;
    if (rest.length === 0) out.set(key, schema);
    else if (!out.has(key)) out.set(key, { type: 'object' });
  }
  return out;
}
