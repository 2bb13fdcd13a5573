// Which objects a YAML document is, by apiVersion and kind alone: each with its schema, or with why it has none.

import { entryOf, type MapNode, type YamlNode } from '#engine/yaml/read-tree.ts';
import { resolved } from '../../documents/values.ts';
import { isBuiltIn } from './built-in.ts';
import { lifecycleProblem } from './identify-lifecycle.ts';
import { unknownKind } from './identify-unknown.ts';
import { type IdentityViolation, type NamedAt, problemAt } from './identify-violation.ts';
import type { SchemaLookup } from './lookup.ts';
import { type GroupVersionKind, gvkOf } from './schema-node.ts';
import type { FoundSchema } from './schema-store.ts';

/** One object of a document. */
export interface Resource {
  readonly root: MapNode;
  readonly gvk: GroupVersionKind;
  /** Undefined: nobody has a schema of it. */
  readonly found: FoundSchema | undefined;
  /** Where it stands in the document: empty, or `items`, 0 in a List. */
  readonly path: IdentityViolation['path'];
}

export interface Identity {
  readonly resources: readonly Resource[];
  readonly problems: readonly IdentityViolation[];
  /** Kinds of third parties that have no schema, which is no mistake; each once. */
  readonly unknown: readonly GroupVersionKind[];
}

export interface IdentifyOptions {
  /** The range in Chart.yaml's `kubeVersion`. */
  readonly kubeVersionRange?: string | undefined;
}

/** `root`: the document's outermost node; null, as of a document of comments, is nothing and no mistake. */
export function identify(root: YamlNode | null, lookup: SchemaLookup, options: IdentifyOptions = {}): Identity {
  const out: Draft = { resources: [], problems: [], unknown: new Map() };
  const node = root && resolved(root);
  if (node?.kind === 'map') addObject(out, node, [], undefined, { lookup, options });
  else if (node && !isNothing(node)) {
    const message = `a Kubernetes object is a table with apiVersion and kind, not ${node.kind === 'list' ? 'a list' : 'a text'}`;
    out.problems.push(problemAt(node, { code: 'manifest-identity', path: [], message }));
  }
  return { resources: out.resources, problems: out.problems, unknown: [...out.unknown.values()] };
}

interface Draft {
  readonly resources: Resource[];
  readonly problems: IdentityViolation[];
  readonly unknown: Map<string, GroupVersionKind>;
}

interface Run {
  readonly lookup: SchemaLookup;
  readonly options: IdentifyOptions;
}

/** `inherited`: what items of a `PodList` are when they do not say it. */
function addObject(
  out: Draft,
  root: MapNode,
  path: IdentityViolation['path'],
  inherited: Named | undefined,
  run: Run,
): void {
  const apiVersion = textOf(root, 'apiVersion');
  const kind = textOf(root, 'kind');
  if (inherited === undefined) out.problems.push(...wrongTexts(root, path, apiVersion, kind));
  const named = { apiVersion: apiVersion.text ?? inherited?.apiVersion, kind: kind.text ?? inherited?.kind };
  if (named.apiVersion === undefined || named.kind === undefined) return;
  const whole: Named = { apiVersion: named.apiVersion, kind: named.kind };
  const items = itemsOf(root, whole);
  if (items !== undefined) {
    const ofItems = whole.kind === 'List' ? undefined : { ...whole, kind: whole.kind.slice(0, -'List'.length) };
    items.forEach((item, i) => {
      const node = resolved(item);
      // A List in a List is none: kubectl does not look into it either, and an alias may hold itself.
      if (node?.kind === 'map' && path.length < DEEPEST) addObject(out, node, [...path, 'items', i], ofItems, run);
    });
    return;
  }
  const gvk = gvkOf(whole.apiVersion, whole.kind);
  const found = run.lookup.find(gvk);
  out.resources.push({ root, gvk, found, path });
  const at: NamedAt = { path, apiVersion: apiVersion.node, kind: kind.node };
  const problem =
    lifecycleProblem(gvk, at, run.lookup.kubernetes, run.options.kubeVersionRange) ??
    (found === undefined ? unknownKind(gvk, at, run.lookup) : undefined);
  if (problem) out.problems.push(problem);
  if (found === undefined && !isBuiltIn(gvk.group)) out.unknown.set(`${gvk.group}/${gvk.version}/${gvk.kind}`, gvk);
}

const DEEPEST = 4;

interface Named {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The items of `List`, and of a list of one kind such as `PodList`; undefined for any other object. */
function itemsOf(root: MapNode, { apiVersion, kind }: Named): readonly YamlNode[] | undefined {
  if (!kind.endsWith('List')) return undefined;
  const entry = entryOf(root, 'items');
  const items = entry && resolved(entry.value);
  if (items?.kind === 'list') return items.items;
  const isAbsent = entry === undefined || (items !== null && items !== undefined && isNothing(items));
  return kind === 'List' && apiVersion === 'v1' && isAbsent ? [] : undefined;
}

interface Text {
  readonly key: 'apiVersion' | 'kind';
  readonly node: YamlNode | undefined;
  /** Undefined: it is not there, empty, or no text. */
  readonly text: string | undefined;
}

function textOf(root: MapNode, key: Text['key']): Text {
  const entry = entryOf(root, key);
  const node = entry && resolved(entry.value);
  if (node?.kind !== 'scalar') return { key, node: node ?? undefined, text: undefined };
  const { value } = node.resolved;
  return { key, node, text: typeof value === 'string' && value !== '' ? value : undefined };
}

/** A table that says neither was not meant to be an object: that is one mistake. */
function wrongTexts(root: MapNode, path: IdentityViolation['path'], apiVersion: Text, kind: Text): IdentityViolation[] {
  const [first, second] = [wrongText(root, path, apiVersion), wrongText(root, path, kind)];
  if (first && second && isMissing(apiVersion) && isMissing(kind))
    return [{ ...first, message: 'apiVersion and kind are not set: this is no Kubernetes object' }];
  return [first, second].flatMap((problem) => problem ?? []);
}

function isMissing({ node }: Text): boolean {
  return node === undefined || isNothing(node) || (node.kind === 'scalar' && node.text === '');
}

function wrongText(root: MapNode, path: IdentityViolation['path'], said: Text): IdentityViolation | undefined {
  const { key, node, text } = said;
  if (text !== undefined) return undefined;
  const entry = entryOf(root, key);
  const first = entry?.key ?? root.children[0] ?? root;
  const isAbsent = isMissing(said);
  const at = isAbsent ? first : (node as YamlNode);
  const message = isAbsent ? `${key} is not set` : `${key}: expected a text`;
  const problem = problemAt(at, { code: 'manifest-identity', path: [...path, key], message });
  return isAbsent ? { ...problem, where: 'key' } : problem;
}

function isNothing(node: YamlNode): boolean {
  return node.kind === 'scalar' && (node.isAbsent || node.resolved.type === 'null');
}
