// Documents of our own schemas (Chart.yaml) before ajv: plain violations with sentences of ours.

import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { isMergeKey } from '#engine/yaml/read-tree.ts';
import { entriesOf, keyText, resolved } from '../documents/values.ts';
import type { JsonSchema } from './json-schema.ts';
import { nearest } from './near.ts';
import type { Violation } from './violation.ts';

/** What a schema finds wrong with a YAML document; nothing for an empty one. */
export function validateTree(schema: JsonSchema, root: YamlNode | null): readonly Violation[] {
  return root === null ? [] : validateData(schema, plainData(root));
}

/** The same for plain data. */
export function validateData(schema: JsonSchema, data: unknown): readonly Violation[] {
  const validate = compiled(schema);
  validate(data);
  return (validate.errors ?? []).flatMap((error) => violationOf(error) ?? []);
}

const validators = new WeakMap<JsonSchema, ValidateFunction>();

const OPTIONS: Options = { allErrors: true, verbose: true, strict: false, validateFormats: false, logger: false };

/** Compiled at its first use. */
function compiled(schema: JsonSchema): ValidateFunction {
  let validate = validators.get(schema);
  if (validate === undefined) validators.set(schema, (validate = ajvFor(schema).compile(schema)));
  return validate;
}

/** By the draft that the schema names; 2020-12 when it names none. Draft 4 is only the engine's judge's. */
function ajvFor(schema: JsonSchema): Ajv {
  const draft = String(schema['$schema'] ?? '');
  if (/draft-0[67]/.test(draft)) return new Ajv(OPTIONS);
  return draft.includes('2019-09') ? new Ajv2019(OPTIONS) : new Ajv2020(OPTIONS);
}

/** Groups follow from what is inside them, and are not told. */
const GROUPS: ReadonlySet<string> = new Set(['if', 'allOf', '$ref']);

function violationOf(error: ErrorObject): Violation | undefined {
  const { keyword, params, data } = error;
  if (GROUPS.has(keyword)) return undefined;
  const path = pathOf(error.instancePath);
  const name = String(params['additionalProperty'] ?? params['missingProperty'] ?? '');
  switch (keyword) {
    case 'additionalProperties':
      return { path: [...path, name], what: 'key', keyword, property: name, message: unknownText(error, name) };
    case 'required':
      return { path, what: 'table', keyword, property: name, message: `'${name}' is missing` };
    case 'type':
      return { path, what: 'value', keyword, message: `expected ${wanted(params['type'])}, found ${kindOf(data)}` };
    case 'enum':
      return { path, what: 'value', keyword, message: enumText(data, params['allowedValues']) };
    default:
      return { path, what: 'value', keyword, message: error.message ?? keyword };
  }
}

function unknownText(error: ErrorObject, name: string): string {
  const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
  return `unknown field '${name}'${hint(nearest(name, known))}`;
}

function enumText(data: unknown, allowed: unknown): string {
  const words = (Array.isArray(allowed) ? allowed : []).filter((word) => typeof word === 'string' && word !== '');
  const meant = typeof data === 'string' ? nearest(data, words) : undefined;
  return `${shown(data)} is not one of ${words.map(shown).join(', ')}${hint(meant)}`;
}

function hint(meant: string | undefined): string {
  return meant === undefined ? '' : `; did you mean '${meant}'?`;
}

function shown(data: unknown): string {
  return typeof data === 'string' ? `'${data}'` : kindOf(data);
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a table',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'nothing',
};

/** `a list`, `a text or a table`; that nothing is fine as well goes without saying. */
function wanted(type: unknown): string {
  const types = (Array.isArray(type) ? type : [type]).filter((one) => one !== 'null');
  if (types.includes('string') && types.includes('number')) return 'a text';
  return types.map((one) => KINDS[String(one)] ?? String(one)).join(' or ');
}

function kindOf(data: unknown): string {
  if (data === null || data === undefined) return 'nothing';
  if (Array.isArray(data)) return 'a list';
  return typeof data === 'boolean' ? String(data) : (KINDS[typeof data] ?? typeof data);
}

/** A JSON pointer as steps. Which of them are indexes is read from the digits: no key of our schemas is a number. */
function pathOf(pointer: string): (string | number)[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((token) => (/^\d+$/.test(token) ? Number(token) : token.replaceAll('~1', '/').replaceAll('~0', '~')));
}

/** Texts that contain themselves end here. */
const MAX_DEPTH = 100;

/** The document as JSON data; a key that repeats counts once, the last one. */
export function plainData(node: YamlNode): unknown {
  return plain(node, 0, new Map());
}

/** What aliases stand for is made once and shared: they may unfold to more than any memory holds. */
function plain(node: YamlNode, depth: number, known: Map<YamlNode, unknown>): unknown {
  const target = resolved(node);
  if (target === null || depth > MAX_DEPTH) return null;
  if (target.kind === 'scalar') return target.resolved.value;
  if (!known.has(target)) {
    // Seen from inside itself it is nothing.
    known.set(target, null);
    known.set(target, plainCollection(target, depth, known));
  }
  return known.get(target);
}

function plainCollection(
  target: Extract<YamlNode, { kind: 'list' | 'map' }>,
  depth: number,
  known: Map<YamlNode, unknown>,
): unknown {
  if (target.kind === 'list') return target.items.map((item) => plain(item, depth + 1, known));
  const { children } = target;
  let isMerged = false;
  for (let i = 0; i < children.length; i += 2) isMerged ||= isMergeKey(children[i] as YamlNode);
  if (!isMerged) return plainTable(children, depth, known);
  const entries = entriesOf({ key: undefined, value: target, path: [] });
  return Object.fromEntries(
    entries.flatMap(({ key, value }) => {
      const name = key && !isMergeKey(key) ? keyText(key) : undefined;
      return name === undefined ? [] : [[name, plain(value, depth + 1, known)] as const];
    }),
  );
}

/** Keys and values in turn; the last of repeated keys counts. */
function plainTable(children: readonly YamlNode[], depth: number, known: Map<YamlNode, unknown>): unknown {
  const out: Record<string, unknown> = {};
  for (let i = 0; i + 1 < children.length; i += 2) {
    const name = keyText(children[i] as YamlNode);
    if (name === undefined) continue;
    const value = plain(children[i + 1] as YamlNode, depth + 1, known);
    // A plain assignment would set the prototype.
    if (name === '__proto__')
      Object.defineProperty(out, name, { value, enumerable: true, configurable: true, writable: true });
    else out[name] = value;
  }
  return out;
}
