// A node as Go's %#v prints what go-yaml decodes it to: what error messages about map keys quote.

import { formatFloatG } from '../values/number.ts';
import { quoteGo } from '../values/quote.ts';
import { isMergeKey, type MapNode, type ScalarNode, type YamlNode } from './parse-node.ts';
import { decodeBase64 } from './read-base64.ts';

/** Deeper values are cut short; nobody reads such a message. */
const MAX_DEPTH = 500;

/** `map[interface {}]interface {}{"a":1}`, `[]interface {}{interface {}(nil)}`, `"text"`, `<nil>` … */
export function goSyntax(node: YamlNode): string {
  const value = targetOf(node);
  return value.kind === 'scalar' && value.resolved.type === 'null' ? '<nil>' : printNode(value, 0);
}

function printNode(node: YamlNode, depth: number): string {
  const value = targetOf(node);
  if (depth > MAX_DEPTH) return '...';
  switch (value.kind) {
    case 'scalar':
      return printScalar(value);
    case 'list':
      return `[]interface {}{${value.items.map((item) => printNode(item, depth + 1)).join(', ')}}`;
    case 'map':
      return `map[interface {}]interface {}{${printEntries(value, depth)}}`;
    default:
      return 'interface {}(nil)';
  }
}

function printScalar(node: ScalarNode): string {
  const { type, value, integer } = node.resolved;
  switch (type) {
    case 'null':
      return 'interface {}(nil)';
    case 'bool':
      return String(value);
    case 'int': {
      const exact = integer ?? 0n;
      return exact > 0x7fffffffffffffffn ? `0x${exact.toString(16)}` : String(exact);
    }
    case 'float':
      return printFloat(value as number);
    case 'binary':
      return quoteGo(decodeBase64(node));
    default:
      return quoteGo(node.text);
  }
}

function printFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return formatFloatG(value);
}

/** The entries of a map as fmt sorts them: by the key's type, then by the key. The order of the types is the linker's. */
const TYPE_ORDER = ['null', 'str', 'uint64', 'int', 'float', 'bool'];

interface Entry {
  readonly rank: number;
  readonly order: number | string | bigint;
  readonly text: string;
}

function printEntries(node: MapNode, depth: number): string {
  const entries = new Map<string, Entry>();
  collect(node, depth, entries);
  const sorted = [...entries.values()].sort((a, b) =>
    a.rank !== b.rank ? a.rank - b.rank : a.order < b.order ? -1 : a.order > b.order ? 1 : 0,
  );
  return sorted.map((entry) => entry.text).join(', ');
}

function collect(node: MapNode, depth: number, into: Map<string, Entry>): void {
  for (const { key, value } of node.entries) {
    if (isMergeKey(key)) {
      const source = targetOf(value);
      const maps = source.kind === 'list' ? [...source.items].reverse() : [source];
      for (const map of maps) {
        const target = targetOf(map);
        if (target.kind === 'map' && depth < MAX_DEPTH) collect(target, depth + 1, into);
      }
      continue;
    }
    const name = printNode(key, depth + 1);
    into.set(name, { ...keyOrder(targetOf(key)), text: `${name}:${printNode(value, depth + 1)}` });
  }
}

function keyOrder(key: YamlNode): { readonly rank: number; readonly order: number | string | bigint } {
  if (key.kind !== 'scalar') return { rank: TYPE_ORDER.length, order: 0 };
  const { type, value, integer } = key.resolved;
  const isUnsigned = integer !== undefined && integer > 0x7fffffffffffffffn;
  const rank = TYPE_ORDER.indexOf(isUnsigned ? 'uint64' : type);
  if (integer !== undefined) return { rank, order: integer };
  if (typeof value === 'boolean') return { rank, order: value ? 1 : 0 };
  if (typeof value === 'number') return { rank, order: value };
  const text = type === 'binary' ? decodeBase64(key) : key.text;
  return { rank: rank < 0 ? TYPE_ORDER.indexOf('str') : rank, order: text };
}

function targetOf(node: YamlNode): YamlNode {
  return node.kind === 'alias' ? (node.target ?? node) : node;
}
