// The digest that Helm writes into a lock: by it `helm dependency build` knows whether the lock fits Chart.yaml.

import { sha256Hex } from '#engine/functions/digest.ts';
import { entryOf, type MapNode, type YamlNode } from '#engine/yaml/read-tree.ts';
import { resolved } from '../documents/values.ts';

/**
 * Helm's HashReq, and for charts of Helm 2's kind HashV2Req (internal/resolver): a hash of Go's JSON of the entries.
 * Undefined when it cannot be known: a repository is named as `@name`, which only the user's own list of repositories
 * resolves, or an entry has something else than texts.
 */
export function lockDigests(asked: YamlNode | null, locked: YamlNode | null): readonly string[] | undefined {
  const wanted = entriesOf(asked, true);
  const found = entriesOf(locked, false);
  if (wanted === undefined || found === undefined) return undefined;
  return [hashOf(`[${wanted},${found}]`), hashOf(`{"dependencies":${wanted}}`)];
}

function hashOf(json: string): string {
  return `sha256:${sha256Hex(json)}`;
}

/** A list of entries as Go prints it; an absent list is `null`. */
function entriesOf(node: YamlNode | null, isAsked: boolean): string | undefined {
  const list = node && resolved(node);
  if (list === null || isNull(list)) return 'null';
  if (list.kind !== 'list') return undefined;
  const items = list.items.map((item) => entryText(resolved(item), isAsked));
  return items.some((item) => item === undefined) ? undefined : `[${items.join(',')}]`;
}

const KNOWN: ReadonlySet<string> = new Set([
  'name',
  'version',
  'repository',
  'condition',
  'tags',
  'import-values',
  'alias',
]);

/** The fields in the order of Go's struct; of the optional ones those that are set. */
function entryText(node: YamlNode | null, isAsked: boolean): string | undefined {
  if (node?.kind !== 'map') return undefined;
  const keys = node.entries.map(({ key }) => (key.kind === 'scalar' ? key.text : ''));
  // Another spelling of a key, a key twice, or a merged one: Helm would read it, and how is not worth knowing here.
  if (new Set(keys).size < keys.length || keys.some((key) => !KNOWN.has(key))) return undefined;
  const name = textAt(node, 'name');
  const version = textAt(node, 'version');
  const repository = textAt(node, 'repository');
  const condition = textAt(node, 'condition');
  const alias = textAt(node, 'alias');
  const tags = listAt(node, 'tags', tagText);
  const imports = listAt(node, 'import-values', importText);
  const all = [name, version, repository, condition, alias, tags, imports];
  if (all.some((one) => one === undefined) || (isAsked && /^(?:@|alias:)/.test(repository ?? ''))) return undefined;
  const parts = [
    `"name":${goText(name ?? '')}`,
    ...(version ? [`"version":${goText(version)}`] : []),
    `"repository":${goText(repository ?? '')}`,
    ...(condition ? [`"condition":${goText(condition)}`] : []),
    ...(tags ? [`"tags":${tags}`] : []),
    ...(imports ? [`"import-values":${imports}`] : []),
    ...(alias ? [`"alias":${goText(alias)}`] : []),
  ];
  return `{${parts.join(',')}}`;
}

/** The text of a field; empty when it is not there, undefined when it is no text. */
function textAt(map: MapNode, key: string): string | undefined {
  const entry = entryOf(map, key);
  const node = entry && resolved(entry.value);
  if (!node || isNull(node)) return '';
  return textOf(node);
}

function textOf(node: YamlNode): string | undefined {
  const value = node.kind === 'scalar' ? node.resolved.value : undefined;
  // Spaces of other kinds and signs that cannot be printed are replaced by Helm.
  return typeof value === 'string' && !/[^\P{C}]|[^\P{Z} ]/u.test(value) ? value : undefined;
}

/** The list of a field as Go prints it; empty when it is not there or has nothing in it. */
function listAt(map: MapNode, key: string, print: (item: YamlNode) => string | undefined): string | undefined {
  const entry = entryOf(map, key);
  const node = entry && resolved(entry.value);
  if (!node || isNull(node)) return '';
  if (node.kind !== 'list') return undefined;
  const items = node.items.map(print);
  if (items.some((item) => item === undefined)) return undefined;
  return items.length === 0 ? '' : `[${items.join(',')}]`;
}

function tagText(item: YamlNode): string | undefined {
  const node = resolved(item);
  const text = node ? textOf(node) : undefined;
  return text === undefined ? undefined : goText(text);
}

/** A name, or a pair of texts, whose keys Go sorts. */
function importText(item: YamlNode): string | undefined {
  const node = resolved(item);
  if (node?.kind !== 'map') return tagText(item);
  const fields = node.entries.map(({ key, value }) => {
    const text = tagText(value);
    return key.kind === 'scalar' && text !== undefined ? { key: key.text, text } : undefined;
  });
  if (fields.some((field) => field === undefined)) return undefined;
  const sorted = fields.flatMap((field) => field ?? []).sort((a, b) => (a.key < b.key ? -1 : 1));
  return `{${sorted.map(({ key, text }) => `${goText(key)}:${text}`).join(',')}}`;
}

function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && (node.isAbsent || node.resolved.type === 'null');
}

/** As encoding/json writes a text: safe to stand in HTML. */
function goText(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
