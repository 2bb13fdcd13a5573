// CustomResourceDefinitions in a YAML text as schemas of their kinds, each document read when a kind that it may hold is asked for.

import type { Span } from '#engine/text/span.ts';
import { splitDocuments } from '#engine/yaml/documents.ts';
import { readTree, type YamlNode, type YamlTree } from '#engine/yaml/read-tree.ts';
import type { ManifestDocument, ManifestView } from '../../../documents/manifest.ts';
import { resolved } from '../../../documents/values.ts';
import { plainData } from '../../validate.ts';
import type { GroupVersionKind, SchemaNode } from '../schema-node.ts';
import { faultSpan } from './fault-span.ts';
import { type SchemaFault, toSchemaNode } from './to-schema-node.ts';

/** One served version of a custom resource. */
export interface HarvestedKind {
  readonly gvk: GroupVersionKind;
  /** As the CRD says it: its `metadata` is not yet ObjectMeta. */
  readonly schema: SchemaNode;
  /** Fields that it does not name are kept. */
  readonly isOpen: boolean;
}

export interface CrdProblem {
  readonly span: Span;
  readonly message: string;
}

/** A document that is a CRD. */
export interface CrdDocument {
  /** Whether the kind's names stand in the text at all, which is found out fast. */
  readonly mayHold: (gvk: GroupVersionKind) => boolean;
  readonly kinds: () => readonly HarvestedKind[];
  /** What the API server would refuse in it, in offsets of the text that was given. */
  readonly problems: () => readonly CrdProblem[];
  /** It is YAML at all. */
  readonly isRead: () => boolean;
}

/** Whether a text may hold a CRD. */
export function mentionsCrd(text: string): boolean {
  return text.includes('CustomResourceDefinition') && text.includes('apiextensions.k8s.io');
}

/** The CRDs of a text, in order; nothing in it is read yet. */
export function crdDocuments(text: string): CrdDocument[] {
  if (!mentionsCrd(text)) return [];
  return splitDocuments(text).documents.flatMap((document) =>
    mentionsCrd(document.text) ? [documentOf(document.text, document.span.start)] : [],
  );
}

/** The same of a text that is being edited and was read already: a document is looked into once. */
export function crdDocumentsIn({ file, documents }: ManifestView): CrdDocument[] {
  if (!mentionsCrd(file.text)) return [];
  return documents.flatMap(({ document, start }) => {
    if (!mentionsCrd(document.text)) return [];
    let read = reads.get(document);
    if (read === undefined) reads.set(document, (read = once(() => readCrd(document.tree))));
    return [documentOf(document.text, start, read)];
  });
}

const reads = new WeakMap<ManifestDocument, () => ReadCrd>();

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function documentOf(text: string, offset: number, all = once(() => readCrd(readTree(text)))): CrdDocument {
  return {
    mayHold: ({ group, kind }) => text.includes(kind) && text.includes(group),
    kinds: () => all().kinds,
    problems: () =>
      all().problems.map(({ span, message }) => {
        return { span: { start: span.start + offset, end: span.end + offset }, message };
      }),
    isRead: () => all().isRead !== false,
  };
}

interface ReadCrd {
  readonly isRead?: boolean;
  readonly kinds: readonly HarvestedKind[];
  readonly problems: readonly CrdProblem[];
}

type Plain = Readonly<Record<string, unknown>>;

/** Offsets are those of the document. */
function readCrd({ root, error }: YamlTree): ReadCrd {
  if (error !== undefined)
    return {
      isRead: false,
      kinds: [],
      problems: [{ span: error.span, message: `This CRD cannot be read: ${error.message}` }],
    };
  const roots = itemsOf(root);
  const found = roots.map(readOne);
  return { kinds: found.flatMap(({ kinds }) => kinds), problems: found.flatMap(({ problems }) => problems) };
}

/** The document itself, or the items of a List. */
function itemsOf(root: YamlNode | null): YamlNode[] {
  const map = root && resolved(root);
  if (map?.kind !== 'map') return [];
  const entry = map.entries.find(({ key }) => key.kind === 'scalar' && key.text === 'items');
  const items = entry && resolved(entry.value);
  return items?.kind === 'list' ? items.items : [map];
}

function readOne(root: YamlNode): ReadCrd {
  const crd = plainData(root);
  if (!isPlain(crd) || crd['kind'] !== 'CustomResourceDefinition') return { kinds: [], problems: [] };
  const apiVersion = crd['apiVersion'];
  if (apiVersion !== 'apiextensions.k8s.io/v1' && apiVersion !== 'apiextensions.k8s.io/v1beta1')
    return { kinds: [], problems: [] };
  const spec = isPlain(crd['spec']) ? crd['spec'] : {};
  const group = spec['group'];
  const kind = isPlain(spec['names']) ? spec['names']['kind'] : undefined;
  if (typeof group !== 'string' || typeof kind !== 'string' || group === '' || kind === '')
    return { kinds: [], problems: [] };
  const kinds: HarvestedKind[] = [];
  const problems: CrdProblem[] = [];
  const tell = ({ path, message }: SchemaFault) => problems.push({ span: faultSpan(root, path), message });
  for (const version of versionsOf(spec, apiVersion.endsWith('/v1'))) {
    if (version.path === undefined) {
      if (apiVersion.endsWith('/v1'))
        tell({ path: version.at, message: `version ${version.name} of ${kind} has no schema` });
      kinds.push({ gvk: { group, version: version.name, kind }, schema: ANYTHING, isOpen: true });
      continue;
    }
    const { path } = version;
    const { schema, faults } = toSchemaNode(version.schema, 'crd');
    const isV1 = apiVersion.endsWith('/v1');
    for (const fault of faults)
      if (isV1 || !fault.isStructural) tell({ path: [...path, ...fault.path], message: fault.message });
    const isOpen = keepsAll(spec, apiVersion) || schema.preservesUnknown === true;
    kinds.push({ gvk: { group, version: version.name, kind }, schema, isOpen });
  }
  return { kinds, problems };
}

const ANYTHING: SchemaNode = { type: 'object', preservesUnknown: true };

interface Version {
  readonly name: string;
  /** Where the version stands in the CRD. */
  readonly at: readonly (string | number)[];
  readonly schema?: unknown;
  /** Where its schema stands; undefined: it has none. */
  readonly path?: readonly (string | number)[];
}

/** The versions that are served; v1beta1 may have one for all, and one schema for all. */
function versionsOf(spec: Plain, isV1: boolean): Version[] {
  const common = isV1 ? undefined : schemaAt(spec['validation'], ['spec', 'validation']);
  const list = Array.isArray(spec['versions']) ? (spec['versions'] as unknown[]) : [];
  const versions = list.flatMap((one, i): Version[] => {
    if (!isPlain(one) || typeof one['name'] !== 'string' || one['served'] === false) return [];
    const at = ['spec', 'versions', i];
    return [{ name: one['name'], at: [...at, 'name'], ...(schemaAt(one['schema'], [...at, 'schema']) ?? common) }];
  });
  if (versions.length > 0 || isV1 || typeof spec['version'] !== 'string') return versions;
  return [{ name: spec['version'], at: ['spec', 'version'], ...common }];
}

function schemaAt(holder: unknown, path: readonly (string | number)[]): Pick<Version, 'schema' | 'path'> | undefined {
  const schema = isPlain(holder) ? holder['openAPIV3Schema'] : undefined;
  return isPlain(schema) ? { schema, path: [...path, 'openAPIV3Schema'] } : undefined;
}

/** In v1beta1 unknown fields are kept unless it says otherwise. */
function keepsAll(spec: Plain, apiVersion: string): boolean {
  return apiVersion.endsWith('/v1beta1')
    ? spec['preserveUnknownFields'] !== false
    : spec['preserveUnknownFields'] === true;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
