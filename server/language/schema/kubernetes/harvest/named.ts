// Schemas in folders that the user named, found by their names as kubeconform and the CRD catalog write them.

import { readTree } from '#engine/yaml/read-tree.ts';
import type { FileText, Snapshot } from '../../../workspace/snapshot.ts';
import { plainData } from '../../validate.ts';
import type { GroupVersionKind, SchemaNode } from '../schema-node.ts';
import type { FoundSchema } from '../schema-store.ts';
import { type SchemaFault, toSchemaNode } from './to-schema-node.ts';

/** The schema of a kind in a JSON file of the user's folders; the first folder that has one. */
export function namedSchema(snapshot: Snapshot, gvk: GroupVersionKind): FoundSchema | undefined {
  for (const [folder, uris] of snapshot.schemaFolders) {
    const uri = placeOf(folder, uris, gvk);
    const file = uri === undefined ? undefined : snapshot.files.get(uri);
    const schema = file && jsonSchema(file).schema;
    if (file && schema) return found(file, schema, gvk);
  }
  return undefined;
}

/** Files that have the schemas of these kinds and are not in the snapshot. */
export function wantedSchemas(snapshot: Snapshot, gvks: Iterable<GroupVersionKind>): string[] {
  const out = new Set<string>();
  for (const gvk of gvks) {
    for (const [folder, uris] of snapshot.schemaFolders) {
      const uri = placeOf(folder, uris, gvk);
      if (uri === undefined) continue;
      if (!snapshot.files.has(uri)) out.add(uri);
      break;
    }
  }
  return [...out];
}

/** Kinds of files that were read. */
export function namedKinds(snapshot: Snapshot): GroupVersionKind[] {
  const kinds: GroupVersionKind[] = [];
  for (const uris of snapshot.schemaFolders.values()) {
    for (const uri of uris) {
      const file = /\.json$/.test(uri) ? snapshot.files.get(uri) : undefined;
      if (file) kinds.push(...jsonSchema(file).gvks);
    }
  }
  return kinds;
}

const founds = new WeakMap<SchemaNode, FoundSchema>();

/** The same object again and again, since what is made of it is kept by it. */
function found(file: FileText, schema: SchemaNode, gvk: GroupVersionKind): FoundSchema {
  let known = founds.get(schema);
  if (known === undefined || known.gvk.kind !== gvk.kind || known.gvk.version !== gvk.version)
    founds.set(schema, (known = { gvk, schema, source: { kind: 'file', uri: file.uri }, isOpen: false }));
  return known;
}

const byName = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

function placeOf(folder: string, uris: readonly string[], gvk: GroupVersionKind): string | undefined {
  let names = byName.get(uris);
  if (names === undefined) byName.set(uris, (names = namesOf(folder, uris)));
  for (const name of namesFor(gvk)) {
    const uri = names.get(name);
    if (uri !== undefined) return uri;
  }
  return undefined;
}

/** By the last one and the last two segments, in small letters. */
function namesOf(folder: string, uris: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const uri of uris) {
    if (!uri.endsWith('.json')) continue;
    const segments = `${folder.split('/').at(-1)}${uri.slice(folder.length)}`.toLowerCase().split('/');
    for (const name of [segments.slice(-2).join('/'), segments.slice(-1).join('/')])
      if (!names.has(name)) names.set(name, uri);
  }
  return names;
}

/** `kafka.strimzi.io/kafka_v1beta2.json`, `kafka-kafka.strimzi.io-v1beta2.json`, `kafka-kafka-v1beta2.json`. */
function namesFor({ group, version, kind }: GroupVersionKind): string[] {
  const name = kind.toLowerCase();
  const [first = ''] = group.split('.');
  return [
    `${group}/${name}_${version}.json`,
    `${name}-${group}-${version}.json`,
    `${name}-${first}-${version}.json`,
  ].map((one) => one.toLowerCase());
}

export interface JsonSchemaFile {
  /** Undefined: the text is no JSON schema. */
  readonly schema: SchemaNode | undefined;
  readonly faults: readonly SchemaFault[];
  /** The kinds that it says it is about. */
  readonly gvks: readonly GroupVersionKind[];
}

const read = new WeakMap<FileText, JsonSchemaFile>();

/** A file as a JSON schema, which may be written in YAML. */
export function jsonSchema(file: FileText): JsonSchemaFile {
  let known = read.get(file);
  if (known === undefined) read.set(file, (known = readSchema(file)));
  return known;
}

function readSchema({ uri, text }: FileText): JsonSchemaFile {
  const data = /\.ya?ml$/i.test(uri) ? yamlData(text) : jsonData(text);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return NOTHING;
  return { ...toSchemaNode(data, 'json'), gvks: gvksIn(data as Readonly<Record<string, unknown>>) };
}

function jsonData(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function yamlData(text: string): unknown {
  const { root, error } = readTree(text);
  return root === null || error !== undefined ? undefined : plainData(root);
}

const NOTHING: JsonSchemaFile = { schema: undefined, faults: [], gvks: [] };

function gvksIn(data: Readonly<Record<string, unknown>>): GroupVersionKind[] {
  const said = data['x-kubernetes-group-version-kind'];
  return (Array.isArray(said) ? (said as unknown[]) : []).flatMap((one) => {
    const { group, version, kind } = (one ?? {}) as Readonly<Record<string, unknown>>;
    const isWhole = typeof group === 'string' && typeof version === 'string' && typeof kind === 'string';
    return isWhole ? [{ group, version, kind }] : [];
  });
}
