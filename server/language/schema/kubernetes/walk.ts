// From a schema along a path to the schemas of a place, as hover and completion ask for them: every branch counts.

import { behind, type SchemaNode } from './schema-node.ts';

/** One key that a table may have. */
export interface Field {
  readonly key: string;
  /** As its owners write it, refs unopened: the description of a field stands beside its ref. */
  readonly nodes: readonly SchemaNode[];
  readonly isRequired: boolean;
}

/** Branches in branches end here; published schemas nest three deep. */
const DEEPEST = 8;

/** What may hold at a place: the schema behind its refs, and the branches of allOf, anyOf and oneOf. */
export function branchesOf(nodes: readonly SchemaNode[]): readonly SchemaNode[] {
  const out = new Set<SchemaNode>();
  const add = (node: SchemaNode, depth: number) => {
    const here = behind(node);
    if (out.has(here) || depth > DEEPEST) return;
    out.add(here);
    for (const list of [here.allOf, here.anyOf, here.oneOf]) for (const branch of list ?? []) add(branch, depth + 1);
  };
  for (const node of nodes) add(node, 0);
  return [...out];
}

/** The schemas of a key's value, or of a list's items. */
export function stepInto(nodes: readonly SchemaNode[], step: string | number): readonly SchemaNode[] {
  const out = new Set<SchemaNode>();
  for (const branch of branchesOf(nodes)) {
    const next = typeof step === 'number' ? branch.items : propertyOf(branch, step);
    if (next !== undefined) out.add(next);
  }
  return [...out];
}

/** The schemas at a path below them; none where they say nothing. Numbers are any item of a list. */
export function schemasAt(nodes: readonly SchemaNode[], path: readonly (string | number)[]): readonly SchemaNode[] {
  let at = nodes;
  for (const step of path) at = stepInto(at, step);
  return at;
}

/** The keys that a table at this place may have by name, in the schemas' order. */
export function fieldsOf(nodes: readonly SchemaNode[]): readonly Field[] {
  const found = new Map<string, SchemaNode[]>();
  const required = new Set<string>();
  // What only some branches demand is not demanded.
  for (const node of nodes) for (const key of requiredOf(behind(node), 0)) required.add(key);
  for (const { properties } of branchesOf(nodes)) {
    for (const [key, node] of Object.entries(properties ?? {})) {
      const known = found.get(key);
      if (known === undefined) found.set(key, [node]);
      else if (!known.includes(node)) known.push(node);
    }
  }
  return [...found].map(([key, fields]) => ({ key, nodes: fields, isRequired: required.has(key) }));
}

function requiredOf(node: SchemaNode, depth: number): readonly string[] {
  if (depth > DEEPEST) return [];
  return [...(node.required ?? []), ...(node.allOf ?? []).flatMap((one) => requiredOf(behind(one), depth + 1))];
}

function propertyOf(node: SchemaNode, key: string): SchemaNode | undefined {
  if (node.properties !== undefined && Object.hasOwn(node.properties, key)) return node.properties[key];
  for (const [pattern, schema] of Object.entries(node.patternProperties ?? {}))
    if (matches(pattern, key)) return schema;
  return typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
}

/** Only to describe a key: RE2's and JavaScript's expressions are near enough, and one that is neither matches nothing. */
function matches(pattern: string, key: string): boolean {
  try {
    return key.length < 300 && new RegExp(pattern, 'u').test(key);
  } catch {
    return false;
  }
}
