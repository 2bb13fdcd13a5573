// Nodes to Go values: go-yaml's decoder and sigs' conversion to JSON types in one walk, without recursion.

import { toValidUtf8 } from '../text/bytes.ts';
import type { Origin } from '../text/origin.ts';
import { GoMap, Int, sliceOf, type Value } from '../values/value.ts';
import {
  type AliasNode,
  isMergeKey,
  type ListNode,
  type MapNode,
  type ScalarNode,
  type YamlNode,
} from './parse-node.ts';
import { decodeBase64 } from './read-base64.ts';
import { goSyntax } from './read-go-syntax.ts';
import { floatKey, plainValue, type Resolved } from './resolve.ts';
import { YamlProblem } from './scan-problem.ts';

export interface OriginOptions {
  /** Name of the file the text is from. */
  readonly source: string;
  /** Where the text begins in that file. */
  readonly offset?: number | undefined;
}

export interface BuildOptions {
  readonly origins?: OriginOptions | undefined;
  /** Leave integers what they are: bigint, beyond int64 `Int` of kind uint64. */
  readonly exact?: boolean | undefined;
  /** Complain about keys that a map has twice. */
  readonly strict?: boolean | undefined;
}

/** A key that JSON cannot have. */
export interface OddKey {
  /** As fmt's %s prints its type, and %#v the key. */
  readonly type: string;
  readonly text: string;
  readonly value: YamlNode;
}

export interface Built {
  readonly value: Value;
  /** Something in it may not be representable in JSON: see read-check.ts. */
  readonly suspicious: boolean;
  readonly oddKeys: ReadonlyMap<GoMap, OddKey>;
}

const MAX_JSON_DEPTH = 10000;

/** Builds the value of a node. Throws YamlProblem for what go-yaml's decoder refuses. */
export function buildValue(root: YamlNode, options: BuildOptions = {}): Built {
  return new Builder(options).build(root);
}

/** An open collection. A merge frame writes into the map of the frame that it was opened for. */
interface Frame {
  readonly node: MapNode | ListNode;
  readonly map: GoMap | null;
  readonly list: Value[] | null;
  readonly slots: (Origin | undefined)[] | null;
  /** The alias that led here. */
  readonly alias: AliasNode | null;
  readonly merges: boolean;
  readonly path: readonly (string | number)[];
  /** Typed names of the keys so far; strict reading only. */
  readonly seen: Set<string> | null;
  index: number;
  key: string | OddKey;
  keyNode: YamlNode | null;
  valueNode: YamlNode;
}

const NO_PATH: readonly (string | number)[] = [];
const PENDING: unique symbol = Symbol('pending');

class Builder {
  private readonly options: BuildOptions;
  private readonly exact: boolean;
  private readonly stack: Frame[] = [];
  private readonly oddKeys = new Map<GoMap, OddKey>();
  private suspicious = false;
  private readonly complaints: string[] = [];
  private readonly active = new Set<AliasNode>();
  /** The document itself is counted. */
  private decodes = 1;
  private aliased = 0;
  private result: Value = null;

  constructor(options: BuildOptions) {
    this.options = options;
    this.exact = options.exact === true;
  }

  build(root: YamlNode): Built {
    const { stack } = this;
    const value = this.begin(root, null, NO_PATH);
    if (value !== PENDING) this.result = value;
    while (stack.length > 0) {
      const frame = stack[stack.length - 1] as Frame;
      if (frame.node.kind === 'map') this.stepMap(frame, frame.node);
      else if (frame.merges) this.stepMergeList(frame, frame.node);
      else this.stepList(frame, frame.node);
    }
    if (this.complaints.length > 0) {
      const message = `unmarshal errors:\n  ${this.complaints.join('\n  ')}`;
      throw new YamlProblem('values', message, 0, root);
    }
    return { value: this.result, suspicious: this.suspicious, oddKeys: this.oddKeys };
  }

  private stepList(frame: Frame, node: ListNode): void {
    const { items } = node;
    const list = frame.list as Value[];
    while (frame.index < items.length) {
      const item = items[frame.index++] as YamlNode;
      frame.valueNode = item;
      const path = this.options.origins ? [...frame.path, list.length] : NO_PATH;
      const value = this.begin(item, null, path);
      if (value === PENDING) return;
      this.deliver(frame, value);
    }
    this.finish(frame);
  }

  private stepMap(frame: Frame, node: MapNode): void {
    const { children } = node;
    while (frame.index < children.length) {
      const keyNode = children[frame.index] as YamlNode;
      const valueNode = children[frame.index + 1] as YamlNode;
      frame.index += 2;
      frame.keyNode = keyNode;
      frame.valueNode = valueNode;
      if (isMergeKey(keyNode)) {
        this.merge(valueNode, frame);
        return;
      }
      const key = this.key(keyNode, valueNode);
      frame.key = key;
      const path = this.options.origins && typeof key === 'string' ? [...frame.path, key] : NO_PATH;
      const value = this.begin(valueNode, null, path);
      if (value === PENDING) return;
      this.deliver(frame, value);
    }
    this.finish(frame);
  }

  /** The maps of a merge list, last first, so that earlier ones win. */
  private stepMergeList(frame: Frame, node: ListNode): void {
    if (frame.index === node.items.length) {
      this.finish(frame);
      return;
    }
    const item = node.items[node.items.length - 1 - frame.index++] as YamlNode;
    const target = item.kind === 'alias' ? item.target : item;
    if (target?.kind !== 'map') this.failMerge(item);
    this.begin(item, frame, frame.path);
  }

  private merge(value: YamlNode, frame: Frame): void {
    if (value.kind === 'list') {
      this.stack.push({ ...frame, node: value, alias: null, merges: true, index: 0 });
      return;
    }
    const target = value.kind === 'alias' ? value.target : value;
    if (target?.kind !== 'map') this.failMerge(value);
    this.begin(value, frame, frame.path);
  }

  private failMerge(at: YamlNode): never {
    throw new YamlProblem('values', 'map merge requires map or sequence of maps as the value', at.line, at);
  }

  /** The value of a scalar; a collection is opened and its value delivered later. `into`: the frame whose map it merges into. */
  private begin(node: YamlNode, into: Frame | null, path: readonly (string | number)[]): Value | typeof PENDING {
    this.count(node);
    let alias: AliasNode | null = null;
    if (node.kind === 'alias') {
      alias = node;
      node = this.enter(node);
      this.count(node);
    }
    if (node.kind === 'scalar') {
      if (alias !== null) this.active.delete(alias);
      return this.leaf(node);
    }
    if (this.stack.length >= MAX_JSON_DEPTH) this.suspicious = true;
    this.stack.push(this.open(node, into, alias, path));
    return PENDING;
  }

  private open(
    node: MapNode | ListNode,
    into: Frame | null,
    alias: AliasNode | null,
    path: readonly (string | number)[],
  ): Frame {
    const isMap = node.kind === 'map';
    return {
      node,
      map: into !== null ? into.map : isMap ? new GoMap() : null,
      list: isMap ? null : [],
      slots: !isMap && this.options.origins ? [] : null,
      alias,
      merges: into !== null,
      path,
      seen: into !== null ? into.seen : isMap && this.options.strict ? new Set() : null,
      index: 0,
      key: '',
      keyNode: null,
      valueNode: node,
    };
  }

  private finish(frame: Frame): void {
    this.stack.pop();
    if (frame.alias !== null) this.active.delete(frame.alias);
    if (frame.merges) return;
    const value = frame.map ?? sliceOf(frame.list as Value[], undefined, frame.slots ?? undefined);
    const parent = this.stack[this.stack.length - 1];
    if (parent === undefined) this.result = value;
    else this.deliver(parent, value);
  }

  /** Puts the value of `frame.valueNode` into the frame's collection. */
  private deliver(frame: Frame, value: Value): void {
    const { map, key } = frame;
    if (frame.node.kind === 'list') {
      (frame.list as Value[]).push(value);
      frame.slots?.push(this.origin(frame, (frame.list as Value[]).length - 1));
      return;
    }
    if (map === null) return;
    if (frame.seen !== null && this.isRepeated(frame, frame.seen)) return;
    if (typeof key !== 'string') {
      this.oddKeys.set(map, key);
      this.suspicious = true;
    } else if (this.options.origins) map.set(key, value, this.origin(frame, key));
    else map.entries.set(key, value);
  }

  private isRepeated(frame: Frame, seen: Set<string>): boolean {
    const name = goSyntax(frame.keyNode as YamlNode);
    if (!seen.has(name)) {
      seen.add(name);
      return false;
    }
    this.complaints.push(`line ${frame.valueNode.line + 1}: key ${name} already set in map`);
    return true;
  }

  /** Where the value of `frame.valueNode` is written: at the anchor for an alias, at the key when nothing is written. */
  private origin(frame: Frame, key: string | number): Origin | undefined {
    const { origins } = this.options;
    if (origins === undefined) return undefined;
    const { valueNode, keyNode } = frame;
    let place: YamlNode = valueNode.kind === 'alias' ? (valueNode.target ?? valueNode) : valueNode;
    if (place.start === place.end && keyNode !== null) place = keyNode;
    const span = { start: place.start, end: place.end };
    return { source: { file: origins.source, span, path: [...frame.path, key] } };
  }

  private leaf(node: ScalarNode): Value {
    if (node.tag === '' && !this.exact) {
      if (node.style !== 'plain') return node.text;
      const value = plainValue(node.text);
      if (typeof value === 'number' && !Number.isFinite(value)) this.suspicious = true;
      return value;
    }
    const resolved = resolve(node);
    const { type, value, integer } = resolved;
    if (type === 'binary') return toValidUtf8(decodeBase64(node));
    if (typeof value === 'number' && !Number.isFinite(value)) this.suspicious = true;
    if (!this.exact || integer === undefined) return value;
    return integer > 0x7fffffffffffffffn ? new Int('uint64', integer) : integer;
  }

  /** A key's text as sigs.k8s.io/yaml converts it. */
  private key(node: YamlNode, value: YamlNode): string | OddKey {
    this.count(node);
    let alias: AliasNode | null = null;
    if (node.kind === 'alias') {
      alias = node;
      node = this.enter(node);
      this.count(node);
    }
    if (node.kind !== 'scalar') {
      // The whole key is decoded before it is refused: an error inside comes first.
      buildValue(node, { exact: this.exact, strict: this.options.strict });
      throw new YamlProblem('values', `invalid map key: ${goSyntax(node)}`, node.line, node);
    }
    if (alias !== null) this.active.delete(alias);
    if (node.tag === '') {
      if (node.style !== 'plain') return node.text;
      const plain = plainValue(node.text);
      if (typeof plain === 'string') return plain;
    }
    return keyText(node, value);
  }

  /** Steps into an alias; whoever reads the target's last part leaves it. */
  private enter(alias: AliasNode): Exclude<YamlNode, AliasNode> {
    if (this.active.has(alias)) {
      throw new YamlProblem('values', `anchor '${alias.name}' value contains itself`, alias.line, alias);
    }
    this.active.add(alias);
    if (alias.target === null) {
      throw new YamlProblem('values', `unknown anchor '${alias.name}' referenced`, alias.line, alias);
    }
    return alias.target;
  }

  /** Counts one decoding step; too great a part of them inside aliases is an attack. */
  private count(at: YamlNode): void {
    this.decodes++;
    if (this.active.size === 0) return;
    this.aliased++;
    if (this.aliased > 100 && this.decodes > 1000 && this.aliased / this.decodes > allowedRatio(this.decodes)) {
      throw new YamlProblem('values', 'document contains excessive aliasing', at.line, at);
    }
  }
}

function resolve(node: ScalarNode): Resolved {
  const { resolved } = node;
  if (resolved.error !== undefined) throw new YamlProblem('values', resolved.error, node.line, node);
  return resolved;
}

function keyText(node: ScalarNode, value: YamlNode): string | OddKey {
  const { type, value: found, integer } = resolve(node);
  switch (type) {
    case 'null':
      return { type: '%!s(<nil>)', text: '<nil>', value };
    case 'int': {
      const exact = integer ?? 0n;
      return exact > 0x7fffffffffffffffn ? { type: 'uint64', text: `0x${exact.toString(16)}`, value } : String(exact);
    }
    case 'float':
      return floatKey(found as number);
    case 'bool':
      return found === true ? 'true' : 'false';
    case 'binary':
      return toValidUtf8(decodeBase64(node));
    default:
      return node.text;
  }
}

/** From 99% of up to 400,000 decodings down to 10% of 4,000,000. */
function allowedRatio(decodes: number): number {
  if (decodes <= 400_000) return 0.99;
  if (decodes >= 4_000_000) return 0.1;
  return 0.99 - 0.89 * ((decodes - 400_000) / 3_600_000);
}
