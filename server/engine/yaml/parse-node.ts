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
  /** Resolved against the document's handles (`tag:yaml.org,2002:int`); empty when none is written. */
  readonly tag: string;
  readonly anchor: string;

  constructor(start: number, end: number, line: number, tag: string, anchor: string) {
    this.start = start;
    this.end = end;
    this.line = line;
    this.tag = tag;
    this.anchor = anchor;
  }
}

export class ScalarNode extends BaseNode {
  readonly kind = 'scalar';
  /** The content: quotes, escapes and folding undone. */
  readonly text: string;
  readonly style: ScalarStyle;
  private known: Resolved | undefined;

  constructor(
    start: number,
    end: number,
    line: number,
    text: string,
    style: ScalarStyle = 'plain',
    tag = '',
    anchor = '',
  ) {
    super(start, end, line, tag, anchor);
    this.text = text;
    this.style = style;
  }

  /** Whether nothing is written: `a:` has such a value, of no length. */
  get isAbsent(): boolean {
    return this.start === this.end;
  }

  /** Plain without a tag, or with the tag `!`: its text decides what it is. */
  get isImplicit(): boolean {
    return this.tag === '' ? this.style === 'plain' : this.tag === '!';
  }

  /** What it means: type and value. Never throws; a text that its tag forbids comes as an error. */
  get resolved(): Resolved {
    return (this.known ??= resolveScalar(this.tag, this.text, this.isImplicit));
  }
}

export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

export class MapNode extends BaseNode {
  readonly kind = 'map';
  readonly isFlow: boolean;
  readonly entries: YamlEntry[] = [];

  constructor(start: number, line: number, isFlow: boolean, tag: string, anchor: string) {
    super(start, start, line, tag, anchor);
    this.isFlow = isFlow;
  }
}

export class ListNode extends BaseNode {
  readonly kind = 'list';
  readonly isFlow: boolean;
  readonly items: YamlNode[] = [];

  constructor(start: number, line: number, isFlow: boolean, tag: string, anchor: string) {
    super(start, start, line, tag, anchor);
    this.isFlow = isFlow;
  }
}

export class AliasNode extends BaseNode {
  readonly kind = 'alias';
  readonly name: string;
  /** The node that the anchor names; it may contain the alias. Null when there is no such anchor (readTree only). */
  readonly target: Exclude<YamlNode, AliasNode> | null;

  constructor(start: number, end: number, line: number, name: string, target: Exclude<YamlNode, AliasNode> | null) {
    super(start, end, line, '', '');
    this.name = name;
    this.target = target;
  }
}

/** A merge key: an unquoted `<<`, or one tagged `!!merge`. */
export function isMergeKey(node: YamlNode): boolean {
  if (node.kind !== 'scalar' || node.text !== '<<') return false;
  return node.isImplicit || node.tag === 'tag:yaml.org,2002:merge';
}
