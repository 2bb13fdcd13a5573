// The tree of a YAML document: maps, lists, scalars and aliases with their spans. Readers never change it.

import type { Span } from '../text/span.ts';
import { type Resolved, resolveScalar } from './resolve.ts';
import type { ScalarStyle } from './scan-token.ts';

export type YamlNode = ScalarNode | MapNode | ListNode | AliasNode;

/**
 * What all nodes have. A node is itself the span of its text: a scalar with its quotes, a block collection from its
 * first key or dash to the end of its last entry, properties (anchor, tag) excluded.
 */
abstract class BaseNode implements Span {
  start: number;
  end: number;
  /** 0-based line of the node or of its properties. */
  readonly line: number;
  private readonly properties: Properties | null;

  constructor(start: number, end: number, line: number, properties: Properties | null) {
    this.start = start;
    this.end = end;
    this.line = line;
    this.properties = properties;
  }

  /** Resolved against the document's handles (`tag:yaml.org,2002:int`); empty when none is written. */
  get tag(): string {
    return this.properties === null ? '' : this.properties.tag;
  }

  get anchor(): string {
    return this.properties === null ? '' : this.properties.anchor;
  }
}

/** Rare, and therefore apart. */
export interface Properties {
  readonly tag: string;
  readonly anchor: string;
}

export class ScalarNode extends BaseNode {
  /** The content: quotes, escapes and folding undone. */
  readonly text: string;
  readonly style: ScalarStyle;

  constructor(
    start: number,
    end: number,
    line: number,
    text: string,
    style: ScalarStyle,
    properties: Properties | null,
  ) {
    super(start, end, line, properties);
    this.text = text;
    this.style = style;
  }

  get kind(): 'scalar' {
    return 'scalar';
  }

  /** Whether nothing is written: `a:` has such a value, of no length. */
  get isAbsent(): boolean {
    return this.start === this.end;
  }

  /** Plain without a tag, or with the tag `!`: its text decides what it is. */
  get isImplicit(): boolean {
    const { tag } = this;
    return tag === '' ? this.style === 'plain' : tag === '!';
  }

  /** What it means: type and value. Never throws; a text that its tag forbids comes as an error. */
  get resolved(): Resolved {
    return resolveScalar(this.tag, this.text, this.isImplicit);
  }
}

export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

export class MapNode extends BaseNode {
  readonly isFlow: boolean;
  /** Keys and values in turn. */
  readonly children: YamlNode[] = [];

  constructor(start: number, line: number, isFlow: boolean, properties: Properties | null) {
    super(start, start, line, properties);
    this.isFlow = isFlow;
  }

  get kind(): 'map' {
    return 'map';
  }

  /** The entries as written, duplicates and merge keys included. */
  get entries(): YamlEntry[] {
    const { children } = this;
    const entries: YamlEntry[] = [];
    for (let i = 0; i + 1 < children.length; i += 2) {
      entries.push({ key: children[i] as YamlNode, value: children[i + 1] as YamlNode });
    }
    return entries;
  }
}

export class ListNode extends BaseNode {
  readonly isFlow: boolean;
  readonly items: YamlNode[] = [];

  constructor(start: number, line: number, isFlow: boolean, properties: Properties | null) {
    super(start, start, line, properties);
    this.isFlow = isFlow;
  }

  get kind(): 'list' {
    return 'list';
  }
}

export class AliasNode extends BaseNode {
  readonly name: string;
  /** The node that the anchor names; it may contain the alias. Null when there is no such anchor (readTree only). */
  readonly target: Exclude<YamlNode, AliasNode> | null;

  constructor(start: number, end: number, line: number, name: string, target: Exclude<YamlNode, AliasNode> | null) {
    super(start, end, line, null);
    this.name = name;
    this.target = target;
  }

  get kind(): 'alias' {
    return 'alias';
  }
}

/** Ends a collection without brackets behind its last entry. */
export function closeAtLast(node: MapNode | ListNode): void {
  const children = node.kind === 'list' ? node.items : node.children;
  const last = children[children.length - 1];
  // An absent value may stand, for libyaml, behind comments: then the key is the end.
  const key = node.kind === 'map' ? children[children.length - 2] : undefined;
  const isFarAway = key !== undefined && last !== undefined && last.start === last.end && last.line !== key.line;
  const before = isFarAway ? key : last;
  node.end = Math.max(node.start, node.end, before?.end ?? 0);
}

/** A merge key: an unquoted `<<`, or one tagged `!!merge`. */
export function isMergeKey(node: YamlNode): boolean {
  if (node.kind !== 'scalar' || node.text !== '<<') return false;
  return node.isImplicit || node.tag === 'tag:yaml.org,2002:merge';
}
