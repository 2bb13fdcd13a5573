// The head of a rendered manifest: kind, apiVersion, name and annotations, read for each of a thousand documents.

import { GoError } from '../values/errors.ts';
import { type DecodedMap, decodeStruct, type StructShape } from './decode.ts';
import { parseDocument } from './parse.ts';
import { isMergeKey, type MapNode, type YamlNode } from './parse-node.ts';
import { floatKey, floatText, resolvePlain } from './resolve.ts';
import { goYamlText } from './scan-problem.ts';

/** What Helm reads of a manifest. Strings are empty when absent. */
export interface ManifestHead {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Null when there is no metadata or it has none. */
  readonly annotations: ReadonlyMap<string, string> | null;
  /** Whether there is a metadata that is not null. */
  readonly hasMetadata: boolean;
}

/** Package of Helm's SimpleHead: `releaseutil` in Helm 3, `util` in Helm 4. */
export type HeadPackage = 'releaseutil' | 'util';

/** The head of the first document. Throws GoError with Helm's text (without `YAML parse error on …`). */
export function readHead(text: string, packageName: HeadPackage): ManifestHead {
  const { root, problem, depth } = parseDocument(text);
  if (problem !== undefined) throw new GoError(`error converting YAML to JSON: ${goYamlText(problem)}`);
  if (root === null) return EMPTY;
  const isQuick = root.kind === 'map' && depth <= MAX_JSON_DEPTH && isOrdinary(root);
  return (isQuick ? quickHead(root) : undefined) ?? fullHead(text, packageName);
}

/** encoding/json reads nothing deeper. */
const MAX_JSON_DEPTH = 10000;

const EMPTY: ManifestHead = { apiVersion: '', kind: '', name: '', annotations: null, hasMetadata: false };

/** Whether nothing in the tree can fail or mean more than it says: no properties, aliases, merges, odd keys, infinities. */
function isOrdinary(root: MapNode): boolean {
  const open: YamlNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'alias' || node.tag !== '') return false;
    if (node.kind === 'list') for (const item of node.items) open.push(item);
    else if (node.kind === 'map') {
      const { children } = node;
      for (let i = 0; i < children.length; i += 2) {
        if (!isOrdinaryKey(children[i] as YamlNode)) return false;
        open.push(children[i + 1] as YamlNode);
      }
    } else if (node.style === 'plain' && mayBeInfinite(node.text)) return false;
  }
  return true;
}

function isOrdinaryKey(node: YamlNode): boolean {
  if (node.kind !== 'scalar' || node.tag !== '' || isMergeKey(node)) return false;
  if (node.style !== 'plain') return true;
  const { type, integer } = resolvePlain(node.text);
  return type !== 'null' && (integer === undefined || integer <= 0x7fffffffffffffffn);
}

function mayBeInfinite(text: string): boolean {
  return (text.length === 4 || text.length === 5) && /^[-+]?\.(?:inf|nan)$/i.test(text);
}

/** The head of an ordinary tree; undefined where a type is wrong or a key differs in case only. */
function quickHead(root: MapNode): ManifestHead | undefined {
  const top = fieldsOf(root, TOP);
  if (top === undefined) return undefined;
  const [apiNode, kindNode, metadata] = top;
  const apiVersion = textOf(apiNode);
  const kind = textOf(kindNode);
  if (apiVersion === undefined || kind === undefined) return undefined;
  if (metadata === undefined || isNull(metadata)) return { ...EMPTY, apiVersion, kind };
  if (metadata.kind !== 'map') return undefined;
  const inner = fieldsOf(metadata, INNER);
  if (inner === undefined) return undefined;
  const name = textOf(inner[0]);
  const annotations = annotationsOf(inner[1]);
  if (name === undefined || annotations === undefined) return undefined;
  return { apiVersion, kind, name, annotations, hasMetadata: true };
}

const TOP = ['apiVersion', 'kind', 'metadata'];
const INNER = ['name', 'annotations'];

/** The values of these keys, the last of repeated ones. */
function fieldsOf(map: MapNode, names: readonly string[]): (YamlNode | undefined)[] | undefined {
  const found: (YamlNode | undefined)[] = names.map(() => undefined);
  const { children } = map;
  for (let i = 0; i < children.length; i += 2) {
    const key = keyOf(children[i] as YamlNode);
    const at = names.indexOf(key);
    if (at >= 0) found[at] = children[i + 1];
    else if (/[\u017f\u212aA-Z]/.test(key) && names.some((name) => name.toLowerCase() === key.toLowerCase())) {
      return undefined;
    }
  }
  return found;
}

function keyOf(node: YamlNode): string {
  if (node.kind !== 'scalar') return '';
  if (node.style !== 'plain') return node.text;
  const { type, value, integer } = resolvePlain(node.text);
  if (integer !== undefined) return String(integer);
  return type === 'float' ? floatKey(value as number) : String(value);
}

function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.style === 'plain' && resolvePlain(node.text).type === 'null';
}

/** A scalar as the string that a string field takes; undefined for a list or map. */
function textOf(node: YamlNode | undefined): string | undefined {
  if (node === undefined) return '';
  if (node.kind !== 'scalar') return undefined;
  if (node.style !== 'plain') return node.text;
  const { type, value, integer } = resolvePlain(node.text);
  if (type === 'null') return '';
  if (integer !== undefined) return String(integer);
  return type === 'float' ? floatText(value as number) : String(value);
}

function annotationsOf(node: YamlNode | undefined): Map<string, string> | null | undefined {
  if (node === undefined || isNull(node)) return null;
  if (node.kind !== 'map') return undefined;
  const annotations = new Map<string, string>();
  const { children } = node;
  for (let i = 0; i < children.length; i += 2) {
    const text = textOf(children[i + 1]);
    if (text === undefined) return undefined;
    annotations.set(keyOf(children[i] as YamlNode), text);
  }
  return annotations;
}

function fullHead(text: string, packageName: HeadPackage): ManifestHead {
  const head = decodeStruct(text, headShape(packageName));
  const metadata = head.get('metadata');
  const inner: DecodedMap = metadata instanceof Map ? metadata : new Map();
  const annotations = inner.get('annotations');
  return {
    apiVersion: (head.get('apiVersion') as string | undefined) ?? '',
    kind: (head.get('kind') as string | undefined) ?? '',
    name: (inner.get('name') as string | undefined) ?? '',
    annotations: annotations instanceof Map ? (annotations as Map<string, string>) : null,
    hasMetadata: metadata instanceof Map,
  };
}

function headShape(packageName: HeadPackage): StructShape {
  const metadata: StructShape = {
    type: 'struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }',
    name: '',
    pointer: true,
    fields: { name: 'string', annotations: { map: 'string' } },
  };
  return {
    type: `${packageName}.SimpleHead`,
    name: 'SimpleHead',
    fields: { apiVersion: 'string', kind: 'string', metadata },
  };
}
