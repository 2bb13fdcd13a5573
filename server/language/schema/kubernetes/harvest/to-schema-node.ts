// A schema as plain data (a CRD's openAPIV3Schema, or a JSON schema that a tool made of one) as a linked SchemaNode.

import type { SchemaNode, SchemaType } from '../schema-node.ts';

/** What is wrong in a schema, by the path from the schema's root to the key or value. */
export interface SchemaFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The target of a `$ref` into another file. */
  readonly remote?: string;
  /** Only schemas that must be structural have it: those of apiextensions.k8s.io/v1. */
  readonly isStructural?: boolean;
}

export interface Converted {
  readonly schema: SchemaNode;
  readonly faults: readonly SchemaFault[];
}

/** A CRD prunes what it does not name; a JSON schema says so itself, and may refer to its own parts. */
export type SchemaDialect = 'crd' | 'json';

type Plain = Readonly<Record<string, unknown>>;
type Writable = { -readonly [K in keyof SchemaNode]: SchemaNode[K] };

/** Deeper ones allow anything there: no API nests that far. */
const DEEPEST = 200;
const MOST_TOLD = 60;
/** One file with thousands of faults has one cause. */
const MOST_FAULTS = 50;

/** Never throws: what cannot be understood demands nothing. */
export function toSchemaNode(data: unknown, dialect: SchemaDialect): Converted {
  const faults: SchemaFault[] = [];
  const run: Run = { root: data, dialect, faults, byRef: new Map(), made: new Map(), remote: new Set() };
  return { schema: nodeOf(run, data, { path: [], depth: 0, isNested: false }), faults };
}

interface Run {
  readonly root: unknown;
  readonly dialect: SchemaDialect;
  readonly faults: SchemaFault[];
  /** Schemas that were referred to, so that those which refer to themselves come to an end. */
  readonly byRef: Map<string, SchemaNode>;
  /** What aliases stand for is one object, and is made once. */
  readonly made: Map<object, { readonly isNested: boolean; readonly node: SchemaNode }>;
  readonly remote: Set<string>;
}

interface At {
  readonly path: readonly (string | number)[];
  readonly depth: number;
  /** Below allOf, anyOf, oneOf or not: it demands, and names no fields. */
  readonly isNested: boolean;
}

const TYPES: ReadonlySet<unknown> = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean']);

const OPEN: SchemaNode = { preservesUnknown: true };

function nodeOf(run: Run, data: unknown, at: At): SchemaNode {
  if (typeof data === 'boolean') return data ? OPEN : { not: {} };
  if (!isPlain(data)) {
    // Deeper data is cut off where it is read.
    if (data === null && at.depth < MOST_TOLD)
      fault(run, at, 'a schema is a table, and this is nothing or holds itself');
    else if (data !== null && data !== undefined) fault(run, at, 'a schema is a table');
    return OPEN;
  }
  if (at.depth > DEEPEST) return OPEN;
  if (typeof data['$ref'] === 'string') return refNode(run, data, data['$ref'], at);
  const known = run.made.get(data);
  if (known !== undefined && known.isNested === at.isNested) return known.node;
  const out: Writable = {};
  run.made.set(data, { isNested: at.isNested, node: out });
  fill(run, out, data, at);
  return out;
}

/** The keywords of one schema. */
function fill(run: Run, out: Writable, data: Plain, at: At): void {
  texts(out, data);
  typeOf(run, out, data, at);
  numbers(out, data);
  fields(run, out, data, at);
  lists(run, out, data, at);
  combined(run, out, data, at);
}

function texts(out: Writable, data: Plain): void {
  if (typeof data['description'] === 'string') out.description = data['description'];
  if (typeof data['format'] === 'string') out.format = data['format'];
  if (typeof data['pattern'] === 'string') out.pattern = data['pattern'];
  if (data['nullable'] === true) out.nullable = true;
  if (data['deprecated'] === true) out.deprecated = true;
  if (data['default'] !== undefined) out.default = data['default'];
  if (Array.isArray(data['enum'])) out.enum = (data['enum'] as unknown[]).filter(isScalar);
  else if ('const' in data && isScalar(data['const'])) out.enum = [data['const']];
  // A list or table among the allowed values: what is left would forbid it.
  if (Array.isArray(data['enum']) && out.enum?.length !== data['enum'].length) delete out.enum;
}

function typeOf(run: Run, out: Writable, data: Plain, at: At): void {
  if (data['x-kubernetes-preserve-unknown-fields'] === true) out.preservesUnknown = true;
  if (data['x-kubernetes-embedded-resource'] === true) out.isEmbeddedResource = true;
  if (isIntOrString(data)) {
    out.format = 'int-or-string';
    return;
  }
  const { type } = data;
  if (TYPES.has(type)) out.type = type as SchemaType;
  else if (Array.isArray(type)) unionOf(out, type);
  else if (type !== undefined && type !== '')
    fault(
      run,
      below(at, 'type'),
      `type ${JSON.stringify(type)} is none of array, boolean, integer, number, object, string`,
    );
}

/** `type: [string, "null"]`. */
function unionOf(out: Writable, types: readonly unknown[]): void {
  if (types.includes('null')) out.nullable = true;
  const rest = types.filter((type) => TYPES.has(type)) as SchemaType[];
  if (rest.length === 1 && rest[0] !== undefined) out.type = rest[0];
  else if (rest.length === 2 && rest.includes('string') && rest.includes('integer')) out.format = 'int-or-string';
  else if (rest.length > 1) out.anyOf = rest.map((type) => ({ type }));
}

/** The extension, kubeconform's oneOf, or the anyOf that generators write beside the extension. */
function isIntOrString(data: Plain): boolean {
  if (data['x-kubernetes-int-or-string'] === true || data['format'] === 'int-or-string') return true;
  return data['type'] === undefined && (isStringOrInteger(data['oneOf']) || isStringOrInteger(data['anyOf']));
}

function isStringOrInteger(list: unknown): boolean {
  if (!Array.isArray(list) || list.length !== 2) return false;
  const types = list.map((one) => (isPlain(one) && Object.keys(one).length === 1 ? one['type'] : undefined));
  return types.includes('string') && types.includes('integer');
}

const NUMBERS = [
  'minimum',
  'maximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const;

function numbers(out: Writable, data: Plain): void {
  for (const key of NUMBERS) {
    const value = data[key];
    if (typeof value === 'number') out[key] = value;
  }
  for (const key of ['exclusiveMinimum', 'exclusiveMaximum'] as const) {
    const value = data[key];
    if (typeof value === 'number' || typeof value === 'boolean') out[key] = value;
  }
}

function fields(run: Run, out: Writable, data: Plain, at: At): void {
  const { properties, additionalProperties: more, patternProperties, required } = data;
  if (Array.isArray(required)) out.required = required.filter((one) => typeof one === 'string');
  if (isPlain(properties)) out.properties = schemaTable(run, properties, below(at, 'properties'));
  else if (properties !== undefined && properties !== null)
    fault(run, below(at, 'properties'), 'properties is a table of schemas');
  if (isPlain(patternProperties))
    out.patternProperties = schemaTable(run, patternProperties, below(at, 'patternProperties'));
  if (isPlain(more)) out.additionalProperties = nodeOf(run, more, below(at, 'additionalProperties'));
  else if (more === true) out.additionalProperties = true;
  if (run.dialect === 'crd') {
    if (more !== undefined && more !== false && isPlain(properties) && Object.keys(properties).length > 0)
      fault(run, below(at, 'additionalProperties'), BOTH, true);
    if (at.isNested && out.properties && more === undefined) out.additionalProperties = true;
    // A table that names no fields at all keeps none: the API server prunes them.
    const isClosed = !at.isNested && out.type === 'object' && !out.preservesUnknown && more === undefined;
    if (isClosed && !out.properties) out.properties = {};
  } else if (more === undefined && out.properties) out.additionalProperties = true;
  else if (more === false && !out.properties && out.type === 'object') out.properties = {};
}

function schemaTable(run: Run, table: Plain, at: At): Record<string, SchemaNode> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, nodeOf(run, value, below(at, key))]));
}

function lists(run: Run, out: Writable, data: Plain, at: At): void {
  const { items } = data;
  if (isPlain(items) || typeof items === 'boolean') out.items = nodeOf(run, items, below(at, 'items'));
  if (data['uniqueItems'] === true) out.uniqueItems = true;
  const listType = data['x-kubernetes-list-type'];
  if (listType === 'atomic' || listType === 'set' || listType === 'map') out.listType = listType;
  const keys = data['x-kubernetes-list-map-keys'];
  if (Array.isArray(keys) && keys.length > 0) out.listKeys = keys.filter((key) => typeof key === 'string');
  if (run.dialect === 'crd' && out.type === 'array' && items === undefined && !at.isNested && !out.preservesUnknown)
    fault(run, below(at, 'type'), NO_ITEMS, true);
}

function combined(run: Run, out: Writable, data: Plain, at: At): void {
  for (const key of ['allOf', 'anyOf', 'oneOf'] as const) {
    const list = data[key];
    // What only says that it is an integer or a string is said by the format.
    if (!Array.isArray(list) || (out.format === 'int-or-string' && isStringOrInteger(list))) continue;
    const inside = (i: number): At => ({ ...below(below(at, key), i), isNested: true });
    out[key] = list.map((one, i) => nodeOf(run, one, inside(i)));
  }
  if (isPlain(data['not'])) out.not = nodeOf(run, data['not'], { ...below(at, 'not'), isNested: true });
}

/** A reference into the same text is followed once for each target; any other is told once, and allows anything. */
function refNode(run: Run, data: Plain, ref: string, at: At): SchemaNode {
  const own: Writable = {};
  texts(own, data);
  if (run.dialect === 'crd') {
    fault(run, below(at, '$ref'), '$ref is not allowed in a CRD');
    return { ...own, ...OPEN };
  }
  const target = ref.startsWith('#') ? targetOf(run, ref) : undefined;
  if (target !== undefined) return { ...own, ref: target };
  if (!run.remote.has(ref)) {
    run.remote.add(ref);
    const isLocal = ref.startsWith('#');
    const why = isLocal ? 'there is no such place in this file' : 'other files are not fetched';
    const message = `${ref} is not followed: ${why}; anything is allowed here`;
    if (run.faults.length < MOST_FAULTS)
      run.faults.push({ path: below(at, '$ref').path, message, ...(!isLocal && { remote: ref }) });
  }
  return { ...own, ...OPEN };
}

function targetOf(run: Run, ref: string): SchemaNode | undefined {
  const known = run.byRef.get(ref);
  if (known !== undefined) return known;
  const steps = ref
    .slice(1)
    .split('/')
    .filter((step) => step !== '')
    .map((step) => unescaped(step));
  let data: unknown = run.root;
  for (const step of steps) {
    if (Array.isArray(data)) data = data[Number(step)];
    else data = isPlain(data) && Object.hasOwn(data, step) ? data[step] : undefined;
  }
  if (!isPlain(data)) return undefined;
  const node: Writable = {};
  run.byRef.set(ref, node);
  const at: At = { path: steps, depth: 0, isNested: false };
  if (typeof data['$ref'] === 'string') Object.assign(node, refNode(run, data, data['$ref'], at));
  else fill(run, node, data, at);
  return node;
}

function unescaped(step: string): string {
  const text = step.replace(/~1/g, '/').replace(/~0/g, '~');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function below(at: At, step: string | number): At {
  return { path: [...at.path, step], depth: at.depth + 1, isNested: at.isNested };
}

const BOTH = 'additionalProperties and properties exclude each other in a CRD';
const NO_ITEMS = 'a list in a CRD says what its items are: items is missing';

function fault(run: Run, at: At, message: string, isStructural = false): void {
  if (run.faults.length < MOST_FAULTS)
    run.faults.push({ path: at.path, message, ...(isStructural && { isStructural }) });
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
