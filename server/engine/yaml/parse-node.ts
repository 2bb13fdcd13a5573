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

abstract class CollectionNode extends BaseNode {
  readonly isFlow: boolean;
  private own: YamlNode[] | null = [];
  private from: Moved | null = null;

  constructor(start: number, line: number, isFlow: boolean, properties: Properties | null) {
    super(start, start, line, properties);
    this.isFlow = isFlow;
  }

  /** What it holds: copied here, where it is a moved copy, when somebody asks first. */
  protected get nodes(): YamlNode[] {
    return this.own ?? this.make();
  }

  /** Makes an empty node, which begins where it should, a copy of this one. */
  protected moveInto<T extends CollectionNode>(copy: T, by: number, lines: number): T {
    copy.end = this.end + by;
    copy.own = null;
    copy.from = movedFrom(this.own, this.from, by, lines);
    return copy;
  }

  private make(): YamlNode[] {
    this.own = movedNodes(this.from as Moved);
    this.from = null;
    return this.own;
  }
}

export class MapNode extends CollectionNode {
  private first: MapNode | null = null;

  get kind(): 'map' {
    return 'map';
  }

  /** Keys and values in turn. */
  get children(): YamlNode[] {
    return this.nodes;
  }

  /** What this is a moved copy of, through any number of moves: what is known of the one holds for the other, elsewhere. */
  get original(): MapNode {
    return this.first ?? this;
  }

  /** A copy that lies elsewhere; what is in it is copied when somebody asks. */
  moved(by: number, lines: number): MapNode {
    const copy = this.moveInto(new MapNode(this.start + by, this.line + lines, this.isFlow, null), by, lines);
    copy.first = this.original;
    return copy;
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

export class ListNode extends CollectionNode {
  get kind(): 'list' {
    return 'list';
  }

  get items(): YamlNode[] {
    return this.nodes;
  }

  /** See MapNode. */
  moved(by: number, lines: number): ListNode {
    return this.moveInto(new ListNode(this.start + by, this.line + lines, this.isFlow, null), by, lines);
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

/** Nodes of another tree, and by how much these lie behind them. */
interface Moved {
  readonly nodes: readonly YamlNode[];
  readonly by: number;
  readonly lines: number;
}

/** Copies of copies refer to the first, so that a hundred keystrokes make no chain of a hundred. */
function movedFrom(own: readonly YamlNode[] | null, from: Moved | null, by: number, lines: number): Moved {
  if (own !== null) return { nodes: own, by, lines };
  const { nodes, ...before } = from as Moved;
  return { nodes, by: before.by + by, lines: before.lines + lines };
}

function movedNodes({ nodes, by, lines }: Moved): YamlNode[] {
  return nodes.map((node) => movedNode(node, by, lines));
}

/** The node as it is in a text that has more before it. Only for nodes without anchors, tags and aliases in them. */
export function movedNode(node: YamlNode, by: number, lines: number): YamlNode {
  if (node.kind === 'map' || node.kind === 'list') return node.moved(by, lines);
  if (node.kind === 'alias') return node;
  return new ScalarNode(node.start + by, node.end + by, node.line + lines, node.text, node.style, null);
}

/** Whether a tree has anchors, tags or aliases, which tie nodes to others. */
export function hasTies(root: YamlNode): boolean {
  const rest: YamlNode[] = [root];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.kind === 'alias' || node.anchor !== '' || node.tag !== '') return true;
    if (node.kind === 'scalar') continue;
    for (const child of node.kind === 'map' ? node.children : node.items) rest.push(child);
  }
  return false;
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
