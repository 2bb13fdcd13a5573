// Judges one manifest by its schema: an interpreter over the YAML tree, with what the API server itself would say.

import type { ListNode, MapNode, YamlNode } from '#engine/yaml/read-tree.ts';
import { entriesOf } from '../../documents/values.ts';
import { runChecks } from './checks/index.ts';
import { behind, type SchemaNode } from './schema-node.ts';
import type { FoundSchema } from './schema-store.ts';
import { validateBranches } from './validate-branches.ts';
import { checkFieldNumber, checkItems, checkRequired, type Meant, unknownField } from './validate-collections.ts';
import { type Field, headSpan, isNothing, isPlainMap, nameOf } from './validate-read.ts';
import { fitsPattern, validateScalar, wrongType } from './validate-scalar.ts';
import type { ManifestViolation } from './validate-violation.ts';
import { report, type Walk } from './validate-walk.ts';
import { compareKubernetes } from './version.ts';

export interface ManifestContext {
  /** The cluster's version, as `1.36`. */
  readonly kubernetes: string;
  /** A part of an object (kustomize patches): nothing is required, and nothing is compared. */
  readonly isPatch?: boolean | undefined;
}

/**
 * What is wrong with one object, in the order of its text; nothing for what the schema does not say. Spans are offsets of
 * the tree. Of a `List` each item is to be judged by itself, by its own schema. Takes time in proportion to the text.
 */
export function validateManifest(root: YamlNode, found: FoundSchema, context: ManifestContext): ManifestViolation[] {
  const bySchema = validateBySchema(root, found, context);
  if (context.isPatch !== true) bySchema.push(...runChecks(root, found.gvk, context.kubernetes, bySchema));
  return bySchema.length < 2 ? bySchema : bySchema.sort((a, b) => a.span.start - b.span.start);
}

/** The same without the checks beside the schema, in the order of the schema. */
export function validateBySchema(root: YamlNode, found: FoundSchema, context: ManifestContext): ManifestViolation[] {
  const walk: Walk = {
    kind: found.gvk.kind,
    path: [],
    found: [],
    isBuiltin: found.source.kind === 'kubernetes',
    hearsay: hearsayOf(found),
    mayHaveMore: hearsayOf(found) !== undefined || isOlder(found, context.kubernetes),
    isOpen: found.isOpen,
    isPatch: context.isPatch === true,
    inStatus: false,
    branches: 0,
    isTrial: false,
    failed: false,
    depth: 0,
    budget: MOST_BRANCH_STEPS,
    active: undefined,
    aliased: new Map(),
    told: new Set(),
  };
  judge(walk, { key: undefined, value: root }, found.schema);
  return walk.found;
}

/** Definitions that we bring may be older or newer than the cluster's, which nobody but the user can know. */
function hearsayOf({ gvk, source }: FoundSchema): string | undefined {
  // What has no group (JSON patches) is no custom resource: its schema is a standard's.
  if (gvk.group === '') return undefined;
  if (source.kind === 'open') return `open schema of ${source.name}`;
  return source.kind === 'bundled' ? `bundled schema of ${source.name}` : undefined;
}

/** A Kubernetes that came out after Chartroom is judged by the newest that we have. */
function isOlder({ source }: FoundSchema, kubernetes: string): boolean {
  return source.kind === 'kubernetes' && compareKubernetes(kubernetes, source.version) > 0;
}

/** Alternatives of alternatives may take time without end; what is beyond is not judged. */
const MOST_BRANCH_STEPS = 300_000;

/** Nothing that people write is nested as deep; schemas that contain themselves without end stop here. */
const MOST_NESTING = 400;

function judge(walk: Walk, field: Field, given: SchemaNode): void {
  if (walk.isTrial && walk.failed) return;
  const schema = behind(given);
  let { value } = field;
  if (value.kind === 'alias') {
    if (value.target === null || !isFirst(walk, value.target, schema)) return;
    value = value.target;
  }
  if (walk.depth >= MOST_NESTING || (walk.branches > 0 && walk.budget-- <= 0)) return;
  walk.depth++;
  if (value.kind === 'map') judgeMap(walk, value, schema, field);
  else if (value.kind === 'list') judgeList(walk, value, schema, field);
  else if (!isNothing(value)) validateScalar(walk, value, schema, field);
  else if (isRefusedNull(walk, schema)) wrongType(walk, schema.type ?? 'object', value, field);
  if (schema.allOf ?? schema.anyOf ?? schema.oneOf ?? schema.not) {
    if (!isNothing(value)) validateBranches(walk, field, schema, judge);
  }
  walk.depth--;
}

/** An alias may unfold to more than any memory holds: by each schema its target is judged once. Trials all look. */
function isFirst(walk: Walk, target: YamlNode, schema: SchemaNode): boolean {
  if (walk.branches > 0) return true;
  let judged = walk.aliased.get(target);
  if (judged === undefined) walk.aliased.set(target, (judged = new Set()));
  if (judged.has(schema)) return false;
  judged.add(schema);
  return true;
}

/** Null stands for what is not given, but the items of a custom resource's lists must be there. */
function isRefusedNull(walk: Walk, { nullable, type }: SchemaNode): boolean {
  const isItem = typeof walk.path.at(-1) === 'number';
  return isItem && !walk.isBuiltin && nullable !== true && type !== undefined;
}

function judgeMap(walk: Walk, map: MapNode, schema: SchemaNode, field: Field): void {
  if (!takes(walk, schema, 'object')) {
    wrongType(walk, wantedType(schema), map, field);
    return;
  }
  const isSchemaOfFields = schema.properties ?? schema.additionalProperties ?? schema.patternProperties;
  const meant: Meant = new Map();
  if (isPlainMap(map)) {
    const { children } = map;
    if (isSchemaOfFields !== undefined) {
      for (let i = 0; i + 1 < children.length; i += 2) {
        judgeField(walk, map, schema, children[i] as YamlNode, children[i + 1] as YamlNode, meant);
      }
    }
  } else {
    for (const { key, value } of entriesOf({ key: undefined, value: map, path: [] })) {
      if (key !== undefined && isSchemaOfFields !== undefined) judgeField(walk, map, schema, key, value, meant);
    }
    repeatedKeys(walk, map);
  }
  checkRequired(walk, map, schema, field, meant);
  checkFieldNumber(walk, map, schema, field);
}

function judgeField(walk: Walk, map: MapNode, schema: SchemaNode, key: YamlNode, value: YamlNode, meant: Meant): void {
  const name = nameOf(key);
  if (name === undefined) return;
  const { properties } = schema;
  let child: SchemaNode | undefined;
  if (properties !== undefined && Object.hasOwn(properties, name)) child = properties[name];
  else child = otherField(schema, name);
  if (child === undefined) {
    unknownField(walk, map, schema, key, name, meant);
    return;
  }
  const isStatus = walk.path.length === 0 && name === 'status';
  // What stands in the status of a custom resource is dropped when it is created.
  if (isStatus && !walk.isBuiltin) return;
  walk.path.push(name);
  if (isStatus) walk.inStatus = true;
  judge(walk, { key, value }, child);
  if (isStatus) walk.inStatus = false;
  walk.path.pop();
}

/** The schema of a key that is not named. */
function otherField({ patternProperties, additionalProperties }: SchemaNode, name: string): SchemaNode | undefined {
  if (patternProperties !== undefined) {
    for (const pattern of Object.keys(patternProperties)) {
      if (fitsPattern(pattern, name)) return patternProperties[pattern];
    }
  }
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function judgeList(walk: Walk, list: ListNode, schema: SchemaNode, field: Field): void {
  if (!takes(walk, schema, 'array')) {
    wrongType(walk, wantedType(schema), list, field);
    return;
  }
  const { items } = list;
  if (schema.items !== undefined) {
    for (let i = 0; i < items.length; i++) {
      walk.path.push(i);
      judge(walk, { key: undefined, value: items[i] as YamlNode }, schema.items);
      walk.path.pop();
    }
  }
  if (!walk.isBuiltin) checkItems(walk, list, schema, field);
}

/** Whether a collection may stand here. Without a type, what else the schema says tells; in a branch, nothing does. */
function takes(walk: Walk, schema: SchemaNode, kind: 'object' | 'array'): boolean {
  const { type, format, properties, items } = schema;
  if (type !== undefined) return type === kind;
  if (format === 'int-or-string' || format === 'quantity') return false;
  if (walk.branches > 0) return true;
  return kind === 'object' ? items === undefined || properties !== undefined : properties === undefined;
}

function wantedType({ type, format, properties }: SchemaNode): string {
  if (type !== undefined) return type;
  if (format === 'int-or-string') return 'integer or string';
  if (format === 'quantity') return 'quantity';
  return properties === undefined ? 'array' : 'object';
}

/** Each key that was already there, where it stands again. */
function repeatedKeys(walk: Walk, map: MapNode): void {
  if (walk.branches > 0) return;
  const seen = new Set<string>();
  for (const { key, value } of map.entries) {
    const name = nameOf(key);
    if (name === undefined || (name === '<<' && key.kind === 'scalar' && key.style === 'plain')) continue;
    const span = headSpan({ key, value });
    const message = (path: string) => `key "${path}" is already set: only the last one counts`;
    const isNew = !seen.has(name);
    seen.add(name);
    if (isNew) continue;
    report(walk, { code: 'manifest-duplicate-key', severity: 'warning', span, where: 'key', message, below: [name] });
  }
}
